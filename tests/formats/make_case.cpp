// make_case FOLDER [PROOF]: a small case with acts of several kinds, for checks by other programs,
// and a proof of one cell.

#include <cstdio>
#include <fstream>
#include <vector>

#include "base/error.hpp"
#include "vault/vault.hpp"

namespace attest {
namespace {

void import_people(vault::Vault& vault, const char* age) {
  vault::ImportSpec spec;
  spec.list = "people";
  spec.kind = model::RecordKind::kPerson;
  spec.columns = {"key", "name", "birth_date"};
  spec.keys = {"key"};
  auto writer = vault.begin_import(spec);
  vault::RowBatch batch;
  batch.begin_record(0);
  for (const auto* text : {"1", "Əli \"the elder\"\n\\", age}) batch.add_cell(text);
  batch.begin_record(1);
  batch.add_cell("2");
  batch.add_null();
  batch.add_cell("26.02.1992", "1992-02-26");
  batch.begin_refused(2, "age", "old", "is no number", "write digits");
  batch.add_cell("3");
  writer.write(batch);
  writer.commit();
}

void make(const char* folder, const char* proof) {
  auto vault = vault::Vault::create(folder, {"title = \"A small case\"\n", "Maryam"});
  const vault::NewExhibit file{
      [] { return std::make_unique<base::MemorySource>("bytes of a file"); }, "a.txt", "text/plain",
      "by hand"};
  vault.add_exhibits({&file, 1});
  import_people(vault, "40");
  import_people(vault, "41");
  vault.undo(vault.imports().back().address, "a wrong file");
  auto statement = vault.imports().front().address;
  statement.line = 1;
  statement.column = 2;
  if (proof) std::ofstream(proof) << vault.proof({&statement, 1});
}

}  // namespace
}  // namespace attest

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  try {
    attest::make(argv[1], argc > 2 ? argv[2] : nullptr);
  } catch (const attest::base::Error& error) {
    std::fprintf(stderr, "%s\n", error.message().c_str());
    return 1;
  }
  return 0;
}
