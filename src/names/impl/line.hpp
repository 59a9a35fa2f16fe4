#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "names/lexicon.hpp"

namespace attest::names {

enum class Class : std::uint8_t { kGiven, kMiddle, kFamily };

struct Entry {
  TokenId id = kNoToken;
  Class kind = Class::kGiven;
  std::uint8_t depth = 0;  ///< of a middle word: 0 father, 1 grandfather, 2 further back
};

/// The compared words of a name, from the given name to the family name.
struct Line {
  std::array<Entry, CompactName::kMost> entries;
  std::size_t size = 0;

  const Entry* begin() const { return entries.data(); }
  const Entry* end() const { return entries.data() + size; }
  std::pair<std::size_t, std::size_t> range(Class kind) const {
    const auto is_kind = [&](const Entry& e) { return e.kind == kind; };
    const Entry* first = std::find_if(begin(), end(), is_kind);
    const Entry* last = std::find_if_not(first, end(), is_kind);
    return {static_cast<std::size_t>(first - begin()), static_cast<std::size_t>(last - begin())};
  }
};

Line line_of(const CompactName& name);
bool same_ids(const Line& a, const Line& b);
/// True if the letters are equal once spaces are taken out.
bool same_letters(const Lexicon& lexicon, const Line& a, const Line& b);
/// Words of `line` that are one word in `other` become that word.
void mend_spaces(const Lexicon& lexicon, Line& line, const Line& other);

}  // namespace attest::names
