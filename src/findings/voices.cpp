#include "findings/voices.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "findings/impl/fold.hpp"

namespace attest::findings {
namespace {

using impl::fold;

constexpr std::array<std::string_view, 14> kRelayWords{
    " (",          "/",          " via ",        ", via ",          ", as reported",
    ", as quoted", ", as cited", ", quoted ",    ", relayed ",      ", reporting",
    ", quoting ",  " quoting ",  ", as relayed", " as reported by "};

bool none_stated(std::string_view affiliation) {
  const auto folded = fold(affiliation);
  return folded.empty() || folded == "none" || folded == "-" || folded == "not stated";
}

/// Words after which a name says whom it quotes: the voice before them relays.
constexpr std::array<std::string_view, 8> kQuotingWords{
    " quoting ",   " citing ",     " reporting ",     " relaying ",
    " repeating ", " resting on ", " со ссылкой на ", " citant "};

}  // namespace

std::vector<std::string> quoted_in_name(std::string_view name) {
  for (const auto word : kQuotingWords) {
    const auto at = name.find(word);
    if (at == std::string_view::npos || at == 0) continue;
    return {head_of_name(name.substr(at + word.size()))};
  }
  return {};
}

std::string head_of_name(std::string_view name) {
  std::size_t end = name.size();
  for (const auto word : kRelayWords) {
    const auto at = name.find(word);
    if (at != std::string_view::npos && at > 0) end = std::min(end, at);
  }
  while (end > 0 && name[end - 1] == ' ') --end;
  return std::string(name.substr(0, end));
}

Voices::Voices(std::span<const model::Source> sources) : sources_(sources.begin(), sources.end()) {
  for (std::size_t i = 0; i < sources_.size(); ++i) by_name_.emplace(fold(sources_[i].name), i);
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    for (const auto& other : sources_[i].also_named) by_name_.emplace(fold(other), i);
  }
}

const model::Source* Voices::find(std::string_view name) const {
  const auto found = by_name_.find(fold(name));
  return found == by_name_.end() ? nullptr : &sources_[found->second];
}

std::string Voices::voice(std::string_view name) const {
  if (const auto* source = find(name)) return fold(source->name);
  const auto head = head_of_name(name);
  if (const auto* source = find(head)) return fold(source->name);
  return fold(head);
}

std::string Voices::affiliation(std::string_view name) const {
  const auto* source = find(name);
  if (!source) source = find(head_of_name(name));
  return !source || none_stated(source->affiliation) ? std::string() : source->affiliation;
}

std::optional<model::SourceKind> Voices::kind(std::string_view name) const {
  const auto* source = find(name);
  if (!source) source = find(head_of_name(name));
  return source ? std::optional(source->kind) : std::nullopt;
}

std::vector<std::string> Voices::origins(std::string_view name) const {
  std::vector<std::string> out;
  std::set<std::string> met{voice(name)};
  std::vector<std::string> ring{std::string(name)};
  while (!ring.empty()) {
    std::vector<std::string> next;
    for (const auto& at : ring) {
      const auto* source = find(at);
      if (!source) continue;
      for (const auto& from : source->derives_from) {
        if (!met.insert(voice(from)).second) continue;
        out.push_back(voice(from));
        next.push_back(from);
      }
    }
    ring = std::move(next);
  }
  return out;
}

bool said_before(const model::Attribution& a, const model::Attribution& b) {
  if (a.said.has_value() != b.said.has_value()) return a.said.has_value();
  if (a.said && *a.said != *b.said) {
    if (sorts_before(*a.said, *b.said)) return true;
    if (sorts_before(*b.said, *a.said)) return false;
  }
  if (a.key != b.key) return a.key < b.key;
  return a.statement < b.statement;
}

}  // namespace attest::findings
