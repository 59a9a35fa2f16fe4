#pragma once

#include <map>
#include <vector>

#include "names/impl/channel.hpp"
#include "names/train/pairs.hpp"

namespace attest::names::train {

/// A letter in a place, and the chances of all chunks for it.
struct Symbol {
  char32_t letter = 0;
  LetterPlace place = LetterPlace::kInside;
  auto operator<=>(const Symbol&) const = default;
};
using Row = std::vector<float>;  ///< kChunkCount chances
using Rows = std::map<Symbol, Row>;

/// Learns P(chunk | letter, place) by expectation–maximisation over all ways of cutting the Latin
/// words, with a share of pairs that are no spellings at all (translations), which the background
/// explains and which teach nothing. Begins at the standard spellings of data/names/letters.tsv.
/// Places are shrunk towards the letter's chances anywhere (5 pseudo-counts).
Rows learn_rows(const std::vector<Pair>& pairs, const LatinBackground& background, int rounds);

/// Letters after letters in the Latin words of the pairs.
LatinBackground learn_background(const std::vector<const std::vector<Pair>*>& pairs);

/// The rows without chances below `least`.
Channel make_channel(const Rows& rows, double least);

/// Scale and floor under which true pairs and random ones are told apart with the least surprise.
Calibration calibrate(const Channel& channel, const LatinBackground& background,
                      const std::vector<Pair>& tuning);

/// The share of native words whose own spelling has the highest weight among itself and 999 others
/// drawn from the words of `testing`.
double top_of_thousand(const Channel& channel, const LatinBackground& background,
                       const std::vector<Pair>& testing, std::size_t words);

}  // namespace attest::names::train
