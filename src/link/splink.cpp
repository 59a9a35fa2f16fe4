#include "link/splink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "link/hashing.hpp"

namespace attest::link {
namespace {

/// The cells of all records under the model's columns, each distinct text numbered across lists.
class Cells {
 public:
  Cells(std::span<const Roster> rosters, const SplinkModel& model, const Numbering& numbering)
      : codes_(model.columns.size()) {
    for (std::size_t column = 0; column < codes_.size(); ++column) {
      codes_[column].reserve(numbering.size());
      values_.emplace_back();
      values_.back().add("");
      for (const auto& roster : rosters) add(roster, model.columns[column], column);
      frequencies_.push_back(count(codes_[column], values_.back().distinct()));
    }
  }

  std::uint32_t code(std::size_t column, std::uint32_t record) const {
    return codes_[column][record];
  }
  SqlValue value(std::size_t column, std::uint32_t record) const {
    const auto code = codes_[column][record];
    if (code == 0) return {};
    return std::string(values_[column].value(code));
  }
  double frequency(std::size_t column, std::uint32_t record) const {
    return frequencies_[column][codes_[column][record]];
  }

 private:
  void add(const Roster& roster, const std::string& name, std::size_t column) {
    const auto field = std::find_if(roster.fields.begin(), roster.fields.end(),
                                    [&name](const Field& each) { return each.name == name; });
    if (field == roster.fields.end()) {
      throw base::Error(base::Code::kNotFound, fmt::format("The model needs a column \"{}\"", name),
                        roster.name, "Rename the column, or choose another model.");
    }
    for (std::size_t row = 0; row < roster.rows; ++row) {
      values_[column].add(field->texts[row]);
      codes_[column].push_back(values_[column].code(values_[column].size() - 1));
    }
  }

  static std::vector<double> count(const std::vector<std::uint32_t>& codes, std::size_t distinct) {
    std::vector<double> counts(distinct, 0);
    double known = 0;
    for (const auto code : codes) {
      ++counts[code];
      known += code != 0;
    }
    for (double& each : counts) each /= std::max(1.0, known);
    return counts;
  }

  std::vector<std::vector<std::uint32_t>> codes_;
  std::vector<TextColumn> values_;
  std::vector<std::vector<double>> frequencies_;
};

class PairRow final : public SqlRow {
 public:
  PairRow(const Cells& cells, std::uint32_t left, std::uint32_t right)
      : cells_(cells), left_(left), right_(right) {}
  SqlValue column(Side side, std::size_t index) const override {
    return cells_.value(index, side == Side::kLeft ? left_ : right_);
  }

 private:
  const Cells& cells_;
  std::uint32_t left_, right_;
};

/// Finds each comparison's level. Comparisons of one column remember pairs of values.
class Gammas {
 public:
  Gammas(const SplinkModel& model, const Cells& cells)
      : model_(model), cells_(cells), known_(model.comparisons.size()) {}

  Levels levels(std::uint32_t a, std::uint32_t b) {
    Levels found = 0;
    for (std::size_t c = 0; c < model_.comparisons.size(); ++c) {
      found |= static_cast<Levels>(level(c, a, b)) << (4 * c);
    }
    return found;
  }

  /// log2 of the Bayes factors of all levels, frequencies included.
  double weight(Levels levels, std::uint32_t a, std::uint32_t b) const {
    double sum = 0;
    for (std::size_t c = 0; c < model_.comparisons.size(); ++c) {
      const auto reached = level_of(levels, c);
      if (reached == 0) continue;
      const auto& level = model_.comparisons[c].levels[reached - 1];
      if (level.is_null || level.m <= 0 || level.u <= 0) continue;
      sum += std::log2(level.m / level.u);
      if (level.frequency_column) sum += level.frequency_weight * frequency(c, level, a, b);
    }
    return sum;
  }

 private:
  unsigned level(std::size_t c, std::uint32_t a, std::uint32_t b) {
    const auto& comparison = model_.comparisons[c];
    if (comparison.columns.size() != 1) return find(comparison, a, b);
    const std::uint64_t x = cells_.code(comparison.columns[0], a),
                        y = cells_.code(comparison.columns[0], b);
    if (known_[c].size() > 1'000'000) known_[c].clear();
    const auto [at, fresh] = known_[c].try_emplace(x << 32 | y, std::uint8_t{0});
    if (fresh) at->second = static_cast<std::uint8_t>(find(comparison, a, b));
    return at->second;
  }

