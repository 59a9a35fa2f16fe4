#include "casework/overlap_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/unicode.hpp"
#include "intake/reader.hpp"

namespace attest::casework {
namespace {

using base::Code;
using base::Error;

constexpr std::array kCountNames{"count", "freq", "frequency"};
constexpr std::array kReplicateNames{"replicate", "imputation", "sample", "draw"};
// Words that name a label and not a list, in the languages of most tables.
constexpr std::array kLabelWords{
    "sex",   "sexo",    "sexe",  "gender",    "genero",      "male",  "female", "man",
    "woman", "hombre",  "mujer", "adult",     "child",       "minor", "age",    "edad",
    "year",  "month",   "week",  "civilian",  "combatant",   "urban", "rural",  "region",
    "place", "stratum", "group", "ethnicity", "perpetrator", "status"};
constexpr std::size_t kMostRows = 20'000'000;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

template <typename Names>
bool named(std::string_view column, const Names& names) {
  const std::string low = lower(column);
  return std::any_of(names.begin(), names.end(), [&](const char* name) { return low == name; });
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string at_line(const std::string& path, std::int64_t line) {
  return fmt::format("{}, line {}", path, line);
}

std::string joined(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

// All cells as text, row by row, with their lines.
class Sheet {
 public:
  Sheet(const std::string& path, base::Reporter& reporter) : path_(path) {
    const auto source = base::open_file(path);
    sha256_ = base::to_hex(base::sha256(*source));
    intake::Options options;
    options.header.choice = intake::Header::Choice::kRow;
    options.header.row = 1;
    const auto reader = intake::open(*source, options, reporter);
    columns_ = reader->head().columns;
    check_columns();
    intake::Batch batch;
    while (reader->next(batch)) {
      base::check_stop(reporter);
      for (std::size_t i = 0; i < batch.size(); ++i) add(batch[i]);
    }
  }

  const std::string& path() const { return path_; }
  const std::string& sha256() const { return sha256_; }
  const std::vector<std::string>& columns() const { return columns_; }
  std::size_t rows() const { return lines_.size(); }
  std::int64_t line(std::size_t row) const { return lines_[row]; }
  /// Distinct texts are few; each is stored once.
  const std::string& cell(std::size_t row, std::size_t column) const {
    return texts_[cells_[row * columns_.size() + column]];
  }

 private:
  void check_columns() const {
    std::set<std::string> seen;
    for (const std::string& name : columns_)
      if (!seen.insert(name).second)
        throw Error(Code::kMalformed, fmt::format("two columns are called '{}'", name),
                    at_line(path_, 1), "Give every column a name of its own.");
  }

  void add(const intake::Row& row) {
    if (!row.refused.empty())
      throw Error(Code::kMalformed, std::string(row.refused), at_line(path_, line_of(row)),
                  std::string(row.remedy));
    if (lines_.size() == kMostRows)
      throw Error(Code::kLimit, "more than 20,000,000 rows", path_,
                  "Add equal rows up into one with a count column.");
    lines_.push_back(line_of(row));
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const std::string text(c < row.cells.size() && row.cells[c] ? *row.cells[c]
                                                                  : std::string_view());
      const auto [at, fresh] = known_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
      if (fresh) texts_.push_back(text);
      cells_.push_back(at->second);
    }
  }

  static std::int64_t line_of(const intake::Row& row) {
    if (row.at.line > 0) return row.at.line;
    return row.at.sheet_row > 0 ? row.at.sheet_row : row.number + 2;
  }

  std::string path_;
  std::string sha256_;
  std::vector<std::string> columns_;
  std::vector<std::int64_t> lines_;
  std::map<std::string, std::uint32_t> known_;
  std::vector<std::string> texts_;
  std::vector<std::uint32_t> cells_;
};

std::size_t find_column(const Sheet& sheet, const std::string& name) {
  const auto& columns = sheet.columns();
  const auto at = std::find(columns.begin(), columns.end(), name);
  if (at == columns.end())
    throw Error(Code::kNotFound, fmt::format("there is no column '{}'", name), sheet.path(),
                fmt::format("The table has: {}.", joined(columns)));
  return static_cast<std::size_t>(at - columns.begin());
}

std::optional<std::size_t> count_column(const Sheet& sheet) {
  for (std::size_t c = 0; c < sheet.columns().size(); ++c)
    if (named(sheet.columns()[c], kCountNames)) return c;
  return std::nullopt;
}

// How often a column holds 0, 1 or something else.
struct Values {
  std::size_t zeros = 0, ones = 0, others = 0;
  std::size_t first_other = 0;
  bool binary() const { return others == 0 && zeros + ones > 0; }
  /// Mostly 0 and 1: a slip in a list, or a label in codes; the user must say.
  bool nearly_binary() const {
    return others > 0 && zeros > 0 && ones > 0 && zeros + ones >= 2 * others;
  }
};

Values values_of(const Sheet& sheet, std::size_t column) {
  Values out;
  for (std::size_t r = 0; r < sheet.rows(); ++r) {
    const std::string& text = sheet.cell(r, column);
    if (text == "0")
      ++out.zeros;
    else if (text == "1")
      ++out.ones;
    else if (out.others++ == 0)
      out.first_other = r;
  }
  return out;
}

bool label_word(const std::string& column) {
  const std::string low = lower(column);
  return std::any_of(kLabelWords.begin(), kLabelWords.end(), [&](std::string_view word) {
    return low == word || low.starts_with(std::string(word) + "_") ||
           low.ends_with("_" + std::string(word)) || low == "is_" + std::string(word);
  });
}

std::vector<std::size_t> detected_lists(const Sheet& sheet, const OverlapColumns& asked,
                                        std::optional<std::size_t> count) {
  std::vector<std::size_t> out;
  for (std::size_t c = 0; c < sheet.columns().size(); ++c) {
    const std::string& name = sheet.columns()[c];
    if (c == count || holds(asked.labels, name)) continue;
    const Values values = values_of(sheet, c);
    if (values.nearly_binary())
      throw Error(Code::kMalformed,
                  fmt::format("column '{}' holds 0 and 1, but here '{}'", name,
                              sheet.cell(values.first_other, c)),
                  at_line(sheet.path(), sheet.line(values.first_other)),
                  "A list column holds 0 or 1 in every row. If this is a label, name the lists "
                  "with --lists.");
    if (!values.binary() || named(name, kReplicateNames)) continue;
    if (label_word(name))
      throw Error(Code::kUsage, fmt::format("column '{}' could be a list or a label", name),
                  sheet.path(), "Name the lists with --lists, or the label with --by.");
    out.push_back(c);
  }
  if (out.empty())
    throw Error(Code::kMalformed, "no column holds only 0 and 1", sheet.path(),
                fmt::format("Each list is a column of 0 and 1. The table has: {}.",
                            joined(sheet.columns())));
  return out;
}

std::vector<std::size_t> named_lists(const Sheet& sheet, const OverlapColumns& asked) {
  std::vector<std::size_t> out;
  for (const std::string& name : asked.lists) {
    const std::size_t column = find_column(sheet, name);
    if (std::find(out.begin(), out.end(), column) != out.end())
      throw Error(Code::kUsage, fmt::format("list '{}' is named twice", name));
    const Values values = values_of(sheet, column);
    if (values.others > 0)
      throw Error(Code::kMalformed,
                  fmt::format("list '{}' holds '{}'", name, sheet.cell(values.first_other, column)),
                  at_line(sheet.path(), sheet.line(values.first_other)),
                  "A list column holds 0 or 1 in every row.");
    out.push_back(column);
  }
  return out;
}

std::int64_t parse_count(const Sheet& sheet, std::size_t row, std::size_t column) {
  const std::string& text = sheet.cell(row, column);
  const auto wrong = [&](Code code, const std::string& what) {
    return Error(code, what, at_line(sheet.path(), sheet.line(row)),
                 "A count is a whole number of people, 0 or more.");
  };
  if (is_missing_label(text)) throw wrong(Code::kMalformed, "the count is missing");
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault == std::errc::result_out_of_range || std::isinf(value))
    throw wrong(Code::kLimit, fmt::format("the count {} is above 1,000,000,000", text));
  if (fault != std::errc() || end != text.data() + text.size() || std::isnan(value))
    throw wrong(Code::kMalformed, fmt::format("the count '{}' is not a number", text));
  if (value < 0) throw wrong(Code::kMalformed, fmt::format("the count {} is negative", text));
  if (value > static_cast<double>(estimate::kMaxPeople))
    throw wrong(Code::kLimit, fmt::format("the count {} is above 1,000,000,000", text));
  if (value != std::floor(value))
    throw wrong(Code::kMalformed, fmt::format("the count {} is not a whole number", text));
  return static_cast<std::int64_t>(value);
}

void check_size(const OverlapRows& table, const std::string& path) {
  if (table.lists.size() > static_cast<std::size_t>(estimate::kMaxLists))
    throw Error(Code::kLimit,
                fmt::format("{} columns hold only 0 and 1; at most {} can be lists",
                            table.lists.size(), estimate::kMaxLists),
                path, "Name the lists with --lists, or merge some (--merge a+b).");
  double people = 0;
  for (const auto& row : table.rows) people += static_cast<double>(row.count);
  if (people > static_cast<double>(estimate::kMaxPeople))
    throw Error(Code::kLimit, "the counts add up to more than 1,000,000,000 people", path,
                "Check the count column.");
}

// The same people cannot be counted on two rows; where labels differ they are different people.
void check_duplicates(const OverlapRows& table, const std::string& path) {
  std::map<std::pair<estimate::Pattern, std::vector<std::string>>, std::int64_t> first;
  for (const auto& row : table.rows) {
    const auto [at, fresh] = first.try_emplace({row.pattern, row.labels}, row.line);
    if (!fresh)
      throw Error(Code::kMalformed, fmt::format("the pattern of line {} comes again", at->second),
                  at_line(path, row.line),
                  "Add the two counts up into one row, or add the column that tells them apart.");
  }
}

void add_up_people(OverlapRows& table) {
  std::map<std::pair<std::vector<std::string>, estimate::Pattern>, OverlapRows::Row> sums;
  for (auto& row : table.rows) {
    const auto [at, fresh] = sums.try_emplace({row.labels, row.pattern}, row);
    if (!fresh) at->second.count += row.count;
  }
  table.rows.clear();
  for (auto& [key, row] : sums) table.rows.push_back(std::move(row));
}

// A 0/1 column that is never the only 1 of a row, while other columns often are, and lies in no
// other column: it describes people and records nobody.
void check_disguised_labels(const OverlapRows& table, const std::string& path) {
  const std::size_t lists = table.lists.size();
  std::vector<double> people(lists), alone(lists), with_one(lists), without(lists),
      without_one(lists);
  std::vector<std::vector<double>> both(lists, std::vector<double>(lists));
  for (const auto& row : table.rows) {
    const int captures = std::popcount(row.pattern);
    const auto count = static_cast<double>(row.count);
    for (std::size_t j = 0; j < lists; ++j) {
      if ((row.pattern >> j & 1U) == 0) {
        without[j] += count;
        without_one[j] += captures == 1 ? count : 0;
        continue;
      }
      people[j] += count;
      alone[j] += captures == 1 ? count : 0;
      with_one[j] += captures == 2 ? count : 0;
      for (std::size_t k = 0; k < lists; ++k)
        both[j][k] += (row.pattern >> k & 1U) != 0 ? count : 0;
    }
  }
  double usual = 0;  // share of a list's people who are on no other
  for (std::size_t j = 0; j < lists; ++j)
    usual += people[j] > 0 ? alone[j] / people[j] / static_cast<double>(lists) : 0;
  for (std::size_t j = 0; j < lists; ++j) {
    if (people[j] * usual < 10 || alone[j] > 0 || without[j] == 0) continue;
    bool contained = false;
    for (std::size_t k = 0; k < lists; ++k)
      contained = contained || (k != j && both[j][k] > 0.9 * people[j]);
    if (contained || with_one[j] / people[j] < 0.5 * without_one[j] / without[j]) continue;
    throw Error(Code::kUsage,
                fmt::format("column '{}' could be a label: nobody is on it alone", table.lists[j]),
                path, "Name the lists with --lists, or the label with --by.");
  }
}

void check_replicates(const Sheet& sheet, const OverlapColumns& asked) {
  for (const std::string& column : sheet.columns())
    if (named(column, kReplicateNames) && !holds(asked.labels, column) &&
        !holds(asked.lists, column))
      throw Error(Code::kUsage,
                  fmt::format("column '{}' tells versions of the same people apart", column),
                  sheet.path(), fmt::format("Combine them with --replicate {}.", column));
}

// Columns that tell people apart: all that are neither lists nor the count. Where a row is a person
// only those that are asked for; where --lists chooses, other columns of 0 and 1 are lists left
// out.
std::vector<std::size_t> label_columns(const Sheet& sheet, const OverlapColumns& asked,
                                       std::optional<std::size_t> count,
                                       const std::vector<std::size_t>& lists) {
  std::vector<std::size_t> out;
  for (std::size_t c = 0; c < sheet.columns().size(); ++c) {
    if (c == count || std::find(lists.begin(), lists.end(), c) != lists.end()) continue;
    const bool named_label = holds(asked.labels, sheet.columns()[c]);
    if (!count && !named_label) continue;
    if (!asked.lists.empty() && !named_label && values_of(sheet, c).binary()) continue;
    out.push_back(c);
  }
  return out;
}

OverlapRows::Row read_row(const Sheet& sheet, std::size_t r, std::optional<std::size_t> count,
                          const std::vector<std::size_t>& lists,
                          const std::vector<std::size_t>& labels) {
  OverlapRows::Row row;
  row.line = sheet.line(r);
  if (count) row.count = parse_count(sheet, r, *count);
  for (std::size_t k = 0; k < lists.size(); ++k)
    row.pattern |= static_cast<estimate::Pattern>(sheet.cell(r, lists[k]) == "1") << k;
  for (const std::size_t c : labels) row.labels.push_back(sheet.cell(r, c));
  return row;
}

}  // namespace

bool is_missing_label(const std::string& label) {
  const std::string low = lower(label);
  return low.empty() || low == "na" || low == "n/a" || low == "nan" || low == "null" ||
         low == "none" || low == "missing" || low == "unknown" || low == "?";
}

OverlapRows read_overlap_rows(const std::string& path, const OverlapColumns& asked,
                              base::Reporter& reporter) {
  const Sheet sheet(path, reporter);
  for (const std::string& label : asked.labels) find_column(sheet, label);
  check_replicates(sheet, asked);
  const auto count = count_column(sheet);
  const auto lists =
      asked.lists.empty() ? detected_lists(sheet, asked, count) : named_lists(sheet, asked);
  const auto labels = label_columns(sheet, asked, count, lists);
  OverlapRows out;
  out.sha256 = sheet.sha256();
  out.row_a_person = !count;
  for (const std::size_t c : lists) out.lists.push_back(sheet.columns()[c]);
  for (const std::size_t c : labels) out.labels.push_back(sheet.columns()[c]);
  if (lists.size() > static_cast<std::size_t>(estimate::kMaxLists)) check_size(out, path);
  for (std::size_t r = 0; r < sheet.rows(); ++r) {
    OverlapRows::Row row = read_row(sheet, r, count, lists, labels);
    if (row.pattern == 0 && row.count > 0 && asked.lists.empty())
      throw Error(
          Code::kMalformed, fmt::format("{} people who are on no list", row.count),
          at_line(path, row.line),
          "Nobody recorded them: remove this row. Their number is what is to be estimated.");
    if (row.pattern == 0) out.outside += row.count;
    if (row.pattern != 0) out.rows.push_back(std::move(row));
  }
  if (out.row_a_person || !asked.lists.empty())
    add_up_people(out);
  else
    check_duplicates(out, path);
  check_size(out, path);
  if (asked.lists.empty()) check_disguised_labels(out, path);
  return out;
}

}  // namespace attest::casework
