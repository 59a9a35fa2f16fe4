#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/report.hpp"
#include "intake/batch.hpp"

namespace attest::intake {

/// What a file was read as. Decided by its bytes; its name only breaks ties.
enum class Kind { kCsv, kXlsx, kOds, kJson, kJsonLines, kFollowTheMoney, kHtml, kText, kPdf };
std::string_view word(Kind kind);  ///< "csv", "xlsx", "json lines", …
std::optional<Kind> parse_kind(std::string_view word);

/// What a reader may use. Each is named in the message of the refusal when it is met, and can be
/// set. CSV, JSON lines and text are streamed and need only `row` bytes of memory, whatever their
/// size.
struct Limits {
  std::uint64_t memory = 512'000'000;  ///< bytes of a document that must be held whole
  std::uint64_t inflated = 0;  ///< bytes that compressed parts may inflate to, in sum; 0: 200 times
                               ///< the packed size, and 256 MB in any case
  std::uint64_t row = 16'000'000;     ///< bytes of one row, or of one line
  std::uint64_t columns = 1'100'000;  ///< cells of one row
  std::uint64_t nesting = 512;        ///< depth of JSON, XML and HTML
  std::uint64_t seconds =
      600;  ///< of time: kept by the caller's Reporter, and by the PDF reader's child
};
/// Limits::inflated, for a file of so many bytes.
std::uint64_t inflation_limit(const Limits& limits, std::uint64_t packed);
/// Sets the limit of that name ("memory"); false if there is none.
bool set_limit(Limits& limits, std::string_view name, std::uint64_t value);
/// The remedy where a limit was met: how to raise the one of that name.
std::string raise_limit(std::string_view name, std::string_view lead = "Raise it");

/// Which row holds the column names.
struct Header {
  enum class Choice { kDetect, kNone, kRow };
  Choice choice = Choice::kDetect;
  std::int64_t row = 0;  ///< kRow: 1-based, counted as a spreadsheet shows rows, blank ones too
};

/// What the user says about the file; everything left out is detected, and what was assumed is
/// noted.
struct Options {
  std::optional<Kind> kind;
  std::string encoding;   ///< IANA or ICU name, "windows-1251"
  std::string delimiter;  ///< one character, "tab", or several characters as they stand
  Header header;
  std::string sheet;  ///< a sheet's or table's name, a JSON pointer, or a 1-based number
  Limits limits;
};

/// Another table of the same file.
struct OtherTable {
  std::string name;  ///< what `Options::sheet` takes
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  bool hidden = false;
};

/// What is known of the table before its first row.
struct Head {
  Kind kind = Kind::kText;
  std::string encoding;              ///< of text formats; "UTF-8" for those that say so themselves
  std::string delimiter;             ///< CSV only
  std::string table;                 ///< sheet, JSON pointer or HTML table; empty in a CSV
  std::int64_t first_column = 0;     ///< XLSX, ODS: 0-based sheet column of the first cell
  std::vector<std::string> columns;  ///< as they stand, duplicates and empty ones too
  std::vector<OtherTable> tables;
  std::vector<std::string> notes;  ///< what was assumed or left aside: sentences for people
  bool named = true;  ///< false: no row holds names; columns are "column 1", "column 2"…
};

/// One table of a file, row by row. Text is exact: nothing is trimmed, normalised or repaired.
/// Blank rows (no cell at all, or an empty line) are left out and counted in no number. Not
/// thread-safe.
///
/// A row that cannot be read comes as a refused row; the rows after it are still read. Row numbers
/// count refused rows too, so that they stay the same when a damaged row is mended.
class Reader {
 public:
  virtual ~Reader() = default;
  const Head& head() const { return head_; }
  /// The next rows, at least one; false at the end. `batch` owns its bytes: it may be handed to
  /// another thread while the next one is read. Throws base::Error only where nothing after this
  /// can be read.
  virtual bool next(Batch& batch) = 0;

 protected:
  Head head_;
};

/// Opens a file: finds out what it is, its encoding, table and header. `source` and `reporter` must
/// outlive the reader. Throws base::Error where the file as a whole cannot be read: kMalformed (it
/// is damaged, or its encoding must be said: the message names the candidates), kLimit, kNotFound
/// (no such sheet), kUsage (no such encoding).
std::unique_ptr<Reader> open(const base::ByteSource& source, const Options& options = {},
                             base::Reporter& reporter = base::silent_reporter());

/// What each column is called where a name is needed only once: an empty name is "column 3", the
/// second "name" is "name (2)". Mappings and locators use these.
std::vector<std::string> unique_names(const Head& head);

/// For people: "line 12", "sheet Data, row 7", "/items/3", "page 2".
std::string describe(const Head& head, const Row& row);

}  // namespace attest::intake
