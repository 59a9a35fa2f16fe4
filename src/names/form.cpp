#include "names/form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "base/unicode.hpp"
#include "names/impl/particles.hpp"
#include "names/impl/roles.hpp"
#include "names/impl/words.hpp"

// A text in a name column is taken apart in this order: brackets, "X's wife", comma, folding, is it
// a name at all, whose name is it, titles, particles, articles, roles. What is set aside early
// cannot be mistaken for a name later.

namespace attest::names {
namespace {

constexpr std::size_t kMostPoints = 1000;

bool is_whole(Field field) {
  return field == Field::kWhole || field == Field::kFamilyFirst;
}

std::size_t bracket_end(std::string_view text, std::size_t open) {
  constexpr std::string_view kOpen = "([{\"";
  constexpr std::string_view kClose = ")]}\"";
  const std::size_t end = text.find(kClose[kOpen.find(text[open])], open + 1);
  return end == std::string_view::npos ? text.size() : end;
}

// What stands in brackets or quotation marks, cut out of `text`.
std::vector<std::string> take_brackets(std::string& text) {
  std::vector<std::string> inside;
  std::size_t open = 0;
  while ((open = text.find_first_of("([{\"", open)) != std::string::npos) {
    const std::size_t end = bracket_end(text, open);
    inside.push_back(text.substr(open + 1, end - open - 1));
    text.replace(open, std::min(end + 1, text.size()) - open, 1, ' ');
  }
  return inside;
}

std::u32string phrase(std::u32string_view first, std::u32string_view second) {
  std::u32string out(first);
  out += U' ';
  return out += second;
}

// "Salem's wife" says the same as "wife of Salem".
std::string turn_possessive(const std::string& text) {
  for (const std::string_view mark : {"'s ", "’s "}) {
    const std::size_t at = text.find(mark);
    if (at == std::string::npos) continue;
    const std::string turned =
        fmt::format("{} of {}", text.substr(at + mark.size()), text.substr(0, at));
    const Words words = split_words(fold(turned));
    if (words.size() > 2 && kinds_of(phrase(words[0], U"of")).any_relation()) return turned;
  }
  return text;
}

bool phrase_is(const Words& words, std::size_t at, Kind kind) {
  return at + 1 < words.size() && is(phrase(words[at], words[at + 1]), kind);
}

std::u32string joined(const Words& words) {
  std::u32string out;
  for (const std::u32string& word : words) {
    if (!out.empty()) out += U' ';
    out += word;
  }
  return out;
}

// True if nothing in the text names anybody. A column of given or family names may hold "Young".
bool says_no_name(const Words& words, Field field) {
  bool said = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Kinds kinds = kinds_of(words[i]);
    if (phrase_is(words, i, Kind::kUnnamed)) {
      said = true;
      ++i;
    } else if (kinds.has(Kind::kUnnamed) || (is_whole(field) && kinds.has(Kind::kFiller))) {
      said = true;
    } else if (!kinds.has(Kind::kTitle) && !kinds.has(Kind::kFiller)) {
      return false;
    }
  }
  return said;
}

Relation relation_of(Kinds kinds) {
  if (kinds.has(Kind::kChild)) return Relation::kChild;
  if (kinds.has(Kind::kSpouse)) return Relation::kSpouse;
  if (kinds.has(Kind::kSibling)) return Relation::kSibling;
  if (kinds.has(Kind::kParent)) return Relation::kParent;
  return kinds.has(Kind::kKin) ? Relation::kOther : Relation::kNone;
}

struct RelationAt {
  std::size_t at = 0;
  std::size_t length = 0;
  Relation relation = Relation::kNone;
};

// The first phrase or word that says "wife of" and has words after it.
std::optional<RelationAt> find_relation(const Words& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const Relation pair = relation_of(kinds_of(phrase(words[i], words[i + 1])));
    if (pair != Relation::kNone && i + 2 < words.size()) return RelationAt{i, 2, pair};
    const Relation word = relation_of(kinds_of(words[i]));
    if (word != Relation::kNone) return RelationAt{i, 1, word};
  }
  return std::nullopt;
}

