#include <algorithm>
#include <array>
#include <cmath>

#include "attest_link_embedded.hpp"
#include "base/error.hpp"
#include "base/toml.hpp"
#include "link/comparison.hpp"

namespace attest::link {
namespace {

class Priors {
 public:
  Priors() : tree_(base::parse_toml(embedded("priors.toml"), "priors.toml")) {}

  Comparison make(std::string name, Subject subject, Bearing bearing,
                  std::string_view prior) const {
    Comparison made;
    made.name = std::move(name);
    made.subject = subject;
    made.bearing = bearing;
    made.levels.emplace_back("not comparable");
    made.expected.push_back(0);
    const auto& table = tree_[prior];
    for (const auto& label : table["levels"].items()) made.levels.push_back(label.text());
    for (const auto& m : table["m"].items()) made.expected.push_back(m.as_double().value_or(0));
    made.strength = table["strength"].as_double().value_or(100);
    base::ensure(made.levels.size() == made.expected.size(), "priors have one m a level");
    return made;
  }

 private:
  base::Json tree_;
};

bool any_role(const Prepared& prepared, std::initializer_list<names::Role> roles) {
  return std::any_of(prepared.names.begin(), prepared.names.end(), [roles](const auto& name) {
    return std::any_of(name.roles.begin(), name.roles.begin() + name.count,
                       [roles](names::Role role) {
                         return std::find(roles.begin(), roles.end(), role) != roles.end();
                       });
  });
}

/// Fields that a household or a village shares.
bool is_family_field(const TextValues& values) {
  constexpr std::array kRoles = {Role::kPlace,      Role::kAddress,         Role::kPostcode,
                                 Role::kPhone,      Role::kIncident,        Role::kHousehold,
                                 Role::kMotherName, Role::kSecondFamilyName};
  constexpr std::array<std::string_view, 4> kNames = {"state", "address_2", "street_number",
                                                      "nationality"};
  if (std::find(kRoles.begin(), kRoles.end(), values.role) != kRoles.end()) return true;
  return std::find(kNames.begin(), kNames.end(), values.name) != kNames.end();
}

/// A household or an incident says where a person was, not who it is: these only propose
/// candidates.
bool only_proposes(const TextValues& values) {
  return values.role == Role::kHousehold || values.role == Role::kIncident || !values.shared;
}

std::string_view prior_of(Kind kind) {
  switch (kind) {
    case Kind::kExact:
      return "exact";
    case Kind::kNumber:
      return "number";
    case Kind::kSet:
      return "set";
    default:
      return "text";
  }
}

}  // namespace

std::vector<Comparison> choose_comparisons(const Prepared& prepared) {
  const Priors priors;
  std::vector<Comparison> chosen;
  const auto add = [&](std::string_view name, Subject subject, Bearing bearing) {
    chosen.push_back(priors.make(std::string(name), subject, bearing, name));
  };
  using R = names::Role;
  if (any_role(prepared, {R::kGiven})) add("given_name", Subject::kGiven, Bearing::kPerson);
  if (any_role(prepared, {R::kFather, R::kGrandfather, R::kForefather, R::kPatronymic})) {
    add("forefathers", Subject::kForefathers, Bearing::kFamily);
  }
  if (any_role(prepared, {R::kFamily})) add("family_name", Subject::kFamily, Bearing::kFamily);
  if (!prepared.birth.empty()) add("birth_date", Subject::kBirth, Bearing::kPerson);
  if (!prepared.age.empty()) add("age", Subject::kAge, Bearing::kPerson);
  if (!prepared.sex.empty()) add("sex", Subject::kSex, Bearing::kPerson);
  if (!prepared.death.empty()) add("death_date", Subject::kDeath, Bearing::kPerson);
  for (std::size_t i = 0; i < prepared.texts.size(); ++i) {
    const auto& values = prepared.texts[i];
    if (only_proposes(values)) continue;
    chosen.push_back(priors.make(values.name, Subject::kText,
                                 is_family_field(values) ? Bearing::kFamily : Bearing::kPerson,
                                 prior_of(values.kind)));
    chosen.back().text = i;
  }
  if (chosen.empty()) {
    throw base::Error(base::Code::kUsage, "No column says anything about a person", "",
                      "Name columns with --column ROLE=COLUMN, for example --column name=NOM.");
  }
  if (chosen.size() > kMostComparisons) {
    throw base::Error(base::Code::kUsage, "More than 16 things to compare", "",
                      "Leave out columns that say the same thing twice.");
  }
  return chosen;
}

}  // namespace attest::link
