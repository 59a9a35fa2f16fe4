#include "proof/tree.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "base/error.hpp"

namespace attest::proof {
namespace {

std::uint64_t left_size(std::uint64_t size) {
  return std::bit_floor(size - 1);
}

void append_inclusion(std::span<const Digest> leaves, std::uint64_t index,
                      std::vector<Digest>& path) {
  if (leaves.size() <= 1) return;
  const auto k = left_size(leaves.size());
  if (index < k) {
    append_inclusion(leaves.first(k), index, path);
    path.push_back(root_of(leaves.subspan(k)));
  } else {
    append_inclusion(leaves.subspan(k), index - k, path);
    path.push_back(root_of(leaves.first(k)));
  }
}

void append_consistency(std::span<const Digest> leaves, std::uint64_t old_size, bool whole,
                        std::vector<Digest>& path) {
  if (old_size == leaves.size()) {
    if (!whole) path.push_back(root_of(leaves));
    return;
  }
  const auto k = left_size(leaves.size());
  if (old_size <= k) {
    append_consistency(leaves.first(k), old_size, whole, path);
    path.push_back(root_of(leaves.subspan(k)));
  } else {
    append_consistency(leaves.subspan(k), old_size - k, false, path);
    path.push_back(root_of(leaves.first(k)));
  }
}

}  // namespace

Digest leaf_hash(std::string_view bytes) {
  thread_local base::Sha256 hash;
  return hash.update(std::string_view("\0", 1)).update(bytes).finish();
}

Digest node_hash(const Digest& left, const Digest& right) {
  std::array<char, 65> bytes;
  bytes[0] = 1;
  std::copy(left.begin(), left.end(), bytes.begin() + 1);
  std::copy(right.begin(), right.end(), bytes.begin() + 33);
  return base::sha256(std::string_view(bytes.data(), bytes.size()));
}

Digest root_of(std::span<const Digest> leaves) {
  Frontier tree;
  for (const auto& leaf : leaves) tree.add(leaf);
  return tree.root();
}

void Frontier::add(const Digest& leaf) {
  Digest digest = leaf;
  for (auto full = size_; full & 1; full >>= 1) {
    digest = node_hash(peaks_.back(), digest);
    peaks_.pop_back();
  }
  peaks_.push_back(digest);
  ++size_;
}

Digest Frontier::root() const {
  if (peaks_.empty()) return base::sha256(std::string_view{});
  Digest digest = peaks_.back();
  for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak)
    digest = node_hash(*peak, digest);
  return digest;
}

std::vector<Digest> inclusion_path(std::span<const Digest> leaves, std::uint64_t index) {
  base::ensure(index < leaves.size(), "a proven leaf stands in the tree");
  std::vector<Digest> path;
  append_inclusion(leaves, index, path);
  return path;
}

std::optional<Digest> root_from_inclusion(const Digest& leaf, std::uint64_t index,
                                          std::uint64_t size, std::span<const Digest> path) {
  if (index >= size) return std::nullopt;
  Digest digest = leaf;
  auto place = index;
  auto last = size - 1;
  for (const auto& sibling : path) {
    if (last == 0) return std::nullopt;
    if ((place & 1) != 0 || place == last) {
      digest = node_hash(sibling, digest);
      while ((place & 1) == 0 && place != 0) {
        place >>= 1;
        last >>= 1;
      }
    } else {
      digest = node_hash(digest, sibling);
    }
    place >>= 1;
    last >>= 1;
  }
  if (last != 0) return std::nullopt;
  return digest;
}

std::vector<Digest> consistency_path(std::span<const Digest> leaves, std::uint64_t old_size) {
  base::ensure(old_size > 0 && old_size <= leaves.size(), "an older tree is not larger");
  std::vector<Digest> path;
  append_consistency(leaves, old_size, true, path);
  return path;
}

// RFC 9162 section 2.1.4.2: walks both trees' right borders at once.
bool is_consistent(const TreeHead& older, const TreeHead& newer, std::span<const Digest> path) {
  if (older.size > newer.size) return false;
  if (older.size == newer.size) return path.empty() && older.root == newer.root;
  if (older.size == 0) return path.empty();
  std::vector<Digest> steps(path.begin(), path.end());
  if (std::has_single_bit(older.size)) steps.insert(steps.begin(), older.root);
  if (steps.empty()) return false;
  auto place = older.size - 1;
  auto last = newer.size - 1;
  while (place & 1) {
    place >>= 1;
    last >>= 1;
  }
  Digest old_root = steps.front();
  Digest new_root = steps.front();
  for (const auto& step : std::span(steps).subspan(1)) {
    if (last == 0) return false;
    if ((place & 1) != 0 || place == last) {
      old_root = node_hash(step, old_root);
      new_root = node_hash(step, new_root);
      while ((place & 1) == 0 && place != 0) {
        place >>= 1;
        last >>= 1;
      }
    } else {
      new_root = node_hash(new_root, step);
    }
    place >>= 1;
    last >>= 1;
  }
  return last == 0 && old_root == older.root && new_root == newer.root;
}

}  // namespace attest::proof
