#include "casework/verify.hpp"

#include "cli/program.hpp"
#include "cli/verbs.hpp"

namespace attest::cli {

void add_verify(Program& program) {
  const auto path = std::make_shared<std::string>();
  CLI::App& verb =
      program.verb("verify", "Whether a case or a published site is whole and unaltered");
  verb.add_option("PATH", *path, "The folder of a case or of a site")->required();
  verb.footer(
      "Exit code 3 if anything is amiss. attest-verify checks a case in the same way and is a "
      "program of its\n"
      "own without a database; sha256sum -c SHA256SUMS checks a site.");
  program.runs(verb, [path, &program] {
    const auto answer = casework::verify(*path, program.reporter());
    program.print(to_json(answer), to_text(answer));
    return answer.found.good() ? Exit::kDone : Exit::kCheckFailed;
  });
}

}  // namespace attest::cli
