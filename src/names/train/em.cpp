#include "names/train/em.hpp"

#include <algorithm>
#include <cmath>

#include "base/random.hpp"
#include "names/keys.hpp"

namespace attest::names::train {
namespace {

constexpr double kShrink = 5;
constexpr std::array<double, kMostChunk + 1> kLengths = {0.12, 0.6, 0.22, 0.06};
using Grid = std::vector<std::vector<double>>;

std::size_t chunk_length(std::size_t code) {
  return code < 1 ? 0 : code < 27 ? 1 : code < 703 ? 2 : 3;
}

// Half of the chance to the standard spelling, the rest to anything, short chunks first.
Row first_row(char32_t letter) {
  Row row(kChunkCount);
  for (std::size_t code = 0; code < kChunkCount; ++code) {
    const std::size_t length = chunk_length(code);
    row[code] =
        static_cast<float>(0.5 * kLengths[length] * std::pow(26.0, -static_cast<double>(length)));
  }
  const std::string standard = romanise({&letter, 1});
  if (standard.size() <= kMostChunk) row[chunk_code(standard)] += 0.5F;
  return row;
}

Symbol symbol_at(const Pair& pair, std::size_t i) {
  return {pair.native[i], letter_place(i, pair.native.size())};
}

std::vector<const Row*> rows_of(const Rows& rows, const Pair& pair) {
  std::vector<const Row*> out;
  for (std::size_t i = 0; i < pair.native.size(); ++i) out.push_back(&rows.at(symbol_at(pair, i)));
  return out;
}

double chance(const Row& row, const Pair& pair, std::size_t j, std::size_t k) {
  return row[chunk_code(std::string_view(pair.latin).substr(j, k))] + kUnseenChunk[k];
}

Grid forward(const std::vector<const Row*>& rows, const Pair& pair) {
  const std::size_t n = pair.latin.size();
  Grid sums(rows.size() + 1, std::vector<double>(n + 1, 0));
  sums[0][0] = 1;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j <= n; ++j) {
      for (std::size_t k = 0; k <= kMostChunk && j + k <= n && sums[i][j] > 0; ++k) {
        sums[i + 1][j + k] += sums[i][j] * chance(*rows[i], pair, j, k);
      }
    }
  }
  return sums;
}

// Adds the expected number of times each letter was spelt by each chunk, times `weight`.
void count(const std::vector<const Row*>& rows, const Pair& pair, const Grid& sums, double weight,
           Rows& counts) {
  const std::size_t n = pair.latin.size();
  const double whole = sums.back()[n];
  std::vector<double> behind(n + 1, 0);
  behind[n] = 1;
  for (std::size_t i = rows.size(); i-- > 0;) {
    Row& row = counts[symbol_at(pair, i)];
    row.resize(kChunkCount);
    std::vector<double> before(n + 1, 0);
    for (std::size_t j = 0; j <= n; ++j) {
      for (std::size_t k = 0; k <= kMostChunk && j + k <= n; ++k) {
        const double rest = chance(*rows[i], pair, j, k) * behind[j + k];
        before[j] += rest;
        const auto share = static_cast<float>(weight * sums[i][j] * rest / whole);
        row[chunk_code(std::string_view(pair.latin).substr(j, k))] += share;
      }
    }
    behind = before;
  }
}

float total(const Row& row) {
  double sum = 0;
  for (const float x : row) sum += x;
  return static_cast<float>(sum);
}

// Counts to chances; each place leans on the letter's chances in all places.
Rows normalise(const Rows& counts) {
  std::map<char32_t, Row> anywhere;
  for (const auto& [symbol, row] : counts) {
    Row& sum = anywhere[symbol.letter];
    sum.resize(kChunkCount);
    for (std::size_t c = 0; c < kChunkCount; ++c) sum[c] += row[c];
  }
  Rows chances;
  for (const auto& [symbol, row] : counts) {
    const Row& prior = anywhere[symbol.letter];
    const auto shrink = static_cast<float>(kShrink / std::max(total(prior), 1e-9F));
    const float sum = total(row) + static_cast<float>(kShrink);
    Row& out = chances[symbol];
    out.resize(kChunkCount);
    for (std::size_t c = 0; c < kChunkCount; ++c) out[c] = (row[c] + shrink * prior[c]) / sum;
  }
  return chances;
}

Rows first_rows(const std::vector<Pair>& pairs) {
  Rows rows;
  for (const Pair& pair : pairs) {
    for (std::size_t i = 0; i < pair.native.size(); ++i) {
      Row& row = rows[symbol_at(pair, i)];
      if (row.empty()) row = first_row(pair.native[i]);
    }
  }
  return rows;
}

