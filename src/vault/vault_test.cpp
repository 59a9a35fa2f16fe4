#include "vault/vault.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/error.hpp"
#include "proof/evidence.hpp"
#include "proof/verify.hpp"
#include "vault/impl/test_case.hpp"

namespace attest::vault {
namespace {

namespace fs = std::filesystem;

using Rows = std::vector<std::vector<std::string>>;

/// Imports rows of three columns; an empty cell is null, "!" refuses the row.
vault::ImportResult import_rows(Vault& vault, const Rows& rows, vault::ImportSpec spec = {}) {
  spec.list = spec.list.empty() ? "people" : spec.list;
  spec.kind = model::RecordKind::kPerson;
  spec.columns = {"key", "name", "age"};
  auto writer = vault.begin_import(spec);
  vault::RowBatch batch;
  std::int64_t number = 0;
  for (const auto& row : rows) {
    if (row[0] == "!")
      batch.begin_refused(number++, "age", row[1], "is no number", "write digits");
    else
      batch.begin_record(number++);
    for (const auto& cell : row) {
      if (cell.empty())
        batch.add_null();
      else
        batch.add_cell(cell);
    }
    if (batch.size() == 2) writer.write(batch);
  }
  writer.write(batch);
  return writer.commit();
}

vault::ImportSpec by_key() {
  vault::ImportSpec spec;
  spec.keys = {"key"};
  return spec;
}

/// The records that stand, as "address:text|text|text".
std::vector<std::string> standing(const Vault& vault, const std::string& list = "people") {
  std::vector<std::string> lines;
  vault.visit_records({.list = list}, [&](const model::Record& record) {
    std::string line;
    for (const auto& cell : record.cells) line += cell.text.value_or("-") + "|";
    lines.push_back(line);
    return true;
  });
  return lines;
}

std::string faults_of(const std::string& folder) {
  std::string text;
  for (const auto& fault : proof::verify_case(folder).faults)
    text += fault.where + ": " + fault.what + "\n";
  return text;
}

base::Code code_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const base::Error& error) {
    return error.code();
  }
  return base::Code::kInternal;
}

}  // namespace

TEST_CASE("a new case has a member settings and a signed checkpoint and verifies") {
  const vault::TestCase test;
  const auto vault = test.create();
  CHECK(vault.settings() == vault::kTestSettings);
  REQUIRE(vault.members().size() == 1);
  CHECK(vault.members()[0].name == "Maryam");
  const auto checkpoint = vault.checkpoint();
  CHECK(checkpoint.size == 2);
  CHECK(proof::parse_note(checkpoint.note).has_value());
  CHECK(faults_of(test.folder()) == "");
}

TEST_CASE("a case is not made over another or in a folder that holds something") {
  const vault::TestCase test;
  test.create();
  CHECK(code_of([&] { test.create(); }) == base::Code::kUnwritable);
  CHECK(code_of([&] { Vault::open(test.folder() + "/log", Access::kRead, test.options()); }) ==
        base::Code::kNotFound);
}

TEST_CASE("exhibits are kept under their hash once") {
  const vault::TestCase test;
  auto vault = test.create();
  const std::vector<vault::NewExhibit> files = {
      test.file("a.txt", "alpha"), test.file("b.txt", "beta"), test.file("again.txt", "alpha")};
  const auto kept = vault.add_exhibits(files);
  REQUIRE(kept.size() == 3);
  CHECK(kept[0].exhibit.sha256 == base::to_hex(base::sha256("alpha")));
  CHECK_FALSE(kept[0].was_there);
  CHECK(kept[2].was_there);
  CHECK(vault.add_exhibits(files)[1].was_there);
  CHECK(vault.exhibits().size() == 2);
  CHECK(vault.find_exhibit(kept[1].exhibit.sha256.substr(0, 8))->name == "b.txt");
  CHECK(base::read_all(*vault.open_exhibit(kept[1].exhibit.sha256), 100, "test") == "beta");
  CHECK(faults_of(test.folder()) == "");
}

