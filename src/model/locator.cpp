#include "model/locator.hpp"

#include <fmt/format.h>

#include <charconv>

namespace attest::model {
namespace {

using base::Json;

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};

Json cell_selector(const CellLocator& cell) {
  Json json = Json::object().set("type", Json::string("attest:Cell"));
  if (!cell.table.empty()) json.set("table", Json::string(cell.table));
  json.set("row", Json::number(cell.row));
  if (!cell.column.empty()) json.set("column", Json::string(cell.column));
  return json;
}

Json quote_selector(const TextLocator& text) {
  return Json::object()
      .set("type", Json::string("TextQuoteSelector"))
      .set("exact", Json::string(text.quote))
      .set("prefix", Json::string(text.prefix))
      .set("suffix", Json::string(text.suffix));
}

Json position_selector(const TextLocator& text) {
  Json json = Json::object()
                  .set("type", Json::string("TextPositionSelector"))
                  .set("start", Json::number(text.start))
                  .set("end", Json::number(text.end))
                  .set("text", Json::string(text.text_object));
  if (text.page) json.set("page", Json::number(*text.page));
  return json;
}

Json media_selector(const MediaLocator& media) {
  return Json::object()
      .set("type", Json::string("FragmentSelector"))
      .set("value", Json::string(fmt::format("t={}.{:03},{}.{:03}", media.start_ms / 1000,
                                             media.start_ms % 1000, media.end_ms / 1000,
                                             media.end_ms % 1000)));
}

std::optional<std::int64_t> milliseconds(std::string_view text) {
  const auto dot = text.find('.');
  std::int64_t seconds = 0;
  std::int64_t thousandths = 0;
  const auto whole = text.substr(0, dot);
  if (whole.empty() || dot == std::string_view::npos || text.size() - dot != 4) return std::nullopt;
  const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), seconds);
  const auto part = text.substr(dot + 1);
  const auto [end2, error2] = std::from_chars(part.data(), part.data() + part.size(), thousandths);
  if (error != std::errc{} || end != whole.data() + whole.size()) return std::nullopt;
  if (error2 != std::errc{} || end2 != part.data() + part.size()) return std::nullopt;
  return seconds * 1000 + thousandths;
}

std::optional<MediaLocator> read_media(const Json& json) {
  const std::string& value = json["value"].text();
  const auto comma = value.find(',');
  if (!value.starts_with("t=") || comma == std::string::npos) return std::nullopt;
  const auto start = milliseconds(std::string_view(value).substr(2, comma - 2));
  const auto end = milliseconds(std::string_view(value).substr(comma + 1));
  if (!start || !end) return std::nullopt;
  return MediaLocator{*start, *end};
}

std::optional<CellLocator> read_cell(const Json& json) {
  const auto row = json["row"].as_integer();
  if (!row || *row < 0) return std::nullopt;
  return CellLocator{json["table"].text(), *row, json["column"].text()};
}

std::optional<TextLocator> read_text(const Json& quote, const Json& position) {
  const auto start = position["start"].as_integer();
  const auto end = position["end"].as_integer();
  if (!start || !end || *start < 0 || *end < *start) return std::nullopt;
  return TextLocator{position["text"].text(),
                     *start,
                     *end,
                     quote["exact"].text(),
                     quote["prefix"].text(),
                     quote["suffix"].text(),
                     position["page"].as_integer()};
}

}  // namespace

Json to_json(const Locator& locator) {
  Json json = Json::object().set("source", Json::string("sha256:" + locator.exhibit));
  std::visit(Overloaded{[](const WholeLocator&) {},
                        [&](const CellLocator& at) { json.set("selector", cell_selector(at)); },
                        [&](const TextLocator& at) {
                          json.set("selector",
                                   Json::array({quote_selector(at), position_selector(at)}));
                        },
                        [&](const MediaLocator& at) { json.set("selector", media_selector(at)); }},
             locator.place);
  return json;
}

std::optional<Locator> locator_from_json(const Json& json) {
  const std::string& source = json["source"].text();
  if (!source.starts_with("sha256:")) return std::nullopt;
  Locator locator{.exhibit = source.substr(7), .place = WholeLocator{}};
  if (!base::digest_from_hex(locator.exhibit)) return std::nullopt;
  if (!json.has("selector")) return locator;
  const Json& selector = json["selector"];
  const auto set = [&](auto place) -> std::optional<Locator> {
    if (!place) return std::nullopt;
    locator.place = *place;
    return locator;
  };
  if (selector.is_array() && selector.items().size() == 2)
    return set(read_text(selector.items()[0], selector.items()[1]));
  if (selector["type"].text() == "attest:Cell") return set(read_cell(selector));
  if (selector["type"].text() == "FragmentSelector") return set(read_media(selector));
  return std::nullopt;
}

std::string describe(const Locator& locator) {
  return std::visit(
      Overloaded{[](const WholeLocator&) { return std::string("the whole file"); },
                 [](const CellLocator& at) {
                   std::string text = at.table.empty() ? "" : "sheet " + at.table + ", ";
                   text += fmt::format("row {}", at.row);
                   return at.column.empty() ? text : text + ", column " + at.column;
                 },
                 [](const TextLocator& at) {
                   const std::string page = at.page ? fmt::format("page {}, ", *at.page) : "";
                   return page + fmt::format("characters {}–{}", at.start, at.end);
                 },
                 [](const MediaLocator& at) {
                   return fmt::format("{:.3f}–{:.3f} s", static_cast<double>(at.start_ms) / 1000,
                                      static_cast<double>(at.end_ms) / 1000);
                 }},
      locator.place);
}

}  // namespace attest::model
