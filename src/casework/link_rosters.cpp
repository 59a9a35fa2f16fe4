#include "casework/link_rosters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/parallel.hpp"
#include "intake/reader.hpp"

namespace attest::casework {
namespace {

using base::Code;
using base::Error;

std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t\r\n");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

/// "[N:]ROLE=COLUMN" taken apart.
struct Wish {
  int file = 0;  ///< 0: all
  link::Recognised meaning;
  bool ignore = false;
  std::string column;
  mutable bool used = false;
};

link::Recognised read_role(std::string_view text, const std::string& where) {
  link::Recognised meaning;
  const auto colon = text.find(':');
  const auto role = link::parse_role(text.substr(0, colon));
  if (!role || *role == link::Role::kTruth) {
    throw Error(
        Code::kUsage, fmt::format("There is no role \"{}\"", text), where,
        "Roles: id, name, given_name, father_name, grandfather_name, family_name, patronymic, sex, "
        "birth_date, birth_year, age, death_date, place, address, postcode, phone, identifier, "
        "incident, household, list, other:NAME[:text|exact|number|date|set], ignore.");
  }
  meaning.role = *role;
  if (colon == std::string_view::npos) return meaning;
  const auto rest = text.substr(colon + 1);
  const auto second = rest.find(':');
  meaning.name = rest.substr(0, second);
  if (second != std::string_view::npos) {
    const auto kind = link::parse_kind(rest.substr(second + 1));
    if (!kind)
      throw Error(Code::kUsage, fmt::format("There is no kind \"{}\"", rest.substr(second + 1)),
                  where, "Kinds: text, exact, number, date, set.");
    meaning.kind = *kind;
  }
  return meaning;
}

Wish read_wish(const std::string& text) {
  Wish wish;
  const std::string where = "--column " + text;
  const auto equals = text.find('=');
  if (equals == std::string::npos) {
    throw Error(Code::kUsage, "A column is named as ROLE=COLUMN", where,
                "For example --column name=NOM.");
  }
  std::string_view role = std::string_view(text).substr(0, equals);
  wish.column = text.substr(equals + 1);
  const auto colon = role.find(':');
  if (colon != std::string_view::npos && colon > 0 &&
      std::all_of(role.begin(), role.begin() + static_cast<std::ptrdiff_t>(colon),
                  [](char c) { return c >= '0' && c <= '9'; })) {
    wish.file = std::stoi(std::string(role.substr(0, colon)));
    role = role.substr(colon + 1);
  }
  wish.ignore = role == "ignore";
  if (!wish.ignore) wish.meaning = read_role(role, where);
  if (wish.meaning.role == link::Role::kOther && wish.meaning.name.empty())
    wish.meaning.name = wish.column;
  return wish;
}

/// Which role each column of one file plays.
struct Plan {
  struct Column {
    std::size_t index;
    link::Recognised meaning;
  };
  std::vector<Column> columns;
  std::optional<std::size_t> truth;
};

class Planner {
 public:
  Planner(const LinkRequest& request, std::vector<Wish>& wishes)
      : request_(request), wishes_(wishes) {}

