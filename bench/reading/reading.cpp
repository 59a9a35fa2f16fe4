// Speed of the reader on one core: MB of text a second.   bench_reading TEXT… (English)
#include <fmt/format.h>

#include <ctime>
#include <fstream>
#include <iterator>
#include <string>

#include "reading/read.hpp"

namespace {
constexpr const char* kDense =
    "At least 14 people were killed and 32 wounded when a shell hit the bus station, the governor "
    "said. Officials said 613 civilians, including 106 women and 63 children, died.\n\n";

void measure(const std::string& name, const std::string& text) {
  attest::reading::Reader reader(*attest::reading::find_pack("en"));
  // Time of this core, so that a busy machine says the same.
  const std::clock_t begin = std::clock();
  const std::size_t suggestions = reader.read(text).size();
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  fmt::print("{}: {:.2f} MB, {} suggestions, {:.2f} MB/s\n", name, text.size() / 1e6, suggestions,
             text.size() / 1e6 / seconds);
}
}  // namespace

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    measure(argv[i], {std::istreambuf_iterator<char>(in), {}});
  }
  std::string dense;
  while (dense.size() < 4'000'000) dense += kDense;
  measure("every sentence a claim", dense);
}
