#include "base/toml.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "base/error.hpp"

namespace attest::base {
namespace {

std::string place(std::string_view where, const toml::source_region& region) {
  return fmt::format("{}, line {}, column {}", where, region.begin.line, region.begin.column);
}

std::string float_digits(double value) {
  auto digits = fmt::format("{}", value);
  if (digits.find_first_of(".e") == std::string::npos) digits += ".0";
  return digits;
}

template <class Moment>
Json moment_text(const Moment& moment) {
  std::ostringstream out;
  out << moment;
  return Json::string(out.str());
}

Json tree(const toml::node& node, std::string_view where);

// toml++ keeps the members sorted by name; the places of the keys tell their order in the file.
Json object_in_file_order(const toml::table& table, std::string_view where) {
  std::vector<std::pair<toml::source_position, Json::Member>> members;
  for (const auto& [key, value] : table) {
    members.emplace_back(key.source().begin, Json::Member(key.str(), tree(value, where)));
  }
  std::stable_sort(members.begin(), members.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  Json object = Json::object();
  for (auto& [position, member] : members) {
    object.set(std::move(member.first), std::move(member.second));
  }
  return object;
}

Json tree(const toml::node& node, std::string_view where) {
  if (const auto* table = node.as_table()) return object_in_file_order(*table, where);
  if (const auto* array = node.as_array()) {
    Json items = Json::array();
    for (const auto& item : *array) items.push(tree(item, where));
    return items;
  }
  if (const auto* text = node.as_string()) return Json::string(text->get());
  if (const auto* whole = node.as_integer()) return Json::number(whole->get());
  if (const auto* truth = node.as_boolean()) return Json::boolean(truth->get());
  if (const auto* date = node.as_date()) return moment_text(date->get());
  if (const auto* time = node.as_time()) return moment_text(time->get());
  if (const auto* both = node.as_date_time()) return moment_text(both->get());
  const double number = node.as_floating_point()->get();
  if (!std::isfinite(number)) {
    throw Error(Code::kMalformed, "a number is not finite", place(where, node.source()),
                "Write a finite number, or a text in quotes");
  }
  return Json::number(float_digits(number));
}

}  // namespace

Json parse_toml(std::string_view text, std::string_view where) {
  try {
    return tree(toml::parse(text), where);
  } catch (const toml::parse_error& fault) {
    throw Error(Code::kMalformed, fmt::format("is not TOML: {}", fault.description()),
                place(where, fault.source()), "Correct that line");
  }
}

std::string to_toml_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  // TOML wants DEL escaped as well; everything else is the same.
  for (auto at = out.find('\x7f'); at != std::string::npos; at = out.find('\x7f', at)) {
    out.replace(at, 1, "\\u007F");
  }
  return out;
}

}  // namespace attest::base
