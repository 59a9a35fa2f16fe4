#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/impl/archive.hpp"
#include "intake/impl/number_format.hpp"
#include "intake/impl/sheet.hpp"

namespace attest::intake {

/// Texts that cells point to by number, packed.
class SharedStrings {
 public:
  void add(std::string_view text) {
    bytes_ += text;
    ends_.push_back(bytes_.size());
  }
  std::size_t size() const { return ends_.size(); }
  std::size_t bytes() const { return bytes_.size() + ends_.size() * sizeof(std::size_t); }
  std::string_view operator[](std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return std::string_view(bytes_).substr(begin, ends_[i] - begin);
  }

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
};

/// What an OOXML workbook says outside its sheets.
struct Workbook {
  struct Sheet {
    std::string name;
    std::string part;  ///< its file in the archive
    bool hidden = false;
  };
  std::vector<Sheet> sheets;
  Epoch epoch = Epoch::k1900;
  SharedStrings strings;
  std::vector<NumberFormat> formats;  ///< by style number
};

/// Reads the workbook's own parts: relationships, sheet list, styles, shared strings. Transitional
/// and strict namespaces, absolute and relative targets. Throws base::Error where that is
/// impossible.
Workbook read_workbook(Archive& archive, const Limits& limits);

/// Starts reading a sheet. All references must outlive the feed.
std::unique_ptr<SheetFeed> feed_sheet(Archive& archive, const Workbook& workbook,
                                      const std::string& part, const Limits& limits);

/// "_x000D_" in OOXML texts stands for a carriage return (ECMA-376 part 1, 22.9.2.19).
std::string undo_escapes(std::string_view text);

}  // namespace attest::intake
