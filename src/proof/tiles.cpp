#include "proof/tiles.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace attest::proof {
namespace {

constexpr std::uint64_t kWidth = 256;

std::string tile_path(int level, std::uint64_t index, std::uint64_t width) {
  auto path = fmt::format("tile/{}/{}", level, tile_index(index));
  if (width < kWidth) path += fmt::format(".p/{}", width);
  return path;
}

std::string bytes_of(std::span<const Digest> digests) {
  std::string bytes;
  for (const auto& digest : digests) bytes += base::view(digest);
  return bytes;
}

void append_level(int level, std::span<const Digest> digests, std::uint64_t known,
                  std::vector<Tile>& tiles) {
  if (digests.size() == known) return;
  for (auto index = known / kWidth; index * kWidth < digests.size(); ++index) {
    const auto first = index * kWidth;
    const auto width = std::min<std::uint64_t>(kWidth, digests.size() - first);
    tiles.push_back({tile_path(level, index, width), bytes_of(digests.subspan(first, width))});
  }
}

}  // namespace

std::string tile_index(std::uint64_t index) {
  auto path = fmt::format("{:03}", index % 1000);
  for (index /= 1000; index > 0; index /= 1000) path = fmt::format("x{:03}/", index % 1000) + path;
  return path;
}

std::vector<Tile> tiles_since(std::span<const Digest> leaves, std::uint64_t known) {
  std::vector<Tile> tiles;
  std::vector<Digest> digests(leaves.begin(), leaves.end());
  for (int level = 0; !digests.empty(); ++level) {
    append_level(level, digests, known, tiles);
    std::vector<Digest> above;
    for (std::size_t first = 0; first + kWidth <= digests.size(); first += kWidth)
      above.push_back(root_of(std::span(digests).subspan(first, kWidth)));
    digests = std::move(above);
    known /= kWidth;
  }
  return tiles;
}

std::vector<std::string> partial_tiles(std::uint64_t size) {
  std::vector<std::string> paths;
  for (int level = 0; size > 0; ++level, size /= kWidth)
    if (size % kWidth != 0) paths.push_back(tile_path(level, size / kWidth, size % kWidth));
  return paths;
}

}  // namespace attest::proof
