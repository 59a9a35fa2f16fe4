#include "text/near.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <string>

#include "base/parallel.hpp"
#include "text/fold.hpp"

namespace attest::text {
namespace {

constexpr std::size_t kBins = 64;
constexpr std::size_t kRows = 4;
constexpr std::size_t kBands = kBins / kRows;
constexpr std::size_t kChunk = 4096;
constexpr std::uint32_t kEmpty = std::numeric_limits<std::uint32_t>::max();

std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 33;
  value *= 0xFF51AFD7ED558CCDULL;
  value ^= value >> 33;
  value *= 0xC4CEB9FE1A85EC53ULL;
  return value ^ (value >> 33);
}

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

std::vector<std::uint64_t> word_hashes(std::string_view passage) {
  std::string folded;
  append_folded(folded, passage);
  std::vector<std::uint64_t> hashes;
  std::uint64_t hash = 0;
  for (const char c : folded) {
    if (is_word_byte(c)) {
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL + 1;
    } else if (hash != 0) {
      hashes.push_back(mixed(hash));
      hash = 0;
    }
  }
  if (hash != 0) hashes.push_back(mixed(hash));
  return hashes;
}

/// The set of shingles, as sorted hashes of 32 bits.
std::vector<std::uint32_t> shingles(std::string_view passage, std::size_t words) {
  const std::vector<std::uint64_t> hashes = word_hashes(passage);
  std::vector<std::uint32_t> set;
  if (hashes.empty()) return set;
  const std::size_t length = std::min(std::max<std::size_t>(words, 1), hashes.size());
  for (std::size_t i = 0; i + length <= hashes.size(); ++i) {
    std::uint64_t hash = 0;
    for (std::size_t k = 0; k < length; ++k) hash = mixed(hash * 31 + hashes[i + k]);
    set.push_back(static_cast<std::uint32_t>(hash >> 32));
  }
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  return set;
}

double jaccard(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  std::size_t i = 0, j = 0, both = 0;
  while (i < a.size() && j < b.size()) {
    both += a[i] == b[j] ? 1 : 0;
    const bool step_a = a[i] <= b[j], step_b = b[j] <= a[i];
    i += step_a ? 1 : 0;
    j += step_b ? 1 : 0;
  }
  const std::size_t all = a.size() + b.size() - both;
  return all == 0 ? 0 : static_cast<double>(both) / static_cast<double>(all);
}

using Signature = std::array<std::uint32_t, kBins>;

/// One hash a shingle; its top bits choose the bin, the rest compete in it.
Signature signature(std::span<const std::uint32_t> set) {
  Signature bins;
  bins.fill(kEmpty);
  for (const std::uint32_t shingle : set) {
    const std::uint64_t hash = mixed(shingle + 0x9E3779B97F4A7C15ULL);
    std::uint32_t& bin = bins[hash >> 58];
    bin = std::min(bin, static_cast<std::uint32_t>(hash & 0x7FFFFFFF));
  }
  const Signature sparse = bins;
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    // An empty bin borrows from one that a hash of its number and of the attempt points to.
    for (std::uint64_t attempt = 1; bins[bin] == kEmpty && !set.empty(); ++attempt)
      bins[bin] = sparse[mixed(bin * 1'000'003 + attempt) >> 58];
  }
  return bins;
}

class Finder {
 public:
  Finder(std::span<const std::string_view> passages, const NearOptions& options,
         base::Reporter& reporter)
      : passages_(passages), options_(options), reporter_(reporter) {}

  std::vector<NearPair> find() {
    make_sets();
    chain_equal_ones();
    make_signatures();
    std::vector<std::vector<NearPair>> found(kBands);
    base::parallel_for(kBands, options_.threads, [&](std::size_t band) {
      base::check_stop(reporter_);
      found[band] = search_band(band);
    });
    for (const auto& list : found) pairs_.insert(pairs_.end(), list.begin(), list.end());
    std::sort(pairs_.begin(), pairs_.end(), [](const NearPair& x, const NearPair& y) {
      return x.a != y.a ? x.a < y.a : x.b < y.b;
    });
    pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
    return std::move(pairs_);
  }

