#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "intake/impl/encoding.hpp"
#include "intake/impl/gzip.hpp"
#include "intake/impl/readers.hpp"
#include "intake/impl/sniff.hpp"

namespace attest::intake {
namespace {

constexpr std::size_t kHead = 64 * 1024;

/// A reader together with the inflated source it reads from.
class Unpacked final : public Reader {
 public:
  Unpacked(std::unique_ptr<base::ByteSource> source, std::unique_ptr<Reader> reader)
      : source_(std::move(source)), reader_(std::move(reader)) {
    head_ = reader_->head();
  }
  bool next(Batch& batch) override { return reader_->next(batch); }

 private:
  std::unique_ptr<base::ByteSource> source_;
  std::unique_ptr<Reader> reader_;
};

std::string first_bytes(const base::ByteSource& source) {
  std::string head(kHead, '\0');
  head.resize(source.read(0, head.data(), head.size()));
  return head;
}

std::unique_ptr<Reader> open_kind(Kind kind, Input input) {
  switch (kind) {
    case Kind::kCsv:
      return open_csv(std::move(input));
    case Kind::kXlsx:
      return open_xlsx(std::move(input));
    case Kind::kOds:
      return open_ods(std::move(input));
    case Kind::kJson:
      return open_json(std::move(input));
    case Kind::kJsonLines:
    case Kind::kFollowTheMoney:
      return open_json_lines(std::move(input));
    case Kind::kHtml:
      return open_html(std::move(input));
    case Kind::kPdf:
      return open_pdf(std::move(input));
    case Kind::kText:
      break;
  }
  return open_plain(std::move(input));
}

bool same_family(Kind promised, Kind found) {
  const auto json = [](Kind k) {
    return k == Kind::kJson || k == Kind::kJsonLines || k == Kind::kFollowTheMoney;
  };
  return promised == found || (json(promised) && json(found)) ||
         (promised == Kind::kText && found == Kind::kCsv);
}

void note_promise(const std::string& extension, Kind found, std::vector<std::string>& notes) {
  const auto promised = promised_kind(extension);
  if (promised && !same_family(*promised, found))
    notes.push_back(fmt::format("its name ends in .{}, its bytes are {}: read as that", extension,
                                word(found)));
}

bool is_binary(const Survey& seen, const Encoding& encoding) {
  if (encoding.unit == Encoding::Unit::kUtf16 || encoding.unit == Encoding::Unit::kUtf32)
    return false;
  if (encoding.name.starts_with("ISO-2022")) return false;
  return (seen.controls > 3 && seen.controls * 20 > seen.head.size()) || seen.nul * 3 > seen.bytes;
}

/// HTML and XML may name their encoding themselves.
std::string declared_encoding(std::string_view head) {
  std::string low(head.substr(0, 4096));
  std::ranges::transform(low, low.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  if (low.find("<html") == low.npos && low.find("<meta") == low.npos &&
      low.find("<?xml") == low.npos)
    return {};
  for (const std::string_view mark : {"charset=", "encoding="}) {
    std::size_t at = low.find(mark);
    if (at == low.npos) continue;
    at = low.find_first_not_of("\"' ", at + mark.size());
    if (at == low.npos) continue;
    const std::size_t end = low.find_first_of("\"' ;>?/", at);
    return low.substr(at, std::min(end, low.size()) - at);
  }
  return {};
}

/// What browsers take these names for: the larger set that pages really use.
std::string larger_set(const std::string& declared) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kLarger = {{
      {"iso-8859-1", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"ascii", "windows-1252"},
      {"iso-8859-9", "windows-1254"},
      {"euc-kr", "windows-949"},
      {"ks_c_5601-1987", "windows-949"},
      {"shift_jis", "windows-31j"},
      {"x-sjis", "windows-31j"},
      {"gb2312", "gb18030"},
      {"gbk", "gb18030"},
      {"tis-620", "windows-874"},
      {"iso-8859-11", "windows-874"},
  }};
  for (const auto& [name, larger] : kLarger)
    if (name == declared) return std::string(larger);
  return declared;
}

Encoding encoding_of_text(const Survey& seen, Input& input) {
  if (!input.options.encoding.empty()) return said_encoding(input.options.encoding, seen);
  const std::string declared = declared_encoding(seen.head);
  if (!declared.empty() && seen.utf8_faults > 0 && !seen.head.starts_with("\xFF\xFE") &&
      !seen.head.starts_with("\xFE\xFF")) {
    try {
      Encoding encoding = encoding_named(larger_set(declared));
      if (encoding.unit != Encoding::Unit::kUtf8) {
        input.notes.push_back("the page names its encoding: " + encoding.name);
        return encoding;
      }
    } catch (const base::Error&) {
      input.notes.push_back(
          fmt::format("the page names an encoding that is not known here: {}", declared));
    }
  }
  return detect_encoding(seen, input.source.name(), input.notes);
}

std::unique_ptr<Reader> open_text(Input input) {
  const Survey seen = survey(input.source, input.reporter);
  if (seen.hole)
    throw base::Error(base::Code::kMalformed,
                      "it holds a megabyte of nothing but NUL bytes: a sparse or damaged file",
                      input.source.name(), "Fetch the file again, or cut it where the NULs begin");
  input.encoding = encoding_of_text(seen, input);
  if (is_binary(seen, input.encoding))
    throw base::Error(base::Code::kMalformed, "neither text nor a kind of file that is read here",
                      input.source.name(), "Convert it to CSV, XLSX, JSON, HTML, PDF or text");
  input.suspect_utf8 =
      input.encoding.unit == Encoding::Unit::kSingleByte && seen.utf8_sequences > 0;
  TextStream stream(input.source, input.encoding);
  const std::string text = read_text(stream, kHead);
  const std::string extension = extension_of(input.source.name());
  const Kind kind =
      input.options.kind.value_or(sniff_text(text, text.size() < kHead, extension, input.options));
  note_promise(extension, kind, input.notes);
  return open_kind(kind, std::move(input));
}

std::unique_ptr<Reader> open_unpacked(Input input) {
  const std::string head = first_bytes(input.source);
  if (head.empty())
    throw base::Error(base::Code::kMalformed, "the file is empty (0 bytes)", input.source.name(),
                      "Fetch it again");
  const auto binary = sniff_binary(input.source, head);
  if (!binary) return open_text(std::move(input));
  if (!binary->kind)
    throw base::Error(base::Code::kMalformed,
                      fmt::format("this is {}, which is not read here", binary->what),
                      input.source.name(), binary->remedy);
  note_promise(extension_of(input.source.name()), *binary->kind, input.notes);
  return open_kind(*binary->kind, std::move(input));
}

}  // namespace

std::unique_ptr<Reader> open(const base::ByteSource& source, const Options& options,
                             base::Reporter& reporter) {
  if (!is_gzip(source)) return open_unpacked({source, options, reporter, {}});
  std::unique_ptr<base::ByteSource> inflated = open_gzip(source, options.limits);
  std::unique_ptr<Reader> reader =
      open_unpacked({*inflated,
                     options,
                     reporter,
                     {fmt::format("inflated from gzip: {} bytes", inflated->size())}});
  return std::make_unique<Unpacked>(std::move(inflated), std::move(reader));
}

}  // namespace attest::intake
