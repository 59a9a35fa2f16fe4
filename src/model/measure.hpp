#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace attest::model {

/// What is counted. Figures of different measures are never added, subtracted, compared or put in
/// one range: an Amount knows its measure, and mixing two does not compile (tests/misuse).
enum class Measure {
  kKilled,
  kWounded,
  kDisabled,
  kCaptive,
  kCaptiveReleased,
  kMissing,
  kDisplaced,
  kArrested,
  kRaped,
  kExecuted,
  kAffected,        ///< one number for dead and wounded together
  kBodiesFound,     ///< bodies seen, recovered or received
  kBodiesExamined,  ///< bodies a physician examined
  kBuried,
  kIdentified,
  kListEntries,  ///< names on a list
  kFamilies,
  kPopulation,
  kActs,
  kOther  ///< anything else: told apart by its words
};

/// The word used in files, for example "bodies_examined", and the word for pages, "bodies
/// examined".
std::string_view word(Measure measure);
std::string_view label(Measure measure);
std::optional<Measure> parse_measure(std::string_view word);

/// A measure as a table names it: one of the list, or other words kept as they are. Two kOther are
/// the same only if their words are.
struct MeasureName {
  Measure measure = Measure::kOther;
  std::string other;
  friend auto operator<=>(const MeasureName&, const MeasureName&) = default;
};
MeasureName measure_name(std::string_view words);
std::string label(const MeasureName& name);
std::string word(const MeasureName& name);  ///< "killed", or "other: persons aware of corridor"

/// Of whom: "all", "women", "children", "elderly", "men", "civilians", "soldiers", "police", or any
/// other words. Kept as text: categories are the source's, and only equal ones are compared.
struct Category {
  std::string words = "all";
  friend auto operator<=>(const Category&, const Category&) = default;
};
/// "total", "" and "all persons" are "all"; "civilian" is "civilians"; "woman" is "women"; others
/// stay.
Category category(std::string_view words);

/// "killed/women" → killed, women: split at the first stroke. A list is no count of persons: where
/// the category says so ("killed/total (list)", "killed/list"), the measure is list entries.
struct MeasureCategory {
  MeasureName measure;
  Category category;
  friend bool operator==(const MeasureCategory&, const MeasureCategory&) = default;
};
MeasureCategory split_measure(std::string_view words);
/// The same of two cells.
MeasureCategory measure_of(std::string_view measure, std::string_view of_whom);

/// A number of one measure.
template <Measure M>
struct Amount {
  std::int64_t value = 0;
  friend auto operator<=>(Amount, Amount) = default;
  friend Amount operator+(Amount a, Amount b) { return {a.value + b.value}; }
};

/// A documented range of one measure; an end that nobody stated is absent.
template <Measure M>
struct Range {
  std::optional<Amount<M>> low;
  std::optional<Amount<M>> high;

  void include(Amount<M> amount) {
    if (!low || amount < *low) low = amount;
    if (!high || amount > *high) high = amount;
  }
  void include(const Range& other) {
    if (other.low) include(*other.low);
    if (other.high) include(*other.high);
  }
};

/// Calls f.template operator()<M>() for the measure at hand: the one bridge from a table's word to
/// a type.
template <class F>
decltype(auto) with_measure(Measure measure, F&& f) {
  switch (measure) {
    case Measure::kKilled:
      return f.template operator()<Measure::kKilled>();
    case Measure::kWounded:
      return f.template operator()<Measure::kWounded>();
    case Measure::kDisabled:
      return f.template operator()<Measure::kDisabled>();
    case Measure::kCaptive:
      return f.template operator()<Measure::kCaptive>();
    case Measure::kCaptiveReleased:
      return f.template operator()<Measure::kCaptiveReleased>();
    case Measure::kMissing:
      return f.template operator()<Measure::kMissing>();
    case Measure::kDisplaced:
      return f.template operator()<Measure::kDisplaced>();
    case Measure::kArrested:
      return f.template operator()<Measure::kArrested>();
    case Measure::kRaped:
      return f.template operator()<Measure::kRaped>();
    case Measure::kExecuted:
      return f.template operator()<Measure::kExecuted>();
    case Measure::kAffected:
      return f.template operator()<Measure::kAffected>();
    case Measure::kBodiesFound:
      return f.template operator()<Measure::kBodiesFound>();
    case Measure::kBodiesExamined:
      return f.template operator()<Measure::kBodiesExamined>();
    case Measure::kBuried:
      return f.template operator()<Measure::kBuried>();
    case Measure::kIdentified:
      return f.template operator()<Measure::kIdentified>();
    case Measure::kListEntries:
      return f.template operator()<Measure::kListEntries>();
    case Measure::kFamilies:
      return f.template operator()<Measure::kFamilies>();
    case Measure::kPopulation:
      return f.template operator()<Measure::kPopulation>();
    case Measure::kActs:
      return f.template operator()<Measure::kActs>();
    case Measure::kOther:
      break;
  }
  return f.template operator()<Measure::kOther>();
}

}  // namespace attest::model
