#include "proof/tiles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

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
  Digest digest = leaf;
  for (std::size_t height = 0;; ++height) {
    if (height == heights_.size()) heights_.emplace_back();
    auto& roots = heights_[height];
    roots.push_back(digest);
    if (roots.size() % 2 != 0) return;
    digest = node_hash(roots[roots.size() - 2], roots.back());
  }
}

std::span<const Digest> TileTree::leaves() const {
  if (heights_.empty()) return {};
  return heights_.front();
}

/// Over leaves begin … end − 1, where begin is 0 or the right half of some subtree begins there.
Digest TileTree::root_between(std::uint64_t begin, std::uint64_t end) const {
  std::vector<Digest> full;  // from left to right, ever smaller
  while (begin < end) {
    const auto height = static_cast<std::size_t>(std::bit_width(end - begin) - 1);
    full.push_back(heights_[height][begin >> height]);
    begin += std::uint64_t{1} << height;
  }
  if (full.empty()) return root_of({});
  auto digest = full.back();
  for (auto left = full.rbegin() + 1; left != full.rend(); ++left)
    digest = node_hash(*left, digest);
  return digest;
}

std::vector<Digest> TileTree::inclusion_path(std::uint64_t index) const {
  base::ensure(index < size(), "a proven leaf stands in the tree");
  std::vector<Digest> path;
  for (std::size_t height = 0; (std::uint64_t{1} << height) < size(); ++height) {
    const auto place = index >> height;
    const auto begin = (place ^ 1) << height;
    const auto end = std::min(size(), begin + (std::uint64_t{1} << height));
    if (begin < end) path.push_back(root_between(begin, end));
  }
  return path;
}

std::vector<Tile> TileTree::tiles_since(std::uint64_t known) const {
  std::vector<Tile> tiles;
  for (std::size_t level = 0; 8 * level < heights_.size(); ++level, known /= kWidth) {
    const auto& digests = heights_[8 * level];
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
