// Reading is simdjson's on-demand parser, which keeps order, duplicates and digits, but validates
// only what is visited and lets numbers pass through doubles. So every value is visited, numbers
// are checked here as text, and the document is wrapped in [ ]: a lone scalar is then no special
// case, and whatever stands before or after the one value is a fault.
#include "base/json.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "base/unicode.hpp"

namespace attest::base {
namespace {

namespace ondemand = simdjson::ondemand;
constexpr std::size_t kKeptBufferBytes = 1 << 20;

std::size_t skip_digits(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of("0123456789", at), text.size());
}

bool is_json_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const auto whole_end = skip_digits(text, at);
  if (whole_end == at || (text[at] == '0' && whole_end > at + 1)) return false;
  at = whole_end;
  if (at < text.size() && text[at] == '.') {
    const auto end = skip_digits(text, at + 1);
    if (end == at + 1) return false;
    at = end;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const auto end = skip_digits(text, at);
    if (end == at) return false;
    at = end;
  }
  return at == text.size();
}

std::string_view without_blanks_behind(std::string_view token) {
  const auto last = token.find_last_not_of(" \t\n\r");
  return token.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

// Faults that simdjson finds while it indexes come without a place: finds it.
JsonFault find_string_fault(std::string_view text) {
  std::size_t opened = 0;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (inside && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      inside = !inside;
      opened = i;
    } else if (inside && static_cast<unsigned char>(text[i]) < 0x20) {
      return {i, "a control character inside a string"};
    }
  }
  return {opened, "a string that is not closed"};
}

/// Visits one wrapped document. Faults travel as exceptions inside this file only.
class Visitor {
 public:
  Visitor(std::string_view wrapped, JsonLimits limits) : wrapped_(wrapped), limits_(limits) {}

  Json visit(ondemand::document& document) {
    Json value;
    std::size_t values = 0;
    for (ondemand::value next : document.get_array()) {
      if (values++ > 0) throw fault_at(token_of(next), "more than one value");
      value = visit(next, 1);
    }
    if (values == 0) throw JsonFault{0, "no value"};
    const char* rest = nullptr;
    if (document.current_location().get(rest) == simdjson::SUCCESS) {
      const auto closed = wrapped_.rfind(']', static_cast<std::size_t>(rest - wrapped_.data()) - 1);
      throw fault_at(wrapped_.substr(closed), "a bracket that closes nothing");
    }
    return value;
  }

  /// Where the visit was when simdjson stopped it.
  std::size_t offset(ondemand::document& document) const {
    const char* here = nullptr;
    if (document.current_location().get(here) != simdjson::SUCCESS) return seen_;
    return std::max(offset_of({here, 1}), seen_);
  }

 private:
  Json visit(ondemand::value& value, std::size_t depth) {
    const auto token = token_of(value);
    seen_ = offset_of(token);
    switch (token.empty() ? '\0' : token.front()) {
      case '{':
        return visit_object(value, depth);
      case '[':
        return visit_array(value, depth);
      case '"':
        return Json::string(whole_text(value.get_string(), token));
      default:
        return scalar(token);
    }
  }

  Json visit_array(ondemand::value& value, std::size_t depth) {
    check_depth(depth);
    std::vector<Json> items;
    for (ondemand::value next : value.get_array()) {
      items.push_back(visit(next, depth + 1));
    }
    return Json::array(std::move(items));
  }

  Json visit_object(ondemand::value& value, std::size_t depth) {
    check_depth(depth);
    std::vector<Json::Member> members;
    for (ondemand::field field : value.get_object()) {
      const std::string_view raw(field.key().raw(), 1);  // behind its opening quote
      seen_ = offset_of(raw);
      auto key = whole_text(field.unescaped_key(), raw);
      ondemand::value next = field.value();
      members.emplace_back(std::move(key), visit(next, depth + 1));
    }
    return Json::object(std::move(members));
  }

  Json scalar(std::string_view token) const {
    token = without_blanks_behind(token);
    if (token == "null") return {};
    if (token == "true") return Json::boolean(true);
    if (token == "false") return Json::boolean(false);
    if (is_json_number(token)) return Json::number(std::string(token));
    throw fault_at(token, token.empty() || token == "]" || token == "}"
                              ? "a value is missing"
                              : "neither a value nor a number as JSON writes it");
  }

  // Half of a surrogate pair, written as \ud800, would come out as ill-formed UTF-8.
  std::string whole_text(simdjson::simdjson_result<std::string_view> text,
                         std::string_view token) const {
    std::string_view unescaped;
    if (std::move(text).get(unescaped) != simdjson::SUCCESS)
      throw fault_at(token, "a wrong escape");
    if (!is_utf8(unescaped)) throw fault_at(token, "half of a surrogate pair");
    return std::string(unescaped);
  }

  static std::string_view token_of(ondemand::value& value) { return value.raw_json_token(); }

  void check_depth(std::size_t depth) const {
    if (depth <= limits_.depth) return;
    throw JsonFault{seen_, fmt::format("nested deeper than the limit of {}", limits_.depth)};
  }

