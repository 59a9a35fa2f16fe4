#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "names/form.hpp"

namespace attest::names {

/// How common words are, by role and script, counted from lists that are handed in. Two people
/// called Mohamed tell little, two called by a rare name a lot. Count people rather than rows where
/// it is known that rows repeat people: give each row of one person its share as weight.
/// Adding is not thread-safe; reading is, once nobody adds.
class Frequencies {
 public:
  void add(Role role, std::u32string_view letters, double weight = 1.0);
  /// Every compared word of a name under its own role. Father, grandfather, forefather and
  /// patronymic are counted as one group, since the same names occur there.
  void add(const NameForm& name, double weight = 1.0);

  /// The chance that a person's word in this role (among words of its script) is this one; above 0
  /// for words never seen. Seen words give up the share that Good (1953) expects of unseen
  /// ones, which share it evenly over as many words as Chao (1984) expects there to be.
  double share(Role role, std::u32string_view letters) const;
  /// The chance that two people taken at random have one word in this role and script; 0 for none.
  double agreement(Role role, Script script) const;
  /// Sum of weights in a role and script.
  double total(Role role, Script script) const;

 private:
  struct Table {
    std::unordered_map<std::u32string, double> counts;
    double total = 0;
    double squares = 0;  ///< sum of squared counts
    double once = 0;     ///< words of weight at most 1
    double twice = 0;    ///< words of weight above 1, at most 2
  };
  const Table& table(Role role, Script script) const;

  static constexpr std::size_t kGroups = 3;  ///< given, forefathers, family
  std::array<std::array<Table, kScriptCount>, kGroups> tables_;
};

}  // namespace attest::names
