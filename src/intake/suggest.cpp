#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/toml.hpp"
#include "base/unicode.hpp"
#include "intake/impl/cell_shape.hpp"
#include "intake/impl/spellings.hpp"
#include "intake/mapping.hpp"

namespace attest::intake {
namespace {
using model::RecordKind;

constexpr std::size_t kRowsRead = 200;
constexpr std::size_t kExamples = 3;
constexpr std::array kGuessed = {RecordKind::kFigure,   RecordKind::kPerson,   RecordKind::kArticle,
                                 RecordKind::kPosition, RecordKind::kIncident, RecordKind::kAct,
                                 RecordKind::kSource,   RecordKind::kStatement};

/// What is known of a column.
struct Column {
  std::string name;
  std::string folded;
  std::vector<std::string> examples;
  std::set<std::string> different;
  std::size_t filled = 0, dates = 0, numbers = 0;
  int first_above_12 = 0, second_above_12 = 0;  ///< of "26/2/1992": which number cannot be a month
};

/// Case, accents and signs do not matter in a column's name.
std::string folded_name(std::string_view name) {
  std::string out;
  for (const char32_t c : base::to_utf32(base::search_fold(base::replace_invalid_utf8(name)))) {
    if (base::is_letter(c) || base::is_digit(c) || c == U'№')
      base::append_utf8(out, c);
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

void look_at_day_order(std::string_view text, Column& column) {
  int first = 0, second = 0;
  std::size_t i = 0;
  while (i < text.size() && text[i] >= '0' && text[i] <= '9' && i < 3)
    first = first * 10 + (text[i++] - '0');
  if (i == 0 || i > 2 || i >= text.size() ||
      std::string_view("./-").find(text[i]) == std::string_view::npos)
    return;
  for (++i; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i)
    second = std::min(100, second * 10 + (text[i] - '0'));
  column.first_above_12 += first > 12;
  column.second_above_12 += second > 12 && second < 32;
}

void include(Column& column, std::string_view text) {
  const Look seen = look(text);
  if (seen == Look::kEmpty) return;
  ++column.filled;
  column.dates += seen == Look::kDate;
  column.numbers += seen == Look::kNumber;
  if (seen == Look::kDate) look_at_day_order(text, column);
  const bool fresh = column.different.insert(std::string(text)).second;
  if (fresh && column.examples.size() < kExamples)
    column.examples.push_back(
        base::replace_invalid_utf8(text.substr(0, base::byte_offset(text, 40))));
}

std::vector<Column> look_at_rows(Reader& reader, std::size_t& rows) {
  std::vector<Column> columns;
  for (const std::string& name : unique_names(reader.head()))
    columns.push_back({name, folded_name(name), {}, {}, 0, 0, 0, 0, 0});
  Batch batch;
  while (rows < kRowsRead && reader.next(batch)) {
    for (std::size_t i = 0; i < batch.size() && rows < kRowsRead; ++i, ++rows) {
      const Row row = batch[i];
      for (std::size_t c = 0; c < std::min(columns.size(), row.cells.size()); ++c)
        if (row.cells[c]) include(columns[c], *row.cells[c]);
    }
  }
  return columns;
}

bool is_spelled(std::string_view property, std::string_view folded) {
  if (folded == folded_name(property)) return true;
  for (const Spellings& entry : spellings()) {
    if (entry.property != property) continue;
    std::string_view list = entry.words;
    while (!list.empty()) {
      const std::size_t end = std::min(list.find('|'), list.size());
      if (folded_name(list.substr(0, end)) == folded) return true;
      list.remove_prefix(std::min(end + 1, list.size()));
    }
  }
  return false;
}

/// Which column becomes which property of a noun; each property once, in the order of the nouns'
/// own list.
struct Guess {
  RecordKind noun = RecordKind::kStatement;
  std::map<std::size_t, std::string> property;  ///< by column
  int score = 0;
};

void take_property(const model::Property& property, const std::vector<Column>& columns, int worth,
                   Guess& guess) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (guess.property.contains(c) || !is_spelled(property.name, columns[c].folded)) continue;
    guess.property[c] = std::string(property.name);
    guess.score += worth;
    return;
  }
}

Guess guess_for(RecordKind noun, const std::vector<Column>& columns) {
  Guess guess{noun, {}, 0};
  for (const model::Property& property : model::properties(noun))
    take_property(property, columns, 2, guess);
  for (const model::Property& property : model::common_properties())
    take_property(property, columns, 1, guess);
  return guess;
}

Guess best_guess(const std::vector<Column>& columns) {
  Guess best;
  best.score = -1;
  for (const RecordKind noun : kGuessed)
    if (Guess guess = guess_for(noun, columns); guess.score > best.score) best = std::move(guess);
  return best;
}

std::string quoted_list(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts)
    list += fmt::format("{}{}", list.empty() ? "" : ", ", base::to_toml_string(text));
  return list;
}

std::string key_line(const Guess& guess, const std::vector<Column>& columns, std::size_t rows) {
  for (const auto& [c, property] : guess.property)
    if (property == "key" && columns[c].different.size() == rows && rows > 0)
      return fmt::format(
          "# The column that names a row in every version of the list.\nkey = [{}]\n",
          base::to_toml_string(columns[c].name));
  return "# No column that names a row was found: rows are matched across versions by all their "
         "cells.\n# key = [\"…\"]\n";
}

std::string day_order_line(const std::vector<Column>& columns) {
  int day_first = 0, month_first = 0;
  for (const Column& column : columns) {
    day_first += column.first_above_12;
    month_first += column.second_above_12;
  }
  if (day_first > 0 && month_first > 0)
    return "# Dates like 03/04/1992: some rows put the day first, others the month. Correct the "
           "file.\nday_order = \"day first\"\n";
  if (month_first > 0)
    return "# Dates like 03/04/1992: the month comes first, as some rows show.\nday_order = "
           "\"month first\"\n";
  return fmt::format("# Dates like 03/04/1992: {}\nday_order = \"day first\"\n",
                     day_first > 0 ? "the day comes first, as some rows show."
                                   : "say what they mean: \"day first\" or \"month first\".");
}

std::string file_lines(const Head& head) {
  std::string out = "[file]\n";
  if (!head.encoding.empty() && head.encoding != "UTF-8")
    out += fmt::format("encoding = {}\n", base::to_toml_string(head.encoding));
  if (head.kind == Kind::kCsv)
    out += fmt::format("kind = \"csv\"\ndelimiter = {}\n", base::to_toml_string(head.delimiter));
  if (!head.table.empty()) out += fmt::format("sheet = {}\n", base::to_toml_string(head.table));
  if (!head.named) out += "header = \"none\"\n";
  return out == "[file]\n" ? std::string() : "\n# How the file is read.\n" + out;
}

std::string column_lines(const Column& column, const std::string& property, std::size_t rows) {
  std::string out = column.filled == 0
                        ? std::string("# empty in the rows looked at\n")
                        : fmt::format("# {} of {} filled, {} different: {}\n", column.filled, rows,
                                      column.different.size(), quoted_list(column.examples));
  const std::string name = base::to_toml_string(column.name);
  return out + (property.empty() ? fmt::format("# {} = \"…\"\n", name)
                                 : fmt::format("{} = \"{}\"\n", name, property));
}

std::string property_lines(RecordKind noun) {
  std::string out = fmt::format("# Properties of {}:\n", model::word(noun));
  for (const auto& all : {model::properties(noun), model::common_properties()})
    for (const model::Property& property : all)
      out += fmt::format("#   {:<16} {}\n", property.name, property.meaning);
  return out;
}

}  // namespace

