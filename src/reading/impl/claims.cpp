#include "reading/impl/claims.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace attest::reading {
namespace {

using model::Bound;

Span hull(Span a, Span b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {std::min(a.first, b.first), std::max(a.end, b.end)};
}

std::size_t distance(Span a, Span b) {
  if (a.end <= b.first) return b.first - a.end;
  if (b.end <= a.first) return a.first - b.end;
  return 0;
}

}  // namespace

void ClaimMaker::make() {
  gather();
  add_counts();
  add_dates();
  add_places();
  add_attributions();
  add_words();
  add_assertions();
  remember();
}

void ClaimMaker::gather() {
  dates_ = find_dates(s_, article_);
  mentions_ = find_mentions(s_);
  harms_ = find_harms(s_, mentions_);
  harmed_ = assign_harms(s_, mentions_, harms_);
  voices_ = find_voices(s_, barriers());
  places_ = find_places(s_, taken());
  index_of_.assign(mentions_.size(), Mention::kNoParent);
}

std::vector<bool> ClaimMaker::barriers() const {
  std::vector<bool> marks(s_.size() + 1, false);
  const auto mark = [&](Span span) {
    for (std::size_t i = span.first; i < span.end; ++i) marks[i] = true;
  };
  for (const Mention& mention : mentions_)
    if (mention.kind == Mention::Number::kWritten && mention.noun == Mention::Noun::kPerson &&
        mention.counted && mention.number.counts)
      mark(mention.phrase);
  for (std::size_t i = 0; i < mentions_.size(); ++i)
    if (!harmed_[i].measures.empty()) mark(mentions_[i].phrase);
  for (const Harm& harm : harms_)
    if (!harm.neutral && harm.entry->form != Form::kNoun) mark(harm.span);
  return marks;
}

std::vector<bool> ClaimMaker::taken() const {
  std::vector<bool> marks = barriers();
  for (const Voice& voice : voices_)
    for (std::size_t i = voice.speaker.first; i < voice.speaker.end; ++i) marks[i] = true;
  for (std::size_t i = 0; i < s_.size(); ++i)
    if (s_[i].in_date) marks[i] = true;
  return marks;
}

Suggestion ClaimMaker::start(Kind kind, Span span, const Entry* entry) const {
  Suggestion suggestion;
  suggestion.kind = kind;
  suggestion.quote = s_.raw(span);
  suggestion.start = s_[span.first].begin;
  suggestion.end = s_[span.end - 1].end;
  suggestion.rule = entry ? fmt::format("{}:{} {}", s_.lexicon().language, entry->line,
                                        fmt::join(entry->tokens, " "))
                          : fmt::format("{}:form", s_.lexicon().language);
  return suggestion;
}

// — counts —

void ClaimMaker::add_counts() {
  for (std::size_t i = 0; i < mentions_.size(); ++i)
    if (!harmed_[i].measures.empty() && !is_hypothetical(mentions_[i].phrase)) add_count(i);
  for (std::size_t i = 0; i < mentions_.size(); ++i) {
    const Mention& m = mentions_[i];
    if (index_of_[i] == Mention::kNoParent || !m.subset) continue;
    if (m.parent != Mention::kNoParent) {
      if (index_of_[m.parent] != Mention::kNoParent)
        out_[index_of_[i]].subset_of = index_of_[m.parent];
    } else if (m.parent_earlier) {
      out_[index_of_[i]].subset_of = memory_.whole;
    }
  }
}

void ClaimMaker::add_count(std::size_t index) {
  const Mention& m = mentions_[index];
  const Harmed& harmed = harmed_[index];
  const Span quote = quote_of(index);
  const Span where = hull(m.phrase, harmed.inherited ? Span{} : harmed.span);
  Suggestion count = start(Kind::kCount, quote, harmed.entry);
  fill_quantity(count, m);
  fill_category(count, index);
  fill_voice(count, m.phrase);
  fill_circumstances(count, where);
  fill_doubt(count, index, where);
  count.certainty = certainty_of(index);
  index_of_[index] = out_.size();
  for (const model::Measure measure : harmed.measures) {
    count.measure = measure;
    count.sensitive = measure == model::Measure::kRaped;
    out_.push_back(count);
  }
}