  Plan plan(std::size_t file, const std::vector<std::string>& columns, LinkedFile& into) const {
    Plan plan;
    std::set<std::size_t> taken;
    std::set<link::Role> named;
    const std::string& path = request_.files[file];
    for (const auto& wish : wishes_) {
      if (wish.file != 0 && wish.file != static_cast<int>(file + 1)) continue;
      const auto at = find(columns, wish.column);
      if (at == columns.size()) {
        if (wish.file == 0) continue;
        throw no_column(wish.column, path, columns);
      }
      wish.used = true;
      taken.insert(at);
      if (wish.ignore) continue;
      plan.columns.push_back({at, wish.meaning});
      named.insert(wish.meaning.role);
    }
    if (!request_.truth.empty()) {
      const auto at = find(columns, request_.truth);
      if (at == columns.size()) throw no_column(request_.truth, path, columns);
      plan.truth = at;
      taken.insert(at);
    }
    if (!request_.list.empty()) {
      const auto at = find(columns, request_.list);
      if (at == columns.size()) throw no_column(request_.list, path, columns);
      plan.columns.push_back({at, {link::Role::kList, {}, link::Kind::kExact}});
      taken.insert(at);
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (taken.contains(i)) continue;
      const auto meaning = link::recognise_header(columns[i]);
      const bool usable = meaning && meaning->role != link::Role::kList &&
                          (meaning->role == link::Role::kOther || !named.contains(meaning->role));
      if (usable) {
        plan.columns.push_back({i, *meaning});
      } else {
        into.unused.push_back(columns[i]);
      }
    }
    for (const auto& column : plan.columns) {
      std::string role(link::role_word(column.meaning.role));
      if (column.meaning.role == link::Role::kOther) role += ":" + column.meaning.name;
      into.roles.emplace_back(role, columns[column.index]);
    }
    return plan;
  }

 private:
  static std::size_t find(const std::vector<std::string>& columns, std::string_view name) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i] == name || trimmed(columns[i]) == trimmed(name)) return i;
    }
    return columns.size();
  }
  static Error no_column(const std::string& name, const std::string& file,
                         const std::vector<std::string>& columns) {
    std::string all;
    for (const auto& column : columns) all += (all.empty() ? "" : ", ") + column;
    return {Code::kNotFound, fmt::format("There is no column \"{}\"", name), file,
            "Columns: " + all + "."};
  }

  const LinkRequest& request_;
  std::vector<Wish>& wishes_;
};

/// Reads a file's rows into columns, a block of rows at a time and the columns side by side.
class RowReader {
 public:
  RowReader(const Plan& plan, int threads, link::Roster& roster, link::TextColumn& truths,
            std::vector<std::uint32_t>& truth)
      : plan_(plan), threads_(threads), roster_(roster), truths_(truths), truth_(truth) {}

  void read(intake::Reader& reader, const std::string& path, base::Reporter& reporter) {
    intake::Batch batch;
    std::size_t refused = 0;
    while (reader.next(batch)) {
      base::check_stop(reporter);
      rows_.clear();
      for (std::size_t i = 0; i < batch.size(); ++i) {
        rows_.push_back(batch[i]);
        refused += !rows_.back().refused.empty();
      }
      take_rows();
      reporter.progress("reading rows", roster_.rows, 0);
      batch.clear();
    }
    if (refused == 0) return;
    reporter.note(fmt::format(
        "{}: {} rows could not be read and are linked to nobody (attest rows tells why)", path,
        refused));
  }

 private:
  void take_rows() {
    const std::size_t fields = plan_.columns.size();
    base::parallel_for(fields + (plan_.truth ? 1 : 0), threads_, [&](std::size_t c) {
      if (c == fields) {
        for (const auto& row : rows_) truth_.push_back(number(cell(row, *plan_.truth)));
        return;
      }
      auto& texts = roster_.fields[c].texts;
      for (const auto& row : rows_) texts.add(cell(row, plan_.columns[c].index));
    });
    roster_.rows += rows_.size();
  }

  static std::string_view cell(const intake::Row& row, std::size_t column) {
    if (!row.refused.empty() || column >= row.cells.size()) return {};
    return trimmed(row.cells[column].value_or(std::string_view{}));
  }

  /// Equal truths have equal numbers, across files; 0: none is given.
  std::uint32_t number(std::string_view truth) {
    if (truth.empty()) return 0;
    truths_.add(truth);
    return truths_.code(truths_.size() - 1) + 1;
  }

  const Plan& plan_;
  int threads_;
  link::Roster& roster_;
  link::TextColumn& truths_;
  std::vector<std::uint32_t>& truth_;
  std::vector<intake::Row> rows_;
};

