#include "findings/impl/passages.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <unordered_set>

#include "findings/impl/fold.hpp"

namespace attest::findings::impl {
namespace {

constexpr std::size_t kRun = 5;
constexpr std::size_t kFewestWords = 8;
constexpr std::size_t kMostHolders = 50;  // a run that more texts hold is a phrase, no passage

std::string phrase(const std::vector<std::string>& words, std::size_t from) {
  std::string out = words[from];
  for (std::size_t k = 1; k < kRun; ++k) out.append(1, ' ').append(words[from + k]);
  return out;
}

}  // namespace

std::vector<std::uint64_t> word_runs(const std::vector<std::string>& words, std::size_t length) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;  // golden ratio: spreads the bits
  std::vector<std::uint64_t> out;
  for (std::size_t w = 0; w + length <= words.size(); ++w) {
    std::uint64_t run = 0;
    for (std::size_t k = 0; k < length; ++k)
      run = (run ^ std::hash<std::string>{}(words[w + k])) * kOdd + (run >> 29);
    out.push_back(run);
  }
  return out;
}

std::vector<Passages::Shared> Passages::add(std::string_view text) {
  struct Met {
    std::size_t runs = 0;
    std::size_t first = 0;
  };
  const auto own = words(text);
  const auto runs = own.size() < kFewestWords ? std::vector<std::uint64_t>() : word_runs(own, kRun);
  std::unordered_set<std::uint64_t> seen;
  std::map<std::size_t, Met> met;
  for (std::size_t at = 0; at < runs.size(); ++at) {
    if (!seen.insert(runs[at]).second) continue;
    auto& holders = holders_[runs[at]];
    if (holders.size() >= kMostHolders) continue;
    for (const auto holder : holders) ++met.try_emplace(holder, Met{0, at}).first->second.runs;
    holders.push_back(sizes_.size());
  }
  sizes_.push_back(runs.size());
  std::vector<Shared> out;
  for (const auto& [holder, shared] : met)
    if (2 * shared.runs >= std::min(runs.size(), sizes_[holder]))
      out.push_back({holder, phrase(own, shared.first)});
  return out;
}

}  // namespace attest::findings::impl
