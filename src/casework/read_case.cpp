#include "casework/read_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "casework/case.hpp"
#include "casework/read_text.hpp"
#include "model/locator.hpp"
#include "model/read.hpp"

namespace attest::casework {
namespace {
using base::Json;
using model::RecordKind;
using State = CaseSuggestion::State;
constexpr std::int64_t kContext = 32;

model::Exhibit find_exhibit(const vault::Vault& vault, const std::string& typed) {
  if (const auto exhibit = vault.find_exhibit(typed)) return *exhibit;
  for (const model::Exhibit& exhibit : vault.exhibits())
    if (exhibit.name == typed) return exhibit;
  throw base::Error(base::Code::kNotFound, fmt::format("no exhibit is called '{}'", typed),
                    vault.folder(), "Give the file's name or the first digits of its hash.");
}

vault::Text find_text(const vault::Vault& vault, const model::Exhibit& exhibit) {
  const auto texts = vault.texts(exhibit.sha256);
  if (!texts.empty()) return texts.back();
  throw base::Error(base::Code::kNotFound, "no text was read from this exhibit", exhibit.name,
                    "`attest add` keeps the text of prose: PDF, HTML and plain text.");
}

std::string slice(const std::string& text, std::int64_t from, std::int64_t to) {
  const std::size_t begin =
      base::byte_offset(text, static_cast<std::size_t>(std::max<std::int64_t>(from, 0)));
  const std::size_t end =
      base::byte_offset(text, static_cast<std::size_t>(std::max<std::int64_t>(to, 0)));
  return text.substr(begin, end - begin);
}

/// A suggestion is the same one if the same rule marks the same characters of the same text.
using Mark = std::tuple<std::int64_t, std::int64_t, std::string>;
Mark mark_of(const reading::Suggestion& suggestion) {
  return {suggestion.start, suggestion.end, std::string(reading::word(suggestion.kind))};
}

/// What was decided about suggestions of a text: acts "check" name the characters, never the words.
std::map<Mark, State> decided(const vault::Vault& vault, const std::string& text_object) {
  std::map<Mark, State> marks;
  for (const vault::Entry& entry : vault.entries()) {
    if (entry.act != "check" || !entry.in_force || entry.body["text"].text() != text_object)
      continue;
    const State state =
        entry.body["verdict"].text() == "rejected" ? State::kRejected : State::kAccepted;
    for (const Json& mark : entry.body["marks"].items())
      marks[{mark["start"].as_integer().value_or(0), mark["end"].as_integer().value_or(0),
             mark["kind"].text()}] = state;
  }
  return marks;
}

std::string_view word(State state) {
  switch (state) {
    case State::kAccepted:
      return "accepted";
    case State::kRejected:
      return "rejected";
    case State::kOpen:
      break;
  }
  return "open";
}

/// The columns an accepted suggestion fills, with what it says.
class NewStatement {
 public:
  NewStatement(const AcceptRequest& request, const reading::Suggestion& suggestion,
               const std::string& exhibit_name)
      : kind_(suggestion.kind == reading::Kind::kCount ? RecordKind::kFigure
                                                       : RecordKind::kStatement) {
    const std::string own = request.speaker.empty() ? exhibit_name : request.speaker;
    set("asserter", suggestion.speaker.empty() ? own : suggestion.speaker);
    // Whoever's text it is passes on what others say in it.
    if (!suggestion.speaker.empty()) set("relays", own);
    set("about", request.about);
    set("wording", suggestion.quote);
    set("seen", "yes");
    set("said_date", request.text.date);
    if (kind_ == RecordKind::kFigure) {
      set("measure", std::string(model::word(suggestion.measure)));
      set("category", suggestion.category);
      set("event_date", suggestion.date);
      set("quantity", suggestion.quote, model::quantity_code(suggestion.quantity));
    } else {
      set("topic", std::string(reading::word(suggestion.kind)));
    }
    if (suggestion.denied)
      set("note", "denied in the text");
    else if (suggestion.hedged)
      set("note", "hedged in the text");
    for (const auto& [property, text] : request.amend) set(property, text);
  }

  RecordKind kind() const { return kind_; }
  const std::map<std::string, model::Cell>& cells() const { return cells_; }

 private:
  void set(const std::string& property, const std::string& text, std::string parsed = {}) {
    const model::Property* known = model::find_property(kind_, property);
    if (!known)
      throw base::Error(base::Code::kUsage,
                        fmt::format("a {} has no property '{}'", model::word(kind_), property),
                        "--amend", "docs/formats/properties.md lists them.");
    if (text.empty()) return;
    if (parsed.empty()) {
      const model::CellReading reading = model::read_cell(*known, text);
      if (!reading.reason.empty())
        throw base::Error(base::Code::kUsage, reading.reason, property, reading.remedy);
      parsed = reading.parsed;
    }
    cells_[property] = {text, std::move(parsed)};
  }

