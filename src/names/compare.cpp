#include "names/compare.hpp"

#include <array>
#include <bit>
#include <unordered_map>

#include "names/impl/letters.hpp"

namespace attest::names {
namespace {

constexpr std::size_t kBits = 64;

// A single comparison of two names' words is over before masks of their letters are made.
constexpr std::size_t kShort = 16;

bool is_short(std::u32string_view word) {
  return !word.empty() && word.size() <= kShort;
}

double short_jaro(std::u32string_view a, std::u32string_view b) {
  const std::size_t reach = jaro_reach(a.size(), b.size());
  std::array<char32_t, kShort> matched;
  std::uint32_t taken = 0;
  std::size_t common = 0;
  for (std::size_t j = 0; j < b.size(); ++j) {
    const std::size_t to = std::min(a.size(), j + reach + 1);
    for (std::size_t i = j > reach ? j - reach : 0; i < to; ++i) {
      if (a[i] != b[j] || (taken >> i & 1U) != 0) continue;
      taken |= 1U << i;
      matched[common++] = b[j];
      break;
    }
  }
  if (common == 0) return 0.0;
  std::size_t off = 0;
  for (std::size_t k = 0; k < common; ++k) {
    off += a[static_cast<std::size_t>(std::countr_zero(taken))] != matched[k] ? 1U : 0U;
    taken &= taken - 1;
  }
  return jaro_value(static_cast<double>(a.size()), static_cast<double>(b.size()),
                    static_cast<double>(common), static_cast<double>(off / 2));
}

// The textbook way, for words of more than 64 letters.
double long_jaro(std::u32string_view a, std::u32string_view b) {
  std::vector<char> taken(b.size(), 0);
  std::u32string left;
  const std::size_t reach = jaro_reach(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t to = std::min(b.size(), i + reach + 1);
    for (std::size_t j = i > reach ? i - reach : 0; j < to; ++j) {
      if (taken[j] != 0 || a[i] != b[j]) continue;
      taken[j] = 1;
      left += a[i];
      break;
    }
  }
  if (left.empty()) return 0.0;
  std::size_t k = 0;
  std::size_t off = 0;
  for (std::size_t j = 0; j < b.size(); ++j) {
    if (taken[j] != 0) off += b[j] != left[k++] ? 1U : 0U;
  }
  return jaro_value(a.size(), b.size(), left.size(), off / 2);
}

enum class Swaps { kNone, kNeighbours };

std::size_t long_edits(std::u32string_view a, std::u32string_view b, Swaps swaps) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> above(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t differ = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + differ});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swaps == Swaps::kNeighbours && swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(above);
    above.swap(row);
  }
  return above[b.size()];
}

}  // namespace

CachedWord::CachedWord(std::u32string_view word) : word_(word) {
  if (word.empty() || word.size() > kBits) return;
  slots_.resize(std::bit_ceil(2 * word.size()));
  const std::size_t wrap = slots_.size() - 1;
  for (std::size_t i = 0; i < word.size(); ++i) {
    std::size_t at = word[i] & wrap;
    while (slots_[at].bits != 0 && slots_[at].letter != word[i]) at = (at + 1) & wrap;
    slots_[at].letter = word[i];
    slots_[at].bits |= std::uint64_t{1} << i;
  }
}

// At least half of the slots are empty, so every search ends.
inline std::uint64_t CachedWord::mask(char32_t letter) const {
  const std::size_t wrap = slots_.size() - 1;
  std::size_t at = letter & wrap;
  while (slots_[at].bits != 0 && slots_[at].letter != letter) at = (at + 1) & wrap;
  return slots_[at].bits;
}

double CachedWord::jaro(std::u32string_view other) const {
  return jaro_above(other, 0);
}

// 0 where the letters in common, all in order, would not reach `cutoff` with any prefix.
double CachedWord::jaro_above(std::u32string_view other, double cutoff) const {
  if (word_.empty() || other.empty()) return word_.size() == other.size() ? 1.0 : 0.0;
  if (word_.size() > kBits || other.size() > kBits) return long_jaro(word_, other);
  const auto ours = static_cast<double>(word_.size());
  const auto theirs = static_cast<double>(other.size());
  const std::size_t reach = jaro_reach(word_.size(), other.size());
  std::array<std::uint64_t, kBits> matches;
  std::uint64_t taken = 0;
  std::size_t common = 0;
  std::uint64_t band = reach + 1 >= kBits ? ~std::uint64_t{0} : (std::uint64_t{2} << reach) - 1;
  for (std::size_t j = 0; j < other.size(); ++j) {
    const std::uint64_t match = mask(other[j]);
    const std::uint64_t free = match & band & ~taken;
    taken |= free & (0 - free);
    matches[common] = match;
    common += free != 0 ? 1U : 0U;
    band = j < reach ? (band << 1U) | 1U : band << 1U;
  }
  if (common == 0) return 0.0;
  if (winkler_value(jaro_value(ours, theirs, static_cast<double>(common), 0), 4) < cutoff)
    return 0.0;
  std::size_t off = 0;
  for (std::size_t k = 0; k < common; ++k) {
    const std::uint64_t bit = taken & (0 - taken);
    off += (matches[k] & bit) == 0 ? 1U : 0U;
    taken ^= bit;
  }
  return jaro_value(ours, theirs, static_cast<double>(common), static_cast<double>(off / 2));
}

