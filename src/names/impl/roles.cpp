#include "names/impl/roles.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "names/impl/patronymic.hpp"
#include "names/impl/words.hpp"

namespace attest::names {
namespace {

// Words still without a role stand as kGiven with `open` true.
struct Draft {
  Token token;
  bool open = true;
};
using Drafts = std::vector<Draft>;

void settle(Draft& draft, Role role) {
  draft.token.role = role;
  draft.open = false;
}

bool begins_kunya(std::u32string_view word) {
  for (std::size_t n = 2; n <= 4 && n < word.size(); ++n) {
    if (is(word.substr(0, n), Kind::kKunya)) return true;
  }
  return false;
}

// "X oglu": the word before is the father's name.
Drafts with_sons(const Words& words) {
  Drafts out;
  for (const std::u32string& word : words) {
    if (!out.empty() && is(word, Kind::kSon)) {
      out.back().token.letters = father_before_son(out.back().token.letters);
      settle(out.back(), Role::kPatronymic);
    } else {
      out.push_back({Token{word, Role::kGiven, is_initial(word)}});
    }
  }
  return out;
}

bool has_patronymic(const Drafts& drafts) {
  return std::any_of(drafts.begin(), drafts.end(),
                     [](const Draft& d) { return d.token.role == Role::kPatronymic; });
}

// Where a Slavic patronymic stands: family names may have its ending too (Abramovich), so a name
// that begins with such a word has its patronymic last, any other has it first.
std::optional<std::size_t> slavic_place(const Drafts& drafts) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (!father_of_slavic(drafts[i].token.letters).empty()) places.push_back(i);
  }
  if (places.empty() || places.back() == 0) return std::nullopt;
  const std::size_t place = places.front() == 0 ? places.back() : places.front();
  const bool cyrillic = script_of(drafts[place].token.letters) == Script::kCyrillic;
  if (drafts.size() < 3 && !cyrillic) return std::nullopt;
  return place;
}

void mark_slavic(Drafts& drafts) {
  const auto place = slavic_place(drafts);
  if (!place) return;
  Draft& draft = drafts[*place];
  draft.token.letters = father_of_slavic(draft.token.letters);
  settle(draft, Role::kPatronymic);
}

// An Armenian genitive beside a family name on -yan.
void mark_armenian(Drafts& drafts) {
  if (drafts.size() < 3) return;
  const bool family = std::any_of(drafts.begin(), drafts.end(), [](const Draft& d) {
    const std::u32string_view w = d.token.letters;
    return w.size() > 4 && (w.ends_with(U"յան") || w.ends_with(U"յանց") || w.ends_with(U"yan"));
  });
  if (!family) return;
  for (std::size_t i = drafts.size() - 1; i > 0; --i) {
    const std::u32string father = father_of_armenian(drafts[i].token.letters);
    if (father.empty() || !drafts[i].open) continue;
    drafts[i].token.letters = father;
    settle(drafts[i], Role::kPatronymic);
    return;
  }
}

void mark_kunya(Drafts& drafts) {
  Draft& first = drafts.front();
  const std::u32string_view word = first.token.letters;
  if (drafts.size() < 2 || !first.open || word.size() < 5) return;
  if (begins_kunya(word) && !is(word, Kind::kGiven)) settle(first, Role::kKunya);
}

std::vector<Draft*> open_ones(Drafts& drafts) {
  std::vector<Draft*> open;
  for (Draft& draft : drafts) {
    if (draft.open) open.push_back(&draft);
  }
  return open;
}

// Written family first: the patronymic ends the name, or only the first word looks like a family.
bool family_first(const Drafts& drafts, const std::vector<Draft*>& open) {
  const bool first = ends_like_family(open.front()->token.letters);
  const bool last = ends_like_family(open.back()->token.letters);
  if (first != last) return first;
  return open.size() >= 2 && drafts.back().token.role == Role::kPatronymic;
}

void settle_forefathers(const std::vector<Draft*>& open, std::size_t from, std::size_t to,
                        bool father_known) {
  constexpr std::array kLine = {Role::kFather, Role::kGrandfather, Role::kForefather};
  std::size_t step = father_known ? 1 : 0;
  for (std::size_t i = from; i < to; ++i, ++step) {
    settle(*open[i], kLine[std::min<std::size_t>(step, 2)]);
  }
}

void settle_whole(Drafts& drafts, Naming naming) {
  mark_slavic(drafts);
  if (!has_patronymic(drafts)) mark_armenian(drafts);
  mark_kunya(drafts);
  std::vector<Draft*> open = open_ones(drafts);
  if (open.empty()) return;
  const bool kunya = drafts.front().token.role == Role::kKunya;
  const bool no_given = naming.no_given || (kunya && open.size() < 3);
  if (!no_given && (naming.order == Order::kFamilyFirst || family_first(drafts, open))) {
    std::rotate(open.begin(), open.begin() + 1, open.end());
  }
  std::size_t from = 0;
  if (!no_given) settle(*open[from++], Role::kGiven);
  if (from == open.size()) return;
  settle_forefathers(open, from, open.size() - 1, has_patronymic(drafts));
  settle(*open.back(), Role::kFamily);
}

void settle_column(Drafts& drafts, Field field) {
  if (field == Field::kGiven || field == Field::kPatronymic) mark_slavic(drafts);
  const std::vector<Draft*> open = open_ones(drafts);
  if (field == Field::kFather || field == Field::kGrandfather) {
    settle_forefathers(open, 0, open.size(), field == Field::kGrandfather);
    return;
  }
  for (Draft* draft : open) {
    if (field == Field::kPatronymic) {
      const std::u32string slavic = father_of_slavic(draft->token.letters);
      const bool armenian = script_of(draft->token.letters) == Script::kArmenian;
      const std::u32string father = armenian ? father_of_armenian(draft->token.letters) : slavic;
      if (!father.empty()) draft->token.letters = father;
    }
    settle(*draft, field == Field::kFamily       ? Role::kFamily
                   : field == Field::kPatronymic ? Role::kPatronymic
                                                 : Role::kGiven);
  }
}

int rank(Role role) {
  constexpr std::array<int, kRoleCount> kRanks = {0, 1, 2, 3, 4, 1, 5, 6, 7};
  return kRanks[static_cast<std::size_t>(role)];
}

}  // namespace

void sort_by_role(std::vector<Token>& tokens) {
  std::stable_sort(tokens.begin(), tokens.end(),
                   [](const Token& a, const Token& b) { return rank(a.role) < rank(b.role); });
}

std::vector<Token> give_roles(const Words& words, Naming naming) {
  Drafts drafts = with_sons(words);
  std::vector<Token> tokens;
  if (drafts.empty()) return tokens;
  if (naming.field == Field::kWhole || naming.field == Field::kFamilyFirst) {
    settle_whole(drafts, naming);
  } else {
    settle_column(drafts, naming.field);
  }
  for (Draft& draft : drafts) tokens.push_back(std::move(draft.token));
  sort_by_role(tokens);
  return tokens;
}

}  // namespace attest::names
