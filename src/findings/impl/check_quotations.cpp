#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/unicode.hpp"
#include "findings/impl/context.hpp"
#include "findings/impl/fold.hpp"
#include "findings/impl/lexicon.hpp"

namespace attest::findings::impl {
namespace {

struct Said {
  Witness where;
  const model::Attribution* by = nullptr;
  std::string text;
  bool whole_is_quote = false;
};

std::vector<Said> everything_said(const Context& context) {
  std::vector<Said> out;
  const auto& evidence = context.evidence;
  for (std::size_t i = 0; i < evidence.statements.size(); ++i) {
    const auto& s = evidence.statements[i];
    out.push_back(
        {{Witness::Noun::kStatement, i, shorten(s.wording, 120)}, &s.by, s.wording, true});
  }
  for (std::size_t i = 0; i < evidence.figures.size(); ++i) {
    const auto& f = evidence.figures[i];
    out.push_back({context.witness(i), &f.by, f.wording, false});
  }
  for (std::size_t i = 0; i < evidence.positions.size(); ++i) {
    const auto& p = evidence.positions[i];
    out.push_back({{Witness::Noun::kPosition, i, shorten(p.words, 120)}, &p.by, p.words, false});
  }
  return out;
}

/// Passages between quotation marks of several scripts; the whole text where it is a quotation
/// itself.
std::vector<std::string> quotes(const Said& said) {
  std::vector<std::string> out;
  std::u32string inside;
  bool open = false;
  for (const char32_t c : base::to_utf32(said.text)) {
    const bool opens = c == U'“' || c == U'«' || c == U'„';
    const bool closes = c == U'”' || c == U'»';
    const bool either = c == U'"';
    if (open && (closes || either)) {
      out.push_back(base::to_utf8(inside));
      open = false;
    } else if (opens || either) {
      inside.clear();
      open = true;
    } else if (open) {
      inside += c;
    }
  }
  if (out.empty() && said.whole_is_quote) out.push_back(said.text);
  return out;
}

/// One of them names the other as relay, asserter or origin: then the quotation is attributed.
bool attributed(const Context& context, const model::Attribution& a, const model::Attribution& b) {
  const auto names = [&](const model::Attribution& x, const model::Attribution& y) {
    const auto voice = context.voices.voice(y.asserter);
    const auto is = [&](const std::string& name) { return context.voices.voice(name) == voice; };
    return std::any_of(x.relays.begin(), x.relays.end(), is) ||
           std::any_of(x.repeats.begin(), x.repeats.end(), is) ||
           std::find(x.repeats.begin(), x.repeats.end(), y.key) != x.repeats.end();
  };
  return context.voices.voice(a.asserter) == context.voices.voice(b.asserter) || names(a, b) ||
         names(b, a);
}

void speaker_changed(Context& context, const std::vector<Said>& all) {
  constexpr std::size_t kRun = 7;  // words in a row that two people do not find by chance
  std::map<std::string, std::size_t> first;
  std::set<std::pair<std::size_t, std::size_t>> asked;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const auto& quote : quotes(all[i])) {
      const auto split = words(quote);
      for (std::size_t w = 0; w + kRun <= split.size(); ++w) {
        std::string run;
        for (std::size_t k = 0; k < kRun; ++k) run += split[w + k] + ' ';
        const auto [place, fresh] = first.try_emplace(run, i);
        const auto j = place->second;
        if (fresh || j == i || attributed(context, *all[i].by, *all[j].by)) continue;
        if (!asked.insert({j, i}).second) continue;
        context.add(
            CheckKind::kSpeakerChanged,
            fmt::format("The same words (“{}…”) are credited to {} and to {}. Who said them first?",
                        shorten(quote, 80), all[j].by->asserter, all[i].by->asserter),
            {all[j].where, all[i].where});
      }
    }
  }
}

/// Words of a name that tell it apart: capitalised in the original, five letters or more.
std::vector<std::string> telling_words(std::string_view name) {
  std::vector<std::string> out;
  std::u32string word;
  const auto flush = [&] {
    if (word.size() >= 5 && base::to_lower(word[0]) != word[0]) out.push_back(base::to_utf8(word));
    word.clear();
  };
  for (const char32_t c : base::to_utf32(name)) {
    if (base::is_letter(c))
      word += c;
    else
      flush();
  }
  flush();
  return out;
}

bool names_author(const model::Attribution& author, std::string_view text) {
  const auto all = words(text);
  for (const auto& word : telling_words(head_of_name(author.asserter))) {
    if (std::find(all.begin(), all.end(), fold(word)) != all.end()) return true;
  }
  return false;
}

/// Somebody cites a ruling of a body whose own words here carry a reservation.
void disclaimer_dropped(Context& context) {
  const auto all = context.evidence.statements;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!mentions(fold(all[i].wording), Theme::kReservation)) continue;
    for (std::size_t j = 0; j < all.size(); ++j) {
      const auto cited = fold(all[j].wording);
      if (j == i ||
          context.voices.voice(all[i].by.asserter) == context.voices.voice(all[j].by.asserter)) {
        continue;
      }
      if (!mentions(cited, Theme::kRuling) || mentions(cited, Theme::kReservation)) continue;
      if (!names_author(all[i].by, all[j].wording)) continue;
      context.add(
          CheckKind::kDisclaimerDropped,
          fmt::format(
              "{} cites {} without the reservation in its own words. Is the passage quoted whole?",
              all[j].by.asserter, all[i].by.asserter),
          {{Witness::Noun::kStatement, j, shorten(all[j].wording, 160)},
           {Witness::Noun::kStatement, i, shorten(all[i].wording, 160)}});
    }
  }
}

}  // namespace

void check_quotations(Context& context) {
  speaker_changed(context, everything_said(context));
  disclaimer_dropped(context);
}

}  // namespace attest::findings::impl
