#pragma once

#include <cstdint>
#include <vector>

#include "reading/impl/sentence.hpp"

namespace attest::reading {

constexpr std::size_t kLongestName = 10;

constexpr std::uint64_t kNameEnds = bit(Class::kThat) | bit(Class::kBreak) | bit(Class::kSpeech) |
                                    bit(Class::kSource) | bit(Class::kDeny) | bit(Class::kRelay) |
                                    bit(Class::kSubset) | bit(Class::kHypothetical) |
                                    bit(Class::kChange);
constexpr std::uint64_t kAfterNameEnds =
    kNameEnds | bit(Class::kPlaceBefore) | bit(Class::kDateWord) | bit(Class::kRelative) |
    bit(Class::kWeekday) | bit(Class::kLead) | bit(Class::kAux);

/// Reads names of those who speak: from a verb or a source phrase backwards and onwards, to where a
/// name ends. An empty span is no name. `barriers` marks tokens that no name holds. Both outlive
/// it.
class NameReader {
 public:
  NameReader(const Sentence& sentence, const std::vector<bool>& barriers)
      : s_(sentence), barriers_(barriers) {}

  bool is_edge(std::size_t i) const;  ///< punctuation that no name spans
  bool ends_name(std::size_t i, std::uint64_t ends) const;
  Span trimmed(Span span) const;
  /// «В министерстве опровергли», "In paragraph 12 the Commission estimated": what stands where a
  /// place would is no part of the name, unless it is all there is.
  Span without_preposition(Span span) const;
  bool is_name(Span span) const;  ///< more than pronouns, articles and prepositions
  /// Reads backwards from `end` to the nearest edge. `edge` tells whether it was a real one.
  Span back_from(std::size_t end, bool* edge = nullptr) const;
  /// Reads onwards from behind a verb of speech, past its auxiliaries and adverbs.
  Span on_from(std::size_t first) const;
  /// Up to the comma; prepositions and names of days may be part of it.
  Span on_from_source(std::size_t first) const;
  bool is_locative(std::size_t token) const;
  /// "Tanık yol kenarında": where it was is no part of the name; nor is the noun before.
  Span without_locatives(Span span) const;
  /// A document, or who writes them: what stands in it was said by it.
  bool is_report(std::size_t token) const;
  /// The word "agency" in the case of who is told something.
  bool is_told(std::size_t i) const;
  /// «агентству «Норда» сообщили врачи»: who was told stands where the subject would.
  bool told_before(std::size_t end) const;
  /// The outlet's name before the word "agency", in quotes or not, or the word itself.
  std::size_t outlet_begin(std::size_t outlet, std::size_t limit) const;
  Span without_outlet(Span span) const;

 private:
  /// Quotation marks around a name («Норда») end no name; those around a sentence do.
  bool is_name_quote(std::size_t i) const;
  bool opens_number(std::size_t i) const;
  bool is_article(std::size_t i) const;
  bool ends_name_at(std::size_t i) const;
  /// "Dövlət televiziyası": a noun that belongs to the one before ends a name.
  bool is_possessed(std::size_t token) const;

  const Sentence& s_;
  const std::vector<bool>& barriers_;
};

}  // namespace attest::reading
