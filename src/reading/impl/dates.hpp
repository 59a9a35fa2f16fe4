#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "reading/impl/sentence.hpp"

namespace attest::reading {

/// A date in a sentence.
struct DateMention {
  Span span;
  std::string edtf;           ///< empty: the year cannot be known
  bool of_statement = false;  ///< "said on Monday"
  const Entry* entry = nullptr;
};

/// Finds the dates and marks their tokens, so that their numbers are no counts. `article` resolves
/// "last Tuesday" and days without a year.
std::vector<DateMention> find_dates(Sentence& sentence, std::optional<base::Day> article);

}  // namespace attest::reading
