#include "proof/line.hpp"

#include <algorithm>
#include <array>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

namespace attest::proof {
namespace {

constexpr std::string_view kNoSalts = R"({"s":[]})";
constexpr std::size_t kSaltLength = 16;
constexpr std::size_t kSaltText = 22;  // as base64url
constexpr std::string_view kMessageStart = "[\"......................\",";
constexpr std::size_t kSaltAt = 2;

/// SHA-256(seed ‖ uint16(pair)): the salts of cells 2·pair and 2·pair + 1.
Digest salt_pair(std::string_view seed, std::size_t pair) {
  std::array<char, kSeedLength + 2> bytes;
  std::ranges::copy(seed, bytes.begin());
  bytes[kSeedLength] = static_cast<char>(pair >> 8);
  bytes[kSeedLength + 1] = static_cast<char>(pair & 0xFF);
  return base::sha256(std::string_view(bytes.data(), bytes.size()));
}

std::string_view half(const Digest& pair, std::size_t cell) {
  return base::view(pair).substr(kSaltLength * (cell % 2), kSaltLength);
}

/// base64url of 16 bytes in place: base::to_base64url makes a string, and here it is done eight
/// million times an import.
void write_salt(std::string_view salt, char* out) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const auto byte = [&](std::size_t i) {
    return i < salt.size() ? static_cast<unsigned char>(salt[i]) : 0u;
  };
  for (std::size_t i = 0, o = 0; o < kSaltText; i += 3) {
    const auto bits = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    for (int shift = 18; shift >= 0 && o < kSaltText; shift -= 6)
      out[o++] = kAlphabet[bits >> shift & 63];
  }
}

/// Finds where a JSON value ends, trusting nothing but quotes, escapes and brackets. That is enough
/// here: every byte between the commas is hashed as it stands.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool at_end() const { return at_ == text_.size(); }

  std::optional<std::string_view> value() {
    const auto start = at_;
    if (at_end() || !skip()) return std::nullopt;
    return text_.substr(start, at_ - start);
  }

 private:
  bool skip() {
    const char c = text_[at_];
    if (c == '"') return skip_string();
    if (c == '{' || c == '[') return skip_nested();
    const auto end = text_.find_first_of(",]}\"[{ \t\r\n", at_);
    if (end == at_ || end == std::string_view::npos) return false;
    at_ = end;
    return true;
  }
  bool skip_string() {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') return ++at_, true;
      if (text_[at_] == '\\') ++at_;
    }
    return false;
  }
  bool skip_nested() {
    int depth = 0;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        if (!skip_string()) return false;
        continue;
      }
      ++at_;
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && --depth == 0) return true;
    }
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::optional<std::string> plain_string(std::string_view json) {
  if (json.size() < 2 || json.front() != '"') return std::nullopt;
  if (json.find('\\') == std::string_view::npos)
    return std::string(json.substr(1, json.size() - 2));
  const auto parsed = base::parse_json(json);
  if (parsed.fault || !parsed.value.is_string()) return std::nullopt;
  return parsed.value.text();
}

std::vector<std::string> salts_of_seed(std::string_view seed, std::size_t cells) {
  std::vector<std::string> salts(cells, std::string(kSaltText, '.'));
  Digest pair{};
  for (std::size_t j = 0; j < cells; ++j) {
    if (j % 2 == 0) pair = salt_pair(seed, j / 2);
    write_salt(half(pair, j), salts[j].data());
  }
  return salts;
}

std::optional<std::vector<std::string>> salts_in_order(const LineParts& line) {
  const auto parsed = base::parse_json(line.seed);
  if (parsed.fault || base::to_canonical_json(parsed.value) != line.seed) return std::nullopt;
  if (parsed.value.members().size() != 1 || !parsed.value["s"].is_array()) return std::nullopt;
  const auto& given = parsed.value["s"].items();
  std::vector<std::string> salts;
  std::size_t next = 0;
  for (const auto cell : line.cells) {
    if (withheld_digest(cell)) {
      salts.emplace_back();
    } else {
      if (next == given.size() || !given[next].is_string()) return std::nullopt;
      salts.push_back(given[next++].text());
    }
  }
  if (next != given.size()) return std::nullopt;
  return salts;
}

}  // namespace

void LineWriter::begin(std::string& out, std::string_view seed, std::string_view head) {
  base::ensure(seed.empty() || seed.size() == kSeedLength, "a line's seed has 16 bytes");
  out_ = &out;
  seed_ = seed;
  cells_ = 0;
  leaf_.assign(1, '\0');
  leaf_.append(head).push_back('\n');
  if (seed.empty())
    out.append("[").append(kNoSalts);
  else
    out.append("[\"").append(base::to_base64url(seed)).append("\"");
  out.append(",").append(head);
}

void LineWriter::open_cell() {
  out_->push_back(',');
  cell_start_ = out_->size();
}

