#include "intake/impl/text_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/error.hpp"

namespace attest::intake {
namespace {

constexpr std::size_t kPiece = 256 * 1024;

std::string lower_ascii_alnum(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  }
  return out;
}

bool is_single_byte(std::string_view name) {
  for (const char* multi : {"2022", "jis", "gb", "big5", "euc", "949", "932", "936", "950", "hz",
                            "johab", "utf", "uhc", "31j"})
    if (lower_ascii_alnum(name).find(multi) != std::string::npos) return false;
  return true;
}

std::size_t count_leads(std::string_view text) {
  std::size_t leads = 0;
  for (const char c : text) leads += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return leads;
}

std::size_t count_quads(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return static_cast<unsigned char>(c) >= 0xF0; }));
}

}  // namespace

Encoding encoding_named(std::string_view name) {
  using Unit = Encoding::Unit;
  const std::string plain = lower_ascii_alnum(name);
  if (plain == "utf8" || plain == "utf8sig" || plain == "ascii" || plain == "usascii") return {};
  if (plain == "utf16") return {"UTF-16LE", Unit::kUtf16, 0};
  if (plain == "utf16le" || plain == "utf16be")
    return {plain == "utf16le" ? "UTF-16LE" : "UTF-16BE", Unit::kUtf16, 0};
  if (plain == "utf32le" || plain == "utf32be" || plain == "utf32")
    return {plain == "utf32be" ? "UTF-32BE" : "UTF-32LE", Unit::kUtf32, 0};
  std::string asked(name);
  if (plain.starts_with("win125") || plain.starts_with("win874"))
    asked = "windows-" + plain.substr(3);
  if (plain.starts_with("cp125") || plain.starts_with("cp874"))
    asked = "windows-" + plain.substr(2);
  base::Decoder probe(asked);
  return {asked, is_single_byte(asked) ? Unit::kSingleByte : Unit::kOther, 0};
}

TextStream::TextStream(const base::ByteSource& source, Encoding encoding)
    : source_(source), encoding_(std::move(encoding)), position_(encoding_.bom) {
  if (encoding_.unit != Encoding::Unit::kUtf8) decoder_.emplace(encoding_.name);
}

bool TextStream::decode_more() {
  text_.clear();
  taken_ = 0;
  while (text_.empty() && !ended_) {
    raw_.resize(kPiece);
    raw_.resize(source_.read(position_, raw_.data(), raw_.size()));
    position_ += raw_.size();
    ended_ = raw_.empty();
    faults_ += decoder_->decode(raw_, ended_, text_);
  }
  return !text_.empty();
}

std::size_t TextStream::fill(char* into, std::size_t room) {
  if (!decoder_) {
    const std::size_t got = source_.read(position_, into, room);
    position_ += got;
    return got;
  }
  if (taken_ == text_.size() && !decode_more()) return 0;
  const std::size_t size = std::min(room, text_.size() - taken_);
  std::memcpy(into, text_.data() + taken_, size);
  taken_ += size;
  return size;
}

std::optional<std::uint64_t> TextStream::measure(std::string_view text) const {
  switch (encoding_.unit) {
    case Encoding::Unit::kUtf8:
      return text.size();
    case Encoding::Unit::kSingleByte:
      return count_leads(text);
    case Encoding::Unit::kUtf16:
      return 2 * (count_leads(text) + count_quads(text));
    case Encoding::Unit::kUtf32:
      return 4 * count_leads(text);
    case Encoding::Unit::kOther:
      break;
  }
  return std::nullopt;
}

std::string read_text(TextStream& stream, std::uint64_t limit) {
  std::string text;
  while (text.size() < limit) {
    const std::size_t had = text.size();
    const std::size_t room = std::min<std::uint64_t>(kPiece, limit - had);
    text.resize(had + room);
    const std::size_t got = stream.fill(text.data() + had, room);
    text.resize(had + got);
    if (got == 0) break;
  }
  return text;
}

}  // namespace attest::intake
