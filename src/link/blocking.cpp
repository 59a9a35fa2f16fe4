#include "link/blocking.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "base/parallel.hpp"
#include "link/hashing.hpp"
#include "link/impl/keys.hpp"

namespace attest::link {
namespace {

struct Entry {
  std::uint64_t key;
  std::uint32_t record;
  friend bool operator<(const Entry& x, const Entry& y) {
    return x.key != y.key ? x.key < y.key : x.record < y.record;
  }
};

/// Sorts by the upper bits into buckets, then each bucket; the same for any number of threads.
template <typename T, typename Key>
void bucket_sort(std::vector<T>& all, int threads, Key key) {
  constexpr std::size_t kBuckets = 1024;
  std::vector<std::size_t> begin(kBuckets + 1, 0);
  for (const auto& each : all) ++begin[key(each) + 1];
  for (std::size_t i = 0; i < kBuckets; ++i) begin[i + 1] += begin[i];
  std::vector<T> sorted(all.size());
  auto next = begin;
  for (const auto& each : all) sorted[next[key(each)]++] = each;
  base::parallel_for(kBuckets, threads, [&](std::size_t bucket) {
    std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(begin[bucket]),
              sorted.begin() + static_cast<std::ptrdiff_t>(begin[bucket + 1]));
  });
  all.swap(sorted);
}

std::vector<Entry> entries_of(const Prepared& prepared, const impl::KeyMaker& maker,
                              const BlockingRule& rule, int threads) {
  constexpr std::size_t kChunk = 8192;
  const std::size_t chunks = (prepared.size() + kChunk - 1) / kChunk;
  std::vector<std::vector<Entry>> parts(chunks);
  base::parallel_for(chunks, threads, [&](std::size_t chunk) {
    std::vector<std::uint64_t> keys;
    const std::size_t end = std::min<std::size_t>(prepared.size(), (chunk + 1) * kChunk);
    for (std::size_t record = chunk * kChunk; record < end; ++record) {
      maker.keys(rule, static_cast<std::uint32_t>(record), keys);
      for (const auto key : keys) parts[chunk].push_back({key, static_cast<std::uint32_t>(record)});
    }
  });
  std::vector<Entry> all;
  std::size_t total = 0;
  for (const auto& part : parts) total += part.size();
  all.reserve(total);
  for (auto& part : parts) {
    all.insert(all.end(), part.begin(), part.end());
    std::vector<Entry>().swap(part);
  }
  bucket_sort(all, threads, [](const Entry& entry) { return entry.key >> 54; });
  return all;
}

/// Pairs of a block that may be one person.
std::uint64_t allowed_pairs(const Prepared& prepared, std::span<const Entry> block) {
  const std::uint64_t n = block.size();
  std::uint64_t pairs = n * (n - 1) / 2;
  std::uint64_t run = 0;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const auto list = prepared.list[block[i].record];
    const bool same = i > 0 && prepared.list[block[i - 1].record] == list;
    run = same ? run + 1 : 0;
    if (prepared.once[list]) pairs -= run;
  }
  return pairs;
}

constexpr std::array<std::uint64_t, 14> kLimits = {
    1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 30000, 100000, 300000, 1000000, 10000000};

template <typename Each>
void for_each_block(const std::vector<Entry>& entries, Each each) {
  for (std::size_t from = 0; from < entries.size();) {
    std::size_t to = from + 1;
    while (to < entries.size() && entries[to].key == entries[from].key) ++to;
    if (to - from > 1) each(std::span(entries).subspan(from, to - from));
    from = to;
  }
}

std::uint64_t total_pairs(const Prepared& prepared) {
  std::vector<std::uint64_t> sizes(prepared.once.size(), 0);
  for (const auto list : prepared.list) ++sizes[list];
  std::uint64_t pairs = std::uint64_t{prepared.size()} * (prepared.size() - 1) / 2;
  if (prepared.size() == 0) pairs = 0;
  for (std::size_t list = 0; list < sizes.size(); ++list) {
    if (prepared.once[list] && sizes[list] > 0) pairs -= sizes[list] * (sizes[list] - 1) / 2;
  }
  return pairs;
}

}  // namespace

