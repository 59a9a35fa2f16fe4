#include "link/blocking.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <map>

#include "base/parallel.hpp"
#include "link/hashing.hpp"
#include "link/impl/bucket_sort.hpp"
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
  impl::bucket_sort(all, threads, [](const Entry& entry) { return entry.key >> 54; });
  return all;
}

/// Entries of one key: places in the sorted entries.
struct Block {
  std::size_t from, to;
  std::uint64_t pairs;  ///< that may be one person
};

/// Pairs of a block that may be one person.
std::uint64_t allowed_pairs(const Prepared& prepared, std::span<const Entry> block) {
  const std::uint64_t n = block.size();
  std::uint64_t pairs = n * (n - 1) / 2;
  if (std::find(prepared.once.begin(), prepared.once.end(), true) == prepared.once.end())
    return pairs;
  std::map<std::uint32_t, std::uint64_t> of_list;
  for (const auto& entry : block) {
    const auto list = prepared.list[entry.record];
    if (prepared.once[list]) pairs -= of_list[list]++;
  }
  return pairs;
}

constexpr std::array<std::uint64_t, 14> kLimits = {
    1, 3, 10, 30, 100, 300, 1000, 3000, 10000, 30000, 100000, 300000, 1000000, 10000000};

/// All blocks that hold a pair.
std::vector<Block> blocks_of(const Prepared& prepared, const std::vector<Entry>& entries) {
  std::vector<Block> blocks;
  for (std::size_t from = 0; from < entries.size();) {
    std::size_t to = from + 1;
    while (to < entries.size() && entries[to].key == entries[from].key) ++to;
    if (to - from > 1) {
      const auto pairs = allowed_pairs(prepared, std::span(entries).subspan(from, to - from));
      if (pairs > 0) blocks.push_back({from, to, pairs});
    }
    from = to;
  }
  return blocks;
}

/// The largest size of block with which all blocks up to it stay inside the budget.
std::uint64_t affordable(const std::vector<Block>& blocks, std::uint64_t budget) {
  std::array<std::uint64_t, kLimits.size()> cost{};
  for (const auto& block : blocks) {
    const auto at = std::lower_bound(kLimits.begin(), kLimits.end(), block.pairs);
    if (at != kLimits.end()) cost[static_cast<std::size_t>(at - kLimits.begin())] += block.pairs;
  }
  std::uint64_t limit = 0, total = 0;
  for (std::size_t i = 0; i < kLimits.size(); ++i) {
    total += cost[i];
    if (total > budget) break;
    limit = kLimits[i];
  }
  return limit;
}

/// Appends the pairs of some blocks.
void add_pairs(const Prepared& prepared, const std::vector<Entry>& entries,
               std::span<const Block> blocks, std::uint32_t rule, int threads,
               std::vector<Proposal>& into) {
  std::vector<std::size_t> at(1, into.size());
  for (const auto& block : blocks) at.push_back(at.back() + block.pairs);
  into.resize(at.back());
  base::parallel_chunks(blocks.size(), 4096, threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t b = begin; b < end; ++b) {
      std::size_t next = at[b];
      for (std::size_t i = blocks[b].from; i < blocks[b].to; ++i) {
        for (std::size_t j = i + 1; j < blocks[b].to; ++j) {
          const auto x = entries[i].record, y = entries[j].record;
          if (prepared.may_match(x, y)) into[next++] = {{x, y}, rule};
        }
      }
    }
  });
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

Blocking::Blocking(const Prepared& prepared, std::vector<BlockingRule> rules, Settings settings)
    : prepared_(prepared),
      maker_(std::make_unique<impl::KeyMaker>(prepared)),
      rules_(std::move(rules)),
      settings_(settings) {
  if (settings_.most_pairs == 0)
    settings_.most_pairs = 3'000'000 + 6 * std::uint64_t{prepared.size()};
}

Blocking::~Blocking() = default;

void Blocking::propose(const Sink& sink, base::Reporter& reporter) {
  constexpr std::uint64_t kAllPairs = 2'500'000;
  if (total_pairs(prepared_) <= kAllPairs) {
    propose_all(sink);
    return;
  }
  std::uint64_t left = settings_.most_pairs;
  for (std::uint32_t rule = 0; rule < rules_.size(); ++rule) {
    base::check_stop(reporter);
    reporter.progress("finding candidates", rule, rules_.size());
    run(rule, 2 * left / (rules_.size() - rule + 1), sink);
    left -= std::min(left, report_.back().pairs);
  }
  flush(sink);
}

void Blocking::propose_all(const Sink& sink) {
  complete_ = true;
  std::uint64_t pairs = 0;
  for (std::uint32_t a = 0; a < prepared_.size(); ++a) {
    for (std::uint32_t b = a + 1; b < prepared_.size(); ++b) {
      if (prepared_.may_match(a, b)) held_.push_back({{a, b}, 0});
    }
    if (held_.size() < settings_.at_once && a + 1 < prepared_.size()) continue;
    pairs += held_.size();
    sink(held_);
    held_.clear();
  }
  std::vector<Proposal>().swap(held_);
  report_.push_back({"every pair", prepared_.size(), prepared_.size(), 0, pairs});
}

void Blocking::run(std::uint32_t rule, std::uint64_t budget, const Sink& sink) {
  RuleReport report;
  report.name = rules_[rule].name;
  const auto entries = entries_of(prepared_, *maker_, rules_[rule], settings_.threads);
  report.keys = entries.size();
  auto blocks = blocks_of(prepared_, entries);
  const std::uint64_t limit = affordable(blocks, budget);
  report.skipped_blocks =
      std::erase_if(blocks, [limit](const Block& block) { return block.pairs > limit; });
  for (std::size_t from = 0; from < blocks.size();) {
    std::size_t to = from;
    std::uint64_t pairs = held_.size();
    for (; to < blocks.size() && (to == from || pairs < settings_.at_once); ++to) {
      pairs += blocks[to].pairs;
      report.pairs += blocks[to].pairs;
      report.largest_block =
          std::max<std::uint64_t>(report.largest_block, blocks[to].to - blocks[to].from);
    }
    add_pairs(prepared_, entries, std::span(blocks).subspan(from, to - from), rule,
              settings_.threads, held_);
    if (held_.size() >= settings_.at_once) flush(sink);
    from = to;
  }
  report_.push_back(std::move(report));
}

/// Hands on what is held, in order.
void Blocking::flush(const Sink& sink) {
  const int width = static_cast<int>(std::bit_width(prepared_.size()));
  const int shift = std::max(0, width - 10);
  impl::bucket_sort(held_, settings_.threads,
                    [shift](const Proposal& proposal) { return proposal.pair.a >> shift; });
  sink(held_);
  std::vector<Proposal>().swap(held_);
}

}  // namespace attest::link