TEST_CASE("a re-import says what was added changed unchanged refused and gone") {
  const vault::TestCase test;
  auto vault = test.create();
  const auto first =
      import_rows(vault, {{"1", "Anna", "30"}, {"2", "Boris", ""}, {"3", "Cemil", "7"}}, by_key());
  CHECK(first.ledger == vault::Ledger{3, 3, 0, 0, 0, 0});
  const Rows newer = {{"3", "Cemil", "7"}, {"1", "Anna", "31"}, {"!", "x"}, {"4", "Davit", "9"}};
  auto dry = by_key();
  dry.effect = vault::Effect::kDryRun;
  const auto before = vault.checkpoint().size;
  const auto foreseen = import_rows(vault, newer, dry);
  CHECK(vault.checkpoint().size == before);
  const auto second = import_rows(vault, newer, by_key());
  CHECK(second.ledger == vault::Ledger{4, 1, 1, 1, 1, 1});
  CHECK(foreseen.ledger == second.ledger);
  CHECK(foreseen.verdicts.size() == 3);
  CHECK(standing(vault) == std::vector<std::string>{"3|Cemil|7|", "1|Anna|31|", "4|Davit|9|"});
  const auto anna = vault.record({first.address.origin, first.address.entry, 0});
  REQUIRE(anna);
  CHECK(anna->text("age") == "31");
  CHECK(anna->address == model::Address{first.address.origin, first.address.entry, 0});
  CHECK_FALSE(vault.record({first.address.origin, first.address.entry, 1}));
  CHECK(faults_of(test.folder()) == "");
}

TEST_CASE("undo gives the former state and undo of undo the later one") {
  const vault::TestCase test;
  auto vault = test.create();
  import_rows(vault, {{"1", "Anna", "30"}, {"2", "Boris", "4"}});
  const auto former = standing(vault);
  const auto second = import_rows(vault, {{"1", "Anna", "30"}, {"5", "Eva", "4"}});
  const auto later = standing(vault);
  CHECK(later == std::vector<std::string>{"1|Anna|30|", "5|Eva|4|"});
  const auto undo = vault.undo(second.address, "wrong file");
  CHECK(standing(vault) == former);
  CHECK_FALSE(vault.entry(second.address).in_force);
  CHECK(vault.entry(second.address).undone_by == undo);
  vault.undo(undo);
  CHECK(standing(vault) == later);
  CHECK(code_of([&] { vault.undo(undo); }) == base::Code::kUsage);
  CHECK(faults_of(test.folder()) == "");
}

TEST_CASE("a partial list changes and adds and takes nothing away") {
  const vault::TestCase test;
  auto vault = test.create();
  import_rows(vault, {{"1", "Anna", "30"}, {"2", "Boris", "4"}, {"3", "Cemil", "7"}}, by_key());
  auto part = by_key();
  part.extent = vault::Extent::kPart;
  const auto result = import_rows(vault, {{"2", "Boris", "5"}, {"9", "Zahra", "1"}}, part);
  CHECK(result.ledger == vault::Ledger{2, 1, 1, 0, 0, 0});
  CHECK(standing(vault) ==
        std::vector<std::string>{"1|Anna|30|", "2|Boris|5|", "3|Cemil|7|", "9|Zahra|1|"});
}

TEST_CASE("an undone import hands its followers to the one before it") {
  const vault::TestCase test;
  auto vault = test.create();
  import_rows(vault, {{"1", "Anna", "30"}}, by_key());
  const auto second = import_rows(vault, {{"1", "Anna", "31"}}, by_key());
  vault.undo(second.address);
  const auto third = import_rows(vault, {{"1", "Anna", "32"}}, by_key());
  CHECK(third.ledger.changed == 1);
  vault.undo(third.address);
  CHECK(standing(vault) == std::vector<std::string>{"1|Anna|30|"});
}

TEST_CASE("two imports after one are a conflict and the smaller address stands") {
  const vault::TestCase test;
  auto vault = test.create();
  import_rows(vault, {{"1", "Anna", "30"}}, by_key());
  const auto second = import_rows(vault, {{"1", "Anna", "31"}}, by_key());
  const auto undo = vault.undo(second.address);
  const auto third = import_rows(vault, {{"1", "Anna", "32"}}, by_key());
  vault.undo(undo);
  CHECK(standing(vault) == std::vector<std::string>{"1|Anna|31|"});
  REQUIRE(vault.lists().size() == 1);
  CHECK(vault.lists()[0].conflicts == std::vector<model::Address>{third.address});
}

