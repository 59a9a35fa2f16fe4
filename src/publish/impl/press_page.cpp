#include <algorithm>
#include <map>

#include "publish/impl/pages.hpp"
#include "publish/impl/plot.hpp"
#include "publish/impl/timeline.hpp"
#include "publish/page.hpp"

namespace attest::publish {
namespace {

using Column = TableBuilder::Column;
constexpr double kStep = 15;
constexpr double kBin = 2.2;  // percent: marks nearer than this stand on one another

std::vector<std::size_t> by_date(const Site& site, const Subject& subject) {
  auto out = subject.articles;
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    const auto& x = site.articles[a].date;
    const auto& y = site.articles[b].date;
    if (x && y) return model::sorts_before(*x, *y);
    return x.has_value() && !y.has_value();
  });
  return out;
}

std::optional<model::Date> incident_date(const Subject& subject) {
  return subject.incident ? subject.incident->incident.date : std::nullopt;
}

/// Days from the incident's last day to the item's first; nothing where either is unknown.
std::string days_after(const Subject& subject, const model::Article& article) {
  const auto date = incident_date(subject);
  if (!date || !article.date || !date->latest() || !article.date->earliest()) return "";
  const auto days = base::to_serial(*article.date->earliest()) - base::to_serial(*date->latest());
  return (days >= 0 ? "+" : "−") + model::display(days >= 0 ? days : -days);
}

Html items_chart(const Links& links, const Subject& subject,
                 const std::vector<std::size_t>& order) {
  const auto& articles = links.index().site().articles;
  std::vector<std::optional<model::Date>> dates = {incident_date(subject)};
  if (!dates.front()) dates.clear();
  for (const auto i : order) dates.push_back(articles[i].date);
  const Timeline time(dates, 3, 90, is_right_to_left(links.index().site().language));
  std::map<int, int> heights;
  int highest = 1;
  for (const auto i : order)
    highest = std::max(highest, ++heights[static_cast<int>(time.at(articles[i].date) / kBin)]);
  const double bottom = kStep * highest + 26;
  Html drawing = time.axis(14, bottom);
  if (incident_date(subject)) {
    const double x = time.at(incident_date(subject));
    drawing += line_at(x, 14, x, bottom, "landmark");
    drawing += text_at(x, 10, x > 60 ? "end" : "start", "value", "the incident");
  }
  heights.clear();
  for (const auto i : order) {
    const double x = time.at(articles[i].date);
    const double y = bottom - kStep * ++heights[static_cast<int>(x / kBin)] + 4;
    const Fill fill = is_seen(articles[i].by) ? Fill::kFilled : Fill::kHollow;
    drawing +=
        links.statement({Noun::kArticle, i},
                        all(el("title", articles[i].outlet + ", " + print_date(articles[i].date)),
                            mark(Mark::kCircle, fill, x, y)));
  }
  const ChartText text{
      "Items by day",
      "Each mark is one published item on its day; hollow ones were not seen by us.",
      "The picture shows when items appeared among those collected, not how much was published."};
  return figure(text, bottom + 24, drawing, "press");
}

Html items_table(const Links& links, const Subject& subject,
                 const std::vector<std::size_t>& order) {
  const auto& articles = links.index().site().articles;
  TableBuilder table("Published items by day", {{"Date"},
                                                {"Days after", Column::kNumber},
                                                {"Outlet"},
                                                {"Country, language"},
                                                {"Title or line"},
                                                {"States", Column::kNumber},
                                                {"Seen"},
                                                {"Opens"}});
  for (const auto i : order) {
    const auto& article = articles[i];
    const Said said{Noun::kArticle, i};
    Html place = name(article.country);
    if (!article.language.empty()) place += all(", ", name(article.language));
    Html states;
    if (article.count_stated) {
      const auto& quantity = *article.count_stated;
      states = links.figure(said, has_number(quantity) ? model::display(quantity) : quantity.words);
    }
    table.row({print_date(article.date), days_after(subject, article), name(article.outlet), place,
               quote(article.title), states,
               is_seen(article.by) ? Html("seen") : seen_badge(article.by.seen),
               links.statement(said, article.by.key.empty() ? "open" : article.by.key)},
              is_seen(article.by) ? "" : "unseen");
  }
  return table.html();
}

}  // namespace

void write_press(Writer& writer, const Links& links, const Subject& subject) {
  if (subject.articles.empty()) return;
  const auto order = by_date(links.index().site(), subject);
  std::set<std::string> outlets;
  for (const auto i : order) outlets.insert(links.index().site().articles[i].outlet);
  Html body = el("p", {{"class", "kicker"}}, incident_word(subject));
  body += el("h1", name(subject.name), ": press");
  body += parts_of(links, subject, "press");
  body += el("p", counted(order.size(), "item", "items") + " in " +
                      counted(outlets.size(), "outlet", "outlets") + ", by day.");
  body += all(items_chart(links, subject, order), items_table(links, subject, order));
  writer.page(subject.path("press"), "Press – " + subject.name, body);
}

void write_said(Writer& writer, const Links& links, const Subject& subject) {
  if (subject.statements.empty()) return;
  std::map<std::string, std::vector<std::size_t>> topics;
  for (const auto i : subject.statements)
    topics[links.index().site().statements[i].topic].push_back(i);
  Html body = el("p", {{"class", "kicker"}}, incident_word(subject));
  body += el("h1", name(subject.name), ": what else is said");
  body += parts_of(links, subject, "said");
  body += el("p", "Statements that are no figures, by topic; conflicting ones stand side by side.");
  TableBuilder table("Statements by topic", {{"Said"}, {"By"}, {"Words"}, {"Status"}, {"Opens"}});
  for (auto& [topic, statements] : topics) {
    table.group(name(topic.empty() ? "No topic named" : capitalised(topic)));
    std::stable_sort(statements.begin(), statements.end(), [&](std::size_t a, std::size_t b) {
      return findings::said_before(links.index().site().statements[a].by,
                                   links.index().site().statements[b].by);
    });
    for (const auto i : statements) {
      const auto& statement = links.index().site().statements[i];
      const Said said{Noun::kStatement, i};
      table.row({print_date(statement.by.said),
                 all(links.asserter(said), " ", links.party(links.affiliation(said))),
                 quote(statement.wording), seen_badge(statement.by.seen),
                 links.statement(said, statement.by.key.empty() ? "open" : statement.by.key)},
                is_seen(statement.by) ? "" : "unseen");
    }
  }
  body += table.html();
  writer.page(subject.path("said"), "What else is said – " + subject.name, body);
}

}  // namespace attest::publish
