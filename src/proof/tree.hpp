#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/hash.hpp"

namespace attest::proof {

using base::Digest;

// The Merkle tree of RFC 6962, section 2.1: leaf = SHA-256(00 ‖ bytes), node = SHA-256(01 ‖ left ‖
// right), the left subtree the largest power of two that is smaller than the tree. Pure; everything
// here is thread-safe.

Digest leaf_hash(std::string_view bytes);
Digest node_hash(const Digest& left, const Digest& right);

/// The root over leaves in order; of no leaves: SHA-256 of nothing.
Digest root_of(std::span<const Digest> leaves);

/// A tree that only grows; holds one digest a level, so a million leaves cost nothing.
class Frontier {
 public:
  void add(const Digest& leaf);
  std::uint64_t size() const { return size_; }
  Digest root() const;

 private:
  std::vector<Digest> peaks_;  ///< roots of the full subtrees, largest first
  std::uint64_t size_ = 0;
};

/// From the leaf's sibling up to the root's child (RFC 6962 section 2.1.1). index < leaves.size().
std::vector<Digest> inclusion_path(std::span<const Digest> leaves, std::uint64_t index);

/// The root that `path` leads to; nothing if the path has the wrong length for that place and size.
std::optional<Digest> root_from_inclusion(const Digest& leaf, std::uint64_t index,
                                          std::uint64_t size, std::span<const Digest> path);

/// That the tree of the first `old_size` leaves is a prefix of the whole (section 2.1.2).
/// 0 < old_size <= leaves.size().
std::vector<Digest> consistency_path(std::span<const Digest> leaves, std::uint64_t old_size);

struct TreeHead {
  std::uint64_t size = 0;
  Digest root{};
  friend bool operator==(const TreeHead&, const TreeHead&) = default;
};
/// An empty old tree is consistent with everything, with an empty path.
bool is_consistent(const TreeHead& older, const TreeHead& newer, std::span<const Digest> path);

}  // namespace attest::proof
