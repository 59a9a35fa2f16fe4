#include "estimate/impl/hierarchy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <functional>

namespace attest::estimate {
namespace {

// Sets of lists in the order people write them: longer first, then by their first list.
bool written_before(std::uint32_t a, std::uint32_t b) {
  if (std::popcount(a) != std::popcount(b)) return std::popcount(a) > std::popcount(b);
  const std::uint32_t differ = a ^ b;
  return (a & (differ & (~differ + 1))) != 0;
}

std::string list_numbers(std::uint32_t set) {
  const bool wide = set >> 9U != 0;  // list 10 and beyond need a separator
  std::string out;
  for (unsigned j = 0; j < 32; ++j) {
    if ((set >> j & 1U) == 0) continue;
    if (wide && !out.empty()) out += '.';
    out += std::to_string(j + 1);
  }
  return out;
}

// Sets of two or more lists that may be in a model, each after all its subsets.
std::vector<std::uint32_t> interactions(int lists, int max_order) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t set = 1; set < (1U << static_cast<unsigned>(lists)); ++set)
    if (std::popcount(set) >= 2 && std::popcount(set) <= max_order) out.push_back(set);
  std::stable_sort(out.begin(), out.end(),
                   [](auto a, auto b) { return std::popcount(a) < std::popcount(b); });
  return out;
}

}  // namespace

std::string describe_model(const Generators& generators) {
  std::string out = "[";
  for (const std::uint32_t set : generators) {
    if (out.size() > 1) out += ',';
    out += list_numbers(set);
  }
  return out + "]";
}

std::vector<Generators> hierarchical_models(int lists, int max_order) {
  const auto candidates = interactions(lists, std::min(max_order, lists - 1));
  std::vector<bool> in(std::size_t{1} << static_cast<unsigned>(lists), false);
  std::vector<std::uint32_t> chosen{0};
  for (int j = 0; j < lists; ++j) chosen.push_back(1U << static_cast<unsigned>(j));
  for (const std::uint32_t term : chosen) in[term] = true;
  std::vector<Generators> out;
  const std::function<void(std::size_t)> choose = [&](std::size_t next) {
    if (next == candidates.size()) {
      out.push_back(impl::generators_of(chosen, lists));
      return;
    }
    choose(next + 1);
    const std::uint32_t set = candidates[next];
    for (std::uint32_t rest = set; rest != 0; rest &= rest - 1)
      if (!in[set ^ (rest & (~rest + 1))]) return;
    in[set] = true;
    chosen.push_back(set);
    choose(next + 1);
    chosen.pop_back();
    in[set] = false;
  };
  choose(0);
  return out;
}

namespace impl {

std::vector<std::uint32_t> terms_of(const Generators& generators, int lists) {
  std::vector<std::uint32_t> out{0};
  for (int j = 0; j < lists; ++j) out.push_back(1U << static_cast<unsigned>(j));
  for (const std::uint32_t set : generators)
    for (std::uint32_t part = set; part != 0; part = (part - 1) & set) out.push_back(part);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Generators generators_of(const std::vector<std::uint32_t>& terms, int lists) {
  std::vector<bool> covered(std::size_t{1} << static_cast<unsigned>(lists), false);
  for (const std::uint32_t set : terms)
    for (std::uint32_t rest = set; rest != 0; rest &= rest - 1)
      covered[set ^ (rest & (~rest + 1))] = true;
  Generators out;
  for (const std::uint32_t set : terms)
    if (set != 0 && !covered[set]) out.push_back(set);
  std::sort(out.begin(), out.end(), written_before);
  return out;
}

}  // namespace impl
}  // namespace attest::estimate
