// Every line of the facts against the batch of its entry: place, leaf, root, and the row ledger.

#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "proof/impl/case_check.hpp"
#include "proof/line.hpp"
#include "proof/line_reader.hpp"

namespace attest::proof {

/// Walks a log's batches and its facts files side by side.
class FactsCheck {
 public:
  FactsCheck(CaseCheck& check, const CheckedLog& log) : check_(check), log_(log) {}

  void run() {
    for (std::size_t i = 0; i < log_.entries.size(); ++i) {
      where_ = fmt::format("{}/{}", log_.origin, i);
      if (!check_batch(log_.entries[i])) return;
    }
    check_rest();
  }

 private:
  struct Sums {
    std::uint64_t added = 0, changed = 0, unchanged = 0, refused = 0, gone = 0;
  };

  /// False: the facts cannot be followed any further.
  bool check_batch(const Entry& entry) {
    if (!entry.body.has("batch")) return true;
    const auto batch = read_batch(entry.body);
    if (!batch) return broken("its batch is malformed");
    Frontier tree;
    Sums sums;
    columns_ = entry.body["columns"].items().size();
    for (const auto& run : batch->runs) {
      if (!go_to(run)) return broken("its lines do not follow those of the entry before it");
      for (std::uint64_t i = 0; i < run.lines; ++i)
        if (!check_line(tree, sums)) return broken("the facts end before its last line");
    }
    if (tree.root() != batch->root) fault("its lines do not hash to its root");
    check_sums(entry.body, sums);
    return true;
  }

  bool check_line(Frontier& tree, Sums& sums) {
    const auto text = lines_->next();
    if (!text) return false;
    ++line_;
    check_.result_.bytes += text->size() + 1;
    if (++check_.result_.lines % 4096 == 0) base::check_stop(check_.reporter_);
    const auto parts = split_line(*text);
    const auto digests = parts ? line_digests(*parts) : std::nullopt;
    if (!digests) {
      fault(fmt::format("line {} is malformed", tree.size()));
      tree.add({});
      return true;
    }
    tree.add(digests->leaf);
    check_content(*parts, tree.size() - 1, sums);
    return true;
  }

  void check_content(const LineParts& parts, std::uint64_t line, Sums& sums) {
    const auto head = base::parse_json(parts.head);
    if (head.fault) return fault(fmt::format("the head of line {} is not JSON", line));
    const auto& op = head.value["op"].text();
    const auto count = static_cast<std::uint64_t>(head.value["count"].as_integer().value_or(1));
    if (op == "add") sums.added += 1;
    if (op == "change") sums.changed += 1;
    if (op == "same") sums.unchanged += count;
    if (op == "refuse") sums.refused += 1;
    if (op == "gone") sums.gone += count;
    if ((op == "add" || op == "change") && parts.cells.size() != columns_)
      fault(fmt::format("line {} has {} cells; its act names {} columns", line, parts.cells.size(),
                        columns_));
    check_.collect_names(head.value);
    std::uint64_t withheld = 0;
    for (const auto cell : parts.cells) withheld += cell.starts_with('{') ? 1 : 0;
    if (withheld > 0)
      note(fmt::format("line {}: {} cells are withheld, erased or sealed", line, withheld));
  }

  void check_sums(const base::Json& body, const Sums& sums) {
    if (!body.has("rows")) return;
    const auto stated = [&](const char* name) {
      return static_cast<std::uint64_t>(body[name].as_integer().value_or(0));
    };
    if (stated("rows") != sums.added + sums.changed + sums.unchanged + sums.refused)
      fault("its ledger does not add up: rows are not added + changed + unchanged + refused");
    if (stated("added") != sums.added || stated("changed") != sums.changed ||
        stated("unchanged") != sums.unchanged || stated("refused") != sums.refused ||
        stated("gone") != sums.gone)
      fault("its ledger does not agree with its lines");
  }

  /// Opens the run's file if it is the next one; the place must be where we are.
  bool go_to(const Batch::Run& run) {
    if (run.file == file_ + 1 && run.first == 0) {
      if (lines_ && lines_->next()) return false;
      file_ = run.file;
      line_ = 0;
      open();
    }
    return lines_ && run.file == file_ && run.first == line_;
  }

  void open() {
    lines_.reset();
    const auto below = "facts/" + log_.origin + "/" + facts_file(file_);
    if (!std::filesystem::exists(check_.path(below))) return;
    source_ = base::open_file(check_.path(below));
    lines_ = std::make_unique<LineReader>(*source_);
  }

  void check_rest() {
    const auto folder = "facts/" + log_.origin;
    std::uint64_t rest = lines_ ? source_->size() - lines_->offset() : 0;
    for (const auto& file : files_below(check_.path(folder)))
      if (file_ == 0 || file > facts_file(file_))
        rest += std::filesystem::file_size(check_.path(folder + "/" + file));
    if (rest > 0)
      check_.note(folder,
                  fmt::format("{} bytes at the end belong to no entry: an unfinished act", rest));
  }

  bool broken(const std::string& what) {
    fault(what);
    return false;
  }
  void fault(const std::string& what) { check_.fault(where_, what); }
  void note(const std::string& what) { check_.note(where_, what); }

  CaseCheck& check_;
  const CheckedLog& log_;
  std::string where_;
  std::size_t columns_ = 0;
  std::uint64_t file_ = 0;
  std::uint64_t line_ = 0;
  std::unique_ptr<base::ByteSource> source_;
  std::unique_ptr<LineReader> lines_;
};

void CaseCheck::check_facts(const CheckedLog& log) {
  FactsCheck(*this, log).run();
}

}  // namespace attest::proof
