#include "link/column.hpp"

#include <algorithm>
#include <bit>

#include "link/hashing.hpp"

namespace attest::link {

std::string_view TextColumn::value(std::uint32_t code) const {
  const std::uint64_t from = code == 0 ? 0 : ends_[code - 1];
  return std::string_view(bytes_).substr(from, ends_[code] - from);
}

void TextColumn::add(std::string_view text) {
  codes_.push_back(intern(text));
}

void TextColumn::close() {
  std::vector<std::uint32_t>().swap(slots_);
  std::vector<std::uint32_t>().swap(hashes_);
  codes_.shrink_to_fit();
  bytes_.shrink_to_fit();
  ends_.shrink_to_fit();
}

std::uint32_t TextColumn::intern(std::string_view text) {
  if (ends_.size() * 2 >= slots_.size()) grow();
  const auto hash = static_cast<std::uint32_t>(hash_bytes(text));
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] != 0; at = (at + 1) & mask) {
    const std::uint32_t code = slots_[at] - 1;
    if (hashes_[code] == hash && value(code) == text) return code;
  }
  bytes_.append(text);
  ends_.push_back(bytes_.size());
  hashes_.push_back(hash);
  slots_[at] = static_cast<std::uint32_t>(ends_.size());
  return slots_[at] - 1;
}

void TextColumn::grow() {
  for (std::size_t code = hashes_.size(); code < ends_.size(); ++code)
    hashes_.push_back(
        static_cast<std::uint32_t>(hash_bytes(value(static_cast<std::uint32_t>(code)))));
  slots_.assign(std::bit_ceil(std::max<std::size_t>(64, 4 * ends_.size())), 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t code = 0; code < hashes_.size(); ++code) {
    std::size_t at = hashes_[code] & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = static_cast<std::uint32_t>(code + 1);
  }
}

}  // namespace attest::link
