#include "vault/impl/feed.hpp"

#include "base/error.hpp"
#include "vault/impl/standing.hpp"

namespace attest::vault {
namespace {

constexpr std::size_t kChunkLines = 256;
constexpr std::uint64_t kChunkBytes = 1 << 20;

LineFact::Op parse_op(std::string_view op) {
  if (op == "add") return LineFact::Op::kAdd;
  if (op == "change") return LineFact::Op::kChange;
  if (op == "same") return LineFact::Op::kSame;
  if (op == "gone") return LineFact::Op::kGone;
  return LineFact::Op::kOther;
}

EntryId id_of(Index& index, const std::string& address) {
  const auto parsed = model::parse_address(address);
  const auto entry = parsed ? index.entry(*parsed) : std::nullopt;
  return entry ? entry->id : kNoEntry;
}

}  // namespace

LineFact read_fact(Index& index, const base::Json& head) {
  LineFact fact;
  fact.op = parse_op(head["op"].text());
  fact.count = head["count"].as_integer().value_or(1);
  fact.exhibit = head["exhibit"].text();
  if (const auto of = model::parse_address(head["of"].text()))
    fact.of = {id_of(index, head["of"].text()), of->line};
  return fact;
}

Feed::Feed(Index& index, EntryId entry, std::string_view act)
    : index_(index),
      entry_(entry),
      tells_records_(act == "import" || act == "records" || act == "source"),
      keeps_exhibits_(act == "exhibit") {}

void Feed::line(const FactsEnd& place, std::uint32_t length, const LineFact& fact) {
  const bool follows = !chunk_.lengths.empty() && chunk_.file == place.file &&
                       chunk_.offset + chunk_bytes_ == place.bytes;
  if (!follows || chunk_.lengths.size() == kChunkLines || chunk_bytes_ > kChunkBytes) {
    flush_chunk();
    chunk_ = {line_, place.file, place.bytes, {}};
  }
  chunk_.lengths.push_back(length);
  chunk_bytes_ += length;
  const LineId here{entry_, line_++};
  if (keeps_exhibits_ && !fact.exhibit.empty()) index_.add_exhibit(fact.exhibit, here);
  if (!tells_records_) return;
  if (fact.op == LineFact::Op::kAdd) take_rows({here, 1});
  if (fact.op == LineFact::Op::kSame) take_rows({fact.of, fact.count});
  if (fact.op == LineFact::Op::kChange) {
    index_.add_version(here, fact.of);
    take_rows({here, 1});
  }
}

void Feed::take_rows(LineRange rows) {
  if (rows_ && rows_->first.entry == rows.first.entry &&
      rows_->first.line + rows_->count == rows.first.line) {
    rows_->count += rows.count;
    return;
  }
  flush_rows();
  rows_ = rows;
}

void Feed::flush_rows() {
  if (rows_) index_.add_rows(entry_, *rows_);
  rows_.reset();
}

void Feed::flush_chunk() {
  if (!chunk_.lengths.empty()) index_.add_chunk(entry_, chunk_);
  chunk_bytes_ = 0;
}

void Feed::finish(const IndexedEntry& entry, const base::Json& body) {
  flush_rows();
  flush_chunk();
  chunk_.lengths.clear();
  index_.add_entry(entry);
  if (tells_records_) {
    const auto after =
        body["after"].text().empty() ? kNoEntry : id_of(index_, body["after"].text());
    const bool part = entry.act != "import" || body["mode"].text() == "part";
    const Snapshot snapshot{entry_, body["list"].text(), body["kind"].text(), part, after};
    index_.add_snapshot(snapshot);
    extend_standing(index_, snapshot);
  }
  if (entry.act == "undo") {
    index_.add_undo(entry_, id_of(index_, body["undoes"].text()));
    for (const auto& list : update_force(index_)) update_standing(index_, list);
  }
}

}  // namespace attest::vault
