#include "intake/impl/survey.hpp"

#include <algorithm>
#include <cstring>

#include "base/unicode.hpp"

namespace attest::intake {
namespace {

constexpr std::size_t kSurveyed = 1024 * 1024;
constexpr std::size_t kSample = 64 * 1024;
constexpr std::size_t kLongestLine = 4096;
constexpr std::uint64_t kEnoughFaults = 1'000'000;

std::uint64_t count_high(std::string_view bytes) {
  std::uint64_t high = 0;
  for (const char c : bytes) high += static_cast<unsigned char>(c) >> 7;
  return high;
}

std::uint64_t count_nul(std::string_view bytes) {
  std::uint64_t nul = 0;
  for (const char c : bytes) nul += c == '\0';
  return nul;
}

/// Bytes at the end that begin a sequence which the next piece may finish.
std::size_t unfinished(std::string_view bytes) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
    const auto c = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if ((c & 0xC0) == 0x80) continue;
    const std::size_t length = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

void count_utf8(std::string_view bytes, Survey& found) {
  std::uint64_t leads = 0;
  for (const char c : bytes) leads += static_cast<unsigned char>(c) >= 0xC0;
  std::uint64_t faulty_leads = 0;
  while (found.utf8_faults < kEnoughFaults) {
    const auto fault = base::first_invalid_utf8(bytes);
    if (!fault) break;
    ++found.utf8_faults;
    faulty_leads += static_cast<unsigned char>(bytes[*fault]) >= 0xC0;
    bytes.remove_prefix(*fault + 1);
  }
  found.utf8_sequences += leads - std::min(leads, faulty_leads);
}

/// Lines with bytes that only a right encoding makes readable.
void sample_lines(std::string_view piece, std::string& telling) {
  while (telling.size() < kSample && !piece.empty()) {
    const auto high = std::ranges::find_if(piece, [](char c) { return (c & 0x80) != 0; });
    if (high == piece.end()) return;
    const auto at = static_cast<std::size_t>(high - piece.begin());
    const std::size_t before = piece.find_last_of("\r\n", at);
    const std::size_t from = before == piece.npos ? 0 : before + 1;
    const std::size_t after = std::min(piece.find_first_of("\r\n", at), piece.size());
    const std::size_t begin = std::max(from, at - std::min(at, kLongestLine / 2));
    const std::size_t end = std::min(after, at + kLongestLine);
    telling.append(piece.substr(begin, end - begin)).append("\n");
    piece.remove_prefix(end);
  }
}

bool is_odd_control(char c) {
  const auto b = static_cast<unsigned char>(c);
  return b > 0 && b < 0x20 && !std::strchr("\t\n\r\f\v\x1A\x1B\x1C\x1D\x1E\x1F", b);
}

}  // namespace

Survey survey(const base::ByteSource& source, base::Reporter& reporter) {
  Survey found;
  std::string piece(kSurveyed, '\0');
  std::string carried;
  for (std::uint64_t offset = 0;;) {
    piece.resize(kSurveyed);
    piece.resize(source.read(offset, piece.data(), kSurveyed));
    if (piece.empty()) break;
    if (offset == 0) found.head = piece.substr(0, kSample);
    if (const std::uint64_t nul = count_nul(piece); nul > 0) {
      found.nul += nul;
      found.hole = nul == kSurveyed;
      if (found.hole) break;
      for (std::size_t i = offset % 2; i < piece.size(); i += 2) found.even_nul += piece[i] == '\0';
    }
    const std::uint64_t high = count_high(piece);
    found.high += high;
    if (high > 0 || !carried.empty()) {
      sample_lines(piece, found.telling);
      carried += piece;
      const std::size_t tail = unfinished(carried);
      count_utf8(std::string_view(carried).substr(0, carried.size() - tail), found);
      carried.erase(0, carried.size() - tail);
    }
    offset += piece.size();
    found.bytes = offset;
    reporter.progress("looking at the bytes", offset, source.size());
    base::check_stop(reporter);
  }
  count_utf8(carried, found);
  found.controls = static_cast<std::uint64_t>(std::ranges::count_if(found.head, is_odd_control));
  return found;
}

}  // namespace attest::intake
