#include <fmt/format.h>

#include <cmath>

#include "casework/estimate_table.hpp"

namespace attest::casework {
namespace {

using estimate::Result;
using estimate::Status;

std::string span(double low, double high) {
  return fmt::format("[{:.0f}; {:.0f}]", low, high);
}

std::string line_of(const Result& r) {
  if (r.status != Status::kOk)
    return fmt::format("  {:<14} {}: {}\n", r.model, word(r.status), r.refusal.reason);
  std::string out = fmt::format("  {:<14} {:>10.0f} {:<22}", r.model, r.summary.median,
                                span(r.summary.low, r.summary.high));
  if (r.kind == estimate::Kind::kLowerBound) out += " a floor, not an estimate";
  if (!std::isnan(r.diagnostics.rhat))
    out += fmt::format(" R-hat {:.3f}, {:.0f} effective draws", r.diagnostics.rhat,
                       r.diagnostics.ess_bulk);
  return out + "\n";
}

std::string modes_of(const Result& r) {
  std::string out;
  for (const auto& m : r.modes)
    out += fmt::format("                 mode near {:.0f} {} holds about {:.0f} % of the draws\n",
                       m.median, span(m.low, m.high), 100 * m.weight);
  return out;
}

std::string block(const EstimateOfPeople& of) {
  std::string out =
      fmt::format("  documented     {:>10.0f} on {} lists\n", of.documented, of.lists.size());
  for (const Result& r : of.results) {
    out += line_of(r);
    out += modes_of(r);
    for (const auto& v : r.variants)
      out += fmt::format("    {:<12} {:>10.0f} {:<22} {}\n", v.name, v.summary.median,
                         span(v.summary.low, v.summary.high), v.note);
  }
  if (of.refusal) {
    out += fmt::format("  Refused ({}): {}\n", of.refusal->code, of.refusal->reason);
    out += fmt::format("  Needed: {}\n", of.refusal->needed);
  } else if (of.agreement.models.size() > 1) {
    out += fmt::format("  Models {}: from {:.0f} to {:.0f}, medians {:.2f} times apart.\n",
                       of.agreement.verdict, of.agreement.lowest, of.agreement.highest,
                       of.agreement.ratio);
  }
  for (const auto& w : of.warnings) out += fmt::format("  ! {}\n", w.text);
  return out;
}

std::string total_block(const EstimateTotal& total) {
  std::string out = fmt::format("Total over strata, documented {:.0f}\n", total.documented);
  for (const auto& m : total.models)
    out +=
        fmt::format("  {:<14} {:>10.0f} {:<22} {}\n", m.model, m.summary.median,
                    span(m.summary.low, m.summary.high),
                    m.complete ? ""
                               : fmt::format("at least: {} of {} strata enter as documented only",
                                             m.refused, m.strata));
  return out;
}

std::string label_line(const EstimateOfPeople& of) {
  std::string out;
  for (const auto& [column, value] : of.labels)
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", column, value);
  return out + "\n";
}

std::string assumptions(const EstimateOfPeople& of) {
  std::string out;
  for (const Result& r : of.results) {
    if (r.status != Status::kOk) continue;
    out += fmt::format("{} assumes:\n", r.model);
    for (const std::string& a : r.assumptions) out += fmt::format("  - {}\n", a);
  }
  if (!of.agreement.models.empty()) out += of.agreement.shared_assumption + "\n";
  return out;
}

}  // namespace

std::string to_text(const EstimateAnswer& answer) {
  std::string out = fmt::format("{}, seed {}, {:.0f} % intervals\n", answer.request.table,
                                answer.request.seed, 100 * answer.request.level);
  if (!answer.replicates.empty())
    out += fmt::format("{} replicates of {}\n", answer.replicates.size(),
                       fmt::join(answer.levels, ", "));
  out += answer.strata.empty() ? "" : "Everybody, without strata\n";
  out += block(answer.everybody);
  for (const EstimateOfPeople& s : answer.strata) out += "\n" + label_line(s) + block(s);
  if (answer.total) out += "\n" + total_block(*answer.total);
  return out + "\n" + assumptions(answer.everybody);
}

}  // namespace attest::casework
