#include "model/nouns.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/unicode.hpp"

namespace attest::model {
namespace {

constexpr std::array<std::pair<Adoption, std::string_view>, 4> kAdoptions = {{
    {Adoption::kAdopted, "adopted"},
    {Adoption::kNotAdopted, "not adopted"},
    {Adoption::kWithdrawn, "withdrawn"},
    {Adoption::kUnknown, "unknown"},
}};

// Words that tables use; "introduced" is no adoption.
constexpr std::array<std::pair<std::string_view, Adoption>, 18> kAdoptionWords = {{
    {"yes", Adoption::kAdopted},
    {"passed", Adoption::kAdopted},
    {"approved", Adoption::kAdopted},
    {"signed", Adoption::kAdopted},
    {"issued", Adoption::kAdopted},
    {"no", Adoption::kNotAdopted},
    {"not_adopted", Adoption::kNotAdopted},
    {"rejected", Adoption::kNotAdopted},
    {"defeated", Adoption::kNotAdopted},
    {"failed", Adoption::kNotAdopted},
    {"blocked", Adoption::kNotAdopted},
    {"introduced", Adoption::kNotAdopted},
    {"proposed", Adoption::kNotAdopted},
    {"withdrew", Adoption::kWithdrawn},
    {"revoked", Adoption::kWithdrawn},
    {"not stated", Adoption::kUnknown},
    {"listed", Adoption::kUnknown},
    {"?", Adoption::kUnknown},
}};

constexpr std::array<std::pair<Verdict, std::string_view>, 4> kVerdicts = {{
    {Verdict::kSame, "same"},
    {Verdict::kDifferent, "different"},
    {Verdict::kUnsure, "unsure"},
    {Verdict::kAdopt, "adopt"},
}};

}  // namespace

std::string_view word(Adoption adoption) {
  return std::ranges::find(kAdoptions, adoption, [](const auto& e) { return e.first; })->second;
}

std::optional<Adoption> parse_adoption(std::string_view text) {
  const std::string folded = base::search_fold(text);
  for (const auto& [adoption, name] : kAdoptions)
    if (name == folded) return adoption;
  for (const auto& [name, adoption] : kAdoptionWords)
    if (name == folded) return adoption;
  return std::nullopt;
}

std::string_view word(Verdict verdict) {
  return std::ranges::find(kVerdicts, verdict, [](const auto& e) { return e.first; })->second;
}

std::optional<Verdict> parse_verdict(std::string_view text) {
  for (const auto& [verdict, name] : kVerdicts)
    if (name == text) return verdict;
  return std::nullopt;
}

}  // namespace attest::model
