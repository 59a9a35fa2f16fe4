#include "publish/render.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/json.hpp"
#include "publish/estimate_page.hpp"
#include "publish/impl/invented.hpp"
#include "publish/impl/markup_reader.hpp"

using namespace attest;
using publish::MemorySink;

namespace {

MemorySink rendered(const publish::invented::Case& kase) {
  MemorySink sink;
  publish::render(kase.site, *kase.originals, sink);
  return sink;
}

bool is_page(const std::string& path) {
  return path.ends_with(".html");
}

/// The path a link on a page leads to; empty for places on the same page and for the web.
std::string target(const std::string& from, std::string href) {
  href = href.substr(0, href.find('#'));
  if (href.empty() || href.find("://") != href.npos || href.starts_with("mailto:")) return "";
  return (std::filesystem::path(from).parent_path() / href).lexically_normal().generic_string();
}

std::vector<publish::Tag> links_of(const std::string& page) {
  auto tags = publish::read_tags(page);
  std::erase_if(tags, [](const auto& tag) { return tag.name != "a"; });
  return tags;
}

std::string main_attribute(const std::string& page, const std::string& attribute) {
  for (const auto& tag : publish::read_tags(page))
    if (tag.name == "main") return tag.attribute(attribute);
  return "";
}

/// Follows a statement page to its exhibit and the exhibit to its bytes, as a stranger's script
/// does.
void follow_statement(const MemorySink& sink, const std::string& path) {
  INFO(path);
  const auto& page = sink.files().at(path);
  REQUIRE(main_attribute(page, "data-attest") == "statement");
  std::size_t exhibits = 0;
  for (const auto& link : links_of(page)) {
    if (link.attribute("data-attest") != "exhibit-ref") continue;
    ++exhibits;
    const auto exhibit = target(path, link.attribute("href"));
    const auto& exhibit_page = sink.files().at(exhibit);
    CHECK(main_attribute(exhibit_page, "data-sha256").size() == 64);
    const bool offered = exhibit_page.find("data-attest=\"bytes\"") != std::string::npos;
    CHECK(offered != (exhibit_page.find("The bytes are not given out") != std::string::npos));
  }
  CHECK(exhibits > 0);
}

std::size_t follow_figure(const MemorySink& sink, const std::string& path) {
  const auto& page = sink.files().at(path);
  if (main_attribute(page, "data-attest") == "statement") {
    follow_statement(sink, path);
    return 1;
  }
  std::set<std::string> statements;
  for (const auto& link : links_of(page))
    if (link.attribute("data-attest") == "statement-ref")
      statements.insert(target(path, link.attribute("href")));
  CHECK_MESSAGE(!statements.empty(), path);
  for (const auto& statement : statements) follow_statement(sink, statement);
  return statements.size();
}

}  // namespace

TEST_CASE("every figure of a site opens down to an exhibit") {
  const auto kase = publish::invented::make();
  const auto sink = rendered(kase);
  std::set<std::string> followed;
  for (const auto& [path, page] : sink.files()) {
    if (!is_page(path)) continue;
    for (const auto& link : links_of(page)) {
      if (link.attribute("data-attest") != "figure") continue;
      INFO(path);
      const auto to = target(path, link.attribute("href"));
      REQUIRE(sink.files().contains(to));
      if (followed.insert(to).second) CHECK(follow_figure(sink, to) > 0);
    }
  }
  CHECK(followed.size() > kase.site.figures.size());
}

TEST_CASE("every link of a site leads to a file of it") {
  for (const auto& kase :
       {publish::invented::make(), publish::invented::make_hostile("..//\"'<a href=x>")}) {
    const auto sink = rendered(kase);
    for (const auto& [path, page] : sink.files()) {
      if (!is_page(path)) continue;
      for (const auto& link : links_of(page)) {
        const auto to = target(path, link.attribute("href"));
        if (!to.empty()) CHECK_MESSAGE(sink.files().contains(to), path << " -> " << to);
      }
    }
  }
}

TEST_CASE("anchors on a page exist") {
  const auto sink = rendered(publish::invented::make());
  for (const auto& [path, page] : sink.files()) {
    if (!is_page(path)) continue;
    std::set<std::string> ids;
    for (const auto& tag : publish::read_tags(page))
      if (const auto id = tag.attribute("id"); !id.empty())
        CHECK_MESSAGE(ids.insert(id).second, path << " twice " << id);
    for (const auto& link : links_of(page))
      if (const auto href = link.attribute("href"); href.starts_with("#"))
        CHECK_MESSAGE(ids.contains(href.substr(1)), path << href);
  }
}