  unsigned find(const SplinkModel::Comparison& comparison, std::uint32_t a, std::uint32_t b) const {
    const PairRow row(cells_, a, b);
    for (std::size_t i = 0; i < comparison.levels.size(); ++i) {
      const auto& level = comparison.levels[i];
      if (!level.condition || level.condition->holds(row)) return static_cast<unsigned>(i + 1);
    }
    return 0;
  }

  /// The exact level's u over the commoner of the two values.
  double frequency(std::size_t c, const SplinkModel::Level& level, std::uint32_t a,
                   std::uint32_t b) const {
    const double common =
        std::max({cells_.frequency(*level.frequency_column, a),
                  cells_.frequency(*level.frequency_column, b), level.frequency_floor});
    const auto& levels = model_.comparisons[c].levels;
    const auto exact =
        std::find_if(levels.begin(), levels.end(), [](const auto& each) { return !each.is_null; });
    return common > 0 && exact->u > 0 ? std::log2(exact->u / common) : 0;
  }

  const SplinkModel& model_;
  const Cells& cells_;
  std::vector<std::unordered_map<std::uint64_t, std::uint8_t>> known_;
};

class SplinkRun {
 public:
  SplinkRun(std::span<const Roster> rosters, const SplinkModel& model, const Settings& settings,
            base::Reporter& reporter)
      : model_(model), settings_(settings), reporter_(reporter) {
    out_.prepared = std::make_unique<Prepared>(rosters);
    Prepared& prepared = *out_.prepared;
    for (std::uint32_t list = 0; list < rosters.size(); ++list) {
      prepared.list_names.push_back(rosters[list].name);
      prepared.once.push_back(rosters[list].once || model.link_type == "link_only");
      prepared.list.insert(prepared.list.end(), rosters[list].rows, list);
    }
    cells_ = std::make_unique<Cells>(rosters, model, prepared.numbering);
    describe();
  }

  Linkage run() {
    std::vector<PairIds> pairs = propose();
    out_.compared = pairs.size();
    const double prior = std::log2(model_.prior / (1 - model_.prior));
    std::vector<Levels> levels(pairs.size());
    std::vector<float> weights(pairs.size()), chances(pairs.size());
    base::parallel_chunks(
        pairs.size(), 1 << 16, settings_.threads, [&](std::size_t begin, std::size_t end) {
          Gammas gammas(model_, *cells_);
          for (std::size_t i = begin; i < end; ++i) {
            levels[i] = gammas.levels(pairs[i].a, pairs[i].b);
            weights[i] =
                static_cast<float>(prior + gammas.weight(levels[i], pairs[i].a, pairs[i].b));
            chances[i] = static_cast<float>(1 / (1 + std::exp2(-weights[i])));
          }
        });
    out_.clusters = cluster(*out_.prepared, comparers(prior), pairs, chances, settings_.threshold,
                            settings_.constraints, settings_.threads, reporter_);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (chances[i] < 0.01F) continue;
      out_.candidates.pairs.push_back(pairs[i]);
      out_.candidates.evidence.push_back({levels[i], 0, 0});
      out_.chances.push_back(chances[i]);
      out_.odds.push_back(weights[i]);
      out_.first_rule.push_back(first_rule_of(pairs[i]));
    }
    out_.people.found = out_.clusters.count;
    out_.notes = model_.notes;
    return std::move(out_);
  }

 private:
  void describe() {
    Model& model = out_.model;
    model.lists = out_.prepared->list_names.size();
    for (const auto& comparison : model_.comparisons) {
      link::Comparison shown;
      shown.name = comparison.name;
      shown.levels.emplace_back("no level");
      LevelChances chances;
      chances.same.push_back(0);
      chances.unrelated.push_back(0);
      for (const auto& level : comparison.levels) {
        shown.levels.push_back(level.label);
        chances.same.push_back(level.m);
        chances.unrelated.push_back(level.u);
      }
      chances.relatives = chances.unrelated;
      shown.expected = chances.same;
      model.comparisons.push_back(std::move(shown));
      model.within.push_back(chances);
      model.across.push_back(std::move(chances));
    }
  }

