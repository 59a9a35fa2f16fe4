#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "model/record.hpp"

namespace {

using namespace attest::model;

std::string_view name(PropertyType type) {
  switch (type) {
    case PropertyType::kText:
      return "text";
    case PropertyType::kDate:
      return "date";
    case PropertyType::kQuantity:
      return "number with bound";
    case PropertyType::kCount:
      return "number with bound, or words";
    case PropertyType::kInteger:
      return "whole number";
    case PropertyType::kWord:
      return "word";
    case PropertyType::kReference:
      return "key or name";
    case PropertyType::kList:
      return "list";
  }
  return {};
}

void print(std::string& out, std::span<const Property> list) {
  out += "| property | holds | meaning |\n|---|---|---|\n";
  for (const auto& property : list) {
    out += "| `" + std::string(property.name) + "` | " + std::string(name(property.type)) + " | ";
    out += std::string(property.meaning) + " |\n";
  }
}

std::string page() {
  std::string out =
      "# Properties\n\nWhat a column of a table can become, by kind of record. Mapping files, "
      "storage and "
      "exports use these names. The list\nis `src/model/properties.cpp`; a test keeps this page "
      "equal to it.\n\nDates are EDTF (ISO 8601-2), level 1. A number with bound is stored as "
      "`exact:613`, `about:200`, `at_least:600`,\n`more_than:600`, `at_most:50`, `less_than:50`, "
      "`range:500..1000`, `range:774..1376@774` (with a best figure) or\n`vague:hundreds`. Lists "
      "are separated by `;` or `|`. The exact text of a cell is always kept beside what it was "
      "read "
      "as.\n\n## Every kind\n\n";
  print(out, common_properties());
  for (const auto kind :
       {RecordKind::kFigure, RecordKind::kStatement, RecordKind::kPosition, RecordKind::kArticle,
        RecordKind::kIncident, RecordKind::kPerson, RecordKind::kAct, RecordKind::kSource}) {
    out += "\n## " + std::string(word(kind)) + "\n\n";
    print(out, properties(kind));
  }
  return out;
}

}  // namespace

TEST_CASE("the page of properties is the list of properties") {
  const char* source = std::getenv("ATTEST_SOURCE");
  if (!source) return;
  const std::string path = std::string(source) + "/docs/formats/properties.md";
  if (std::getenv("ATTEST_WRITE_PAGES")) std::ofstream(path) << page();
  std::ifstream in(path);
  CHECK(std::string{std::istreambuf_iterator<char>(in), {}} == page());
}