TEST_CASE("a key twice in one file is kept and told") {
  const vault::TestCase test;
  auto vault = test.create();
  const Rows rows = {{"1", "Anna", "30"}, {"1", "Anna B", "31"}, {"2", "C", "1"}};
  const auto result = import_rows(vault, rows, by_key());
  CHECK(result.ledger.added == 3);
  CHECK(result.repeated_keys == std::vector<std::int64_t>{1});
  CHECK(import_rows(vault, rows, by_key()).ledger.unchanged == 3);
}

TEST_CASE("an import that is given up leaves no trace") {
  const vault::TestCase test;
  auto vault = test.create();
  const auto before = test.truth();
  {
    vault::ImportSpec spec;
    spec.list = "people";
    spec.columns = {"name"};
    auto writer = vault.begin_import(spec);
    vault::RowBatch batch;
    for (int i = 0; i < 5'000; ++i) {
      batch.begin_record(i);
      batch.add_cell("somebody");
      if (batch.size() == 500) writer.write(batch);
    }
  }
  CHECK(test.truth() == before);
  import_rows(vault, {{"1", "Anna", "30"}});
  CHECK(faults_of(test.folder()) == "");
}

TEST_CASE(
    "records without a list, sources, texts, decisions and other acts are kept and read back") {
  const vault::TestCase test;
  auto vault = test.create();
  auto writer = vault.begin_records(
      {.act = "source", .kind = model::RecordKind::kSource, .columns = {"name", "kind"}});
  vault::RowBatch batch;
  batch.begin_record(0);
  batch.add_cell("A newspaper");
  batch.add_cell("press", "press");
  writer.write(batch);
  const auto source = writer.commit();
  const auto read = vault.record({source.address.origin, source.address.entry, 0});
  REQUIRE(read);
  CHECK(read->kind == model::RecordKind::kSource);
  CHECK(read->value("kind") == "press");
  CHECK(vault.count_records({.kind = model::RecordKind::kSource}) == 1);

  const auto kept = vault.add_exhibits(std::vector{test.file("a.pdf", "pdf bytes")});
  vault.add_text(kept[0].exhibit.sha256, "extracted words", "pdftotext 22");
  REQUIRE(vault.texts(kept[0].exhibit.sha256).size() == 1);
  CHECK(vault.object(vault.texts()[0].object) == "extracted words");

  const auto people = import_rows(vault, {{"1", "Anna", "30"}, {"2", "Ana", "30"}});
  const model::Address a{people.address.origin, people.address.entry, 0};
  const model::Address b{people.address.origin, people.address.entry, 1};
  vault.decide(std::vector<vault::NewDecision>{{model::Verdict::kSame, {a, b}, {}, "one grave"}});
  REQUIRE(vault.decisions().size() == 1);
  CHECK_FALSE(vault.decisions()[0].conflict);
  vault.decide(
      std::vector<vault::NewDecision>{{model::Verdict::kDifferent, {b, a}, {}, "two sisters"}});
  CHECK(vault.decisions()[0].conflict);

  vault::Act act{.act = "publish", .columns = {"note"}};
  act.body.set("objects",
               base::Json::array({base::Json::string(vault.put_object("a list of pages"))}));
  act.lines.push_back(
      {base::Json::object({{"op", base::Json::string("add")}}), {{"first edition", {}}}});
  const auto published = vault.append(act);
  CHECK(vault.line({published.origin, published.entry, 0}).cells[0].text == "first edition");
  CHECK(vault.entries().back().member == "Maryam");
  CHECK(faults_of(test.folder()) == "");
}

TEST_CASE("a statement is proved without showing the rest of its record") {
  const vault::TestCase test;
  auto vault = test.create();
  Rows rows;
  for (int i = 0; i < 700; ++i)
    rows.push_back({std::to_string(i), "name " + std::to_string(i), "40"});
  const auto people = import_rows(vault, rows);
  const model::Address statement{people.address.origin, people.address.entry, 613, 2};
  const auto text = vault.proof(std::vector{statement});
  const auto check = proof::check_evidence(text);
  CHECK(check.faults.empty());
  REQUIRE(check.shown.size() == 1);
  CHECK(check.shown[0].cell == "\"40\"");
  CHECK(check.address + ".2" == model::to_string(statement));
  CHECK(text.find("name 613") == std::string::npos);
  const auto whole = proof::check_evidence(vault.proof(std::vector{statement.record()}));
  CHECK(whole.faults.empty());
  CHECK(whole.shown.size() == 3);
}