void LineWriter::close_cell() {
  base::ensure(!seed_.empty() && cells_ < kMostCells,
               "a line with cells has a seed, and at most 65,536 of them");
  if (cells_ % 2 == 0) pair_ = salt_pair(seed_, cells_ / 2);
  message_.assign(kMessageStart);
  write_salt(half(pair_, cells_), message_.data() + kSaltAt);
  message_.append(std::to_string(cells_)).push_back(',');
  message_.append(*out_, cell_start_).push_back(']');
  leaf_.append(base::view(base::sha256(message_)));
  ++cells_;
}

void LineWriter::add_null() {
  open_cell();
  out_->append("null");
  close_cell();
}

void LineWriter::add_text(std::string_view text) {
  open_cell();
  base::append_json_string(*out_, text);
  close_cell();
}

void LineWriter::add_text(std::string_view text, std::string_view parsed) {
  open_cell();
  out_->push_back('[');
  base::append_json_string(*out_, text);
  out_->push_back(',');
  base::append_json_string(*out_, parsed);
  out_->push_back(']');
  close_cell();
}

Digest LineWriter::end() {
  out_->append("]\n");
  return base::sha256(leaf_);
}

std::optional<LineParts> split_line(std::string_view text) {
  Scanner scan(text);
  if (!scan.take('[')) return std::nullopt;
  const auto seed = scan.value();
  if (!seed || (seed->front() != '"' && seed->front() != '{') || !scan.take(','))
    return std::nullopt;
  const auto head = scan.value();
  if (!head || head->front() != '{') return std::nullopt;
  LineParts parts{*seed, *head, {}};
  while (scan.take(',')) {
    const auto cell = scan.value();
    if (!cell || parts.cells.size() == kMostCells) return std::nullopt;
    parts.cells.push_back(*cell);
  }
  if (!scan.take(']') || !scan.at_end()) return std::nullopt;
  return parts;
}

std::optional<std::vector<std::string>> line_salts(const LineParts& line) {
  if (line.seed.front() == '{') return salts_in_order(line);
  if (line.cells.empty()) return std::nullopt;
  const auto text = line.seed.substr(1, line.seed.size() - 2);
  const auto seed = base::from_base64url(text);
  if (!seed || seed->size() != kSeedLength || base::to_base64url(*seed) != text)
    return std::nullopt;
  return salts_of_seed(*seed, line.cells.size());
}

std::string cell_message(std::string_view salt, std::size_t index, std::string_view cell) {
  std::string message = "[\"";
  message.append(salt)
      .append("\",")
      .append(std::to_string(index))
      .append(",")
      .append(cell)
      .append("]");
  return message;
}

std::optional<Digest> withheld_digest(std::string_view cell) {
  constexpr std::string_view kBefore = "{\"d\":\"";
  constexpr std::string_view kAfter = "\"}";
  if (cell.size() != kBefore.size() + 64 + kAfter.size()) return std::nullopt;
  if (!cell.starts_with(kBefore) || !cell.ends_with(kAfter)) return std::nullopt;
  const auto hex = cell.substr(kBefore.size(), 64);
  if (hex.find_first_not_of("0123456789abcdef") != std::string_view::npos) return std::nullopt;
  return base::digest_from_hex(hex);
}

Digest line_leaf(std::string_view head, const std::vector<Digest>& cells) {
  std::string message(1, '\0');
  message.append(head).push_back('\n');
  for (const auto& digest : cells) message.append(base::view(digest));
  return base::sha256(message);
}

std::optional<LineDigests> line_digests(const LineParts& line) {
  const auto salts = line_salts(line);
  if (!salts) return std::nullopt;
  LineDigests digests;
  for (std::size_t j = 0; j < line.cells.size(); ++j) {
    const auto withheld = withheld_digest(line.cells[j]);
    digests.cells.push_back(withheld ? *withheld
                                     : base::sha256(cell_message((*salts)[j], j, line.cells[j])));
  }
  digests.leaf = line_leaf(line.head, digests.cells);
  return digests;
}

std::optional<CellText> read_cell_text(std::string_view cell) {
  using Kind = CellText::Kind;
  if (cell == "null") return CellText{};
  if (cell.starts_with('{')) {
    if (withheld_digest(cell)) return CellText{Kind::kWithheld, {}, {}};
    return CellText{Kind::kSealed, {}, {}};
  }
  if (cell.starts_with('"')) {
    auto text = plain_string(cell);
    if (!text) return std::nullopt;
    return CellText{Kind::kText, std::move(*text), {}};
  }
  const auto parsed = base::parse_json(cell);
  const auto& items = parsed.value.items();
  if (parsed.fault || items.size() != 2 || !items[0].is_string() || !items[1].is_string())
    return std::nullopt;
  return CellText{Kind::kText, items[0].text(), items[1].text()};
}

}  // namespace attest::proof
