// Names of all lists as words of one lexicon. Each distinct text is taken apart once.
#include <algorithm>
#include <array>

#include "base/parallel.hpp"
#include "base/unicode.hpp"
#include "link/impl/preparing.hpp"
#include "names/breaks.hpp"
#include "names/form.hpp"

namespace attest::link::impl {
namespace {

struct NameColumn {
  Role role;
  names::Field field;
};
constexpr std::array<NameColumn, 5> kParts = {{{Role::kGivenName, names::Field::kGiven},
                                               {Role::kPatronymic, names::Field::kPatronymic},
                                               {Role::kFatherName, names::Field::kFather},
                                               {Role::kGrandfatherName, names::Field::kGrandfather},
                                               {Role::kFamilyName, names::Field::kFamily}}};

bool says_missing(std::string_view text) {
  return text == "NA" || text == "NULL" || text == "nan";
}

/// In how many rows each distinct text stands: a word that is rare beside another tells a slip from
/// a second name.
std::vector<std::uint32_t> rows_of_texts(const TextColumn& texts) {
  std::vector<std::uint32_t> rows(texts.distinct(), 0);
  for (std::size_t row = 0; row < texts.size(); ++row) ++rows[texts.code(row)];
  return rows;
}

/// The distinct texts of a column, taken apart.
std::vector<names::CompactName> take_apart(const Field& field, names::Field as, int threads,
                                           names::Lexicon& lexicon) {
  const std::size_t count = field.texts.distinct();
  std::vector<names::CompactName> names(count);
  const auto rows = rows_of_texts(field.texts);
  constexpr std::size_t kBatch = 65536;
  std::vector<names::NameForm> forms;
  for (std::size_t from = 0; from < count; from += kBatch) {
    const std::size_t size = std::min(kBatch, count - from);
    forms.assign(size, {});
    base::parallel_chunks(size, 512, threads, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const auto text = field.texts.value(static_cast<std::uint32_t>(from + i));
        if (!says_missing(text)) forms[i] = names::read_name(text, as);
      }
    });
    for (std::size_t i = 0; i < size; ++i) names[from + i] = lexicon.add(forms[i], rows[from + i]);
  }
  return names;
}

bool has_word(const names::CompactName& name, names::TokenId id) {
  return std::find(name.ids.begin(), name.ids.begin() + name.count, id) !=
         name.ids.begin() + name.count;
}

/// Appends the words of a part; what a whole name adds to the parts counts as a middle name.
void append(names::CompactName& name, const names::CompactName& part, bool whole) {
  if (part.count == 0) {
    if (name.count == 0) name.standing = std::max(name.standing, part.standing);
    return;
  }
  const bool additional = whole && name.count > 0;
  for (std::size_t i = 0; i < part.count && name.count < names::CompactName::kMost; ++i) {
    if (additional && has_word(name, part.ids[i])) continue;
    name.ids[name.count] = part.ids[i];
    name.roles[name.count] = additional ? names::Role::kForefather : part.roles[i];
    ++name.count;
  }
  name.script = part.script;
  name.standing = part.standing;
}

int rank(names::Role role) {
  switch (role) {
    case names::Role::kGiven:
      return 0;
    case names::Role::kPatronymic:
    case names::Role::kFather:
      return 1;
    case names::Role::kGrandfather:
      return 2;
    case names::Role::kForefather:
      return 3;
    case names::Role::kFamily:
      return 4;
    default:
      return 5;
  }
}

void put_in_order(names::CompactName& name) {
  std::array<std::size_t, names::CompactName::kMost> order{};
  for (std::size_t i = 0; i < name.count; ++i) order[i] = i;
  std::stable_sort(
      order.begin(), order.begin() + name.count,
      [&name](std::size_t a, std::size_t b) { return rank(name.roles[a]) < rank(name.roles[b]); });
  const names::CompactName old = name;
  for (std::size_t i = 0; i < name.count; ++i) {
    name.ids[i] = old.ids[order[i]];
    name.roles[i] = old.roles[order[i]];
  }
}

struct Column {
  const Field* field;
  std::vector<names::CompactName> parts;
};

/// The name columns of one list: parts in order, and whole names, each a spelling.
struct Columns {
  std::vector<Column> parts;
  std::vector<Column> wholes;
};

Columns columns_of(const Roster& roster, int threads, names::Lexicon& lexicon) {
  Columns columns;
  for (const auto& [role, as] : kParts) {
    for (const auto& field : roster.fields) {
      if (field.role == role)
        columns.parts.push_back({&field, take_apart(field, as, threads, lexicon)});
    }
  }
  for (const auto& field : roster.fields) {
    if (field.role != Role::kName) continue;
    columns.wholes.push_back({&field, take_apart(field, names::Field::kWhole, threads, lexicon)});
  }
  return columns;
}

std::size_t spellings_of(const Roster& roster) {
  std::size_t wholes = 0, parts = 0;
  for (const auto& field : roster.fields) {
    wholes += field.role == Role::kName;
    for (const auto& [role, as] : kParts) parts += field.role == role;
  }
  return std::max<std::size_t>(wholes, parts > 0 ? 1 : 0);
}

/// Words that were cut in two are known by those that were not, on any list.
void mend(Columns& columns, names::Lexicon& lexicon) {
  for (auto& column : columns.wholes) {
    for (auto& name : column.parts) {
      const auto mended = names::mend_breaks(lexicon, name);
      if (mended) name = lexicon.add(names::read_name(base::to_utf8(*mended)));
    }
  }
}

void fill(const Columns& columns, std::size_t row, std::span<names::CompactName> into) {
  names::CompactName parts;
  for (const auto& column : columns.parts)
    append(parts, column.parts[column.field->texts.code(row)], false);
  into[0] = parts;
  std::size_t next = 0;
  for (const auto& column : columns.wholes) {
    const auto& whole = column.parts[column.field->texts.code(row)];
    if (next > 0 && whole.count == 0) continue;
    if (next >= into.size()) break;
    if (next > 0) into[next] = {};
    append(into[next], whole, true);
    if (into[next].count > 0) ++next;
  }
  for (auto& name : into) put_in_order(name);
}

}  // namespace

void read_names(std::span<const Roster> rosters, int threads, Prepared& out) {
  for (const auto& roster : rosters) out.spellings = std::max(out.spellings, spellings_of(roster));
  if (out.spellings == 0) return;
  out.names.resize(out.spellings * out.size());
  std::vector<Columns> all;
  for (const auto& roster : rosters) all.push_back(columns_of(roster, threads, out.lexicon));
  for (std::uint32_t list = 0; list < rosters.size(); ++list) {
    Columns& columns = all[list];
    mend(columns, out.lexicon);
    for (std::uint32_t row = 0; row < rosters[list].rows; ++row) {
      const std::size_t record = out.numbering.of({list, row});
      fill(columns, row, std::span(out.names).subspan(record * out.spellings, out.spellings));
    }
  }
}

}  // namespace attest::link::impl
