#include "intake/impl/sniff.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/json.hpp"
#include "intake/impl/dialect.hpp"

namespace attest::intake {
namespace {

struct Signature {
  std::string_view bytes;
  std::string_view what;
};
constexpr std::array<Signature, 22> kForeign = {{
    {"\x89PNG", "a PNG picture"},
    {"\xFF\xD8\xFF", "a JPEG picture"},
    {"GIF8", "a GIF picture"},
    {"BM\x36", "a bitmap picture"},
    {"RIFF", "a RIFF file (sound, film or picture)"},
    {"\x7F"
     "ELF",
     "a program"},
    {"MZ\x90", "a Windows program"},
    {"SQLite format 3", "an SQLite database"},
    {"PAR1", "a Parquet file"},
    {"Rar!", "a RAR archive"},
    {"7z\xBC\xAF", "a 7z archive"},
    {"BZh", "a bzip2 archive"},
    {"\xFD"
     "7zXZ",
     "an xz archive"},
    {"\x28\xB5\x2F\xFD", "a zstd archive"},
    {"OggS", "an Ogg film or sound"},
    {"ID3", "an MP3 sound"},
    {std::string_view("\0\0\0\x18"
                      "ftyp",
                      8),
     "an MP4 film"},
    {std::string_view("\0\0\0\x20"
                      "ftyp",
                      8),
     "an MP4 film"},
    {std::string_view("II*\0", 4), "a TIFF picture"},
    {std::string_view("MM\0*", 4), "a TIFF picture"},
    {"{\\rtf", "an RTF document"},
    {"\x04\"M\x18", "an LZ4 archive"},
}};

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

std::string_view after_blanks(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t\r\n\v\f");
  return at == text.npos ? std::string_view() : text.substr(at);
}

Binary old_office(const base::ByteSource& source) {
  constexpr std::string_view kEncrypted("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  constexpr std::string_view kWord("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 24);
  std::string bytes(std::min<std::uint64_t>(source.size(), 16'000'000), '\0');
  bytes.resize(source.read(0, bytes.data(), bytes.size()));
  if (bytes.find(kEncrypted) != bytes.npos)
    return {std::nullopt, "a workbook encrypted with a password",
            "Open it in a spreadsheet program, save it without a password, and read that"};
  if (bytes.find(kWord) != bytes.npos)
    return {std::nullopt, "an old Word document (.doc)", "Save it as text or PDF and read that"};
  return {std::nullopt, "an old binary workbook (.xls)",
          "Save it as .xlsx in a spreadsheet program, or run: soffice --headless --convert-to xlsx "
          "FILE"};
}

/// A zip file is told apart by the names it holds; they stand in clear at its end.
Binary zip_file(const base::ByteSource& source) {
  const std::uint64_t size = source.size();
  std::string tail(std::min<std::uint64_t>(size, 4'000'000), '\0');
  tail.resize(source.read(size - tail.size(), tail.data(), tail.size()));
  std::string front(std::min<std::uint64_t>(size, 4096), '\0');
  front.resize(source.read(0, front.data(), front.size()));
  const auto holds = [&](std::string_view name) { return tail.find(name) != tail.npos; };
  if (front.find("application/vnd.oasis.opendocument.spreadsheet") != front.npos)
    return {Kind::kOds, "", ""};
  if (holds("xl/workbook.bin"))
    return {std::nullopt, "a binary workbook (.xlsb)",
            "Save it as .xlsx in a spreadsheet program and read that"};
  if (holds("word/document.xml"))
    return {std::nullopt, "a Word document (.docx)", "Save it as text or PDF and read that"};
  if (holds("[Content_Types].xml") || holds("workbook.xml")) return {Kind::kXlsx, "", ""};
  if (holds("content.xml") && holds("META-INF/manifest.xml")) return {Kind::kOds, "", ""};
  if (holds("PK\x05\x06"))
    return {std::nullopt, "a zip archive without a workbook in it",
            "Unpack it and read the files it holds"};
  return {Kind::kXlsx, "", ""};
}

bool looks_like_html(std::string_view text, std::string_view extension) {
  const std::string head = lower(after_blanks(text).substr(0, 4096));
  if (!head.starts_with('<')) return false;
  for (const char* start : {"<!doctype html", "<html", "<head", "<body", "<table", "<title",
                            "<meta", "<div", "<p>", "<tr"})
    if (head.starts_with(start)) return true;
  if (head.find("<html") != head.npos || head.find("<table") != head.npos)
    return !head.starts_with("<?xml") || head.find("<html") != head.npos;
  return extension == "html" || extension == "htm" || extension == "xhtml";
}

/// Whether what follows the first bracket can be JSON at all.
bool begins_like_json(std::string_view text) {
  text = after_blanks(text);
  if (text.empty() || (text[0] != '{' && text[0] != '[')) return false;
  const std::string_view rest = after_blanks(text.substr(1));
  if (rest.empty()) return true;
  return text[0] == '{'
             ? rest[0] == '"' || rest[0] == '}'
             : std::string_view("{[\"]-0123456789tfn").find(rest[0]) != std::string_view::npos;
}

std::string_view first_line(std::string_view text, std::string_view& rest) {
  text = after_blanks(text);
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  rest = after_blanks(text.substr(end));
  return text.substr(0, end);
}

bool is_ftm_entity(const base::Json& value) {
  return value["schema"].is_string() && value["properties"].is_object() && value.has("id");
}

/// JSON or JSON lines: lines if the first one is a whole value and another follows.
Kind sniff_json(std::string_view text, std::string_view extension) {
  std::string_view rest;
  const base::JsonParsed first = base::parse_json(first_line(text, rest));
  const bool whole_line = !first.fault && (first.value.is_object() || first.value.is_array());
  if (whole_line && is_ftm_entity(first.value) && (!rest.empty() || extension != "json"))
    return Kind::kFollowTheMoney;
  if (whole_line && (rest.starts_with('{') || rest.starts_with('['))) return Kind::kJsonLines;
  if (extension == "jsonl" || extension == "ndjson" || extension == "jsonlines")
    return Kind::kJsonLines;
  return Kind::kJson;
}

bool is_table(const DialectGuess& guess, std::string_view extension) {
  if (guess.rows < 2 || guess.width < 2) return false;
  if (guess.share < 0.8 || guess.clean < 0.6) return false;
  // Two sentences with a comma each are no table.
  return guess.dialect.delimiter != "," || guess.clean > 0.85 || extension.empty() ||
         guess.width > 2;
}

}  // namespace

std::string extension_of(std::string_view name) {
  std::string low =
      lower(name.substr(name.find_last_of('/') == name.npos ? 0 : name.find_last_of('/') + 1));
  if (low.ends_with(".gz")) low.resize(low.size() - 3);
  const std::size_t dot = low.find_last_of('.');
  return dot == std::string::npos ? std::string() : low.substr(dot + 1);
}

std::optional<Kind> promised_kind(std::string_view extension) {
  constexpr std::array<std::pair<std::string_view, Kind>, 19> kNames = {{
      {"csv", Kind::kCsv},          {"tsv", Kind::kCsv},
      {"tab", Kind::kCsv},          {"psv", Kind::kCsv},
      {"xlsx", Kind::kXlsx},        {"xlsm", Kind::kXlsx},
      {"xltx", Kind::kXlsx},        {"xls", Kind::kXlsx},
      {"ods", Kind::kOds},          {"json", Kind::kJson},
      {"geojson", Kind::kJson},     {"jsonl", Kind::kJsonLines},
      {"ndjson", Kind::kJsonLines}, {"jsonlines", Kind::kJsonLines},
      {"html", Kind::kHtml},        {"htm", Kind::kHtml},
      {"xhtml", Kind::kHtml},       {"txt", Kind::kText},
      {"pdf", Kind::kPdf},
  }};
  for (const auto& [name, kind] : kNames)
    if (name == extension) return kind;
  return std::nullopt;
}

std::optional<Binary> sniff_binary(const base::ByteSource& source, std::string_view head) {
  if (head.substr(0, 1024).find("%PDF-") != head.npos) return Binary{Kind::kPdf, "", ""};
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return zip_file(source);
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return old_office(source);
  for (const Signature& signature : kForeign)
    if (head.starts_with(signature.bytes))
      return Binary{std::nullopt, std::string(signature.what), "Attest reads tables, text and PDF"};
  if (head.find_first_not_of('\0') == head.npos && head.size() > 1)
    return Binary{std::nullopt, "nothing but NUL bytes at its beginning (a sparse or damaged file)",
                  "Fetch the file again"};
  if (const std::string start = lower(head.substr(0, 2048));
      start.find("urn:schemas-microsoft-com:office:spreadsheet") != start.npos &&
      start.find("<?xml") != start.npos)
    return Binary{std::nullopt, "a workbook in the XML of Excel 2003",
                  "Save it as .xlsx in a spreadsheet program and read that"};
  return std::nullopt;
}

Kind sniff_text(std::string_view text, bool whole, std::string_view extension,
                const Options& options) {
  const auto promised = promised_kind(extension);
  if (looks_like_html(text, extension)) return Kind::kHtml;
  const bool json_name = promised == Kind::kJson || promised == Kind::kJsonLines;
  if (options.delimiter.empty() && begins_like_json(text)) return sniff_json(text, extension);
  if (promised == Kind::kJsonLines) return Kind::kJsonLines;
  if (!options.delimiter.empty() || options.header.choice != Header::Choice::kDetect)
    return Kind::kCsv;
  if (promised == Kind::kCsv) return Kind::kCsv;
  std::size_t after = 0;
  if (!separator_line(text, after).empty()) return Kind::kCsv;
  const DialectGuess guess = guess_dialect(text, whole, {});
  if (json_name) return is_table(guess, extension) && guess.rows > 2 ? Kind::kCsv : Kind::kJson;
  return is_table(guess, extension) ? Kind::kCsv : Kind::kText;
}

}  // namespace attest::intake
