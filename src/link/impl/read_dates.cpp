// Birth, death and age of all records: order of day and month found per column, placeholder days
// found per list, ages reckoned from birth dates where a list has only these.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>

#include "link/impl/preparing.hpp"

namespace attest::link::impl {
namespace {

/// Day first, unless the column's own values say otherwise.
model::DayOrder order_of(const Field& field) {
  std::size_t day_first = 0, month_first = 0;
  for (std::uint32_t code = 0; code < field.texts.distinct(); ++code) {
    int a = 0, b = 0;
    const std::string text(field.texts.value(code));
    if (std::sscanf(text.c_str(), " %2d%*1[./-]%2d%*1[./-]", &a, &b) != 2) continue;
    day_first += a > 12 && b <= 12;
    month_first += b > 12 && a <= 12;
  }
  return month_first > day_first ? model::DayOrder::kMonthFirst : model::DayOrder::kDayFirst;
}

void read_days(const Roster& roster, Role role, std::span<DayValue> into) {
  for (const auto& field : roster.fields) {
    if (field.role != role) continue;
    const auto order = order_of(field);
    std::vector<DayValue> values;
    for (std::uint32_t code = 0; code < field.texts.distinct(); ++code) {
      values.push_back(read_day(field.texts.value(code), order).value_or(DayValue{}));
    }
    for (std::size_t row = 0; row < roster.rows; ++row) {
      if (!into[row].known()) into[row] = values[field.texts.code(row)];
    }
  }
}

int number_of(const Field* field, std::size_t row) {
  return field == nullptr ? 0 : std::atoi(std::string(field->texts[row]).c_str());
}

/// Year, month and day in columns of their own.
void read_parts(const Roster& roster, std::span<DayValue> into) {
  const Field* year = roster.find(Role::kBirthYear);
  if (year == nullptr) return;
  const Field* month = roster.find(Role::kBirthMonth);
  const Field* day = roster.find(Role::kBirthDay);
  for (std::size_t row = 0; row < roster.rows; ++row) {
    if (into[row].known()) continue;
    const auto value = read_day(year->texts[row], model::DayOrder::kYearFirst);
    if (!value) continue;
    into[row] = *value;
    const int m = number_of(month, row), d = number_of(day, row);
    if (m > 0 && m < 100) into[row].month = static_cast<std::uint8_t>(m);
    if (d > 0 && d < 100) into[row].day = static_cast<std::uint8_t>(d);
  }
}

/// Days of the year far more common than chance allows stand for "not known".
void find_placeholders(const std::string& list, std::span<DayValue> days, std::string_view what,
                       std::vector<std::string>& notes) {
  std::array<std::array<std::uint32_t, 32>, 13> counts{};
  double full = 0;
  for (const auto& day : days) {
    if (!day.full() || day.month > 12 || day.day > 31) continue;
    ++counts[day.month][day.day];
    ++full;
  }
  const double limit = std::max(12.0, 4 * full / 365);
  std::string found;
  for (auto& value : days) {
    if (!value.full() || value.month > 12 || value.day > 31) continue;
    value.vague = counts[value.month][value.day] > limit;
  }
  for (unsigned month = 1; month <= 12; ++month) {
    for (unsigned day = 1; day <= 31; ++day) {
      if (counts[month][day] <= limit) continue;
      found += fmt::format("{}{:02}-{:02} ({} rows)", found.empty() ? "" : ", ", month, day,
                           counts[month][day]);
    }
  }
  if (!found.empty()) {
    notes.push_back(
        fmt::format("{}: {} days taken as placeholders for an unknown day: {}", list, what, found));
  }
}

/// The year in which ages of a list were true: the median of birth year and age, where it has both.
int reference_year(std::span<const DayValue> birth, std::span<const std::int16_t> age) {
  std::vector<int> years;
  for (std::size_t i = 0; i < birth.size(); ++i) {
    if (birth[i].known() && age[i] >= 0) years.push_back(birth[i].year + age[i]);
  }
  if (years.size() < 5) return 0;
  std::nth_element(years.begin(), years.begin() + static_cast<std::ptrdiff_t>(years.size() / 2),
                   years.end());
  return years[years.size() / 2];
}

void read_ages(const Roster& roster, std::span<std::int16_t> into) {
  for (const auto& field : roster.fields) {
    if (field.role != Role::kAge) continue;
    std::vector<std::int16_t> values;
    for (std::uint32_t code = 0; code < field.texts.distinct(); ++code) {
      values.push_back(static_cast<std::int16_t>(read_age(field.texts.value(code))));
    }
    for (std::size_t row = 0; row < roster.rows; ++row) {
      if (into[row] < 0) into[row] = values[field.texts.code(row)];
    }
  }
}

/// Years of events that say when an age was true: death, else incident.
std::vector<DayValue> event_days(const Roster& roster) {
  std::vector<DayValue> days(roster.rows);
  read_days(roster, Role::kDeathDate, days);
  read_days(roster, Role::kIncidentDate, days);
  return days;
}

struct Range {
  std::uint32_t from, to;
};

class Ages {
 public:
  Ages(std::span<const Roster> rosters, Prepared& out) : rosters_(rosters), out_(out) {}

