#include "link/column.hpp"

#include "link/hashing.hpp"

namespace attest::link {

std::string_view TextColumn::value(std::uint32_t code) const {
  const std::uint64_t from = code == 0 ? 0 : ends_[code - 1];
  return std::string_view(bytes_).substr(from, ends_[code] - from);
}

void TextColumn::add(std::string_view text) {
  codes_.push_back(intern(text));
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
  slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t code = 0; code < hashes_.size(); ++code) {
    std::size_t at = hashes_[code] & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = static_cast<std::uint32_t>(code + 1);
  }
}

}  // namespace attest::link
