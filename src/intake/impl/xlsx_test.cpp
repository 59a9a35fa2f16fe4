#include <doctest/doctest.h>

#include "intake/impl/tiny_zip.hpp"
#include "intake/test_reading.hpp"

namespace attest::intake {
namespace {
using test::columns;
using test::failure;
using test::has_note;
using test::line;
using test::read;
using test::TinyWorkbook;
using test::TinyZip;

std::string sheet_of(const std::string& rows) {
  return "<sheetData>" + rows + "</sheetData>";
}

test::Reading workbook(const TinyWorkbook& book, const Options& options = {}) {
  return read(book.bytes(), options, "book.xlsx");
}

TEST_CASE("every kind of cell comes as its exact text") {
  const TinyWorkbook book{
      {{"Data",
        sheet_of(
            "<row r='1'><c r='A1' t='inlineStr'><is><t>text</t></is></c><c r='B1' "
            "t='inlineStr'><is><t>x</t></is></c></row>"
            "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2'><v>0.1</v></c></row>"
            "<row r='3'><c r='A3' t='s'><v>1</v></c><c r='B3'><v>0.30000000000000004</v></c></row>"
            "<row r='4'><c r='A4' t='b'><v>1</v></c><c r='B4'><v>1E+20</v></c></row>"
            "<row r='5'><c r='A5' t='e'><v>#DIV/0!</v></c><c r='B5'><v>79161234567</v></c></row>"
            "<row r='6'><c r='A6' t='str'><f>1</f><v> sum </v></c><c r='B6'><f>2</f></c></row>")}},
      "<si><t xml:space='preserve'> a_x000D_b_x005F_ </t></si>"
      "<si><r><t>ri</t></r><r><rPr/><t>ch</t></r><rPh sb='0' eb='1'><t>sound</t></rPh></si>"};
  const auto got = workbook(book);
  CHECK(columns(got) == "text|x");
  REQUIRE(got.rows.size() == 5);
  CHECK(line(got.rows[0]) == " a\rb_ |0.1");
  CHECK(line(got.rows[1]) == "rich|0.30000000000000004");
  CHECK(line(got.rows[2]) == "TRUE|100000000000000000000");
  CHECK(line(got.rows[3]) == "#DIV/0!|79161234567");
  CHECK(line(got.rows[4]) == " sum |·");
  CHECK(has_note(got, "no stored result"));
  CHECK(got.places[4].sheet_row == 6);
}

std::string dated(const std::string& value, const std::string& properties = {}, int style = 0) {
  const TinyWorkbook book{{{"S", sheet_of("<row r='1'><c r='A1' s='" + std::to_string(style) +
                                          "'><v>" + value + "</v></c></row>")}},
                          "",
                          properties,
                          "<numFmt numFmtId='170' formatCode='dd/mm/yyyy hh:mm'/><numFmt "
                          "numFmtId='171' formatCode='[h]:mm'/>"
                          "<numFmt numFmtId='172' formatCode='&quot;day &quot;0'/>",
                          "<xf numFmtId='14'/><xf numFmtId='170'/><xf numFmtId='171'/><xf "
                          "numFmtId='172'/><xf numFmtId='21'/>"};
  return line(workbook(book, test::header(Header::Choice::kNone)).rows[0]);
}

TEST_CASE("dates are ISO 8601 in both date systems") {
  CHECK(dated("33660") == "1992-02-26");
  CHECK(dated("33660.75") == "1992-02-26T18:00:00");
  CHECK(dated("33660", {}, 1) == "1992-02-26T00:00:00");
  CHECK(dated("32198", "<workbookPr date1904='1'/>") == "1992-02-26");
  CHECK(dated("0.5", {}, 4) == "12:00:00");
  CHECK(dated("1.5", {}, 2) == "PT36H");
  CHECK(dated("7", {}, 3) == "7");
}

TEST_CASE("the day that never was stays a number and the days around it are right") {
  CHECK(dated("59") == "1900-02-28");
  CHECK(dated("60") == "60");
  CHECK(dated("61") == "1900-03-01");
  CHECK(dated("1") == "1900-01-01");
  CHECK(dated("-1") == "-1");
}

TEST_CASE("what is displayed stands beside the text") {
  const TinyWorkbook book{
      {{"S",
        sheet_of(
            "<row r='3'><c r='B3' s='0'><v>0.256</v></c><c r='C3' s='1'><v>33660</v></c></row>")}},
      "",
      "",
      "",
      "<xf numFmtId='10'/><xf numFmtId='15'/>"};
  const std::string bytes = book.bytes();
  const base::MemorySource source(bytes, "book.xlsx");
  const auto reader = open(source, test::header(Header::Choice::kNone));
  Batch batch;
  REQUIRE(reader->next(batch));
  const Row row = batch[0];
  CHECK(reader->head().first_column == 1);
  CHECK(row.cells[1] == "1992-02-26");
  REQUIRE(row.at.shown.size() == 2);
  CHECK(row.at.shown[0] == "25.60%");
  CHECK(row.at.shown[1] == "26-Feb-92");
}

TEST_CASE("merged cells the value in the first header rows joined titles told") {
  const TinyWorkbook book{
      {{"S", sheet_of("<row r='1'><c r='A1' t='inlineStr'><is><t>Deaths 1992</t></is></c></row>"
                      "<row r='3'><c r='A3' t='inlineStr'><is><t>Town</t></is></c><c r='B3' "
                      "t='inlineStr'><is><t>Killed</t></is></c></row>"
                      "<row r='4'><c r='B4' t='inlineStr'><is><t>Men</t></is></c><c r='C4' "
                      "t='inlineStr'><is><t>Women</t></is></c></row>"
                      "<row r='5'><c r='A5' t='inlineStr'><is><t>Alpha</t></is></c><c "
                      "r='B5'><v>1</v></c><c r='C5'><v>2</v></c></row>"
                      "<row r='6'><c r='B6'><v>3</v></c></row>") +
                 "<mergeCells><mergeCell ref='A1:C1'/><mergeCell ref='A3:A4'/><mergeCell "
                 "ref='B3:C3'/><mergeCell ref='A5:A6'/></mergeCells>"}}};
  const auto got = workbook(book);
  CHECK(columns(got) == "Town|Killed / Men|Killed / Women");
  REQUIRE(got.rows.size() == 2);
  CHECK(line(got.rows[1]) == "·|3|·");
  CHECK(has_note(got, "Deaths 1992"));
  CHECK(has_note(got, "4 merged ranges"));
}

TEST_CASE("cells without references follow each other") {
  const TinyWorkbook book{
      {{"S",
        sheet_of("<row><c><v>1</v></c><c><v>2</v></c></row><row><c r='C2'><v>3</v></c></row>")}}};
  const auto got = workbook(book, test::header(Header::Choice::kNone));
  CHECK(line(got.rows[0]) == "1|2|·");
  CHECK(line(got.rows[1]) == "·|·|3");
}

TEST_CASE("other sheets are listed and can be asked for") {
  const TinyWorkbook book{
      {{"Empty", sheet_of("")},
       {"One", sheet_of("<row r='1'><c r='A1'><v>1</v></c></row>")},
       {"Two",
        sheet_of(
            "<row r='1'><c r='A1'><v>2</v></c></row><row r='2'><c r='B2'><v>2</v></c></row>")}}};
  const auto first = workbook(book, test::header(Header::Choice::kNone));
  CHECK(first.head.table == "One");
  REQUIRE(first.head.tables.size() == 2);
  CHECK(first.head.tables[1].name == "Two");
  CHECK(first.head.tables[1].rows == 2);
  CHECK(first.head.tables[1].columns == 2);
  Options options = test::header(Header::Choice::kNone);
  options.sheet = "Two";
  CHECK(workbook(book, options).rows.size() == 2);
  options.sheet = "Nine";
  CHECK(failure(book.bytes(), options, "book.xlsx").find("Two") != std::string::npos);
}

TEST_CASE("a pointer to a text that is not there refuses its row") {
  const TinyWorkbook book{{{"S", sheet_of("<row r='1'><c r='A1' t='s'><v>7</v></c></row><row "
                                          "r='2'><c r='A2'><v>2</v></c></row>")}}};
  const auto got = workbook(book, test::header(Header::Choice::kNone));
  REQUIRE(got.rows.size() == 2);
  CHECK(got.refused[0].find("text 7") != std::string::npos);
  CHECK(got.refused[1].empty());
}

TEST_CASE("a DOCTYPE a bomb and a broken archive are refused") {
  TinyWorkbook book{{{"S", sheet_of("<row r='1'><c r='A1'><v>1</v></c></row>")}}};
  std::string bytes = book.bytes();
  CHECK_FALSE(failure(bytes.substr(0, bytes.size() / 2), {}, "book.xlsx").empty());
  const std::string evil = TinyZip()
                               .add("[Content_Types].xml", "<Types/>")
                               .add("xl/workbook.xml", "<!DOCTYPE w [<!ENTITY a 'b'>]><w>&a;</w>")
                               .bytes();
  CHECK(failure(evil, {}, "book.xlsx").find("DOCTYPE") != std::string::npos);
  Options options;
  options.limits.inflated = 500;
  CHECK(failure(bytes, options, "book.xlsx").find("limit 'inflated'") != std::string::npos);
}

TEST_CASE("an archive that holds a part twice is refused") {
  const std::string twice = TinyZip()
                                .add("[Content_Types].xml", "<Types/>")
                                .add("xl/a.xml", "<a/>")
                                .add("XL/A.xml", "<b/>")
                                .bytes();
  CHECK(failure(twice, {}, "book.xlsx").find("two parts named xl/a.xml") != std::string::npos);
}

TEST_CASE("one text that many cells point to is a bomb too") {
  std::string cells;
  for (int i = 0; i < 100; ++i) cells += "<c t='s'><v>0</v></c>";
  const TinyWorkbook book{{{"S", sheet_of("<row r='1'>" + cells + "</row>")}},
                          "<si><t>" + std::string(10'000, 'x') + "</t></si>"};
  Options options;
  options.limits.inflated = 200'000;
  CHECK(failure(book.bytes(), options, "book.xlsx").find("limit 'inflated'") != std::string::npos);
}

TEST_CASE("an OpenDocument sheet is read with its repeats") {
  const std::string content =
      "<office:document-content><office:body><office:spreadsheet><table:table table:name='T'>"
      "<table:table-row><table:table-cell "
      "office:value-type='string'><text:p>name</text:p></table:table-cell>"
      "<table:table-cell "
      "office:value-type='string'><text:p>when</text:p></table:table-cell></table:table-row>"
      "<table:table-row table:number-rows-repeated='2'><table:table-cell "
      "office:value-type='string'><text:p>A<text:s text:c='2'/>b</text:p>"
      "<text:p>c</text:p></table:table-cell><table:table-cell office:value-type='date' "
      "office:date-value='1992-02-26'><text:p>26/02/92</text:p>"
      "</table:table-cell></table:table-row><table:table-row "
      "table:number-rows-repeated='1048000'><table:table-cell "
      "table:number-columns-repeated='1024'/>"
      "</table:table-row></table:table></office:spreadsheet></office:body></"
      "office:document-content>";
  const std::string bytes = TinyZip()
                                .add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
                                .add("content.xml", content)
                                .bytes();
  const auto got = read(bytes, {}, "list.ods");
  CHECK(got.head.kind == Kind::kOds);
  CHECK(columns(got) == "name|when");
  REQUIRE(got.rows.size() == 2);
  CHECK(line(got.rows[1]) == "A  b\nc|1992-02-26");
}

TEST_CASE("old and foreign files are named with what to do") {
  CHECK(failure(std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(600, ' '), {},
                "a.xls")
            .find(".xlsx") != std::string::npos);
  CHECK(failure("\x89PNG\r\n", {}, "a.csv").find("PNG") != std::string::npos);
  CHECK(failure(std::string(5000, '\0'), {}, "a.csv").find("NUL") != std::string::npos);
  CHECK(failure("%PDF-1.4 broken", {}, "a.pdf").find("PDF is damaged") != std::string::npos);
}

}  // namespace
}  // namespace attest::intake
