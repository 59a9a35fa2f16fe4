#pragma once

#include <zlib.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace attest::intake::test {

/// A zip archive of stored files, for tests.
class TinyZip {
 public:
  TinyZip& add(const std::string& name, const std::string& bytes) {
    const auto offset = static_cast<std::uint32_t>(out_.size());
    const auto crc = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
    const std::string common = le(20, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(crc, 4) +
                               le(bytes.size(), 4) + le(bytes.size(), 4) + le(name.size(), 2) +
                               le(0, 2);
    out_ += "PK\x03\x04" + common + name + bytes;
    directory_ += "PK\x01\x02" + le(20, 2) + common + le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4) +
                  le(offset, 4) + name;
    ++count_;
    return *this;
  }
  std::string bytes() const {
    return out_ + directory_ + "PK\x05\x06" + le(0, 4) + le(count_, 2) + le(count_, 2) +
           le(directory_.size(), 4) + le(out_.size(), 4) + le(0, 2);
  }

 private:
  static std::string le(std::uint64_t value, int size) {
    std::string out;
    for (int i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
    return out;
  }
  std::string out_, directory_;
  std::uint64_t count_ = 0;
};

/// A workbook from the inside of its sheets' sheetData, and what stands after it.
struct TinyWorkbook {
  std::vector<std::pair<std::string, std::string>> sheets =
      {};                   ///< name, everything inside <worksheet>
  std::string shared = {};  ///< <si> elements
  std::string workbook_properties = {};
  std::string number_formats = {};  ///< <numFmt> elements
  std::string styles = {};          ///< <xf> elements of cellXfs

  std::string bytes() const {
    const std::string r = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    TinyZip zip;
    zip.add("[Content_Types].xml", "<Types/>");
    zip.add("_rels/.rels", "<Relationships><Relationship Id='r1' Type='" + r +
                               "/officeDocument' Target='/xl/workbook.xml'/></Relationships>");
    std::string list, relations;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      const std::string n = std::to_string(i + 1);
      list += "<sheet name='" + sheets[i].first + "' sheetId='" + n + "' r:id='s" + n + "'/>";
      relations += "<Relationship Id='s" + n + "' Type='" + r +
                   "/worksheet' Target='worksheets/sheet" + n + ".xml'/>";
      zip.add("xl/worksheets/sheet" + n + ".xml",
              "<worksheet>" + sheets[i].second + "</worksheet>");
    }
    relations +=
        "<Relationship Id='x1' Type='" + r + "/sharedStrings' Target='sharedStrings.xml'/>";
    relations += "<Relationship Id='x2' Type='" + r + "/styles' Target='/xl/styles.xml'/>";
    zip.add("xl/workbook.xml", "<workbook xmlns:r='x'>" + workbook_properties + "<sheets>" + list +
                                   "</sheets></workbook>");
    zip.add("xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>");
    zip.add("xl/sharedStrings.xml", "<sst>" + shared + "</sst>");
    zip.add("xl/styles.xml", "<styleSheet><numFmts>" + number_formats + "</numFmts><cellXfs>" +
                                 styles + "</cellXfs></styleSheet>");
    return zip.bytes();
  }
};

}  // namespace attest::intake::test
