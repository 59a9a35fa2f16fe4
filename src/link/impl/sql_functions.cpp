#include "link/impl/sql_functions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <regex>
#include <set>

#include "base/time.hpp"
#include "base/unicode.hpp"
#include "link/day.hpp"
#include "names/compare.hpp"

namespace attest::link::impl {
namespace {

using Arguments = std::span<const SqlValue>;

bool any_null(Arguments arguments) {
  return std::any_of(arguments.begin(), arguments.end(), [](const SqlValue& value) {
    return std::holds_alternative<std::monostate>(value);
  });
}

std::u32string points(const SqlValue& value) {
  return base::to_utf32(text_of(value));
}

template <typename Measure>
SqlValue of_two_texts(Arguments a, Measure measure) {
  if (a.size() < 2 || any_null(a)) return {};
  return static_cast<double>(measure(points(a[0]), points(a[1])));
}

SqlValue sql_levenshtein(Arguments a) {
  return of_two_texts(a, [](const auto& x, const auto& y) { return names::levenshtein(x, y); });
}
SqlValue sql_damerau(Arguments a) {
  return of_two_texts(a, [](const auto& x, const auto& y) { return names::damerau(x, y); });
}
SqlValue sql_jaro(Arguments a) {
  return of_two_texts(a, [](const auto& x, const auto& y) { return names::jaro(x, y); });
}
SqlValue sql_jaro_winkler(Arguments a) {
  return of_two_texts(a, [](const auto& x, const auto& y) { return names::jaro_winkler(x, y); });
}

/// Of the sets of characters, as DuckDB defines it.
SqlValue sql_jaccard(Arguments a) {
  return of_two_texts(a, [](const auto& x, const auto& y) {
    const std::set<char32_t> first(x.begin(), x.end()), second(y.begin(), y.end());
    const auto common =
        std::count_if(first.begin(), first.end(), [&](char32_t c) { return second.contains(c); });
    const auto all = first.size() + second.size() - static_cast<std::size_t>(common);
    return all == 0 ? 0.0 : static_cast<double>(common) / static_cast<double>(all);
  });
}

SqlValue sql_abs(Arguments a) {
  const auto x = a.empty() ? std::nullopt : number_of(a[0]);
  if (!x) return {};
  return std::abs(*x);
}

SqlValue sql_coalesce(Arguments a) {
  const auto found = std::find_if(a.begin(), a.end(), [](const SqlValue& value) {
    return !std::holds_alternative<std::monostate>(value);
  });
  return found == a.end() ? SqlValue{} : *found;
}

SqlValue sql_nullif(Arguments a) {
  if (a.size() < 2 || a[0] == a[1]) return {};
  return a[0];
}

template <typename Better>
SqlValue pick(Arguments a, Better better) {
  SqlValue best;
  for (const auto& value : a) {
    const auto x = number_of(value);
    if (!x) continue;
    const auto y = number_of(best);
    if (!y || better(*x, *y)) best = *x;
  }
  return best;
}
SqlValue sql_least(Arguments a) {
  return pick(a, std::less<>{});
}
SqlValue sql_greatest(Arguments a) {
  return pick(a, std::greater<>{});
}

SqlValue sql_lower(Arguments a) {
  if (a.empty() || any_null(a)) return {};
  std::string out;
  for (const char32_t point : points(a[0])) base::append_utf8(out, base::to_lower(point));
  return out;
}
SqlValue sql_upper(Arguments a) {
  if (a.empty() || any_null(a)) return {};
  std::string out;
  for (const char32_t point : points(a[0])) base::append_utf8(out, base::to_upper(point));
  return out;
}
SqlValue sql_trim(Arguments a) {
  if (a.empty() || any_null(a)) return {};
  std::string text = text_of(a[0]);
  text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}
SqlValue sql_same(Arguments a) {
  if (a.empty()) return {};
  return a[0];
}
SqlValue sql_concat(Arguments a) {
  std::string text;
  for (const auto& value : a) text += text_of(value);
  return text;
}

std::set<std::string> items(const SqlValue& value) {
  std::set<std::string> found;
  std::string item;
  for (const char c : text_of(value) + ";") {
    if (c != ';' && c != '|' && c != '\x1f') {
      item += c;
    } else {
      if (!item.empty()) found.insert(item);
      item.clear();
    }
  }
  return found;
}

SqlValue sql_intersect(Arguments a) {
  if (a.size() < 2 || any_null(a)) return {};
  const auto first = items(a[0]), second = items(a[1]);
  std::string common;
  for (const auto& item : first) {
    if (second.contains(item)) common += (common.empty() ? "" : ";") + item;
  }
  return common;
}
SqlValue sql_count(Arguments a) {
  if (a.empty() || any_null(a)) return {};
  return static_cast<double>(items(a[0]).size());
}
SqlValue sql_length(Arguments a) {
  if (a.empty() || any_null(a)) return {};
  return static_cast<double>(base::count_points(text_of(a[0])));
}

SqlValue sql_substr(Arguments a) {
  if (a.size() < 2 || any_null(a)) return {};
  const std::u32string text = points(a[0]);
  const auto from = static_cast<std::int64_t>(number_of(a[1]).value_or(1));
  const auto length =
      a.size() > 2 ? static_cast<std::int64_t>(number_of(a[2]).value_or(0)) : 1'000'000;
  const auto begin =
      std::clamp<std::int64_t>(from > 0 ? from - 1 : 0, 0, static_cast<std::int64_t>(text.size()));
  return base::to_utf8(std::u32string_view(text).substr(
      static_cast<std::size_t>(begin),
      static_cast<std::size_t>(std::max<std::int64_t>(0, length))));
}

SqlValue sql_regexp_extract(Arguments a) {
  if (a.size() < 2 || any_null(a)) return {};
  thread_local std::map<std::string, std::regex> compiled;
  const std::string pattern = text_of(a[1]);
  auto at = compiled.find(pattern);
  if (at == compiled.end())
    at = compiled.emplace(pattern, std::regex(pattern, std::regex::ECMAScript)).first;
  const auto group = a.size() > 2 ? static_cast<std::size_t>(number_of(a[2]).value_or(0)) : 0;
  std::smatch match;
  const std::string text = text_of(a[0]).substr(0, 1000);  // std::regex recurses once a character
  if (!std::regex_search(text, match, at->second) || group >= match.size()) return std::string();
  return match[group].str();
}

std::optional<std::int64_t> serial_of(const SqlValue& value) {
  if (const auto* seconds = std::get_if<double>(&value))
    return static_cast<std::int64_t>(std::floor(*seconds / 86400));
  const auto day = read_day(text_of(value), model::DayOrder::kYearFirst);
  if (!day || day->month == 0 || day->day == 0) return std::nullopt;
  const base::Day civil{day->year, day->month, day->day};
  if (!base::is_valid(civil)) return std::nullopt;
  return base::to_serial(civil);
}

SqlValue sql_strptime(Arguments a) {
  if (a.empty() || any_null(a)) return {};
  const auto serial = serial_of(a[0]);
  if (!serial) return {};
  return static_cast<double>(*serial) * 86400;
}

SqlValue sql_datediff(Arguments a) {
  if (a.size() < 2 || any_null(a)) return {};
  const auto x = serial_of(a[a.size() - 2]), y = serial_of(a[a.size() - 1]);
  if (!x || !y) return {};
  const double days = static_cast<double>(*y - *x);
  const std::string unit = a.size() > 2 ? lowered(text_of(a[0])) : "day";
  if (unit == "month") return std::trunc(days / 30.4375);
  if (unit == "year") return std::trunc(days / 365.25);
  return days;
}

const std::map<std::string, SqlFunction> kFunctions = {
    {"abs", sql_abs},
    {"coalesce", sql_coalesce},
    {"ifnull", sql_coalesce},
    {"nullif", sql_nullif},
    {"least", sql_least},
    {"greatest", sql_greatest},
    {"lower", sql_lower},
    {"upper", sql_upper},
    {"trim", sql_trim},
    {"cast", sql_same},
    {"try_cast", sql_same},
    {"epoch", sql_same},
    {"concat", sql_concat},
    {"length", sql_length},
    {"len", sql_length},
    {"substr", sql_substr},
    {"substring", sql_substr},
    {"levenshtein", sql_levenshtein},
    {"damerau_levenshtein", sql_damerau},
    {"jaro_similarity", sql_jaro},
    {"jaro_sim", sql_jaro},
    {"jaro", sql_jaro},
    {"jaro_winkler_similarity", sql_jaro_winkler},
    {"jaro_winkler", sql_jaro_winkler},
    {"jaccard", sql_jaccard},
    {"regexp_extract", sql_regexp_extract},
    {"try_strptime", sql_strptime},
    {"strptime", sql_strptime},
    {"datediff", sql_datediff},
    {"date_diff", sql_datediff},
    {"list_intersect", sql_intersect},
    {"array_intersect", sql_intersect},
    {"array_length", sql_count},
    {"list_length", sql_count},
    {"size", sql_count},
};

}  // namespace

SqlFunction find_function(const std::string& name) {
  const auto found = kFunctions.find(name);
  return found == kFunctions.end() ? nullptr : found->second;
}

std::optional<double> number_of(const SqlValue& value) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return std::nullopt;
  char* end = nullptr;
  const double number = std::strtod(text->c_str(), &end);
  if (end == text->c_str() || *end != '\0') return std::nullopt;
  return number;
}

std::string text_of(const SqlValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
  return {};
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

}  // namespace attest::link::impl
