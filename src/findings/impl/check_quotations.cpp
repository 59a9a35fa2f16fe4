#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "findings/impl/context.hpp"
#include "findings/impl/fold.hpp"
#include "findings/impl/lexicon.hpp"
#include "findings/impl/passages.hpp"
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
      return context.is_speaker(name, y.node) || (!name.empty() && name == y.by->key);
    };
    return std::ranges::any_of(x.by->relays, is) || std::ranges::any_of(x.by->repeats, is) ||
           std::ranges::any_of(quoted_in_name(x.speaker), is);
  };
  return context.one_speaker(a.node, b.node) || names(a, b) || names(b, a);
}

/// Those who have a run of words of an earlier one's, without naming them.
struct Takers {
  std::set<std::size_t> who;
  std::string quote;
};

std::map<std::size_t, Takers> takers(const Context& context, const std::vector<Said>& all) {
  constexpr std::size_t kRun = 7;  // words in a row that two people do not find by chance
  std::unordered_map<std::uint64_t, std::size_t> first;
  std::map<std::size_t, Takers> out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::set<std::size_t> asked{i};
    for (const auto& quote : all[i].quotes) {
      for (const auto run : word_runs(words(quote), kRun)) {
        const auto j = first.try_emplace(run, i).first->second;
        if (!asked.insert(j).second || attributed(context, all[i], all[j])) continue;
        out[j].who.insert(i);
        if (out[j].quote.empty()) out[j].quote = quote;
      }
    }
  }
  return out;
}

void speaker_changed(Context& context, const std::vector<Said>& all) {
  for (const auto& [first, taken] : takers(context, all)) {
    std::vector<std::string> names;
    std::vector<Witness> witnesses{context.witness(all[first].node)};
    for (const auto i : taken.who) {
      if (witnesses.size() == kMostWitnesses) break;
      witnesses.push_back(context.witness(all[i].node));
      if (std::ranges::find(names, all[i].speaker) == names.end()) names.push_back(all[i].speaker);
    }
    context.add(
        CheckKind::kSpeakerChanged,
        fmt::format("The same words (“{}”) are credited to {} and to {}. Who said them first?",
                    shorten(taken.quote, 80), all[first].speaker, listing(names)),
        std::move(witnesses));
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
      if (context.one_speaker({Noun::kStatement, i}, {Noun::kStatement, j})) continue;
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
