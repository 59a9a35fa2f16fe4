#include "casework/case.hpp"
#include "casework/link_case.hpp"
#include "casework/link_files.hpp"
#include "cli/program.hpp"
#include "cli/verbs.hpp"

namespace attest::cli {
namespace {
Exit link_case(const casework::LinkRequest& request, Program& program) {
  casework::LinkCaseRequest of_case;
  of_case.folder = request.files.front();
  of_case.seed = request.seed;
  of_case.threads = request.threads;
  const auto answer = casework::link_case(of_case, program.reporter());
  program.print(to_json(answer), to_text(answer));
  return Exit::kDone;
}
}  // namespace

void add_link(Program& program) {
  const auto request = std::make_shared<casework::LinkRequest>();
  CLI::App& verb =
      program.verb("link", "Which records of one or several lists speak of one person");
  verb.add_option("FILE", request->files, "Lists: CSV, TSV, XLSX, JSON lines; also .gz. Or a case")
      ->required();
  verb.add_option("--out", request->out, "Folder for the results (of files)");
  verb.add_option("--column", request->columns,
                  "[N:]ROLE=COLUMN: what a column of all files, or of the Nth, holds")
      ->allow_extra_args(false);
  verb.add_option("--once", request->once, "The Nth file holds no person twice")
      ->allow_extra_args(false);
  verb.add_option("--list", request->list, "Column that names the source list of each row");
  verb.add_option("--truth", request->truth, "Column with the true person; used for scores only");
  verb.add_option("--model", request->model, "A model.json of ours, or of Splink 4 or 5");
  verb.add_option("--constraints", request->constraints, "CSV of decided pairs: same, different");
  verb.add_option("--labels", request->labels, "CSV of labelled pairs, as Splink writes it");
  verb.add_option("--candidates", request->candidates, "CSV of pairs to compare, instead of rules");
  verb.add_option("--block", request->blocks,
                  "A rule instead of the standard ones, as family_name+birth_year")
      ->allow_extra_args(false);
  verb.add_option("--threshold", request->threshold, "Probability from which a pair is one person")
      ->capture_default_str();
  verb.add_option("--samples", request->samples, "Partitions to draw; 20 if left out");
  verb.add_option("--seed", request->seed, "Seed of all chance")->capture_default_str();
  verb.add_option("--threads", request->threads, "Threads; results do not depend on them");
  verb.add_option("--memory", request->memory, "Hard limit, as 2G; results do not depend on it");
  verb.add_option("--explain", request->explain,
                  "A pair to explain, as 1:0,2:17 (file from 1, row from 0)")
      ->allow_extra_args(false);
  verb.add_flag("--no-names", request->no_names, "The report shows no text of any record");
  program.runs(verb, [request, &program] {
    if (request->files.size() == 1 && casework::is_case(request->files.front()))
      return link_case(*request, program);
    const auto answer = casework::link_files(*request, program.reporter());
    program.print(to_json(answer), to_text(answer));
    return Exit::kDone;
  });
}

}  // namespace attest::cli