bool only_fillers(const Words& words, std::size_t count) {
  return std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count),
                     [](const std::u32string& word) {
                       const Kinds kinds = kinds_of(word);
                       return kinds.has(Kind::kFiller) || kinds.has(Kind::kTitle) ||
                              kinds.has(Kind::kUnnamed);
                     });
}

// Takes titles from both ends of `words`; returns them.
Words take_titles(Words& words) {
  Words titles;
  while (words.size() > 1) {
    const Kinds kinds = kinds_of(words.front());
    if (!kinds.has(Kind::kTitle) && !(kinds.has(Kind::kHonour) && words.size() > 2)) break;
    titles.push_back(words.front());
    words.erase(words.begin());
  }
  while (words.size() > 1 && is(words.back(), Kind::kTitle)) {
    titles.push_back(words.back());
    words.pop_back();
  }
  return titles;
}

// Leaves out the words that say "unknown"; true if the first word was one.
bool drop_unnamed(Words& words) {
  const bool first = !words.empty() && is(words.front(), Kind::kUnnamed);
  std::erase_if(words, [](const std::u32string& word) { return is(word, Kind::kUnnamed); });
  return first;
}

std::vector<Token> tokens_of(Words words, Naming naming) {
  naming.no_given = drop_unnamed(words) || naming.no_given;
  const bool family = naming.field == Field::kFamily;
  Words joined_words = join_particles(words, family ? Place::kFamily : Place::kName);
  for (std::size_t i = 0; i < joined_words.size(); ++i) {
    std::u32string& word = joined_words[i];
    word = without_inner_article(std::move(word));
    if (i > 0 || family || naming.no_given) word = without_article(std::move(word));
  }
  return give_roles(joined_words, naming);
}

void append(std::vector<Token>& tokens, std::vector<Token> more) {
  std::move(more.begin(), more.end(), std::back_inserter(tokens));
}

void append_as(std::vector<Token>& tokens, const Words& words, Role role) {
  for (const std::u32string& word : words) tokens.push_back({word, role, is_initial(word)});
}

// A child shares all forefathers, a sibling those behind the given name; anybody else's words say
// nothing about this person's own.
void turn_relation(std::vector<Token>& tokens, Relation relation) {
  const bool shares = relation == Relation::kChild || relation == Relation::kSibling;
  for (Token& token : tokens) {
    const bool own = token.role == Role::kGiven;
    if (!shares || (own && relation == Relation::kSibling)) token.role = Role::kRelation;
  }
}

void read_relation_only(NameForm& name, const Words& words, const RelationAt& found, Field field) {
  Words theirs(words.begin() + static_cast<std::ptrdiff_t>(found.at + found.length), words.end());
  take_titles(theirs);
  Naming naming{field};
  naming.no_given = found.relation == Relation::kChild;
  name.tokens = tokens_of(std::move(theirs), naming);
  turn_relation(name.tokens, found.relation);
  name.relation = found.relation;
  name.standing = Standing::kRelationOnly;
}

void read_named(NameForm& name, Words words, Naming naming) {
  if (const auto found = find_relation(words); found && is_whole(naming.field)) {
    const auto at = words.begin() + static_cast<std::ptrdiff_t>(found->at);
    const auto after = at + static_cast<std::ptrdiff_t>(found->length);
    if (found->relation == Relation::kChild) {
      words.erase(at, after);
    } else {
      append_as(name.tokens, Words(after, words.end()), Role::kRelation);
      words.erase(at, words.end());
    }
  }
  const Words titles = take_titles(words);
  append(name.tokens, tokens_of(std::move(words), naming));
  append_as(name.tokens, titles, Role::kTitle);
  name.standing = Standing::kNamed;
}

void read_words(NameForm& name, const Words& words, Naming naming) {
  if (words.empty() || is(joined(words), Kind::kBlank)) return;
  if (says_no_name(words, naming.field)) {
    name.standing = Standing::kUnnamed;
    return;
  }
  const auto found = find_relation(words);
  if (found && is_whole(naming.field) && only_fillers(words, found->at)) {
    read_relation_only(name, words, *found, naming.field);
  } else {
    read_named(name, words, naming);
  }
}

