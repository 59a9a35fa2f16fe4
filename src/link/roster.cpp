#include "link/roster.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "attest_link_embedded.hpp"
#include "base/error.hpp"
#include "base/toml.hpp"
#include "base/unicode.hpp"

namespace attest::link {
namespace {

constexpr std::array<std::string_view, 29> kRoleWords = {"id",
                                                         "name",
                                                         "given_name",
                                                         "father_name",
                                                         "grandfather_name",
                                                         "family_name",
                                                         "patronymic",
                                                         "mother_name",
                                                         "second_family_name",
                                                         "nickname",
                                                         "sex",
                                                         "birth_date",
                                                         "birth_year",
                                                         "birth_month",
                                                         "birth_day",
                                                         "age",
                                                         "age_group",
                                                         "death_date",
                                                         "place",
                                                         "address",
                                                         "postcode",
                                                         "phone",
                                                         "identifier",
                                                         "incident",
                                                         "incident_date",
                                                         "household",
                                                         "list",
                                                         "other",
                                                         "truth"};

constexpr std::array<std::string_view, 5> kKindWords = {"text", "exact", "number", "date", "set"};

/// Letters and digits of a header, folded; everything else is one blank.
std::string header_key(std::string_view header) {
  std::string key;
  for (const char32_t point : base::to_utf32(base::search_fold(header))) {
    const bool word = base::is_letter(point) || base::is_digit(point);
    if (word) {
      base::append_utf8(key, point);
    } else if (!key.empty() && key.back() != ' ') {
      key += ' ';
    }
  }
  while (!key.empty() && key.back() == ' ') key.pop_back();
  return key;
}

Recognised read_meaning(std::string_view meaning) {
  Recognised known;
  const auto colon = meaning.find(':');
  known.role = parse_role(meaning.substr(0, colon)).value_or(Role::kOther);
  if (colon == std::string_view::npos) return known;
  const auto rest = meaning.substr(colon + 1);
  const auto second = rest.find(':');
  known.name = rest.substr(0, second);
  if (second != std::string_view::npos) {
    known.kind = parse_kind(rest.substr(second + 1)).value_or(Kind::kText);
  }
  return known;
}

std::map<std::string, Recognised> read_headers() {
  std::map<std::string, Recognised> headers;
  const auto tree = base::parse_toml(embedded("headers.toml"), "headers.toml");
  for (const auto& [meaning, names] : tree.members()) {
    for (const auto& name : names.items()) headers[header_key(name.text())] = read_meaning(meaning);
  }
  return headers;
}

}  // namespace

std::string_view role_word(Role role) {
  return kRoleWords[static_cast<std::size_t>(role)];
}

std::optional<Role> parse_role(std::string_view word) {
  const auto found = std::find(kRoleWords.begin(), kRoleWords.end(), word);
  if (found == kRoleWords.end()) return std::nullopt;
  return static_cast<Role>(found - kRoleWords.begin());
}

std::optional<Kind> parse_kind(std::string_view word) {
  const auto found = std::find(kKindWords.begin(), kKindWords.end(), word);
  if (found == kKindWords.end()) return std::nullopt;
  return static_cast<Kind>(found - kKindWords.begin());
}

std::optional<Recognised> recognise_header(std::string_view header) {
  static const auto headers = read_headers();
  const auto found = headers.find(header_key(header));
  if (found == headers.end()) return std::nullopt;
  return found->second;
}

const Field* Roster::find(Role role) const {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [role](const Field& field) { return field.role == role; });
  return found == fields.end() ? nullptr : &*found;
}

Numbering::Numbering(std::span<const Roster> rosters) : first_{0} {
  for (const auto& roster : rosters) {
    const std::uint64_t next = std::uint64_t{first_.back()} + roster.rows;
    if (next > 2'000'000'000) {
      throw base::Error(base::Code::kLimit, "More than two thousand million rows", roster.name,
                        "Link the lists by region or year.");
    }
    first_.push_back(static_cast<std::uint32_t>(next));
  }
}

RowRef Numbering::ref(std::uint32_t record) const {
  const auto after = std::upper_bound(first_.begin(), first_.end(), record);
  const auto list = static_cast<std::uint32_t>(after - first_.begin() - 1);
  return {list, record - first_[list]};
}

}  // namespace attest::link
