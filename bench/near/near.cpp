// Near-duplicate passages: time for N invented passages (default 1,000,000), and recall against
// brute force on a sample.   bench_near [N]
#include "text/near.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <set>
#include <string>
#include <vector>

#include "base/random.hpp"

namespace {

constexpr std::size_t kWords = 40;
constexpr std::uint64_t kVocabulary = 20'000;

/// Every third passage is an earlier one with some of its words changed.
std::vector<std::string> make_passages(std::size_t count) {
  attest::base::Stream stream(7, 0);
  std::vector<std::string> list;
  list.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const bool copy = i % 3 == 2;
    std::string text = copy ? list[i - 1 - stream.below(std::min<std::size_t>(i, 1000))] : "";
    const std::size_t changes = copy ? stream.below(5) : kWords;
    for (std::size_t k = 0; k < changes; ++k) {
      const std::string word = fmt::format("w{} ", stream.below(kVocabulary));
      if (!copy)
        text += word;
      else
        text.insert(text.find(' ', stream.below(text.size() - 20)) + 1, word);
    }
    list.push_back(std::move(text));
  }
  return list;
}

double recall(const std::vector<std::string_view>& sample) {
  std::size_t all = 0;
  for (std::size_t a = 0; a < sample.size(); ++a)
    for (std::size_t b = a + 1; b < sample.size(); ++b)
      all += attest::text::similarity(sample[a], sample[b]) >= 0.7 ? 1 : 0;
  const std::size_t found = attest::text::near_duplicates(sample).size();
  return all == 0 ? 1 : static_cast<double>(found) / static_cast<double>(all);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  const auto texts = make_passages(count);
  const std::vector<std::string_view> passages(texts.begin(), texts.end());
  const std::clock_t ticks = std::clock();
  const auto begin = std::chrono::steady_clock::now();
  const auto pairs = attest::text::near_duplicates(passages, {3, 0.7, 2});
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  const double cpu = static_cast<double>(std::clock() - ticks) / CLOCKS_PER_SEC;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print(
      "{} passages, {} pairs, {:.1f} s on 2 threads ({:.1f} s of CPU), {} MB at most (passages "
      "included)\n",
      count, pairs.size(), seconds.count(), cpu, usage.ru_maxrss / 1024);
  // Distinct wordings alone: passages of one wording are answered as a chain, not each with each.
  const std::set<std::string_view> distinct(
      passages.begin(), passages.begin() + std::min<std::ptrdiff_t>(1500, std::ssize(passages)));
  const std::vector<std::string_view> sample(distinct.begin(), distinct.end());
  fmt::print("recall against brute force on {} passages: {:.4f}\n", sample.size(), recall(sample));
}
