#include "proof/tree.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/bytes.hpp"
#include "proof/tiles.hpp"

namespace attest::proof {
namespace {

std::vector<Digest> numbered_leaves(std::size_t count) {
  std::vector<Digest> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash(std::to_string(i)));
  return leaves;
}

/// The definition of RFC 6962 section 2.1, word for word.
Digest defined_root(std::span<const Digest> leaves) {
  if (leaves.empty()) return base::sha256("");
  if (leaves.size() == 1) return leaves[0];
  std::size_t k = 1;
  while (2 * k < leaves.size()) k *= 2;
  return node_hash(defined_root(leaves.first(k)), defined_root(leaves.subspan(k)));
}

}  // namespace

TEST_CASE("roots are those of the certificate transparency test vectors") {
  const std::vector<std::string> inputs = {"",
                                           "00",
                                           "10",
                                           "2021",
                                           "3031",
                                           "40414243",
                                           "5051525354555657",
                                           "606162636465666768696a6b6c6d6e6f"};
  const std::vector<std::pair<std::size_t, std::string>> roots = {
      {1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
      {2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
      {3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
      {8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"}};
  std::vector<Digest> leaves;
  for (const auto& input : inputs) leaves.push_back(leaf_hash(*base::from_hex(input)));
  for (const auto& [size, root] : roots)
    CHECK(base::to_hex(root_of(std::span(leaves).first(size))) == root);
  CHECK(root_of({}) == base::sha256(""));
}

TEST_CASE("a frontier has the root that the standard defines") {
  const auto leaves = numbered_leaves(300);
  for (std::size_t size = 0; size <= leaves.size(); ++size)
    CHECK(root_of(std::span(leaves).first(size)) == defined_root(std::span(leaves).first(size)));
}

TEST_CASE("an inclusion path leads to the root and to no other place") {
  rc::check([] {
    const auto size = *rc::gen::inRange<std::size_t>(1, 70);
    const auto index = *rc::gen::inRange<std::size_t>(0, size);
    const auto leaves = numbered_leaves(size);
    const auto root = root_of(leaves);
    const auto path = inclusion_path(leaves, index);
    RC_ASSERT(root_from_inclusion(leaves[index], index, size, path) == root);
    RC_ASSERT(root_from_inclusion(leaf_hash("other"), index, size, path) != root);
    for (std::size_t other = 0; other < size; ++other)
      if (other != index) RC_ASSERT(root_from_inclusion(leaves[index], other, size, path) != root);
    auto longer = path;
    longer.push_back(root);
    RC_ASSERT(!root_from_inclusion(leaves[index], index, size, longer));
    if (!path.empty())
      RC_ASSERT(
          !root_from_inclusion(leaves[index], index, size, std::span(path).first(path.size() - 1)));
  });
}

TEST_CASE("a consistency path joins a tree to its prefix and to nothing else") {
  rc::check([] {
    const auto size = *rc::gen::inRange<std::size_t>(1, 70);
    const auto old_size = *rc::gen::inRange<std::size_t>(1, size + 1);
    const auto leaves = numbered_leaves(size);
    const TreeHead older{old_size, root_of(std::span(leaves).first(old_size))};
    const TreeHead newer{size, root_of(leaves)};
    const auto path = consistency_path(leaves, old_size);
    RC_ASSERT(is_consistent(older, newer, path));
    const TreeHead forged{old_size, leaf_hash("forged")};
    RC_ASSERT(!is_consistent(forged, newer, path));
    if (old_size < size) RC_ASSERT(!is_consistent(newer, older, path));
    for (std::size_t i = 0; i < path.size(); ++i) {
      auto bent = path;
      bent[i][0] ^= 1;
      RC_ASSERT(!is_consistent(older, newer, bent));
    }
  });
}

TEST_CASE("a tile tree proves as a plain one does past one and two levels of tiles") {
  const auto leaves = numbered_leaves(66'000);
  TileTree tree;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    tree.add(leaves[i]);
    const bool shown =
        i < 600 ? i % 37 == 0 || i % 256 < 2 : i % 16'384 < 2 || i + 1 == leaves.size();
    if (!shown) continue;
    const auto part = std::span(leaves).first(i + 1);
    REQUIRE(tree.root() == root_of(part));
    for (const auto index : {std::size_t{0}, i / 2, i, i - i % 256})
      CHECK(tree.inclusion_path(index) == inclusion_path(part, index));
  }
}

TEST_CASE("tiles have the names and widths of the standard") {
  CHECK(tile_index(0) == "000");
  CHECK(tile_index(1'234'067) == "x001/x234/067");
  TileTree tree;
  for (const auto& leaf : numbered_leaves(600)) tree.add(leaf);
  std::vector<std::string> paths;
  for (const auto& tile : tree.tiles_since(0)) paths.push_back(tile.path);
  CHECK(paths ==
        std::vector<std::string>{"tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2"});
  CHECK(tree.tiles_since(512).size() == 1);
  CHECK(tree.tiles_since(600).empty());
  CHECK(partial_tiles(600) == std::vector<std::string>{"tile/0/002.p/88", "tile/1/000.p/2"});
}

}  // namespace attest::proof
