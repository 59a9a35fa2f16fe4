#include "casework/link_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "casework/case.hpp"
#include "link/link.hpp"
#include "link/model_io.hpp"
#include "link/sample.hpp"

namespace attest::casework {
namespace {
using base::Json;
using link::Role;
using model::Address;

constexpr std::array<std::pair<std::string_view, Role>, 16> kRoles{{
    {"name", Role::kName},
    {"given_name", Role::kGivenName},
    {"father_name", Role::kFatherName},
    {"grandfather_name", Role::kGrandfatherName},
    {"family_name", Role::kFamilyName},
    {"patronymic", Role::kPatronymic},
    {"mother_name", Role::kMotherName},
    {"sex", Role::kSex},
    {"birth_date", Role::kBirthDate},
    {"birth_year", Role::kBirthYear},
    {"age", Role::kAge},
    {"death_date", Role::kDeathDate},
    {"place", Role::kPlace},
    {"address", Role::kAddress},
    {"incident", Role::kIncident},
    {"family", Role::kHousehold},
}};

/// The case's person records as the engine takes them, and which record each row is.
struct CaseLists {
  std::vector<link::Roster> rosters;
  std::vector<std::vector<Address>> records;
};

link::Roster new_roster(const std::string& name) {
  link::Roster roster;
  roster.name = name;
  for (const auto& [property, role] : kRoles) {
    link::Field field;
    field.role = role;
    roster.fields.push_back(std::move(field));
  }
  return roster;
}

/// Columns that no record fills would only cost memory and comparisons.
void drop_empty_fields(link::Roster& roster) {
  std::erase_if(roster.fields, [](const link::Field& field) {
    return field.texts.distinct() == 0 ||
           (field.texts.distinct() == 1 && field.texts.value(0).empty());
  });
}

CaseLists read_lists(const vault::Vault& vault) {
  CaseLists lists;
  for (const vault::ListState& state : vault.lists()) {
    if (state.kind != model::RecordKind::kPerson || state.records == 0) continue;
    link::Roster roster = new_roster(state.name);
    std::vector<Address> records;
    vault.visit_records({.kind = model::RecordKind::kPerson, .list = state.name},
                        [&](const model::Record& record) {
                          for (std::size_t i = 0; i < kRoles.size(); ++i)
                            roster.fields[i].texts.add(record.value(kRoles[i].first));
                          records.push_back(record.address);
                          return true;
                        });
    roster.rows = records.size();
    drop_empty_fields(roster);
    lists.rosters.push_back(std::move(roster));
    lists.records.push_back(std::move(records));
  }
  return lists;
}

/// Rows of all lists under one number, as the engine counts them.
std::vector<Address> in_order(const CaseLists& lists) {
  std::vector<Address> all;
  for (const auto& records : lists.records) all.insert(all.end(), records.begin(), records.end());
  return all;
}

link::Constraints constraints(const vault::Vault& vault, const std::vector<Address>& records) {
  std::map<Address, std::uint32_t> number;
  for (std::uint32_t i = 0; i < records.size(); ++i) number[records[i]] = i;
  link::Constraints out;
  for (const vault::StandingDecision& standing : vault.decisions()) {
    const model::Decision& decision = standing.decision;
    if (standing.conflict || decision.records.size() != 2) continue;
    const auto a = number.find(decision.records[0]);
    const auto b = number.find(decision.records[1]);
    if (a == number.end() || b == number.end()) continue;
    const link::PairIds pair{std::min(a->second, b->second), std::max(a->second, b->second)};
    if (decision.verdict == model::Verdict::kSame) out.same.push_back(pair);
    if (decision.verdict == model::Verdict::kDifferent) out.different.push_back(pair);
  }
  return out;
}

std::map<Address, Address> partition(const std::vector<Address>& records,
                                     const std::vector<std::uint32_t>& cluster_of) {
  std::map<std::uint32_t, Address> first;
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    const auto [found, fresh] = first.try_emplace(cluster_of[i], records[i]);
    if (!fresh) found->second = std::min(found->second, records[i]);
  }
  std::map<Address, Address> of;
  for (std::uint32_t i = 0; i < records.size(); ++i) of[records[i]] = first.at(cluster_of[i]);
  return of;
}

std::vector<UnsurePair> unsure_pairs(const link::Linkage& linkage,
                                     const std::vector<Address>& records) {
  std::vector<UnsurePair> pairs;
  for (std::size_t i = 0; i < linkage.candidates.pairs.size(); ++i) {
    const double chance = linkage.chances[i];
    if (chance < kUnsureFrom || chance > kUnsureTo) continue;
    const Address& a = records[linkage.candidates.pairs[i].a];
    const Address& b = records[linkage.candidates.pairs[i].b];
    pairs.push_back({std::min(a, b), std::max(a, b), chance});
  }
  return pairs;
}

/// The drawn partitions, of the records in doubt only: draw by draw, who each one's person is.
std::string draws_text(const link::Samples& samples, const std::vector<Address>& records) {
  std::string text = "draw,record,person\n";
  for (std::size_t draw = 0; draw < samples.partitions.size(); ++draw)
    for (std::size_t i = 0; i < samples.in_doubt.size(); ++i)
      text += fmt::format("{},{},{}\n", draw, model::to_string(records[samples.in_doubt[i]]),
                          model::to_string(records[samples.partitions[draw][i]]));
  return text;
}

/// Keeps what the run made as objects and logs it by their hashes.
class RunLog {
 public:
  explicit RunLog(vault::Vault& vault) : vault_(vault) {}

  void keep(const std::string& what, const std::string& text) {
    const std::string object = vault_.put_object(text);
    body_.set(what, Json::string(object));
    objects_.push(Json::string(object));
  }

