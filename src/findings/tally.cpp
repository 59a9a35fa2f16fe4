#include "findings/tally.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

#include "base/error.hpp"
#include "model/quantity.hpp"

namespace attest::findings {
namespace {

constexpr std::array<std::pair<Field, std::string_view>, 7> kFields = {{
    {Field::kSex, "sex"},
    {Field::kAgeGroup, "age_group"},
    {Field::kYear, "year"},
    {Field::kPlace, "place"},
    {Field::kIncident, "incident"},
    {Field::kStatus, "status"},
    {Field::kCause, "cause"},
}};

std::string trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return std::string(kUnknown);
  return std::string(text.substr(first, text.find_last_not_of(kBlank) - first + 1));
}

/// Full years between two days.
int years_between(base::Day from, base::Day to) {
  const bool before_birthday = std::pair(to.month, to.day) < std::pair(from.month, from.day);
  return to.year - from.year - (before_birthday ? 1 : 0);
}

struct Ages {
  int youngest = 0;
  int oldest = 0;
};

std::optional<Ages> ages(const model::Person& person) {
  if (person.age) {
    const auto age = static_cast<int>(std::clamp<std::int64_t>(*person.age, 0, 200));
    return Ages{age, age};
  }
  if (!person.death) return std::nullopt;
  const auto died_first = person.death->earliest();
  const auto died_last = person.death->latest();
  if (!died_first || !died_last) return std::nullopt;
  if (person.birth && person.birth->earliest() && person.birth->latest())
    return Ages{years_between(*person.birth->latest(), *died_first),
                years_between(*person.birth->earliest(), *died_last)};
  if (!person.birth_year) return std::nullopt;
  const auto year = static_cast<int>(std::clamp<std::int64_t>(*person.birth_year, 0, 9999));
  return Ages{years_between({year, 12, 31}, *died_first), years_between({year, 1, 1}, *died_last)};
}

std::string age_group(const model::Person& person) {
  constexpr int kAdult = 18;
  const auto span = ages(person);
  if (!span) return std::string(kUnknown);
  if (span->oldest < kAdult) return "child";
  return span->youngest >= kAdult ? "adult" : std::string(kUnknown);
}

std::string year(const model::Person& person) {
  const auto known = person.death ? person.death->year() : std::nullopt;
  return known ? std::to_string(*known) : std::string(kUnknown);
}

using Labels = std::vector<std::size_t>;

/// Union-find; a group is named by its smallest record.
class Groups {
 public:
  explicit Groups(std::size_t records) : parent_(records) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t find(std::size_t record) {
    while (parent_[record] != record) record = parent_[record] = parent_[parent_[record]];
    return record;
  }
  void join(std::size_t a, std::size_t b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }
  Labels labels() {
    Labels out(parent_.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = find(i);
    return out;
  }

 private:
  std::vector<std::size_t> parent_;
};

/// Values of one field as small numbers, in the order rows stand: stated ones, then disputed, then
/// unknown.
class Column {
 public:
  Column(std::span<const model::Person> persons, Field field) {
    std::map<std::string, std::size_t> seen;
    std::vector<std::string> stated;
    for (const auto& person : persons) stated.push_back(value_of(person, field));
    for (const auto& value : stated)
      if (value != kUnknown) seen.emplace(value, 0);
    for (auto& [value, code] : seen) {
      code = names_.size();
      names_.push_back(value);
    }
    for (const auto& value : stated)
      codes_.push_back(value == kUnknown ? unknown() : seen.at(value));
  }

  std::size_t disputed() const { return names_.size(); }
  std::size_t unknown() const { return names_.size() + 1; }
  std::size_t code(std::size_t record) const { return codes_[record]; }
  bool is_stated() const { return !names_.empty(); }
  std::string name(std::size_t code) const {
    if (code == disputed()) return std::string(kDisputed);
    return code == unknown() ? std::string(kUnknown) : names_[code];
  }
  /// What a person's value becomes when another of its records speaks.
  std::size_t join(std::size_t a, std::size_t b) const {
    if (a == unknown()) return b;
    return b == unknown() || a == b ? a : disputed();
  }

