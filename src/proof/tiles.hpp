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

/// The tiles of a tree that a tree of `known` leaves had not, or had narrower: those to be written
/// when a log has grown. known = 0: all.
std::vector<Tile> tiles_since(std::span<const Digest> leaves, std::uint64_t known);

/// Paths of partial tiles that a tree of `known` leaves had and that wider ones replace.
std::vector<std::string> partial_tiles(std::uint64_t size);

}  // namespace attest::proof
