#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "link/column.hpp"

namespace attest::link {

/// What a column of a list says about a person.
enum class Role : std::uint8_t {
  kId,  ///< the list's own row name; copied to outputs, never compared
  kName,
  kGivenName,
  kFatherName,
  kGrandfatherName,
  kFamilyName,
  kPatronymic,
  kMotherName,
  kSecondFamilyName,
  kNickname,
  kSex,
  kBirthDate,
  kBirthYear,
  kBirthMonth,
  kBirthDay,
  kAge,
  kAgeGroup,
  kDeathDate,
  kPlace,
  kAddress,
  kPostcode,
  kPhone,
  kIdentifier,  ///< a document's number: strong, never decisive alone
  kIncident,
  kIncidentDate,
  kHousehold,
  kList,   ///< names the source list where one file holds several
  kOther,  ///< any further field to compare
  kTruth   ///< who the person really is: looked at for scores only
};
std::string_view role_word(Role role);  ///< "given_name"
std::optional<Role> parse_role(std::string_view word);

/// How a field of role kOther is compared.
enum class Kind : std::uint8_t {
  kText,    ///< words, spelling errors allowed
  kExact,   ///< a code: equal, one slip, or different
  kNumber,  ///< by difference
  kDate,
  kSet  ///< values separated by ';' or '|', by overlap
};
std::optional<Kind> parse_kind(std::string_view word);

/// What a header name usually holds, in several languages (data/link/headers.toml); nothing for
/// others. A field of role kOther comes with a name and kind.
struct Recognised {
  Role role = Role::kOther;
  std::string name;  ///< of kOther: "email"
  Kind kind = Kind::kText;
};
std::optional<Recognised> recognise_header(std::string_view header);

/// One column with what it says. Several columns of one role are spellings of the same thing.
struct Field {
  Role role = Role::kOther;
  std::string name;  ///< of kOther; else empty
  Kind kind = Kind::kText;
  TextColumn texts;
};

/// One list of records. Rows of all fields run alike.
struct Roster {
  std::string name;  ///< the file's
  std::size_t rows = 0;
  std::vector<Field> fields;
  bool once = false;  ///< the list holds no person twice

  const Field* find(Role role) const;
};

/// A row of one of several lists.
struct RowRef {
  std::uint32_t list = 0;
  std::uint32_t row = 0;
  friend auto operator<=>(const RowRef&, const RowRef&) = default;
};

/// Rows of all lists under one running number: list by list, row by row.
class Numbering {
 public:
  explicit Numbering(std::span<const Roster> rosters);
  std::uint32_t size() const { return first_.back(); }
  std::uint32_t lists() const { return static_cast<std::uint32_t>(first_.size() - 1); }
  std::uint32_t first(std::uint32_t list) const { return first_[list]; }
  std::uint32_t of(RowRef ref) const { return first_[ref.list] + ref.row; }
  RowRef ref(std::uint32_t record) const;

 private:
  std::vector<std::uint32_t> first_;
};

}  // namespace attest::link
