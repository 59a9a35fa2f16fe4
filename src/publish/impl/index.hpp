#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "findings/findings.hpp"
#include "publish/chart.hpp"
#include "publish/site.hpp"

namespace attest::publish {

/// One thing said: a noun of the site, by kind and place in its vector.
enum class Noun { kFigure, kPosition, kArticle, kStatement };
struct Said {
  Noun noun = Noun::kFigure;
  std::size_t index = 0;
  friend auto operator<=>(const Said&, const Said&) = default;
};

/// An incident with all that is said about it; `incident` is nullptr for an `about` that no
/// incident of the case answers to.
struct Subject {
  const Incident* incident = nullptr;
  std::string name;
  std::string slug;
  std::vector<std::size_t> figures, positions, articles, statements;
  std::size_t size() const {
    return figures.size() + positions.size() + articles.size() + statements.size();
  }
  std::string path() const { return "incidents/" + slug + ".html"; }
  std::string path(std::string_view part) const {
    return "incidents/" + slug + "." + std::string(part) + ".html";
  }
};

/// One who speaks, with all they said.
struct Voice {
  std::string name;
  const model::Source* source = nullptr;
  std::string affiliation;
  std::string path;
  std::set<std::string> spellings;
  std::vector<Said> said;
};

/// How a party is told apart.
struct Look {
  Mark shape = Mark::kCircle;
  std::string css_class;  ///< gives the colour; empty: the neutral one
  std::string word;       ///< empty: no party is stated
};

/// Every question "where is the page of …" and "what belongs to …", answered once. Refers to the
/// site, which must outlive it.
class Index {
 public:
  explicit Index(const Site& site);
  Index(const Index&) = delete;
  Index& operator=(const Index&) = delete;

  const Site& site() const { return site_; }
  const findings::Voices& voices() const { return voices_; }
  const std::vector<findings::Policy>& policies() const { return policies_; }
  /// Main incidents in the case's order, comparable ones by date and name, then unknown subjects.
  const std::vector<Subject>& subjects() const { return subjects_; }
  const std::vector<Voice>& speakers() const { return speakers_; }
  const std::vector<Look>& looks() const { return looks_; }

  const model::Attribution& by(Said said) const;
  const std::string& about(Said said) const;
  const std::string& path(Said said) const;
  const Voice& speaker(Said said) const;
  const Voice* speaker(std::string_view name) const;
  const Subject& subject(Said said) const;
  const Subject* subject(std::string_view about) const;
  const Look& look(std::string_view affiliation) const;
  const Act* act(const model::Address& entry) const;
  const Exhibit* exhibit(std::string_view sha256) const;
  std::span<const Said> resting_on(std::string_view sha256) const;
  /// The noun with that key of its list, for "part of" and "repeats".
  std::optional<Said> keyed(std::string_view key) const;
  /// The noun of the record at, or around, that address.
  std::optional<Said> at(const model::Address& address) const;
  std::vector<Said> everything() const;
  /// `wanted`, or with a number before its ending where that is taken. May be called from several
  /// threads; whoever does keeps to paths that no other asks for, so that the answers do not depend
  /// on who was first.
  std::string take(std::string wanted) const;

 private:
  void add_subjects();
  void add_said();
  void add_looks();
  std::size_t subject_index(const std::string& about);
  void place(Said said, const std::string& about);
  std::size_t speaker_index(const std::string& asserter);
  struct Place {
    std::string path;
    std::size_t speaker = 0;
    std::size_t subject = 0;
  };
  const Place& place_of(Said said) const {
    return places_[static_cast<std::size_t>(said.noun)][said.index];
  }

  const Site& site_;
  findings::Voices voices_;
  std::vector<findings::Policy> policies_;
  std::vector<Subject> subjects_;
  std::vector<Voice> speakers_;
  std::vector<Look> looks_;
  std::vector<Place> places_[4];
  std::unordered_map<std::string, std::size_t> subject_of_, speaker_of_, speaker_of_name_;
  std::map<std::string, std::size_t, std::less<>> look_of_;
  std::map<model::Address, const Act*> acts_;
  std::map<std::string, const Exhibit*, std::less<>> exhibits_;
  std::map<std::string, std::vector<Said>, std::less<>> resting_;
  std::unordered_map<std::string, Said> keyed_;
  std::unordered_map<std::string, Said> by_path_;  ///< statement_path of the record
  mutable std::mutex guard_;                       ///< of taken_
  mutable std::set<std::string> taken_;
};

/// Text for a path: [a-z0-9-] only, at most 48 of them; where letters were lost, six digits of the
/// text's SHA-256 tell it from others.
std::string slug(std::string_view text);
/// A colour that may be used: "#rrggbb", and not a red.
bool is_usable_colour(std::string_view colour);
/// Rules that give each party its colour, light and dark.
std::string party_style(const Site& site, const Index& index);

}  // namespace attest::publish