  std::uint64_t key_of(const SplinkModel::Rule& rule, std::uint32_t record) const {
    std::uint64_t key = 17;
    const PairRow row(*cells_, record, record);
    for (const auto& part : rule.keys) {
      const SqlValue value = part.evaluate(row);
      if (std::holds_alternative<std::monostate>(value)) return 0;
      const auto* text = std::get_if<std::string>(&value);
      key = mix(key, text != nullptr ? hash_bytes(*text)
                                     : static_cast<std::uint64_t>(std::get<double>(value) * 1024));
    }
    return key | 1;
  }

  std::vector<PairIds> propose() {
    const Prepared& prepared = *out_.prepared;
    std::vector<PairIds> pairs;
    for (const auto& rule : model_.rules) {
      base::check_stop(reporter_);
      std::vector<std::pair<std::uint64_t, std::uint32_t>> keys(prepared.size());
      base::parallel_chunks(prepared.size(), 1 << 14, settings_.threads,
                            [&](std::size_t begin, std::size_t end) {
                              for (std::size_t i = begin; i < end; ++i) {
                                keys[i] = {key_of(rule, static_cast<std::uint32_t>(i)),
                                           static_cast<std::uint32_t>(i)};
                              }
                            });
      std::erase_if(keys, [](const auto& each) { return each.first == 0; });
      std::sort(keys.begin(), keys.end());
      const std::size_t before = pairs.size();
      add_blocks(keys, rule, pairs);
      out_.rules.push_back({rule.text, keys.size(), 0, 0, pairs.size() - before, 0});
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
  }

  void add_blocks(const std::vector<std::pair<std::uint64_t, std::uint32_t>>& keys,
                  const SplinkModel::Rule& rule, std::vector<PairIds>& pairs) const {
    constexpr std::size_t kMostPairs = 400'000'000;
    for (std::size_t from = 0; from < keys.size();) {
      std::size_t to = from + 1;
      while (to < keys.size() && keys[to].first == keys[from].first) ++to;
      for (std::size_t i = from; i < to; ++i) {
        for (std::size_t j = i + 1; j < to; ++j) {
          if (allowed(rule, keys[i].second, keys[j].second))
            pairs.push_back({keys[i].second, keys[j].second});
        }
      }
      if (pairs.size() > kMostPairs) {
        throw base::Error(base::Code::kLimit,
                          "The model's blocking rules propose more than 400 million pairs",
                          rule.text, "Use tighter rules.");
      }
      from = to;
    }
  }

  bool allowed(const SplinkModel::Rule& rule, std::uint32_t a, std::uint32_t b) const {
    if (!out_.prepared->may_match(a, b)) return false;
    if (rule.filters.empty()) return true;
    const PairRow row(*cells_, a, b);
    return std::all_of(rule.filters.begin(), rule.filters.end(),
                       [&row](const auto& filter) { return filter.holds(row); });
  }

  std::uint8_t first_rule_of(PairIds pair) const {
    for (std::size_t i = 0; i < model_.rules.size(); ++i) {
      const auto a = key_of(model_.rules[i], pair.a);
      if (a != 0 && a == key_of(model_.rules[i], pair.b) &&
          allowed(model_.rules[i], pair.a, pair.b)) {
        return static_cast<std::uint8_t>(i);
      }
    }
    return 255;
  }

  std::function<PairOdds::Compare()> comparers(double prior) const {
    return [this, prior] {
      const auto gammas = std::make_shared<Gammas>(model_, *cells_);
      return [gammas, prior](std::uint32_t a, std::uint32_t b) {
        return (prior + gammas->weight(gammas->levels(a, b), a, b)) * std::log(2.0);
      };
    };
  }

  const SplinkModel& model_;
  const Settings& settings_;
  base::Reporter& reporter_;
  Linkage out_;
  std::unique_ptr<Cells> cells_;
};

}  // namespace

Linkage link_by_splink(std::span<const Roster> rosters, const SplinkModel& model,
                       const Settings& settings, base::Reporter& reporter) {
  return SplinkRun(rosters, model, settings, reporter).run();
}

}  // namespace attest::link
