#include "proof/tiles.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"

namespace attest::proof {
namespace {

constexpr std::uint64_t kWidth = 256;

std::string tile_path(std::size_t level, std::uint64_t index, std::uint64_t width) {
  auto path = fmt::format("tile/{}/{}", level, tile_index(index));
  if (width < kWidth) path += fmt::format(".p/{}", width);
  return path;
}

std::string bytes_of(std::span<const Digest> digests) {
  std::string bytes;
  for (const auto& digest : digests) bytes += base::view(digest);
  return bytes;
}

}  // namespace

std::string tile_index(std::uint64_t index) {
  auto path = fmt::format("{:03}", index % 1000);
  for (index /= 1000; index > 0; index /= 1000) path = fmt::format("x{:03}/", index % 1000) + path;
  return path;
}

std::vector<std::string> partial_tiles(std::uint64_t size) {
  std::vector<std::string> paths;
  for (std::size_t level = 0; size > 0; ++level, size /= kWidth)
    if (size % kWidth != 0) paths.push_back(tile_path(level, size / kWidth, size % kWidth));
  return paths;
}

void TileTree::add(const Digest& leaf) {
  frontier_.add(leaf);
  Digest digest = leaf;
  for (std::size_t level = 0;; ++level) {
    if (level == levels_.size()) levels_.emplace_back();
    auto& digests = levels_[level];
    digests.push_back(digest);
    if (digests.size() % kWidth != 0) return;
    digest = root_of(std::span(digests).last(kWidth));
  }
}

Digest TileTree::root_at(std::uint64_t size) const {
  return size == this->size() ? root() : root_of(leaves().first(size));
}

std::span<const Digest> TileTree::leaves() const {
  if (levels_.empty()) return {};
  return levels_.front();
}

// A tree over leaves is a tree over the roots of its tiles, the last of which may be narrower: so
// the path is the one in the leaf's tile, then the one among the tiles, and so on.
std::vector<Digest> TileTree::inclusion_path(std::uint64_t index) const {
  base::ensure(index < size(), "a proven leaf stands in the tree");
  std::vector<Digest> path;
  std::vector<Digest> held;
  std::span<const Digest> row = levels_.front();
  for (std::size_t level = 0;; ++level) {
    const auto tile = index / kWidth;
    const auto first = tile * kWidth;
    const auto width = std::min<std::uint64_t>(kWidth, row.size() - first);
    const auto steps = proof::inclusion_path(row.subspan(first, width), index - first);
    path.insert(path.end(), steps.begin(), steps.end());
    if (row.size() <= kWidth) return path;
    std::vector<Digest> above;
    if (level + 1 < levels_.size()) above = levels_[level + 1];
    if (const auto full = above.size() * kWidth; full < row.size())
      above.push_back(root_of(row.subspan(full)));
    held = std::move(above);
    row = held;
    index = tile;
  }
}

std::vector<Tile> TileTree::tiles_since(std::uint64_t known) const {
  std::vector<Tile> tiles;
  for (std::size_t level = 0; level < levels_.size(); ++level, known /= kWidth) {
    const auto& digests = levels_[level];
    if (digests.size() == known) continue;
    for (auto index = known / kWidth; index * kWidth < digests.size(); ++index) {
      const auto first = index * kWidth;
      const auto width = std::min<std::uint64_t>(kWidth, digests.size() - first);
      tiles.push_back(
          {tile_path(level, index, width), bytes_of(std::span(digests).subspan(first, width))});
    }
  }
  return tiles;
}

}  // namespace attest::proof
