#include "publish/impl/links.hpp"

#include "publish/render.hpp"

namespace attest::publish {

Html Links::figure(Said said, const Html& shown) const {
  const std::string words = shortened(words_of(index_, said), 280);
  return el("a",
            {{"data-attest", "figure"},
             {"href", to(index_.path(said))},
             when(!words.empty(), "title", words)},
            shown);
}

Html Links::figure_listed(const std::string& path, const Html& shown) const {
  return el("a", {{"data-attest", "figure"}, {"href", to(path)}}, shown);
}

Html Links::statement(Said said, const Html& shown) const {
  return statement_at(index_.path(said), shown);
}

Html Links::statement_at(std::string_view path, const Html& shown) const {
  return el("a", {{"data-attest", "statement-ref"}, {"href", to(path)}}, shown);
}

Html Links::exhibit(std::string_view sha256, const Html& shown) const {
  if (index_.exhibit(sha256) == nullptr) return shown;
  return el("a", {{"data-attest", "exhibit-ref"}, {"href", to(exhibit_path(sha256))}}, shown);
}

Html Links::asserter(Said said) const {
  return el("a", {{"href", to(index_.speaker(said).path)}}, name(index_.by(said).asserter));
}

Html Links::source(std::string_view text) const {
  const auto* voice = index_.speaker(text);
  if (voice == nullptr) return name(text);
  return el("a", {{"href", to(voice->path)}}, name(text));
}

Html Links::subject(Said said) const {
  const auto& subject = index_.subject(said);
  return el("a", {{"href", to(subject.path())}}, name(subject.name));
}

Html Links::plain(std::string_view path, const Html& shown) const {
  return el("a", {{"href", to(path)}}, shown);
}

Html Links::party(std::string_view affiliation) const {
  if (affiliation.empty()) return {};
  const auto& look = index_.look(affiliation);
  return el("span", {{"class", "party"}}, inline_mark(look.shape, Fill::kFilled, look.css_class),
            name(look.word));
}

}  // namespace attest::publish
