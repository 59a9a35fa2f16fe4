#include "link/splink.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "link/hashing.hpp"
#include "link/impl/bucket_sort.hpp"

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
    return text(column, codes_[column][record]);
  }
  /// Of a code; NULL for 0.
  SqlValue text(std::size_t column, std::uint32_t code) const {
    if (code == 0) return {};
    return std::string(values_[column].value(code));
  }
  std::uint32_t distinct(std::size_t column) const {
    return static_cast<std::uint32_t>(values_[column].distinct());
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
    std::vector<std::uint32_t> codes(field->texts.distinct());
    for (std::uint32_t code = 0; code < codes.size(); ++code) {
      values_[column].add(field->texts.value(code));
      codes[code] = values_[column].code(values_[column].size() - 1);
    }
    for (std::size_t row = 0; row < roster.rows; ++row)
      codes_[column].push_back(codes[field->texts.code(row)]);
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

/// One distinct value under all columns: for expressions of a single column.
class CodeRow final : public SqlRow {
 public:
  CodeRow(const Cells& cells, std::uint32_t code) : cells_(cells), code_(code) {}
  SqlValue column(Side, std::size_t index) const override { return cells_.text(index, code_); }

 private:
  const Cells& cells_;
  std::uint32_t code_;
};

/// The keys of a rule. What looks at one column is evaluated once for each distinct value. Const
/// and thread-safe.
class RuleKeys {
 public:
  RuleKeys(const SplinkModel::Rule& rule, const Cells& cells) : cells_(cells) {
    for (const auto& part : rule.keys) parts_.push_back(part_of(part));
  }

  /// 0: a part is NULL.
  std::uint64_t of(std::uint32_t record) const {
    std::uint64_t key = 17;
    for (const auto& part : parts_) {
      const auto value = part.by_code.empty()
                             ? hash(part.expression->evaluate(PairRow(cells_, record, record)))
                             : part.by_code[cells_.code(part.column, record)];
      if (value == 0) return 0;
      key = mix(key, value);
    }
    return key | 1;
  }

 private:
  struct Part {
    const SqlExpression* expression = nullptr;
    std::size_t column = 0;
    std::vector<std::uint64_t> by_code;  ///< empty where it looks at several columns
  };

  Part part_of(const SqlExpression& expression) const {
    const auto columns = expression.columns();
    Part part;
    part.expression = &expression;
    if (columns.size() != 1) return part;
    part.column = *columns.begin();
    for (std::uint32_t code = 0; code < cells_.distinct(part.column); ++code)
      part.by_code.push_back(hash(expression.evaluate(CodeRow(cells_, code))));
    return part;
  }

  static std::uint64_t hash(const SqlValue& value) {
    if (std::holds_alternative<std::monostate>(value)) return 0;
    if (const auto* text = std::get_if<std::string>(&value)) return hash_bytes(*text) | 1;
    return mix(std::bit_cast<std::uint64_t>(std::get<double>(value))) | 1;
  }

  const Cells& cells_;
  std::vector<Part> parts_;
};

/// Finds each comparison's level. Comparisons of one column remember pairs of values.
class Gammas {
 public:
  Gammas(const SplinkModel& model, const Cells& cells)
      : model_(model), cells_(cells), known_(model.comparisons.size()) {
    for (std::size_t c = 0; c < known_.size(); ++c) {
      if (model.comparisons[c].columns.size() != 1) continue;
      known_[c].pairs.resize(kRemembered);
      known_[c].equal.assign(cells.distinct(model.comparisons[c].columns[0]), 0);
    }
  }

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
    Known& known = known_[c];
    if (x == y) {
      auto& level = known.equal[x];
      if (level == 0) level = static_cast<std::uint8_t>(find(comparison, a, b));
      return level;
    }
    const std::uint64_t pair = x << 32 | y;
    auto& place = known.pairs[mix(pair) % kRemembered];
    if (place.pair != pair) place = {pair, find(comparison, a, b)};
    return place.level;
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

  static constexpr std::size_t kRemembered = 1 << 16;
  struct Place {
    std::uint64_t pair = 0;
    unsigned level = 0;
  };
  /// Levels of pairs of values that were met before; a place is overwritten by the next pair.
  struct Known {
    std::vector<Place> pairs;
    std::vector<std::uint8_t> equal;  ///< of a value with itself; 0: not met yet
  };

  const SplinkModel& model_;
  const Cells& cells_;
  std::vector<Known> known_;
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
    propose();
    out_.compared = pairs_.size();
    const double prior = std::log2(model_.prior / (1 - model_.prior));
    weigh(prior);
    out_.clusters = cluster(*out_.prepared, comparers(prior), pairs_, chances_, settings_.threshold,
                            settings_.constraints, settings_.threads, reporter_);
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      if (chances_[i] < 0.01F) continue;
      out_.candidates.pairs.push_back(pairs_[i]);
      out_.candidates.evidence.push_back({levels_[i], 0, 0});
      out_.chances.push_back(chances_[i]);
      out_.odds.push_back(weights_[i]);
      out_.first_rule.push_back(first_rule_[i]);
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

  void weigh(double prior) {
    levels_.resize(pairs_.size());
    weights_.resize(pairs_.size());
    chances_.resize(pairs_.size());
    // A comparer remembers pairs of values: a few large runs rather than many small ones.
    const std::size_t runs = 4 * static_cast<std::size_t>(std::max(1, settings_.threads));
    base::parallel_for(runs, settings_.threads, [&](std::size_t run) {
      base::check_stop(reporter_);
      Gammas gammas(model_, *cells_);
      for (std::size_t i = run * pairs_.size() / runs; i < (run + 1) * pairs_.size() / runs; ++i) {
        const auto [a, b] = pairs_[i];
        levels_[i] = gammas.levels(a, b);
        weights_[i] = static_cast<float>(prior + gammas.weight(levels_[i], a, b));
        chances_[i] = static_cast<float>(1 / (1 + std::exp2(-weights_[i])));
      }
      reporter_.progress("comparing pairs", run + 1, runs);
    });
  }

  struct Keyed {
    std::uint64_t key;
    std::uint32_t record;
    friend bool operator<(const Keyed& x, const Keyed& y) {
      return x.key != y.key ? x.key < y.key : x.record < y.record;
    }
  };

  void propose() {
    const auto records = out_.prepared->size();
    std::vector<Proposal> proposals;
    for (std::uint32_t number = 0; number < model_.rules.size(); ++number) {
      base::check_stop(reporter_);
      reporter_.progress("finding candidates", number, model_.rules.size());
      const auto& rule = model_.rules[number];
      const RuleKeys keys(rule, *cells_);
      std::vector<Keyed> keyed(records);
      base::parallel_chunks(records, 1 << 14, settings_.threads,
                            [&](std::size_t begin, std::size_t end) {
                              for (std::size_t i = begin; i < end; ++i) {
                                const auto record = static_cast<std::uint32_t>(i);
                                keyed[i] = {keys.of(record), record};
                              }
                            });
      std::erase_if(keyed, [](const Keyed& each) { return each.key == 0; });
      impl::bucket_sort(keyed, settings_.threads, [](const Keyed& each) { return each.key >> 54; });
      const std::size_t before = proposals.size();
      add_blocks(keyed, number, proposals);
      out_.rules.push_back({rule.text, keyed.size(), 0, 0, proposals.size() - before});
    }
    const int shift = std::max(0, static_cast<int>(std::bit_width(records)) - 10);
    impl::bucket_sort(proposals, settings_.threads,
                      [shift](const Proposal& each) { return each.pair.a >> shift; });
    for (const auto& proposal : proposals) {
      if (!pairs_.empty() && pairs_.back() == proposal.pair) continue;
      pairs_.push_back(proposal.pair);
      first_rule_.push_back(static_cast<std::uint8_t>(std::min(proposal.rule, 254U)));
    }
  }

  void add_blocks(const std::vector<Keyed>& keyed, std::uint32_t number,
                  std::vector<Proposal>& proposals) const {
    constexpr std::size_t kMostPairs = 400'000'000;
    const auto& rule = model_.rules[number];
    for (std::size_t from = 0; from < keyed.size();) {
      std::size_t to = from + 1;
      while (to < keyed.size() && keyed[to].key == keyed[from].key) ++to;
      for (std::size_t i = from; i < to; ++i) {
        for (std::size_t j = i + 1; j < to; ++j) {
          if (allowed(rule, keyed[i].record, keyed[j].record))
            proposals.push_back({{keyed[i].record, keyed[j].record}, number});
        }
      }
      if (proposals.size() > kMostPairs) {
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
  std::vector<PairIds> pairs_;
  std::vector<std::uint8_t> first_rule_;
  std::vector<Levels> levels_;
  std::vector<float> weights_, chances_;
};

}  // namespace

Linkage link_by_splink(std::span<const Roster> rosters, const SplinkModel& model,
                       const Settings& settings, base::Reporter& reporter) {
  return SplinkRun(rosters, model, settings, reporter).run();
}

}  // namespace attest::link
