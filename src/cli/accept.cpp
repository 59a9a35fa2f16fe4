#include <fmt/format.h>

#include <iostream>

#include "base/error.hpp"
#include "casework/read_case.hpp"
#include "cli/keys.hpp"
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

std::string shown(std::size_t number, const reading::Suggestion& suggestion) {
  std::string text =
      fmt::format("\n{}. {}: “{}”", number, reading::word(suggestion.kind), suggestion.quote);
  if (suggestion.kind == reading::Kind::kCount)
    text += fmt::format("\n   {} {}, {}", model::display(suggestion.quantity),
                        model::label(suggestion.measure), suggestion.category);
  text +=
      fmt::format("\n   {}{}{}{}", suggestion.speaker.empty() ? "own voice" : suggestion.speaker,
                  suggestion.hedged ? ", hedged" : "", suggestion.denied ? ", denied" : "",
                  suggestion.sensitive ? ", sensitive: may name a survivor" : "");
  return text + "\n   a accept · m amend · r reject · n next · q quit\n";
}

std::string asked(const char* question) {
  fmt::print("   {} ", question);
  std::fflush(stdout);
  std::string line;
  std::getline(std::cin, line);
  return line;
}

/// What one key asks for; nothing where it asks for nothing.
std::optional<casework::AcceptRequest> decision(char key, casework::AcceptRequest request) {
  using Verdict = casework::AcceptRequest::Verdict;
  if (key != 'a' && key != 'm' && key != 'r') return std::nullopt;
  request.verdict = key == 'r' ? Verdict::kReject : Verdict::kAccept;
  if (key == 'm') request.amend.push_back(amendment(asked("PROPERTY=TEXT:")));
  if (key != 'r' && request.about.empty()) request.about = asked("about which incident?");
  return request;
}

/// Open suggestions one at a time; each decision is written at once.
void accept_by_keyboard(casework::AcceptRequest request, base::Reporter& reporter) {
  const auto read = casework::read_case(request.text, reporter);
  for (std::size_t i = 0; i < read.suggestions.size(); ++i) {
    if (read.suggestions[i].state != casework::CaseSuggestion::State::kOpen) continue;
    fmt::print("{}", shown(i + 1, read.suggestions[i].suggestion));
    std::fflush(stdout);
    const char key = RawKeys().next();
    if (key == 'q') return;
    auto decided = decision(key, request);
    if (!decided) continue;
    decided->which = {i + 1};
    request.about = decided->about;  // asked once
    casework::accept(*decided, reporter);
    fmt::print("   {}\n", key == 'r' ? "rejected" : "accepted");
  }
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
  verb.add_option("N", request->which,
                  "Suggestions, as `attest read CASE EXHIBIT` numbers them; at a keyboard, none: "
                  "all open ones are asked about");
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
      "In a terminal, without numbers, keys decide: a accept, m amend, r reject, n next, q quit.\n"
      "An accepted claim is a statement whose place is the passage: its characters in the kept "
      "text, with the\n"
      "words around them. `attest undo` takes it back.");
  program.runs(verb, [request, amend, &program] {
    for (const std::string& typed : *amend) request->amend.push_back(amendment(typed));
    if (request->which.empty()) {
      if (program.json() || !is_at_keyboard())
        throw base::Error(base::Code::kUsage, "no suggestion is named", {},
                          "Name them by number, or run this at a keyboard.");
      accept_by_keyboard(*request, program.reporter());
      return Exit::kDone;
    }
    const auto answer = casework::accept(*request, program.reporter());
    std::string text;
    for (const auto& record : answer.records) text += model::to_string(record) + "\n";
    program.print(to_json(answer), text);
    return Exit::kDone;
  });
}

}  // namespace attest::cli
