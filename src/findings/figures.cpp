#include "findings/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "base/error.hpp"

namespace attest::findings {
namespace {

struct PanelOrder {
  bool operator()(const std::pair<model::MeasureName, model::Category>& a,
                  const std::pair<model::MeasureName, model::Category>& b) const {
    if (a.first != b.first) return a.first < b.first;
    const bool a_part = a.second.words != "all";
    const bool b_part = b.second.words != "all";
    return a_part != b_part ? b_part : a.second < b.second;
  }
};

std::vector<std::size_t> in_order_said(std::span<const model::Figure> figures) {
  std::vector<std::size_t> order(figures.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return said_before(figures[a].by, figures[b].by);
  });
  return order;
}

}  // namespace

std::string label(const Panel& panel) {
  return fmt::format("{}, {}", model::label(panel.measure), panel.category.words);
}

std::vector<Panel> panels(std::span<const model::Figure> figures, const Voices& voices,
                          std::span<const Policy> policies) {
  const auto traced = echoes(figures, voices);
  std::map<std::pair<model::MeasureName, model::Category>, Panel, PanelOrder> grouped;
  for (const auto i : in_order_said(figures)) {
    const auto& figure = figures[i];
    auto& panel = grouped[{figure.measure, figure.category}];
    panel.measure = figure.measure;
    panel.category = figure.category;
    const auto& name = figure.by.asserter;
    panel.lines.push_back(
        {i, voices.voice(name), voices.affiliation(name), voices.kind(name), traced[i]});
  }
  std::vector<Panel> out;
  for (auto& [key, panel] : grouped) {
    for (const auto& policy : policies)
      panel.answers.push_back(answer(figures, panel.lines, policy));
    out.push_back(std::move(panel));
  }
  return out;
}

std::vector<Spread> spread(std::span<const model::Figure> figures, const Voices& voices) {
  std::map<std::pair<std::string, std::string>, Spread> rows;
  const auto traced = echoes(figures, voices);
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const auto& by = figures[i].by;
    const auto kind = voices.kind(by.asserter);
    const std::string word(kind ? model::word(*kind) : std::string_view("not stated"));
    auto& row = rows[{voices.affiliation(by.asserter), word}];
    row.affiliation = voices.affiliation(by.asserter);
    row.kind = word;
    ++row.statements;
    row.seen += by.seen == model::Seen::kSeen ? 1 : 0;
    row.repetitions += traced[i] ? 1 : 0;
  }
  std::vector<Spread> out;
  for (auto& [key, row] : rows) out.push_back(std::move(row));
  return out;
}

}  // namespace attest::findings
