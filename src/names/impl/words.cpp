#include "names/impl/words.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "attest_names_embedded.hpp"
#include "base/error.hpp"
#include "names/fold.hpp"
#include "names/impl/table.hpp"

namespace attest::names {
namespace {

constexpr std::array<std::string_view, 17> kKindWords = {
    "title", "honour", "child", "spouse", "sibling", "parent",  "kin",    "join", "inner",
    "kunya", "given",  "back",  "drop",   "son",     "unnamed", "filler", "blank"};

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::u32string_view s) const {
    return std::hash<std::u32string_view>{}(s);
  }
};
using KindTable = std::unordered_map<std::u32string, Kinds, Hash, std::equal_to<>>;

KindTable load_kinds() {
  KindTable kinds;
  for (const auto& row : table_rows(embedded("words.tsv"))) {
    const auto* at = std::find(kKindWords.begin(), kKindWords.end(), row[0]);
    base::ensure(row.size() == 2 && at != kKindWords.end(), "words.tsv: a known kind and a word");
    kinds[fold(row[1])].add(static_cast<Kind>(at - kKindWords.begin()));
  }
  return kinds;
}

}  // namespace

Kinds kinds_of(std::u32string_view folded) {
  static const KindTable kKinds = load_kinds();
  const auto at = kKinds.find(folded);
  return at == kKinds.end() ? Kinds{} : at->second;
}

}  // namespace attest::names
