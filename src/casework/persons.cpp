#include "casework/persons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <set>

#include "base/error.hpp"

namespace attest::casework {
namespace {
using model::Address;

/// Lines of a table of our own making, without its heading.
void each_line(std::string_view text, const std::function<void(std::string_view)>& take) {
  bool heading = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (!heading) take(text.substr(0, end));
    heading = false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::vector<std::string_view> fields(std::string_view line) {
  std::vector<std::string_view> list;
  for (std::size_t comma = line.find(','); comma != std::string_view::npos;
       comma = line.find(',')) {
    list.push_back(line.substr(0, comma));
    line.remove_prefix(comma + 1);
  }
  list.push_back(line);
  return list;
}

Address read_address(std::string_view text) {
  const auto address = model::parse_address(text);
  base::ensure(address.has_value(), "a linkage's objects hold addresses");
  return *address;
}

std::optional<vault::Entry> newest_linkage(const vault::Vault& vault) {
  std::optional<vault::Entry> newest;
  for (vault::Entry& entry : vault.entries())
    if (entry.act == "run" && entry.in_force && entry.body["engine"].text() == "link" &&
        (!newest || newest->at <= entry.at))
      newest = std::move(entry);
  return newest;
}

/// Groups that only ever merge; the first record by address names its group.
class Groups {
 public:
  explicit Groups(std::map<Address, Address>& of) : of_(of) {}

  Address find(const Address& record) {
    Address at = record;
    while (of_.at(at) != at) at = of_.at(at);
    return at;
  }
  bool knows(const Address& record) const { return of_.contains(record); }
  void merge(const Address& a, const Address& b) {
    const Address first = find(a);
    const Address second = find(b);
    of_[std::max(first, second)] = std::min(first, second);
  }
  void flatten() {
    for (auto& [record, person] : of_) person = find(record);
  }

 private:
  std::map<Address, Address>& of_;
};

void apply(const vault::StandingDecision& standing, Groups& groups,
           std::set<std::pair<Address, Address>>& decided, std::vector<std::string>& stale) {
  const model::Decision& decision = standing.decision;
  if (decision.records.size() != 2 || standing.conflict) return;
  const Address a = std::min(decision.records[0], decision.records[1]);
  const Address b = std::max(decision.records[0], decision.records[1]);
  if (!groups.knows(a) || !groups.knows(b)) return;
  if (decision.verdict == model::Verdict::kSame) groups.merge(a, b);
  if (decision.verdict == model::Verdict::kDifferent && groups.find(a) == groups.find(b))
    stale.push_back(
        fmt::format("{} and {} are decided to be two persons, and the linkage has them as one",
                    model::to_string(a), model::to_string(b)));
  if (decision.verdict == model::Verdict::kSame || decision.verdict == model::Verdict::kDifferent)
    decided.emplace(a, b);
}

void read_partition(const vault::Vault& vault, const base::Json& body, Persons& persons) {
  each_line(vault.object(body["partition"].text()), [&](std::string_view line) {
    const auto cells = fields(line);
    const auto found = persons.of.find(read_address(cells.at(0)));
    if (found != persons.of.end() && persons.of.contains(read_address(cells.at(1))))
      found->second = read_address(cells.at(1));
  });
}

void read_draws(const vault::Vault& vault, const base::Json& body, Persons& persons) {
  each_line(vault.object(body["draws"].text()), [&](std::string_view line) {
    const auto cells = fields(line);
    const auto draw = static_cast<std::size_t>(std::stoull(std::string(cells.at(0))));
    if (persons.draws.size() <= draw) persons.draws.resize(draw + 1);
    persons.draws[draw][read_address(cells.at(1))] = read_address(cells.at(2));
  });
}

std::vector<UnsurePair> read_pairs(const vault::Vault& vault, const base::Json& body) {
  std::vector<UnsurePair> pairs;
  each_line(vault.object(body["pairs"].text()), [&](std::string_view line) {
    const auto cells = fields(line);
    pairs.push_back({read_address(cells.at(0)), read_address(cells.at(1)),
                     std::stod(std::string(cells.at(2)))});
  });
  return pairs;
}
}  // namespace

Persons read_persons(const vault::Vault& vault) {
  Persons persons;
  vault.visit_records({.kind = model::RecordKind::kPerson}, [&](const model::Record& record) {
    persons.of.emplace(record.address, record.address);
    return true;
  });
  const auto run = newest_linkage(vault);
  std::vector<UnsurePair> pairs;
  if (run) {
    persons.run = run->address;
    read_partition(vault, run->body, persons);
    read_draws(vault, run->body, persons);
    pairs = read_pairs(vault, run->body);
  }
  Groups groups(persons.of);
  std::set<std::pair<Address, Address>> decided;
  for (const vault::StandingDecision& decision : vault.decisions())
    apply(decision, groups, decided, persons.stale);
  groups.flatten();
  for (UnsurePair& pair : pairs)
    if (!decided.contains({pair.a, pair.b}) && groups.knows(pair.a) && groups.knows(pair.b))
      persons.unsure.push_back(std::move(pair));
  std::stable_sort(persons.unsure.begin(), persons.unsure.end(), [](const auto& x, const auto& y) {
    return std::fabs(x.chance - 0.5) < std::fabs(y.chance - 0.5);
  });
  return persons;
}

std::map<Address, std::vector<Address>> groups(const Persons& persons) {
  std::map<Address, std::vector<Address>> list;
  for (const auto& [record, person] : persons.of) list[person].push_back(record);
  return list;
}

std::string partition_text(const std::map<Address, Address>& of) {
  std::string text = "record,person\n";
  for (const auto& [record, person] : of)
    text += fmt::format("{},{}\n", model::to_string(record), model::to_string(person));
  return text;
}

std::string pairs_text(const std::vector<UnsurePair>& pairs) {
  std::string text = "record_a,record_b,probability\n";
  for (const UnsurePair& pair : pairs)
    text += fmt::format("{},{},{:.4f}\n", model::to_string(pair.a), model::to_string(pair.b),
                        pair.chance);
  return text;
}

}  // namespace attest::casework
