#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "reading/impl/dates.hpp"
#include "reading/impl/harms.hpp"
#include "reading/impl/mentions.hpp"
#include "reading/impl/places.hpp"
#include "reading/impl/sentence.hpp"
#include "reading/impl/voices.hpp"
#include "reading/read.hpp"

namespace attest::reading {

/// What earlier sentences leave for later ones.
struct Memory {
  std::string speaker;         ///< the last one named
  std::string quoted;          ///< who speaks while a quotation is open
  std::set<std::string> seen;  ///< places and judging words that were suggested already
  bool open_quote = false;
  std::string date;                  ///< of the last event, within the paragraph
  std::optional<std::size_t> whole;  ///< index of the last count that is no part of another
};

/// Turns one sentence into suggestions. Offsets are bytes until the reader counts code points.
class ClaimMaker {
 public:
  ClaimMaker(Sentence& sentence, std::optional<base::Day> article, Memory& memory,
             std::vector<Suggestion>& out)
      : s_(sentence), article_(article), memory_(memory), out_(out) {}

  void make();

 private:
  void gather();
  std::vector<bool> barriers() const;
  std::vector<bool> taken() const;
  void add_counts();
  void add_count(std::size_t index);
  void add_dates();
  void add_places();
  void add_attributions();
  void add_words();
  void add_assertions();
  void remember();

  bool is_first(const Suggestion& suggestion);
  Suggestion start(Kind kind, Span span, const Entry* entry) const;
  void fill_quantity(Suggestion& suggestion, const Mention& mention) const;
  void fill_category(Suggestion& suggestion, std::size_t index) const;
  void fill_voice(Suggestion& suggestion, Span where) const;
  void fill_circumstances(Suggestion& suggestion, Span where) const;
  void fill_doubt(Suggestion& suggestion, std::size_t index, Span where) const;
  Span quote_of(std::size_t index) const;
  const Voice* voice_at(std::size_t token) const;
  bool quoted_at(std::size_t token) const;
  bool number_between(std::size_t first, std::size_t end) const;
  bool of_toll(std::size_t index) const;
  bool is_hypothetical(Span where) const;
  std::string speaker_text(Span span) const;
  std::string pronoun_text(const Voice& voice) const;
  double certainty_of(std::size_t index) const;
  std::string tally_category(std::size_t index) const;

  Sentence& s_;
  std::optional<base::Day> article_;
  Memory& memory_;
  std::vector<Suggestion>& out_;
  std::vector<DateMention> dates_;
  std::vector<Mention> mentions_;
  std::vector<Harm> harms_;
  std::vector<Harmed> harmed_;
  std::vector<Voice> voices_;
  std::vector<PlaceMention> places_;
  std::vector<std::size_t> index_of_;  ///< of a mention's suggestion in out_
};

/// Clauses that state something checkable (impl/assertions.cpp).
struct Assertion {
  Span span;
  const Entry* entry = nullptr;
};
bool is_norm(const Sentence& sentence);  ///< says what should be, or only moves
std::vector<Assertion> find_assertions(const Sentence& sentence, const std::vector<bool>& counted);

}  // namespace attest::reading
