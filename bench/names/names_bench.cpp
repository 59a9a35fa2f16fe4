// One word against many: Jaro–Winkler over 32-bit code points, ours beside rapidfuzz-cpp, same
// words, same cut-off, same compiler flags, one thread. Arguments: word lists, one word a line (see
// the script `run`).

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/unicode.hpp"
#include "names/compare.hpp"
#include "names/fold.hpp"
#ifdef ATTEST_RAPIDFUZZ
#include <rapidfuzz/distance/JaroWinkler.hpp>
#endif

namespace {

using Words = std::vector<std::u32string>;
constexpr std::size_t kCandidates = 20000;
constexpr std::size_t kQueries = 200;
constexpr int kRounds = 5;

Words read_words(const std::string& path) {
  const std::string bytes =
      attest::base::read_all(*attest::base::open_file(path), 1U << 30U, "word list");
  Words words;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::u32string word = attest::names::fold(std::string_view(bytes).substr(at, end - at));
    if (!word.empty()) words.push_back(std::move(word));
    at = end + 1;
  }
  return words;
}

Words draw(const Words& words, std::size_t count, std::uint64_t lane) {
  attest::base::Stream chance(1, lane);
  Words out;
  for (std::size_t k = 0; k < count; ++k) out.push_back(words[chance.below(words.size())]);
  return out;
}

double processor_nanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return 1e9 * static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec);
}

// Nanoseconds of processor time a comparison, best of several rounds.
double time_it(const std::function<void()>& body) {
  double best = 1e300;
  for (int round = 0; round < kRounds; ++round) {
    const double begin = processor_nanoseconds();
    body();
    best = std::min(best, processor_nanoseconds() - begin);
  }
  return best / static_cast<double>(kCandidates * kQueries);
}

struct Side {
  double nanoseconds = 0;
  double sum = 0;  ///< of all likenesses: both sides must agree
};

Side bank_side(const Words& queries, const attest::names::WordBank& bank, double cutoff) {
  Side side;
  std::vector<double> out(bank.size());
  side.nanoseconds = time_it([&] {
    side.sum = 0;
    for (const std::u32string& query : queries) {
      bank.jaro_winkler(query, cutoff, out);
      for (const double value : out) side.sum += value;
    }
  });
  return side;
}

Side single_side(const Words& queries, const Words& candidates, double cutoff) {
  Side side;
  side.nanoseconds = time_it([&] {
    side.sum = 0;
    for (const std::u32string& query : queries) {
      const attest::names::CachedWord cached(query);
      for (const std::u32string& word : candidates) side.sum += cached.jaro_winkler(word, cutoff);
    }
  });
  return side;
}

#ifdef ATTEST_RAPIDFUZZ
Side peer_side(const Words& queries, const Words& candidates, double cutoff) {
  Side side;
  side.nanoseconds = time_it([&] {
    side.sum = 0;
    for (const std::u32string& query : queries) {
      const rapidfuzz::CachedJaroWinkler<char32_t> cached(query);
      for (const std::u32string& word : candidates) side.sum += cached.similarity(word, cutoff);
    }
  });
  return side;
}
#endif

void compare(const std::string& path, double cutoff) {
  const Words words = read_words(path);
  const Words candidates = draw(words, kCandidates, 0);
  const Words queries = draw(words, kQueries, 1);
  const std::vector<std::u32string_view> views(candidates.begin(), candidates.end());
  const auto begin = std::chrono::steady_clock::now();
  const attest::names::WordBank bank(views);
  const std::chrono::duration<double, std::milli> built = std::chrono::steady_clock::now() - begin;
  const Side lanes = bank_side(queries, bank, cutoff);
  const Side single = single_side(queries, candidates, cutoff);
  fmt::print(
      "{}, cut-off {:.2f}: WordBank {:.2f} ns a pair (built in {:.1f} ms), CachedWord {:.1f} ns",
      path, cutoff, lanes.nanoseconds, built.count(), single.nanoseconds);
#ifdef ATTEST_RAPIDFUZZ
  const Side peer = peer_side(queries, candidates, cutoff);
  fmt::print(
      ", rapidfuzz-cpp {:.1f} ns: {:.1f} times and {:.1f} times as fast; sums differ by {:.1e}",
      peer.nanoseconds, peer.nanoseconds / lanes.nanoseconds, peer.nanoseconds / single.nanoseconds,
      std::max(lanes.sum, peer.sum) - std::min(lanes.sum, peer.sum));
#endif
  fmt::print("\n");
}

}  // namespace

int main(int count, char** arguments) {
  for (int k = 1; k < count; ++k) {
    for (const double cutoff : {0.0, 0.7, 0.85}) compare(arguments[k], cutoff);
  }
  return count > 1 ? 0 : 2;
}