  RecordKind kind_;
  std::map<std::string, model::Cell> cells_;
};

model::Locator locator(const ReadCaseAnswer& kept, const std::string& text,
                       const reading::Suggestion& suggestion) {
  model::TextLocator place;
  place.text_object = kept.text_object;
  place.start = suggestion.start;
  place.end = suggestion.end;
  place.quote = suggestion.quote;
  place.prefix = slice(text, suggestion.start - kContext, suggestion.start);
  place.suffix = slice(text, suggestion.end, suggestion.end + kContext);
  return {kept.exhibit, place};
}

/// One act a kind of record: its columns are all that any of the statements fills.
std::vector<model::Address> keep(vault::Vault& vault, const ReadCaseAnswer& kept, RecordKind kind,
                                 const std::vector<std::pair<NewStatement, model::Locator>>& all) {
  std::set<std::string> columns;
  std::size_t count = 0;
  for (const auto& [statement, place] : all) {
    if (statement.kind() != kind) continue;
    ++count;
    for (const auto& [property, cell] : statement.cells()) columns.insert(property);
  }
  if (count == 0) return {};
  auto writer = vault.begin_records({.act = "records",
                                     .kind = kind,
                                     .columns = {columns.begin(), columns.end()},
                                     .exhibit = kept.exhibit});
  vault::RowBatch batch;
  std::int64_t row = 0;
  for (const auto& [statement, place] : all) {
    if (statement.kind() != kind) continue;
    const Json head = Json::object({{"at", model::to_json(place)}});
    batch.begin_record(row++, base::to_canonical_json(head));
    for (const std::string& column : columns) {
      const auto cell = statement.cells().find(column);
      if (cell == statement.cells().end())
        batch.add_null();
      else
        batch.add_cell(*cell->second.text, cell->second.parsed);
    }
  }
  writer.write(batch);
  model::Address record = writer.commit().address;
  std::vector<model::Address> records;
  for (record.line = 0; record.line < row; ++record.line) records.push_back(record);
  return records;
}

model::Address remember(vault::Vault& vault, const ReadCaseAnswer& kept,
                        const std::vector<reading::Suggestion>& chosen, State state) {
  Json marks = Json::array();
  for (const reading::Suggestion& suggestion : chosen)
    marks.push(Json::object({{"start", Json::number(suggestion.start)},
                             {"end", Json::number(suggestion.end)},
                             {"kind", Json::string(std::string(reading::word(suggestion.kind)))}}));
  Json body = Json::object();
  body.set("exhibit", Json::string(kept.exhibit)).set("text", Json::string(kept.text_object));
  body.set("verdict", Json::string(std::string(word(state)))).set("marks", marks);
  return vault.append({.act = "check", .body = body, .columns = {}, .lines = {}});
}

std::vector<reading::Suggestion> chosen(const ReadCaseAnswer& kept,
                                        const std::vector<std::size_t>& which) {
  std::vector<reading::Suggestion> list;
  for (const std::size_t number : which) {
    if (number < 1 || number > kept.suggestions.size())
      throw base::Error(base::Code::kUsage, fmt::format("there is no suggestion {}", number), {},
                        fmt::format("The text has {}.", kept.suggestions.size()));
    list.push_back(kept.suggestions[number - 1].suggestion);
  }
  return list;
}
}  // namespace

ReadCaseAnswer read_kept(const vault::Vault& vault, const ReadCaseRequest& request,
                         base::Reporter& reporter) {
  const model::Exhibit exhibit = find_exhibit(vault, request.exhibit);
  const vault::Text text = find_text(vault, exhibit);
  ReadRequest reading;
  reading.language = request.language;
  reading.date = request.date;
  const ReadAnswer read = read_string(vault.object(text.object), reading, reporter);
  ReadCaseAnswer answer{exhibit.sha256, text.object, read.language, {}};
  const auto marks = decided(vault, text.object);
  for (const reading::Suggestion& suggestion : read.suggestions) {
    const auto found = marks.find(mark_of(suggestion));
    answer.suggestions.push_back({suggestion, found == marks.end() ? State::kOpen : found->second});
  }
  return answer;
}

ReadCaseAnswer read_case(const ReadCaseRequest& request, base::Reporter& reporter) {
  const Case kase = open_case(request.folder, vault::Access::kRead);
  return read_kept(kase.vault, request, reporter);
}

AcceptAnswer accept(const AcceptRequest& request, base::Reporter& reporter) {
  Case kase = open_case(request.text.folder, vault::Access::kWrite, request.member);
  const ReadCaseAnswer kept = read_kept(kase.vault, request.text, reporter);
  const auto suggestions = chosen(kept, request.which);
  AcceptAnswer answer;
  if (request.verdict == AcceptRequest::Verdict::kReject) {
    answer.entry = remember(kase.vault, kept, suggestions, State::kRejected);
    return answer;
  }
  const std::string text = kase.vault.object(kept.text_object);
  const std::string name = kase.vault.find_exhibit(kept.exhibit)->name;
  std::vector<std::pair<NewStatement, model::Locator>> all;
  for (const reading::Suggestion& suggestion : suggestions)
    all.emplace_back(NewStatement(request, suggestion, name), locator(kept, text, suggestion));
  for (const RecordKind kind : {RecordKind::kFigure, RecordKind::kStatement})
    for (const model::Address& record : keep(kase.vault, kept, kind, all))
      answer.records.push_back(record);
  answer.entry = remember(kase.vault, kept, suggestions, State::kAccepted);
  return answer;
}

Json to_json(const ReadCaseAnswer& answer) {
  Json list = Json::array();
  for (const CaseSuggestion& one : answer.suggestions) {
    Json line = to_json(one.suggestion);
    list.push(line.set("state", Json::string(std::string(word(one.state)))));
  }
  return Json::object({{"exhibit", Json::string(answer.exhibit)},
                       {"text", Json::string(answer.text_object)},
                       {"language", Json::string(answer.language)},
                       {"suggestions", list}});
}

std::string to_text(const ReadCaseAnswer& answer) {
  std::string text;
  std::size_t number = 0;
  for (const CaseSuggestion& one : answer.suggestions)
    text += fmt::format("{:>4}  {:<8}  {}\n", ++number, word(one.state), in_words(one.suggestion));
  return text + fmt::format("{} suggestions; attest accept CASE EXHIBIT N… [--reject]\n", number);
}

Json to_json(const AcceptAnswer& answer) {
  Json records = Json::array();
  for (const model::Address& record : answer.records) records.push(to_json(record));
  return Json::object({{"records", records}, {"entry", to_json(answer.entry)}});
}

}  // namespace attest::casework