void check_once(const LinkRequest& request) {
  for (const int file : request.once) {
    if (file >= 1 && file <= static_cast<int>(request.files.size())) continue;
    throw Error(Code::kUsage, fmt::format("There is no file number {}", file), "--once",
                fmt::format("Files are numbered 1 to {}.", request.files.size()));
  }
}

using PlanFile = std::function<Plan(std::size_t file, const std::vector<std::string>& columns,
                                    LinkedFile& into)>;

Rosters read_files(const LinkRequest& request, const PlanFile& plan_file,
                   base::Reporter& reporter) {
  Rosters all;
  link::TextColumn truths;
  for (std::size_t file = 0; file < request.files.size(); ++file) {
    const std::string& path = request.files[file];
    const auto source = base::open_file(path);
    const auto reader = intake::open(*source, {}, reporter);
    LinkedFile linked;
    linked.name = std::filesystem::path(path).filename().string();
    const Plan plan = plan_file(file, intake::unique_names(reader->head()), linked);
    link::Roster roster;
    roster.name = linked.name;
    roster.once = std::find(request.once.begin(), request.once.end(), static_cast<int>(file + 1)) !=
                  request.once.end();
    for (const auto& column : plan.columns) {
      link::Field field;
      field.role = column.meaning.role;
      field.name = column.meaning.name;
      field.kind = column.meaning.kind;
      roster.fields.push_back(std::move(field));
    }
    RowReader(plan, request.threads, roster, truths, all.truth).read(*reader, path, reporter);
    for (auto& field : roster.fields) field.texts.close();
    linked.rows = roster.rows;
    const bool same_name = std::any_of(all.lists.begin(), all.lists.end(), [&](const auto& other) {
      return other.name == roster.name;
    });
    if (same_name) roster.name += fmt::format(" ({})", file + 1);
    all.lists.push_back(std::move(roster));
    all.files.push_back(std::move(linked));
  }
  return all;
}

}  // namespace

Rosters read_rosters(const LinkRequest& request, base::Reporter& reporter) {
  check_once(request);
  std::vector<Wish> wishes;
  for (const auto& text : request.columns) wishes.push_back(read_wish(text));
  const Planner planner(request, wishes);
  Rosters all = read_files(
      request,
      [&planner](auto file, const auto& columns, auto& into) {
        return planner.plan(file, columns, into);
      },
      reporter);
  for (const auto& wish : wishes) {
    if (wish.used) continue;
    throw Error(Code::kNotFound, fmt::format("No file has a column \"{}\"", wish.column),
                "--column", "Look at the first line of the files.");
  }
  return all;
}

Rosters read_plain_rosters(const LinkRequest& request, const std::vector<std::string>& wanted,
                           base::Reporter& reporter) {
  check_once(request);
  const auto plan_file = [&](std::size_t file, const std::vector<std::string>& columns,
                             LinkedFile& into) {
    Plan plan;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string name(trimmed(columns[i]));
      const auto meaning = link::recognise_header(name);
      if (std::find(wanted.begin(), wanted.end(), name) != wanted.end()) {
        plan.columns.push_back({i, {link::Role::kOther, name, link::Kind::kExact}});
        into.roles.emplace_back("model", columns[i]);
      } else if (name != request.truth && meaning && meaning->role == link::Role::kId) {
        plan.columns.push_back({i, *meaning});
      } else if (name != request.truth) {
        into.unused.push_back(columns[i]);
      }
      if (!request.truth.empty() && name == request.truth) plan.truth = i;
    }
    if (!request.truth.empty() && !plan.truth) {
      throw Error(Code::kNotFound, fmt::format("There is no column \"{}\"", request.truth),
                  request.files[file], "");
    }
    return plan;
  };
  return read_files(request, plan_file, reporter);
}

std::string_view id_of(const Rosters& rosters, link::RowRef ref) {
  const auto* field = rosters.lists[ref.list].find(link::Role::kId);
  return field == nullptr ? std::string_view{} : field->texts[ref.row];
}

}  // namespace attest::casework
