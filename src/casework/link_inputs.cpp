#include "casework/link_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "intake/reader.hpp"

namespace attest::casework {
namespace {

using base::Code;
using base::Error;

/// A table of pairs: finds both records of each row, by place or by id.
class PairTable {
 public:
  PairTable(const std::string& path, const Rosters& rosters, const link::Numbering& numbering)
      : path_(path),
        rosters_(rosters),
        numbering_(numbering),
        source_(base::open_file(path)),
        reader_(intake::open(*source_)) {
    const auto columns = intake::unique_names(reader_->head());
    const auto find =
        [&columns](std::initializer_list<std::string_view> names) -> std::optional<std::size_t> {
      for (const auto name : names) {
        const auto at = std::find(columns.begin(), columns.end(), name);
        if (at != columns.end()) return static_cast<std::size_t>(at - columns.begin());
      }
      return std::nullopt;
    };
    for (const bool left : {true, false}) {
      Side& side = left ? left_ : right_;
      side.file = find({left ? "file_l" : "file_r"});
      side.row = find({left ? "row_l" : "row_r"});
      side.id = find({left ? "id_l" : "id_r", left ? "unique_id_l" : "unique_id_r"});
      side.dataset = find({left ? "source_dataset_l" : "source_dataset_r"});
      if (!side.row && !side.id) {
        throw Error(Code::kNotFound, "The table does not say which records it means", path,
                    "It needs file_l,row_l,file_r,row_r or id_l,id_r (unique_id_l, unique_id_r).");
      }
    }
    decision_ = find({"decision", "verdict", "clerical_match_score", "match"});
  }

  void for_each(const std::function<void(link::PairIds, std::string_view)>& each) {
    intake::Batch batch;
    while (reader_->next(batch)) {
      for (std::size_t i = 0; i < batch.size(); ++i) {
        const auto row = batch[i];
        const auto a = record(left_, row), b = record(right_, row);
        if (a == b)
          throw Error(Code::kMalformed, "A row names one record twice",
                      intake::describe(reader_->head(), row) + " of " + path_, "");
        each({std::min(a, b), std::max(a, b)},
             decision_ ? cell(row, *decision_) : std::string_view{});
      }
      batch.clear();
    }
  }
  bool decides() const { return decision_.has_value(); }

 private:
  struct Side {
    std::optional<std::size_t> file, row, id, dataset;
  };

  static std::string_view cell(const intake::Row& row, std::size_t column) {
    return column < row.cells.size() ? row.cells[column].value_or(std::string_view{})
                                     : std::string_view{};
  }

  std::uint32_t record(const Side& side, const intake::Row& row) {
    if (side.row) {
      const auto file = side.file ? whole(row, *side.file) : 1;
      const auto place = whole(row, *side.row);
      if (file < 1 || file > static_cast<std::int64_t>(rosters_.lists.size()) || place < 0 ||
          place >=
              static_cast<std::int64_t>(rosters_.lists[static_cast<std::size_t>(file - 1)].rows)) {
        throw missing(row, fmt::format("file {}, row {}", file, place));
      }
      return numbering_.of(
          {static_cast<std::uint32_t>(file - 1), static_cast<std::uint32_t>(place)});
    }
    const std::string id(cell(row, *side.id));
    const std::string dataset(side.dataset ? cell(row, *side.dataset) : std::string_view{});
    const auto& known = ids();
    auto at = known.find(dataset + '\x1f' + id);
    if (at == known.end()) at = known.find('\x1f' + id);
    if (at == known.end()) throw missing(row, "id " + id);
    return at->second;
  }

  Error missing(const intake::Row& row, const std::string& what) const {
    return {Code::kNotFound, "There is no record " + what,
            intake::describe(reader_->head(), row) + " of " + path_,
            "Ids are looked up in the column that plays the role id."};
  }

  std::int64_t whole(const intake::Row& row, std::size_t column) const {
    const std::string text(cell(row, column));
    char* end = nullptr;
    const auto value = std::strtoll(text.c_str(), &end, 10);
    return end == text.c_str() || *end != '\0' ? -1 : value;
  }

