#include "names/impl/line.hpp"

#include <string>

#include "names/crossscript.hpp"
#include "names/impl/respelling.hpp"

namespace attest::names {
namespace {

bool holds(const Line& line, TokenId id) {
  return std::any_of(line.begin(), line.end(), [&](const Entry& e) { return e.id == id; });
}

// Takes word i+1 into word i, which becomes `whole`. Words behind it move one step nearer.
void join(Line& line, std::size_t i, TokenId whole) {
  Entry& into = line.entries[i];
  const Entry next = line.entries[i + 1];
  into.id = whole;
  if (into.kind == Class::kMiddle && next.kind == Class::kFamily) into.kind = Class::kFamily;
  const bool lost_middle = next.kind == Class::kMiddle;
  std::copy(line.begin() + i + 2, line.end(), line.entries.data() + i + 1);
  --line.size;
  for (std::size_t k = i + 1; lost_middle && k < line.size; ++k) {
    Entry& e = line.entries[k];
    if (e.kind == Class::kMiddle && e.depth > 0) --e.depth;
  }
}

bool is_joined(const Lexicon& lexicon, TokenId first, TokenId second, TokenId whole) {
  const std::size_t apart = lexicon.traits(first).size + lexicon.traits(second).size;
  const std::size_t together = lexicon.traits(whole).size;
  if (together != apart && together != apart + 2) return false;
  const std::u32string_view a = lexicon.letters(first);
  const std::u32string_view b = lexicon.letters(second);
  const std::u32string_view w = lexicon.letters(whole);
  if (!w.starts_with(a) || !w.ends_with(b)) return false;
  return together == apart || w.substr(a.size(), 2) == U"ال";
}

// "Warsh Agha" and the one word that another script makes of it.
bool is_joined_across(const Lexicon& lexicon, TokenId first, TokenId second, TokenId whole) {
  const auto& a = lexicon.traits(first);
  const auto& b = lexicon.traits(second);
  const auto& w = lexicon.traits(whole);
  if (a.script == w.script || a.script != b.script || !can_cross(a.script, w.script)) return false;
  if (consonants_apart(a.consonants + b.consonants, w.consonants) > 1) return false;
  std::u32string parts(lexicon.letters(first));
  parts += lexicon.letters(second);
  const std::string latin = latin_letters(parts, a.script);
  const double least = cross_limits().agreeing;
  const auto bits = same_name_bits({parts, a.script, latin}, lexicon.written(whole), least);
  return bits && *bits >= least;
}

}  // namespace

Line line_of(const CompactName& name) {
  Line line;
  for (std::size_t i = 0; i < name.count; ++i) {
    Entry entry{name.ids[i]};
    switch (name.roles[i]) {
      case Role::kGiven:
        entry.kind = Class::kGiven;
        break;
      case Role::kFamily:
        entry.kind = Class::kFamily;
        break;
      case Role::kFather:
      case Role::kPatronymic:
        entry.kind = Class::kMiddle;
        break;
      case Role::kGrandfather:
        entry = {name.ids[i], Class::kMiddle, 1};
        break;
      case Role::kForefather:
        entry = {name.ids[i], Class::kMiddle, 2};
        break;
      default:
        continue;
    }
    line.entries[line.size++] = entry;
  }
  return line;
}

bool same_ids(const Line& a, const Line& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Entry& x, const Entry& y) {
    return x.id == y.id && x.kind == y.kind;
  });
}

void mend_spaces(const Lexicon& lexicon, Line& line, const Line& other) {
  for (std::size_t i = 0; i + 1 < line.size; ++i) {
    const TokenId first = line.entries[i].id;
    const TokenId second = line.entries[i + 1].id;
    if (holds(other, first) || holds(other, second)) continue;
    for (const Entry& whole : other) {
      if (!is_joined(lexicon, first, second, whole.id) &&
          !is_joined_across(lexicon, first, second, whole.id))
        continue;
      join(line, i, whole.id);
      break;
    }
  }
}

bool same_letters(const Lexicon& lexicon, const Line& a, const Line& b) {
  std::uint32_t more = 0, sum = 0;
  for (const Entry& e : a) more += lexicon.traits(e.id).size, sum += lexicon.traits(e.id).sum;
  for (const Entry& e : b) more -= lexicon.traits(e.id).size, sum -= lexicon.traits(e.id).sum;
  if (more != 0 || sum != 0) return false;
  std::u32string one;
  std::u32string two;
  for (const Entry& e : a) one += lexicon.letters(e.id);
  for (const Entry& e : b) two += lexicon.letters(e.id);
  return one == two;
}

}  // namespace attest::names