TEST_CASE("the same site is the same bytes twice") {
  const auto first = rendered(publish::invented::make());
  const auto second = rendered(publish::invented::make());
  CHECK(first.files() == second.files());
}

TEST_CASE("pages are well-formed whatever stands in the fields") {
  const std::string hostiles[] = {"<script>alert(1)</script>",
                                  "\"><img src=x onerror=alert(1)>",
                                  "javascript:alert(1)",
                                  "</title></main><script>",
                                  "\xff\xfe\x00 broken",
                                  "=cmd|' /C calc'!A0",
                                  ""};
  for (const auto& hostile : hostiles) {
    const auto sink = rendered(publish::invented::make_hostile(hostile));
    for (const auto& [path, page] : sink.files()) {
      if (!is_page(path)) continue;
      INFO(path << " with " << hostile);
      CHECK(publish::first_unbalanced(page) == "");
      for (const auto& tag : publish::read_tags(page)) {
        CHECK(tag.name != "img");
        CHECK(!tag.attribute("href").starts_with("javascript:"));
        CHECK(!tag.has("onerror"));
        if (tag.name == "script" && !tag.closes) CHECK(tag.attribute("src").ends_with("app.js"));
      }
    }
  }
}

TEST_CASE("nothing is fetched from elsewhere") {
  const auto sink = rendered(publish::invented::make());
  for (const auto& [path, page] : sink.files()) {
    if (!is_page(path)) continue;
    for (const auto& tag : publish::read_tags(page)) {
      CHECK(tag.attribute("src").find(':') == std::string::npos);
      if (tag.name == "link") CHECK(tag.attribute("href").find(':') == std::string::npos);
      CHECK(!tag.has("style"));
    }
  }
  const auto& css = sink.files().at("style.css");
  CHECK(css.find("url(") == std::string::npos);
  CHECK(css.find("@import") == std::string::npos);
}

TEST_CASE("SHA256SUMS covers every other file") {
  const auto sink = rendered(publish::invented::make());
  std::istringstream lines(sink.files().at("SHA256SUMS"));
  std::size_t listed = 0;
  for (std::string line; std::getline(lines, line); ++listed) {
    const auto path = line.substr(66);
    REQUIRE(sink.files().contains(path));
    if (!path.starts_with("bytes/"))
      CHECK(line.substr(0, 64) == base::to_hex(base::sha256(sink.files().at(path))));
  }
  CHECK(listed + 1 == sink.files().size());
}

TEST_CASE("paths hold only small letters and digits and three signs") {
  for (const auto& kase :
       {publish::invented::make(), publish::invented::make_hostile("../../etc/ПАРОЛЬ\n")}) {
    const auto sink = rendered(kase);
    for (const auto& [path, page] : sink.files()) {
      if (path == "SHA256SUMS") continue;
      CHECK_MESSAGE(path.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789./-_") == path.npos,
                    path);
      CHECK(path.find("..") == path.npos);
    }
  }
}

TEST_CASE("no cell of a table is a formula and the second row holds HXL tags") {
  const auto sink = rendered(publish::invented::make_hostile("=1+1"));
  for (const auto* table :
       {"figures", "positions", "press", "statements", "sources", "incidents", "exhibits"}) {
    std::istringstream lines(sink.files().at("data/" + std::string(table) + ".csv"));
    std::string names, tags, row;
    std::getline(lines, names);
    std::getline(lines, tags);
    CHECK(tags.starts_with("#"));
    CHECK(std::count(names.begin(), names.end(), ',') == std::count(tags.begin(), tags.end(), ','));
    while (std::getline(lines, row)) {
      CHECK(!row.starts_with("="));
      CHECK(row.find(",=") == std::string::npos);
      CHECK(row.find("\"=") == std::string::npos);
    }
  }
}

TEST_CASE("open data can be read back") {
  const auto kase = publish::invented::make();
  const auto sink = rendered(kase);
  const auto all = base::parse_json_or_throw(sink.files().at("data/case.json"), "case.json");
  CHECK(all["figures"].items().size() == kase.site.figures.size());
  CHECK(all["figures"].items()[2]["value"].as_integer() == 613);
  CHECK(all["figures"].items()[2]["asserter"].text() == "Ministry of Northland");
  std::istringstream lines(sink.files().at("data/entities.ftm.json"));
  std::size_t events = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto entity = base::parse_json_or_throw(line, "entities");
    CHECK(!entity["id"].text().empty());
    for (const auto& [property, values] : entity["properties"].members()) CHECK(values.is_array());
    events += entity["schema"].text() == "Event" ? 1 : 0;
  }
  CHECK(events == 3);  // two incidents and one that no incident answers to
}

