#pragma once

#include <cstdint>
#include <optional>

#include "reading/impl/sentence.hpp"

namespace attest::reading {

constexpr std::int64_t kLargestNumber = 100'000'000'000;

/// A number in words: "two hundred and five", «полторы тысячи», քսանչորս.
struct WordedNumber {
  Span span;
  std::int64_t value = 0;
  model::Bound bound = model::Bound::kExact;  ///< "une trentaine" is about thirty
};

/// The longest number in words that begins at the token.
std::optional<WordedNumber> read_number_words(const Sentence& sentence, std::size_t token);

}  // namespace attest::reading
