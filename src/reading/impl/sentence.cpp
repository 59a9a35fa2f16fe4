#include "reading/impl/sentence.hpp"

#include <algorithm>

#include "text/fold.hpp"

namespace attest::reading {
namespace {

bool one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

constexpr std::uint64_t kNumberWords =
    bit(Class::kNumber) | bit(Class::kMultiplier) | bit(Class::kScale);
constexpr std::size_t kShortestRest = 4;  // bytes of a word that may stand without its clitic

}  // namespace

bool Sentence::is_quote(std::size_t token) const {
  return is_mark(token) && one_of(raw(token), {"\"", "“", "”", "«", "»", "„", "‟", "‘"});
}

bool Sentence::is_comma(std::size_t token) const {
  return is_mark(token) && one_of(raw(token), {",", "،", "՝", "`"});
}

bool Sentence::is_dash(std::size_t token) const {
  return is_mark(token) && one_of(raw(token), {"-", "–", "—", "‑", "―", "−"});
}

bool Sentence::is_hyphen(std::size_t token) const {
  return is_mark(token) && one_of(raw(token), {"-", "‑", "'", "’"}) &&
         !tokens_[token].space_before && token + 1 < size() && !tokens_[token + 1].space_before;
}

bool is_closer(const Match& a, const Match& b) {
  if (a.end != b.end) return a.end > b.end;
  const auto letters = [](const Match& match) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < match.entry->tokens.size(); ++i)
      sum += 2 * match.entry->tokens[i].size() + (match.entry->stem[i] ? 0 : 1);
    return sum;
  };
  const std::size_t more = letters(a), less = letters(b);
  if (more != less) return more > less;
  return a.entry->value > b.entry->value;  // of one word, the singular: it says how many
}

const Match* Sentence::match(std::size_t token, Class cls) const {
  if (!is(token, cls)) return nullptr;
  const Match* best = nullptr;
  for (std::size_t i = tokens_[token].first_match; i < tokens_[token].end_match; ++i) {
    const Match& match = matches_[i];
    if (match.entry && match.entry->cls == cls && (!best || is_closer(match, *best))) best = &match;
  }
  return best;
}

const Match* Sentence::match_ending(std::size_t end, Class cls) const {
  constexpr std::size_t kLongestPhrase = 6;
  const Match* best = nullptr;
  for (std::size_t back = 1; back <= kLongestPhrase && back <= end; ++back) {
    const Token& token = tokens_[end - back];
    if ((token.classes & bit(cls)) == 0) continue;
    for (std::size_t i = token.first_match; i < token.end_match; ++i)
      if (matches_[i].entry && matches_[i].entry->cls == cls && matches_[i].end == end &&
          (!best || matches_[i].entry->form != Form::kAfter))
        best = &matches_[i];
  }
  return best;
}

void Sentence::fill(std::string_view text, const std::vector<text::Word>& list, std::size_t first,
                    std::size_t end) {
  text_ = text;
  folded_.clear();
  tokens_.clear();
  matches_.clear();
  for (std::size_t i = first; i < end; ++i) {
    Token token;
    token.begin = list[i].begin;
    token.end = list[i].end;
    token.kind = list[i].kind;
    token.capital = list[i].capital;
    token.space_before = list[i].space_before;
    token.folded_begin = static_cast<std::uint32_t>(folded_.size());
    text::append_folded(folded_, text.substr(token.begin, token.end - token.begin));
    token.folded_end = static_cast<std::uint32_t>(folded_.size());
    tokens_.push_back(token);
  }
  tag();
}

void Sentence::tag() {
  for (std::size_t i = 0; i < size(); ++i) tag_token(i);
  hide_inner_matches();
  for (std::size_t i = 0; i < size(); ++i)
    if (is_digits(i)) digit_ending(i);
  number_clauses();
}

void Sentence::tag_token(std::size_t token) {
  Token& here = tokens_[token];
  here.first_match = static_cast<std::uint32_t>(matches_.size());
  look_up(token, folded(token));
  if (here.kind == text::WordKind::kWord) {
    if (matches_.size() == here.first_match && !lexicon_.clitics.empty()) without_clitics(token);
    if (matches_.size() == here.first_match) without_ending(token);
    if (!here.number && lexicon_.compound_numbers && matches_.size() == here.first_match)
      reads_as_compound(token);
  }
  here.end_match = static_cast<std::uint32_t>(matches_.size());
}

bool Sentence::is_word_of(const Entry& entry, std::size_t i, std::size_t token) const {
  if (token >= size()) return false;
  const std::string_view word = folded(token);
  return entry.stem[i] ? word.starts_with(entry.tokens[i]) : word == entry.tokens[i];
}

