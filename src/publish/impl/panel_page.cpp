#include <algorithm>
#include <unordered_map>

#include "publish/impl/pages.hpp"
#include "publish/impl/range_chart.hpp"
#include "publish/page.hpp"

namespace attest::publish {
namespace {

/// Statements on one page of a panel; the next thousand are one link on.
constexpr std::size_t kRowsAPage = 1000;

std::string page_path(const std::string& path, std::size_t number) {
  if (number == 0) return path;
  return path.substr(0, path.size() - 5) + "." + std::to_string(number + 1) + ".html";
}

/// What each policy does with each statement of the panel: "low", "high", "counts", or why not.
class Roles {
 public:
  explicit Roles(const findings::Panel& panel) : roles_(panel.answers.size()) {
    for (std::size_t i = 0; i < panel.answers.size(); ++i) {
      const auto& answer = panel.answers[i];
      for (const auto figure : answer.counted) roles_[i][figure] = "counts";
      for (const auto figure : answer.low_by) roles_[i][figure] = "gives the low";
      for (const auto figure : answer.high_by) {
        auto& role = roles_[i][figure];
        role = role == "gives the low" ? "gives low and high" : "gives the high";
      }
      for (const auto& left : answer.left_out) roles_[i][left.figure] = "left out: " + left.why;
    }
  }
  std::string of(std::size_t policy, std::size_t figure) const {
    const auto found = roles_[policy].find(figure);
    return found == roles_[policy].end() ? "" : found->second;
  }

 private:
  std::vector<std::unordered_map<std::size_t, std::string>> roles_;
};

Html ends(const Links& links, const Dossier& dossier, std::string_view word,
          const std::vector<std::size_t>& by) {
  if (by.empty()) return {};
  Html out = all(word, " by ");
  for (std::size_t i = 0; i < std::min<std::size_t>(by.size(), 12); ++i) {
    if (i > 0) out += "; ";
    const auto said = dossier.said(by[i]);
    out += links.statement(said, name(links.index().by(said).asserter));
  }
  if (by.size() > 12) out += " and " + std::to_string(by.size() - 12) + " more";
  return out;
}

Html ranges(const Links& links, const Dossier& dossier, std::size_t p) {
  const auto& panel = dossier.panels()[p];
  TableBuilder table("How each policy makes its documented range",
                     {{"Policy"}, {"Range"}, {"Made by"}, {"What the policy does"}});
  for (std::size_t i = 0; i < panel.answers.size(); ++i) {
    const auto& answer = panel.answers[i];
    Html made = ends(links, dossier, "low", answer.low_by);
    if (!answer.high_by.empty())
      made += all(made.empty() ? "" : "; ", ends(links, dossier, "high", answer.high_by));
    table.row({links.plain(policy_path(dossier.subject(), links.index(), i), name(answer.policy)),
               linked_range(dossier, links, answer, dossier.panel_paths()[p]), made,
               findings::describe(links.index().policies()[i])});
  }
  return table.html();
}

Html statements(const Links& links, const Dossier& dossier, const findings::Panel& panel,
                const Roles& roles, std::size_t from, std::size_t to) {
  std::vector<TableBuilder::Heading> headings = {
      {"Said"}, {"By"}, {"Figure", TableBuilder::Column::kNumber}, {"Opens"}};
  for (const auto& answer : panel.answers) headings.push_back({name(answer.policy)});
  TableBuilder table("Every statement of this panel, and what each policy does with it", headings);
  for (std::size_t i = from; i < to; ++i) {
    const auto& line = panel.lines[i];
    const auto said = dossier.said(line.figure);
    const auto& figure = dossier.figure(line.figure);
    std::vector<Html> cells = {
        print_date(figure.by.said),
        all(links.asserter(said), " ", links.party(line.affiliation), " ",
            seen_badge(figure.by.seen)),
        links.figure(said, shortened(shown_number(figure), 60)),
        links.statement(said, figure.by.key.empty() ? "statement" : figure.by.key)};
    for (std::size_t policy = 0; policy < panel.answers.size(); ++policy)
      cells.emplace_back(roles.of(policy, line.figure));
    table.row(cells, is_seen(figure.by) ? "" : "unseen");
  }
  return table.html();
}

Html neighbours(const Links& links, const std::string& path, std::size_t number,
                std::size_t pages) {
  if (pages < 2) return {};
  Html out;
  for (std::size_t i = 0; i < pages; ++i)
    out +=
        el("a", {{"href", links.to(page_path(path, i))}, when(i == number, "aria-current", "page")},
           std::to_string(i * kRowsAPage + 1) + "…");
  return el("nav", {{"class", "parts"}, {"aria-label", "Statements, a thousand a page"}}, out);
}

void write_panel(Writer& writer, const Links& links, const Dossier& dossier, std::size_t p) {
  const auto& panel = dossier.panels()[p];
  const auto& path = dossier.panel_paths()[p];
  const Roles roles(panel);
  const std::string label = capitalised(findings::label(panel));
  const std::size_t pages = (panel.lines.size() + kRowsAPage - 1) / kRowsAPage;
  for (std::size_t number = 0; number < pages; ++number) {
    const std::size_t from = number * kRowsAPage;
    const std::size_t to = std::min(from + kRowsAPage, panel.lines.size());
    Html body = el("p", {{"class", "kicker"}},
                   links.plain(dossier.subject().path(), name(dossier.subject().name)));
    body += el("h1", name(label));
    body += el(
        "p", counted(panel.lines.size(), "statement counts", "statements count") +
                 " the same thing: " + findings::label(panel) +
                 ". Ranges are made only among these. They are documented claims, not estimates.");
    if (number == 0) body += ranges(links, dossier, p);
    body += neighbours(links, path, number, pages);
    body += statements(links, dossier, panel, roles, from, to);
    writer.page(page_path(path, number), label + " – " + dossier.subject().name, body,
                {{"data-attest", "figure-list"}});
  }
}

}  // namespace

void write_panels(Writer& writer, const Links& links, const Dossier& dossier) {
  for (std::size_t p = 0; p < dossier.panels().size(); ++p) write_panel(writer, links, dossier, p);
}

}  // namespace attest::publish
