// How often 95 % intervals hold the truth: tables simulated from six designs with N between 500 and
// 10,000.
//   estimate_coverage [tables a design] [of them with latent classes] [seed] > coverage.csv
// A refused table counts as not covered in the column `of_all`. The stored run is coverage.csv.

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <map>

#include "base/random.hpp"
#include "estimate/analysis.hpp"

using namespace attest::estimate;
using attest::base::Stream;

namespace {

constexpr int kLists = 4;

/// Chances of one person to be on each list.
using Chances = std::vector<double>;

struct Design {
  const char* name;
  Chances (*person)(Stream&, const Chances& lists);
  double scale;  ///< of the lists' capture probabilities
};

double shifted(double p, double by) {
  return 1 / (1 + std::exp(-(std::log(p / (1 - p)) + by)));
}

Chances moved(const Chances& lists, double by) {
  Chances out;
  for (const double p : lists) out.push_back(shifted(p, by));
  return out;
}

Chances same(Stream&, const Chances& lists) {
  return lists;
}
Chances two_classes(Stream& s, const Chances& lists) {
  return moved(lists, s.uniform() < 0.4 ? 1.2 : -0.8);
}
Chances four_classes(Stream& s, const Chances& lists) {
  return moved(lists, -1.5 + static_cast<double>(s.below(4)));
}
Chances continuous(Stream& s, const Chances& lists) {
  return moved(lists, s.normal());
}

const Design kDesigns[] = {{"independent", same, 1},       {"2 classes", two_classes, 1},
                           {"4 classes", four_classes, 1}, {"continuous", continuous, 1},
                           {"dependence", same, 1},        {"sparse", same, 0.25}};

// In the design "dependence" being on the first list doubles the odds of the second.
Table simulate(const Design& design, double n, Stream& stream) {
  Chances lists;
  for (int j = 0; j < kLists; ++j) lists.push_back(design.scale * (0.1 + 0.3 * stream.uniform()));
  std::vector<Cell> cells;
  for (double person = 0; person < n; ++person) {
    Chances p = design.person(stream, lists);
    Pattern pattern = 0;
    for (int j = 0; j < kLists; ++j) {
      const bool first = (pattern & 1U) != 0 && j == 1 && std::string(design.name) == "dependence";
      const double chance = first ? shifted(p[1], std::log(2.0)) : p[static_cast<std::size_t>(j)];
      if (stream.uniform() < chance) pattern |= Pattern{1} << static_cast<unsigned>(j);
    }
    if (pattern != 0) cells.push_back({pattern, 1});
  }
  return {{"A", "B", "C", "D"}, std::move(cells)};
}

struct Tally {
  int tables = 0, answered = 0, covered = 0;
  std::vector<double> widths, bias;
  void add(const Result& r, double n) {
    ++tables;
    if (r.status != Status::kOk) return;
    ++answered;
    covered += r.summary.low <= n && n <= r.summary.high ? 1 : 0;
    widths.push_back((r.summary.high - r.summary.low) / n);
    bias.push_back(r.summary.median / n - 1);
  }
};

double middle(const std::vector<double>& x) {
  return x.empty() ? kNone : summarise(x, 0.95).median;
}

void print(const char* design, const std::string& model, const Tally& t) {
  const auto share = [](int a, int b) { return b > 0 ? static_cast<double>(a) / b : kNone; };
  const double covered = share(t.covered, t.answered);
  fmt::print("{},{},{},{:.3f},{:.3f},{:.3f},{:.3f},{:.2f},{:+.3f}\n", design, model, t.tables,
             1 - share(t.answered, t.tables), covered,
             std::sqrt(covered * (1 - covered) / t.answered), share(t.covered, t.tables),
             middle(t.widths), middle(t.bias));
  std::fflush(stdout);
}

AnalysisOptions options_for(int table, bool latent) {
  AnalysisOptions out;
  out.thorough = false;
  out.lane = static_cast<std::uint64_t>(table) << 32U;
  out.latent_class.target_ess = 400;
  out.loglinear.bootstraps = 0;
  out.coverage.bootstraps = 200;
  for (const std::string& model : model_names())
    if (latent || model != "latent_class") out.models.push_back(model);
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const int tables = argc > 1 ? std::atoi(argv[1]) : 500;
  const int latent = argc > 2 ? std::atoi(argv[2]) : tables;
  const auto seed = static_cast<std::uint64_t>(argc > 3 ? std::atoll(argv[3]) : 1);
  fmt::print(
      "# 4 lists; N log-uniform 500 to 10000; capture uniform 0.1 to 0.4 a list (sparse: a "
      "quarter); "
      "seed {}\n"
      "design,model,tables,refused,covered,error,of_all,median_width,median_bias\n",
      seed);
  for (std::size_t d = 0; d < std::size(kDesigns); ++d) {
    std::map<std::string, Tally> tallies;
    for (int t = 0; t < tables; ++t) {
      Stream stream(seed, d * 1'000'000 + static_cast<std::uint64_t>(t));
      const double n = std::round(500 * std::pow(20.0, stream.uniform()));
      const AnalysisOptions options = options_for(t, t < latent);
      const Analysis a =
          analyse(simulate(kDesigns[d], n, stream), options, attest::base::silent_reporter());
      for (const std::string& model : options.models) {
        Result r = refused(model, Kind::kPosterior, {});
        for (const Result& one : a.results)
          if (one.model == model) r = one;
        tallies[model].add(r, n);
      }
    }
    for (const std::string& model : model_names()) print(kDesigns[d].name, model, tallies[model]);
  }
  return 0;
}
