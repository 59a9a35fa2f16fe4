#include "casework/originals.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "intake/mapping.hpp"

namespace attest::casework {
namespace {
constexpr std::int64_t kRowsAround = 2;
constexpr std::size_t kPointsAround = 300;

/// A kept file has a hash for a name; what kind it is shows in its own.
class UnderItsName final : public base::ByteSource {
 public:
  UnderItsName(std::unique_ptr<base::ByteSource> bytes, std::string name)
      : bytes_(std::move(bytes)), name_(std::move(name)) {}
  std::uint64_t size() const override { return bytes_->size(); }
  std::size_t read(std::uint64_t offset, char* into, std::size_t length) const override {
    return bytes_->read(offset, into, length);
  }
  std::string name() const override { return name_; }

 private:
  std::unique_ptr<base::ByteSource> bytes_;
  std::string name_;
};

std::vector<std::string> texts_of(const intake::Row& row) {
  std::vector<std::string> texts;
  for (const intake::Cell& cell : row.cells) texts.emplace_back(cell ? *cell : std::string_view());
  return texts;
}
}  // namespace

KeptOriginals::KeptOriginals(const vault::Vault& vault) : vault_(vault), provenance_(vault) {
  for (const vault::Import& import : vault.imports())
    if (!import.mapping.empty())
      options_[import.exhibit] =
          intake::parse_mapping(vault.object(import.mapping), "mapping " + import.mapping).file;
}

std::vector<publish::Original> KeptOriginals::read(
    std::span<const model::Attribution* const> said) const {
  std::vector<model::Address> addresses;
  for (const model::Attribution* by : said) addresses.push_back(by->statement.record());
  std::vector<publish::Original> kept(said.size());
  vault_.visit_records_at(addresses, [&](std::size_t i, const model::Record& record) {
    kept[i].cells = cells(record);
    const model::Address line = record.version;
    kept[i].proof = vault_.proof({&line, 1});
  });
  for (std::size_t i = 0; i < said.size(); ++i) kept[i].around = around(said[i]->locator);
  return kept;
}

publish::Excerpt KeptOriginals::around(const model::Locator& locator) const {
  if (const auto* cell = std::get_if<model::CellLocator>(&locator.place))
    return around_cell(locator.exhibit, *cell);
  if (const auto* text = std::get_if<model::TextLocator>(&locator.place)) return around_text(*text);
  return {};
}

const KeptOriginals::Table& KeptOriginals::table(const std::string& exhibit,
                                                 const std::string& sheet) const {
  const std::string wanted = exhibit + '/' + sheet;
  if (held_ == wanted) return table_;
  table_ = {};
  held_ = wanted;
  const auto known = options_.find(exhibit);
  intake::Options options = known == options_.end() ? intake::Options() : known->second;
  if (!sheet.empty()) options.sheet = sheet;
  const auto kept = vault_.find_exhibit(exhibit);
  const UnderItsName bytes(vault_.open_exhibit(exhibit), kept ? kept->name : exhibit);
  const auto reader = intake::open(bytes, options);
  table_.columns = intake::unique_names(reader->head());
  intake::Batch batch;
  while (table_.rows.size() < kMostRows && reader->next(batch))
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const auto number = static_cast<std::size_t>(batch[i].number);
      if (table_.rows.size() <= number) table_.rows.resize(number + 1);
      table_.rows[number] = texts_of(batch[i]);
    }
  return table_;
}

publish::Excerpt KeptOriginals::around_cell(const std::string& exhibit,
                                            const model::CellLocator& cell) const {
  const Table& whole = table(exhibit, cell.table);
  const auto size = static_cast<std::int64_t>(whole.rows.size());
  publish::Excerpt excerpt;
  if (cell.row >= size) return excerpt;
  excerpt.columns = whole.columns;
  excerpt.marked_column = cell.column;
  const std::int64_t last = std::min(size - 1, cell.row + kRowsAround);
  for (std::int64_t row = std::max<std::int64_t>(0, cell.row - kRowsAround); row <= last; ++row)
    excerpt.rows.push_back({row, whole.rows[static_cast<std::size_t>(row)], row == cell.row});
  return excerpt;
}

publish::Excerpt KeptOriginals::around_text(const model::TextLocator& text) const {
  auto [found, fresh] = texts_.try_emplace(text.text_object);
  if (fresh) found->second = vault_.object(text.text_object);
  const std::string& whole = found->second;
  const auto start = static_cast<std::size_t>(text.start);
  const auto end = static_cast<std::size_t>(text.end);
  const std::size_t from =
      base::byte_offset(whole, start > kPointsAround ? start - kPointsAround : 0);
  const std::size_t begin = base::byte_offset(whole, start);
  const std::size_t stop = base::byte_offset(whole, end);
  publish::Excerpt excerpt;
  excerpt.before = whole.substr(from, begin - from);
  excerpt.marked = whole.substr(begin, stop - begin);
  excerpt.after = whole.substr(stop, base::byte_offset(whole, end + kPointsAround) - stop);
  return excerpt;
}

std::vector<publish::RecordedCell> KeptOriginals::cells(const model::Record& record) const {
  std::vector<publish::RecordedCell> cells;
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    const std::string& property = record.columns[i];
    cells.push_back({property, provenance_.column(record.version, property), record.cells[i].text,
                     record.cells[i].parsed, record.statement(property)});
  }
  return cells;
}

}  // namespace attest::casework
