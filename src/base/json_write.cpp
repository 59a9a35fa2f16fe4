#include <fmt/format.h>

#include <algorithm>

#include "base/json.hpp"
#include "base/unicode.hpp"

namespace attest::base {
namespace {

// The order of UTF-16 code units. It differs from that of UTF-8 bytes only where a character
// outside the first plane (lead byte F0 and above) meets one of U+E000 … U+FFFF (EE, EF).
bool less_in_utf16(std::string_view a, std::string_view b) {
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (in_a == a.end() || in_b == b.end()) return in_b != b.end();
  const auto x = static_cast<unsigned char>(*in_a);
  const auto y = static_cast<unsigned char>(*in_b);
  const bool astral_x = x >= 0xF0;
  const bool astral_y = y >= 0xF0;
  if (astral_x != astral_y && x >= 0xEE && y >= 0xEE) return astral_x;
  return x < y;
}

enum class Order { kAsGiven, kCanonical };
enum class Layout { kOneLine, kIndented };

class Writer {
 public:
  Writer(Order order, Layout layout) : order_(order), layout_(layout) {}

  void write(const Json& value, std::size_t depth = 0) {
    switch (value.kind()) {
      case Json::Kind::kNull:
        out_ += "null";
        break;
      case Json::Kind::kBoolean:
        out_ += value.as_boolean() ? "true" : "false";
        break;
      case Json::Kind::kNumber:
        out_ += value.text();
        break;
      case Json::Kind::kString:
        append_json_string(out_, value.text());
        break;
      case Json::Kind::kArray:
        write_array(value.items(), depth);
        break;
      case Json::Kind::kObject:
        write_object(value.members(), depth);
        break;
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void write_array(const std::vector<Json>& items, std::size_t depth) {
    out_ += '[';
    for (const auto& item : items) {
      if (&item != &items.front()) out_ += ',';
      break_line(depth + 1);
      write(item, depth + 1);
    }
    if (!items.empty()) break_line(depth);
    out_ += ']';
  }

  void write_object(const std::vector<Json::Member>& members, std::size_t depth) {
    std::vector<const Json::Member*> ordered;
    ordered.reserve(members.size());
    for (const auto& member : members) ordered.push_back(&member);
    if (order_ == Order::kCanonical) {
      std::stable_sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) {
        return less_in_utf16(a->first, b->first);
      });
    }
    out_ += '{';
    for (const auto* member : ordered) {
      if (member != ordered.front()) out_ += ',';
      break_line(depth + 1);
      append_json_string(out_, member->first);
      out_ += layout_ == Layout::kIndented ? ": " : ":";
      write(member->second, depth + 1);
    }
    if (!members.empty()) break_line(depth);
    out_ += '}';
  }

  void break_line(std::size_t depth) {
    if (layout_ == Layout::kIndented) out_.append(1, '\n').append(2 * depth, ' ');
  }

  Order order_;
  Layout layout_;
  std::string out_;
};

std::string written(const Json& value, Order order, Layout layout) {
  Writer writer(order, layout);
  writer.write(value);
  return writer.take();
}

}  // namespace

std::string to_canonical_json(const Json& value) {
  return written(value, Order::kCanonical, Layout::kOneLine);
}

std::string to_json(const Json& value) {
  return written(value, Order::kAsGiven, Layout::kOneLine);
}

std::string to_pretty_json(const Json& value) {
  return written(value, Order::kAsGiven, Layout::kIndented);
}

void append_json_string(std::string& out, std::string_view text) {
  if (!is_utf8(text)) return append_json_string(out, replace_invalid_utf8(text));
  constexpr std::string_view kLetters = "btn?fr";  // of the controls 8 … 13
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.append(1, '\\').append(1, c);
    } else if (byte >= 0x20) {
      out += c;
    } else if (byte >= 8 && byte <= 13 && byte != 11) {
      out.append(1, '\\').append(1, kLetters[byte - 8U]);
    } else {
      out += fmt::format("\\u{:04x}", byte);
    }
  }
  out += '"';
}

}  // namespace attest::base
