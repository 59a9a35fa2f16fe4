#include "proof/evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "proof/entries.hpp"
#include "proof/line.hpp"

namespace attest::proof {
namespace {

using base::Json;

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1\n";
constexpr std::size_t kLongestPath = 64;

std::optional<Digest> digest_from_base64(std::string_view text) {
  const auto bytes = base::from_base64(text);
  Digest digest;
  if (!bytes || bytes->size() != digest.size()) return std::nullopt;
  std::ranges::copy(*bytes, digest.begin());
  return digest;
}

std::optional<std::uint64_t> parse_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return value;
}

/// The rest of the line after `word` and a space, taken off `rest`; nothing if the line begins
/// otherwise.
std::optional<std::string_view> take_word_line(std::string_view& rest, std::string_view word) {
  const auto end = rest.find('\n');
  if (end == std::string_view::npos || !rest.starts_with(word)) return std::nullopt;
  const auto content = rest.substr(word.size(), end - word.size());
  rest.remove_prefix(end + 1);
  return content;
}

std::optional<std::vector<Digest>> digests_of(const Json& json,
                                              std::optional<Digest> (*read)(std::string_view)) {
  std::vector<Digest> digests;
  for (const auto& item : json.items()) {
    const auto digest = read(item.text());
    if (!digest) return std::nullopt;
    digests.push_back(*digest);
  }
  return digests;
}

/// A shown cell's text is ["SALT",j,CELL]; the cell is what stands after the second comma.
std::optional<ShownCell> read_shown(std::string_view message, const std::vector<Digest>& digests) {
  const auto parsed = base::parse_json(message);
  const auto& items = parsed.value.items();
  if (parsed.fault || items.size() != 3 || !items[0].is_string()) return std::nullopt;
  const auto column = items[1].as_integer();
  if (!column || *column < 0 || static_cast<std::size_t>(*column) >= digests.size())
    return std::nullopt;
  const auto index = static_cast<std::size_t>(*column);
  if (base::sha256(message) != digests[index]) return std::nullopt;
  return ShownCell{index, base::to_canonical_json(items[2])};
}

void refuse(EvidenceCheck& check, std::string why) {
  check.faults.push_back(std::move(why));
}

void check_batch(const Evidence& evidence, EvidenceCheck& check) {
  const auto reading = read_entry(evidence.entry);
  if (!reading.entry) return refuse(check, "the entry " + reading.reason);
  const auto batch = read_batch(reading.entry->body);
  if (!batch) return refuse(check, "the entry names no batch of lines");
  const auto leaf = line_leaf(evidence.head, evidence.digests);
  if (root_from_inclusion(leaf, evidence.line, batch->lines, evidence.path) != batch->root)
    refuse(check, "the line does not stand in the entry's batch");
}

void check_signature(const TlogProof& proof, const Evidence& evidence, EvidenceCheck& check) {
  const auto note = parse_note(proof.checkpoint);
  if (!note) return refuse(check, "the checkpoint carries no signature");
  if (checkpoint_name(origin_of(evidence.key)) != check.checkpoint.origin)
    refuse(check, "the key given is not the one the log is named after");
  if (check_note(*note, check.checkpoint.origin, evidence.key) != NoteCheck::kGood)
    refuse(check, "the checkpoint is not signed by the log's key");
}

}  // namespace

std::string to_text(const TlogProof& proof) {
  std::string text(kFirstLine);
  if (!proof.extra.empty()) text += "extra " + base::to_base64(proof.extra) + "\n";
  text += fmt::format("index {}\n", proof.index);
  for (const auto& digest : proof.path) text += base::to_base64(base::view(digest)) + "\n";
  return text + "\n" + proof.checkpoint;
}

std::optional<TlogProof> parse_tlog_proof(std::string_view text) {
  if (!text.starts_with(kFirstLine)) return std::nullopt;
  text.remove_prefix(kFirstLine.size());
  TlogProof proof;
  if (const auto extra = take_word_line(text, "extra ")) {
    auto bytes = base::from_base64(*extra);
    if (!bytes) return std::nullopt;
    proof.extra = std::move(*bytes);
  }
  const auto index_line = take_word_line(text, "index ");
  const auto index = index_line ? parse_number(*index_line) : std::nullopt;
  if (!index) return std::nullopt;
  proof.index = *index;
  while (!text.starts_with('\n')) {
    const auto line = take_word_line(text, "");
    const auto digest = line ? digest_from_base64(*line) : std::nullopt;
    if (!digest || proof.path.size() == kLongestPath) return std::nullopt;
    proof.path.push_back(*digest);
  }
  proof.checkpoint = text.substr(1);
  return proof;
}

std::string to_text(const Evidence& evidence) {
  auto cells = Json::array();
  for (const auto& cell : evidence.cells) cells.push(Json::string(cell));
  auto digests = Json::array();
  for (const auto& digest : evidence.digests) digests.push(Json::string(base::to_hex(digest)));
  auto path = Json::array();
  for (const auto& digest : evidence.path)
    path.push(Json::string(base::to_base64(base::view(digest))));
  auto json = Json::object();
  json.set("cells", std::move(cells));
  json.set("digests", std::move(digests));
  json.set("entry", Json::string(evidence.entry));
  json.set("head", Json::string(evidence.head));
  json.set("key", Json::string(base::to_hex(std::string_view(
                      reinterpret_cast<const char*>(evidence.key.data()), evidence.key.size()))));
  json.set("line", Json::number(static_cast<std::int64_t>(evidence.line)));
  json.set("path", std::move(path));
  return base::to_canonical_json(json);
}

std::optional<Evidence> parse_evidence(std::string_view extra) {
  const auto parsed = base::parse_json(extra);
  const auto& json = parsed.value;
  const auto line = json["line"].as_integer();
  const auto key = base::digest_from_hex(json["key"].text());
  const auto digests = digests_of(json["digests"], base::digest_from_hex);
  const auto path = digests_of(json["path"], digest_from_base64);
  if (parsed.fault || !line || *line < 0 || !key || !digests || !path) return std::nullopt;
  Evidence evidence{json["entry"].text(),
                    json["head"].text(),
                    static_cast<std::uint64_t>(*line),
                    *digests,
                    *path,
                    {},
                    *key};
  for (const auto& cell : json["cells"].items()) evidence.cells.push_back(cell.text());
  return evidence;
}

EvidenceCheck check_evidence(std::string_view tlog_proof) {
  EvidenceCheck check;
  const auto fault = [&](std::string text) {
    refuse(check, std::move(text));
    return check;
  };
  const auto proof = parse_tlog_proof(tlog_proof);
  if (!proof) return fault("this is not a tlog-proof");
  const auto checkpoint = parse_checkpoint(proof->checkpoint);
  if (!checkpoint) return fault("it holds no checkpoint");
  check.checkpoint = *checkpoint;
  const auto evidence = parse_evidence(proof->extra);
  if (!evidence) return fault("its extra line does not say what is proved");
  check.entry = evidence->entry;
  check.address = fmt::format("{}/{}.{}", origin_of(evidence->key), proof->index, evidence->line);
  if (root_from_inclusion(leaf_hash(evidence->entry), proof->index, checkpoint->head.size,
                          proof->path) != checkpoint->head.root)
    refuse(check, "the entry does not stand in the log of the checkpoint");
  check_batch(*evidence, check);
  check_signature(*proof, *evidence, check);
  for (const auto& message : evidence->cells) {
    auto shown = read_shown(message, evidence->digests);
    if (!shown) return fault("a shown cell does not fit its digest");
    check.shown.push_back(std::move(*shown));
  }
  return check;
}

}  // namespace attest::proof