// "Family, Given": both sides, if there is one comma and it does not only cut off "Jr".
std::optional<std::array<Words, 2>> comma_sides(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || text.find(',', comma + 1) != std::string_view::npos) {
    return std::nullopt;
  }
  std::array<Words, 2> sides = {split_words(fold(text.substr(0, comma))),
                                split_words(fold(text.substr(comma + 1)))};
  if (sides[0].empty() || sides[1].empty() || only_fillers(sides[1], sides[1].size())) {
    return std::nullopt;
  }
  return sides;
}

// The right side of the comma is a name without its family.
void read_inverted(NameForm& name, std::array<Words, 2> sides) {
  const Words titles = take_titles(sides[1]);
  sides[1].emplace_back(U"\uFFFF");  // stands for the family name while roles are given
  append(name.tokens, tokens_of(std::move(sides[1]), {}));
  std::erase_if(name.tokens, [](const Token& token) { return token.letters == U"\uFFFF"; });
  append(name.tokens, tokens_of(std::move(sides[0]), {Field::kFamily}));
  append_as(name.tokens, titles, Role::kTitle);
  name.standing = Standing::kNamed;
}

void read_nickname(NameForm& name, const std::string& text) {
  const Words words = split_words(fold(text));
  if (words.empty() || says_no_name(words, Field::kWhole) || find_relation(words)) return;
  append_as(name.tokens, join_particles(words, Place::kName), Role::kKunya);
}

Script script_of_tokens(const std::vector<Token>& tokens) {
  std::u32string letters;
  for (const Token& token : tokens) {
    if (token.role != Role::kTitle) letters += token.letters;
  }
  return script_of(letters);
}

void finish(NameForm& name) {
  std::erase_if(name.tokens, [](const Token& token) { return token.letters.empty(); });
  sort_by_role(name.tokens);
  name.script = script_of_tokens(name.tokens);
  if (name.standing == Standing::kNamed && name.tokens.empty()) name.standing = Standing::kBlank;
}

bool has_role(const NameForm& name, Role role) {
  return std::any_of(name.tokens.begin(), name.tokens.end(),
                     [&](const Token& token) { return token.role == role; });
}

// Adds the words of another column whose roles are not taken yet.
void merge(NameForm& name, NameForm more) {
  if (name.standing == Standing::kNamed && more.standing != Standing::kNamed) return;
  if (name.standing != Standing::kNamed) {
    if (more.standing != Standing::kBlank) name = std::move(more);
    return;
  }
  std::vector<Token> fresh;
  for (Token& token : more.tokens) {
    if (!has_role(name, token.role)) fresh.push_back(std::move(token));
  }
  append(name.tokens, std::move(fresh));
}

}  // namespace

std::string_view role_word(Role role) {
  constexpr std::array<std::string_view, kRoleCount> kWords = {
      "given",      "father", "grandfather", "forefather", "family",
      "patronymic", "kunya",  "title",       "relation"};
  return kWords[static_cast<std::size_t>(role)];
}

NameForm read_name(std::string_view utf8, Field field) {
  NameForm name;
  std::string text(utf8.substr(0, base::byte_offset(utf8, kMostPoints)));
  const std::vector<std::string> inside = take_brackets(text);
  text = turn_possessive(text);
  const auto sides = is_whole(field) ? comma_sides(text) : std::nullopt;
  if (sides && !find_relation(split_words(fold(text)))) {
    read_inverted(name, *sides);
  } else {
    const Order order = field == Field::kFamilyFirst ? Order::kFamilyFirst : Order::kGivenFirst;
    read_words(name, split_words(fold(text)), {field, order});
  }
  if (name.standing == Standing::kBlank && !inside.empty() &&
      text.find_first_not_of(' ') == std::string::npos) {
    read_words(name, split_words(fold(inside.front())), {field});
  } else if (name.standing == Standing::kNamed) {
    for (const std::string& nickname : inside) read_nickname(name, nickname);
  }
  finish(name);
  return name;
}

NameForm read_name(std::span<const FieldText> fields) {
  NameForm name;
  for (const bool whole : {true, false}) {
    for (const FieldText& field : fields) {
      if (is_whole(field.field) == whole) merge(name, read_name(field.text, field.field));
    }
  }
  finish(name);
  return name;
}

}  // namespace attest::names