 private:
  std::vector<std::string> names_;
  std::vector<std::size_t> codes_;
};

using Key = std::vector<std::size_t>;
using People = std::map<Key, std::vector<std::size_t>>;

/// The people of one partition, each by its first record, under the values that all their records
/// give them.
People people_of(const Labels& labels, const std::vector<Column>& columns) {
  std::map<std::size_t, std::pair<std::size_t, Key>> by_label;
  for (std::size_t record = 0; record < labels.size(); ++record) {
    auto& [first, key] = by_label.try_emplace(labels[record], record, Key{}).first->second;
    const bool fresh = key.empty();
    key.resize(columns.size());
    for (std::size_t c = 0; c < columns.size(); ++c)
      key[c] = fresh ? columns[c].code(record) : columns[c].join(key[c], columns[c].code(record));
  }
  People out;
  for (auto& [label, person] : by_label) out[std::move(person.second)].push_back(person.first);
  for (auto& [key, records] : out) std::ranges::sort(records);
  return out;
}

std::int64_t number(const People& people, const Key& key) {
  const auto found = people.find(key);
  return found == people.end() ? 0 : static_cast<std::int64_t>(found->second.size());
}

std::int64_t number(const People& people) {
  std::int64_t sum = 0;
  for (const auto& [key, records] : people) sum += static_cast<std::int64_t>(records.size());
  return sum;
}

/// Nearest-rank quantiles.
std::optional<Count::Sampled> sampled(std::vector<std::int64_t> draws) {
  if (draws.empty()) return std::nullopt;
  std::ranges::sort(draws);
  const auto at = [&](double share) {
    const auto last = static_cast<double>(draws.size() - 1);
    return draws[static_cast<std::size_t>(std::lround(share * last))];
  };
  return Count::Sampled{at(0.5), at(0.025), at(0.975)};
}

template <class Number>
Count count(const Number& in, const People& apart, const People& merged,
            const std::vector<People>& samples) {
  std::vector<std::int64_t> draws;
  for (const auto& sample : samples) draws.push_back(in(sample));
  const std::int64_t one = in(apart);
  const std::int64_t other = in(merged);
  return {std::min(one, other), std::max(one, other), sampled(std::move(draws))};
}

}  // namespace

std::string_view word(Field field) {
  return std::ranges::find(kFields, field, [](const auto& f) { return f.first; })->second;
}

std::optional<Field> parse_field(std::string_view text) {
  for (const auto& [field, name] : kFields)
    if (name == text) return field;
  return std::nullopt;
}

std::string value_of(const model::Person& person, Field field) {
  switch (field) {
    case Field::kSex:
      return trimmed(person.sex);
    case Field::kAgeGroup:
      return age_group(person);
    case Field::kYear:
      return year(person);
    case Field::kPlace:
      return trimmed(person.place);
    case Field::kIncident:
      return trimmed(person.incident);
    case Field::kStatus:
      return trimmed(person.status);
    case Field::kCause:
      return trimmed(person.cause);
  }
  return std::string(kUnknown);
}

Tally tally(std::span<const model::Person> persons, const Resolved& resolved,
            std::span<const Field> by) {
  std::vector<Column> columns;
  for (const auto field : by) columns.emplace_back(persons, field);
  Groups groups(persons.size());
  for (const auto& person : resolved.people)
    for (const auto record : person) groups.join(person.front(), record);
  const People apart = people_of(groups.labels(), columns);
  for (const auto& [a, b] : resolved.unsure) groups.join(a, b);
  const People merged = people_of(groups.labels(), columns);
  std::vector<People> samples;
  for (const auto& labels : resolved.samples) {
    base::ensure(labels.size() == persons.size(), "a sampled partition labels every record");
    samples.push_back(people_of(labels, columns));
  }

  Tally out{.by = {by.begin(), by.end()}};
  out.total = count([](const People& p) { return number(p); }, apart, merged, samples);
  People rows = apart;
  rows.insert(merged.begin(), merged.end());
  for (const auto& sample : samples) rows.insert(sample.begin(), sample.end());
  for (const auto& [key, ignored] : rows) {
    Tally::Row row;
    for (std::size_t c = 0; c < columns.size(); ++c) row.values.push_back(columns[c].name(key[c]));
    row.count = count([&](const People& p) { return number(p, key); }, apart, merged, samples);
    if (const auto found = apart.find(key); found != apart.end()) row.people = found->second;
    out.rows.push_back(std::move(row));
  }
  return out;
}

Tally sdg_16_1_2(std::span<const model::Person> persons, const Resolved& resolved) {
  std::vector<Field> by = {Field::kSex, Field::kAgeGroup};
  for (const auto field : {Field::kCause, Field::kStatus})
    if (Column(persons, field).is_stated()) by.push_back(field);
  return tally(persons, resolved, by);
}

std::string display(const Count& count) {
  if (count.low == count.high) return model::display(count.low);
  return fmt::format("{}–{}", model::display(count.low), model::display(count.high));
}

}  // namespace attest::findings
