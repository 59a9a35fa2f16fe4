#include "model/address.hpp"

#include <charconv>

namespace attest::model {
namespace {

bool is_origin(std::string_view text) {
  if (text.size() != 16) return false;
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return value;
}

}  // namespace

std::string to_string(const Address& address) {
  std::string text = address.origin;
  if (address.entry != Address::kNone) text += '/' + std::to_string(address.entry);
  if (address.line != Address::kNone) text += '.' + std::to_string(address.line);
  if (address.column != Address::kNone) text += '.' + std::to_string(address.column);
  return text;
}

std::optional<Address> parse_address(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || !is_origin(text.substr(0, slash))) return std::nullopt;
  Address address{.origin = std::string(text.substr(0, slash))};
  std::string_view rest = text.substr(slash + 1);
  for (std::int64_t* part : {&address.entry, &address.line, &address.column}) {
    const auto dot = rest.find('.');
    const auto value = number(rest.substr(0, dot));
    if (!value) return std::nullopt;
    *part = *value;
    if (dot == std::string_view::npos) return address;
    rest.remove_prefix(dot + 1);
  }
  return std::nullopt;
}

}  // namespace attest::model
