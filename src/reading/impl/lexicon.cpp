#include "reading/impl/lexicon.hpp"

namespace attest::reading {

std::int32_t Lexicon::make_node(std::string_view word) {
  const auto fresh = [this] {
    nodes_.emplace_back();
    return static_cast<std::int32_t>(nodes_.size() - 1);
  };
  std::int32_t& first = roots_[static_cast<unsigned char>(word.front())];
  if (first < 0) first = fresh();
  std::int32_t node = first;
  for (const char letter : word.substr(1)) {
    const auto byte = static_cast<unsigned char>(letter);
    std::int32_t next = child(nodes_[static_cast<std::size_t>(node)], byte);
    if (next < 0) {
      next = fresh();
      nodes_[static_cast<std::size_t>(node)].children.emplace_back(byte, next);
    }
    node = next;
  }
  return node;
}

void Lexicon::add(Entry entry) {
  const std::int32_t node = make_node(entry.tokens.front());
  const auto id = static_cast<std::int32_t>(entries_.size());
  Node& last = nodes_[static_cast<std::size_t>(node)];
  (entry.stem.front() ? last.stems : last.words).push_back(id);
  const bool number =
      entry.cls == Class::kNumber || entry.cls == Class::kMultiplier || entry.cls == Class::kScale;
  if (number && entry.tokens.size() == 1) numbers_.emplace(entry.tokens.front(), id);
  entries_.push_back(std::move(entry));
}

const Entry* Lexicon::number_word(std::string_view word) const {
  const auto found = numbers_.find(std::string(word));
  return found == numbers_.end() ? nullptr : &entries_[static_cast<std::size_t>(found->second)];
}

}  // namespace attest::reading
