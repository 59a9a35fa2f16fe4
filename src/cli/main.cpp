#include "cli/program.hpp"
#include "cli/verbs.hpp"

int main(int argc, char** argv) {
  attest::cli::Program program;
  return program.run(argc, argv);
}
