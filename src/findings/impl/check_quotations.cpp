#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "findings/impl/context.hpp"
#include "findings/impl/fold.hpp"
#include "findings/impl/lexicon.hpp"
#include "findings/impl/quotes.hpp"

namespace attest::findings::impl {
namespace {

using Noun = Witness::Noun;

struct Said {
  Node node;
  const model::Attribution* by = nullptr;
  std::string speaker;
  std::vector<std::string> quotes;
};

std::vector<Said> everything_said(const Context& context) {
  std::vector<Said> out;
  const auto& evidence = context.evidence;
  const auto add = [&](Node node, const model::Attribution& by, const std::string& text) {
    out.push_back({node, &by, context.speaker(node), quotes(text)});
  };
  for (std::size_t i = 0; i < evidence.statements.size(); ++i) {
    const auto& s = evidence.statements[i];
    add({Noun::kStatement, i}, s.by, s.wording);
    if (out.back().quotes.empty()) out.back().quotes.push_back(s.wording);
  }
  for (std::size_t i = 0; i < evidence.figures.size(); ++i)
    add({Noun::kFigure, i}, evidence.figures[i].by, evidence.figures[i].wording);
  for (std::size_t i = 0; i < evidence.positions.size(); ++i)
    add({Noun::kPosition, i}, evidence.positions[i].by, evidence.positions[i].words);
  return out;
}

/// One of them is the other, or names the other as relay or origin: then the quotation is
/// attributed.
bool attributed(const Context& context, const Said& a, const Said& b) {
  const auto names = [&](const Said& x, const Said& y) {
    const auto is = [&](const std::string& name) {
      return context.one_speaker(name, y.speaker) || (!name.empty() && name == y.by->key);
    };
    return std::ranges::any_of(x.by->relays, is) || std::ranges::any_of(x.by->repeats, is) ||
           std::ranges::any_of(quoted_in_name(x.speaker), is);
  };
  return context.one_speaker(a.speaker, b.speaker) || names(a, b) || names(b, a);
}

void speaker_changed(Context& context, const std::vector<Said>& all) {
  constexpr std::size_t kRun = 7;  // words in a row that two people do not find by chance
  std::map<std::string, std::size_t> first;
  std::set<std::pair<std::size_t, std::size_t>> asked;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const auto& quote : all[i].quotes) {
      const auto split = words(quote);
      for (std::size_t w = 0; w + kRun <= split.size(); ++w) {
        std::string run;
        for (std::size_t k = 0; k < kRun; ++k) run += split[w + k] + ' ';
        const auto j = first.try_emplace(run, i).first->second;
        if (j == i || attributed(context, all[i], all[j]) || !asked.insert({j, i}).second) continue;
        context.add(
            CheckKind::kSpeakerChanged,
            fmt::format("The same words (“{}”) are credited to {} and to {}. Who said them first?",
                        shorten(quote, 80), all[j].speaker, all[i].speaker),
            {context.witness(all[j].node), context.witness(all[i].node)});
      }
    }
  }
}

/// The documenter's remark says that the words run under another name.
void noted_elsewhere(Context& context, const std::vector<Said>& all) {
  for (const auto& said : all) {
    for (const auto clause : clauses(said.by->note)) {
      if (!mentions(fold(clause), Theme::kMisattributed)) continue;
      context.add(CheckKind::kSpeakerChanged,
                  fmt::format("Recorded as said by {}, but by the remark beside it another name is "
                              "given too (“{}”). Who said it first?",
                              said.speaker, shorten(clause, 160)),
                  {context.witness(said.node)});
      break;
    }
  }
}

/// Somebody cites a ruling of a body whose own words here carry a reservation.
void disclaimer_dropped(Context& context) {
  const auto all = context.evidence.statements;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!mentions(fold(all[i].wording), Theme::kReservation)) continue;
    for (std::size_t j = 0; j < all.size(); ++j) {
      const auto cited = fold(all[j].wording);
      if (context.one_speaker(all[i].by.asserter, all[j].by.asserter)) continue;
      if (!mentions(cited, Theme::kRuling) || mentions(cited, Theme::kReservation)) continue;
      if (!names_voice(all[j].wording, all[i].by.asserter)) continue;
      context.add(
          CheckKind::kDisclaimerDropped,
          fmt::format(
              "{} cites {} without the reservation in its own words. Is the passage quoted whole?",
              all[j].by.asserter, all[i].by.asserter),
          {context.witness({Noun::kStatement, j}), context.witness({Noun::kStatement, i})});
    }
  }
}

}  // namespace

void check_quotations(Context& context) {
  const auto all = everything_said(context);
  speaker_changed(context, all);
  noted_elsewhere(context, all);
  disclaimer_dropped(context);
}

}  // namespace attest::findings::impl
