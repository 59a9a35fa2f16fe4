#include "proof/line_reader.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace attest::proof {
namespace {

constexpr std::size_t kPiece = 1 << 18;
constexpr std::size_t kLongestLine = 512'000'000;

}  // namespace

LineReader::LineReader(const base::ByteSource& source, std::uint64_t offset)
    : source_(source), offset_(offset), read_(offset) {}

bool LineReader::fill() {
  if (start_ > 0) {
    buffer_.erase(0, start_);
    searched_ -= start_;
    start_ = 0;
  }
  if (buffer_.size() > kLongestLine)
    throw base::Error(base::Code::kLimit, "a line is longer than 512 MB", source_.name());
  const auto held = buffer_.size();
  buffer_.resize(held + std::max(kPiece, held));
  const auto got = source_.read(read_, buffer_.data() + held, buffer_.size() - held);
  buffer_.resize(held + got);
  read_ += got;
  return got > 0;
}

std::optional<std::string_view> LineReader::next() {
  for (;;) {
    const auto end = buffer_.find('\n', searched_);
    if (end != std::string::npos) {
      const auto line = std::string_view(buffer_).substr(start_, end - start_);
      offset_ += line.size() + 1;
      start_ = searched_ = end + 1;
      return line;
    }
    searched_ = buffer_.size();
    if (!fill()) return std::nullopt;
  }
}

}  // namespace attest::proof
