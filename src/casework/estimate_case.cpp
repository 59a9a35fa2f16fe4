#include "casework/estimate_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "casework/case.hpp"
#include "casework/count_persons.hpp"
#include "casework/estimate_report.hpp"
#include "casework/roll.hpp"

namespace attest::casework {
namespace {
using base::Json;

/// A cell of a CSV of our own making.
std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

/// Which people are on which lists: one row a replicate, stratum and pattern.
class Captures {
 public:
  Captures(const Roll& roll, std::vector<findings::Field> by) : roll_(roll), by_(std::move(by)) {
    const std::set<std::string> names(roll.lists.begin(), roll.lists.end());
    lists_.assign(names.begin(), names.end());
    text_ = "replicate";
    for (const findings::Field field : by_) text_ += fmt::format(",{}", findings::word(field));
    for (const std::string& list : lists_) text_ += "," + quoted(list);
    text_ += ",count\n";
  }

  void add(std::size_t replicate, const std::vector<std::size_t>& person_of) {
    std::map<std::size_t, std::vector<std::size_t>> people;
    for (std::size_t record = 0; record < person_of.size(); ++record)
      people[person_of[record]].push_back(record);
    std::map<std::string, std::uint64_t> counts;
    for (const auto& [person, records] : people) ++counts[strata(records) + pattern(records)];
    for (const auto& [key, count] : counts)
      text_ += fmt::format("{}{},{}\n", replicate, key, count);
  }

  const std::string& text() const { return text_; }
  const std::vector<std::string>& lists() const { return lists_; }

 private:
  std::string pattern(const std::vector<std::size_t>& records) const {
    std::string cells;
    for (const std::string& list : lists_)
      cells += std::any_of(records.begin(), records.end(),
                           [&](std::size_t record) { return roll_.lists[record] == list; })
                   ? ",1"
                   : ",0";
    return cells;
  }

  /// What any record of the person states; where two disagree, that they do.
  std::string strata(const std::vector<std::size_t>& records) const {
    std::string cells;
    for (const findings::Field field : by_) {
      std::set<std::string> stated;
      for (const std::size_t record : records)
        stated.insert(findings::value_of(roll_.persons[record], field));
      if (stated.size() > 1) stated.erase(std::string(findings::kUnknown));
      const bool missing = stated.contains(std::string(findings::kUnknown)) || stated.size() > 1;
      cells += "," + (missing ? std::string() : quoted(*stated.begin()));
    }
    return cells;
  }

  const Roll& roll_;
  std::vector<findings::Field> by_;
  std::vector<std::string> lists_;
  std::string text_;
};

std::vector<std::vector<std::size_t>> partitions(const Roll& roll) {
  findings::Resolved resolved = as_indices(roll);
  if (resolved.samples.size() > kReplicates) resolved.samples.resize(kReplicates);
  if (!resolved.samples.empty()) return resolved.samples;
  std::vector<std::size_t> only(roll.persons.size());
  for (const auto& [record, person] : roll.resolved.of)
    only[roll.place.at(record)] = roll.place.at(person);
  return {only};
}

void log_run(vault::Vault& vault, const EstimateRequest& request, const Roll& roll,
             const EstimateCaseAnswer& answer, const EstimateEvidence& evidence) {
  const std::string result = vault.put_object(base::to_pretty_json(to_json(answer.answer)));
  const std::string seen = vault.put_object(base::to_json(to_json(evidence)));
  Json body = Json::object();
  body.set("engine", Json::string("estimate")).set("seed", number(request.seed));
  body.set("linkage", to_json(roll.resolved.run));
  body.set("captures", Json::string(answer.captures)).set("answer", Json::string(result));
  body.set("evidence", Json::string(seen));
  body.set("objects", strings({answer.captures, result, seen}));
  vault.append({.act = "run", .body = body, .columns = {}, .lines = {}});
}
}  // namespace

EstimateCaseAnswer estimate_case(const EstimateRequest& request, base::Reporter& reporter) {
  Case kase = open_case(request.table, vault::Access::kWrite);
  const Roll roll = read_roll(kase.vault);
  if (roll.resolved.run.empty())
    throw base::Error(base::Code::kRefused, "the case's records of persons have not been linked",
                      request.table, "Run `attest link CASE` first: overlaps rest on it.");
  Captures captures(roll, read_fields(request.by));
  const auto draws = partitions(roll);
  for (std::size_t i = 0; i < draws.size(); ++i) captures.add(i, draws[i]);
  EstimateCaseAnswer answer;
  answer.captures = kase.vault.put_object(captures.text());
  EstimateRequest of_table = request;
  of_table.table = fmt::format("{}/objects/{}/{}", kase.vault.folder(),
                               answer.captures.substr(0, 2), answer.captures);
  of_table.lists = captures.lists();
  if (draws.size() > 1) of_table.replicate = {"linkage=replicate"};
  answer.answer = estimate_table(of_table, reporter);
  log_run(kase.vault, request, roll, answer, evidence(of_table, answer.answer, reporter));
  return answer;
}

}  // namespace attest::casework
