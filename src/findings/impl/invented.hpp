#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "findings/findings.hpp"
#include "model/quantity.hpp"

namespace attest::findings::impl {

/// Invented statements for tests: the ford of a river that no map has, and the two countries beside
/// it.
struct Invented {
  static model::Figure figure(std::string key, std::string asserter, std::string_view measure,
                              std::string_view quantity, std::string_view said = {}) {
    model::Figure out{.by = model::Attribution(std::move(asserter))};
    out.by.key = std::move(key);
    out.by.said = model::Date::parse(said);
    const auto both = model::split_measure(measure);
    out.measure = both.measure;
    out.category = both.category;
    out.quantity = model::read_quantity(quantity).value_or(model::Quantity{});
    out.about = "The Ford 1901";
    return out;
  }
  static model::Statement statement(std::string key, std::string asserter, std::string wording) {
    model::Statement out{.by = model::Attribution(std::move(asserter))};
    out.by.key = std::move(key);
    out.wording = std::move(wording);
    return out;
  }
  static model::Position position(std::string body, std::string country, std::string words,
                                  std::string_view date = {}) {
    model::Position out{.by = model::Attribution("the list")};
    out.body = std::move(body);
    out.country = std::move(country);
    out.words = std::move(words);
    out.date = model::Date::parse(date);
    return out;
  }
  static model::Source source(std::string name, model::SourceKind kind, std::string affiliation,
                              std::vector<std::string> derives_from = {}) {
    return {.name = std::move(name),
            .kind = kind,
            .affiliation = std::move(affiliation),
            .derives_from = std::move(derives_from)};
  }

  std::vector<model::Source> sources;
  std::vector<model::Figure> figures;
  std::vector<model::Statement> statements;
  std::vector<model::Position> positions;
  std::vector<model::Figure> elsewhere;

  std::vector<Check> checks() const {
    return findings::checks({figures, statements, positions, elsewhere}, Voices(sources));
  }
  /// The checks of one kind.
  std::vector<Check> checks(CheckKind kind) const {
    auto all = checks();
    std::erase_if(all, [&](const Check& check) { return check.kind != kind; });
    return all;
  }
  RelayGraph relays() const {
    return relay_graph({figures, statements, positions, elsewhere}, Voices(sources));
  }
};

}  // namespace attest::findings::impl
