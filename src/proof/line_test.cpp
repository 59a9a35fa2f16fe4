#include "proof/line.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "proof/entries.hpp"

namespace attest::proof {
namespace {

constexpr const char* kLine = R"(["AAECAwQFBgcICQoLDA0ODw",{"op":"add","row":0},"Əli","m",null])";
constexpr const char* kLeaf = "5eacd368ab9f8e19b93b2c1c472dd466480f5f28584d2fa6b0b6ee7131b8318c";

std::string leaf_of(std::string_view text) {
  const auto parts = split_line(text);
  const auto digests = parts ? line_digests(*parts) : std::nullopt;
  return digests ? base::to_hex(digests->leaf) : "malformed";
}

std::string seed_bytes() {
  std::string seed;
  for (char i = 0; i < 16; ++i) seed += i;
  return seed;
}

}  // namespace

TEST_CASE("the check line of the format has the leaf that the format states") {
  CHECK(leaf_of(kLine) == kLeaf);
  std::string text;
  LineWriter writer;
  writer.begin(text, seed_bytes(), R"({"op":"add","row":0})");
  writer.add_text("Əli");
  writer.add_text("m");
  writer.add_null();
  CHECK(base::to_hex(writer.end()) == kLeaf);
  CHECK(text == std::string(kLine) + "\n");
}

TEST_CASE("a withheld cell leaves the leaf as it was") {
  const auto parts = *split_line(kLine);
  const auto digests = *line_digests(parts);
  const auto salts = *line_salts(parts);
  const auto withheld = R"([{"s":[")" + salts[1] + R"(",")" + salts[2] +
                        R"("]},{"op":"add","row":0},{"d":")" + base::to_hex(digests.cells[0]) +
                        R"("},"m",null])";
  CHECK(leaf_of(withheld) == kLeaf);
  CHECK(read_cell_text(split_line(withheld)->cells[0])->kind == CellText::Kind::kWithheld);
}

TEST_CASE("a line without cells has no seed that nothing would vouch for") {
  std::string text;
  LineWriter writer;
  writer.begin(text, {}, R"({"count":2,"op":"gone"})");
  const auto leaf = writer.end();
  CHECK(text == "[{\"s\":[]},{\"count\":2,\"op\":\"gone\"}]\n");
  CHECK(leaf_of(text.substr(0, text.size() - 1)) == base::to_hex(leaf));
  CHECK(leaf_of(R"(["AAECAwQFBgcICQoLDA0ODw",{"count":2,"op":"gone"}])") == "malformed");
}

TEST_CASE("any byte of a line that changes changes its leaf or makes it malformed") {
  const std::string line = kLine;
  for (std::size_t i = 0; i < line.size(); ++i)
    for (int bit = 0; bit < 8; ++bit) {
      auto changed = line;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      CHECK(leaf_of(changed) != kLeaf);
    }
}

TEST_CASE("what is written is read back whatever the text") {
  rc::check([](const std::vector<std::pair<std::string, std::string>>& given) {
    const auto utf8 = [](std::string text) {
      for (auto& c : text) c = static_cast<char>(c & 0x7F);
      return text;
    };
    std::string text;
    LineWriter writer;
    writer.begin(text, given.empty() ? std::string() : seed_bytes(), R"({"op":"add","row":7})");
    for (const auto& [words, parsed] : given) {
      if (words.empty())
        writer.add_null();
      else if (parsed.empty())
        writer.add_text(utf8(words));
      else
        writer.add_text(utf8(words), utf8(parsed));
    }
    const auto leaf = writer.end();
    RC_ASSERT(text.find('\n') == text.size() - 1);
    text.pop_back();
    RC_ASSERT(!base::parse_json(text).fault);
    const auto parts = split_line(text);
    RC_ASSERT(parts.has_value());
    RC_ASSERT(line_digests(*parts)->leaf == leaf);
    for (std::size_t i = 0; i < given.size(); ++i) {
      const auto cell = read_cell_text(parts->cells[i]);
      RC_ASSERT(cell.has_value());
      RC_ASSERT((cell->kind == CellText::Kind::kNull) == given[i].first.empty());
      if (!given[i].first.empty()) RC_ASSERT(cell->text == utf8(given[i].first));
      if (!given[i].first.empty()) RC_ASSERT(cell->parsed == utf8(given[i].second));
    }
  });
}

TEST_CASE("entries end to end are taken apart and a torn tail is seen") {
  const Entry entry{"undo", "2026-02-25T18:03:07.250Z", "0123456789abcdef/0", "attest 0.1.0",
                    base::Json::object({{"undoes", base::Json::string("0123456789abcdef/3")}})};
  const auto text = to_text(entry);
  CHECK(read_entry(text).entry->body["undoes"].text() == "0123456789abcdef/3");
  const auto bytes = frame_entry(text) + frame_entry("") + frame_entry(std::string(65'535, 'x'));
  const auto framing = split_entries(bytes);
  REQUIRE(framing.entries.size() == 3);
  CHECK(framing.entries[0] == text);
  CHECK(framing.whole == bytes.size());
  for (std::size_t cut = 1; cut < text.size(); ++cut)
    CHECK(split_entries(std::string_view(bytes).substr(0, cut)).entries.empty());
  CHECK_THROWS(frame_entry(std::string(65'536, 'x')));
  CHECK_FALSE(read_entry(text + " ").entry);
  CHECK_FALSE(read_entry(text.substr(1)).entry);
}

TEST_CASE("a batch whose runs do not make up its lines is none") {
  const Batch batch{base::sha256("x"), 5, {{1, 0, 3}, {2, 0, 2}}};
  const auto body = base::Json::object({{"batch", to_json(batch)}});
  REQUIRE(read_batch(body));
  CHECK(read_batch(body)->runs == batch.runs);
  auto wrong = batch;
  wrong.lines = 6;
  CHECK_FALSE(read_batch(base::Json::object({{"batch", to_json(wrong)}})));
  CHECK_FALSE(read_batch(base::Json::object()));
}

}  // namespace attest::proof
