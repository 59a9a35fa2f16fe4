#include "casework/publish.hpp"

#include <fmt/format.h>

#include "cli/program.hpp"
#include "cli/verbs.hpp"

namespace attest::cli {

void add_publish(Program& program) {
  const auto request = std::make_shared<casework::PublishRequest>();
  CLI::App& verb =
      program.verb("publish", "A static site in which every figure opens down to its bytes");
  verb.add_option("CASE", request->folder, "The case's folder")->required();
  verb.add_option("OUT", request->out, "The site's folder; must not exist yet")->required();
  verb.add_option("--member", request->member, "Who publishes, by name");
  verb.add_flag_callback(
      "--replace", [request] { request->existing = casework::PublishRequest::Existing::kReplace; },
      "Put the new site in place of an earlier one");
  verb.add_flag_callback(
      "--record", [request] { request->remember = casework::PublishRequest::Remember::kYes; },
      "Log that this was published, with the hashes of its files");
  verb.footer(
      "The site needs no network, no scripts and no server. Names of persons appear only if "
      "case.toml says\n"
      "names = \"shown\". Published again without any act between, it is the same, byte for byte.");
  program.runs(verb, [request, &program] {
    const auto answer = casework::publish(*request, program.reporter());
    program.print(
        to_json(answer),
        fmt::format("{}: {} files, {} statements, {} links from figures; {} exhibits withheld\n",
                    answer.index, answer.rendered.files, answer.rendered.statements,
                    answer.rendered.figures, answer.exhibits_withheld));
    return Exit::kDone;
  });
}

}  // namespace attest::cli
