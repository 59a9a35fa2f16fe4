#include "casework/count.hpp"

#include "casework/count_persons.hpp"
#include "cli/program.hpp"
#include "cli/verbs.hpp"

namespace attest::cli {

void add_count(Program& program) {
  const auto request = std::make_shared<casework::CountRequest>();
  const auto by = std::make_shared<std::vector<std::string>>();
  CLI::App& verb =
      program.verb("count", "Documented figures with low and high, under a named policy");
  verb.add_option("CASE", request->folder, "The case's folder")->required();
  verb.add_option("--policy", request->policy,
                  "The rule that makes the figure; the case's first if left out");
  verb.add_option("--incident", request->incident, "One incident, by key or name");
  verb.add_option("--by", *by,
                  "Count linked persons by sex, age_group, year, place, incident, status or cause; "
                  "sdg: the table of indicator 16.1.2")
      ->delimiter(',');
  verb.footer(
      "Figures of different measures (killed, bodies examined, list entries, families…) are never "
      "mixed.\n"
      "A figure is what sources state; what was never recorded is another question (attest "
      "estimate).");
  program.runs(verb, [request, by, &program] {
    if (!by->empty()) {
      const auto persons = casework::count_persons({request->folder, *by});
      program.print(to_json(persons), to_text(persons));
      return Exit::kDone;
    }
    const auto answer = casework::count(*request);
    program.print(to_json(answer), to_text(answer));
    return Exit::kDone;
  });
}

}  // namespace attest::cli
