#include "intake/impl/json_split.hpp"

#include <algorithm>

namespace attest::intake {

std::size_t after_json_blanks(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
}

JsonSplit::JsonSplit(std::string_view text, std::size_t at)
    : text_(text), at_(after_json_blanks(text, at)) {
  if (at_ < text_.size() && (text_[at_] == '[' || text_[at_] == '{')) open_ = text_[at_++];
}

std::nullopt_t JsonSplit::fail(std::size_t where, const char* why) {
  fault_ = base::JsonFault{where, why};
  done_ = true;
  return std::nullopt;
}

/// Where a value ends: brackets are counted, strings passed over.
std::size_t JsonSplit::value_end(std::size_t from) const {
  std::size_t depth = 0;
  for (std::size_t i = from; i < text_.size(); ++i) {
    switch (text_[i]) {
      case '"':
        for (++i; i < text_.size() && text_[i] != '"'; ++i)
          if (text_[i] == '\\') ++i;
        break;
      case '[':
      case '{':
        ++depth;
        break;
      case ']':
      case '}':
        if (depth == 0) return i;
        --depth;
        break;
      case ',':
        if (depth == 0) return i;
        break;
      default:
        break;
    }
  }
  return text_.size();
}

std::optional<JsonPiece> JsonSplit::next() {
  if (done_ || open_ == 0) return std::nullopt;
  const char close = open_ == '[' ? ']' : '}';
  at_ = after_json_blanks(text_, at_);
  if (at_ == text_.size()) return fail(at_, "the text ends too early");
  if (text_[at_] == close) {
    ++at_;
    done_ = true;
    return std::nullopt;
  }
  if (!first_) {
    if (text_[at_] != ',') return fail(at_, "a comma or closing bracket is missing");
    at_ = after_json_blanks(text_, at_ + 1);
  }
  first_ = false;
  JsonPiece piece;
  if (is_object()) {
    if (at_ == text_.size() || text_[at_] != '"')
      return fail(at_, "a member name in quotes is missing");
    const std::size_t start = at_;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_)
      if (text_[at_] == '\\') ++at_;
    if (at_ >= text_.size()) return fail(start, "a string is never closed");
    piece.key = text_.substr(start, ++at_ - start);
    at_ = after_json_blanks(text_, at_);
    if (at_ == text_.size() || text_[at_] != ':') return fail(at_, "a colon is missing");
    at_ = after_json_blanks(text_, at_ + 1);
  }
  piece.offset = at_;
  at_ = value_end(at_);
  piece.value = text_.substr(piece.offset, at_ - piece.offset);
  return piece;
}

}  // namespace attest::intake
