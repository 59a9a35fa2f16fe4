#include "link/prepared.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "base/parallel.hpp"
#include "base/unicode.hpp"
#include "link/impl/preparing.hpp"
#include "names/fold.hpp"

namespace attest::link {
namespace {

using Fields = std::vector<const Field*>;

Fields fields_of(const Roster& roster, Role role) {
  Fields found;
  for (const auto& field : roster.fields) {
    if (field.role == role) found.push_back(&field);
  }
  return found;
}

bool any_has(std::span<const Roster> rosters, Role role) {
  return std::any_of(rosters.begin(), rosters.end(),
                     [role](const Roster& roster) { return roster.find(role) != nullptr; });
}

void read_lists(std::span<const Roster> rosters, Prepared& out) {
  out.list.resize(out.size());
  std::map<std::string, std::uint32_t, std::less<>> known;
  std::uint32_t record = 0;
  for (const auto& roster : rosters) {
    const Field* column = roster.find(Role::kList);
    for (std::size_t row = 0; row < roster.rows; ++row, ++record) {
      const std::string_view name = column ? column->texts[row] : std::string_view(roster.name);
      auto at = known.find(name);
      if (at == known.end()) {
        at = known.emplace(name, static_cast<std::uint32_t>(out.list_names.size())).first;
        out.list_names.emplace_back(name);
        out.once.push_back(roster.once);
      }
      out.list[record] = at->second;
    }
  }
}

void read_sexes(std::span<const Roster> rosters, Prepared& out) {
  if (!any_has(rosters, Role::kSex)) return;
  out.sex.assign(out.size(), Sex::kUnknown);
  for (std::uint32_t list = 0; list < rosters.size(); ++list) {
    for (const Field* field : fields_of(rosters[list], Role::kSex)) {
      std::vector<Sex> values;
      for (std::uint32_t code = 0; code < field->texts.distinct(); ++code) {
        values.push_back(read_sex(field->texts.value(code)));
      }
      for (std::uint32_t row = 0; row < rosters[list].rows; ++row) {
        Sex& sex = out.sex[out.numbering.of({list, row})];
        if (sex == Sex::kUnknown) sex = values[field->texts.code(row)];
      }
    }
  }
}

/// Values of a field that are given, compared by fold; blank and "NA" are not given.
bool is_blank(std::u32string_view folded) {
  return folded.empty() || folded == U"na" || folded == U"n a" || folded == U"null" ||
         folded == U"unknown" || folded == U"none" || folded == U"nan";
}

class TextBuilder {
 public:
  TextBuilder(Prepared& out, TextValues& values) : out_(out), values_(values) {
    values_.codes.assign(out.size(), 0);
    values_.folded.emplace_back();
    values_.words.emplace_back();
  }

  void add(std::uint32_t first, const Field& field) {
    std::vector<std::uint32_t> codes(field.texts.distinct());
    for (std::uint32_t code = 0; code < codes.size(); ++code) {
      codes[code] = intern(field.texts.value(code));
    }
    for (std::uint32_t row = 0; row < field.texts.size(); ++row) {
      auto& code = values_.codes[first + row];
      if (code == 0) code = codes[field.texts.code(row)];
    }
  }

 private:
  std::uint32_t intern(std::string_view text) {
    std::u32string folded = fold_value(text);
    if (is_blank(folded)) return 0;
    const auto [at, fresh] =
        known_.emplace(folded, static_cast<std::uint32_t>(values_.folded.size()));
    if (fresh) {
      values_.words.push_back(words_of(folded));
      values_.folded.push_back(std::move(folded));
    }
    return at->second;
  }

  std::u32string fold_value(std::string_view text) const {
    std::u32string folded = names::fold(text);
    if (values_.kind == Kind::kExact) std::erase(folded, U' ');
    while (!folded.empty() && folded.front() == U' ') folded.erase(0, 1);
    while (!folded.empty() && folded.back() == U' ') folded.pop_back();
    return folded;
  }

  std::vector<names::TokenId> words_of(std::u32string_view folded) {
    std::vector<names::TokenId> words;
    if (values_.kind == Kind::kExact || values_.kind == Kind::kNumber) return words;
    for (std::size_t from = 0; from < folded.size();) {
      const std::size_t to = std::min(folded.find(U' ', from), folded.size());
      if (to > from && words.size() < 12)
        words.push_back(out_.lexicon.add(folded.substr(from, to - from)));
      from = to + 1;
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
  }

  Prepared& out_;
  TextValues& values_;
  std::unordered_map<std::u32string, std::uint32_t> known_;
};

struct TextRole {
  Role role;
  Kind kind;
};
constexpr std::array<TextRole, 10> kTextRoles = {{{Role::kPlace, Kind::kText},
                                                  {Role::kAddress, Kind::kText},
                                                  {Role::kPostcode, Kind::kExact},
                                                  {Role::kPhone, Kind::kExact},
                                                  {Role::kIdentifier, Kind::kExact},
                                                  {Role::kIncident, Kind::kExact},
                                                  {Role::kHousehold, Kind::kExact},
                                                  {Role::kMotherName, Kind::kText},
                                                  {Role::kSecondFamilyName, Kind::kText},
                                                  {Role::kNickname, Kind::kText}}};

void read_texts(std::span<const Roster> rosters, Prepared& out) {
  std::vector<std::pair<std::string, TextRole>> wanted;
  for (const auto& role : kTextRoles) {
    if (any_has(rosters, role.role)) wanted.emplace_back(role_word(role.role), role);
  }
  for (const auto& roster : rosters) {
    for (const auto& field : roster.fields) {
      if (field.role != Role::kOther || field.kind == Kind::kDate) continue;
      const auto same = [&field](const auto& known) { return known.first == field.name; };
      if (std::none_of(wanted.begin(), wanted.end(), same)) {
        wanted.emplace_back(field.name, TextRole{Role::kOther, field.kind});
      }
    }
  }
  for (const auto& [name, role] : wanted) {
    TextValues values;
    values.name = name;
    values.role = role.role;
    values.kind = role.kind;
    TextBuilder builder(out, values);
    for (std::uint32_t list = 0; list < rosters.size(); ++list) {
      for (const auto& field : rosters[list].fields) {
        if (field.role == role.role && (role.role != Role::kOther || field.name == name)) {
          builder.add(out.numbering.first(list), field);
        }
      }
    }
    out.texts.push_back(std::move(values));
  }
}

/// A field says nothing about pairs if no value stands in two records that may be one person.
void find_shared(Prepared& out) {
  for (auto& values : out.texts) {
    std::vector<std::uint32_t> first(values.folded.size(), out.size());
    for (std::uint32_t record = 0; record < out.size() && !values.shared; ++record) {
      const auto code = values.codes[record];
      if (code == 0) continue;
      if (first[code] == out.size()) {
        first[code] = record;
      } else if (out.may_match(first[code], record)) {
        values.shared = true;
      }
    }
  }
}

}  // namespace

Prepared prepare(std::span<const Roster> rosters, int threads, base::Reporter& reporter) {
  Prepared out(rosters);
  reporter.progress("preparing", 0, 4);
  read_lists(rosters, out);
  impl::read_names(rosters, threads, out);
  reporter.progress("preparing", 1, 4);
  impl::read_dates(rosters, out);
  out.age_gaps = AgeGaps(out);
  reporter.progress("preparing", 2, 4);
  read_sexes(rosters, out);
  read_texts(rosters, out);
  find_shared(out);
  reporter.progress("preparing", 4, 4);
  return out;
}

}  // namespace attest::link
