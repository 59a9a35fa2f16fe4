#include "casework/link_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace attest::casework {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Linking</title><style>
body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.2rem;border-top:1px solid #d0d7de;padding-top:1rem}
table{border-collapse:collapse;width:100%;display:block;overflow-x:auto;font-variant-numeric:tabular-nums}
th,td{text-align:start;padding:.25rem .6rem;border-bottom:1px solid #e5e9ee}td.n,th.n{text-align:end}
.bar{display:inline-block;height:.8em;background:#2f6f8f}.less{background:#8f5d2f}.private{background:#fff4ce;padding:.6rem 1rem}
caption{text-align:start;font-weight:600;padding:.4rem 0}
</style></head><body><main>
)";

/// A bar of bits: to the right for, to the left in another colour against; the number stands beside
/// it.
std::string bar(double bits) {
  const double width = std::min(12.0, std::abs(bits) * 0.6);
  return fmt::format("<span class=\"bar{}\" style=\"width:{:.2f}rem\"></span> {:+.2f}",
                     bits < 0 ? " less" : "", width, bits);
}

void people(const LinkReport& report, std::string& out) {
  const auto& linkage = report.linkage;
  out += fmt::format(
      "<h1>Which records speak of one person</h1>\n<p>{} records in {} lists; {} clusters, the "
      "largest of {}.",
      linkage.prepared->size(), linkage.prepared->list_names.size(), linkage.clusters.count,
      linkage.clusters.largest);
  out += fmt::format(" After matches that no rule proposed: about {:.0f} people.",
                     linkage.people.estimate());
  if (report.samples) {
    out += fmt::format(" 95 % interval from {} sampled partitions: {:.0f} to {:.0f}.",
                       report.samples->people.size(), report.samples->low, report.samples->high);
  }
  out += "</p>\n";
  if (report.names) {
    out +=
        "<p class=\"private\">Private: this page shows text of records. Make one to show with "
        "--no-names.</p>\n";
  }
  if (linkage.notes.empty()) return;
  out += "<ul>";
  for (const auto& note : linkage.notes) out += "<li>" + escaped(note) + "</li>";
  out += "</ul>\n";
}

void chances_table(const link::Model& model, const std::vector<link::LevelChances>& chances,
                   std::string_view title, std::string& out) {
  out += fmt::format(
      "<table><caption>{}</caption><tr><th>comparison<th>level<th class=\"n\">one person (m)<th "
      "class=\"n\">strangers (u)<th class=\"n\">relatives<th>weight, bits</tr>\n",
      title);
  for (std::size_t c = 0; c < model.comparisons.size(); ++c) {
    for (std::size_t level = 1; level < model.comparisons[c].size(); ++level) {
      const double m = chances[c].same[level], u = chances[c].unrelated[level];
      const double r =
          model.comparisons[c].bearing == link::Bearing::kFamily ? m : chances[c].relatives[level];
      out += fmt::format(
          "<tr><td>{}<td>{}<td class=\"n\">{:.4f}<td class=\"n\">{:.6f}<td "
          "class=\"n\">{:.4f}<td>{}</tr>\n",
          escaped(model.comparisons[c].name), escaped(model.comparisons[c].levels[level]), m, u, r,
          m > 0 && u > 0 ? bar(std::log2(m / u)) : "not trained");
    }
  }
  out += "</table>\n";
}

void weights(const LinkReport& report, std::string& out) {
  const auto& model = report.linkage.model;
  out += "<h2>Chances and weights</h2>\n";
  if (model.lists > 1) chances_table(model, model.across, "Pairs across lists", out);
  chances_table(model, model.within, "Pairs inside a list", out);
}

/// Pairs near a chance, for the waterfalls: a sure one, an unsure one, a rejected one.
std::vector<link::PairIds> examples(const link::Linkage& linkage) {
  std::vector<link::PairIds> chosen;
  for (const float wanted : {0.99F, 0.5F, 0.05F}) {
    std::size_t best = linkage.chances.size();
    for (std::size_t i = 0; i < linkage.chances.size(); ++i) {
      if (best == linkage.chances.size() ||
          std::abs(linkage.chances[i] - wanted) < std::abs(linkage.chances[best] - wanted))
        best = i;
    }
    if (best < linkage.chances.size()) chosen.push_back(linkage.candidates.pairs[best]);
  }
  return chosen;
}

std::string record_text(const Rosters& rosters, link::RowRef ref) {
  std::string text;
  for (const auto& field : rosters.lists[ref.list].fields) {
    if (field.role == link::Role::kId || field.texts[ref.row].empty()) continue;
    text += (text.empty() ? "" : " · ") + std::string(field.texts[ref.row]);
  }
  return text;
}

void waterfall(const LinkReport& report, link::PairIds pair, std::string& out) {
  const auto explanation = link::explain(report.linkage, pair);
  const auto& numbering = report.linkage.prepared->numbering;
  if (report.names) {
    out += "<p>" + escaped(record_text(report.rosters, numbering.ref(pair.a))) + "<br>" +
           escaped(record_text(report.rosters, numbering.ref(pair.b))) + "</p>\n";
  }
  out += "<table><caption>" + fmt::format("Chance {:.3f}", explanation.chance) +
         "</caption><tr><th>step<th>level<th>bits</tr>\n";
  out += "<tr><td>before any field<td><td>" + bar(explanation.prior) + "</tr>\n";
  if (explanation.coverage != 0)
    out += "<tr><td>how much of its group the other list holds<td><td>" +
           bar(explanation.coverage) + "</tr>\n";
  if (explanation.company != 0)
    out += "<tr><td>whom those listed with it are matched to<td><td>" + bar(explanation.company) +
           "</tr>\n";
  for (const auto& step : explanation.steps) {
    out += fmt::format("<tr><td>{}<td>{}<td>{}</tr>\n", escaped(step.comparison),
                       escaped(step.level), bar(step.bits));
    if (step.rarity != 0)
      out += "<tr><td><td>how common the value is<td>" + bar(step.rarity) + "</tr>\n";
  }
  out += "<tr><td>relatives look alike<td><td>" + bar(explanation.relatives) + "</tr>\n";
  out += "<tr><th>sum<td><td>" + bar(explanation.total) + "</tr></table>\n";
}

void blocking(const link::Linkage& linkage, std::string& out) {
  out += "<h2>How candidates were found</h2>\n";
  out += fmt::format(
      "<p>{} pairs compared; the rules are estimated to have proposed {:.1f} % of all "
      "matches.</p>\n",
      linkage.compared, 100 * linkage.blocking_recall);
  out +=
      "<table><tr><th>rule<th class=\"n\">pairs<th class=\"n\">largest block<th class=\"n\">blocks "
      "too large</tr>\n";
  for (const auto& rule : linkage.rules) {
    out += fmt::format("<tr><td>{}<td class=\"n\">{}<td class=\"n\">{}<td class=\"n\">{}</tr>\n",
                       escaped(rule.name), rule.pairs, rule.largest_block, rule.skipped_blocks);
  }
  out += "</table>\n";
}

/// Records whose best possible match (all its fields agreeing) would stay below a chance of one
/// half.
void unlinkables(const link::Linkage& linkage, std::string& out) {
  std::uint64_t unlinkable = 0;
  link::Comparer comparer(*linkage.prepared, linkage.model.comparisons, *linkage.commonness);
  const link::Scorer scorer(linkage.model);
  const std::uint32_t step = std::max(1U, linkage.prepared->size() / 20000);
  std::uint64_t looked = 0;
  for (std::uint32_t record = 0; record < linkage.prepared->size(); record += step) {
    const auto list = linkage.prepared->list[record];
    const auto odds =
        scorer.log_odds(comparer.compare(record, record), linkage.model.space_index(list, list));
    unlinkable += odds < 0;
    ++looked;
  }
  out += fmt::format(
      "<h2>Records that could match nobody</h2>\n<p>{} of {} looked at say so little that even an "
      "equal record would not reach a chance of one half.</p>\n",
      unlinkable, looked);
}

void accuracy(const link::Scores& scores, std::string& out) {
  out +=
      "<h2>Against the truth column</h2>\n<table><tr><th><th class=\"n\">threshold<th "
      "class=\"n\">precision<th class=\"n\">recall<th class=\"n\">F1</tr>\n";
  const auto row = [&out](std::string_view name, const link::Accuracy& a) {
    out += fmt::format(
        "<tr><td>{}<td class=\"n\">{:.2f}<td class=\"n\">{:.4f}<td class=\"n\">{:.4f}<td "
        "class=\"n\">{:.4f}</tr>\n",
        name, a.threshold, a.precision, a.recall, a.f1);
  };
  row("pairs, default", scores.at_default);
  row("pairs, best threshold (not a result)", scores.best);
  row("clusters", scores.clusters);
  out +=
      "</table>\n<table><caption>By threshold</caption><tr><th class=\"n\">threshold<th "
      "class=\"n\">precision<th class=\"n\">recall<th class=\"n\">F1</tr>\n";
  for (const auto& point : scores.curve) {
    out += fmt::format(
        "<tr><td class=\"n\">{:.3f}<td class=\"n\">{:.4f}<td class=\"n\">{:.4f}<td "
        "class=\"n\">{:.4f}</tr>\n",
        point.threshold, point.precision, point.recall, point.f1);
  }
  out += fmt::format(
      "</table>\n<table><caption>Calibration: error {:.4f}</caption><tr><th class=\"n\">chance "
      "from<th class=\"n\">mean chance<th class=\"n\">share true<th class=\"n\">pairs</tr>\n",
      scores.calibration_error);
  for (const auto& bin : scores.reliability) {
    out += fmt::format(
        "<tr><td class=\"n\">{:.2f}<td class=\"n\">{:.3f}<td class=\"n\">{:.3f}<td "
        "class=\"n\">{}</tr>\n",
        bin.from, bin.mean_chance, bin.share_true, bin.pairs);
  }
  out += "</table>\n";
}

void lineage(const LinkReport& report, std::string& out) {
  if (report.lineage.empty()) return;
  out +=
      "<h2>What the lists have to do with each other</h2>\n<table><tr><th>lists<th "
      "class=\"n\">people on both<th class=\"n\">of the smaller<th class=\"n\">same spelling<th "
      "class=\"n\">same order<th>verdict</tr>\n";
  const auto& names = report.linkage.prepared->list_names;
  for (const auto& each : report.lineage) {
    out += fmt::format(
        "<tr><td>{} – {}<td class=\"n\">{}<td class=\"n\">{:.1f} %<td class=\"n\">{:.1f} %<td "
        "class=\"n\">{:.2f}<td>{}</tr>\n",
        escaped(names[each.list_a]), escaped(names[each.list_b]), each.linked,
        100 * each.share_of_smaller, 100 * each.same_spelling, each.same_order,
        link::word(each.kinship));
  }
  out += "</table>\n<p>A copy is no second witness: an estimate must not count it as one.</p>\n";
}

}  // namespace

std::string link_report_page(const LinkReport& report) {
  std::string out(kHead);
  people(report, out);
  lineage(report, out);
  if (report.scores) accuracy(*report.scores, out);
  weights(report, out);
  if (report.explains) {
    out += "<h2>Why a pair has its chance</h2>\n";
    for (const auto& pair : examples(report.linkage)) waterfall(report, pair, out);
  }
  blocking(report.linkage, out);
  if (report.explains) unlinkables(report.linkage, out);
  return out + "</main></body></html>\n";
}

}  // namespace attest::casework
