#include <algorithm>
#include <numeric>

#include "base/parallel.hpp"
#include "base/unicode.hpp"
#include "publish/impl/pages.hpp"
#include "publish/page.hpp"
#include "publish/render.hpp"

namespace attest::publish {
namespace {

constexpr std::size_t kMostPeers = 8;
/// In a panel of more statements than this, only the earliest are compared with; the page says so.
constexpr std::size_t kMostCompared = 400;
constexpr std::size_t kAtOnce = 1024;

using Pairs = std::vector<std::pair<Html, Html>>;

/// Everything one statement page is made from.
struct Sheet {
  const Links& links;
  const Peers& peers;
  const Original& original;
  Said said;

  const Index& index() const { return links.index(); }
  const Site& site() const { return index().site(); }
  const model::Attribution& by() const { return index().by(said); }
  const model::Figure& figure() const { return site().figures[said.index]; }
};

Html keyed(const Sheet& sheet, const std::string& key) {
  if (const auto other = sheet.index().keyed(key)) return sheet.links.statement(*other, key);
  return sheet.links.source(key);
}

Html joined(const std::vector<Html>& pieces, std::string_view between) {
  Html out;
  for (const auto& piece : pieces) {
    if (!out.empty()) out += between;
    out += piece;
  }
  return out;
}

/// "613" in large type, or the words.
Html heading(const Sheet& sheet) {
  switch (sheet.said.noun) {
    case Noun::kFigure: {
      const auto& figure = sheet.figure();
      const Html number =
          has_number(figure.quantity) ? Html(shown_number(figure)) : quote(shown_number(figure));
      return all(el("h1", {{"class", "number-large"}}, number),
                 el("p", {{"class", "lead"}}, name(capitalised(model::label(figure.measure))), ", ",
                    name(figure.category.words)));
    }
    case Noun::kPosition:
      return el("h1", quote(sheet.site().positions[sheet.said.index].words));
    case Noun::kArticle:
      return el("h1", quote(sheet.site().articles[sheet.said.index].title));
    case Noun::kStatement:
      break;
  }
  return el("h1", quote(words_of(sheet.index(), sheet.said)));
}

Html who(const Sheet& sheet) {
  const auto& by = sheet.by();
  std::vector<Html> relays;
  for (const auto& relay : by.relays) relays.push_back(sheet.links.source(relay));
  Html out = el("p", "Said by ", sheet.links.asserter(sheet.said), " ",
                sheet.links.party(sheet.links.affiliation(sheet.said)),
                by.said ? ", " + print_date(by.said) : ", date not stated", ". ");
  if (!relays.empty()) out += el("p", "Reached us through ", joined(relays, ", then "), ".");
  return out;
}

Html seen_words(model::Seen seen) {
  switch (seen) {
    case model::Seen::kSeen:
      return "seen: the text that says so was before the documenter";
    case model::Seen::kListed:
      return all(seen_badge(seen), " known only from a list or a third party");
    case model::Seen::kRecalled:
      break;
  }
  return all(seen_badge(seen), " known only from memory");
}

void add_figure(const Sheet& sheet, Pairs& pairs) {
  const auto& figure = sheet.figure();
  pairs.emplace_back("What is counted", name(model::label(figure.measure)));
  pairs.emplace_back("Of whom", name(figure.category.words));
  pairs.emplace_back("How firmly", std::string(model::word(figure.quantity.bound)));
  if (figure.event) pairs.emplace_back("Counted on", print_date(figure.event));
  if (!figure.part_of.empty()) pairs.emplace_back("Part of", keyed(sheet, figure.part_of));
}

void add_position(const model::Position& position, Pairs& pairs) {
  pairs.emplace_back("Body", name(position.body));
  pairs.emplace_back("Country", name(position.country));
  pairs.emplace_back("Level", name(position.level));
  pairs.emplace_back("Instrument", name(position.instrument));
  pairs.emplace_back("Adopted", std::string(model::word(position.adoption)));
  pairs.emplace_back("Date", print_date(position.date));
}

void add_article(const Sheet& sheet, const model::Article& article, Pairs& pairs) {
  pairs.emplace_back("Outlet", name(article.outlet));
  pairs.emplace_back("Country", name(article.country));
  pairs.emplace_back("Language", name(article.language));
  pairs.emplace_back("Published", print_date(article.date));
  if (article.count_stated)
    pairs.emplace_back("States", sheet.links.figure(sheet.said, article.count_stated->words));
}

Html particulars(const Sheet& sheet) {
  const auto& by = sheet.by();
  Pairs pairs;
  pairs.emplace_back("About", sheet.links.subject(sheet.said));
  if (sheet.said.noun == Noun::kFigure) add_figure(sheet, pairs);
  if (sheet.said.noun == Noun::kPosition)
    add_position(sheet.site().positions[sheet.said.index], pairs);
  if (sheet.said.noun == Noun::kArticle)
    add_article(sheet, sheet.site().articles[sheet.said.index], pairs);
  if (sheet.said.noun == Noun::kStatement)
    pairs.emplace_back("Topic", name(sheet.site().statements[sheet.said.index].topic));
  pairs.emplace_back("Publication", name(by.publication));
  pairs.emplace_back("Where to find it", by.reference.empty() ? Html() : reference(by.reference));
  pairs.emplace_back("Seen or recalled", seen_words(by.seen));
  std::vector<Html> repeats;
  for (const auto& key : by.repeats) repeats.push_back(keyed(sheet, key));
  pairs.emplace_back("Says it repeats", joined(repeats, ", "));
  pairs.emplace_back("Its list’s number", name(by.key));
  pairs.emplace_back("Documenter’s note",
                     by.note.empty() ? Html() : el("span", {{"dir", "auto"}}, by.note));
  return facts(pairs);
}

Html original_words(const Sheet& sheet) {
  std::vector<std::string> shown;
  const auto add = [&](const std::string& words) {
    if (!words.empty() && std::find(shown.begin(), shown.end(), words) == shown.end())
      shown.push_back(words);
  };
  add(words_of(sheet.index(), sheet.said));
  if (sheet.said.noun == Noun::kFigure) add(sheet.figure().quantity.words);
  if (shown.empty()) return {};
  Html out;
  for (const auto& words : shown) out += el("blockquote", {{"dir", "auto"}}, words);
  return all(el("h2", "Original words"), out);
}

Html marked_rows(const Excerpt& excerpt) {
  Html head = el("th", {{"scope", "col"}}, "row");
  for (const auto& column : excerpt.columns) head += el("th", {{"scope", "col"}}, name(column));
  Html body;
  for (const auto& row : excerpt.rows) {
    Html cells = el("th", {{"scope", "row"}}, std::to_string(row.number));
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const bool is_marked =
          row.marked && i < excerpt.columns.size() && excerpt.columns[i] == excerpt.marked_column;
      const Html text = is_marked ? el("mark", row.cells[i]) : Html(row.cells[i]);
      cells += el("td", {{"dir", "auto"}, when(is_marked, "class", "cell")}, text);
    }
    body += el("tr", {when(row.marked, "class", "marked")}, cells);
  }
  return el(
      "div",
      {{"class", "scroll excerpt"},
       {"tabindex", "0"},
       {"role", "region"},
       {"aria-label", "The row in its surroundings"}},
      el("table", el("caption", "The row it stands in, among its neighbours; rows count from 0"),
         el("thead", el("tr", head)), el("tbody", body)));
}

Html surroundings(const Excerpt& excerpt) {
  if (!excerpt.rows.empty()) return marked_rows(excerpt);
  if (excerpt.marked.empty()) return {};
  return el("blockquote", {{"dir", "auto"}, {"class", "excerpt"}}, "…", excerpt.before,
            el("mark", excerpt.marked), excerpt.after, "…");
}

Html place_words(const Sheet& sheet) {
  const auto& locator = sheet.by().locator;
  const auto* exhibit = sheet.index().exhibit(locator.exhibit);
  if (locator.exhibit.empty()) return el("p", "No exhibit is kept for this statement.");
  std::string title = "exhibit " + locator.exhibit.substr(0, 12);
  if (exhibit != nullptr) title = exhibit->title.empty() ? exhibit->exhibit.name : exhibit->title;
  Html out = el("p", "In ", sheet.links.exhibit(locator.exhibit, name(title)), ", ",
                name(model::describe(locator)), ".");
  out += el("p", {{"class", "note"}}, "SHA-256 of the file: ", el("code", locator.exhibit));
  return out;
}

Html where(const Sheet& sheet) {
  return all(el("h2", {{"id", "place"}}, "Where it stands"), place_words(sheet),
             surroundings(sheet.original.around));
}

Html recorded_cells(const Sheet& sheet) {
  const auto& cells = sheet.original.cells;
  if (cells.empty()) return {};
  TableBuilder table("The record as it was read: each cell is a statement with its own address",
                     {{"Property"}, {"Column"}, {"Text"}, {"Read as"}, {"Address"}});
  for (const auto& cell : cells)
    table.row({name(cell.property), name(cell.column),
               cell.text ? el("span", {{"dir", "auto"}}, *cell.text) : el("em", "missing"),
               name(cell.parsed), el("code", model::to_string(cell.statement))});
  return el("details", el("summary", "The record, cell by cell"), table.html());
}

Html proof(const Sheet& sheet) {
  if (sheet.original.proof.empty()) return {};
  return el("details", el("summary", "Proof that the log holds it"),
            el("p", {{"class", "note"}},
               "An inclusion proof (C2SP tlog-proof) against the checkpoint printed on ",
               sheet.links.plain("methods.html#checkpoint", "the page of methods"),
               ". Saved as a file, attest-verify checks it with nothing else at hand."),
            el("pre", {{"data-attest", "proof"}}, sheet.original.proof));
}

Html how_recorded(const Sheet& sheet) {
  const auto& address = sheet.by().statement;
  if (address.empty()) return {};
  const auto* act = sheet.index().act(address.whole_entry());
  Html out = el("h2", {{"id", "recorded"}}, "Who recorded it, and how");
  Pairs pairs;
  if (act != nullptr) {
    pairs.emplace_back("Recorded by", name(act->member));
    pairs.emplace_back("On", act->time);
    pairs.emplace_back("Act", name(act->what));
    pairs.emplace_back("How", name(act->how));
  }
  pairs.emplace_back("Address in the log", el("code", model::to_string(address)));
  out += facts(pairs);
  return all(out, recorded_cells(sheet), proof(sheet));
}

bool same_number(const model::Quantity& a, const model::Quantity& b) {
  return has_number(a) && model::lower_end(a) == model::lower_end(b) &&
         model::upper_end(a) == model::upper_end(b);
}

Html peer_list(const Sheet& sheet, std::string_view title, const std::vector<std::size_t>& figures,
               const std::string& all_path) {
  if (figures.empty()) return {};
  Html items;
  for (std::size_t i = 0; i < std::min(figures.size(), kMostPeers); ++i) {
    const Said other{Noun::kFigure, figures[i]};
    const auto& figure = sheet.site().figures[figures[i]];
    items += el("li", sheet.links.figure(other, shortened(shown_number(figure), 60)), " – ",
                sheet.links.asserter(other), ", ", print_year(figure.by.said), " ",
                seen_badge(figure.by.seen));
  }
  if (figures.size() > kMostPeers)
    items +=
        el("li", sheet.links.plain(all_path, "and " + std::to_string(figures.size() - kMostPeers) +
                                                 " more, with all of this panel"));
  return all(el("h3", title), el("ul", items));
}

Html echo_words(const Sheet& sheet) {
  const auto echo = sheet.peers.echoes.find(sheet.said.index);
  if (echo == sheet.peers.echoes.end()) return {};
  const Said origin{Noun::kFigure, echo->second.origin};
  return el("p", "This statement only repeats another (", name(echo->second.reason),
            "): ", sheet.links.statement(origin, name(short_line(sheet.index(), origin))),
            ", said by ", sheet.links.asserter(origin), ".");
}

Html other_figures(const Sheet& sheet) {
  const auto& panel = sheet.peers.panels[sheet.peers.panel_of[sheet.said.index]];
  const auto& quantity = sheet.figure().quantity;
  std::vector<std::size_t> agree, differ, words;
  const auto compared =
      std::span(panel.figures).first(std::min(panel.figures.size(), kMostCompared));
  for (const auto other : compared) {
    if (other == sheet.said.index || sheet.peers.echoes.contains(other)) continue;
    const auto& theirs = sheet.site().figures[other].quantity;
    (!has_number(theirs) ? words : same_number(quantity, theirs) ? agree : differ).push_back(other);
  }
  const auto repeated = sheet.peers.repeated_by.find(sheet.said.index);
  Html out = el("h2", {{"id", "others"}}, "What others say");
  out += el("p", "Only statements that count the same thing are compared: ",
            sheet.links.figure_listed(
                panel.path, all(name(panel.label), ", ",
                                counted(panel.figures.size(), "statement", "statements"))),
            ".");
  if (panel.figures.size() > kMostCompared)
    out += el("p", {{"class", "note"}}, "Compared with the earliest ",
              std::to_string(kMostCompared), ".");
  out += echo_words(sheet);
  if (repeated != sheet.peers.repeated_by.end())
    out += peer_list(sheet, "Only repeat this one", repeated->second, panel.path);
  return all(out, peer_list(sheet, "Agree", agree, panel.path),
             peer_list(sheet, "Give another figure", differ, panel.path),
             peer_list(sheet, "Speak of it without a number", words, panel.path));
}

/// Others of the same kind about the same incident: same topic, same body, same outlet.
Html other_statements(const Sheet& sheet) {
  const auto& subject = sheet.index().subject(sheet.said);
  const auto& site = sheet.site();
  const bool position = sheet.said.noun == Noun::kPosition;
  const bool article = sheet.said.noun == Noun::kArticle;
  const auto& same = position ? subject.positions : article ? subject.articles : subject.statements;
  const auto key = [&](std::size_t i) -> const std::string& {
    if (position) return site.positions[i].body;
    return article ? site.articles[i].outlet : site.statements[i].topic;
  };
  Html items;
  std::size_t shown = 0;
  for (const auto i : same) {
    if (i == sheet.said.index || key(i) != key(sheet.said.index)) continue;
    if (++shown > kMostPeers) break;
    const Said other{sheet.said.noun, i};
    items += el("li", sheet.links.statement(other, name(short_line(sheet.index(), other))), " – ",
                sheet.links.asserter(other), ", ", print_year(sheet.index().by(other).said), " ",
                seen_badge(sheet.index().by(other).seen));
  }
  if (items.empty()) return {};
  const std::string_view part = position ? "positions" : article ? "press" : "said";
  return all(el("h2", {{"id", "others"}},
                position  ? "The same body"
                : article ? "The same outlet"
                          : "Others on the same topic"),
             el("ul", items),
             el("p", sheet.links.plain(subject.path(part), "All of its kind about this incident")));
}

void write_one(Writer& writer, const Sheet& sheet) {
  const Html body =
      all(el("p", {{"class", "kicker"}}, "Statement about ", sheet.links.subject(sheet.said)),
          heading(sheet), who(sheet), original_words(sheet), particulars(sheet), where(sheet),
          how_recorded(sheet),
          sheet.said.noun == Noun::kFigure ? other_figures(sheet) : other_statements(sheet));
  Writer::MainAttributes main = {{"data-attest", "statement"}};
  if (!sheet.by().statement.empty())
    main.emplace_back("data-address", model::to_string(sheet.by().statement));
  writer.page(sheet.index().path(sheet.said), short_line(sheet.index(), sheet.said), body, main);
}

/// Tables are read row by row, so that whoever answers for originals reads each file once.
std::vector<Said> in_file_order(const Index& index) {
  const auto row = [&](Said said) {
    const auto* cell = std::get_if<model::CellLocator>(&index.by(said).locator.place);
    return cell == nullptr ? std::int64_t{-1} : cell->row;
  };
  const auto table = [&](Said said) -> std::string_view {
    const auto* cell = std::get_if<model::CellLocator>(&index.by(said).locator.place);
    return cell == nullptr ? std::string_view() : std::string_view(cell->table);
  };
  auto out = index.everything();
  std::stable_sort(out.begin(), out.end(), [&](Said a, Said b) {
    const auto& x = index.by(a).locator.exhibit;
    const auto& y = index.by(b).locator.exhibit;
    if (x != y) return x < y;
    if (table(a) != table(b)) return table(a) < table(b);
    return row(a) < row(b);
  });
  return out;
}

}  // namespace

void write_statements(Writer& writer, const Index& index, const Peers& peers,
                      const Originals& originals) {
  const Links links(index, "../");
  const auto order = in_file_order(index);
  for (std::size_t at = 0; at < order.size(); at += kAtOnce) {
    writer.reporter().progress("statement pages", at, order.size());
    const auto said = std::span(order).subspan(at, std::min(kAtOnce, order.size() - at));
    std::vector<const model::Attribution*> asked;
    for (const Said one : said) asked.push_back(&index.by(one));
    const auto kept = originals.read(asked);
    base::parallel_for(said.size(), 0,
                       [&](std::size_t i) { write_one(writer, {links, peers, kept[i], said[i]}); });
  }
}

}  // namespace attest::publish