TEST_CASE("a statement that was not seen is marked wherever it counts") {
  const auto sink = rendered(publish::invented::make());
  const auto& page = sink.files().at("incidents/varn.html");
  CHECK(page.find("recalled, not seen") != std::string::npos);
  CHECK(page.find("mark hollow") != std::string::npos);
  CHECK(sink.files().at("index.html").find("recalled, not seen") != std::string::npos);
}

TEST_CASE("no party is drawn in red") {
  const auto sink = rendered(publish::invented::make());
  CHECK(sink.files().at("style.css").find("#ff0000") == std::string::npos);
  CHECK(sink.files().at("style.css").find("#1f5f8b") != std::string::npos);
}

TEST_CASE("a subject that no incident answers to has a page of its own") {
  const auto sink = rendered(publish::invented::make());
  const auto& page = sink.files().at("incidents/the-ford.html");
  CHECK(page.find("no incident of this case") != std::string::npos);
}

TEST_CASE("withheld bytes are absent and the page says why") {
  const auto kase = publish::invented::make();
  const auto sink = rendered(kase);
  const auto& hidden = kase.site.exhibits[2].exhibit.sha256;
  CHECK(!sink.files().contains("bytes/" + hidden + ".csv"));
  CHECK(sink.files().at(publish::exhibit_path(hidden)).find("It is a list of persons.") !=
        std::string::npos);
}

TEST_CASE("kept pages are offered under an ending that no browser runs") {
  const auto kase = publish::invented::make();
  CHECK(rendered(kase).files().contains("bytes/" + kase.site.exhibits[1].exhibit.sha256 + ".bin"));
}

TEST_CASE("pages are written from the right where the case's language is") {
  const auto sink = rendered(publish::invented::make_from_the_right());
  for (const auto& [path, page] : sink.files())
    if (is_page(path)) CHECK_MESSAGE(page.find("dir=\"rtl\"") != std::string::npos, path);
}

TEST_CASE("a folder that refuses says which file") {
  const auto kase = publish::invented::make();
  publish::FolderSink sink("/proc/no-such-place", nullptr);
  CHECK_THROWS_AS(publish::render(kase.site, *kase.originals, sink), base::Error);
}

TEST_CASE("an empty case makes a site too") {
  MemorySink sink;
  publish::Originals nothing;
  const auto answer = publish::render({}, nothing, sink);
  CHECK(answer.statements == 0);
  CHECK(sink.files().contains("index.html"));
}

TEST_CASE("a refused estimate prints no number") {
  publish::EstimatePage page{.title = "Missing"};
  page.refusal = "There are only two lists.";
  page.models = {{.name = "chao", .median = 123456}};
  const auto text = publish::estimate_page(page);
  CHECK(text.find("There are only two lists.") != std::string::npos);
  CHECK(text.find("123,456") == std::string::npos);
}

TEST_CASE("a model that did not converge prints no number") {
  publish::EstimatePage page{.title = "Killed"};
  page.models = {
      {.name = "latent_class", .status = "not converged", .median = 123456, .draws = {1, 2, 3}}};
  const auto text = publish::estimate_page(page);
  CHECK(text.find("not converged") != std::string::npos);
  CHECK(text.find("123,456") == std::string::npos);
  CHECK(publish::draws_csv(page) == "model,draw\r\n");
}

TEST_CASE("names stay off the roll and the pages of persons where the case withholds them") {
  auto kase = publish::invented::make();
  kase.site.roll->names = publish::NamesOnPages::kWithheld;
  const auto sink = rendered(kase);
  for (const auto& [path, page] : sink.files())
    CHECK_MESSAGE(page.find("Anva Torrel") == std::string::npos, path);
}

TEST_CASE("claims of a text are marked at their code points") {
  const auto sink = rendered(publish::invented::make());
  const auto& page = sink.files().at("texts/an-article-on-varn.html");
  CHECK(page.find(">613 people were killed</mark>") != std::string::npos);
  CHECK(page.find(">it a massacre</mark>") != std::string::npos);
}
