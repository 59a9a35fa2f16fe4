#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proof/tree.hpp"

namespace attest::proof {

// A line of the facts: [seed, head, cell, cell…]. Each cell has its own salted digest, so that one
// can be shown, proved, sealed or erased without showing or losing the others, and so that names
// and ages cannot be guessed from digests:
//   salt j   = half (j mod 2) of SHA-256(seed ‖ uint16 big-endian (j div 2)), as base64url
//   digest j = SHA-256( ["SALT",j,CELL] )
//   leaf     = SHA-256( 00 ‖ head ‖ 0A ‖ digest 0 ‖ digest 1 … )
// A cell that is withheld or erased stands as {"d":"hexadecimal digest"}; the seed is then
// {"s":["SALT",…]}, the salts of the other cells in order. Leaf, root and log stay valid.

constexpr std::size_t kSeedLength = 16;
constexpr std::size_t kMostCells = 65'536;

/// Writes lines and their leaves. One per thread; its buffers are reused.
class LineWriter {
 public:
  /// `seed`: 16 random bytes; empty for a line that will have no cells. `head`: canonical JSON
  /// object. Text is appended to `out`, which must stay until end().
  void begin(std::string& out, std::string_view seed, std::string_view head);
  void add_null();
  void add_text(std::string_view text);
  void add_text(std::string_view text, std::string_view parsed);
  /// Closes the line with a newline; returns its leaf.
  Digest end();

 private:
  void open_cell();
  void close_cell();

  std::string* out_ = nullptr;
  std::string seed_;
  std::string leaf_;     ///< what the leaf is the hash of
  std::string message_;  ///< what a cell's digest is the hash of
  Digest pair_{};        ///< salts of cells 2k and 2k+1
  std::size_t cells_ = 0;
  std::size_t cell_start_ = 0;
};

/// A line taken apart; views into its text. Cells and head are JSON texts as they stand.
struct LineParts {
  std::string_view seed;  ///< JSON text: a string, or {"s":[…]}
  std::string_view head;
  std::vector<std::string_view> cells;
};
/// Nothing unless the text (without newline) is an array of a string or object, an object, and
/// values, without blanks between.
std::optional<LineParts> split_line(std::string_view text);

/// The salts of a line's cells as base64url; empty where the cell is withheld. Nothing if the seed
/// is malformed.
std::optional<std::vector<std::string>> line_salts(const LineParts& line);
/// What the digest of cell j is the hash of: ["SALT",j,CELL].
std::string cell_message(std::string_view salt, std::size_t index, std::string_view cell);
/// The digest that a withheld cell states; nothing if the cell is not {"d":…}.
std::optional<Digest> withheld_digest(std::string_view cell);

/// The digests of all cells, and the leaf; nothing if the line is malformed.
struct LineDigests {
  std::vector<Digest> cells;
  Digest leaf{};
};
std::optional<LineDigests> line_digests(const LineParts& line);
Digest line_leaf(std::string_view head, const std::vector<Digest>& cells);

/// A string cell's text, or the two texts of ["text","parsed"]; null, sealed and withheld ones are
/// said.
struct CellText {
  enum class Kind { kNull, kText, kWithheld, kSealed };
  Kind kind = Kind::kNull;
  std::string text;
  std::string parsed;
};
std::optional<CellText> read_cell_text(std::string_view cell);

}  // namespace attest::proof