  void read() {
    out_.age.assign(out_.size(), -1);
    int common = 0;
    for (std::uint32_t list = 0; list < rosters_.size(); ++list) {
      read_ages(rosters_[list], slice(out_.age, list));
      const int year =
          out_.birth.empty() ? 0 : reference_year(slice(out_.birth, list), slice(out_.age, list));
      years_.push_back(year);
      common = std::max(common, year);
    }
    for (std::uint32_t list = 0; list < rosters_.size(); ++list) reckon(list, common);
  }

 private:
  template <typename T>
  std::span<T> slice(std::vector<T>& all, std::uint32_t list) const {
    return std::span(all).subspan(out_.numbering.first(list), rosters_[list].rows);
  }

  /// Ages from birth dates, for comparison with lists that have only ages.
  void reckon(std::uint32_t list, int common) {
    if (out_.birth.empty()) return;
    const auto events = event_days(rosters_[list]);
    const auto birth = slice(out_.birth, list);
    const auto age = slice(out_.age, list);
    const int year = years_[list] != 0 ? years_[list] : common;
    for (std::size_t row = 0; row < rosters_[list].rows; ++row) {
      if (age[row] >= 0 || !birth[row].known()) continue;
      const int when = events[row].known() ? events[row].year : year;
      if (when >= birth[row].year && when - birth[row].year <= 125) {
        age[row] = static_cast<std::int16_t>(when - birth[row].year);
      }
    }
  }

  std::span<const Roster> rosters_;
  Prepared& out_;
  std::vector<int> years_;
};

void read_days_of_all(std::span<const Roster> rosters, Role role, std::string_view what,
                      std::vector<DayValue>& days, Prepared& out) {
  days.assign(out.size(), {});
  bool any = false;
  for (std::uint32_t list = 0; list < rosters.size(); ++list) {
    const auto slice = std::span(days).subspan(out.numbering.first(list), rosters[list].rows);
    read_days(rosters[list], role, slice);
    if (role == Role::kBirthDate) read_parts(rosters[list], slice);
    if (role == Role::kBirthDate) find_placeholders(rosters[list].name, slice, what, out.notes);
    any =
        any || std::any_of(slice.begin(), slice.end(), [](const auto& day) { return day.known(); });
  }
  if (!any) days.clear();
}

}  // namespace

void read_dates(std::span<const Roster> rosters, Prepared& out) {
  read_days_of_all(rosters, Role::kBirthDate, "birth", out.birth, out);
  read_days_of_all(rosters, Role::kDeathDate, "death", out.death, out);
  const bool ages = std::any_of(rosters.begin(), rosters.end(),
                                [](const Roster& r) { return r.find(Role::kAge) != nullptr; });
  if (ages) Ages(rosters, out).read();
}

}  // namespace attest::link::impl
