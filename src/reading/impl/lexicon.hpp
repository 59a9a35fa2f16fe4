#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/measure.hpp"
#include "model/quantity.hpp"

namespace attest::reading {

/// What a word or phrase does in a sentence. docs/formats/rule-pack.md describes each by its word.
enum class Class : std::uint8_t {
  kNumber,
  kMultiplier,
  kScale,
  kVague,
  kBound,
  kRange,
  kBetween,
  kFrom,
  kMeasure,
  kNeutral,
  kTally,
  kChange,
  kPerson,
  kDual,
  kUnit,
  kLabel,
  kOf,
  kOther,
  kSubset,
  kIndefinite,
  kJoin,
  kBreak,
  kStop,
  kAux,
  kNot,
  kIgnore,
  kHypothetical,
  kSpeech,
  kSource,
  kThat,
  kOutlet,
  kRelay,
  kPronoun,
  kLead,
  kDeny,
  kHedge,
  kMonth,
  kWeekday,
  kRelative,
  kPeriod,
  kLast,
  kNight,
  kDateWord,
  kPlaceBefore,
  kPlaceNoun,
  kPlace,
  kLegal,
  kPosition,
  kNorm,
  kClaim,
  kSensitive,
  kCount  ///< how many classes there are
};

/// Where a word stands to what it belongs to, or what a harm word takes.
enum class Form : std::uint8_t {
  kNone,
  kVerb,    ///< object: killed 12 people
  kState,   ///< subject: 12 people died
  kEither,  ///< both: 12 killed, killed 12
  kNoun,    ///< the counted noun itself: 12 dead
  kEvent,   ///< noun of what happened: the death of 12
  kBefore,
  kAfter,
  kCiting,  ///< a source through whom the sentence's subject speaks
  kReport   ///< "the report reads": who speaks stands where a place would
};

/// One phrase of a pack.
struct Entry {
  Class cls = Class::kStop;
  Form form = Form::kNone;
  std::int64_t value = 0;  ///< numbers, months, days; of persons and harm nouns: how many they mean
  model::Bound bound = model::Bound::kExact;
  model::Measure measure = model::Measure::kOther;
  std::string word;  ///< category, legal word, name of a place
  std::vector<std::string> tokens;
  std::vector<bool> stem;  ///< tokens[i] is the beginning of a word
  int line = 0;
};

static_assert(static_cast<int>(Class::kCount) <= 64, "classes fit into one word of bits");
constexpr std::uint64_t bit(Class cls) {
  return std::uint64_t{1} << static_cast<unsigned>(cls);
}

/// On which side of the verb the object or subject stands where nothing else tells.
enum class Order : std::uint8_t { kFree, kFinal, kInitial };

/// A parsed pack, ready to look words up.
class Lexicon {
 public:
  std::string language;
  std::string name;
  Order order = Order::kFree;
  bool elision = false;
  bool bare_singular = false;     ///< a bare singular noun can stand for one person
  bool event_after = false;       ///< "12 kişinin ölümü": who was harmed stands before the noun
  bool compound_numbers = false;  ///< number words are written together: քսանչորս
  bool units_first = false;       ///< four and twenty
  bool capital_months = false;    ///< May is a month, may is not
  bool inverted_about = false;    ///< «человек двадцать»: about twenty
  char decimal = '.';
  std::vector<std::string> clitics;    ///< cut from the front of a word that is not found whole
  std::vector<std::string> enclitics;  ///< cut from the end of a word that is not found whole
  std::string join_clitic;             ///< the clitic that means "and"
  std::string article_clitic;          ///< the clitic that means "the"
  std::vector<std::string> suffixes;   ///< endings of number words and of digits
  std::unordered_set<std::string> partitive;  ///< endings of numbers that say "of them"
  std::unordered_set<std::string> ordinals;
  std::vector<std::string> place_endings;  ///< case endings of words that say where
  std::vector<std::string> locatives;      ///< endings of words that are no subject
  std::vector<std::string> ablatives;      ///< endings that say "from" or "out of"
  std::vector<std::string> genitives;      ///< endings that say whose
  std::vector<std::string> verb_endings;   ///< endings that no noun has
  std::vector<std::string> infixes;        ///< words that may stand inside any phrase
  std::vector<std::string> up_to;          ///< endings of numbers and nouns: "at most"
  std::vector<std::string> possessives;    ///< endings of nouns that belong to the noun before
  std::vector<std::string> abbreviations;

  void add(Entry entry);
  const std::vector<Entry>& entries() const { return entries_; }

  /// Calls found(entry) for each phrase whose first token is `word` or a stem of it.
  template <class F>
  void look_up(std::string_view word, F&& found) const {
    std::int32_t node = root(word);
    for (std::size_t i = 1; node >= 0; ++i) {
      const Node& here = nodes_[static_cast<std::size_t>(node)];
      for (const std::int32_t id : here.stems) found(entries_[static_cast<std::size_t>(id)]);
      if (i >= word.size()) {
        for (const std::int32_t id : here.words) found(entries_[static_cast<std::size_t>(id)]);
        return;
      }
      node = child(here, static_cast<unsigned char>(word[i]));
    }
  }
  /// The number word that `word` is, whole.
  const Entry* number_word(std::string_view word) const;

 private:
  struct Node {
    std::vector<std::pair<unsigned char, std::int32_t>> children;
    std::vector<std::int32_t> stems;
    std::vector<std::int32_t> words;
  };
  static std::int32_t child(const Node& node, unsigned char byte) {
    for (const auto& [key, target] : node.children)
      if (key == byte) return target;
    return -1;
  }
  std::int32_t root(std::string_view word) const {
    return word.empty() ? -1 : roots_[static_cast<unsigned char>(word.front())];
  }
  std::int32_t make_node(std::string_view word);

  std::vector<Entry> entries_;
  std::vector<Node> nodes_;
  std::vector<std::int32_t> roots_ = std::vector<std::int32_t>(256, -1);
  std::unordered_map<std::string, std::int32_t> numbers_;
};

}  // namespace attest::reading
