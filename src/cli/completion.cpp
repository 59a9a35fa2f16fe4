#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/program.hpp"
#include "cli/verbs.hpp"

namespace attest::cli {
namespace {
std::string options_of(const CLI::App& verb) {
  std::string names;
  for (const CLI::Option* option : verb.get_options())
    for (const std::string& name : option->get_lnames()) names += " --" + name;
  return names;
}

/// A bash function (zsh reads it after `bashcompinit`): verbs first, then a verb's options, else
/// files.
std::string bash_script(const CLI::App& app) {
  std::string verbs;
  std::string cases;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
    verbs += verb->get_name() + " ";
    cases +=
        fmt::format("    {}) options='{}' ;;\n", verb->get_name(), options_of(*verb).substr(1));
  }
  return fmt::format(R"(_attest() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} options=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '{}--help --version' -- "$word"))
    return
  fi
  case ${{COMP_WORDS[1]}} in
{}  esac
  case $word in -*) COMPREPLY=($(compgen -W "$options" -- "$word")) ;; *) COMPREPLY=($(compgen -f -- "$word")) ;; esac
}}
complete -o filenames -F _attest attest
)",
                     verbs, cases);
}
}  // namespace

void add_completion(Program& program) {
  const auto shell = std::make_shared<std::string>("bash");
  CLI::App& verb =
      program.plain_verb("completion", "A script by which the shell completes verbs and options");
  verb.add_option("SHELL", *shell, "bash or zsh")->check(CLI::IsMember({"bash", "zsh"}));
  verb.footer(
      "bash: source <(attest completion bash)\nzsh:  autoload -U bashcompinit && bashcompinit && "
      "source <(attest completion zsh)");
  program.runs(verb, [&program] {
    const std::string script = bash_script(program.app());
    std::fwrite(script.data(), 1, script.size(), stdout);
    return Exit::kDone;
  });
}

}  // namespace attest::cli
