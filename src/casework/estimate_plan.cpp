#include "casework/estimate_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/error.hpp"
#include "base/random.hpp"
#include "estimate/prior.hpp"

namespace attest::casework {
namespace {

using base::Code;
using base::Error;
using Labels = EstimateOfPeople::Labels;

constexpr int kImputations = 5;

std::pair<std::string, std::string> split(const std::string& text, char at) {
  const auto place = text.find(at);
  if (place == std::string::npos) return {"", text};
  return {text.substr(0, place), text.substr(place + 1)};
}

double number_in(const std::string& text, const std::string& option) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size())
    throw Error(Code::kUsage, fmt::format("{} takes a number, not '{}'", option, text));
  return value;
}

struct MissingRule {
  std::string column;
  bool impute = false;
};

std::vector<MissingRule> missing_rules(const EstimateRequest& request) {
  std::vector<MissingRule> out;
  for (const std::string& rule : request.missing) {
    const auto [column, what] = split(rule, '=');
    if (column.empty() || (what != "impute" && what != "refuse"))
      throw Error(Code::kUsage,
                  fmt::format("--missing takes COLUMN=impute or COLUMN=refuse, not '{}'", rule));
    if (std::find(request.by.begin(), request.by.end(), column) == request.by.end())
      throw Error(Code::kUsage, fmt::format("--missing names '{}', which --by does not", column));
    out.push_back({column, what == "impute"});
  }
  return out;
}

std::size_t label_index(const OverlapRows& rows, const std::string& column) {
  return static_cast<std::size_t>(std::find(rows.labels.begin(), rows.labels.end(), column) -
                                  rows.labels.begin());
}

std::vector<std::string> values_at(const OverlapRows::Row& row,
                                   const std::vector<std::size_t>& columns) {
  std::vector<std::string> out;
  for (const std::size_t c : columns) out.push_back(row.labels[c]);
  return out;
}

bool any_missing(const std::vector<std::string>& values) {
  return std::any_of(values.begin(), values.end(), is_missing_label);
}

// People by stratum and pattern, with those whose stratum is not known.
struct Counted {
  std::map<std::vector<std::string>, std::map<estimate::Pattern, std::int64_t>> known;
  std::map<estimate::Pattern, std::int64_t> unknown;
};

Counted count(const std::vector<const OverlapRows::Row*>& rows,
              const std::vector<std::size_t>& by) {
  Counted out;
  for (const OverlapRows::Row* row : rows) {
    const auto values = values_at(*row, by);
    (any_missing(values) ? out.unknown : out.known[values])[row->pattern] += row->count;
  }
  return out;
}

// Everybody whose stratum is missing gets one: with the chances, drawn anew, that people of the
// same pattern have where it is known (a little is lent by all patterns together).
void impute(Counted& counted, std::uint64_t seed, std::uint64_t lane) {
  base::Stream stream(seed, lane);
  double everybody = 0;
  std::map<std::vector<std::string>, double> size;
  for (const auto& [values, cells] : counted.known)
    for (const auto& [pattern, people] : cells) {
      size[values] += static_cast<double>(people);
      everybody += static_cast<double>(people);
    }
  const auto before = counted.known;
  for (const auto& [pattern, people] : counted.unknown) {
    std::vector<double> chance;
    double sum = 0;
    for (const auto& [values, cells] : before) {
      const auto at = cells.find(pattern);
      const double seen = at == cells.end() ? 0 : static_cast<double>(at->second);
      chance.push_back(stream.gamma(seen + size[values] / everybody));
      sum += chance.back();
    }
    auto left = static_cast<std::uint64_t>(people);
    std::size_t k = 0;
    for (auto& [values, cells] : counted.known) {
      const double share = sum > 0 ? std::min(1.0, chance[k] / sum) : 0;
      const std::uint64_t drawn = k + 1 == chance.size() ? left : stream.binomial(left, share);
      cells[pattern] += static_cast<std::int64_t>(drawn);
      left -= drawn;
      sum -= chance[k++];
    }
  }
  counted.unknown.clear();
}

std::vector<std::size_t> list_numbers(const estimate::Table& table, const std::string& names) {
  std::vector<std::size_t> out;
  std::string rest = names;
  while (!rest.empty()) {
    const auto place = rest.find('+');
    const std::string name = rest.substr(0, place);
    const auto& lists = table.lists();
    const auto at = std::find(lists.begin(), lists.end(), name);
    if (at == lists.end())
      throw Error(Code::kNotFound, fmt::format("--merge names '{}', which is no list", name), {},
                  fmt::format("The lists are: {}.", fmt::join(lists, ", ")));
    out.push_back(static_cast<std::size_t>(at - lists.begin()));
    rest = place == std::string::npos ? "" : rest.substr(place + 1);
  }
  return out;
}

