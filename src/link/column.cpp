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
  std::vector<Slot>().swap(slots_);
  codes_.shrink_to_fit();
  bytes_.shrink_to_fit();
  ends_.shrink_to_fit();
}

std::uint32_t TextColumn::intern(std::string_view text) {
  if (ends_.size() * 10 >= slots_.size() * 7) grow();
  const auto hash = static_cast<std::uint32_t>(hash_bytes(text));
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].place != 0; at = (at + 1) & mask) {
    if (slots_[at].hash == hash && value(slots_[at].place - 1) == text) return slots_[at].place - 1;
  }
  bytes_.append(text);
  ends_.push_back(bytes_.size());
  slots_[at] = {hash, static_cast<std::uint32_t>(ends_.size())};
  return slots_[at].place - 1;
}

void TextColumn::grow() {
  std::vector<Slot> old(std::bit_ceil(std::max<std::size_t>(64, 2 * ends_.size())));
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  const auto put = [&](const Slot& slot) {
    std::size_t at = slot.hash & mask;
    while (slots_[at].place != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  };
  if (!old.empty()) {
    for (const Slot& slot : old) {
      if (slot.place != 0) put(slot);
    }
    return;
  }
  for (std::uint32_t code = 0; code < ends_.size(); ++code)
    put({static_cast<std::uint32_t>(hash_bytes(value(code))), code + 1});
}

}  // namespace attest::link