void ClaimMaker::fill_quantity(Suggestion& suggestion, const Mention& mention) const {
  model::Quantity& quantity = suggestion.quantity;
  quantity.words = s_.raw(mention.number.span);
  quantity.bound = mention.number.bound;
  quantity.value = mention.number.value;
  quantity.low = mention.number.low;
  quantity.high = mention.number.high;
  quantity.vague_word = mention.number.vague_word;
}

/// From the bound word to the noun; where the noun is left out, to the harm word.
Span ClaimMaker::quote_of(std::size_t index) const {
  const Mention& m = mentions_[index];
  const Span span = hull(m.phrase, m.number.span);
  if (m.noun != Mention::Noun::kNone || m.harm || harmed_[index].inherited) return span;
  constexpr std::size_t kFar = 4;
  const Span harm = harmed_[index].span;
  return distance(span, harm) <= kFar ? hull(span, harm) : span;
}

void ClaimMaker::fill_category(Suggestion& suggestion, std::size_t index) const {
  const Mention& m = mentions_[index];
  std::string category = m.category;
  if (category.empty() && (!m.harm || m.others) && !of_toll(index)) {
    for (std::size_t i = index; i-- > 0 && category.empty();)
      if (mentions_[i].counted && mentions_[i].noun == Mention::Noun::kPerson &&
          !mentions_[i].subset)
        category = mentions_[i].category;
    if (category.empty()) category = tally_category(index);
    for (std::size_t i = index + 1; i < mentions_.size() && category.empty(); ++i)
      if (harmed_[index].inherited && mentions_[i].counted) category = mentions_[i].category;
  }
  if (m.category == "houses" || category != "houses") suggestion.category = category;
  if (suggestion.category.empty()) suggestion.category = "all";
}

/// "A conscript died, taking the toll to seven": the seven are no conscripts.
bool ClaimMaker::of_toll(std::size_t index) const {
  const Harm* harm = harmed_[index].harm;
  if (!harm || !harm->tally || harm->entry->word == "same") return false;
  for (std::size_t i = index; i-- > 0;)
    if (mentions_[i].phrase.first > harm->span.first) return false;
  return tally_category(index).empty();
}

/// "the number of children killed rose to 19"
std::string ClaimMaker::tally_category(std::size_t index) const {
  const Harm* harm = harmed_[index].harm;
  if (!harm || !harm->tally) return {};
  constexpr std::size_t kFar = 3;
  for (std::size_t i = harm->span.end; i < harm->span.end + kFar && i < s_.size(); ++i)
    if (const Match* person = s_.match(i, Class::kPerson)) return person->entry->word;
  return {};
}

double ClaimMaker::certainty_of(std::size_t index) const {
  const Mention& m = mentions_[index];
  double certainty = 0.95 - 0.03 * std::min(harmed_[index].cost, 12.0);
  if (m.noun == Mention::Noun::kUnknown) certainty -= 0.2;
  if (m.noun == Mention::Noun::kNone) certainty -= 0.05;
  if (m.kind == Mention::Number::kBare) certainty -= 0.2;
  return std::max(certainty, 0.3);
}

/// "would have died"; "could die if …": a condition with a word of doubt.
bool ClaimMaker::is_hypothetical(Span where) const {
  bool condition = false, doubt = false;
  for (std::size_t i = 0; i < s_.size(); ++i) {
    if (s_[i].segment != s_[where.first].segment) continue;
    doubt = doubt || s_.is(i, Class::kHedge);
    const Match* match = s_.match(i, Class::kHypothetical);
    if (match && match->entry->word != "if") return true;
    condition = condition || match != nullptr;
  }
  return condition && doubt;
}

// — who says it —

bool ClaimMaker::quoted_at(std::size_t token) const {
  bool open = memory_.open_quote;
  for (std::size_t i = 0; i < token; ++i)
    if (s_.is_quote(i)) open = !open;
  return open;
}

/// Whether another claim's number stands between.
bool ClaimMaker::number_between(std::size_t first, std::size_t end) const {
  for (std::size_t i = 0; i < mentions_.size(); ++i)
    if (!harmed_[i].measures.empty() && mentions_[i].number.digits.first > first &&
        mentions_[i].number.digits.first < end)
      return true;
  return false;
}

