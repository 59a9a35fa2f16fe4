#include "proof/entries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/time.hpp"

namespace attest::proof {
namespace {

constexpr std::array<std::string_view, 17> kActs = {
    "case", "member", "source", "exhibit", "text",  "import",  "records", "decide", "run",
    "undo", "seal",   "view",   "erase",   "check", "publish", "stamp",   "merge"};

EntryReading refused(std::string reason) {
  return {std::nullopt, std::move(reason)};
}

std::optional<std::uint64_t> count_of(const base::Json& json) {
  const auto value = json.as_integer();
  if (!value || *value < 0) return std::nullopt;
  return static_cast<std::uint64_t>(*value);
}

std::optional<Batch::Run> read_run(const base::Json& json) {
  if (json.items().size() != 3) return std::nullopt;
  const auto file = count_of(json.items()[0]);
  const auto first = count_of(json.items()[1]);
  const auto lines = count_of(json.items()[2]);
  if (!file || !first || !lines || *file == 0 || *lines == 0) return std::nullopt;
  return Batch::Run{*file, *first, *lines};
}

}  // namespace

bool is_known_act(std::string_view act) {
  return std::ranges::find(kActs, act) != kActs.end();
}

std::string frame_entry(std::string_view entry) {
  if (entry.size() > kLongestEntry)
    throw base::Error(
        base::Code::kLimit,
        fmt::format("one act's entry in the log would take {} bytes; the format allows {}",
                    entry.size(), kLongestEntry),
        {}, "Split the act: fewer columns or fewer files at once");
  std::string bytes;
  bytes += static_cast<char>(entry.size() >> 8);
  bytes += static_cast<char>(entry.size() & 0xFF);
  bytes += entry;
  return bytes;
}

Framing split_entries(std::string_view bytes) {
  Framing framing;
  while (bytes.size() - framing.whole >= 2) {
    const auto high = static_cast<unsigned char>(bytes[framing.whole]);
    const auto low = static_cast<unsigned char>(bytes[framing.whole + 1]);
    const std::size_t length = high * 256u + low;
    if (bytes.size() - framing.whole - 2 < length) break;
    framing.entries.push_back(bytes.substr(framing.whole + 2, length));
    framing.whole += 2 + length;
  }
  return framing;
}

std::string to_text(const Entry& entry) {
  auto json = base::Json::object();
  json.set("act", base::Json::string(entry.act));
  json.set("at", base::Json::string(entry.at));
  json.set("body", entry.body);
  json.set("by", base::Json::string(entry.by));
  json.set("tool", base::Json::string(entry.tool));
  json.set("v", base::Json::number(1));
  return base::to_canonical_json(json);
}

EntryReading read_entry(std::string_view text) {
  const auto parsed = base::parse_json(text);
  if (parsed.fault) return refused("is not JSON: " + parsed.fault->reason);
  const auto& json = parsed.value;
  for (const auto* name : {"act", "at", "by", "tool"})
    if (!json[name].is_string()) return refused(fmt::format("has no {}", name));
  if (!json["body"].is_object()) return refused("has no body");
  if (json["v"].as_integer() != 1) return refused("is of another version");
  if (!base::instant_from_iso(json["at"].text())) return refused("has a malformed time");
  Entry entry{json["act"].text(), json["at"].text(), json["by"].text(), json["tool"].text(),
              json["body"]};
  if (to_text(entry) != text) return refused("is not canonical JSON");
  return {std::move(entry), {}};
}

base::Json to_json(const Batch& batch) {
  auto runs = base::Json::array();
  for (const auto& run : batch.runs) {
    auto item = base::Json::array();
    for (const auto part : {run.file, run.first, run.lines})
      item.push(base::Json::number(static_cast<std::int64_t>(part)));
    runs.push(std::move(item));
  }
  auto json = base::Json::object();
  json.set("lines", base::Json::number(static_cast<std::int64_t>(batch.lines)));
  json.set("root", base::Json::string(base::to_hex(batch.root)));
  json.set("runs", std::move(runs));
  return json;
}

std::optional<Batch> read_batch(const base::Json& body) {
  const auto& json = body["batch"];
  const auto lines = count_of(json["lines"]);
  const auto root = base::digest_from_hex(json["root"].text());
  if (!lines || !root) return std::nullopt;
  Batch batch{*root, *lines, {}};
  std::uint64_t sum = 0;
  for (const auto& item : json["runs"].items()) {
    const auto run = read_run(item);
    if (!run || run->lines > *lines - sum) return std::nullopt;
    sum += run->lines;
    batch.runs.push_back(*run);
  }
  if (sum != *lines) return std::nullopt;
  return batch;
}

std::string facts_file(std::uint64_t number) {
  return fmt::format("{:08}.jsonl", number);
}

}  // namespace attest::proof
