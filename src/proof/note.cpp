#include "proof/note.hpp"

#include <algorithm>
#include <charconv>

#include "base/bytes.hpp"
#include "base/hash.hpp"
#include "base/unicode.hpp"

namespace attest::proof {
namespace {

constexpr std::string_view kDash = "\u2014 ";
constexpr std::size_t kMostSignatures = 64;

std::string_view bytes_of(const base::PublicKey& key) {
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

std::string key_id(std::string_view name, const base::PublicKey& key) {
  const auto digest = base::Sha256().update(name).update("\n\x01").update(bytes_of(key)).finish();
  return std::string(base::view(digest).substr(0, 4));
}

std::optional<NoteSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(kDash)) return std::nullopt;
  line.remove_prefix(kDash.size());
  const auto space = line.find(' ');
  if (space == 0 || space == std::string_view::npos) return std::nullopt;
  const auto name = line.substr(0, space);
  auto bytes = base::from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() < 5 || name.find('+') != std::string_view::npos) return std::nullopt;
  return NoteSignature{std::string(name), std::move(*bytes)};
}

/// Takes the next line off `rest`; nothing if there is no newline any more.
std::optional<std::string_view> take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

bool is_note_text(std::string_view bytes) {
  const bool plain = std::ranges::none_of(
      bytes, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
  return plain && base::is_utf8(bytes);
}

}  // namespace

std::optional<Note> parse_note(std::string_view bytes) {
  const auto blank = bytes.rfind("\n\n");
  if (blank == std::string_view::npos || !is_note_text(bytes)) return std::nullopt;
  Note note{std::string(bytes.substr(0, blank + 1)), {}};
  auto rest = bytes.substr(blank + 2);
  while (!rest.empty()) {
    const auto line = take_line(rest);
    auto signature = line ? parse_signature(*line) : std::nullopt;
    if (!signature || note.signatures.size() == kMostSignatures) return std::nullopt;
    note.signatures.push_back(std::move(*signature));
  }
  if (note.signatures.empty()) return std::nullopt;
  return note;
}

std::string sign_note(std::string_view text, std::string_view name, const base::SigningKey& key) {
  const auto signature = base::sign(key, text);
  std::string bytes = key_id(name, key.public_key);
  bytes.append(reinterpret_cast<const char*>(signature.data()), signature.size());
  std::string note(text);
  note.append("\n")
      .append(kDash)
      .append(name)
      .append(" ")
      .append(base::to_base64(bytes))
      .append("\n");
  return note;
}

NoteCheck check_note(const Note& note, std::string_view name, const base::PublicKey& key) {
  const auto id = key_id(name, key);
  auto check = NoteCheck::kNotSigned;
  for (const auto& line : note.signatures) {
    base::Signature signature;
    if (line.name != name || !line.bytes.starts_with(id)) continue;
    if (line.bytes.size() != id.size() + signature.size()) return NoteCheck::kWrong;
    std::copy(line.bytes.begin() + 4, line.bytes.end(), signature.begin());
    if (!base::verify(key, note.text, signature)) return NoteCheck::kWrong;
    check = NoteCheck::kGood;
  }
  return check;
}

std::string checkpoint_text(const Checkpoint& checkpoint) {
  return checkpoint.origin + "\n" + std::to_string(checkpoint.head.size) + "\n" +
         base::to_base64(base::view(checkpoint.head.root)) + "\n";
}

std::optional<Checkpoint> parse_checkpoint(std::string_view text) {
  const auto origin = take_line(text);
  const auto size = take_line(text);
  const auto root = take_line(text);
  if (!root || origin->empty() || size->empty()) return std::nullopt;
  if (size->size() > 1 && size->front() == '0') return std::nullopt;
  Checkpoint checkpoint{std::string(*origin), {}};
  const auto [end, error] =
      std::from_chars(size->data(), size->data() + size->size(), checkpoint.head.size);
  const auto bytes = base::from_base64(*root);
  if (error != std::errc{} || end != size->data() + size->size()) return std::nullopt;
  if (!bytes || bytes->size() != checkpoint.head.root.size()) return std::nullopt;
  std::ranges::copy(*bytes, checkpoint.head.root.begin());
  return checkpoint;
}

std::string checkpoint_name(std::string_view origin) {
  return "attest.local/" + std::string(origin);
}

std::string origin_of(const base::PublicKey& key) {
  return base::to_hex(base::sha256(bytes_of(key))).substr(0, 16);
}

}  // namespace attest::proof
