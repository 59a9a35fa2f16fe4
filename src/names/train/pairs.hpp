#pragma once

#include <string>
#include <vector>

#include "names/fold.hpp"

namespace attest::names::train {

/// One native word and one Latin spelling of it, folded.
struct Pair {
  std::u32string native;
  std::string latin;
  double weight = 1;  ///< 1 + ln of how often the pair was seen
};

struct Corpus {
  Script script = Script::kNone;
  std::vector<Pair> training;
  std::vector<Pair> tuning;   ///< every tenth training pair: for calibration only
  std::vector<Pair> testing;  ///< never looked at before the figures are printed
};

/// Adds the rows of a CSV file with the columns latin, native, weight, split ("train", "test").
/// Rows that do not fold to one native word and one Latin word a to z are left out.
/// Throws base::Error where the file cannot be read.
void read_pairs(const std::string& path, Corpus& corpus);

/// Pairs of Latin words that spell one native word, in both directions, from corpora of other
/// scripts. Words with more than 12 spellings are left out: they are mostly translations.
Corpus latin_variants(const std::vector<Corpus>& corpora);

}  // namespace attest::names::train
