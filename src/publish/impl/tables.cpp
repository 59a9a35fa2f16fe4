#include "publish/impl/tables.hpp"

#include <algorithm>

#include "publish/render.hpp"

namespace attest::publish {
namespace {

using Type = Column::Type;

std::string number(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "";
}
std::string date(const std::optional<model::Date>& value) {
  return value ? value->text() : "";
}
std::string listed(const std::vector<std::string>& values) {
  std::string out;
  for (const auto& value : values) out += (out.empty() ? "" : "; ") + value;
  return out;
}

/// The columns that every statement has.
void add_attribution(std::vector<Column>& columns, const Index& index, Noun noun) {
  const auto by = [&index, noun](std::size_t row) -> const model::Attribution& {
    return index.by({noun, row});
  };
  const auto add = [&](std::string_view name, std::string_view tag, std::string_view meaning,
                       auto value) {
    columns.push_back(
        {name, tag, meaning, [by, value](std::size_t row) { return std::string(value(by(row))); }});
  };
  using A = model::Attribution;
  add("asserter", "#org+source+name", "who says it", [](const A& a) { return a.asserter; });
  columns.push_back(
      {"affiliation", "#org+affiliation", "the party the asserter speaks for or belongs to",
       [&index, noun](std::size_t row) { return index.speaker({noun, row}).affiliation; }});
  add("relays", "#org+relay+list", "through whom it came",
      [](const A& a) { return listed(a.relays); });
  add("publication", "#meta+publication", "where it was published",
      [](const A& a) { return a.publication; });
  add("said_date", "#date+reported", "when it was said (EDTF)",
      [](const A& a) { return date(a.said); });
  add("seen", "#status+seen", "seen, listed or recalled by the documenter",
      [](const A& a) { return model::word(a.seen); });
  add("repeats", "#meta+repeats", "what it only repeats",
      [](const A& a) { return listed(a.repeats); });
  add("reference", "#meta+url", "address or citation", [](const A& a) { return a.reference; });
  add("note", "#meta+note", "the documenter’s note", [](const A& a) { return a.note; });
  add("exhibit", "#meta+sha256", "SHA-256 of the file it stands in",
      [](const A& a) { return a.locator.exhibit; });
  add("place", "#meta+locator", "the place in that file", [](const A& a) {
    return a.locator.exhibit.empty() ? std::string() : model::describe(a.locator);
  });
  add("address", "#meta+address", "its address in the log", [](const A& a) {
    return a.statement.empty() ? std::string() : model::to_string(a.statement);
  });
  columns.push_back({"page", "#meta+page", "its page in this report",
                     [&index, noun](std::size_t row) { return index.path({noun, row}); }});
}

void add_head(std::vector<Column>& columns, const Index& index, Noun noun) {
  columns.push_back({"key", "#meta+id", "the list’s own number",
                     [&index, noun](std::size_t row) { return index.by({noun, row}).key; }});
  columns.push_back({"about", "#event+name", "incident",
                     [&index, noun](std::size_t row) { return index.about({noun, row}); }});
}

/// A table over a vector of nouns: `add(name, tag, meaning, value)` with value(noun) → text.
template <class T>
struct Builder {
  const std::vector<T>& nouns;
  OpenTable table;
  Builder(std::string name, std::string meaning, const std::vector<T>& nouns_)
      : nouns(nouns_), table{std::move(name), std::move(meaning), nouns_.size(), {}} {}
  template <class F>
  Builder& add(std::string_view name, std::string_view tag, std::string_view meaning, F value,
               Type type = Type::kText) {
    table.columns.push_back(
        {name, tag, meaning,
         [&all = nouns, value](std::size_t row) { return std::string(value(all[row])); }, type});
    return *this;
  }
};

OpenTable figures(const Index& index) {
  using F = model::Figure;
  Builder<F> out("figures",
                 "Claimed quantities, one a row. Rows of different measures are never to be added.",
                 index.site().figures);
  add_head(out.table.columns, index, Noun::kFigure);
  out.add("measure", "#indicator+code", "what is counted",
          [](const F& f) { return model::word(f.measure); })
      .add("category", "#group+name", "of whom", [](const F& f) { return f.category.words; })
      .add("bound", "#indicator+bound", "how firmly",
           [](const F& f) { return model::word(f.quantity.bound); })
      .add(
          "value", "#indicator+value+num", "the number",
          [](const F& f) { return number(f.quantity.value); }, Type::kNumber)
      .add(
          "low", "#indicator+value+min+num", "the low end",
          [](const F& f) { return number(f.quantity.low); }, Type::kNumber)
      .add(
          "high", "#indicator+value+max+num", "the high end",
          [](const F& f) { return number(f.quantity.high); }, Type::kNumber)
      .add("quantity_words", "#description+quantity", "the number as the source writes it",
           [](const F& f) { return f.quantity.words; })
      .add("wording", "#description+quote", "what the source says is counted",
           [](const F& f) { return f.wording; })
      .add("event_date", "#date+occurred", "date of what is counted, where it differs (EDTF)",
           [](const F& f) { return date(f.event); })
      .add("part_of", "#meta+part", "the figure it is part of",
           [](const F& f) { return f.part_of; });
  add_attribution(out.table.columns, index, Noun::kFigure);
  return std::move(out.table);
}

OpenTable positions(const Index& index) {
  using P = model::Position;
  Builder<P> out("positions", "Stances of bodies, one a row; a body is not its country.",
                 index.site().positions);
  add_head(out.table.columns, index, Noun::kPosition);
  out.add("body", "#org+body+name", "the body", [](const P& p) { return p.body; })
      .add("country", "#country+name", "its country", [](const P& p) { return p.country; })
      .add("level", "#org+level", "plenary, committee, local…", [](const P& p) { return p.level; })
      .add("instrument", "#meta+instrument", "the act", [](const P& p) { return p.instrument; })
      .add("adoption", "#status+adopted", "adopted or not",
           [](const P& p) { return model::word(p.adoption); })
      .add("words", "#description+quote", "exact words", [](const P& p) { return p.words; })
      .add("date", "#date+occurred", "date of the act (EDTF)",
           [](const P& p) { return date(p.date); });
  add_attribution(out.table.columns, index, Noun::kPosition);
  return std::move(out.table);
}

OpenTable press(const Index& index) {
  using A = model::Article;
  Builder<A> out("press", "Published items, one a row.", index.site().articles);
  add_head(out.table.columns, index, Noun::kArticle);
  out.add("outlet", "#org+outlet+name", "the outlet", [](const A& a) { return a.outlet; })
      .add("country", "#country+name", "its country", [](const A& a) { return a.country; })
      .add("language", "#meta+language", "its language", [](const A& a) { return a.language; })
      .add("title", "#description+title", "title or line", [](const A& a) { return a.title; })
      .add("date", "#date+published", "date (EDTF)", [](const A& a) { return date(a.date); })
      .add("count_stated", "#indicator+words", "the number it states, as written",
           [](const A& a) { return a.count_stated ? a.count_stated->words : std::string(); });
  add_attribution(out.table.columns, index, Noun::kArticle);
  return std::move(out.table);
}

OpenTable statements(const Index& index) {
  using S = model::Statement;
  Builder<S> out("statements", "Statements that are no figures, positions or press items.",
                 index.site().statements);
  add_head(out.table.columns, index, Noun::kStatement);
  out.add("topic", "#subject", "what it speaks of", [](const S& s) { return s.topic; })
      .add("wording", "#description+quote", "exact words", [](const S& s) { return s.wording; });
  add_attribution(out.table.columns, index, Noun::kStatement);
  return std::move(out.table);
}

OpenTable sources(const Index& index) {
  using S = model::Source;
  Builder<S> out("sources", "Who says something.", index.site().sources);
  out.add("name", "#org+source+name", "name", [](const S& s) { return s.name; })
      .add("kind", "#org+type", "kind of source", [](const S& s) { return model::word(s.kind); })
      .add("affiliation", "#org+affiliation", "the party it speaks for or belongs to",
           [](const S& s) { return s.affiliation; })
      .add("derives_from", "#meta+derives", "sources it copies or repeats",
           [](const S& s) { return listed(s.derives_from); })
      .add("also_named", "#org+name+alt", "other spellings",
           [](const S& s) { return listed(s.also_named); });
  return std::move(out.table);
}

OpenTable incidents(const Index& index) {
  using I = Incident;
  Builder<I> out("incidents", "Incidents of the case.", index.site().incidents);
  out.add("key", "#meta+id", "key", [](const I& i) { return i.incident.key; })
      .add("name", "#event+name", "name", [](const I& i) { return i.incident.name; })
      .add("standing", "#meta+standing", "main or comparable",
           [](const I& i) { return i.standing == Standing::kMain ? "main" : "comparable"; })
      .add("date", "#date+occurred", "date (EDTF)",
           [](const I& i) { return date(i.incident.date); })
      .add("place", "#loc+name", "place", [](const I& i) { return i.incident.place; })
      .add("conflict", "#crisis+name", "conflict", [](const I& i) { return i.incident.conflict; })
      .add("also_named", "#event+name+alt", "other names",
           [](const I& i) { return listed(i.incident.also_named); });
  return std::move(out.table);
}

OpenTable exhibits(const Index& index) {
  using E = Exhibit;
  Builder<E> out("exhibits", "Files that were kept, byte for byte.", index.site().exhibits);
  out.add("sha256", "#meta+sha256", "SHA-256 of its bytes",
          [](const E& e) { return e.exhibit.sha256; })
      .add("name", "#meta+file", "file name as it came", [](const E& e) { return e.exhibit.name; })
      .add("media", "#meta+type", "media type", [](const E& e) { return e.exhibit.media; })
      .add(
          "size", "#meta+size+num", "bytes",
          [](const E& e) { return std::to_string(e.exhibit.size); }, Type::kNumber)
      .add("obtained", "#meta+obtained", "how, when, by whom",
           [](const E& e) { return e.exhibit.obtained; })
      .add("bytes", "#status+bytes", "offered or withheld",
           [](const E& e) { return e.bytes == Bytes::kOffered ? "offered" : "withheld"; })
      .add("why_withheld", "#status+reason", "why", [](const E& e) { return e.why_withheld; });
  return std::move(out.table);
}

}  // namespace

std::vector<OpenTable> open_tables(const Index& index) {
  std::vector<OpenTable> out;
  for (const auto make : {figures, positions, press, statements, sources, incidents, exhibits})
    out.push_back(make(index));
  return out;
}

std::string csv_cell(std::string_view text, Column::Type type) {
  const bool formula = type == Type::kText && !text.empty() &&
                       (std::string_view("=+-@").find(text.front()) != std::string_view::npos ||
                        static_cast<unsigned char>(text.front()) < 0x20);
  const bool quoted = formula || text.find_first_of(",\"\r\n") != text.npos;
  if (!quoted) return std::string(text);
  std::string out = formula ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace attest::publish
