#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "names/fold.hpp"

namespace attest::names {

/// What a word of a person's name says. The order is the order in which names are compared.
enum class Role : std::uint8_t {
  kGiven,        ///< the person's own name, or names where a column of given names has several
  kFather,       ///< father's name; in a whole name the second word, so a middle name elsewhere
  kGrandfather,  ///< father's father's name
  kForefather,   ///< earlier fathers, and middle names of people whose customs have no fathers'
                 ///< names
  kFamily,       ///< family, clan, place of origin
  kPatronymic,   ///< father's name said by a suffix (-ovich, oglu, Armenian -i), reduced to that
                 ///< name
  kKunya,        ///< "father of X" before the name, or a nickname in brackets
  kTitle,        ///< martyr, doctor, hajj, baron …; kept for display, never compared
  kRelation      ///< a word that names somebody else ("brother of X": X)
};
inline constexpr std::size_t kRoleCount = 9;
/// The stable word of a role: "given", "father" …
std::string_view role_word(Role role);

/// What a text in a name column amounts to.
enum class Standing : std::uint8_t {
  kNamed,         ///< it names the person
  kRelationOnly,  ///< it names somebody else and says how the person is related
  kUnnamed,       ///< it says that there is no name: "unknown", "remains", "مجهول الهوية"
  kBlank          ///< no letters at all
};

/// How a person is named through another, where the text says so.
enum class Relation : std::uint8_t { kNone, kChild, kSpouse, kSibling, kParent, kOther };

/// One word as it is compared: folded (fold.hpp), particles joined ("عبد الله" and "عبدالله" are
/// one word), inner and leading article removed, patronymic reduced to the father's name.
struct Token {
  std::u32string letters;
  Role role = Role::kGiven;
  bool initial = false;  ///< a single letter standing for a word
};

/// A name taken apart.
struct NameForm {
  std::vector<Token>
      tokens;  ///< given, forefathers from near to far, family; then kunya and titles
  Standing standing = Standing::kBlank;
  Relation relation = Relation::kNone;
  Script script = Script::kNone;  ///< of most letters
};

/// Which column a text stood in.
enum class Field : std::uint8_t {
  kWhole,        ///< the whole name, given name first; "Family, Given" is recognised by its comma,
                 ///< "Family Given Patronymic" by its endings
  kFamilyFirst,  ///< the whole name in a list that writes the family name first
  kGiven,
  kFather,
  kGrandfather,
  kFamily,
  kPatronymic
};

struct FieldText {
  Field field = Field::kWhole;
  std::string_view text;
};

/// Takes a name apart by the customs of its script. Never fails: a text without a name gives no
/// tokens and a standing that says why. Pure and thread-safe. Texts above 1,000 code points are
/// cut there.
NameForm read_name(std::string_view utf8, Field field = Field::kWhole);

/// One name from several columns, in any order; blank columns count as not there.
NameForm read_name(std::span<const FieldText> fields);

}  // namespace attest::names
