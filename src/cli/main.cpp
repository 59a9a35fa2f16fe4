#include "cli/program.hpp"
#include "cli/verbs.hpp"

int main(int argc, char** argv) {
  using namespace attest::cli;
  Program program;
  for (const auto add : {add_rows, add_init, add_add, add_import, add_undo, add_count, add_link,
                         add_review, add_estimate, add_read, add_accept, add_publish, add_log,
                         add_verify, add_member, add_rebuild, add_completion})
    add(program);
  return program.run(argc, argv);
}
