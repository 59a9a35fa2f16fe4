#include <fmt/format.h>

#include "casework/case.hpp"
#include "casework/read_case.hpp"
#include "casework/read_text.hpp"
#include "cli/program.hpp"
#include "cli/verbs.hpp"

namespace attest::cli {

void add_read(Program& program) {
  const auto request = std::make_shared<casework::ReadRequest>();
  CLI::App& verb = program.verb("read", "Checkable claims of a text, each with its characters");
  const auto exhibit = std::make_shared<std::string>();
  verb.add_option("FILE", request->file, "Plain text, HTML or PDF; - for standard input; or a case")
      ->required();
  verb.add_option("EXHIBIT", *exhibit,
                  "Of a case: the file's name or the first digits of its hash");
  verb.add_option("--lang", request->language,
                  "The text's language (ISO 639-1); told from the text if left out");
  verb.add_option("--date", request->date,
                  "The day the text is of, YYYY-MM-DD: for \"last Tuesday\"");
  verb.add_option("--pack", request->pack, "A rule pack of your own (docs/formats/rule-pack.md)");
  verb.footer(
      "Suggestions for a person to accept or reject, never findings. With --json one line each.\n"
      "Offsets are code points of the text, end exclusive; subset_of is the line it is part of.");
  program.runs(verb, [request, exhibit, &program] {
    if (casework::is_case(request->file)) {
      const auto kept = casework::read_case(
          {request->file, *exhibit, request->language, request->date}, program.reporter());
      program.print(casework::to_json(kept), casework::to_text(kept));
      return Exit::kDone;
    }
    const auto answer = casework::read_text(*request, program.reporter());
    if (!program.json()) {
      fmt::print("{}", casework::to_text(answer));
      return Exit::kDone;
    }
    for (const reading::Suggestion& suggestion : answer.suggestions)
      program.print(casework::to_json(suggestion));
    return Exit::kDone;
  });
}

}  // namespace attest::cli