estimate::Table make_table(const OverlapRows& rows,
                           const std::map<estimate::Pattern, std::int64_t>& cells,
                           const EstimateRequest& request) {
  std::vector<estimate::Cell> list;
  for (const auto& [pattern, people] : cells) list.push_back({pattern, people});
  estimate::Table table(rows.lists, std::move(list));
  for (const std::string& names : request.merge) {
    const auto which = list_numbers(table, names);
    if (which.size() < 2)
      throw Error(Code::kUsage,
                  fmt::format("--merge takes two lists or more, as a+b, not '{}'", names));
    table = estimate::merge_lists(table, {which.begin(), which.end()});
  }
  return table;
}

std::map<estimate::Pattern, std::int64_t> everybody(const Counted& counted) {
  auto out = counted.unknown;
  for (const auto& [values, cells] : counted.known)
    for (const auto& [pattern, people] : cells) out[pattern] += people;
  return out;
}

std::int64_t people_in(const std::map<estimate::Pattern, std::int64_t>& cells) {
  std::int64_t sum = 0;
  for (const auto& [pattern, people] : cells) sum += people;
  return sum;
}

// Rows by replicate, in the order in which replicates appear.
struct Versions {
  std::vector<std::vector<std::string>> labels;
  std::vector<std::vector<const OverlapRows::Row*>> rows;
};

Versions versions_of(const OverlapRows& table, const std::vector<std::size_t>& columns) {
  Versions out;
  std::map<std::vector<std::string>, std::size_t> place;
  for (const auto& row : table.rows) {
    const auto values = values_at(row, columns);
    const auto [at, fresh] = place.try_emplace(values, out.labels.size());
    if (fresh) {
      out.labels.push_back(values);
      out.rows.emplace_back();
    }
    out.rows[at->second].push_back(&row);
  }
  if (out.labels.empty()) {
    out.labels.emplace_back();
    out.rows.emplace_back();
  }
  return out;
}

void add_level_of_imputations(EstimatePlan& out, Versions& versions) {
  Versions many;
  for (std::size_t v = 0; v < versions.labels.size(); ++v)
    for (int m = 1; m <= kImputations; ++m) {
      many.labels.push_back(versions.labels[v]);
      many.labels.back().push_back(std::to_string(m));
      many.rows.push_back(versions.rows[v]);
    }
  versions = std::move(many);
  out.levels.emplace_back("missing labels");
}

void warn_of_columns(const EstimateRequest& request, const OverlapRows& rows, EstimatePlan& out) {
  std::vector<std::string> ignored;
  const OverlapColumns used = columns_of(request);
  for (const std::string& label : rows.labels)
    if (std::find(used.labels.begin(), used.labels.end(), label) == used.labels.end())
      ignored.push_back(label);
  if (!ignored.empty())
    out.warnings.push_back(
        {"labels_summed", fmt::format("People are added up over {}. Strata are made by --by.",
                                      fmt::join(ignored, ", "))});
  if (rows.outside > 0)
    out.warnings.push_back(
        {"outside_lists",
         fmt::format("{} people are on none of the lists that --lists names, and are left out.",
                     rows.outside)});
}

void warn_of_unknown(std::int64_t people, EstimatePlan& out) {
  for (const auto& warning : out.warnings)
    if (warning.code == "missing_labels") return;
  out.warnings.push_back(
      {"missing_labels",
       fmt::format("{} people belong to no known stratum: they enter the total as documented only. "
                   "--missing COLUMN=impute gives them strata.",
                   people)});
}

estimate::LatentClassOptions with_prior(estimate::LatentClassOptions options,
                                        const std::string& prior, int lists) {
  const auto [kind, numbers] = split(prior, ':');
  if (prior.empty() || prior == "uniform") return options;
  const auto [first, second] = split(numbers, ',');
  if ((kind != "beta" && kind != "ratio") || first.empty())
    throw Error(
        Code::kUsage,
        fmt::format("--prior takes uniform, beta:A,B or ratio:MEDIAN,HIGH, not '{}'", prior));
  const double a = number_in(first, "--prior"), b = number_in(second, "--prior");
  if (kind == "beta") {
    if (!(a > 0) || !(b > 0)) throw Error(Code::kUsage, "--prior beta:A,B takes numbers above 0");
    options.capture_a = a;
    options.capture_b = b;
    return options;
  }
  const auto found = estimate::capture_prior(lists, {a, b});
  if (!found)
    throw Error(
        Code::kUsage,
        fmt::format(
            "no capture prior gives N/n a median of {} and a 97.5 % point of {} with {} lists", a,
            b, lists),
        {},
        "Both are above 1, the second is the larger; bring them farther apart or closer together.");
  options.capture_a = found->a;
  options.capture_b = found->b;
  return options;
}

