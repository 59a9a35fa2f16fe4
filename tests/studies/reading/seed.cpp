// The first text: which of the checkable assertions of the seed article get a suggestion, and how
// many suggestions point to none of them (what a person would reject).
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "base/unicode.hpp"
#include "reading/read.hpp"

namespace {

constexpr int kFewestFound = 34;
constexpr int kMostRejected = 6;

struct Anchor {
  std::string id;
  std::int64_t start = 0, end = 0;
  bool found = false;
};

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<Anchor> read_anchors(const std::string& path, const std::string& article) {
  std::vector<Anchor> list;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (line.empty() || line[0] == '#' || tab == std::string::npos) continue;
    const std::string words = line.substr(tab + 1);
    const std::size_t at = article.find(words);
    if (at == std::string::npos) {
      std::cerr << "not in the article: " << words << '\n';
      std::exit(1);
    }
    const auto start = static_cast<std::int64_t>(
        attest::base::count_points(std::string_view(article).substr(0, at)));
    list.push_back({line.substr(0, tab), start,
                    start + static_cast<std::int64_t>(attest::base::count_points(words)), false});
  }
  return list;
}

}  // namespace

int main(int argc, char** argv) {
  const char* shared = std::getenv("ATTEST_SHARED");
  const std::string folder = shared && *shared ? shared : "../shared";
  const std::string article = slurp(folder + "/data/cases/seed_article.txt");
  if (article.empty() || argc < 2) {
    std::cout << "skipped: the seed article is not here\n";
    return 77;
  }
  std::vector<Anchor> anchors = read_anchors(argv[1], article);
  attest::reading::Reader reader(*attest::reading::find_pack("en"));
  int rejected = 0, total = 0;
  for (const auto& s : reader.read(article)) {
    bool points = false;
    for (Anchor& anchor : anchors)
      if (s.start < anchor.end && anchor.start < s.end) points = anchor.found = true;
    ++total;
    rejected += points ? 0 : 1;
    if (argc > 2)
      fmt::print("{} {:<11} {}–{} [{}] {}\n", points ? ' ' : '-', word(s.kind), s.start, s.end,
                 s.speaker, s.quote);
  }
  int found = 0;
  for (const Anchor& anchor : anchors) {
    found += anchor.found ? 1 : 0;
    if (!anchor.found) fmt::print("no suggestion for {}\n", anchor.id);
  }
  fmt::print("{} of {} assertions have a suggestion; {} of {} suggestions point to none\n", found,
             anchors.size(), rejected, total);
  return found >= kFewestFound && rejected <= kMostRejected ? 0 : 1;
}