/// Denials first, then sources, the nearest before; "14 according to the police, 20 according to
/// hospitals": the source right behind.
const Voice* ClaimMaker::voice_at(std::size_t token) const {
  const Voice* best = nullptr;
  const auto behind = [&](const Voice& voice) {
    return voice.source && voice.phrase.first > token && !number_between(token, voice.phrase.first);
  };
  const auto better = [&](const Voice& voice) {
    if (!best) return true;
    if (voice.denies != best->denies) return best->denies;
    if (voice.source != best->source) return voice.source;
    if (voice.first_person != best->first_person) return best->first_person;
    if (voice.source && behind(*best)) return false;
    return voice.phrase.first < token || behind(voice);
  };
  for (const Voice& voice : voices_)
    if (voice.segment == s_[token].segment && better(voice)) best = &voice;
  if (best || voices_.size() != 1) return best;
  return &voices_.front();
}

/// للمحكمة → المحكمة, لمجلس المنطقة → مجلس المنطقة: the preposition is no part of the name.
std::string ClaimMaker::speaker_text(Span span) const {
  std::string text(s_.raw(span));
  const std::string& article = s_.lexicon().article_clitic;
  if (article.empty() || text.size() < 2 * article.size()) return text;
  constexpr std::string_view kTo = "ل";
  const Match* source = s_.match_ending(span.first, Class::kSource);
  const bool takes_to = source && source->entry->word == "to";
  if (text.starts_with("لل") && !text.starts_with("للا")) return article + text.substr(4);
  return takes_to && text.starts_with(kTo) ? text.substr(kTo.size()) : text;
}

void ClaimMaker::fill_voice(Suggestion& suggestion, Span where) const {
  const Voice* voice = voice_at(where.first);
  if (!voice) {
    if (quoted_at(where.first)) suggestion.speaker = memory_.quoted;
    return;
  }
  for (const Voice& other : voices_)
    if (other.denies && other.segment == s_[where.first].segment) suggestion.denied = true;
  suggestion.relay = speaker_text(voice->relay);
  if (!voice->speaker.empty())
    suggestion.speaker = speaker_text(voice->speaker);
  else if (!voice->first_person)
    suggestion.speaker = pronoun_text(*voice);
}

/// The last one named, or the pronoun where nobody was.
std::string ClaimMaker::pronoun_text(const Voice& voice) const {
  if (!memory_.speaker.empty() || voice.pronoun_span.empty()) return memory_.speaker;
  return speaker_text(voice.pronoun_span);
}

// — when, where, how surely —

void ClaimMaker::fill_circumstances(Suggestion& suggestion, Span where) const {
  const DateMention* date = nullptr;
  for (const DateMention& candidate : dates_) {
    if (candidate.of_statement || candidate.edtf.empty()) continue;
    if (!date || distance(candidate.span, where) < distance(date->span, where)) date = &candidate;
  }
  suggestion.date = date ? date->edtf : memory_.date;
  const PlaceMention* place = nullptr;
  for (const PlaceMention& candidate : places_)
    if (!place || distance(candidate.span, where) < distance(place->span, where))
      place = &candidate;
  if (place) suggestion.place = s_.raw(place->span);
}

/// A hedge belongs to the claims it stands beside: no other number stands between.
void ClaimMaker::fill_doubt(Suggestion& suggestion, std::size_t index, Span where) const {
  const auto other_between = [&](Span hedge) {
    const Span gap{std::min(hedge.end, where.end), std::max(hedge.first, where.first)};
    for (std::size_t i = 0; i < mentions_.size(); ++i)
      if (i != index && !harmed_[i].measures.empty() && !mentions_[i].subset &&
          mentions_[i].phrase.first >= gap.first && mentions_[i].phrase.end <= gap.end &&
          distance(hedge, where) > 0)
        return true;
    return false;
  };
  for (std::size_t i = 0; i < s_.size(); ++i) {
    const Match* hedge = s_.match(i, Class::kHedge);
    if (!hedge || s_[i].in_date || s_[i].segment != s_[where.first].segment) continue;
    if (!other_between({hedge->first, hedge->end})) suggestion.hedged = true;
  }
  if (harmed_[index].harm && harmed_[index].harm->denied) suggestion.denied = true;
}

// — the other kinds —

