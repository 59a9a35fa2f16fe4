#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>

#include "base/error.hpp"
#include "names/compare.hpp"
#include "names/impl/letters.hpp"

// Jaro's matching asks, letter by letter of the other word, for the first free equal letter of ours
// inside a window. With our positions as bits that is one AND and one lowest set bit, and nothing
// in it depends on which word is compared: dozens of words of one length go through it in the lanes
// of vector registers. The compiler writes each kernel for several generations of processors and
// the loader picks one.

#if defined(__has_feature)
#define ATTEST_HAS(feature) __has_feature(feature)
#else
#define ATTEST_HAS(feature) 0
#endif

// The loader's choice runs before the sanitizers' own start and stops them.
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__) && !ATTEST_HAS(thread_sanitizer)
#define ATTEST_LANES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define ATTEST_LANES
#endif

namespace attest::names {
namespace {

constexpr std::size_t kBlock = 32;    // words side by side
constexpr std::size_t kLongest = 32;  // letters of a word in lanes
constexpr std::size_t kVector = 64;   // bytes

struct Query {
  std::array<char16_t, kLongest> letters{};
  std::size_t size = 0;
};

// Every likeness that words of two lengths can have, by common letters, swaps and prefix.
class Values {
 public:
  void fill(std::size_t ours, std::size_t theirs, double cutoff);
  std::size_t step() const { return step_; }
  double operator[](std::size_t index) const { return values_[index]; }
  /// The least number of common letters that can reach the cut-off; above both lengths if none can.
  std::size_t least() const { return least_; }

