#include <fmt/format.h>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "intake/impl/held_rows.hpp"
#include "intake/impl/readers.hpp"

namespace attest::intake {

std::string held_text(const Input& input) {
  TextStream stream(input.source, input.encoding);
  const std::uint64_t limit = input.options.limits.memory;
  std::string text = read_text(stream, limit + 1);
  if (text.size() > limit)
    throw base::Error(
        base::Code::kLimit,
        fmt::format("must be held in memory and has more than {} bytes of text (limit 'memory')",
                    limit),
        input.source.name(), raise_limit("memory", "Split the file, or raise it"));
  return text;
}

std::unique_ptr<Reader> open_plain(Input input) {
  std::string text = held_text(input);
  if (const auto at = base::first_invalid_utf8(text))
    throw base::Error(base::Code::kMalformed, "the text is not UTF-8 throughout",
                      fmt::format("{}, byte {}", input.source.name(), *at + input.encoding.bom),
                      "Say which encoding it is: --encoding NAME");
  Head head;
  head.kind = Kind::kText;
  head.encoding = input.encoding.name;
  head.columns = {"text"};
  head.named = false;
  head.notes = std::move(input.notes);
  std::vector<HeldRow> rows(1);
  rows[0].cells.emplace_back(std::move(text));
  rows[0].byte = input.encoding.bom;
  return std::make_unique<HeldReader>(std::move(head), std::move(rows));
}

}  // namespace attest::intake
