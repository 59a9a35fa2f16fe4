#include "casework/read_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iostream>
#include <iterator>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/unicode.hpp"
#include "intake/reader.hpp"
#include "model/date.hpp"

namespace attest::casework {
namespace {
using base::Json;

constexpr std::uint64_t kMostText = 1'000'000'000;
constexpr std::size_t kHead = 1024;

bool holds(std::string_view head, std::string_view word) {
  const auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == b; };
  return std::search(head.begin(), head.end(), word.begin(), word.end(), same) != head.end();
}

/// PDF and HTML come through their readers; everything else is text as it stands.
bool needs_reader(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kHead);
  return head.starts_with("%PDF") || holds(head, "<!doctype html") || holds(head, "<html");
}

std::string extracted(intake::Reader& reader) {
  std::string text;
  intake::Batch batch;
  while (reader.next(batch))
    for (std::size_t i = 0; i < batch.size(); ++i) {
      for (const intake::Cell& cell : batch[i].cells)
        if (cell) text += *cell;
      text += '\f';
    }
  if (!text.empty()) text.pop_back();
  return text;
}

/// Offsets are to be those of the file: UTF-8 is taken as it stands, other encodings are decoded.
std::string text_of(const ReadRequest& request, base::Reporter& reporter) {
  if (request.file == "-")
    return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  const auto source = base::open_file(request.file);
  std::string bytes = base::read_all(*source, kMostText, "text");
  const bool plain = !needs_reader(bytes);
  if (plain && base::is_utf8(bytes) && bytes.find('\0') == std::string::npos) return bytes;
  intake::Options options;
  if (plain) options.kind = intake::Kind::kText;
  const auto reader = intake::open(*source, options, reporter);
  if (plain) return base::transcode(bytes, reader->head().encoding).utf8;
  return extracted(*reader);
}

std::optional<base::Day> article_date(const ReadRequest& request) {
  if (request.date.empty()) return std::nullopt;
  const auto date = model::Date::parse(request.date);
  const auto day = date ? date->earliest() : std::nullopt;
  if (!day || date->earliest() != date->latest())
    throw base::Error(base::Code::kUsage, fmt::format("'{}' is no day", request.date), "--date",
                      "Write it as YYYY-MM-DD.");
  return day;
}

const reading::Pack& shipped_pack(const std::string& language) {
  if (const reading::Pack* pack = reading::find_pack(language)) return *pack;
  std::string known;
  for (const reading::Pack& pack : reading::shipped_packs())
    known += (known.empty() ? "" : ", ") + pack.language();
  throw base::Error(base::Code::kUsage, fmt::format("there is no rule pack for '{}'", language),
                    "--lang", fmt::format("Shipped are: {}. Others: --pack FILE.", known));
}

Json optional_number(const std::optional<std::int64_t>& value) {
  return value ? Json::number(*value) : Json();
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json::string(text);
}

}  // namespace

ReadAnswer read_text(const ReadRequest& request, base::Reporter& reporter) {
  article_date(request);  // a wrong option is told before a long file is read
  return read_string(text_of(request, reporter), request, reporter);
}

ReadAnswer read_string(const std::string& text, const ReadRequest& request,
                       base::Reporter& reporter) {
  const auto day = article_date(request);
  ReadAnswer answer;
  if (!request.pack.empty()) {
    const auto file = base::open_file(request.pack);
    const reading::Pack pack =
        reading::Pack::parse(base::read_all(*file, kMostText, "pack"), request.pack);
    answer.language = pack.language();
    answer.suggestions = reading::Reader(pack, day).read(text, reporter);
    return answer;
  }
  answer.language = request.language.empty() ? reading::guess_language(text) : request.language;
  answer.suggestions = reading::Reader(shipped_pack(answer.language), day).read(text, reporter);
  return answer;
}

Json to_json(const reading::Suggestion& s) {
  const bool count = s.kind == reading::Kind::kCount;
  Json json = Json::object();
  json.set("kind", Json::string(std::string(reading::word(s.kind))))
      .set("quote", Json::string(s.quote))
      .set("start", Json::number(s.start))
      .set("end", Json::number(s.end))
      .set("value", optional_number(s.quantity.value))
      .set("low", optional_number(s.quantity.low))
      .set("high", optional_number(s.quantity.high))
      .set("bound", count ? Json::string(std::string(model::word(s.quantity.bound))) : Json())
      .set("measure", count ? Json::string(std::string(model::word(s.measure))) : Json())
      .set("category", text_or_null(s.category))
      .set("subset_of",
           s.subset_of ? Json::number(static_cast<std::int64_t>(*s.subset_of + 1)) : Json())
      .set("speaker", Json::string(s.speaker.empty() ? "own voice" : s.speaker))
      .set("relay", text_or_null(s.relay))
      .set("hedged", Json::boolean(s.hedged))
      .set("denied", Json::boolean(s.denied))
      .set("date", text_or_null(s.date))
      .set("place", text_or_null(s.place))
      .set("certainty", Json::number(fmt::format("{:.2f}", s.certainty)))
      .set("rule", Json::string(s.rule));
  if (!s.quantity.vague_word.empty()) json.set("vague_word", Json::string(s.quantity.vague_word));
  if (s.sensitive) json.set("sensitive", Json::boolean(true));
  return json;
}

std::string in_words(const reading::Suggestion& s) {
  std::string text = fmt::format("{}–{}  {}  “{}”", s.start, s.end, reading::word(s.kind), s.quote);
  if (s.kind == reading::Kind::kCount)
    text +=
        fmt::format("  {} {}, {}", model::display(s.quantity), model::label(s.measure), s.category);
  if (s.subset_of) text += fmt::format(", part of {}", *s.subset_of + 1);
  text += fmt::format("  [{}]", s.speaker.empty() ? "own voice" : s.speaker);
  if (s.denied) text += " denied";
  if (s.hedged) text += " hedged";
  return text;
}

std::string to_text(const ReadAnswer& answer) {
  std::string text;
  std::size_t line = 0;
  for (const reading::Suggestion& suggestion : answer.suggestions)
    text += fmt::format("{:>4}  {}\n", ++line, in_words(suggestion));
  return text;
}

}  // namespace attest::casework
