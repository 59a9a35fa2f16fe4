#include "scenario.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/sign.hpp"
#include "proof/verify.hpp"

namespace attest::crash {
namespace {

namespace fs = std::filesystem;
using base::Json;
using vault::Vault;

struct FixedClock final : base::Clock {
  base::Instant now() const override { return {1'750'000'000'000}; }
};
const FixedClock kClock;

vault::NewExhibit file(const std::string& name, const char* bytes) {
  return {[bytes] { return std::make_unique<base::MemorySource>(bytes); }, name, "text/plain",
          "by hand"};
}

void import_people(Vault& vault, int version) {
  vault::ImportSpec spec;
  spec.list = "people";
  spec.kind = model::RecordKind::kPerson;
  spec.columns = {"key", "name", "age"};
  spec.keys = {"key"};
  spec.mapping = vault.put_object(fmt::format("mapping {}", version));
  auto writer = vault.begin_import(spec);
  vault::RowBatch batch;
  for (int row = 0; row < 12; ++row) {
    if (row == 5) {
      batch.begin_refused(row, "age", "old", "is no number", "write digits");
      batch.add_cell("K5");
      continue;
    }
    batch.begin_record(row);
    batch.add_cell(fmt::format("K{}", row + (row > 8 ? version : 0)));
    batch.add_cell(fmt::format("person {} of {}", row, row % 4 == 0 ? version : 0));
    batch.add_null();
  }
  writer.write(batch);
  writer.commit();
}

void decide(Vault& vault) {
  std::vector<model::Address> people;
  vault.visit_records({.list = "people"}, [&](const model::Record& record) {
    people.push_back(record.address);
    return people.size() < 2;
  });
  vault.decide(std::vector<vault::NewDecision>{{model::Verdict::kSame, people, {}, "one grave"}});
}

void publish(Vault& vault) {
  vault::Act act{.act = "publish", .columns = {"note"}};
  act.body.set("objects",
               Json::array({Json::string(vault.put_object("pages of the first edition"))}));
  act.lines.push_back({Json::object({{"op", Json::string("add")}}), {{"first edition", {}}}});
  vault.append(act);
}

void undo_last_import(Vault& vault) {
  vault.undo(vault.imports().back().address, "a wrong file");
}

using Step = void (*)(Vault&);
const std::vector<Step>& steps() {
  static const std::vector<Step> list = {
      [](Vault& vault) {
        vault.add_exhibits(std::vector{file("a.txt", "alpha"), file("b.txt", "beta")});
      },
      [](Vault& vault) { import_people(vault, 1); },
      decide,
      [](Vault& vault) { import_people(vault, 2); },
      publish,
      undo_last_import,
      [](Vault& vault) { vault.change_settings("title = \"Changed\"\n"); },
      [](Vault& vault) { vault.undo(vault.entries().back().address); },
      [](Vault& vault) { vault.add_text(vault.exhibits()[0].sha256, "extracted", "pdftotext"); },
      [](Vault& vault) { vault.add_exhibits(std::vector{file("c.txt", "gamma")}); },
      [](Vault& vault) { import_people(vault, 3); }};
  return list;
}

}  // namespace

// In memory where there is such a place: these tests sync many thousand times.
Workplace::Workplace()
    : root_((fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path()) /
            ("attest-crash-" + base::to_hex(base::random_bytes(8)))) {
  fs::create_directories(root_);
}

Workplace::~Workplace() {
  std::error_code error;
  fs::remove_all(root_, error);
}

vault::Options Workplace::options(vault::Disk* disk) const {
  return {(root_ / "keys").string(), &kClock, disk};
}

void run_scenario(const Workplace& place, vault::Disk* disk,
                  const std::function<void(std::size_t)>& acknowledge) {
  auto vault =
      Vault::create(place.folder(), {"title = \"First\"\n", "Maryam"}, place.options(disk));
  acknowledge(1);
  for (std::size_t i = 0; i < steps().size(); ++i) {
    steps()[i](vault);
    acknowledge(i + 2);
  }
}

std::size_t scenario_acts() {
  return steps().size() + 1;
}

std::string summary(const Vault& vault) {
  std::string text = vault.settings();
  for (const auto& entry : vault.entries())
    text += fmt::format("{} {} by {}\n", entry.act, entry.in_force ? "in force" : "taken back",
                        entry.member);
  vault.visit_records({}, [&](const model::Record& record) {
    text += fmt::format("{} {}", record.list, record.row);
    for (const auto& cell : record.cells) text += "|" + cell.text.value_or("-");
    text += '\n';
    return true;
  });
  for (const auto& exhibit : vault.exhibits())
    text += exhibit.name + " " +
            base::read_all(*vault.open_exhibit(exhibit.sha256), 1'000, "test") + "\n";
  for (const auto& one : vault.texts()) text += vault.object(one.object) + "\n";
  for (const auto& decision : vault.decisions()) text += decision.decision.reason + "\n";
  return text;
}

std::vector<std::string> expected_summaries() {
  const Workplace place;
  std::vector<std::string> summaries = {""};
  run_scenario(place, nullptr, [&](std::size_t) {
    summaries.push_back(
        summary(Vault::open(place.folder(), vault::Access::kRead, place.options())));
  });
  return summaries;
}

std::string faults_of(const std::string& folder) {
  std::string text;
  for (const auto& fault : proof::verify_case(folder).faults)
    text += fault.where + ": " + fault.what + "\n";
  return text;
}

}  // namespace attest::crash
