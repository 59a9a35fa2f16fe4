#include "model/measure.hpp"

#include <doctest/doctest.h>

namespace {
using namespace attest::model;
}

TEST_CASE("every measure has its own word and label") {
  for (int i = 0; i <= static_cast<int>(Measure::kOther); ++i) {
    const auto measure = static_cast<Measure>(i);
    CHECK(parse_measure(word(measure)) == measure);
    CHECK_FALSE(label(measure).empty());
    CHECK(with_measure(measure, []<Measure M>() { return M; }) == measure);
  }
  CHECK_FALSE(parse_measure("persons"));
}

TEST_CASE("natural words name measures and unknown ones stay themselves") {
  CHECK(measure_name("Injured").measure == Measure::kWounded);
  CHECK(measure_name(" deaths ").measure == Measure::kKilled);
  CHECK(measure_name("bodies").measure == Measure::kBodiesFound);
  CHECK(measure_name("bodies examined").measure == Measure::kBodiesExamined);
  CHECK(measure_name("bodies_examined").measure == Measure::kBodiesExamined);
  CHECK(measure_name("captive released").measure == Measure::kCaptiveReleased);
  CHECK(measure_name("handicapped").measure == Measure::kDisabled);
  const auto other = measure_name("families of killed");
  CHECK(other.measure == Measure::kOther);
  CHECK(word(other) == "other: families of killed");
  CHECK(measure_name(word(other)) == other);
  CHECK(label(other) == "families of killed");
  CHECK(measure_name("wounded or frostbite") != measure_name("wounded"));
}

TEST_CASE("categories meet under one word and proper nouns keep their letters") {
  CHECK(category("total").words == "all");
  CHECK(category("").words == "all");
  CHECK(category(" Civilian ").words == "civilians");
  CHECK(category("Woman").words == "women");
  CHECK(category("Lower Valley").words == "Lower Valley");
}

TEST_CASE("measure and category are split at the first stroke") {
  CHECK(split_measure("killed/women") == MeasureCategory{{Measure::kKilled, {}}, {"women"}});
  CHECK(split_measure("killed") == MeasureCategory{{Measure::kKilled, {}}, {"all"}});
  CHECK(split_measure("distance/km") == MeasureCategory{{Measure::kOther, "distance"}, {"km"}});
  const MeasureCategory entries{{Measure::kListEntries, {}}, {"all"}};
  CHECK(split_measure("killed/total (list)") == entries);
  CHECK(split_measure("killed or missing/list") == entries);
}

TEST_CASE("a range takes in amounts of its own measure") {
  Range<Measure::kKilled> range;
  range.include(Amount<Measure::kKilled>{20});
  range.include(Amount<Measure::kKilled>{10} + Amount<Measure::kKilled>{5});
  CHECK(range.low->value == 15);
  CHECK(range.high->value == 20);
  Range<Measure::kKilled> wider;
  wider.include(range);
  CHECK(wider.high->value == 20);
}