/// «վիրավորում են ստացել»: the auxiliary stands inside the phrase.
bool Sentence::is_infix(std::size_t token) const {
  const auto& infixes = lexicon_.infixes;
  return token < size() &&
         std::find(infixes.begin(), infixes.end(), folded(token)) != infixes.end();
}

void Sentence::add_match(std::size_t token, const Entry& entry) {
  std::size_t at = token + 1;
  for (std::size_t i = 1; i < entry.tokens.size(); ++i, ++at) {
    if (is_word_of(entry, i, at)) continue;
    if (!is_infix(at) || !is_word_of(entry, i, ++at)) return;
  }
  if (entry.cls == Class::kMonth && lexicon_.capital_months && !tokens_[token].capital) return;
  if (entry.cls == Class::kBound && entry.form == Form::kAfter && !follows_number(token)) return;
  matches_.push_back({token, at, &entry});
}

/// "100 nəfərdən çox": nouns may stand between, what happened to them may not.
bool Sentence::follows_number(std::size_t token) const {
  constexpr std::size_t kFar = 4;
  for (std::size_t back = 1; back <= kFar && back <= token; ++back) {
    const Token& before = tokens_[token - back];
    if (before.number || is_digits(token - back)) return true;
    for (std::size_t m = before.first_match; m < before.end_match; ++m)
      if (matches_[m].entry->cls == Class::kMeasure && matches_[m].entry->form != Form::kNoun)
        return false;
  }
  return false;
}

bool Sentence::look_up(std::size_t token, std::string_view word) {
  const std::size_t before = matches_.size();
  lexicon_.look_up(word, [&](const Entry& entry) {
    // The first word was compared by the trie; a phrase still has to match the words after it.
    add_match(token, entry);
  });
  for (std::size_t i = before; i < matches_.size(); ++i)
    if ((bit(matches_[i].entry->cls) & kNumberWords) != 0 && matches_[i].end == token + 1)
      tokens_[token].number = matches_[i].entry;
  return matches_.size() > before;
}

/// وقتل → و + قتل, والمدنيين → و + ال + مدنيين: only where the whole word means nothing.
void Sentence::without_clitics(std::size_t token) {
  const std::string word(folded(token));
  for (const std::string& clitic : lexicon_.clitics) {
    if (!word.starts_with(clitic) || word.size() < clitic.size() + kShortestRest) continue;
    const std::string_view rest = std::string_view(word).substr(clitic.size());
    const bool joins = clitic == lexicon_.join_clitic;
    if (!look_up(token, rest) && !(joins && without_enclitics(token, rest))) continue;
    Token& here = tokens_[token];
    if (joins) {
      here.joined = true;
      return;
    }
    here.joined = !lexicon_.join_clitic.empty() && clitic.starts_with(lexicon_.join_clitic);
    here.article = !lexicon_.article_clitic.empty() && clitic.ends_with(lexicon_.article_clitic);
    return;
  }
  if (without_enclitics(token, word)) return;
  Token& here = tokens_[token];
  if (!lexicon_.article_clitic.empty() && word.starts_with(lexicon_.article_clitic))
    here.article = true;
}

/// تلاميذها → تلاميذ + ها: whose they are makes them definite.
bool Sentence::without_enclitics(std::size_t token, std::string_view word) {
  for (const std::string& clitic : lexicon_.enclitics) {
    if (!word.ends_with(clitic) || word.size() < clitic.size() + kShortestRest) continue;
    if (!look_up_person(token, word.substr(0, word.size() - clitic.size()))) continue;
    tokens_[token].article = true;
    return true;
  }
  return look_up_person(token, word);
}

/// The plural before the noun it belongs to loses its last letter: موظفي, of موظفين.
bool Sentence::look_up_person(std::size_t token, std::string_view word) {
  const std::string whole(word);
  for (const std::string& form : {whole, whole + "ن"}) {
    if (form != whole && !whole.ends_with("ي")) continue;
    bool person = false;
    lexicon_.look_up(form, [&](const Entry& entry) {
      person = person || (entry.cls == Class::kPerson && entry.tokens.size() == 1);
    });
    if (person && look_up(token, form)) return true;
  }
  return false;
}

/// yüzdən → yüz + dən, քսանին → քսան + ին.
void Sentence::without_ending(std::size_t token) {
  const std::string_view word = folded(token);
  for (const std::string& suffix : lexicon_.suffixes) {
    if (!word.ends_with(suffix) || word.size() <= suffix.size()) continue;
    const Entry* number = lexicon_.number_word(word.substr(0, word.size() - suffix.size()));
    if (!number) continue;
    Token& here = tokens_[token];
    here.number = number;
    here.ending_end = here.folded_end;
    here.ending_begin = here.folded_end - static_cast<std::uint32_t>(suffix.size());
    matches_.push_back({token, token + 1, number});
    return;
  }
}

