#include "base/json.hpp"
#include "publish/impl/follow_the_money.hpp"
#include "publish/impl/pages.hpp"
#include "publish/impl/tables.hpp"
#include "publish/page.hpp"

namespace attest::publish {

Html how_to_cite(const Site& site);

namespace {

using base::Json;

void write_csv(Writer& writer, const OpenTable& table) {
  writer.begin("data/" + table.name + ".csv");
  std::string names, tags;
  for (const auto& column : table.columns) {
    names.append(names.empty() ? "" : ",").append(column.name);
    tags.append(tags.empty() ? "" : ",").append(column.tag);
  }
  writer.more(names + "\r\n" + tags + "\r\n");
  for (std::size_t row = 0; row < table.rows; ++row) {
    std::string line;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (i > 0) line += ',';
      line += csv_cell(table.columns[i].value(row), table.columns[i].type);
    }
    writer.more(line + "\r\n");
  }
  writer.end();
}

Json row_of(const OpenTable& table, std::size_t row) {
  Json out = Json::object();
  for (const auto& column : table.columns) {
    auto text = column.value(row);
    if (column.type == Column::Type::kText)
      out.set(std::string(column.name), Json::string(std::move(text)));
    else
      out.set(std::string(column.name), text.empty() ? Json() : Json::number(std::move(text)));
  }
  return out;
}

Json head_of(const Index& index) {
  const auto& site = index.site();
  Json policies = Json::array();
  for (const auto& policy : index.policies())
    policies.push(Json::object(
        {{"name", Json::string(policy.name)}, {"rule", Json::string(findings::describe(policy))}}));
  const auto& shown = site.checkpoint;
  return Json::object(
      {{"title", Json::string(site.title)},
       {"program", Json::string(site.program)},
       {"licence", Json::string(site.licence)},
       {"checkpoint", Json::object({{"origin", Json::string(shown.origin)},
                                    {"size", Json::number(static_cast<std::int64_t>(shown.size))},
                                    {"root", Json::string(shown.root)},
                                    {"date", Json::string(shown.date)}})},
       {"policies", std::move(policies)}});
}

/// One object; its tables are written a row a line, so that no table is held in memory.
void write_json(Writer& writer, const Index& index, const std::vector<OpenTable>& tables) {
  writer.begin("data/case.json");
  auto head = base::to_json(head_of(index));
  head.pop_back();  // the brace: tables follow as members
  writer.more(head);
  for (const auto& table : tables) {
    writer.more(",\n\"" + table.name + "\":[");
    for (std::size_t row = 0; row < table.rows; ++row)
      writer.more((row == 0 ? "\n" : ",\n") + base::to_json(row_of(table, row)));
    writer.more("]");
  }
  writer.more("}\n");
  writer.end();
}

Html columns_of(const OpenTable& table) {
  TableBuilder out("Columns of " + table.name + ".csv", {{"Column"}, {"HXL tag"}, {"Meaning"}});
  for (const auto& column : table.columns)
    out.row({el("code", column.name), el("code", column.tag), column.meaning});
  return el("details", el("summary", "Columns of " + table.name), out.html());
}

void write_page(Writer& writer, const Index& index, const std::vector<OpenTable>& tables) {
  const Links links(index, "");
  const auto file = [&](const std::string& path) {
    return el("a", {{"href", links.to(path)}, {"download", ""}}, path);
  };
  TableBuilder files("Files",
                     {{"File"}, {"What it holds"}, {"Rows", TableBuilder::Column::kNumber}});
  Html columns;
  for (const auto& table : tables) {
    files.row({file("data/" + table.name + ".csv"), table.meaning, std::to_string(table.rows)});
    columns += columns_of(table);
  }
  files.row(
      {file("data/case.json"), "All tables as one JSON object, with policies and checkpoint.", ""});
  files.row({file("data/entities.ftm.json"),
             "FollowTheMoney entities, one a line: incidents, sources, exhibits, press items, and "
             "figures as notes.",
             ""});
  Html body =
      all(el("h1", "Downloads"),
          el("p",
             "The second row of each CSV file holds HXL tags. A text that begins with =, +, - or @ "
             "has an "
             "apostrophe before it, so that no spreadsheet runs it; the JSON has the exact text."),
          files.html(), columns, how_to_cite(index.site()),
          el("p", "SHA-256 of every file of this report: ",
             el("a", {{"href", "SHA256SUMS"}}, "SHA256SUMS"), "."));
  writer.page("downloads.html", "Downloads", body);
}

}  // namespace

void write_downloads(Writer& writer, const Index& index) {
  const auto tables = open_tables(index);
  for (const auto& table : tables) write_csv(writer, table);
  write_json(writer, index, tables);
  write_entities(writer, index);
  write_page(writer, index, tables);
}

}  // namespace attest::publish
