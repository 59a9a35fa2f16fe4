#include "casework/site_texts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "casework/read_case.hpp"
#include "findings/voices.hpp"
#include "model/quantity.hpp"

namespace attest::casework {
namespace {
using publish::Corroboration;

/// What the figures of the case's main incidents say of a count in a text.
class Others {
 public:
  Others(const Case& kase, const Nouns& nouns) : voices_(nouns.sources) {
    const IncidentIndex index(nouns.incidents);
    const auto& main = kase.settings.main_incidents;
    const std::set<std::string> keys(main.begin(), main.end());
    for (const model::Figure& figure : nouns.figures) {
      const std::size_t found = index.find(figure.about);
      if (found == IncidentIndex::npos) continue;
      if (keys.empty() || keys.contains(nouns.incidents[found].key)) figures_.push_back(figure);
    }
    echoes_ = findings::echoes(figures_, voices_);
  }

  /// One voice and its echoes is repetition, however many say it; two voices agree.
  void compare(const reading::Suggestion& suggestion, const std::string& exhibit,
               publish::TextClaim& claim) const {
    std::set<std::string> voices;
    for (std::size_t i = 0; i < figures_.size(); ++i) {
      const model::Figure& figure = figures_[i];
      if (figure.by.locator.exhibit == exhibit || !same_label(figure, suggestion)) continue;
      if (!same_number(figure.quantity, suggestion.quantity)) {
        claim.differ.push_back(figure.by.statement);
      } else if (echoes_[i]) {
        claim.repeat.push_back(figure.by.statement);
      } else {
        claim.agree.push_back(figure.by.statement);
        voices.insert(voices_.voice(figure.by.asserter));
      }
    }
    claim.corroboration = verdict(claim, voices.size());
  }

 private:
  static Corroboration verdict(const publish::TextClaim& claim, std::size_t voices) {
    if (voices > 1) return Corroboration::kAgree;
    if (voices == 1 || !claim.repeat.empty()) return Corroboration::kOnlyRepeat;
    return claim.differ.empty() ? Corroboration::kNoneFound : Corroboration::kDiffer;
  }

  static bool same_label(const model::Figure& figure, const reading::Suggestion& suggestion) {
    return figure.measure.measure == suggestion.measure &&
           figure.category == model::category(suggestion.category);
  }

  static bool same_number(const model::Quantity& a, const model::Quantity& b) {
    return a.value == b.value && a.low == b.low && a.high == b.high && a.vague_word == b.vague_word;
  }

  findings::Voices voices_;
  std::vector<model::Figure> figures_;
  std::vector<std::optional<findings::Echo>> echoes_;
};

publish::TextClaim make_claim(const CaseSuggestion& one, const Others& others,
                              const std::string& exhibit) {
  const reading::Suggestion& suggestion = one.suggestion;
  publish::TextClaim claim;
  claim.start = suggestion.start;
  claim.end = suggestion.end;
  claim.quote = suggestion.quote;
  claim.kind = reading::word(suggestion.kind);
  std::replace(claim.kind.begin(), claim.kind.end(), '_', ' ');
  claim.speaker = suggestion.speaker;
  claim.rule = suggestion.rule;
  claim.hedged = suggestion.hedged;
  claim.denied = suggestion.denied;
  if (suggestion.kind == reading::Kind::kCount) {
    claim.what = fmt::format("{} {}, {}", model::display(suggestion.quantity),
                             model::label(suggestion.measure), suggestion.category);
    others.compare(suggestion, exhibit, claim);
  }
  return claim;
}

/// Statements that were accepted from a text, by their characters.
std::map<std::pair<std::int64_t, std::int64_t>, model::Address> accepted(
    const Nouns& nouns, const std::string& text_object) {
  std::map<std::pair<std::int64_t, std::int64_t>, model::Address> places;
  const auto take = [&](const model::Attribution& by) {
    const auto* place = std::get_if<model::TextLocator>(&by.locator.place);
    if (place && place->text_object == text_object)
      places[{place->start, place->end}] = by.statement;
  };
  for (const model::Figure& figure : nouns.figures) take(figure.by);
  for (const model::Statement& statement : nouns.statements) take(statement.by);
  return places;
}

/// Dates and places stand in claims; alone they claim nothing.
bool is_claim(const reading::Suggestion& suggestion) {
  return suggestion.kind != reading::Kind::kDate && suggestion.kind != reading::Kind::kPlace;
}

/// Rejected ones are left out, and what may name a survivor or a living witness until a person has
/// cleared it.
bool is_shown(const CaseSuggestion& one) {
  if (one.state == CaseSuggestion::State::kOpen)
    return is_claim(one.suggestion) && !one.suggestion.sensitive;
  return one.state == CaseSuggestion::State::kAccepted;
}

publish::TextPage make_page(const Case& kase, const Nouns& nouns, const Others& others,
                            const model::Exhibit& exhibit, base::Reporter& reporter) {
  const ReadCaseAnswer read = read_kept(kase.vault, {{}, exhibit.sha256, {}, {}}, reporter);
  publish::TextPage page;
  page.title = exhibit.name;
  page.exhibit = exhibit.sha256;
  page.language = read.language;
  page.why_no_text = why_withheld(kase.settings, exhibit.name);
  if (page.why_no_text.empty()) page.text = kase.vault.object(read.text_object);
  const auto places = accepted(nouns, read.text_object);
  for (const CaseSuggestion& one : read.suggestions) {
    if (!is_shown(one)) continue;
    page.claims.push_back(make_claim(one, others, exhibit.sha256));
    const auto found = places.find({one.suggestion.start, one.suggestion.end});
    if (found != places.end()) page.claims.back().statement = found->second;
  }
  return page;
}
}  // namespace

std::vector<publish::TextPage> make_text_pages(const Case& kase, const Nouns& nouns,
                                               base::Reporter& reporter) {
  std::vector<publish::TextPage> pages;
  const Others others(kase, nouns);
  std::set<std::string> done;
  for (const vault::Text& text : kase.vault.texts()) {
    if (!done.insert(text.exhibit).second) continue;
    const auto exhibit = kase.vault.find_exhibit(text.exhibit);
    if (exhibit) pages.push_back(make_page(kase, nouns, others, *exhibit, reporter));
  }
  return pages;
}

}  // namespace attest::casework