std::vector<std::string> models_of(const EstimateRequest& request) {
  std::vector<std::string> out;
  for (const std::string& name : request.models) {
    if (name == "all") return {};
    const auto& known = estimate::model_names();
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw Error(Code::kUsage, fmt::format("there is no model '{}'", name), {},
                  fmt::format("Models: {}, all.", fmt::join(known, ", ")));
    out.push_back(name);
  }
  return out;
}

}  // namespace

OverlapColumns columns_of(const EstimateRequest& request) {
  OverlapColumns out{request.lists, request.by};
  for (const std::string& replicate : request.replicate)
    out.labels.push_back(split(replicate, '=').second);
  return out;
}

EstimatePlan plan(const EstimateRequest& request, const OverlapRows& rows) {
  EstimatePlan out;
  std::vector<std::size_t> by, replicate;
  for (const std::string& column : request.by) by.push_back(label_index(rows, column));
  for (const std::string& text : request.replicate) {
    const auto [source, column] = split(text, '=');
    out.levels.push_back(source.empty() ? column : source);
    replicate.push_back(label_index(rows, column));
  }
  const auto rules = missing_rules(request);
  const bool imputes =
      std::any_of(rules.begin(), rules.end(), [](const auto& r) { return r.impute; });
  Versions versions = versions_of(rows, replicate);
  if (imputes) add_level_of_imputations(out, versions);
  out.replicates = versions.labels;
  warn_of_columns(request, rows, out);
  std::map<std::vector<std::string>, std::size_t> place;
  for (std::size_t v = 0; v < versions.rows.size(); ++v) {
    Counted counted = count(versions.rows[v], by);
    const std::int64_t unknown = people_in(counted.unknown);
    if (unknown > 0 && !rules.empty() && !imputes)
      out.refusal = estimate::Refusal{"missing_labels",
                                      fmt::format("The stratum of {} people is missing.", unknown),
                                      "Fill in the labels, or --missing COLUMN=impute."};
    if (imputes) impute(counted, request.seed, (1ULL << 60U) + v);
    if (unknown > 0 && !imputes) warn_of_unknown(unknown, out);
    out.documented_only.push_back(static_cast<double>(people_in(counted.unknown)));
    out.jobs.push_back({v, kEverybody, make_table(rows, everybody(counted), request)});
    if (by.empty()) continue;
    for (const auto& [values, cells] : counted.known) {
      const auto [at, fresh] = place.try_emplace(values, out.strata.size());
      if (fresh) {
        out.strata.emplace_back();
        for (std::size_t k = 0; k < by.size(); ++k)
          out.strata.back().emplace_back(request.by[k], values[k]);
      }
      out.jobs.push_back({v, at->second, make_table(rows, cells, request)});
    }
  }
  return out;
}

estimate::AnalysisOptions options_of(const EstimateRequest& request, int lists) {
  if (!(request.level > 0.5 && request.level < 1))
    throw Error(Code::kUsage, "--level takes a number between 0.5 and 1");
  if (request.chains < 4)
    throw Error(Code::kUsage, "--chains takes 4 or more: fewer cannot show that they disagree");
  if (request.classes < 1 || request.classes > 100)
    throw Error(Code::kUsage, "--classes takes 1 to 100");
  if (!(request.effort > 0)) throw Error(Code::kUsage, "--effort takes a number above 0");
  estimate::AnalysisOptions out;
  out.models = models_of(request);
  out.level = request.level;
  out.seed = request.seed;
  out.latent_class.classes = request.classes;
  out.latent_class.chains = request.chains;
  out.latent_class.effort = request.effort;
  out.latent_class = with_prior(out.latent_class, request.prior, lists);
  if (!request.max_ratio.empty() && request.max_ratio != "none") {
    const double ratio = number_in(request.max_ratio, "--max-ratio");
    if (!(ratio > 0)) throw Error(Code::kUsage, "--max-ratio takes a number above 0, or none");
    out.latent_class.max_ratio = out.decomposable.max_ratio = ratio;
  }
  out.decomposable.saturated = request.saturated;
  if (request.max_order > 0) out.loglinear.max_order = request.max_order;
  out.despite_refusal = request.show_refused;
  for (const std::string& text : request.derived) {
    const auto [list, from] = split(text, '=');
    if (list.empty())
      throw Error(Code::kUsage, fmt::format("--derived takes LIST=FROM, not '{}'", text));
    out.derived.push_back({list, from});
  }
  return out;
}

}  // namespace attest::casework
