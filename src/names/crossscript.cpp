#include "names/crossscript.hpp"

namespace attest::names {

bool can_cross(Script, Script) {
  return false;
}
std::optional<double> same_name_bits(std::u32string_view, std::u32string_view) {
  return std::nullopt;
}
CrossLimits cross_limits() {
  return {5, 0};
}

}  // namespace attest::names