void ClaimMaker::add_dates() {
  for (const DateMention& date : dates_) {
    if (date.of_statement) continue;
    Suggestion suggestion = start(Kind::kDate, date.span, date.entry);
    suggestion.date = date.edtf;
    suggestion.certainty = date.edtf.empty() ? 0.5 : 0.9;
    fill_voice(suggestion, date.span);
    out_.push_back(std::move(suggestion));
  }
}

/// The same place, or the same judging word of the same speaker, is suggested once a text.
bool ClaimMaker::is_first(const Suggestion& suggestion) {
  const std::string what = suggestion.category.empty() ? suggestion.quote : suggestion.category;
  return memory_.seen
      .insert(fmt::format("{}\t{}\t{}", word(suggestion.kind), what, suggestion.speaker))
      .second;
}

void ClaimMaker::add_places() {
  if (is_norm(s_)) return;
  for (const PlaceMention& place : places_) {
    Suggestion suggestion = start(Kind::kPlace, place.span, place.entry);
    suggestion.place = suggestion.quote;
    suggestion.certainty = place.entry ? 0.9 : 0.6;
    if (!is_first(suggestion)) continue;
    fill_voice(suggestion, place.span);
    out_.push_back(std::move(suggestion));
  }
}

void ClaimMaker::add_attributions() {
  for (const Voice& voice : voices_) {
    Suggestion suggestion = start(Kind::kAttribution, voice.phrase, voice.entry);
    suggestion.speaker = voice.speaker.empty() && !voice.first_person ? pronoun_text(voice)
                                                                      : speaker_text(voice.speaker);
    suggestion.relay = speaker_text(voice.relay);
    suggestion.denied = voice.denies;
    suggestion.certainty = voice.speaker.empty() ? 0.5 : 0.8;
    out_.push_back(std::move(suggestion));
  }
}

/// Words that judge, and stances of bodies.
void ClaimMaker::add_words() {
  if (is_norm(s_)) return;
  for (std::size_t i = 0; i < s_.size(); ++i) {
    for (const auto& [cls, kind] : {std::pair{Class::kLegal, Kind::kLegalWord},
                                    std::pair{Class::kPosition, Kind::kPosition}}) {
      const Match* match = s_.match(i, cls);
      if (!match) continue;
      Suggestion suggestion = start(kind, {match->first, match->end}, match->entry);
      suggestion.category = match->entry->word;
      suggestion.certainty = 0.8;
      fill_voice(suggestion, {match->first, match->end});
      fill_circumstances(suggestion, {match->first, match->end});
      if (is_first(suggestion)) out_.push_back(std::move(suggestion));
    }
  }
}

void ClaimMaker::add_assertions() {
  std::vector<bool> counted(s_.size() + 1, false);
  for (std::size_t i = 0; i < mentions_.size(); ++i)
    if (index_of_[i] != Mention::kNoParent)
      for (std::size_t t = mentions_[i].phrase.first; t < mentions_[i].phrase.end; ++t)
        counted[t] = true;
  for (const Assertion& assertion : find_assertions(s_, counted)) {
    Suggestion suggestion = start(Kind::kAssertion, assertion.span, assertion.entry);
    suggestion.certainty = 0.6;
    fill_voice(suggestion, assertion.span);
    for (std::size_t i = assertion.span.first; i < assertion.span.end; ++i)
      if (s_.is(i, Class::kHedge)) suggestion.hedged = true;
    out_.push_back(std::move(suggestion));
  }
}

void ClaimMaker::remember() {
  for (std::size_t i = 0; i < mentions_.size(); ++i)
    if (index_of_[i] != Mention::kNoParent && !mentions_[i].subset) memory_.whole = index_of_[i];
  for (const DateMention& date : dates_)
    if (!date.of_statement && !date.edtf.empty()) memory_.date = date.edtf;
  for (const Voice& voice : voices_)
    if (!voice.speaker.empty()) memory_.speaker = s_.raw(voice.speaker);
  const bool was_open = memory_.open_quote;
  memory_.open_quote = quoted_at(s_.size());
  if (!voices_.empty())
    memory_.quoted = memory_.speaker;
  else if (!memory_.open_quote && !was_open && !s_.is_quote(0))
    memory_.quoted.clear();
}

}  // namespace attest::reading
