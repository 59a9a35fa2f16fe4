#include "intake/impl/encoding.hpp"

#include <fmt/format.h>
#include <uchardet/uchardet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "intake/impl/plausible.hpp"

namespace attest::intake {
namespace {

struct Mark {
  std::string_view bytes;
  std::string_view name;
};
// Longest first: the mark of UTF-32LE begins with that of UTF-16LE.
constexpr std::array<Mark, 6> kMarks = {{
    {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
    {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
    {"\xEF\xBB\xBF", "UTF-8"},
    {"\xFF\xFE", "UTF-16LE"},
    {"\xFE\xFF", "UTF-16BE"},
    {"\x84\x31\x95\x33", "gb18030"},
}};

std::optional<Encoding> marked(const Survey& survey) {
  for (const Mark& mark : kMarks) {
    if (!survey.head.starts_with(mark.bytes)) continue;
    Encoding encoding = encoding_named(mark.name);
    encoding.bom = mark.bytes.size();
    return encoding;
  }
  return std::nullopt;
}

/// True if the bytes read as text in a wide encoding: few faults, letters of few scripts, no odd
/// controls.
bool reads_well(const std::string& head, std::string_view name) {
  const std::size_t whole = head.size() / 4 * 4;
  const base::Transcoded text =
      base::transcode(std::string_view(head).substr(0, std::min<std::size_t>(whole, 8192)), name);
  if (!text.faults.empty()) return false;
  const std::u32string points = base::to_utf32(text.utf8);
  std::size_t odd = 0, plain = 0;
  for (const char32_t c : points) {
    const bool control = c < 0x20 && c != '\n' && c != '\r' && c != '\t';
    odd += control || c == 0xFFFD || c == 0xFFFE || base::script(c) == "Zzzz";
    plain += (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r' || c == '\t';
  }
  return !points.empty() && odd * 50 <= points.size() && plain > 0;
}

/// UTF-16 or UTF-32 without a mark: text has NULs only there, at offsets of one parity.
std::optional<std::string_view> unmarked_wide(const Survey& survey) {
  if (survey.nul == 0) return std::nullopt;
  const std::uint64_t odd_nul = survey.nul - survey.even_nul;
  const std::string& head = survey.head;
  if (survey.nul * 2 > survey.bytes) {
    for (const std::string_view name : {"UTF-32LE", "UTF-32BE"})
      if (survey.bytes % 4 == 0 && reads_well(head, name)) return name;
    return std::nullopt;
  }
  if (survey.even_nul * 8 < odd_nul && reads_well(head, "UTF-16LE")) return "UTF-16LE";
  if (odd_nul * 8 < survey.even_nul && reads_well(head, "UTF-16BE")) return "UTF-16BE";
  return std::nullopt;
}

std::string uchardet_opinion(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                       uchardet_delete);
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

/// uchardet's name as languages.hpp writes it; the Windows superset where its name is a subset of
/// one.
std::string usual_name(const std::string& said) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 26> kNames = {{
      {"ISO-8859-1", "windows-1252"},
      {"ISO-8859-9", "windows-1254"},
      {"ISO-8859-7", "iso-8859-7"},
      {"ISO-8859-2", "iso-8859-2"},
      {"ISO-8859-15", "iso-8859-15"},
      {"ISO-8859-5", "iso-8859-5"},
      {"ISO-8859-6", "iso-8859-6"},
      {"ISO-8859-8", "iso-8859-8"},
      {"ISO-8859-3", "iso-8859-3"},
      {"ISO-8859-11", "windows-874"},
      {"TIS-620", "windows-874"},
      {"ISO-8859-13", "iso-8859-13"},
      {"ISO-8859-4", "iso-8859-4"},
      {"ISO-8859-16", "iso-8859-16"},
      {"KOI8-R", "koi8-r"},
      {"IBM855", "ibm-855"},
      {"IBM866", "ibm-866"},
      {"IBM852", "ibm-852"},
      {"MAC-CYRILLIC", "x-mac-cyrillic"},
      {"SHIFT_JIS", "windows-31j"},
      {"EUC-JP", "euc-jp"},
      {"GB18030", "gb18030"},
      {"BIG5", "big5"},
      {"EUC-KR", "windows-949"},
      {"UHC", "windows-949"},
      {"VISCII", "viscii"},
  }};
  for (const auto& [theirs, ours] : kNames)
    if (said == theirs) return std::string(ours);
  std::string lower = said;
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return lower;
}

/// Encodings that use seven bits and escape sequences.
std::optional<Encoding> escaped(const Survey& survey) {
  const bool escapes = survey.head.find("\x1B$") != std::string::npos ||
                       survey.head.find("\x1B(") != std::string::npos ||
                       survey.head.find("~{") != std::string::npos;
  if (!escapes) return std::nullopt;
  const std::string said = uchardet_opinion(survey.head);
  if (!said.starts_with("ISO-2022") && !said.starts_with("HZ")) return std::nullopt;
  if (!base::transcode(survey.head, said).faults.empty()) return std::nullopt;
  return encoding_named(said);
}

/// A word that reads differently in the candidates, for the question.
std::string example(const Reading& reading, const Reading& other) {
  const std::u32string a = base::to_utf32(reading.text);
  const std::u32string b = base::to_utf32(other.text);
  std::size_t at = 0;
  while (at < std::min(a.size(), b.size()) && a[at] == b[at]) ++at;
  std::size_t from = at;
  while (from > 0 && at - from < 12 && base::is_letter(a[from - 1])) --from;
  std::size_t to = at;
  while (to < a.size() && to - at < 12 && base::is_letter(a[to])) ++to;
  return base::to_utf8(std::u32string_view(a).substr(from, std::max<std::size_t>(to - from, 1)));
}

/// The lines that are not UTF-8 by themselves: those of a file glued together would mislead.
std::string without_utf8_lines(const std::string& telling) {
  std::string rest;
  for (std::size_t at = 0; at < telling.size();) {
    const std::size_t end = std::min(telling.find('\n', at), telling.size());
    const std::string_view line = std::string_view(telling).substr(at, end - at);
    if (!base::is_utf8(line)) rest.append(line).append("\n");
    at = end + 1;
  }
  return rest.empty() ? telling : rest;
}

[[noreturn]] void ask(const std::vector<Reading>& readings, const std::string& file) {
  std::string candidates;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, readings.size()); ++i)
    candidates += fmt::format("{}{} (“{}”, {})", i == 0 ? "" : ", ", readings[i].encoding,
                              example(readings[i], readings[i == 0 ? readings.size() - 1 : 0]),
                              readings[i].language);
  throw base::Error(base::Code::kMalformed,
                    "the encoding cannot be told from the bytes; they could be " + candidates, file,
                    fmt::format("Say which one: --encoding {}", readings[0].encoding));
}

Encoding by_plausibility(const Survey& survey, const std::string& file,
                         std::vector<std::string>& notes) {
  constexpr double kClear = 3;
  constexpr double kUnlikely = 4.6;  // nats a byte: no language reads like that
  constexpr double kEnough = 20;
  const std::string telling = without_utf8_lines(survey.telling);
  const std::string opinion = usual_name(uchardet_opinion(telling));
  const std::vector<Reading> readings = read_in_all(telling, opinion);
  if (readings.empty())
    throw base::Error(base::Code::kMalformed, "the bytes are no text in any encoding known here",
                      file, "Say which encoding it is: --encoding NAME");
  const auto high =
      static_cast<double>(std::ranges::count_if(telling, [](char c) { return (c & 0x80) != 0; }));
  const bool close = readings.size() > 1 && readings[0].score - readings[1].score < kClear;
  if (close || (high >= kEnough && readings[0].oddness > kUnlikely * high)) ask(readings, file);
  Encoding found = encoding_named(readings[0].encoding);
  notes.push_back(
      fmt::format("encoding guessed: {}, it reads as {}", found.name, readings[0].language));
  return found;
}

}  // namespace

Encoding detect_encoding(const Survey& survey, const std::string& file,
                         std::vector<std::string>& notes) {
  if (const auto encoding = marked(survey)) return *encoding;
  if (const auto wide = unmarked_wide(survey)) {
    notes.push_back(fmt::format("encoding guessed: {} without a byte order mark", *wide));
    return encoding_named(*wide);
  }
  if (survey.high == 0) {
    if (auto encoding = escaped(survey)) {
      notes.push_back(
          fmt::format("encoding guessed from its escape sequences: {}", encoding->name));
      return *encoding;
    }
    return {};
  }
  if (survey.utf8_faults == 0) return {};
  if (survey.utf8_sequences >= 2 * survey.utf8_faults) {
    notes.push_back(fmt::format(
        "encoding taken for UTF-8, though {} places are not; rows that hold them are refused",
        survey.utf8_faults));
    return {};
  }
  return by_plausibility(survey, file, notes);
}

Encoding said_encoding(const std::string& name, const Survey& survey) {
  Encoding encoding = encoding_named(name);
  if (const auto mark = marked(survey)) {
    if (mark->name == encoding.name) encoding.bom = mark->bom;
    const bool unsaid =
        name == "UTF-16" || name == "utf-16" || name == "UTF-32" || name == "utf-32";
    if (unsaid && mark->unit == encoding.unit) encoding = *mark;
  }
  return encoding;
}

}  // namespace attest::intake
