#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "findings/checks.hpp"
#include "findings/relay.hpp"
#include "model/nouns.hpp"

namespace attest::findings::impl {

/// What every check is given, with the helpers they share. `out` collects.
class Context {
 public:
  Context(const Evidence& evidence, const Voices& voices);

  const Evidence& evidence;
  const Voices& voices;
  std::vector<std::optional<Echo>> echo;  ///< one a figure
  std::vector<std::size_t> order;         ///< figures in the order said
  std::vector<Check> out;

  const model::Figure& figure(std::size_t i) const { return evidence.figures[i]; }
  const std::string& voice(std::size_t i) const { return voice_[i]; }
  /// Folded head of the name: looser than the voice, for checks that only ask.
  const std::string& loose_voice(std::size_t i) const { return loose_voice_[i]; }
  Witness witness(std::size_t i) const;
  Witness witness(const Node& node) const;
  /// Who speaks: the asserter; of a position, its body.
  std::string speaker(const Node& node) const;
  /// "Supreme Court" and "Supreme Court, Case 7" are one speaker; the Senates of two countries are
  /// two.
  bool one_speaker(const Node& a, const Node& b) const;
  /// The same of a name that a statement mentions.
  bool is_speaker(const std::string& name, const Node& node) const;
  std::vector<Witness> witnesses(const std::vector<std::size_t>& figures) const;
  void add(CheckKind kind, std::string text, std::vector<Witness> witnesses);

 private:
  std::vector<std::string> voice_;
  std::vector<std::string> loose_voice_;
};

/// The one number a quantity states, whatever bounds it; nothing for ranges and words.
std::optional<std::int64_t> stated(const model::Quantity& quantity);
/// Only where it is stated without a bound.
std::optional<std::int64_t> exactly(const model::Quantity& quantity);
/// "Upper House (Arland)".
std::string body_of(const model::Position& position);
/// "killed, civilians".
std::string label_of(const model::Figure& figure);
/// The year it was said, or "n.d.".
std::string year_of(const model::Attribution& by);
/// "a", "a and b", "a, b and c".
std::string listing(const std::vector<std::string>& items);

using Group = std::vector<std::size_t>;
/// Figures in the order said, grouped by a key; groups in the order of keys.
template <class Key>
std::map<Key, Group> group_by(const Context& context, const std::function<Key(std::size_t)>& key) {
  std::map<Key, Group> groups;
  for (const auto i : context.order) groups[key(i)].push_back(i);
  return groups;
}

RelayGraph relays_of(const Context& context);

void check_parts(Context& context);        // part_exceeds_whole
void check_sums(Context& context);         // sums_agree, sums_differ
void check_labels(Context& context);       // one_number_many_labels, measures_under_one_word
void check_numbers(Context& context);      // one_label_many_numbers, digits_differ
void check_voices(Context& context);       // one_source_two_numbers, totals_through_time
void check_repetitions(Context& context);  // repetition_not_source
void check_one_side(Context& context);     // one_side_coded
void check_units(Context& context);        // unit_changed
void check_composition(Context& context);  // words_against_numbers, shares_differ
void check_quotations(Context& context);   // speaker_changed, disclaimer_dropped
void check_positions(Context& context);    // word_upgraded, not_adopted_but_counted
void check_dates(Context& context);        // said_before_event

}  // namespace attest::findings::impl
