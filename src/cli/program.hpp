#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "base/json.hpp"
#include "base/report.hpp"

namespace attest::cli {

/// How a run of the program ended (docs/manual.md has the table).
enum class Exit {
  kDone = 0,
  kFailed = 1,       ///< the operation could not be done
  kUsage = 2,        ///< the command line makes no sense
  kCheckFailed = 3,  ///< a verification or disclosure check failed
  kRefused = 4       ///< the data do not support an answer
};

/// The command line under construction, and what every verb needs while it runs. A verb is one file
/// of this folder with one function `add_…(Program&)`, which declares its options and what runs:
///
///   void add_count(Program& program) {
///     auto request = std::make_shared<casework::CountRequest>();
///     CLI::App& verb = program.verb("count", "Documented figures under a named policy");
///     verb.add_option("CASE", request->folder, "The case's folder")->required();
///     program.runs(verb, [request, &program] { … return Exit::kDone; });
///   }
class Program {
 public:
  Program();
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// A new verb. It has `--json` already.
  CLI::App& verb(const std::string& name, const std::string& summary);
  /// A new verb without `--json`, for those that answer in a format of their own.
  CLI::App& plain_verb(const std::string& name, const std::string& summary);
  /// What a verb does once its options are read. Errors thrown by `body` are caught in run().
  void runs(CLI::App& verb, std::function<Exit()> body);

  /// Whether `--json` was given.
  bool json() const { return json_; }
  /// A progress bar on standard error if it is a terminal, silence otherwise; stops on SIGINT.
  base::Reporter& reporter();
  CLI::App& app() { return app_; }

  /// One line of JSON, or (second form) whichever of the two was asked for.
  void print(const base::Json& answer) const;
  void print(const base::Json& answer, const std::string& text) const;

  /// Parses, runs the verb, prints what went wrong, returns the exit code.
  int run(int argc, char** argv);

 private:
  void print_error(const std::string& code, const std::string& what, const std::string& where,
                   const std::string& remedy) const;

  CLI::App app_;
  bool json_ = false;
  std::function<Exit()> body_;
  std::unique_ptr<base::Reporter> reporter_;
};

}  // namespace attest::cli
