#include "casework/site.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "casework/keeping.hpp"
#include "casework/nouns.hpp"
#include "casework/site_estimates.hpp"
#include "casework/site_roll.hpp"
#include "casework/site_texts.hpp"
#include "casework/version.hpp"

namespace attest::casework {
namespace {
publish::Checkpoint make_checkpoint(const vault::Checkpoint& checkpoint) {
  return {checkpoint.origin, checkpoint.size, checkpoint.root, checkpoint.date, checkpoint.note};
}

std::vector<publish::Act> make_acts(const vault::Vault& vault) {
  std::vector<publish::Act> acts;
  for (const vault::Entry& entry : vault.entries())
    acts.push_back({entry.address, entry.member, entry.at, entry.act, summary(entry)});
  return acts;
}

/// Exhibits that are lists of persons: their bytes hold names.
std::set<std::string> person_lists(const vault::Vault& vault) {
  std::set<std::string> lists;
  for (const vault::Import& import : vault.imports())
    if (import.kind == model::RecordKind::kPerson) lists.insert(import.exhibit);
  return lists;
}

std::vector<publish::Exhibit> make_exhibits(const Case& kase) {
  const std::set<std::string> persons = person_lists(kase.vault);
  std::vector<publish::Exhibit> exhibits;
  for (const model::Exhibit& exhibit : kase.vault.exhibits()) {
    publish::Exhibit page{exhibit, {}, publish::Bytes::kOffered, {}};
    page.why_withheld = why_withheld(kase.settings, exhibit.name);
    if (page.why_withheld.empty() && persons.contains(exhibit.sha256) &&
        kase.settings.names == Names::kWithheld)
      page.why_withheld = "It is a list of persons, and this case withholds names.";
    if (!page.why_withheld.empty()) page.bytes = publish::Bytes::kWithheld;
    exhibits.push_back(std::move(page));
  }
  return exhibits;
}

std::vector<publish::Incident> make_incidents(const Settings& settings,
                                              const std::vector<model::Incident>& incidents) {
  std::vector<publish::Incident> pages;
  for (const model::Incident& incident : incidents) {
    const auto& main = settings.main_incidents;
    const bool is_main =
        main.empty() || std::find(main.begin(), main.end(), incident.key) != main.end();
    pages.push_back(
        {incident, is_main ? publish::Standing::kMain : publish::Standing::kComparable, {}});
  }
  return pages;
}

void copy_settings(const Settings& settings, publish::Site& site) {
  site.title = settings.title;
  site.language = settings.language;
  site.summary = settings.summary;
  site.scope = settings.scope;
  site.inclusion_rule = settings.inclusion_rule;
  site.standard_of_proof = settings.standard_of_proof;
  site.definitions = settings.definitions;
  site.method = settings.method;
  site.licence = settings.licence;
  site.citation = settings.citation;
  site.address = settings.address;
  site.policies = settings.policies;
  site.parties = settings.parties;
}
}  // namespace

publish::Site make_site(const Case& kase, base::Reporter& reporter) {
  publish::Site site;
  copy_settings(kase.settings, site);
  site.program = program_name();
  site.checkpoint = make_checkpoint(kase.vault.checkpoint());
  site.acts = make_acts(kase.vault);
  site.exhibits = make_exhibits(kase);
  Nouns nouns = read_nouns(kase.vault);
  site.roll = make_roll(kase);
  site.estimates = make_estimates(kase);
  site.texts = make_text_pages(kase, nouns, reporter);
  site.incidents = make_incidents(kase.settings, nouns.incidents);
  site.sources = std::move(nouns.sources);
  site.figures = std::move(nouns.figures);
  site.positions = std::move(nouns.positions);
  site.articles = std::move(nouns.articles);
  site.statements = std::move(nouns.statements);
  return site;
}

}  // namespace attest::casework
