#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "intake/impl/layout.hpp"
#include "intake/impl/readers.hpp"

namespace attest::intake {

/// A cell that holds something.
struct SheetCell {
  std::int64_t column = 0;  ///< 0-based
  std::string own;
  std::string_view shared;           ///< a text of the workbook's own, if it is that
  std::optional<std::string> shown;  ///< as displayed, where that differs
  std::int64_t repeat = 1;           ///< columns it fills (ODS)

  std::string_view text() const {
    return shared.data() != nullptr ? shared : std::string_view(own);
  }
};

struct SheetRow {
  std::int64_t number = 0;  ///< 1-based
  std::int64_t repeat = 1;  ///< rows it fills (ODS)
  std::vector<SheetCell> cells;
  std::string refused;
};

/// What a sheet says beside its rows; complete once the feed has ended.
struct SheetFacts {
  std::vector<Merge> merges;
  std::int64_t hidden_rows = 0;
  std::int64_t hidden_columns = 0;
  std::int64_t empty_formulas = 0;  ///< formulas whose result was never stored
};

/// One sheet's rows in file order, parsed piece by piece.
class SheetFeed {
 public:
  virtual ~SheetFeed() = default;
  /// Appends some rows that hold something; false at the end.
  virtual bool feed(std::deque<SheetRow>& into) = 0;
  virtual const SheetFacts& facts() const = 0;
};

/// A sheet of a workbook; `open` starts reading it anew.
struct SheetSource {
  std::string name;
  bool hidden = false;
  std::function<std::unique_ptr<SheetFeed>()> open;
};

/// The reader of one sheet of a workbook: the one the user asked for, or the first visible one that
/// holds something. The others are listed with their sizes.
std::unique_ptr<Reader> open_workbook(Input input, Kind kind, std::vector<SheetSource> sheets);

}  // namespace attest::intake
