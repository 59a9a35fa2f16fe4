#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/nouns.hpp"

namespace attest::findings {

/// Who speaks. Names of asserters are matched to sources by name and other spellings, folded for
/// case, marks and spaces; a name that no source has is a voice of its own. Immutable after
/// construction, hence safe to share between threads.
class Voices {
 public:
  explicit Voices(std::span<const model::Source> sources);

  /// The source of that name, or nullptr.
  const model::Source* find(std::string_view name) const;
  /// One key a voice: that of the source if it is known, else the folded head of the name ("A,
  /// quoted by B", "A (issue 9)" and "A / C" are A's).
  std::string voice(std::string_view name) const;
  /// Party the voice belongs to or speaks for; empty: none stated ("none", "-" are none).
  std::string affiliation(std::string_view name) const;
  /// Nothing if no source of that name is known.
  std::optional<model::SourceKind> kind(std::string_view name) const;
  /// Voices it derives from, directly or through others, nearest first. Loops are cut.
  std::vector<std::string> origins(std::string_view name) const;

 private:
  std::vector<model::Source> sources_;
  std::map<std::string, std::size_t> by_name_;
};

/// The name up to a relay, a bracket or a stroke: "The Gazette (issue 9)" → "The Gazette".
std::string head_of_name(std::string_view name);

/// Names that a name says it quotes: "Daily Post, quoting the Ministry" → "the Ministry". Such a
/// voice relays; what it gives is no count of its own.
std::vector<std::string> quoted_in_name(std::string_view name);

/// Why one statement is thought to go back to another. The first two are stated by somebody; the
/// others are likenesses that only ask.
enum class Basis {
  kSaid,         ///< it says so: `by.repeats`, or a name such as "A, quoting B"
  kDerives,      ///< its source derives from the other's
  kSameWording,  ///< a passage in the same words, said later
  kSameSlip,     ///< a number one digit beside the one said before, and shared
  kSameNumber    ///< the same odd number of one measure, said later by somebody else
};
std::string_view label(Basis basis);  ///< "says so", "derives from it", "same number", …
inline bool is_stated(Basis basis) {
  return basis == Basis::kSaid || basis == Basis::kDerives;
}

/// That a statement only repeats another one.
struct Echo {
  std::size_t origin = 0;  ///< index, in the span given, of the first statement it goes back to
  std::string reason;      ///< "repeats KH-1", "derives from the Ministry"
  Basis basis = Basis::kSaid;
};

/// For each figure, the one it repeats, if any. A figure is an echo when it says so (`by.repeats`
/// names a key or a source, or its asserter's name quotes one), or when its source derives from a
/// source that gives the same number of the same measure and category. Chains lead to their first
/// statement; loops are cut at the earliest said. Figures of different measures never echo one
/// another.
std::vector<std::optional<Echo>> echoes(std::span<const model::Figure> figures,
                                        const Voices& voices);

/// True if `a` was said before `b`; unknown dates come last, then keys and addresses decide.
bool said_before(const model::Attribution& a, const model::Attribution& b);

}  // namespace attest::findings
