#include "cli/program.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <new>
#include <system_error>

#include "base/error.hpp"
#include "cli/console.hpp"

namespace attest::cli {
namespace {
constexpr const char* kAbout =
    "Attest turns what is known about a mass atrocity into figures that can be defended.\n"
    "Nothing is a fact: every value is a statement by somebody, at a place in a file.";
constexpr const char* kFooter =
    "Start with   attest rows FILE          what a file holds, before anything is kept\n"
    "             attest init CASE          a new case\n"
    "Each verb explains itself: attest VERB --help.   Exit codes: 0 done, 1 failed, 2 usage,\n"
    "3 a verification or disclosure check failed, 4 refused: the data do not support an answer.";

Exit exit_of(base::Code code) {
  switch (code) {
    case base::Code::kUsage:
      return Exit::kUsage;
    case base::Code::kDamaged:
      return Exit::kCheckFailed;
    case base::Code::kRefused:
      return Exit::kRefused;
    default:
      return Exit::kFailed;
  }
}

constexpr const char* kMakeRoom = "Choose a place that exists, may be written to and has room";

/// What was printed may still be in memory; a full disk says so only when it is given it.
void settle_output() {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return;
  throw base::Error(base::Code::kUnwritable,
                    fmt::format("the answer cannot be written: {}", std::strerror(errno)),
                    "standard output", kMakeRoom);
}
}  // namespace

Program::Program() : app_(kAbout, "attest"), reporter_(make_console_reporter()) {
  app_.require_subcommand(0, 1);
  app_.footer(kFooter);
  app_.set_version_flag("--version", std::string("attest ") + ATTEST_VERSION);
}

Program::~Program() = default;

CLI::App& Program::plain_verb(const std::string& name, const std::string& summary) {
  return *app_.add_subcommand(name, summary);
}

CLI::App& Program::verb(const std::string& name, const std::string& summary) {
  CLI::App& added = plain_verb(name, summary);
  added.add_flag("--json", json_, "Answer as JSON on standard output");
  return added;
}

void Program::runs(CLI::App& verb, std::function<Exit()> body) {
  verb.callback([this, body = std::move(body)] { body_ = body; });
}

base::Reporter& Program::reporter() {
  return *reporter_;
}

void Program::print(const base::Json& answer) const {
  const std::string line = base::to_json(answer) + '\n';
  std::fwrite(line.data(), 1, line.size(), stdout);
}

void Program::print(const base::Json& answer, const std::string& text) const {
  if (json_) return print(answer);
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void Program::print_error(const std::string& code, const std::string& what,
                          const std::string& where, const std::string& remedy) const {
  fmt::print(stderr, "attest: {}\n", base::Error({}, what, where, remedy).message());
  if (!json_) return;
  base::Json error = base::Json::object();
  error.set("code", base::Json::string(code)).set("what", base::Json::string(what));
  error.set("where", base::Json::string(where)).set("remedy", base::Json::string(remedy));
  print(base::Json::object({{"error", error}}));
}

int Program::run(int argc, char** argv) {
  try {
    app_.parse(argc, argv);
    if (!body_) {
      fmt::print("{}", app_.help());
      return static_cast<int>(Exit::kUsage);
    }
    const Exit exit = body_();
    settle_output();
    return static_cast<int>(exit);
  } catch (const CLI::ParseError& error) {
    return app_.exit(error) == 0 ? 0 : static_cast<int>(Exit::kUsage);
  } catch (const base::Error& error) {
    print_error(std::string(base::code_word(error.code())), error.what(), error.where(),
                error.remedy());
    return static_cast<int>(exit_of(error.code()));
  } catch (const std::bad_alloc&) {
    print_error("limit", "This machine has not enough memory for it", {}, {});
  } catch (const std::system_error& error) {
    print_error("unwritable", error.what(), {}, kMakeRoom);
  } catch (const std::exception& error) {
    print_error("internal", error.what(), {}, "This is a defect of the program; please report it.");
  }
  return static_cast<int>(Exit::kFailed);
}

}  // namespace attest::cli