std::string suggest(Reader& reader, std::string_view file_name) {
  std::size_t rows = 0;
  const std::vector<Column> columns = look_at_rows(reader, rows);
  const Guess guess = best_guess(columns);
  const std::string name = base::replace_invalid_utf8(file_name);
  std::string out = fmt::format(
      "# A first mapping for {}, guessed from its columns' names and {} rows. Correct it before "
      "you import.\n"
      "# Lines that begin with # do nothing. The format: docs/formats/mapping.md\n\n"
      "# What one row is: person, figure, position, act, article, source, incident or statement.\n"
      "noun = \"{}\"\n"
      "# The list's name: a newer file of the same list updates it.\nlist = {}\n"
      "# Who says what the rows say, unless a column does.\n# source = \"…\"\n",
      base::to_toml_string(name), rows, model::word(guess.noun),
      base::to_toml_string(name.substr(0, name.rfind('.'))));
  out += key_line(guess, columns, rows) + day_order_line(columns) + file_lines(reader.head());
  out +=
      "\n# Which column becomes which property. More ways: \n"
      "#   \"COLUMN\" = { property = \"cause\", values = { \"missile\" = \"shelling\" } }\n"
      "#   \"COLUMN\" = { split = \"/\", into = [\"measure\", \"category\"] }\n[columns]\n";
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const auto at = guess.property.find(c);
    out += column_lines(columns[c], at == guess.property.end() ? std::string() : at->second, rows);
  }
  out += "\n# The same text in every row.\n# [constants]\n# about = \"…\"\n\n" +
         property_lines(guess.noun);
  return out;
}

}  // namespace attest::intake