 private:
  std::size_t step_ = 0;  // between numbers of common letters; 8 between swaps, 1 between prefixes
  std::size_t least_ = 0;
  std::vector<double> values_;
};

void Values::fill(std::size_t ours, std::size_t theirs, double cutoff) {
  const std::size_t most = std::min(ours, theirs);
  step_ = 8 * (most / 2 + 1);
  values_.assign((most + 1) * step_, 0.0);
  least_ = cutoff <= 0 ? 0 : most + 1;
  for (std::size_t common = 1; common <= most; ++common) {
    for (std::size_t swaps = 0; swaps <= common / 2; ++swaps) {
      const double jaro = jaro_value(static_cast<double>(ours), static_cast<double>(theirs),
                                     static_cast<double>(common), static_cast<double>(swaps));
      for (std::size_t prefix = 0; prefix <= std::min<std::size_t>(common, 4); ++prefix) {
        const double value = winkler_value(jaro, static_cast<double>(prefix));
        if (value < cutoff) continue;
        values_[common * step_ + 8 * swaps + prefix] = value;
        least_ = std::min(least_, common);
      }
    }
  }
}

template <typename Lane>
using Lanes [[gnu::vector_size(kVector)]] = Lane;

// What is known of the words in the lanes after the first pass.
template <typename Lane>
struct Matching {
  Lanes<Lane> match[kLongest];    // by letter of theirs: our places that hold it
  Lanes<Lane> flagged[kLongest];  // all ones where that letter found a partner
  Lanes<Lane> taken;              // our letters with a partner
  Lanes<Lane> common;
  Lanes<Lane> prefix;
  Lanes<Lane> disorder;  // letters in common that stand in another order than ours
};

template <typename Lane>
[[gnu::always_inline]] inline void find_partners(const char16_t* letters, std::size_t length,
                                                 const Query& query, Matching<Lane>& m) {
  constexpr std::size_t kLanes = kVector / sizeof(Lane);
  constexpr std::size_t kBits = 8 * sizeof(Lane);
  using V = Lanes<Lane>;
  const V zero{};
  V equal = ~zero;
  m.taken = m.common = m.prefix = m.disorder = zero;
  const std::size_t reach = jaro_reach(query.size, length);
  auto band = static_cast<Lane>(reach + 1 >= kBits ? ~Lane{0} : (Lane{2} << reach) - 1);
  for (std::size_t j = 0; j < length; ++j) {
    Lane row[kLanes];
    for (std::size_t lane = 0; lane < kLanes; ++lane) row[lane] = letters[j * kBlock + lane];
    V theirs;
    std::memcpy(&theirs, row, sizeof theirs);
    V mask = zero;
    for (std::size_t i = 0; i < query.size; ++i) {
      const V same = reinterpret_cast<V>(theirs == static_cast<Lane>(query.letters[i]));
      mask |= same & static_cast<Lane>(Lane{1} << i);
    }
    if (j < std::min<std::size_t>(query.size, 4)) {
      equal &= reinterpret_cast<V>(theirs == static_cast<Lane>(query.letters[j]));
      m.prefix -= equal;
    }
    m.match[j] = mask;
    const V free = mask & band & ~m.taken;
    m.taken |= free & (zero - free);
    m.flagged[j] = reinterpret_cast<V>(free != zero);
    m.common -= m.flagged[j];
    band = static_cast<Lane>(j < reach ? (band << 1U) | 1U : band << 1U);
  }
}

// Uses up `taken`.
template <typename Lane>
[[gnu::always_inline]] inline void count_disorder(std::size_t length, Matching<Lane>& m) {
  const Lanes<Lane> zero{};
  for (std::size_t j = 0; j < length; ++j) {
    const Lanes<Lane> bit = m.taken & (zero - m.taken);
    m.disorder -= m.flagged[j] & reinterpret_cast<Lanes<Lane>>((m.match[j] & bit) == zero);
    m.taken ^= bit & m.flagged[j];
  }
}

// Writes for each word of a block (or of half of one) the place of its likeness in Values; false if
// none has the least number of letters in common.
template <typename Lane>
[[gnu::always_inline]] inline bool match_lanes(const char16_t* letters, std::size_t length,
                                               const Query& query, const Values& values,
                                               std::uint16_t* places) {
  constexpr std::size_t kLanes = kVector / sizeof(Lane);
  Matching<Lane> m;
  find_partners(letters, length, query, m);
  Lane out[kLanes];
  std::memcpy(out, &m.common, sizeof out);
  bool any = false;
  for (std::size_t lane = 0; lane < kLanes; ++lane) any |= out[lane] >= values.least();
  if (!any) return false;
  count_disorder(length, m);
  const Lanes<Lane> place =
      m.common * static_cast<Lane>(values.step()) + ((m.disorder >> 1) << 3) + m.prefix;
  std::memcpy(out, &place, sizeof out);
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    places[lane] = static_cast<std::uint16_t>(out[lane]);
  }
  return true;
}

using Places = std::array<std::uint16_t, kBlock>;

// For queries of up to 16 letters: 32 words at a time.
ATTEST_LANES bool match_short(const char16_t* letters, std::size_t length, const Query& query,
                              const Values& values, Places& places) {
  return match_lanes<std::uint16_t>(letters, length, query, values, places.data());
}

// For queries of up to 32 letters: 16 words at a time.
ATTEST_LANES bool match_long(const char16_t* letters, std::size_t length, const Query& query,
                             const Values& values, Places& places) {
  constexpr std::size_t kHalf = kBlock / 2;
  const bool low = match_lanes<std::uint32_t>(letters, length, query, values, places.data());
  const bool high =
      match_lanes<std::uint32_t>(letters + kHalf, length, query, values, places.data() + kHalf);
  return low || high;
}

bool fits_lanes(std::u32string_view word) {
  return !word.empty() && word.size() <= kLongest &&
         std::all_of(word.begin(), word.end(), [](char32_t p) { return p > 0 && p <= 0xFFFF; });
}

}  // namespace

