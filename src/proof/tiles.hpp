#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "proof/tree.hpp"

namespace attest::proof {

// C2SP tlog-tiles: 256 digests of one height a file, so that any proof needs a few small files.

struct Tile {
  std::string path;   ///< below the log's folder: "tile/0/000", "tile/0/x001/234.p/7"
  std::string bytes;  ///< 32 to 8,192
};

/// "000", "x001/x234/067".
std::string tile_index(std::uint64_t index);

/// Paths of the partial tiles of a tree of that size; a larger tree replaces them.
std::vector<std::string> partial_tiles(std::uint64_t size);

/// A growing tree that keeps the roots of all full subtrees: any root or path of any size costs a
/// few hashes. 64 bytes a leaf.
class TileTree {
 public:
  void add(const Digest& leaf);
  std::uint64_t size() const { return leaves().size(); }
  Digest root() const { return root_at(size()); }
  /// Of the first `size` leaves.
  Digest root_at(std::uint64_t size) const { return root_between(0, size); }
  std::span<const Digest> leaves() const;
  /// As proof::inclusion_path.
  std::vector<Digest> inclusion_path(std::uint64_t index) const;
  /// The tiles that a tree of `known` leaves had not, or had narrower: those to be written now.
  /// known = 0: all.
  std::vector<Tile> tiles_since(std::uint64_t known) const;

 private:
  Digest root_between(std::uint64_t begin, std::uint64_t end) const;

  std::vector<std::vector<Digest>> heights_;  ///< [h]: roots of the full subtrees of 2^h leaves
};

}  // namespace attest::proof
