#include "publish/estimate_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "publish/page.hpp"

namespace attest::publish {
namespace {

using Model = EstimatePage::Model;
using Column = TableBuilder::Column;

std::string people(double value) {
  return std::isfinite(value) ? short_number(std::round(value)) : "–";
}
std::string label_of(const Model& model) {
  return model.label.empty() ? model.name : model.label;
}
bool has_numbers(const Model& model) {
  return model.status == "ok";
}

std::string interval(const Model& model) {
  if (model.lower_bound) return "at least " + people(model.median);
  return people(model.median) + " (" + people(model.low) + "–" + people(model.high) + ")";
}

Html opening(const EstimatePage& page) {
  Html out = el("h1", name(page.title));
  if (!page.stratum.empty()) out += el("p", {{"class", "lead"}}, name(page.stratum));
  out += paragraphs(page.population);
  const std::string number = short_number(static_cast<double>(page.documented));
  const Html documented =
      page.documented_href.empty()
          ? Html(number)
          : el("a", {{"data-attest", "figure"}, {"href", page.documented_href}}, number);
  out += facts({{"Documented", all(documented, " people, each on at least one list")},
                {"Lists", [&] {
                   Html lists;
                   for (const auto& list : page.lists) {
                     if (!lists.empty()) lists += "; ";
                     lists += name(list);
                   }
                   return lists;
                 }()}});
  return out;
}

Html refusal(const EstimatePage& page) {
  if (page.refusal.empty()) return {};
  return el("section", {{"class", "refusal"}}, el("h2", "No estimate is given"),
            el("p", page.refusal),
            page.needed.empty() ? Html() : el("p", "What would be needed: ", page.needed));
}

Html warnings(const EstimatePage& page) {
  if (page.warnings.empty()) return {};
  Html items;
  for (const auto& warning : page.warnings) items += el("li", warning);
  return all(el("h2", {{"id", "warnings"}}, "To be kept in mind"), el("ul", items));
}

std::string pattern_words(const EstimatePage& page, const Overlap& overlap) {
  std::string out;
  for (std::size_t i = 0; i < page.lists.size() && i < overlap.in.size(); ++i)
    if (overlap.in[i]) out += (out.empty() ? "" : " + ") + page.lists[i];
  return out;
}

Html seen(const EstimatePage& page) {
  if (page.overlaps.empty()) return {};
  TableBuilder table("Documented people by the lists they are on",
                     {{"On these lists"}, {"People", Column::kNumber}});
  auto overlaps = page.overlaps;
  std::stable_sort(overlaps.begin(), overlaps.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  for (const auto& overlap : overlaps)
    if (overlap.count > 0)
      table.row(
          {name(pattern_words(page, overlap)), short_number(static_cast<double>(overlap.count))});
  const ChartText text{
      "Overlap of the lists",
      "Each column is a set of lists, marked by joined dots; its bar is the number of people who "
      "are on "
      "exactly those lists.",
      "Estimates rest on these overlaps: people on two lists tell how many are on none."};
  return all(el("h2", {{"id", "seen"}}, "What was seen"), upset(text, page.lists, page.overlaps),
             table.html());
}

Html models_table(const EstimatePage& page) {
  TableBuilder table(
      "Estimated total, documented people included, by model",
      {{"Model"}, {"Estimated total (interval)", Column::kNumber}, {"Interval"}, {"State"}});
  for (const auto& model : page.models)
    table.row(
        {name(label_of(model)), has_numbers(model) ? interval(model) : "none",
         has_numbers(model) && !model.lower_bound ? fmt::format("{:.0f} %", model.level * 100) : "",
         has_numbers(model) ? (model.lower_bound ? "a floor, not an estimate" : "given")
                            : model.status + ": " + model.reason});
  return table.html();
}

Html added(const EstimatePage& page) {
  if (page.models.empty()) return {};
  std::vector<Density> rows;
  for (const auto& model : page.models)
    if (has_numbers(model) && !model.lower_bound)
      rows.push_back({label_of(model), kernel_density(model.draws), model.low, model.median,
                      model.high, interval(model)});
  Html out = el("h2", {{"id", "models"}}, "What each model adds");
  if (!page.agreement.empty()) out += el("p", page.agreement);
  if (!rows.empty())
    out +=
        density_chart({"Estimated total, by model",
                       "Each ridge shows how one model spreads its belief over totals; the dot is "
                       "the median, the line "
                       "the interval.",
                       "Models that share an assumption do not confirm one another by agreeing."},
                      rows, {.label = "people, documented and undocumented together"},
                      {{static_cast<double>(page.documented), "documented"}});
  return all(out, models_table(page));
}

Html rests_on(const EstimatePage& page) {
  Html out;
  for (const auto& model : page.models) {
    if (model.assumptions.empty() && model.diagnostics.empty()) continue;
    Html assumed, checked;
    for (const auto& one : model.assumptions) assumed += el("li", one);
    for (const auto& one : model.diagnostics) checked += el("li", one);
    out += el("h3", name(label_of(model)));
    if (!assumed.empty()) out += all(el("p", "It assumes:"), el("ul", assumed));
    if (!checked.empty()) out += all(el("p", "How its answer was checked:"), el("ul", checked));
  }
  return out.empty() ? out : all(el("h2", {{"id", "assumptions"}}, "What it rests on"), out);
}

Html sensitivity(const EstimatePage& page) {
  if (page.sensitivity.empty()) return {};
  Series lower{"interval", {}, {}}, middle{"estimate"};
  TableBuilder table("If the assumption fails",
                     {{"Odds of having been on no list, times", Column::kNumber},
                      {"Estimated total", Column::kNumber},
                      {"Interval", Column::kNumber}});
  for (const auto& point : page.sensitivity) {
    const double x = std::log2(point.odds);
    lower.points.push_back({x, point.low});
    lower.upper.push_back({x, point.high});
    middle.points.push_back({x, point.estimate});
    table.row({short_number(point.odds), people(point.estimate),
               people(point.low) + "–" + people(point.high)});
  }
  const ChartText text{"If the assumption fails",
                       "The estimate and its interval as the assumption is moved away from what "
                       "the model takes for granted.",
                       ""};
  const Axis odds{.label = "odds of having been on no list, times…",
                  .print = [](double x) { return short_number(std::exp2(x)); }};
  Html out = el("h2", {{"id", "sensitivity"}}, "What cannot be learned from the lists");
  out += el("p", page.sensitivity_assumption);
  if (!page.sensitivity_model.empty())
    out += el("p", {{"class", "note"}}, "Moved: ", name(page.sensitivity_model), ".");
  return all(out, line_chart(text, {lower, middle}, odds, {.label = "people"}, {{0, "as assumed"}}),
             table.html());
}

Html variance(const EstimatePage& page) {
  if (page.variance.empty()) return {};
  std::vector<Bar> bars;
  for (const auto& share : page.variance)
    bars.push_back({.label = share.source,
                    .value = share.share,
                    .shown = fmt::format("{:.0f} %", share.share * 100)});
  return all(
      el("h2", {{"id", "variance"}}, "Where the uncertainty comes from"),
      bar_chart(
          {"Share of the variance", "How much of the spread each step before contributes.", ""},
          bars, {.high = 1.0, .print = [](double x) { return fmt::format("{:.0f} %", x * 100); }}));
}

Html how_to_read(const EstimatePage& page) {
  Html out = el("h2", {{"id", "reading"}}, "How to read this");
  out += el("p",
            "The documented number counts people who are on at least one list. An estimate says "
            "how many there may "
            "have been in all, including those on no list. It is a statement about numbers, never "
            "about persons: no "
            "name can be attached to it.");
  out +=
      el("p",
         "An interval holds the total with the stated probability if its model’s assumptions hold; "
         "the models stand "
         "side by side because nobody can know which do. The widest reading of the page is the "
         "spread over models, "
         "not the narrowest interval. People who could be on no list at all are in no estimate.");
  if (!page.draws_href.empty())
    out += el("p", el("a", {{"href", page.draws_href}, {"download", ""}}, "All draws as a table"),
              ".");
  if (!page.made_with.empty())
    out += el("p", {{"class", "note"}}, "Made with ", page.made_with, ".");
  return out;
}

}  // namespace

Html estimate_body(const EstimatePage& page) {
  Html out = all(opening(page), refusal(page), warnings(page), seen(page));
  if (page.refusal.empty())
    out += all(added(page), rests_on(page), sensitivity(page), variance(page));
  return all(out, how_to_read(page));
}

std::string estimate_page(const EstimatePage& page) {
  return standalone_page(page.title, estimate_body(page));
}

std::string draws_csv(const EstimatePage& page) {
  std::string out = "model,draw\r\n";
  for (const auto& model : page.models)
    if (has_numbers(model))
      for (const double draw : model.draws) out += fmt::format("{},{:.1f}\r\n", model.name, draw);
  return out;
}

}  // namespace attest::publish