/// The ending that - or ' joins to digits: 41-i, 12'den.
void Sentence::digit_ending(std::size_t token) {
  if (!is_hyphen(token + 1) || !is_word(token + 2)) return;
  const std::string_view word = folded(token + 2);
  const bool known = lexicon_.ordinals.contains(std::string(word)) ||
                     std::find(lexicon_.suffixes.begin(), lexicon_.suffixes.end(), word) !=
                         lexicon_.suffixes.end();
  if (!known) return;
  tokens_[token].ending_begin = tokens_[token + 2].folded_begin;
  tokens_[token].ending_end = tokens_[token + 2].folded_end;
}

/// քսանչորս → քսան + չորս: a tens word followed by a unit, perhaps with an ending.
void Sentence::reads_as_compound(std::size_t token) {
  const std::string_view word = folded(token);
  for (std::size_t cut = kShortestRest; cut + kShortestRest <= word.size(); ++cut) {
    const Entry* tens = lexicon_.number_word(word.substr(0, cut));
    if (!tens || tens->value < 10 || tens->value > 90) continue;
    if (take_unit(token, word.substr(cut), "")) tokens_[token].number = tens;
    for (const std::string& suffix : lexicon_.suffixes)
      if (!tokens_[token].number && take_unit(token, word.substr(cut), suffix))
        tokens_[token].number = tens;
    if (!tokens_[token].number) continue;
    matches_.push_back({token, token + 1, tens});
    return;
  }
}

bool Sentence::take_unit(std::size_t token, std::string_view rest, std::string_view suffix) {
  if (!rest.ends_with(suffix)) return false;
  const Entry* unit = lexicon_.number_word(rest.substr(0, rest.size() - suffix.size()));
  if (!unit || unit->value < 1 || unit->value > 9) return false;
  Token& here = tokens_[token];
  here.added = unit->value;
  here.ending_end = here.folded_end;
  here.ending_begin = here.folded_end - static_cast<std::uint32_t>(suffix.size());
  return true;
}

/// Whether an "ignore" phrase says more of these words than `match` does.
bool Sentence::is_ignored(const Token& token, const Match& match) const {
  for (std::size_t m = token.first_match; m < token.end_match; ++m) {
    const Match& other = matches_[m];
    if (other.entry && other.entry->cls == Class::kIgnore && match.entry->cls != Class::kIgnore &&
        other.end == match.end && is_closer(other, match))
      return true;
  }
  return false;
}

/// A phrase hides the shorter ones that begin inside it: in "death toll" nobody's death is meant.
void Sentence::hide_inner_matches() {
  std::size_t hidden_until = 0;
  for (std::size_t i = 0; i < size(); ++i) {
    Token& token = tokens_[i];
    std::size_t longest = std::max(hidden_until, i + 1);
    for (std::size_t m = token.first_match; m < token.end_match; ++m)
      longest = std::max(longest, matches_[m].end);
    token.classes = 0;
    for (std::size_t m = token.first_match; m < token.end_match; ++m) {
      Match& match = matches_[m];
      const bool inside = i < hidden_until && match.end <= hidden_until;
      if (inside || match.end < longest || is_ignored(token, match)) {
        match.entry = nullptr;
      } else {
        token.classes |= bit(match.entry->cls);
      }
    }
    hidden_until = longest;
  }
}

/// "94 kişinin ise", "Füzulidə isə": of how many, or where, and no new speaker.
bool Sentence::counts_before(std::size_t token) const {
  constexpr std::size_t kFar = 3;
  for (std::size_t back = 1; back <= kFar && back <= token; ++back)
    if (is_digits(token - back) || tokens_[token - back].number) return true;
  const auto& endings = lexicon_.locatives;
  return std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
    return folded(token - 1).ends_with(ending);
  });
}

/// A break word that stands after its subject ("hökumət isə") breaks at the comma before it.
std::size_t Sentence::break_place(const Match& match) const {
  if (match.entry->form != Form::kAfter) return match.first;
  if (counts_before(match.first)) return 0;
  for (std::size_t i = match.first; i-- > 0;)
    if (is_comma(i)) return i;
  return 0;
}

void Sentence::number_clauses() {
  for (std::size_t i = 1; i < size(); ++i) {
    const bool strong = is_mark(i, ";") || is_mark(i, "؛");
    const bool weak = is_mark(i, ":") || is_mark(i, "(") || is_mark(i, ")");
    const Match* word = match(i, Class::kBreak);
    const std::size_t place = word ? break_place(*word) : i;
    if (!(strong || weak || word) || place == 0) continue;
    const bool contrast = strong || (word && word->entry->word == "contrast");
    for (std::size_t t = place; t < size(); ++t) {
      ++tokens_[t].clause;
      if (contrast) ++tokens_[t].segment;
    }
  }
}

}  // namespace attest::reading
