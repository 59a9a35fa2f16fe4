#include <algorithm>
#include <cctype>

#include "publish/impl/pages.hpp"
#include "publish/impl/range_chart.hpp"
#include "publish/page.hpp"

namespace attest::publish {
namespace {

using Column = TableBuilder::Column;

bool is_digit_at(std::string_view text, std::size_t i) {
  return i < text.size() && text[i] >= '0' && text[i] <= '9';
}

/// The length of a number with separators of thousands that starts at `from`.
std::size_t number_length(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (is_digit_at(text, end) ||
         (end > from && end < text.size() && text[end] == ',' && is_digit_at(text, end + 1)))
    ++end;
  return end - from;
}

std::int64_t number_of(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits)
    if (c != ',' && value < 1'000'000'000'000) value = value * 10 + (c - '0');
  return value;
}

bool states(const model::Quantity& quantity, std::int64_t number) {
  return quantity.value == number || quantity.low == number || quantity.high == number;
}

/// The witness among the check's whose figure is that number.
std::optional<Said> witness_of(const Dossier& dossier, const findings::Check& check,
                               std::int64_t number) {
  for (const auto& witness : check.witnesses)
    if (witness.noun == findings::Witness::Noun::kFigure &&
        states(dossier.figure(witness.index).quantity, number))
      return dossier.said(witness);
  return std::nullopt;
}

/// The check's text with its witnesses' numbers as links.
Html linked_text(const Links& links, const Dossier& dossier, const findings::Check& check) {
  Html out;
  const std::string_view text = check.text;
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto length =
        is_digit_at(text, i) && (i == 0 || !std::isalnum(static_cast<unsigned char>(text[i - 1])))
            ? number_length(text, i)
            : 0;
    const auto said =
        length == 0 ? std::nullopt : witness_of(dossier, check, number_of(text.substr(i, length)));
    if (said) {
      out += text.substr(plain, i - plain);
      out += links.figure(*said, text.substr(i, length));
      plain = i + length;
    }
    i += std::max<std::size_t>(length, 1);
  }
  out += text.substr(plain);
  return out;
}

Html witnesses(const Links& links, const Dossier& dossier, const findings::Check& check) {
  Html items;
  for (const auto& witness : check.witnesses) {
    const auto said = dossier.said(witness);
    const Html says = shortened(witness.says, 160);
    const bool figure = witness.noun == findings::Witness::Noun::kFigure;
    items += el("li", figure ? links.figure(said, says) : links.statement(said, says), " – ",
                links.asserter(said), ", ", print_year(links.index().by(said).said), " ",
                seen_badge(links.index().by(said).seen));
  }
  return el("ul", {{"class", "witnesses"}}, items);
}

}  // namespace

Html questions(const Links& links, const Dossier& dossier) {
  const auto checks = dossier.checks();
  if (checks.empty()) return {};
  Html out = el("h2", {{"id", "questions"}}, "Questions the statements raise");
  out += el("p", {{"class", "note"}},
            "Made by rules that read only the fields of the statements. Each asks; none accuses, "
            "and none "
            "changes a figure.");
  const findings::CheckKind* last = nullptr;
  for (const auto& check : checks) {
    if (last == nullptr || *last != check.kind) out += el("h3", findings::title(check.kind));
    last = &check.kind;
    out += el("details", {{"class", "question"}},
              el("summary", {{"dir", "auto"}}, linked_text(links, dossier, check)),
              witnesses(links, dossier, check));
  }
  return out;
}

Html who_speaks(const Links& links, const Dossier& dossier) {
  const auto rows = findings::spread(dossier.figures(), links.index().voices());
  if (rows.empty()) return {};
  TableBuilder table("Figures by the party and the kind of their sources",
                     {{"Party"},
                      {"Kind of source"},
                      {"Figures", Column::kNumber},
                      {"of them seen", Column::kNumber},
                      {"of them repetitions", Column::kNumber}});
  for (const auto& row : rows)
    table.row({row.affiliation.empty() ? Html("none stated") : links.party(row.affiliation),
               row.kind, std::to_string(row.statements), std::to_string(row.seen),
               std::to_string(row.repetitions)});
  return all(el("h2", {{"id", "speakers"}}, "Who speaks"), table.html());
}

std::string_view incident_word(const Subject& subject) {
  if (subject.incident == nullptr) return "Spoken of, but no incident of this case";
  return subject.incident->standing == Standing::kMain ? "Incident" : "Comparable incident";
}

