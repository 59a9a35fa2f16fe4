#pragma once

#include <cstdint>
#include <vector>

#include "link/blocking.hpp"

namespace attest::link::impl {

/// Makes a record's keys under a rule. Const and thread-safe.
class KeyMaker {
 public:
  explicit KeyMaker(const Prepared& prepared);
  /// Replaces `out` by the record's keys, sorted, each once.
  void keys(const BlockingRule& rule, std::uint32_t record, std::vector<std::uint64_t>& out) const;

 private:
  using Values = std::vector<std::uint64_t>;
  void values(const RulePart& part, std::uint32_t record, Values& out) const;
  void name_values(Trait trait, std::uint32_t record, Values& out) const;
  void birth_values(Trait trait, std::uint32_t record, Values& out) const;

  struct Word {
    std::uint64_t sound;        ///< equal for words of one skeleton
    std::uint64_t spelt;        ///< equal for equal words
    std::uint64_t first_sound;  ///< of the skeleton, or the first letter
  };
  const Prepared& prepared_;
  std::vector<Word> words_;  ///< by token
};

}  // namespace attest::link::impl