WordBank::WordBank(std::span<const std::u32string_view> words) : size_(words.size()) {
  std::vector<std::uint32_t> fitting;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    if (fits_lanes(words[i])) {
      fitting.push_back(i);
    } else {
      odd_.emplace_back(words[i]);
      odd_index_.push_back(i);
    }
  }
  std::stable_sort(fitting.begin(), fitting.end(), [&](std::uint32_t a, std::uint32_t b) {
    return words[a].size() < words[b].size();
  });
  order_ = fitting;
  for (std::size_t first = 0; first < fitting.size();) {
    const std::size_t length = words[fitting[first]].size();
    std::size_t end = first;
    while (end < fitting.size() && end - first < kBlock && words[fitting[end]].size() == length)
      ++end;
    add_block(words, first, end, length);
    first = end;
  }
}

void WordBank::add_block(std::span<const std::u32string_view> words, std::size_t first,
                         std::size_t end, std::size_t length) {
  blocks_.push_back({static_cast<std::uint32_t>(length), static_cast<std::uint32_t>(first),
                     static_cast<std::uint32_t>(end - first), letters_.size()});
  letters_.resize(letters_.size() + length * kBlock, u'\0');
  char16_t* letters = letters_.data() + blocks_.back().letters;
  for (std::size_t lane = 0; first + lane < end; ++lane) {
    const std::u32string_view word = words[order_[first + lane]];
    for (std::size_t j = 0; j < length; ++j)
      letters[j * kBlock + lane] = static_cast<char16_t>(word[j]);
  }
}

template <typename Emit>
void WordBank::scan(std::u32string_view word, double cutoff, const Emit& emit) const {
  const CachedWord cached(word);
  for (std::size_t k = 0; k < odd_.size(); ++k) {
    emit(odd_index_[k], cached.jaro_winkler(odd_[k], cutoff));
  }
  if (word.empty() || word.size() > kLongest) {
    scan_apart(cached, cutoff, emit);
    return;
  }
  // A letter beyond the basic plane equals none in the lanes: 0 stands for it.
  Query query;
  query.size = word.size();
  for (std::size_t i = 0; i < word.size(); ++i) {
    query.letters[i] = word[i] <= 0xFFFF ? static_cast<char16_t>(word[i]) : u'\0';
  }
  const auto match = word.size() <= 16 ? match_short : match_long;
  Values values;
  Places places{};
  std::size_t length = 0;
  for (const Block& block : blocks_) {
    if (block.length != length) values.fill(word.size(), block.length, cutoff);
    length = block.length;
    if (values.least() > std::min(word.size(), length)) continue;
    places.fill(0);
    if (!match(letters_.data() + block.letters, length, query, values, places)) continue;
    for (std::size_t lane = 0; lane < block.count; ++lane) {
      emit(order_[block.first + lane], values[places[lane]]);
    }
  }
}

template <typename Emit>
void WordBank::scan_apart(const CachedWord& word, double cutoff, const Emit& emit) const {
  for (const Block& block : blocks_) {
    std::u32string other(block.length, U'\0');
    for (std::size_t lane = 0; lane < block.count; ++lane) {
      for (std::size_t j = 0; j < block.length; ++j) {
        other[j] = letters_[block.letters + j * kBlock + lane];
      }
      emit(order_[block.first + lane], word.jaro_winkler(other, cutoff));
    }
  }
}

void WordBank::jaro_winkler(std::u32string_view word, double cutoff, std::span<double> out) const {
  base::ensure(out.size() == size_, "WordBank: one place a word");
  std::fill(out.begin(), out.end(), 0.0);
  scan(word, cutoff, [&](std::uint32_t index, double value) { out[index] = value; });
}

std::vector<WordBank::Hit> WordBank::jaro_winkler_hits(std::u32string_view word,
                                                       double cutoff) const {
  std::vector<Hit> hits;
  scan(word, cutoff, [&](std::uint32_t index, double value) {
    if (value >= cutoff) hits.push_back({index, value});
  });
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.index < b.index; });
  return hits;
}

}  // namespace attest::names