Html parts_of(const Links& links, const Subject& subject, std::string_view current) {
  Html out;
  const auto part = [&](std::string_view key, const std::string& path, const std::string& text) {
    out += el("a", {{"href", links.to(path)}, when(key == current, "aria-current", "page")}, text);
  };
  part("", subject.path(), "Figures (" + std::to_string(subject.figures.size()) + ")");
  if (subject.size() > 1) part("relays", subject.path("relays"), "Who repeats whom");
  if (!subject.positions.empty())
    part("positions", subject.path("positions"),
         "Positions (" + std::to_string(subject.positions.size()) + ")");
  if (!subject.articles.empty())
    part("press", subject.path("press"), "Press (" + std::to_string(subject.articles.size()) + ")");
  if (!subject.statements.empty())
    part("said", subject.path("said"),
         "What else is said (" + std::to_string(subject.statements.size()) + ")");
  return el("nav", {{"class", "parts"}, {"aria-label", "Parts about this incident"}}, out);
}

Html legend(const Links& links, const std::vector<Said>& said) {
  std::set<std::string> present;
  bool unseen = false;
  for (const auto one : said) {
    present.insert(links.affiliation(one));
    unseen = unseen || !is_seen(links.index().by(one));
  }
  Html out;
  std::set<const Look*> shown;
  for (const auto& look : links.index().looks())
    for (const auto& affiliation : present)
      if (!affiliation.empty() && &links.index().look(affiliation) == &look &&
          shown.insert(&look).second)
        out += el("li", inline_mark(look.shape, Fill::kFilled, look.css_class),
                  "speaks for or belongs to ", name(look.word));
  if (present.contains(""))
    out += el("li", inline_mark(Mark::kCircle, Fill::kFilled), "neither, or not stated");
  if (unseen)
    out += el("li", inline_mark(Mark::kCircle, Fill::kHollow), "hollow: source not seen by us");
  return el("ul", {{"class", "legend"}}, out);
}

Html policy_words(const findings::Policy& policy) {
  return all("“", el("strong", name(policy.name)), "”: ", findings::describe(policy));
}

const findings::Panel* central_panel(const Dossier& dossier) {
  const findings::Panel* best = nullptr;
  for (const auto& panel : dossier.panels()) {
    if (panel.measure.measure == model::Measure::kKilled && panel.category.words == "all")
      return &panel;
    if (best == nullptr || panel.lines.size() > best->lines.size()) best = &panel;
  }
  return best;
}

Html incident_row(const Links& links, const Dossier& dossier) {
  const auto& subject = dossier.subject();
  Html range = "no figures", what;
  if (const auto* panel = central_panel(dossier); panel != nullptr && !panel->answers.empty()) {
    const auto& path =
        dossier.panel_paths()[static_cast<std::size_t>(panel - dossier.panels().data())];
    range = linked_range(dossier, links, panel->answers.front(), path);
    what = name(findings::label(*panel));
  }
  const auto* incident = subject.incident ? &subject.incident->incident : nullptr;
  return el("tr", el("th", {{"scope", "row"}}, links.plain(subject.path(), name(subject.name))),
            el("td", range), el("td", what), el("td", incident ? print_date(incident->date) : ""),
            el("td", incident ? name(incident->place) : Html()),
            el("td", {{"class", "number"}}, std::to_string(subject.size())));
}

Html central_picture(const Links& links, const Dossier& dossier) {
  const auto* panel = central_panel(dossier);
  if (panel == nullptr) return {};
  const PageScale scale(dossier);
  const auto p = static_cast<std::size_t>(panel - dossier.panels().data());
  const auto& path = dossier.panel_paths()[p];
  const RangeChart chart{dossier,
                         links,
                         *panel,
                         panel->answers.empty() ? nullptr : &panel->answers.front(),
                         scale.high(*panel),
                         is_right_to_left(links.index().site().language)};
  TableBuilder ranges("Documented range of this panel, under each policy",
                      {{"Policy"}, {"Range"}, {"Voices", Column::kNumber}});
  for (std::size_t i = 0; i < panel->answers.size(); ++i)
    ranges.row({links.plain(policy_path(dossier.subject(), links.index(), i),
                            name(panel->answers[i].policy)),
                linked_range(dossier, links, panel->answers[i], path),
                std::to_string(panel->answers[i].voices)});
  std::vector<Said> said;
  for (const auto& line : panel->lines) said.push_back(dossier.said(line.figure));
  Html out = el("h3", links.plain(dossier.subject().path(), name(dossier.subject().name)), ": ",
                name(findings::label(*panel)));
  return all(out, legend(links, said), range_chart(chart), ranges.html());
}

}  // namespace attest::publish
