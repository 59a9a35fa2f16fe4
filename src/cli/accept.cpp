#include "base/error.hpp"
#include "casework/read_case.hpp"
#include "cli/program.hpp"
#include "cli/verbs.hpp"

namespace attest::cli {
namespace {
/// "property=text"
std::pair<std::string, std::string> amendment(const std::string& typed) {
  const std::size_t at = typed.find('=');
  if (at == std::string::npos)
    throw base::Error(base::Code::kUsage, "an amendment is PROPERTY=TEXT", "--amend " + typed,
                      "For example --amend category=civilians.");
  return {typed.substr(0, at), typed.substr(at + 1)};
}
}  // namespace

void add_accept(Program& program) {
  const auto request = std::make_shared<casework::AcceptRequest>();
  const auto amend = std::make_shared<std::vector<std::string>>();
  CLI::App& verb = program.verb(
      "accept", "Suggestions of `attest read CASE EXHIBIT` become statements, or are rejected");
  verb.add_option("CASE", request->text.folder, "The case's folder")->required();
  verb.add_option("EXHIBIT", request->text.exhibit,
                  "The text: its file name or the first digits of its hash")
      ->required();
  verb.add_option("N", request->which, "Suggestions, as `attest read CASE EXHIBIT` numbers them")
      ->required();
  verb.add_flag_callback(
      "--reject", [request] { request->verdict = casework::AcceptRequest::Verdict::kReject; },
      "Remember them as rejected");
  verb.add_option("--about", request->about, "The incident, by key or name");
  verb.add_option("--speaker", request->speaker,
                  "Whose own voice the text is; the file's name if left out");
  verb.add_option("--amend", *amend, "PROPERTY=TEXT in place of what was read");
  verb.add_option("--lang", request->text.language, "As given to `attest read`");
  verb.add_option("--date", request->text.date, "The text's day, as given to `attest read`");
  verb.add_option("--member", request->member, "Who decides, by name");
  verb.footer(
      "An accepted claim is a statement whose place is the passage: its characters in the kept "
      "text, with the\n"
      "words around them. `attest undo` takes it back.");
  program.runs(verb, [request, amend, &program] {
    for (const std::string& typed : *amend) request->amend.push_back(amendment(typed));
    const auto answer = casework::accept(*request, program.reporter());
    std::string text;
    for (const auto& record : answer.records) text += model::to_string(record) + "\n";
    program.print(to_json(answer), text);
    return Exit::kDone;
  });
}

}  // namespace attest::cli
