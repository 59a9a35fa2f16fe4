#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "findings/policy.hpp"
#include "publish/site.hpp"

namespace attest::casework {

/// Whether names of persons may stand on published pages.
enum class Names { kWithheld, kShown };

/// What case.toml says: what the case is about, what its words mean, by which rules it counts and
/// what may be published. The file is edited by people; the next verb that writes logs the new
/// text.
struct Settings {
  std::string title;
  std::string language = "en";  ///< BCP 47
  std::string summary;
  std::string scope;
  std::string inclusion_rule;
  std::string standard_of_proof;
  std::string method;
  std::string licence;
  std::string citation;
  std::string address;
  std::vector<publish::Definition> definitions;
  std::vector<findings::Policy> policies;  ///< the standard ones where the file names none
  std::vector<publish::Party> parties;
  std::vector<std::string> main_incidents;  ///< keys; empty: all are main
  Names names = Names::kWithheld;
  /// Exhibits whose bytes are not given out: name → why. "*" stands for all others.
  std::vector<std::pair<std::string, std::string>> withheld;
};

/// Reads case.toml. Throws base::Error{kMalformed} naming line, key and remedy; unknown keys are
/// errors, since a misspelt rule would silently not hold.
Settings parse_settings(std::string_view toml, std::string_view where);

/// The commented file a new case starts with.
std::string settings_template(std::string_view title);

/// Why an exhibit of that file name is withheld; empty: it is offered.
std::string why_withheld(const Settings& settings, std::string_view name);

}  // namespace attest::casework
