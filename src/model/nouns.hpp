#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/address.hpp"
#include "model/date.hpp"
#include "model/locator.hpp"
#include "model/measure.hpp"
#include "model/quantity.hpp"
#include "model/source.hpp"

namespace attest::model {

// The nouns as findings and pages use them: read from records (model/read.hpp), never stored twice.

/// Who says it, through whom, where, when. Nothing is a fact: every noun below carries one.
/// A statement cannot be made without an asserter.
struct Attribution {
  explicit Attribution(std::string asserter_) : asserter(std::move(asserter_)) {}
  std::string asserter;             ///< name of the source
  std::vector<std::string> relays;  ///< "A, quoted by B, in C": B, C
  std::string publication;
  std::optional<Date> said;  ///< when it was said
  Seen seen = Seen::kSeen;
  std::string reference;  ///< address or citation as given
  std::string note;       ///< the documenter's
  Address statement;      ///< where it stands in the log
  Locator locator;        ///< where it stands in the exhibit
  std::string key;        ///< the list's own id, for example "KH-K06"
  std::vector<std::string>
      repeats;  ///< keys of records, or names of sources, that this one only repeats
};

/// Any assertion that is not one of the special nouns below.
struct Statement {
  Attribution by;
  std::string about;    ///< incident or subject, by key or name
  std::string topic;    ///< "place", "corridor", "legal"…
  std::string wording;  ///< exact words
};

/// A claimed quantity.
struct Figure {
  Attribution by;
  std::string about;
  MeasureName measure;
  Category category;
  Quantity quantity;
  std::optional<Date> event;  ///< of what is counted, where it differs from the incident's
  std::string wording;        ///< what the source says is counted
  std::string part_of;        ///< key of the figure it is said to be a part of, or empty
};

/// A body's stance. Never rolled up to a country.
enum class Adoption { kAdopted, kNotAdopted, kWithdrawn, kUnknown };
std::string_view word(Adoption adoption);
std::optional<Adoption> parse_adoption(std::string_view word);
struct Position {
  Attribution by;
  std::string about;
  std::string body;
  std::string country;
  std::string
      level;  ///< plenary, chamber, committee, local, organisation, executive, court, signatories…
  std::string instrument;
  Adoption adoption = Adoption::kUnknown;
  std::string words;  ///< exact
  std::optional<Date> date;
};

/// One published item about an incident.
struct Article {
  Attribution by;
  std::string about;
  std::string outlet;
  std::string country;
  std::string language;
  std::string title;
  std::optional<Date> date;
  std::optional<Quantity> count_stated;
};

/// A mention of an incident in a list; decisions resolve mentions to incidents.
struct Incident {
  Attribution by;
  std::string key;
  std::string name;
  std::optional<Date> date;
  std::string place;
  std::string conflict;
  std::vector<std::string> also_named;
};

/// A mention of a person. Roles follow the linkage tools' column names.
struct Person {
  Attribution by;
  std::string name;
  std::string given_name, father_name, grandfather_name, family_name, patronymic;
  std::string sex;  ///< "female", "male", the list's own word, or empty
  std::optional<Date> birth, death;
  std::optional<std::int64_t> birth_year;  ///< where no birth date is given
  std::optional<std::int64_t> age;
  std::string place;
  std::string address;
  std::string incident;
  std::string family;  ///< the list's family or household id
  std::string status;  ///< civilian, combatant, or the list's word
  std::string cause;   ///< of death, or kind of harm
};

/// Who did what to whom; the alleged perpetrator is always attributed.
struct Act {
  Attribution by;
  std::string incident, victim, harm, perpetrator, role;
  std::optional<Date> date;
  std::string place;
};

/// A person or a model says about two records, or about one value. Reversible, never erased.
enum class Verdict { kSame, kDifferent, kUnsure, kAdopt };
std::string_view word(Verdict verdict);
std::optional<Verdict> parse_verdict(std::string_view word);
struct Decision {
  Address address;
  std::string author;  ///< member's name, or a model's
  Verdict verdict = Verdict::kUnsure;
  std::vector<Address> records;
  std::string reason;
};

/// Bytes that are kept.
struct Exhibit {
  std::string sha256;
  std::uint64_t size = 0;
  std::string name;      ///< the file's name as it came
  std::string media;     ///< media type
  std::string obtained;  ///< how, when, by whom
  Address added;
};

}  // namespace attest::model