  Address commit(const LinkCaseRequest& request, const LinkCaseAnswer& answer) {
    body_.set("engine", Json::string("link"));
    body_.set("seed", number(request.seed)).set("draws_made", number(answer.draws));
    body_.set("records", number(answer.records)).set("persons", number(answer.persons));
    body_.set("unsure", number(answer.unsure)).set("objects", objects_);
    return vault_.append({.act = "run", .body = body_, .columns = {}, .lines = {}});
  }

 private:
  vault::Vault& vault_;
  Json body_ = Json::object();
  Json objects_ = Json::array();
};

std::vector<std::string> texts(const model::Record& record,
                               const std::vector<std::string>& columns) {
  std::vector<std::string> list;
  for (const std::string& column : columns) list.emplace_back(record.text(column));
  return list;
}

ReviewPair review_pair(const vault::Vault& vault, const UnsurePair& pair) {
  ReviewPair shown{pair, {}, {}, {}};
  const auto a = vault.record(pair.a);
  const auto b = vault.record(pair.b);
  base::ensure(a && b, "unsure pairs are of records in force");
  for (const model::Property& property : model::properties(model::RecordKind::kPerson))
    if (!a->text(property.name).empty() || !b->text(property.name).empty())
      shown.columns.emplace_back(property.name);
  shown.a = texts(*a, shown.columns);
  shown.b = texts(*b, shown.columns);
  return shown;
}

Address record_address(const vault::Vault& vault, const std::string& typed) {
  const auto address = model::parse_address(typed);
  const auto record = address ? vault.record(*address) : std::nullopt;
  if (record) return record->address;
  throw base::Error(base::Code::kNotFound, fmt::format("'{}' is no record in force", typed),
                    vault.folder(), "`attest review CASE` shows the addresses of unsure pairs.");
}
}  // namespace

LinkCaseAnswer link_case(const LinkCaseRequest& request, base::Reporter& reporter) {
  Case kase = open_case(request.folder, vault::Access::kWrite, request.member);
  const CaseLists lists = read_lists(kase.vault);
  if (lists.rosters.empty())
    throw base::Error(base::Code::kRefused, "the case has no list of persons", request.folder,
                      "Import one with a mapping whose noun is \"person\".");
  const std::vector<Address> records = in_order(lists);
  link::Settings settings;
  settings.seed = request.seed;
  settings.threads = request.threads > 0 ? request.threads : base::hardware_threads();
  settings.constraints = constraints(kase.vault, records);
  const link::Linkage linkage = link::link(lists.rosters, settings, reporter);
  const auto pairs = unsure_pairs(linkage, records);
  const link::Samples samples = link::draw_samples(linkage, request.draws, settings.constraints,
                                                   settings.seed, settings.threads, reporter);
  RunLog run(kase.vault);
  run.keep("model", base::to_pretty_json(link::model_json(linkage.model, linkage.rules)));
  run.keep("partition", partition_text(partition(records, linkage.clusters.of)));
  run.keep("pairs", pairs_text(pairs));
  run.keep("draws", draws_text(samples, records));
  LinkCaseAnswer answer;
  answer.records = records.size();
  answer.persons = linkage.clusters.count;
  answer.unsure = pairs.size();
  answer.draws = samples.partitions.size();
  answer.notes = linkage.notes;
  answer.run = run.commit(request, answer);
  return answer;
}

Json to_json(const LinkCaseAnswer& answer) {
  return Json::object({{"run", to_json(answer.run)},
                       {"records", number(answer.records)},
                       {"persons", number(answer.persons)},
                       {"unsure", number(answer.unsure)},
                       {"draws", number(answer.draws)},
                       {"notes", strings(answer.notes)}});
}

std::string to_text(const LinkCaseAnswer& answer) {
  std::string text;
  for (const std::string& note : answer.notes) text += fmt::format("note: {}\n", note);
  return text +
         fmt::format(
             "{} records, {} persons; {} pairs wait for a decision (attest review CASE)\nRun {}\n",
             answer.records, answer.persons, answer.unsure, model::to_string(answer.run));
}

std::vector<ReviewPair> review(const std::string& folder, std::size_t most) {
  const vault::Vault vault = vault::Vault::open(folder, vault::Access::kRead);
  const Persons persons = read_persons(vault);
  std::vector<ReviewPair> shown;
  for (const UnsurePair& pair : persons.unsure) {
    if (shown.size() == most) break;
    shown.push_back(review_pair(vault, pair));
  }
  return shown;
}

Json to_json(const std::vector<ReviewPair>& pairs) {
  Json list = Json::array();
  for (const ReviewPair& pair : pairs)
    list.push(Json::object({{"a", to_json(pair.pair.a)},
                            {"b", to_json(pair.pair.b)},
                            {"probability", Json::number(fmt::format("{:.4f}", pair.pair.chance))},
                            {"columns", strings(pair.columns)},
                            {"a_says", strings(pair.a)},
                            {"b_says", strings(pair.b)}}));
  return Json::object({{"pairs", list}});
}

Address decide(const DecideRequest& request) {
  Case kase = open_case(request.folder, vault::Access::kWrite, request.member);
  vault::NewDecision decision;
  decision.verdict = request.verdict;
  decision.reason = request.reason;
  decision.records = {record_address(kase.vault, request.a), record_address(kase.vault, request.b)};
  std::sort(decision.records.begin(), decision.records.end());
  for (const vault::StandingDecision& standing : kase.vault.decisions()) {
    std::vector<Address> records = standing.decision.records;
    std::sort(records.begin(), records.end());
    if (records == decision.records) decision.replaces.push_back(standing.decision.address);
  }
  return kase.vault.decide({&decision, 1}).front();
}

}  // namespace attest::casework