  /// Where the token begins; its length does not matter.
  std::size_t offset_of(std::string_view token) const {
    const auto offset = token.data() > wrapped_.data() ? token.data() - wrapped_.data() - 1 : 0;
    return std::min(static_cast<std::size_t>(offset), wrapped_.size() - 2);
  }

  JsonFault fault_at(std::string_view token, const char* reason) const {
    return {offset_of(token), reason};
  }

  std::string_view wrapped_;
  JsonLimits limits_;
  std::size_t seen_ = 0;
};

JsonFault fault_of(simdjson::error_code code, std::string_view text, std::size_t offset) {
  switch (code) {
    case simdjson::UTF8_ERROR:
      return {first_invalid_utf8(text).value_or(0), "not UTF-8"};
    case simdjson::UNCLOSED_STRING:
    case simdjson::UNESCAPED_CHARS:
      return find_string_fault(text);
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
      return {0, "larger than the limit of 4 GB for one value"};
    default:
      return {offset, "not JSON: a comma, colon, bracket or value is missing or too many"};
  }
}

JsonParsed parse_wrapped(ondemand::parser& parser, std::string& buffer, std::string_view text,
                         JsonLimits limits) {
  buffer.reserve(text.size() + 2 + simdjson::SIMDJSON_PADDING);
  buffer.assign(1, '[').append(text).append(1, ']');
  const std::string_view wrapped = buffer;
  ondemand::document document;
  // The rest of the buffer is simdjson's padding.
  const auto indexed =
      parser.iterate(wrapped.data(), wrapped.size(), buffer.capacity()).get(document);
  if (indexed != simdjson::SUCCESS) return {{}, fault_of(indexed, text, 0)};
  Visitor visitor(wrapped, limits);
  try {
    return {visitor.visit(document), {}};
  } catch (const JsonFault& fault) {
    return {{}, fault};
  } catch (const simdjson::simdjson_error& error) {
    return {{}, fault_of(error.error(), text, visitor.offset(document))};
  }
}

}  // namespace

Json Json::boolean(bool value) {
  Json json;
  json.kind_ = Kind::kBoolean;
  json.boolean_ = value;
  return json;
}

Json Json::number(std::string digits) {
  ensure(is_json_number(digits), "the digits of a JSON number are one");
  Json json;
  json.kind_ = Kind::kNumber;
  json.text_ = std::move(digits);
  return json;
}

Json Json::number(std::int64_t value) {
  return number(std::to_string(value));
}

Json Json::string(std::string text) {
  Json json;
  json.kind_ = Kind::kString;
  json.text_ = std::move(text);
  return json;
}

Json Json::array(std::vector<Json> items) {
  Json json;
  json.kind_ = Kind::kArray;
  json.items_ = std::move(items);
  return json;
}

Json Json::object(std::vector<Member> members) {
  Json json;
  json.kind_ = Kind::kObject;
  json.members_ = std::move(members);
  return json;
}

bool Json::as_boolean() const {
  return boolean_;
}
const std::string& Json::text() const {
  return text_;
}
const std::vector<Json>& Json::items() const {
  return items_;
}
const std::vector<Json::Member>& Json::members() const {
  return members_;
}

std::optional<std::int64_t> Json::as_integer() const {
  std::int64_t value = 0;
  const char* end = text_.data() + text_.size();
  const auto read = std::from_chars(text_.data(), end, value);
  if (!is_number() || read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

std::optional<double> Json::as_double() const {
  double value = 0;
  const char* end = text_.data() + text_.size();
  const auto read = std::from_chars(text_.data(), end, value);
  if (!is_number() || read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

const Json& Json::operator[](std::string_view key) const {
  static const Json kNone;
  for (const auto& [name, value] : members_) {
    if (name == key) return value;
  }
  return kNone;
}

bool Json::has(std::string_view key) const {
  return std::any_of(members_.begin(), members_.end(),
                     [&](const Member& member) { return member.first == key; });
}

Json& Json::push(Json item) {
  if (is_null()) kind_ = Kind::kArray;
  ensure(is_array(), "only an array takes items");
  items_.push_back(std::move(item));
  return *this;
}

Json& Json::set(std::string key, Json value) {
  if (is_null()) kind_ = Kind::kObject;
  ensure(is_object(), "only an object takes members");
  members_.emplace_back(std::move(key), std::move(value));
  return *this;
}

JsonParsed parse_json(std::string_view text, JsonLimits limits) {
  // Lines of a large file share one parser; a huge text must not keep its memory.
  thread_local ondemand::parser kept_parser;
  thread_local std::string kept_buffer;
  if (text.size() <= kKeptBufferBytes) {
    return parse_wrapped(kept_parser, kept_buffer, text, limits);
  }
  ondemand::parser parser;
  std::string buffer;
  return parse_wrapped(parser, buffer, text, limits);
}

Json parse_json_or_throw(std::string_view text, std::string_view where) {
  auto parsed = parse_json(text);
  if (!parsed.fault) return std::move(parsed.value);
  throw Error(Code::kMalformed, fmt::format("is not JSON: {}", parsed.fault->reason),
              fmt::format("{} at byte {}", where, parsed.fault->offset));
}

}  // namespace attest::base
