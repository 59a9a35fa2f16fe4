#include "casework/keeping.hpp"

#include <fmt/format.h>

#include "cli/program.hpp"
#include "cli/verbs.hpp"

namespace attest::cli {
namespace {
using namespace casework;

void member_option(CLI::App& verb, std::string& into) {
  verb.add_option("--member", into, "Who acts, by name; the log's first member if left out");
}

void case_option(CLI::App& verb, std::string& into) {
  verb.add_option("CASE", into, "The case's folder")->required();
}

std::string told(const AddAnswer& answer) {
  std::string text;
  for (const vault::KeptExhibit& kept : answer.kept)
    text += fmt::format("{}  {}{}\n", kept.exhibit.sha256, kept.exhibit.name,
                        kept.was_there ? "  (was kept before)" : "");
  for (const std::string& note : answer.notes) text += fmt::format("note: {}\n", note);
  return text;
}

std::string told(const std::vector<vault::Entry>& entries) {
  std::string text;
  for (const vault::Entry& entry : entries)
    text += fmt::format("{:<22} {}  {}  {}\n", model::to_string(entry.address), entry.at,
                        entry.member, summary(entry));
  return text;
}
}  // namespace

void add_init(Program& program) {
  const auto request = std::make_shared<InitRequest>();
  CLI::App& verb = program.verb("init", "Make a new case: one folder that holds everything");
  case_option(verb, request->folder);
  verb.add_option("--title", request->title,
                  "What the case is called; the folder's name if left out");
  verb.add_option("--member", request->member, "Your name as the log will show it");
  verb.add_option("--settings", request->settings,
                  "A case.toml to begin with; a commented one is made if left out");
  verb.footer(
      "Then edit CASE/case.toml: scope, definitions, inclusion rule, policies. The next verb that\n"
      "writes logs the new text. The key that signs the log is kept outside the case.");
  program.runs(verb, [request, &program] {
    const InitAnswer answer = init(*request);
    program.print(to_json(answer), fmt::format("{}: a new case, log {}, first member {}\n",
                                               answer.folder, answer.origin, answer.member));
    return Exit::kDone;
  });
}

void add_add(Program& program) {
  const auto request = std::make_shared<AddRequest>();
  CLI::App& verb = program.verb("add", "Keep files as exhibits, byte for byte");
  case_option(verb, request->folder);
  verb.add_option("FILE", request->files, "Files to keep")->required();
  verb.add_option("--note", request->note, "How, when and from whom they were obtained");
  member_option(verb, request->member);
  verb.footer(
      "A file is kept under its SHA-256. The text of prose (PDF, HTML, plain text) is kept beside "
      "it,\n"
      "so that places in it stay true. Rows of a table come in with `attest import`.");
  program.runs(verb, [request, &program] {
    const AddAnswer answer = add(*request, program.reporter());
    program.print(to_json(answer), told(answer));
    return Exit::kDone;
  });
}

void add_undo(Program& program) {
  const auto request = std::make_shared<UndoRequest>();
  CLI::App& verb = program.verb("undo", "Take any act back, as a new act; an undo too");
  case_option(verb, request->folder);
  verb.add_option("ENTRY", request->entry,
                  "The entry: its number or address, as `attest log` shows it")
      ->required();
  verb.add_option("--reason", request->reason, "Why");
  member_option(verb, request->member);
  verb.footer(
      "Nothing is erased: the entry stays in the log and its rows in the case, but no figure rests "
      "on\n"
      "them any more. Undoing the undo brings them back.");
  program.runs(verb, [request, &program] {
    const UndoAnswer answer = undo(*request);
    program.print(to_json(answer),
                  fmt::format("{} ({}) is taken back by {}\n", model::to_string(answer.undone),
                              answer.act, model::to_string(answer.undo)));
    return Exit::kDone;
  });
}

void add_log(Program& program) {
  const auto folder = std::make_shared<std::string>();
  CLI::App& verb = program.verb("log", "Who did what, when");
  case_option(verb, *folder);
  program.runs(verb, [folder, &program] {
    const auto entries = casework::log(*folder);
    program.print(to_json(entries), told(entries));
    return Exit::kDone;
  });
}

void add_member(Program& program) {
  const auto folder = std::make_shared<std::string>();
  const auto name = std::make_shared<std::string>();
  CLI::App& verb = program.verb("member", "Who may act: list the members, or add one");
  case_option(verb, *folder);
  verb.add_option("NAME", *name, "A new member's name");
  program.runs(verb, [folder, name, &program] {
    const auto members = casework::member(*folder, *name);
    std::string text;
    for (const vault::Member& member : members)
      text += fmt::format("{:<22} {}\n", model::to_string(member.address), member.name);
    program.print(to_json(members), text);
    return Exit::kDone;
  });
}

void add_rebuild(Program& program) {
  const auto folder = std::make_shared<std::string>();
  CLI::App& verb = program.verb("rebuild", "Make the indexes anew from the log and the facts");
  case_option(verb, *folder);
  verb.footer("The indexes hold nothing that is not in the log and the facts; no answer changes.");
  program.runs(verb, [folder, &program] {
    const std::uint64_t entries = casework::rebuild(*folder);
    program.print(
        base::Json::object({{"entries", base::Json::number(static_cast<std::int64_t>(entries))}}),
        fmt::format("Made anew from {} entries.\n", entries));
    return Exit::kDone;
  });
}

}  // namespace attest::cli
