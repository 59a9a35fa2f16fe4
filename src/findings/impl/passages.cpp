#include "findings/impl/passages.hpp"

#include <algorithm>

#include "findings/impl/fold.hpp"

namespace attest::findings::impl {
namespace {

constexpr std::size_t kRun = 5;
constexpr std::size_t kFewestWords = 8;
constexpr std::size_t kMostHolders = 50;  // a run that more texts hold is a phrase, no passage

std::vector<std::string> runs(std::string_view text) {
  const auto all = words(text);
  std::vector<std::string> out;
  if (all.size() < kFewestWords) return out;
  for (std::size_t w = 0; w + kRun <= all.size(); ++w) {
    std::string run;
    for (std::size_t k = 0; k < kRun; ++k) run += all[w + k] + ' ';
    out.push_back(std::move(run));
  }
  return out;
}

}  // namespace

std::vector<Passages::Shared> Passages::add(std::string_view text) {
  const auto own = runs(text);
  std::map<std::size_t, std::pair<std::size_t, std::string>> met;
  for (const auto& run : std::set<std::string>(own.begin(), own.end())) {
    auto& holders = holders_[run];
    if (holders.size() < kMostHolders)
      for (const auto holder : holders) ++met.try_emplace(holder, 0, run).first->second.first;
    holders.push_back(sizes_.size());
  }
  sizes_.push_back(own.size());
  std::vector<Shared> out;
  for (const auto& [holder, shared] : met)
    if (2 * shared.first >= std::min(own.size(), sizes_[holder]))
      out.push_back({holder, shared.second});
  return out;
}

}  // namespace attest::findings::impl