Blocking::Blocking(const Prepared& prepared, std::vector<BlockingRule> rules, Settings settings,
                   base::Reporter& reporter)
    : prepared_(prepared),
      maker_(std::make_unique<impl::KeyMaker>(prepared)),
      rules_(std::move(rules)),
      settings_(settings) {
  constexpr std::uint64_t kAllPairs = 2'500'000;
  if (settings_.most_pairs == 0)
    settings_.most_pairs = 3'000'000 + 6 * std::uint64_t{prepared.size()};
  skipped_.resize(rules_.size());
  if (total_pairs(prepared) <= kAllPairs) {
    propose_all();
    return;
  }
  std::uint64_t left = settings_.most_pairs;
  for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
    base::check_stop(reporter);
    reporter.progress("finding candidates", rule, rules_.size());
    run(rule, 2 * left / (rules_.size() - rule + 1));
    left -= std::min(left, report_.back().pairs);
  }
  unite();
}

Blocking::~Blocking() = default;

void Blocking::propose_all() {
  complete_ = true;
  for (std::uint32_t a = 0; a < prepared_.size(); ++a) {
    for (std::uint32_t b = a + 1; b < prepared_.size(); ++b) {
      if (prepared_.may_match(a, b)) pairs_.push_back({a, b});
    }
  }
  report_.push_back(
      {"every pair", prepared_.size(), prepared_.size(), 0, pairs_.size(), pairs_.size()});
}

void Blocking::run(std::size_t rule, std::uint64_t budget) {
  const auto entries = entries_of(prepared_, *maker_, rules_[rule], settings_.threads);
  RuleReport report;
  report.name = rules_[rule].name;
  report.keys = entries.size();
  std::array<std::uint64_t, kLimits.size()> costs{};
  for_each_block(entries, [&](std::span<const Entry> block) {
    const auto pairs = allowed_pairs(prepared_, block);
    const auto limit = std::lower_bound(kLimits.begin(), kLimits.end(), pairs);
    if (limit != kLimits.end()) costs[static_cast<std::size_t>(limit - kLimits.begin())] += pairs;
  });
  std::uint64_t limit = 0, spent = 0;
  for (std::size_t i = 0; i < kLimits.size() && spent + costs[i] <= budget; ++i) {
    spent += costs[i];
    limit = kLimits[i];
  }
  for_each_block(entries, [&](std::span<const Entry> block) {
    const auto pairs = allowed_pairs(prepared_, block);
    if (pairs > limit) {
      ++report.skipped_blocks;
      skipped_[rule].push_back(block.front().key);
      return;
    }
    report.largest_block = std::max<std::uint64_t>(report.largest_block, block.size());
    report.pairs += pairs;
    for (std::size_t i = 0; i < block.size(); ++i) {
      for (std::size_t j = i + 1; j < block.size(); ++j) {
        if (prepared_.may_match(block[i].record, block[j].record)) {
          pairs_.push_back({block[i].record, block[j].record});
        }
      }
    }
  });
  report_.push_back(std::move(report));
}

void Blocking::unite() {
  const int width = static_cast<int>(std::bit_width(prepared_.size()));
  const int shift = std::max(0, width - 10);
  bucket_sort(pairs_, settings_.threads, [shift](const PairIds& pair) { return pair.a >> shift; });
  pairs_.erase(std::unique(pairs_.begin(), pairs_.end()), pairs_.end());
}

std::uint64_t Blocking::proposers(PairIds pair) const {
  if (complete_) return 1;
  std::vector<std::uint64_t> x, y;
  std::uint64_t found = 0;
  for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
    maker_->keys(rules_[rule], pair.a, x);
    maker_->keys(rules_[rule], pair.b, y);
    for (const auto key : x) {
      if (!std::binary_search(y.begin(), y.end(), key)) continue;
      if (std::binary_search(skipped_[rule].begin(), skipped_[rule].end(), key)) continue;
      found |= std::uint64_t{1} << rule;
    }
  }
  return found;
}

}  // namespace attest::link
