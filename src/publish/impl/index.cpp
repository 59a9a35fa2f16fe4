#include "publish/impl/index.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/unicode.hpp"
#include "publish/render.hpp"

namespace attest::publish {
namespace {

std::vector<findings::Policy> policies_of(const Site& site) {
  if (!site.policies.empty()) return site.policies;
  const auto standard = findings::standard_policies();
  return {standard.begin(), standard.end()};
}

/// Comparable incidents are shown by date, then name; the main ones as the case orders them.
bool shown_before(const Incident& a, const Incident& b) {
  if (a.standing != b.standing) return a.standing == Standing::kMain;
  if (a.standing == Standing::kMain) return false;
  const auto& x = a.incident;
  const auto& y = b.incident;
  if (x.date && y.date && *x.date != *y.date) return model::sorts_before(*x.date, *y.date);
  if (x.date.has_value() != y.date.has_value()) return x.date.has_value();
  return x.name < y.name;
}

std::string fold(std::string_view text) {
  return base::search_fold(text);
}

std::string wanted_path(const model::Address& record, Noun noun, std::size_t index) {
  if (!record.empty()) return statement_path(record);
  constexpr std::string_view kWords[] = {"figure", "position", "article", "statement"};
  return "statements/" + std::string(kWords[static_cast<std::size_t>(noun)]) + "-" +
         std::to_string(index + 1) + ".html";
}

}  // namespace

std::string slug(std::string_view text) {
  std::string out;
  bool lost = false;
  for (const unsigned char c : text) {
    if (out.size() >= 48) lost = true;
    if (c >= 0x80) lost = true;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool capital = c >= 'A' && c <= 'Z';
    if (out.size() >= 48 || (!letter && !capital && (out.empty() || out.back() == '-'))) continue;
    out += capital ? static_cast<char>(c - 'A' + 'a') : letter ? static_cast<char>(c) : '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  if (!lost && !out.empty()) return out;
  return (out.empty() ? "x" : out) + "-" + base::to_hex(base::sha256(text)).substr(0, 6);
}

Index::Index(const Site& site) : site_(site), voices_(site.sources), policies_(policies_of(site)) {
  for (const auto& act : site.acts) acts_.emplace(act.entry, &act);
  for (const auto& exhibit : site.exhibits) exhibits_.emplace(exhibit.exhibit.sha256, &exhibit);
  add_subjects();
  for (const auto& source : site.sources) speaker_index(source.name);
  add_said();
  add_looks();
}

void Index::add_subjects() {
  std::vector<const Incident*> incidents;
  for (const auto& incident : site_.incidents) incidents.push_back(&incident);
  std::stable_sort(incidents.begin(), incidents.end(),
                   [](const auto* a, const auto* b) { return shown_before(*a, *b); });
  for (const auto* incident : incidents) {
    const auto& noun = incident->incident;
    const std::size_t index = subjects_.size();
    Subject subject;
    subject.incident = incident;
    subject.name = noun.name.empty() ? noun.key : noun.name;
    const std::string path = take(incident_path(*incident));
    subject.slug = path.substr(10, path.size() - 15);  // without "incidents/" and ".html"
    subjects_.push_back(std::move(subject));
    for (const auto* names : {&noun.key, &noun.name})
      if (!names->empty()) subject_of_.emplace(fold(*names), index);
    for (const auto& other : noun.also_named) subject_of_.emplace(fold(other), index);
  }
}

std::size_t Index::subject_index(const std::string& about) {
  const auto found = subject_of_.find(about);
  if (found != subject_of_.end()) return found->second;
  auto folded = fold(about);
  auto known = subject_of_.find(folded);
  if (known == subject_of_.end()) {
    Subject subject;
    subject.name = about.empty() ? "No incident named" : about;
    const std::string path =
        take("incidents/" + slug(about.empty() ? "no-incident" : about) + ".html");
    subject.slug = path.substr(10, path.size() - 15);
    subjects_.push_back(std::move(subject));
    known = subject_of_.emplace(std::move(folded), subjects_.size() - 1).first;
  }
  return subject_of_.emplace(about, known->second).first->second;
}

std::size_t Index::speaker_index(const std::string& asserter) {
  const auto found = speaker_of_name_.find(asserter);
  if (found != speaker_of_name_.end()) return found->second;
  const auto [known, is_new] = speaker_of_.emplace(voices_.voice(asserter), speakers_.size());
  if (is_new) {
    Voice voice;
    voice.source = voices_.find(asserter);
    voice.name = voice.source ? voice.source->name : asserter;
    voice.affiliation = voices_.affiliation(asserter);
    voice.path = take("sources/" + slug(voice.name) + ".html");
    speakers_.push_back(std::move(voice));
  }
  speakers_[known->second].spellings.insert(asserter);
  return speaker_of_name_.emplace(asserter, known->second).first->second;
}

void Index::place(Said said, const std::string& about_text) {
  const auto& attribution = by(said);
  auto& places = places_[static_cast<std::size_t>(said.noun)];
  const std::size_t subject = subject_index(about_text);
  const std::size_t speaker = speaker_index(attribution.asserter);
  places.push_back(
      {take(wanted_path(attribution.statement.record(), said.noun, said.index)), speaker, subject});
  by_path_.emplace(places.back().path, said);
  speakers_[speaker].said.push_back(said);
  resting_[attribution.locator.exhibit].push_back(said);
  if (!attribution.key.empty()) keyed_.emplace(attribution.key, said);
  auto& at = subjects_[subject];
  std::vector<std::size_t>* lists[] = {&at.figures, &at.positions, &at.articles, &at.statements};
  lists[static_cast<std::size_t>(said.noun)]->push_back(said.index);
}

void Index::add_said() {
  for (std::size_t i = 0; i < site_.figures.size(); ++i)
    place({Noun::kFigure, i}, site_.figures[i].about);
  for (std::size_t i = 0; i < site_.positions.size(); ++i)
    place({Noun::kPosition, i}, site_.positions[i].about);
  for (std::size_t i = 0; i < site_.articles.size(); ++i)
    place({Noun::kArticle, i}, site_.articles[i].about);
  for (std::size_t i = 0; i < site_.statements.size(); ++i)
    place({Noun::kStatement, i}, site_.statements[i].about);
}

void Index::add_looks() {
  std::map<std::string, std::size_t> statements;
  for (const auto& voice : speakers_)
    if (!voice.affiliation.empty()) statements[voice.affiliation] += voice.said.size();
  std::vector<std::pair<std::string, std::size_t>> rest;
  for (const auto& party : site_.parties) {
    look_of_.emplace(party.affiliation, looks_.size());
    looks_.push_back({static_cast<Mark>(static_cast<int>(party.shape) + 1),
                      "party-" + std::to_string(looks_.size() + 1),
                      party.label.empty() ? party.affiliation : party.label});
  }
  for (const auto& [affiliation, count] : statements)
    if (!look_of_.contains(affiliation)) rest.emplace_back(affiliation, count);
  std::stable_sort(rest.begin(), rest.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [affiliation, count] : rest) {
    const auto number = looks_.size();
    look_of_.emplace(affiliation, number);
    looks_.push_back({static_cast<Mark>(std::min<std::size_t>(number, 3) + 1),
                      "party-" + std::to_string(number + 1), affiliation});
  }
  look_of_.emplace("", looks_.size());
  looks_.push_back({});
}

const model::Attribution& Index::by(Said said) const {
  switch (said.noun) {
    case Noun::kFigure:
      return site_.figures[said.index].by;
    case Noun::kPosition:
      return site_.positions[said.index].by;
    case Noun::kArticle:
      return site_.articles[said.index].by;
    case Noun::kStatement:
      break;
  }
  return site_.statements[said.index].by;
}

const std::string& Index::about(Said said) const {
  switch (said.noun) {
    case Noun::kFigure:
      return site_.figures[said.index].about;
    case Noun::kPosition:
      return site_.positions[said.index].about;
    case Noun::kArticle:
      return site_.articles[said.index].about;
    case Noun::kStatement:
      break;
  }
  return site_.statements[said.index].about;
}

const std::string& Index::path(Said said) const {
  return place_of(said).path;
}
const Voice& Index::speaker(Said said) const {
  return speakers_[place_of(said).speaker];
}
const Subject& Index::subject(Said said) const {
  return subjects_[place_of(said).subject];
}

const Voice* Index::speaker(std::string_view name) const {
  const auto found = speaker_of_name_.find(std::string(name));
  if (found != speaker_of_name_.end()) return &speakers_[found->second];
  const auto known = speaker_of_.find(voices_.voice(name));
  return known == speaker_of_.end() ? nullptr : &speakers_[known->second];
}

const Subject* Index::subject(std::string_view about_text) const {
  const auto found = subject_of_.find(fold(about_text));
  return found == subject_of_.end() ? nullptr : &subjects_[found->second];
}

const Look& Index::look(std::string_view affiliation) const {
  const auto found = look_of_.find(affiliation);
  return looks_[found == look_of_.end() ? looks_.size() - 1 : found->second];
}

const Act* Index::act(const model::Address& entry) const {
  const auto found = acts_.find(entry);
  return found == acts_.end() ? nullptr : found->second;
}

const Exhibit* Index::exhibit(std::string_view sha256) const {
  const auto found = exhibits_.find(sha256);
  return found == exhibits_.end() ? nullptr : found->second;
}

std::span<const Said> Index::resting_on(std::string_view sha256) const {
  const auto found = resting_.find(sha256);
  if (found == resting_.end()) return {};
  return found->second;
}

std::optional<Said> Index::keyed(std::string_view key) const {
  const auto found = keyed_.find(std::string(key));
  if (found == keyed_.end()) return std::nullopt;
  return found->second;
}

std::optional<Said> Index::at(const model::Address& address) const {
  if (address.empty()) return std::nullopt;
  const auto found = by_path_.find(statement_path(address));
  if (found == by_path_.end()) return std::nullopt;
  return found->second;
}

std::vector<Said> Index::everything() const {
  std::vector<Said> out;
  for (const auto noun : {Noun::kFigure, Noun::kPosition, Noun::kArticle, Noun::kStatement})
    for (std::size_t i = 0; i < places_[static_cast<std::size_t>(noun)].size(); ++i)
      out.push_back({noun, i});
  return out;
}

std::string Index::take(std::string wanted) const {
  const std::lock_guard lock(guard_);
  if (taken_.insert(wanted).second) return wanted;
  const auto dot = wanted.rfind('.');
  for (std::size_t i = 2;; ++i) {
    std::string other = wanted.substr(0, dot) + "-" + std::to_string(i) + wanted.substr(dot);
    if (taken_.insert(other).second) return other;
  }
}

}  // namespace attest::publish
