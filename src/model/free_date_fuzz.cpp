#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "model/date.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using attest::model::DayOrder;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const auto order : {DayOrder::kDayFirst, DayOrder::kMonthFirst, DayOrder::kYearFirst}) {
    const auto reading = attest::model::read_date(text, order);
    if (reading.date.has_value() != reading.reason.empty()) std::abort();
    if (reading.date && !attest::model::Date::parse(reading.date->text())) std::abort();
  }
  return 0;
}
