#include <fmt/format.h>

#include <iterator>

#include "base/error.hpp"
#include "base/sign.hpp"
#include "proof/line.hpp"
#include "vault/impl/import_state.hpp"

namespace attest::vault {
namespace {

using Op = LineFact::Op;

/// The head's canonical text, keys in order.
void write_head(const LinePlan& plan, std::string& head) {
  head.clear();
  const auto out = std::back_inserter(head);
  if (plan.refused)
    fmt::format_to(out, R"({{"op":"refuse","row":{}}})", plan.row);
  else if (plan.op == Op::kAdd)
    fmt::format_to(out, R"({{"op":"add","row":{}}})", plan.row);
  else if (plan.op == Op::kSame)
    fmt::format_to(out, R"({{"count":{},"of":"{}","op":"same","row":{}}})", plan.count,
                   plan.of_text, plan.row);
  else if (plan.op == Op::kGone)
    fmt::format_to(out, R"({{"count":{},"of":"{}","op":"gone"}})", plan.count, plan.of_text);
  else if (plan.was_text.empty())
    fmt::format_to(out, R"({{"of":"{}","op":"change","row":{}}})", plan.of_text, plan.row);
  else
    fmt::format_to(out, R"({{"of":"{}","op":"change","row":{},"was":"{}"}})", plan.of_text,
                   plan.row, plan.was_text);
}

/// Adds what the caller wants in the head beside place and operation.
void merge_head(std::string& head, std::string_view more) {
  auto json = base::parse_json_or_throw(head, "a line's head");
  const auto extra = base::parse_json_or_throw(more, "a row's head");
  for (const auto& [key, value] : extra.members()) {
    base::ensure(!json.has(key), "a row's head does not repeat place and operation");
    json.set(key, value);
  }
  head = base::to_canonical_json(json);
}

void write_row(const RowBatch& batch, const RowBatch::RowView& row, proof::LineWriter& writer) {
  for (std::size_t i = 0; i < row.cells; ++i) {
    const auto cell = batch.cell(row, i);
    if (!cell.present)
      writer.add_null();
    else if (cell.parsed.empty())
      writer.add_text(cell.text);
    else
      writer.add_text(cell.text, cell.parsed);
  }
}

}  // namespace

void render(Piece& piece) {
  const auto seeds = base::random_bytes(proof::kSeedLength * piece.plan.size());
  proof::LineWriter writer;
  std::string head;
  piece.lines.reserve(piece.plan.size());
  for (std::size_t i = 0; i < piece.plan.size(); ++i) {
    const auto& plan = piece.plan[i];
    const auto start = piece.text.size();
    write_head(plan, head);
    const bool has_row = plan.refused || plan.op == Op::kAdd || plan.op == Op::kChange;
    const auto row = has_row ? piece.batch.row(plan.index) : RowBatch::RowView{};
    if (!row.head.empty()) merge_head(head, row.head);
    const auto seed = std::string_view(seeds).substr(i * proof::kSeedLength, proof::kSeedLength);
    writer.begin(piece.text, row.cells > 0 ? seed : std::string_view(), head);
    if (has_row) write_row(piece.batch, row, writer);
    RenderedLine line{
        0, writer.end(), {plan.refused ? Op::kOther : plan.op, plan.of, plan.count, {}}};
    line.length = static_cast<std::uint32_t>(piece.text.size() - start);
    piece.lines.push_back(std::move(line));
  }
}

}  // namespace attest::vault
