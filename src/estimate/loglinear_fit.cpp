#include <cmath>

#include "base/error.hpp"
#include "estimate/impl/existence.hpp"
#include "estimate/impl/hierarchy.hpp"
#include "estimate/impl/poisson.hpp"
#include "estimate/loglinear.hpp"

namespace attest::estimate {
namespace {

double deviance(const impl::Lattice& counts, const impl::Support& support,
                const impl::Lattice& mean) {
  double sum = 0;
  for (std::size_t i = 1; i < counts.size(); ++i) {
    if (support.used[i] == 0) continue;
    if (counts[i] > 0) sum += counts[i] * std::log(counts[i] / mean[i]);
    sum -= counts[i] - mean[i];
  }
  return 2 * sum;
}

}  // namespace

LogLinearFit fit_loglinear(const Table& table, const Generators& generators) {
  base::ensure(table.list_count() <= 12, "log-linear models take at most 12 lists");
  LogLinearFit out;
  const impl::Lattice counts = impl::counts_of(table);
  const auto terms = impl::terms_of(generators, table.list_count());
  out.generators = impl::generators_of(terms, table.list_count());
  out.parameters = static_cast<int>(terms.size());
  const impl::Support support = impl::support_of(counts, terms);
  out.extended = support.extended;
  if (!support.identified) {
    out.reason =
        "the people on no list are not determined: overlaps that the model needs are empty";
    return out;
  }
  const impl::PoissonFit fit = impl::fit_poisson(counts, support.used, support.terms);
  if (!fit.converged) {
    out.reason = "the fit did not converge";
    return out;
  }
  const auto documented = static_cast<double>(table.documented());
  out.exists = true;
  out.estimate = documented + fit.mean[0];
  out.log_likelihood = fit.log_likelihood;
  out.bic = -2 * fit.log_likelihood + out.parameters * std::log(documented);
  out.deviance = deviance(counts, support, fit.mean);
  for (std::size_t i = 1; i < counts.size(); ++i)
    out.fitted.push_back(support.used[i] != 0 ? fit.mean[i] : 0.0);
  return out;
}

}  // namespace attest::estimate
