#include <algorithm>
#include <array>
#include <cmath>

#include "publish/impl/index.hpp"

namespace attest::publish {
namespace {

struct Colour {
  int red = 0, green = 0, blue = 0;
};

std::optional<Colour> parse(std::string_view text) {
  if (text.size() != 7 || text[0] != '#') return std::nullopt;
  int value = 0;
  for (const char c : text.substr(1)) {
    const auto digit =
        std::string_view("0123456789abcdef").find(c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<int>(digit);
  }
  return Colour{value >> 16, (value >> 8) & 255, value & 255};
}

/// Saturated, with a hue within 24 degrees of pure red: nobody's dead are drawn in it.
bool is_red(Colour c) {
  const int most = std::max({c.red, c.green, c.blue});
  const int least = std::min({c.red, c.green, c.blue});
  if (c.red != most || most - least < most / 3) return false;
  return std::abs(c.green - c.blue) * 60 < 24 * (most - least);
}

/// The same hue where paper is dark: moved half way to white.
std::string lighter(Colour c) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "#";
  for (const int part : {c.red, c.green, c.blue}) {
    const auto moved = static_cast<unsigned>(part + (255 - part) / 2);
    out += kDigits[moved / 16];
    out += kDigits[moved % 16];
  }
  return out;
}

/// Told apart in the three common kinds of colour blindness, and in grey print by lightness.
constexpr std::array<std::string_view, 4> kPalette = {"#1f5f8b", "#a86400", "#2f4a36", "#7a5ba6"};

}  // namespace

bool is_usable_colour(std::string_view colour) {
  const auto parsed = parse(colour);
  return parsed && !is_red(*parsed);
}

std::string party_style(const Site& site, const Index& index) {
  std::string light, dark;
  for (std::size_t i = 0; i + 1 < index.looks().size(); ++i) {
    std::string colour(kPalette[std::min(i, kPalette.size() - 1)]);
    if (i < site.parties.size() && is_usable_colour(site.parties[i].colour))
      colour = site.parties[i].colour;
    const std::string selector = "." + index.looks()[i].css_class;
    light += selector + " { --party: " + colour + "; }\n";
    dark += "  " + selector + " { --party: " + lighter(*parse(colour)) + "; }\n";
  }
  if (light.empty()) return {};
  return "\n" + light + "@media screen and (prefers-color-scheme: dark) {\n" + dark + "}\n";
}

}  // namespace attest::publish
