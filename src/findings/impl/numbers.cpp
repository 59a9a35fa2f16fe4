#include "findings/impl/numbers.hpp"

#include <string>

#include "base/unicode.hpp"
#include "model/quantity.hpp"

namespace attest::findings::impl {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

int significant_digits(std::int64_t number) {
  while (number != 0 && number % 10 == 0) number /= 10;
  return number == 0 ? 0 : static_cast<int>(std::to_string(number).size());
}

bool is_telling(std::int64_t number) {
  return number >= 13 && number % 50 != 0;
}

bool one_digit_apart(std::int64_t a, std::int64_t b) {
  const auto x = std::to_string(a);
  const auto y = std::to_string(b);
  if (x.size() != y.size() || x.size() < 2 || (a % 100 == 0 && b % 100 == 0)) return false;
  int differing = 0;
  for (std::size_t i = 0; i < x.size(); ++i) differing += x[i] != y[i] ? 1 : 0;
  return differing == 1;
}

std::vector<std::int64_t> numbers_in(std::string_view original) {
  const std::string text = base::ascii_digits(original);
  std::vector<std::int64_t> out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && (is_digit(text[end]) || (text[end] == ',' && end > i))) ++end;
    std::string_view run(text.data() + i, end - i);
    while (run.ends_with(',')) run.remove_suffix(1);
    if (const auto number = model::read_integer(run)) out.push_back(*number);
    i = end == i ? i + 1 : end;
  }
  return out;
}

}  // namespace attest::findings::impl