 private:
  struct Keyed {
    std::uint64_t key;
    std::uint32_t passage;
    bool operator<(const Keyed& other) const {
      return key != other.key ? key < other.key : passage < other.passage;
    }
  };

  /// All sets in one block, so that a million of them cost no million allocations.
  void make_sets() {
    std::vector<std::vector<std::uint32_t>> blocks((passages_.size() + kChunk - 1) / kChunk);
    begins_.assign(passages_.size() + 1, 0);
    base::parallel_chunks(passages_.size(), kChunk, options_.threads,
                          [&](std::size_t first, std::size_t end) {
                            std::vector<std::uint32_t>& block = blocks[first / kChunk];
                            for (std::size_t i = first; i < end; ++i) {
                              const auto set = shingles(passages_[i], options_.words);
                              begins_[i + 1] = set.size();
                              block.insert(block.end(), set.begin(), set.end());
                            }
                          });
    std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
    sets_.reserve(begins_.back());
    for (auto& block : blocks) {
      sets_.insert(sets_.end(), block.begin(), block.end());
      block = {};
    }
  }

  std::span<const std::uint32_t> set_of(std::size_t passage) const {
    return std::span(sets_).subspan(begins_[passage], begins_[passage + 1] - begins_[passage]);
  }

  /// Leaves one passage of each wording to search with; the others follow it in a chain.
  void chain_equal_ones() {
    std::vector<Keyed> order;
    for (std::uint32_t i = 0; i < passages_.size(); ++i) {
      std::uint64_t key = 0;
      for (const std::uint32_t shingle : set_of(i)) key = mixed(key * 31 + shingle + 1);
      if (!set_of(i).empty()) order.push_back({key, i});
    }
    std::sort(order.begin(), order.end());
    for (std::size_t i = 0; i < order.size(); ++i) {
      const bool same = i > 0 && order[i].key == order[i - 1].key &&
                        std::ranges::equal(set_of(order[i].passage), set_of(order[i - 1].passage));
      if (same)
        pairs_.push_back({order[i - 1].passage, order[i].passage, 1});
      else
        distinct_.push_back(order[i].passage);
    }
    std::sort(distinct_.begin(), distinct_.end());
  }

  void make_signatures() {
    signatures_.resize(distinct_.size());
    base::parallel_chunks(distinct_.size(), kChunk, options_.threads,
                          [&](std::size_t first, std::size_t end) {
                            for (std::size_t i = first; i < end; ++i)
                              signatures_[i] = signature(set_of(distinct_[i]));
                          });
  }

  std::vector<NearPair> search_band(std::size_t band) const {
    std::vector<Keyed> order(distinct_.size());
    for (std::uint32_t i = 0; i < distinct_.size(); ++i) {
      std::uint64_t key = band;
      for (std::size_t row = 0; row < kRows; ++row)
        key = mixed(key * 0x9E3779B97F4A7C15ULL + signatures_[i][band * kRows + row]);
      order[i] = {key, i};
    }
    std::sort(order.begin(), order.end());
    std::vector<NearPair> found;
    for (std::size_t i = 0; i < order.size(); ++i)
      for (std::size_t j = i + 1;
           j < order.size() && order[j].key == order[i].key && j - i <= kMostNeighbours; ++j)
        compare(order[i].passage, order[j].passage, found);
    return found;
  }

  void compare(std::uint32_t x, std::uint32_t y, std::vector<NearPair>& found) const {
    const std::uint32_t a = distinct_[x], b = distinct_[y];
    const double value = jaccard(set_of(a), set_of(b));
    if (value >= options_.threshold) found.push_back({a, b, value});
  }

  std::span<const std::string_view> passages_;
  NearOptions options_;
  base::Reporter& reporter_;
  std::vector<std::uint32_t> sets_;
  std::vector<std::size_t> begins_;
  std::vector<std::uint32_t> distinct_;
  std::vector<Signature> signatures_;
  std::vector<NearPair> pairs_;
};

}  // namespace

std::vector<NearPair> near_duplicates(std::span<const std::string_view> passages,
                                      const NearOptions& options, base::Reporter& reporter) {
  return Finder(passages, options, reporter).find();
}

double similarity(std::string_view a, std::string_view b, std::size_t words) {
  return jaccard(shingles(a, words), shingles(b, words));
}

}  // namespace attest::text
