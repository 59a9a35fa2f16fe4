#include <fmt/format.h>

#include <iostream>

#include "base/error.hpp"
#include "casework/link_case.hpp"
#include "cli/keys.hpp"
#include "cli/program.hpp"
#include "cli/verbs.hpp"

namespace attest::cli {
namespace {
struct Options {
  std::string folder;
  std::size_t most = 20;
  std::vector<std::string> decide;  ///< two records and a verdict
  std::string reason;
  std::string member;
};

std::string shown(const casework::ReviewPair& pair) {
  std::string text = fmt::format("\n{}  and  {}  (chance that they are one person: {:.0f} %)\n",
                                 model::to_string(pair.pair.a), model::to_string(pair.pair.b),
                                 pair.pair.chance * 100);
  for (std::size_t i = 0; i < pair.columns.size(); ++i)
    text += fmt::format("  {} {:<16} {:<36} {}\n", pair.a[i] == pair.b[i] ? " " : "*",
                        pair.columns[i], pair.a[i], pair.b[i]);
  return text;
}

std::optional<model::Verdict> verdict_of(char key) {
  switch (key) {
    case 's':
      return model::Verdict::kSame;
    case 'd':
      return model::Verdict::kDifferent;
    case 'u':
      return model::Verdict::kUnsure;
    default:
      return std::nullopt;
  }
}

void review_by_keyboard(const Options& options, const std::vector<casework::ReviewPair>& pairs) {
  for (const casework::ReviewPair& pair : pairs) {
    fmt::print("{}  s same · d different · u unsure · n next · q quit\n", shown(pair));
    const char key = RawKeys().next();
    if (key == 'q') return;
    const auto verdict = verdict_of(key);
    if (!verdict) continue;
    fmt::print("  {}; why? ", model::word(*verdict));
    std::fflush(stdout);
    std::string reason;
    std::getline(std::cin, reason);
    casework::decide({options.folder, model::to_string(pair.pair.a), model::to_string(pair.pair.b),
                      *verdict, reason, options.member});
  }
}

Exit decide(const Options& options, const Program& program) {
  const auto verdict = model::parse_verdict(options.decide.at(2));
  if (!verdict)
    throw base::Error(base::Code::kUsage, fmt::format("'{}' is no verdict", options.decide.at(2)),
                      {}, "Write same, different or unsure.");
  const auto address = casework::decide({options.folder, options.decide.at(0), options.decide.at(1),
                                         *verdict, options.reason, options.member});
  const std::string text = model::to_string(address);
  program.print(base::Json::object({{"decision", base::Json::string(text)}}),
                fmt::format("Decision {}\n", text));
  return Exit::kDone;
}

Exit run(const Options& options, const Program& program) {
  if (!options.decide.empty()) return decide(options, program);
  const auto pairs = casework::review(options.folder, options.most);
  if (!program.json() && is_at_keyboard()) {
    review_by_keyboard(options, pairs);
    return Exit::kDone;
  }
  std::string text = fmt::format("{} pairs wait for a decision\n", pairs.size());
  for (const casework::ReviewPair& pair : pairs) text += shown(pair);
  program.print(to_json(pairs), text);
  return Exit::kDone;
}
}  // namespace

void add_review(Program& program) {
  const auto options = std::make_shared<Options>();
  CLI::App& verb =
      program.verb("review", "The pairs of records the linkage is unsure of, one at a time");
  verb.add_option("CASE", options->folder, "The case's folder")->required();
  verb.add_option("--most", options->most, "How many pairs to show")->capture_default_str();
  verb.add_option("--decide", options->decide,
                  "RECORD RECORD same|different|unsure: decide one pair")
      ->expected(3);
  verb.add_option("--reason", options->reason, "Why it is decided so");
  verb.add_option("--member", options->member, "Who decides, by name");
  verb.footer(
      "In a terminal, keys decide: s same, d different, u unsure, n next, q quit. Each decision is "
      "an act of\n"
      "the log with its author and reason; `attest undo` takes it back, and a later one replaces "
      "it.");
  program.runs(verb, [options, &program] { return run(*options, program); });
}

}  // namespace attest::cli