double above_background(const Channel& channel, const LatinBackground& background,
                        const std::u32string& native, const std::string& latin) {
  return channel.bits(native, latin) - background.bits(latin);
}

// Mean log-likelihood of telling true pairs from random ones, each half of the cases.
double fit(const Calibration& calibration, const std::vector<double>& same,
           const std::vector<double>& random) {
  double sum = 0;
  for (const double bits : same) {
    sum -= std::log1p(std::exp2(-calibration.weight(bits))) / static_cast<double>(same.size());
  }
  for (const double bits : random) {
    sum -= std::log1p(std::exp2(calibration.weight(bits))) / static_cast<double>(random.size());
  }
  return sum;
}

}  // namespace

Rows learn_rows(const std::vector<Pair>& pairs, const LatinBackground& background, int rounds) {
  Rows rows = first_rows(pairs);
  double odd = 0.1;
  for (int round = 0; round < rounds; ++round) {
    Rows counts;
    double weights = 0;
    double odd_weights = 0;
    for (const Pair& pair : pairs) {
      const std::vector<const Row*> letters = rows_of(rows, pair);
      const Grid sums = forward(letters, pair);
      const double spelt = (1 - odd) * sums.back().back();
      const double accident = odd * std::exp2(background.bits(pair.latin));
      const double share = spelt / (spelt + accident);
      weights += pair.weight;
      odd_weights += pair.weight * (1 - share);
      if (share > 1e-3) count(letters, pair, sums, pair.weight * share, counts);
    }
    odd = std::max(0.01, odd_weights / weights);
    rows = normalise(counts);
  }
  return rows;
}

LatinBackground learn_background(const std::vector<const std::vector<Pair>*>& pairs) {
  std::array<std::array<double, 27>, 27> counts{};
  for (auto& row : counts) row.fill(0.2);
  for (const auto* some : pairs) {
    for (const Pair& pair : *some) {
      std::size_t before = 26;
      for (const char c : pair.latin) {
        counts[before][static_cast<std::size_t>(c - 'a')] += pair.weight;
        before = static_cast<std::size_t>(c - 'a');
      }
      counts[before][26] += pair.weight;
    }
  }
  LatinBackground background;
  const auto letter = [](std::size_t k) { return k == 26 ? '\0' : static_cast<char>('a' + k); };
  for (std::size_t a = 0; a < 27; ++a) {
    double sum = 0;
    for (const double n : counts[a]) sum += n;
    for (std::size_t b = 0; b < 27; ++b)
      background.set(letter(a), letter(b), std::log2(counts[a][b] / sum));
  }
  return background;
}

Channel make_channel(const Rows& rows, double least) {
  Channel channel;
  for (const auto& [symbol, row] : rows) {
    for (std::uint32_t code = 0; code < kChunkCount; ++code) {
      if (row[code] >= least) channel.set(symbol.letter, symbol.place, code, row[code]);
    }
  }
  return channel;
}

Calibration calibrate(const Channel& channel, const LatinBackground& background,
                      const std::vector<Pair>& tuning) {
  constexpr std::size_t kRandom = 10;
  base::Stream chance(1, 0);
  std::vector<double> same;
  std::vector<double> random;
  for (const Pair& pair : tuning) {
    same.push_back(above_background(channel, background, pair.native, pair.latin));
    for (std::size_t k = 0; k < kRandom; ++k) {
      const Pair& other = tuning[chance.below(tuning.size())];
      if (other.native == pair.native) continue;
      random.push_back(above_background(channel, background, pair.native, other.latin));
    }
  }
  Calibration best;
  double best_fit = -1e9;
  for (double scale = 0.2; scale <= 1.2; scale += 0.05) {
    for (double odd = 0.005; odd <= 0.05; odd += 0.005) {
      const Calibration now{scale, odd};
      const double value = fit(now, same, random);
      if (value > best_fit) best = now;
      best_fit = std::max(best_fit, value);
    }
  }
  return best;
}

double top_of_thousand(const Channel& channel, const LatinBackground& background,
                       const std::vector<Pair>& testing, std::size_t words) {
  constexpr std::size_t kOthers = 999;
  base::Stream chance(2, 0);
  std::size_t top = 0;
  for (std::size_t w = 0; w < words; ++w) {
    const Pair& pair = testing[chance.below(testing.size())];
    const double own = above_background(channel, background, pair.native, pair.latin);
    bool first = true;
    for (std::size_t k = 0; k < kOthers; ++k) {
      const std::string& other = testing[chance.below(testing.size())].latin;
      if (other == pair.latin || !first) continue;
      first = above_background(channel, background, pair.native, other) < own;
    }
    top += first ? 1 : 0;
  }
  return static_cast<double>(top) / static_cast<double>(words);
}

}  // namespace attest::names::train
