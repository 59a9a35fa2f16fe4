#include "casework/text_of.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/error.hpp"
#include "intake/reader.hpp"

namespace attest::casework {
namespace {
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kMedia{{
    {"csv", "text/csv"},
    {"tsv", "text/tab-separated-values"},
    {"txt", "text/plain"},
    {"md", "text/markdown"},
    {"html", "text/html"},
    {"htm", "text/html"},
    {"json", "application/json"},
    {"jsonl", "application/x-ndjson"},
    {"ndjson", "application/x-ndjson"},
    {"pdf", "application/pdf"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"jpg", "image/jpeg"},
    {"jpeg", "image/jpeg"},
    {"png", "image/png"},
    {"mp4", "video/mp4"},
    {"mp3", "audio/mpeg"},
    {"gz", "application/gzip"},
    {"zip", "application/zip"},
}};

bool is_prose(intake::Kind kind) {
  return kind == intake::Kind::kText || kind == intake::Kind::kPdf || kind == intake::Kind::kHtml;
}

/// Pages and passages one under the other, parted by form feeds as pdftotext parts them.
std::string joined_text(intake::Reader& reader) {
  std::string text;
  intake::Batch batch;
  bool first = true;
  while (reader.next(batch))
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (!first) text += '\f';
      first = false;
      for (const intake::Cell& cell : batch[i].cells)
        if (cell) text += *cell;
    }
  return text;
}

bool may_be_prose(const model::Exhibit& exhibit) {
  return exhibit.media.starts_with("text/") || exhibit.media == "application/pdf" ||
         exhibit.media == "application/octet-stream";
}
}  // namespace

std::string media_type(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return "application/octet-stream";
  std::string ending(name.substr(dot + 1));
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  for (const auto& [known, media] : kMedia)
    if (known == ending) return std::string(media);
  return "application/octet-stream";
}

void keep_text(vault::Vault& vault, const model::Exhibit& exhibit, std::vector<std::string>& notes,
               base::Reporter& reporter) {
  if (!may_be_prose(exhibit)) return;
  try {
    const auto bytes = vault.open_exhibit(exhibit.sha256);
    const auto reader = intake::open(*bytes, {}, reporter);
    if (!is_prose(reader->head().kind) || !reader->head().table.empty()) return;
    vault.add_text(exhibit.sha256, joined_text(*reader),
                   fmt::format("attest, {}", intake::word(reader->head().kind)));
  } catch (const base::Error& error) {
    if (error.code() == base::Code::kStopped || error.code() == base::Code::kUnwritable) throw;
    notes.push_back(
        fmt::format("{}: kept, but its text could not be read: {}", exhibit.name, error.message()));
  }
}

}  // namespace attest::casework