  /// By file name without ending, and by id alone.
  const std::map<std::string, std::uint32_t>& ids() {
    if (!ids_.empty()) return ids_;
    for (std::uint32_t list = 0; list < rosters_.lists.size(); ++list) {
      const std::string stem =
          rosters_.files[list].name.substr(0, rosters_.files[list].name.find('.'));
      for (std::uint32_t row = 0; row < rosters_.lists[list].rows; ++row) {
        const std::string id(id_of(rosters_, {list, row}));
        ids_.emplace('\x1f' + id, numbering_.of({list, row}));
        ids_.emplace(stem + '\x1f' + id, numbering_.of({list, row}));
      }
    }
    return ids_;
  }

  std::string path_;
  const Rosters& rosters_;
  const link::Numbering& numbering_;
  std::unique_ptr<base::ByteSource> source_;
  std::unique_ptr<intake::Reader> reader_;
  Side left_, right_;
  std::optional<std::size_t> decision_;
  std::map<std::string, std::uint32_t> ids_;
};

}  // namespace

link::Constraints read_constraints(const std::string& path, const Rosters& rosters,
                                   const link::Numbering& numbering) {
  PairTable table(path, rosters, numbering);
  if (!table.decides())
    throw Error(Code::kNotFound, "There is no column \"decision\"", path,
                "It says same, different or unsure.");
  link::Constraints constraints;
  table.for_each([&](link::PairIds pair, std::string_view decision) {
    if (decision == "same" || decision == "1") {
      constraints.same.push_back(pair);
    } else if (decision == "different" || decision == "0") {
      constraints.different.push_back(pair);
    } else if (decision != "unsure" && !decision.empty()) {
      throw Error(Code::kMalformed, fmt::format("\"{}\" is no decision", decision), path,
                  "Decisions: same, different, unsure.");
    }
  });
  return constraints;
}

std::vector<link::Label> read_labels(const std::string& path, const Rosters& rosters,
                                     const link::Numbering& numbering) {
  PairTable table(path, rosters, numbering);
  if (!table.decides())
    throw Error(Code::kNotFound, "There is no column \"clerical_match_score\"", path,
                "It holds 1 for one person, 0 for two.");
  std::vector<link::Label> labels;
  table.for_each([&](link::PairIds pair, std::string_view score) {
    const std::string text(score);
    char* end = nullptr;
    const double same = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || !(same >= 0 && same <= 1)) {
      throw Error(Code::kMalformed, fmt::format("\"{}\" is no score", text), path,
                  "Scores lie between 0 and 1.");
    }
    labels.push_back({pair, same});
  });
  return labels;
}

std::vector<link::PairIds> read_candidates(const std::string& path, const Rosters& rosters,
                                           const link::Numbering& numbering) {
  PairTable table(path, rosters, numbering);
  std::vector<link::PairIds> pairs;
  table.for_each([&](link::PairIds pair, std::string_view) { pairs.push_back(pair); });
  if (pairs.empty()) throw Error(Code::kRefused, "The table of candidates has no rows", path, "");
  return pairs;
}

link::PairIds read_pair(const std::string& text, const Rosters& rosters,
                        const link::Numbering& numbering) {
  unsigned file_l = 0, row_l = 0, file_r = 0, row_r = 0;
  const bool read = std::sscanf(text.c_str(), "%u:%u,%u:%u", &file_l, &row_l, &file_r, &row_r) == 4;
  const auto there = [&](unsigned file, unsigned row) {
    return file >= 1 && file <= rosters.lists.size() && row < rosters.lists[file - 1].rows;
  };
  if (!read || !there(file_l, row_l) || !there(file_r, row_r) ||
      (file_l == file_r && row_l == row_r)) {
    throw Error(Code::kUsage, fmt::format("\"{}\" names no two records", text), "--explain",
                "For example 1:0,2:17 (file from 1, row from 0).");
  }
  const auto a = numbering.of({file_l - 1, row_l}), b = numbering.of({file_r - 1, row_r});
  return {std::min(a, b), std::max(a, b)};
}

}  // namespace attest::casework
