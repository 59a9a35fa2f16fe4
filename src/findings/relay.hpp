#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "findings/checks.hpp"
#include "findings/voices.hpp"

namespace attest::findings {

/// A statement of any noun, as an index into the evidence that was given.
struct Node {
  Witness::Noun noun = Witness::Noun::kFigure;
  std::size_t index = 0;
  friend auto operator<=>(const Node&, const Node&) = default;
};

/// Who relays whom: `from` goes back to `to`. Every node goes back to one other at most, and by its
/// strongest basis, so that relays form trees.
struct Relay {
  Node from;
  Node to;
  Basis basis = Basis::kSaid;
  std::string reason;  ///< for readers: "the same number, 613, said later"
};

/// An origin with everything that goes back to it, directly or through others, in the order said.
struct Descent {
  Node origin;
  std::vector<Node> stated;  ///< repetitions by somebody's word
  std::vector<Node> likely;  ///< repetitions by likeness: a question, never a finding
};

/// Origins against repetitions, for one incident.
struct RelayGraph {
  std::vector<Relay> relays;      ///< in the order said
  std::vector<Descent> descents;  ///< origins that something goes back to; most repetitions first
  std::size_t origins = 0;        ///< statements that go back to none
  std::size_t stated = 0;         ///< repetitions by somebody's word
  std::size_t likely = 0;         ///< repetitions by likeness
};

/// Built from stated attribution, derives-from, passages in the same words (five words in a row and
/// more, most of the shorter text; or near duplicates: pairs of words with a Jaccard index of 0.55,
/// text/near.hpp), odd numbers of one measure said later by another voice, and slips that are
/// shared. A number is odd if three digits are left without its end zeros (613,
/// 1,275; not 600), or two for the very same category. The policy for independent sources rests on
/// stated relays only (`echoes`). Pure; O(n log n) but for passages that very many texts share.
RelayGraph relay_graph(const Evidence& evidence, const Voices& voices);

}  // namespace attest::findings
