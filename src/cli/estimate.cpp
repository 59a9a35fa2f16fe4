#include "casework/case.hpp"
#include "casework/estimate_case.hpp"
#include "casework/estimate_report.hpp"
#include "cli/program.hpp"
#include "cli/verbs.hpp"

namespace attest::cli {
namespace {

void add_model_options(CLI::App& verb, casework::EstimateRequest& request) {
  verb.add_option("--model", request.models,
                  "latent_class, decomposable, loglinear, chao, coverage, or all")
      ->delimiter(',');
  verb.add_option("--level", request.level, "Of the intervals, 0.95 if left out");
  verb.add_option("--classes", request.classes, "Latent classes at most, 10 if left out");
  verb.add_option("--prior", request.prior,
                  "Of capture probabilities: uniform, beta:A,B, or ratio:MEDIAN,HIGH (what N/n is "
                  "believed to be)");
  verb.add_option("--max-ratio", request.max_ratio,
                  "Unseen at most so many times the seen (LCMCR: 20), or none");
  verb.add_flag("--saturated", request.saturated, "Let the saturated graph take part, as dga does");
  verb.add_option("--max-order", request.max_order,
                  "Lists in the highest log-linear interaction searched");
  verb.add_option("--chains", request.chains, "Chains of the latent-class model, 4 or more");
  verb.add_option("--effort", request.effort,
                  "How long chains may run before \"not converged\", as a multiple");
}

void add_table_options(CLI::App& verb, casework::EstimateRequest& request) {
  verb.add_option("--lists", request.lists, "Columns that are lists; all of 0 and 1 if left out")
      ->delimiter(',');
  verb.add_option("--by", request.by, "Columns that make strata")->delimiter(',');
  verb.add_option("--replicate", request.replicate,
                  "A column that tells sampled linkages or imputations apart, as COLUMN or "
                  "SOURCE=COLUMN; outermost first");
  verb.add_option("--merge", request.merge, "Take lists as one: a+b");
  verb.add_option("--derived", request.derived, "A list made from another: LIST=FROM");
  verb.add_option("--missing", request.missing,
                  "Where a --by label is missing: COLUMN=impute or COLUMN=refuse");
}

}  // namespace

void add_estimate(Program& program) {
  const auto request = std::make_shared<casework::EstimateRequest>();
  CLI::App& verb =
      program.verb("estimate", "How many there were, recorded or not, from the overlaps of lists");
  verb.add_option("TABLE", request->table,
                  "One column of 0 and 1 a list and `count`, or one row a person; or a case")
      ->required();
  add_table_options(verb, *request);
  add_model_options(verb, *request);
  verb.add_option("--seed", request->seed, "Same seed, same numbers; 1 if left out");
  verb.add_option("--threads", request->threads, "0: all. Numbers do not depend on it");
  verb.add_option("--draws", request->draws, "Write the draws to this CSV file");
  const auto report = std::make_shared<std::string>();
  verb.add_option("--report", *report,
                  "Write pages with pictures and draws to this folder (a case: attest publish)");
  verb.add_flag("--show-refused", request->show_refused,
                "Show refused numbers under not_a_result, for reproducing published runs");
  verb.footer(
      "Exit code 4: the data do not support an answer; the reason and what would be needed "
      "are said.\nNo model sees people who could be on no list at all.");
  program.runs(verb, [request, report, &program] {
    const auto answer = casework::is_case(request->table)
                            ? casework::estimate_case(*request, program.reporter()).answer
                            : casework::estimate_table(*request, program.reporter());
    if (!report->empty() && !casework::is_case(request->table))
      casework::write_estimate_report(*report, *request, answer, program.reporter());
    program.print(to_json(answer), to_text(answer));
    return answer.refused() ? Exit::kRefused : Exit::kDone;
  });
}

}  // namespace attest::cli
