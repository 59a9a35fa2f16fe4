#include "text/patterns.hpp"

#include <algorithm>
#include <limits>

namespace attest::text {
namespace {
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
}

Patterns::Patterns(const std::vector<std::string_view>& words) {
  for (const std::string_view word : words)
    for (const char letter : word) {
      std::uint16_t& cls = classes_[static_cast<unsigned char>(letter)];
      if (cls == 0) cls = static_cast<std::uint16_t>(width_++);
    }
  std::vector<std::vector<std::uint32_t>> ends(1);
  next_.assign(width_, kNone);
  for (std::uint32_t p = 0; p < words.size(); ++p) {
    std::uint32_t state = 0;
    for (const char letter : words[p]) {
      const std::size_t slot = state * width_ + classes_[static_cast<unsigned char>(letter)];
      if (next_[slot] == kNone) {
        next_[slot] = static_cast<std::uint32_t>(ends.size());
        ends.emplace_back();
        next_.resize(next_.size() + width_, kNone);
      }
      state = next_[slot];
    }
    if (state != 0) ends[state].push_back(p);
  }
  outputs_.resize(ends.size());
  first_.push_back(0);
  for (std::size_t state = 0; state < ends.size(); ++state) {
    outputs_[state] = !ends[state].empty();
    patterns_.insert(patterns_.end(), ends[state].begin(), ends[state].end());
    first_.push_back(static_cast<std::uint32_t>(patterns_.size()));
  }
  // Breadth first: a state's failures are shorter, so they are complete when it is reached.
  links_.assign(ends.size(), 0);
  std::vector<std::uint32_t> fail(ends.size(), 0);
  std::vector<std::uint32_t> queue;
  for (std::uint32_t cls = 0; cls < width_; ++cls) {
    std::uint32_t& target = next_[cls];
    if (target == kNone)
      target = 0;
    else
      queue.push_back(target);
  }
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const std::uint32_t state = queue[at];
    links_[state] = outputs_[fail[state]] ? fail[state] : links_[fail[state]];
    for (std::uint32_t cls = 0; cls < width_; ++cls) {
      std::uint32_t& target = next_[state * width_ + cls];
      const std::uint32_t other = next_[fail[state] * width_ + cls];
      if (target == kNone) {
        target = other;
      } else {
        fail[target] = other;
        queue.push_back(target);
      }
    }
  }
}

}  // namespace attest::text
