#pragma once

#include <cstdint>
#include <string_view>

namespace attest::names {

/// What a word of data/names/words.tsv is; its head says what each kind means.
enum class Kind : std::uint8_t {
  kTitle,
  kHonour,
  kChild,
  kSpouse,
  kSibling,
  kParent,
  kKin,
  kJoin,
  kInner,
  kKunya,
  kGiven,
  kBack,
  kDrop,
  kSon,
  kUnnamed,
  kFiller,
  kBlank
};

/// The kinds of one folded word, or of a phrase of two with one space; none for most.
class Kinds {
 public:
  Kinds() = default;
  bool has(Kind kind) const { return (bits_ & bit(kind)) != 0; }
  void add(Kind kind) { bits_ |= bit(kind); }
  bool any_relation() const {
    return has(Kind::kChild) || has(Kind::kSpouse) || has(Kind::kSibling) || has(Kind::kParent) ||
           has(Kind::kKin);
  }

 private:
  static std::uint32_t bit(Kind kind) { return 1U << static_cast<unsigned>(kind); }
  std::uint32_t bits_ = 0;
};

Kinds kinds_of(std::u32string_view folded);
inline bool is(std::u32string_view folded, Kind kind) {
  return kinds_of(folded).has(kind);
}

}  // namespace attest::names