double CachedWord::jaro_winkler(std::u32string_view other, double cutoff) const {
  const std::size_t most = std::min(word_.size(), other.size());
  if (cutoff > 0 && most > 0) {
    const double bound =
        jaro_value(static_cast<double>(word_.size()), static_cast<double>(other.size()),
                   static_cast<double>(most), 0);
    if (winkler_value(bound, 4) < cutoff) return 0.0;
  }
  const double value =
      winkler_value(jaro_above(other, cutoff), static_cast<double>(common_prefix(word_, other)));
  return value < cutoff ? 0.0 : value;
}

// Hyyrö 2003, figure 3, without the swaps term.
std::size_t CachedWord::levenshtein(std::u32string_view other) const {
  if (word_.empty()) return other.size();
  if (word_.size() > kBits) return long_edits(word_, other, Swaps::kNone);
  std::uint64_t vp = ~std::uint64_t{0};
  std::uint64_t vn = 0;
  std::size_t distance = word_.size();
  const std::uint64_t last = std::uint64_t{1} << (word_.size() - 1);
  for (const char32_t letter : other) {
    const std::uint64_t match = mask(letter);
    const std::uint64_t d0 = (((match & vp) + vp) ^ vp) | match | vn;
    std::uint64_t hp = vn | ~(d0 | vp);
    const std::uint64_t hn = d0 & vp;
    distance += (hp & last) != 0 ? 1U : 0U;
    distance -= (hn & last) != 0 ? 1U : 0U;
    hp = (hp << 1U) | 1U;
    vp = (hn << 1U) | ~(d0 | hp);
    vn = hp & d0;
  }
  return distance;
}

std::size_t CachedWord::osa(std::u32string_view other) const {
  if (word_.empty()) return other.size();
  if (word_.size() > kBits) return long_edits(word_, other, Swaps::kNeighbours);
  std::uint64_t vp = ~std::uint64_t{0};
  std::uint64_t vn = 0;
  std::uint64_t d0 = 0;
  std::uint64_t before = 0;
  std::size_t distance = word_.size();
  const std::uint64_t last = std::uint64_t{1} << (word_.size() - 1);
  for (const char32_t letter : other) {
    const std::uint64_t match = mask(letter);
    const std::uint64_t swap = (((~d0) & match) << 1U) & before;
    d0 = (((match & vp) + vp) ^ vp) | match | vn | swap;
    std::uint64_t hp = vn | ~(d0 | vp);
    const std::uint64_t hn = d0 & vp;
    distance += (hp & last) != 0 ? 1U : 0U;
    distance -= (hn & last) != 0 ? 1U : 0U;
    hp = (hp << 1U) | 1U;
    vp = (hn << 1U) | ~(d0 | hp);
    vn = hp & d0;
    before = match;
  }
  return distance;
}

double jaro(std::u32string_view a, std::u32string_view b) {
  return is_short(a) && is_short(b) ? short_jaro(a, b) : CachedWord(a).jaro(b);
}

double jaro_winkler(std::u32string_view a, std::u32string_view b, double cutoff) {
  if (!is_short(a) || !is_short(b)) return CachedWord(a).jaro_winkler(b, cutoff);
  const auto ours = static_cast<double>(a.size()), theirs = static_cast<double>(b.size());
  const double best = jaro_value(ours, theirs, std::min(ours, theirs), 0);
  if (winkler_value(best, 4) < cutoff) return 0.0;
  const double value = winkler_value(short_jaro(a, b), static_cast<double>(common_prefix(a, b)));
  return value < cutoff ? 0.0 : value;
}

std::size_t levenshtein(std::u32string_view a, std::u32string_view b) {
  return CachedWord(a).levenshtein(b);
}

std::size_t osa(std::u32string_view a, std::u32string_view b) {
  return CachedWord(a).osa(b);
}

// Lowrance and Wagner's recurrence over the full matrix; the extra border holds a value that no
// swap can gain from.
std::size_t damerau(std::u32string_view a, std::u32string_view b) {
  const std::size_t width = b.size() + 2;
  const std::size_t far = a.size() + b.size();
  std::vector<std::size_t> cost((a.size() + 2) * width, far);
  const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& { return cost[i * width + j]; };
  for (std::size_t i = 0; i <= a.size(); ++i) at(i + 1, 1) = i;
  for (std::size_t j = 0; j <= b.size(); ++j) at(1, j + 1) = j;
  std::unordered_map<char32_t, std::size_t> last_row;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t last_column = 0;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto found = last_row.find(b[j - 1]);
      const std::size_t row = found == last_row.end() ? 0 : found->second;
      const std::size_t column = last_column;
      const std::size_t differ = a[i - 1] == b[j - 1] ? 0 : 1;
      if (differ == 0) last_column = j;
      at(i + 1, j + 1) = std::min({at(i, j) + differ, at(i + 1, j) + 1, at(i, j + 1) + 1,
                                   at(row, column) + (i - row - 1) + 1 + (j - column - 1)});
    }
    last_row[a[i - 1]] = i;
  }
  return at(a.size() + 1, b.size() + 1);
}

double osa_likeness(std::u32string_view a, std::u32string_view b) {
  const std::size_t longest = std::max(a.size(), b.size());
  if (longest == 0) return 1.0;
  return 1.0 - static_cast<double>(osa(a, b)) / static_cast<double>(longest);
}

}  // namespace attest::names
