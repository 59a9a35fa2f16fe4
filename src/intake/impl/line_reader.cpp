#include "intake/impl/line_reader.hpp"

namespace attest::intake {
namespace {
constexpr std::size_t kPieceOfLines = 256 * 1024;
}

bool LineReader::more() {
  if (ended_) return false;
  if (begin_ > 0) buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t had = buffer_.size();
  buffer_.resize(had + kPieceOfLines);
  const std::size_t got = stream_.fill(buffer_.data() + had, kPieceOfLines);
  buffer_.resize(had + got);
  ended_ = got == 0;
  return !ended_;
}

void LineReader::pass(std::string_view text) {
  if (!byte_) return;
  const auto bytes = stream_.measure(text);
  byte_ = bytes ? std::optional(*byte_ + *bytes) : std::nullopt;
}

std::optional<LineReader::Line> LineReader::next() {
  Line line;
  line.number = ++number_;
  line.byte = byte_;
  std::size_t looked = begin_;
  for (;;) {
    const std::size_t end = buffer_.find('\n', looked);
    if (end != buffer_.npos) {
      line.text = std::string_view(buffer_).substr(begin_, end - begin_);
      pass(std::string_view(buffer_).substr(begin_, end + 1 - begin_));
      begin_ = end + 1;
      break;
    }
    if (buffer_.size() - begin_ > limit_) {
      line.cut = true;
      pass(std::string_view(buffer_).substr(begin_));
      begin_ = buffer_.size();
    }
    looked = buffer_.size() - begin_;
    if (!more()) {
      if (begin_ == buffer_.size() && !line.cut) return std::nullopt;
      line.text = std::string_view(buffer_).substr(begin_);
      pass(line.text);
      begin_ = buffer_.size();
      break;
    }
  }
  if (line.cut) line.text = {};
  if (line.text.ends_with('\r')) line.text.remove_suffix(1);
  return line;
}

}  // namespace attest::intake