TEST_CASE("the index may be deleted and a copied case reads the same") {
  const vault::TestCase test;
  {
    auto vault = test.create();
    import_rows(vault, {{"1", "Anna", "30"}, {"2", "Boris", "4"}}, by_key());
    import_rows(vault, {{"2", "Boris", "5"}, {"3", "C", "1"}}, by_key());
    vault.undo(import_rows(vault, {{"7", "x", "1"}}, by_key()).address);
  }
  const auto expected = standing(Vault::open(test.folder(), Access::kRead, test.options()));
  CHECK(expected == std::vector<std::string>{"2|Boris|5|", "3|C|1|"});
  fs::copy(test.folder(), test.folder() + "-copy", fs::copy_options::recursive);
  CHECK(standing(Vault::open(test.folder() + "-copy", Access::kRead, test.options())) == expected);
  fs::remove(test.folder() + "/index.db");
  CHECK(standing(Vault::open(test.folder(), Access::kRead, test.options())) == expected);
  CHECK_FALSE(fs::exists(test.folder() + "/index.db"));
  auto vault = Vault::open(test.folder(), Access::kWrite, test.options());
  CHECK(standing(vault) == expected);
  vault.rebuild();
  CHECK(standing(vault) == expected);
  CHECK(faults_of(test.folder()) == "");
}

TEST_CASE("a case opened elsewhere starts a log of its own") {
  const vault::TestCase test;
  {
    auto vault = test.create();
  }
  auto elsewhere = test.options();
  elsewhere.key_store += "-other";
  auto vault = Vault::open(test.folder(), Access::kWrite, elsewhere);
  import_rows(vault, {{"1", "Anna", "30"}});
  CHECK(fs::exists(test.folder() + "/log/" + vault.checkpoint().origin));
  CHECK(vault.checkpoint().size == 2);
  CHECK(vault.members().size() == 2);
  CHECK(standing(vault).size() == 1);
  CHECK(faults_of(test.folder()) == "");
}

TEST_CASE("a second writer a newer format an unknown act and an edited log get clear errors") {
  const vault::TestCase test;
  {
    auto vault = test.create();
    CHECK(code_of([&] { Vault::open(test.folder(), Access::kWrite, test.options()); }) ==
          base::Code::kLocked);
    CHECK(Vault::open(test.folder(), Access::kRead, test.options()).members().size() == 1);
    vault.append({.act = "prophecy"});
  }
  CHECK(code_of([&] { Vault::open(test.folder(), Access::kWrite, test.options()); }) ==
        base::Code::kNewerVersion);
  CHECK(Vault::open(test.folder(), Access::kRead, test.options()).entries().size() == 3);
  CHECK(faults_of(test.folder()) == "");
  CHECK_FALSE(proof::verify_case(test.folder()).notes.empty());
  std::ofstream(test.folder() + "/FORMAT") << "attest case 2\n";
  CHECK(code_of([&] { Vault::open(test.folder(), Access::kRead, test.options()); }) ==
        base::Code::kNewerVersion);
}

TEST_CASE("an edit of case.toml counts once it is logged and a broken one is refused") {
  const vault::TestCase test;
  {
    auto vault = test.create();
  }
  std::ofstream(test.folder() + "/case.toml") << "title = \"edited\"\n";
  CHECK(Vault::open(test.folder(), Access::kRead, test.options()).settings() ==
        vault::kTestSettings);
  {
    auto vault = Vault::open(test.folder(), Access::kWrite, test.options());
    CHECK(vault.settings() == "title = \"edited\"\n");
    vault.undo(vault.entries().back().address);
    CHECK(vault.settings() == vault::kTestSettings);
  }
  std::ofstream(test.folder() + "/case.toml") << "title = ";
  CHECK(code_of([&] { Vault::open(test.folder(), Access::kWrite, test.options()); }) ==
        base::Code::kMalformed);
}

}  // namespace attest::vault
