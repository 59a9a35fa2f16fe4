#include "model/source.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace attest::model {
namespace {

constexpr std::array<std::pair<SourceKind, std::string_view>, 8> kKinds = {{
    {SourceKind::kStateParty, "state party"},
    {SourceKind::kNgo, "NGO"},
    {SourceKind::kCourt, "court"},
    {SourceKind::kPress, "press"},
    {SourceKind::kInternationalOrganisation, "international organisation"},
    {SourceKind::kSurvivor, "survivor"},
    {SourceKind::kAcademic, "academic"},
    {SourceKind::kOther, "other"},
}};

std::string folded(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_' || c == '-') c = ' ';
    if (c == 'z') c = 's';  // organization, organisation
  }
  return out;
}

}  // namespace

std::string_view word(SourceKind kind) {
  return std::ranges::find(kKinds, kind, [](const auto& e) { return e.first; })->second;
}

std::optional<SourceKind> parse_source_kind(std::string_view text) {
  for (const auto& [kind, name] : kKinds)
    if (folded(name) == folded(text)) return kind;
  return std::nullopt;
}

std::string_view word(Seen seen) {
  switch (seen) {
    case Seen::kSeen:
      return "seen";
    case Seen::kListed:
      return "listed";
    case Seen::kRecalled:
      return "recalled";
  }
  return "recalled";
}

std::optional<Seen> parse_seen(std::string_view text) {
  const std::string word = folded(text);
  if (word == "yes" || word == "seen" || word == "true" || word == "1") return Seen::kSeen;
  if (word == "listed" || word == "listed only") return Seen::kListed;
  if (word == "no" || word == "recalled" || word == "not seen" || word == "false" || word == "0")
    return Seen::kRecalled;
  return std::nullopt;
}

}  // namespace attest::model
