#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "names/crossscript.hpp"
#include "names/form.hpp"

namespace attest::names {

/// A word of a lexicon; ids run from 0 in the order of first use.
using TokenId = std::uint32_t;
inline constexpr TokenId kNoToken = std::numeric_limits<TokenId>::max();

/// A name of at most kMost words held by ids: 48 bytes, compared without touching text.
struct CompactName {
  static constexpr std::size_t kMost = 9;
  std::array<TokenId, kMost> ids{};
  std::array<Role, kMost> roles{};
  std::uint8_t count = 0;
  Standing standing = Standing::kBlank;
  Script script = Script::kNone;

  /// The first word of a role; kNoToken if there is none.
  TokenId first(Role role) const;
  bool operator==(const CompactName&) const = default;
};

/// All distinct words of the names of a run, each with what is dear to compute once: its script and
/// its consonant skeleton (keys.hpp). Adding is not thread-safe; reading is, while nobody adds.
class Lexicon {
 public:
  /// `uses`: in how many rows (or people) the word stands, where that many are added at once.
  TokenId add(std::u32string_view letters, std::uint32_t uses = 1);
  /// Titles are left out; words beyond kMost are dropped from the middle.
  CompactName add(const NameForm& name, std::uint32_t uses = 1);

  std::size_t size() const { return entries_.size(); }
  std::u32string_view letters(TokenId token) const { return entries_[token].letters; }
  /// How often the word was added, counted by `uses`.
  std::uint32_t uses(TokenId token) const { return entries_[token].uses; }
  Script script(TokenId token) const { return traits_[token].script; }
  /// Equal for words of equal skeleton; kNoToken where a word has none.
  std::uint32_t skeleton(TokenId token) const { return entries_[token].skeleton; }
  /// What shows at a glance that two words have little in common.
  struct Traits {
    std::uint32_t consonants =
        0;  ///< how often each of eight classes stands in the skeleton, 4 bits each
    std::uint32_t letters = 0;  ///< which letters occur, modulo 32
    std::uint32_t sum = 0;      ///< equal for words of equal letters in any order
    std::uint16_t size = 0;     ///< letters; at most 65,535
    Script script = Script::kNone;
    bool partial = false;  ///< it has a part that lists leave out
  };
  const Traits& traits(TokenId token) const { return traits_[token]; }
  WrittenWord written(TokenId token) const {
    return {entries_[token].letters, traits_[token].script, entries_[token].latin,
            traits_[token].partial};
  }
  /// The token of these letters, if it was added.
  TokenId find(std::u32string_view letters) const;

 private:
  struct Entry {
    std::u32string letters;
    std::string latin;
    std::uint32_t skeleton = kNoToken;
    std::uint32_t uses = 0;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::u32string_view s) const {
      return std::hash<std::u32string_view>{}(s);
    }
  };
  std::vector<Entry> entries_;
  std::vector<Traits> traits_;
  std::unordered_map<std::u32string, TokenId, Hash, std::equal_to<>> ids_;
  std::unordered_map<std::string, std::uint32_t> skeletons_;
};

}  // namespace attest::names
