#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/quantity.hpp"
#include "reading/impl/sentence.hpp"

namespace attest::reading {

/// A number of the text with the words that bound it.
struct Numeral {
  Span digits;  ///< the number alone
  Span span;    ///< with its bound words
  model::Bound bound = model::Bound::kExact;
  std::optional<std::int64_t> value;
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
  std::string vague_word;
  bool counts = true;  ///< false: money, ordinals, scores, article numbers…
  bool like_a_year = false;
  bool partitive = false;  ///< its ending says "of them"
  bool joined = false;     ///< "and" stands in its first word
};

/// All numbers outside dates, from left to right.
std::vector<Numeral> read_numerals(const Sentence& sentence);

/// The bound word that follows what ends at `token` ("or more", "-dən çox"); nullptr if none does.
const Match* bound_after(const Sentence& sentence, std::size_t token);

/// The case ending of a number: dən of "25-dən", "on beşdən"; empty where it has none.
std::string_view ending_of(const Sentence& sentence, const Numeral& numeral);

/// The fields of a quantity with this bound: at least 12 has value and low, a range low and high.
void set_bound(Numeral& numeral, model::Bound bound);

}  // namespace attest::reading
