#include "casework/import.hpp"

#include "base/error.hpp"
#include "cli/program.hpp"
#include "cli/verbs.hpp"

namespace attest::cli {
namespace {
struct Options {
  casework::ImportRequest request;
  bool suggest = false;
  bool dry_run = false;
  bool part = false;
};

constexpr const char* kTeach =
    "First time:  attest rows FILE                           what the reader makes of the file\n"
    "             attest import CASE FILE --suggest >map     a mapping to correct by hand\n"
    "             attest import CASE FILE --map map --source \"Who says so\" --dry-run\n"
    "Every row is accounted for: rows = added + changed + unchanged + refused. A refused row is "
    "kept with\n"
    "its reason. A newer file of the same list updates it; `attest undo CASE ENTRY` takes an "
    "import back.";

Exit run(Options& options, Program& program) {
  if (options.suggest) {
    const std::string toml = casework::suggest_mapping(options.request.file, program.reporter());
    program.print(base::Json::object({{"mapping", base::Json::string(toml)}}), toml);
    return Exit::kDone;
  }
  if (options.request.map.empty())
    throw base::Error(base::Code::kUsage, "an import needs a mapping", options.request.file,
                      "Make a first one with --suggest, correct it, and give it with --map.");
  if (options.dry_run) options.request.effect = vault::Effect::kDryRun;
  if (options.part) options.request.extent = vault::Extent::kPart;
  const auto answer = casework::import(options.request, program.reporter());
  program.print(to_json(answer), to_text(answer, options.request.effect));
  return Exit::kDone;
}
}  // namespace

void add_import(Program& program) {
  const auto options = std::make_shared<Options>();
  casework::ImportRequest& request = options->request;
  CLI::App& verb = program.verb("import", "Rows of a file become records, by a mapping");
  verb.add_option("CASE", request.folder, "The case's folder")->required();
  verb.add_option("FILE", request.file, "CSV, TSV, XLSX, ODS, JSON, JSON lines, HTML…")->required();
  verb.add_option("--map", request.map, "The mapping file: which column becomes what");
  verb.add_option("--source", request.source, "Who asserts the rows that name nobody");
  verb.add_option("--list", request.list,
                  "The list this is a version of; the mapping's if left out");
  verb.add_option("--note", request.note, "How, when and from whom the file was obtained");
  verb.add_option("--member", request.member, "Who acts, by name");
  verb.add_flag("--part", options->part,
                "The file is a part of its list: what is missing is not gone");
  verb.add_flag("--dry-run", options->dry_run, "Tell what would happen; keep nothing");
  verb.add_flag("--suggest", options->suggest,
                "Print a first mapping, made from header and values");
  verb.footer(kTeach);
  program.runs(verb, [options, &program] { return run(*options, program); });
}

}  // namespace attest::cli
