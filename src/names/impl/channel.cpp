#include "names/impl/channel.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace attest::names {
namespace {

constexpr std::array<std::uint32_t, kMostChunk + 1> kFirstCode = {0, 1, 27, 703};
constexpr std::uint32_t kCodeBits = 15;
constexpr std::size_t kPlaces = 3;
constexpr double kLeast = 1e-300, kLeastBits = -996;
using Sums = std::array<double, kLongestWord + 1>;

std::size_t slot_of(std::uint32_t key, std::size_t slots) {
  return (key * 0x9E3779B1U >> 8U) & (slots - 1);
}

}  // namespace

std::uint32_t chunk_code(std::string_view letters) {
  std::uint32_t code = 0;
  for (const char c : letters) code = code * 26 + static_cast<std::uint32_t>(c - 'a');
  return code + kFirstCode[letters.size()];
}

std::string chunk_letters(std::uint32_t code) {
  std::size_t length = kMostChunk;
  while (code < kFirstCode[length]) --length;
  std::string letters(length, 'a');
  std::uint32_t rest = code - kFirstCode[length];
  for (std::size_t k = length; k-- > 0; rest /= 26) letters[k] = static_cast<char>('a' + rest % 26);
  return letters;
}

Channel::Row::Row(const std::array<double, kMostChunk + 1>& usual)
    : none(usual[0]), usual_two(usual[2]), usual_three(usual[3]) {
  one.fill(usual[1]);
}

void Channel::set(char32_t letter, LetterPlace place, std::uint32_t chunk, double chance) {
  if (row_of_.empty()) first_letter_ = letter;
  if (letter < first_letter_) {
    row_of_.insert(row_of_.begin(), (first_letter_ - letter) * kPlaces, 0);
    first_letter_ = letter;
  }
  const std::size_t at = (letter - first_letter_) * kPlaces + static_cast<std::size_t>(place);
  if (at >= row_of_.size()) row_of_.resize(at + 1, 0);
  if (row_of_[at] == 0) {
    row_of_[at] = static_cast<std::uint32_t>(rows_.size());
    rows_.emplace_back(kUnseenChunk);
  }
  Row& row = rows_[row_of_[at]];
  const auto value = static_cast<float>(chance);
  if (chunk < kFirstCode[1])
    row.none = value;
  else if (chunk < kFirstCode[2])
    row.one[chunk - kFirstCode[1]] = value;
  if (chunk < kFirstCode[2]) return;
  const bool two = chunk < kFirstCode[3];
  const std::uint32_t first = two ? (chunk - kFirstCode[2]) / 26 : (chunk - kFirstCode[3]) / 676;
  (two ? row.first_of_two : row.first_of_three) |= 1U << first;
  insert((row_of_[at] << kCodeBits) | chunk, value);
}

void Channel::insert(std::uint32_t key, float chance) {
  if (2 * (used_ + 1) > slots_.size()) {
    std::vector<Slot> old(std::max<std::size_t>(64, 2 * slots_.size()));
    old.swap(slots_);
    used_ = 0;
    for (const Slot& slot : old) {
      if (slot.key != 0) insert(slot.key, slot.chance);
    }
  }
  std::size_t at = slot_of(key, slots_.size());
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  used_ += slots_[at].key == 0 ? 1 : 0;
  slots_[at] = {key, chance};
}

std::uint32_t Channel::row_of(char32_t letter, LetterPlace place) const {
  if (letter < first_letter_) return 0;
  const std::size_t at = (letter - first_letter_) * kPlaces;
  if (at >= row_of_.size()) return 0;
  const std::size_t exact = at + static_cast<std::size_t>(place);
  return exact < row_of_.size() && row_of_[exact] != 0 ? row_of_[exact] : row_of_[at];
}

double Channel::chance(std::uint32_t row, std::uint32_t chunk, double usual) const {
  const std::uint32_t key = (row << kCodeBits) | chunk;
  std::size_t at = slot_of(key, slots_.size());
  while (slots_[at].key != key) {
    if (slots_[at].key == 0) return usual;
    at = (at + 1) & (slots_.size() - 1);
  }
  return slots_[at].chance;
}

// Only places of `latin` are visited that lie on a way from its beginning to its end.
double Channel::bits(std::u32string_view native, std::string_view latin, double least) const {
  constexpr double kRounding = 1e-6;
  const double enough = least < kLeastBits ? 0 : std::exp2(least - kRounding);
  const std::size_t n = latin.size(), m = native.size();
  std::array<std::uint32_t, kLongestWord> letters;
  for (std::size_t j = 0; j < n; ++j) letters[j] = static_cast<std::uint32_t>(latin[j] - 'a');
  Sums now{};
  now[0] = 1;
  for (std::size_t i = 0; i < m; ++i) {
    const std::uint32_t number = row_of(native[i], letter_place(i, m));
    const Row& row = rows_[number];
    Sums after{};
    const std::size_t left = kMostChunk * (m - i);
    for (std::size_t j = n > left ? n - left : 0; j <= std::min(n, i * kMostChunk); ++j) {
      after[j] += now[j] * row.none;
      if (j == n) break;
      after[j + 1] += now[j] * row.one[letters[j]];
      if (j + 2 > n) continue;
      const std::uint32_t two = letters[j] * 26 + letters[j + 1];
      after[j + 2] += now[j] * ((row.first_of_two >> letters[j] & 1U) != 0
                                    ? chance(number, kFirstCode[2] + two, row.usual_two)
                                    : row.usual_two);
      if (j + 3 > n) continue;
      after[j + 3] +=
          now[j] * ((row.first_of_three >> letters[j] & 1U) != 0
                        ? chance(number, kFirstCode[3] + two * 26 + letters[j + 2], row.usual_three)
                        : row.usual_three);
    }
    now = after;
    // No way gets likelier with the letters that follow.
    if (std::accumulate(now.begin(), now.begin() + n + 1, 0.0) < enough) return least - 1;
  }
  return std::log2(std::max(now[n], kLeast));
}

LatinBackground::LatinBackground() {
  for (auto& row : bits_) row.fill(-std::log2(27.0F));
}

void LatinBackground::set(char before, char letter, double bits) {
  bits_[index(before)][index(letter)] = static_cast<float>(bits);
}

double LatinBackground::bits(std::string_view latin) const {
  double sum = 0;
  char before = 0;
  for (const char letter : latin) {
    sum += bits_[index(before)][index(letter)];
    before = letter;
  }
  return sum + bits_[index(before)][index(0)];
}

double Calibration::bits_of(double weight) const {
  const double chances = std::exp2(weight) - odd;
  return chances > 0 ? std::log2(chances / (1 - odd)) / scale : -1e9;
}

double Calibration::weight(double bits) const {
  return std::log2((1 - odd) * std::exp2(std::min(scale * bits, 200.0)) + odd);
}

}  // namespace attest::names
