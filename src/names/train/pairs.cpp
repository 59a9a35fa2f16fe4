#include "names/train/pairs.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "names/impl/channel.hpp"

namespace attest::names::train {
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 30U;
constexpr std::size_t kMostSpellings = 12;

std::vector<std::string_view> cut(std::string_view line, char at) {
  std::vector<std::string_view> cells;
  while (true) {
    const std::size_t end = line.find(at);
    cells.push_back(line.substr(0, end));
    if (end == std::string_view::npos) return cells;
    line.remove_prefix(end + 1);
  }
}

std::optional<Pair> read_pair(std::string_view latin, std::string_view native,
                              std::string_view weight) {
  Pair pair;
  for (const char32_t p : fold(latin)) {
    if (p < U'a' || p > U'z') return std::nullopt;
    pair.latin += static_cast<char>(p);
  }
  pair.native = fold(native);
  const bool fits = pair.latin.size() > 1 && !pair.native.empty() &&
                    pair.latin.size() <= kLongestWord && pair.native.size() <= kLongestWord &&
                    pair.native.find(U' ') == std::u32string::npos;
  pair.weight = 1 + std::log(std::max(1.0, std::atof(std::string(weight).c_str())));
  return fits ? std::optional(pair) : std::nullopt;
}

void append_variants(const std::vector<Pair>& pairs, std::vector<Pair>& out) {
  std::map<std::u32string, std::set<std::string>> spellings;
  for (const Pair& pair : pairs) spellings[pair.native].insert(pair.latin);
  for (const auto& [native, words] : spellings) {
    if (words.size() > kMostSpellings) continue;
    for (const std::string& from : words) {
      for (const std::string& to : words) {
        if (from == to) continue;
        out.push_back({std::u32string(from.begin(), from.end()), to,
                       1.0 / static_cast<double>(words.size())});
      }
    }
  }
}

}  // namespace

void read_pairs(const std::string& path, Corpus& corpus) {
  const std::string bytes = base::read_all(*base::open_file(path), kMostBytes, "training file");
  for (const std::string_view line : cut(bytes, '\n')) {
    const std::vector<std::string_view> cells = cut(line, ',');
    if (cells.size() != 4 || cells[0] == "latin") continue;
    auto pair = read_pair(cells[0], cells[1], cells[2]);
    if (!pair || script_of(pair->native) != corpus.script) continue;
    if (cells[3] == "test") {
      corpus.testing.push_back(std::move(*pair));
    } else {
      const bool tenth = (corpus.training.size() + corpus.tuning.size()) % 10 == 9;
      (tenth ? corpus.tuning : corpus.training).push_back(std::move(*pair));
    }
  }
  base::ensure(!corpus.training.empty(), "training file: some pairs");
}

Corpus latin_variants(const std::vector<Corpus>& corpora) {
  Corpus latin;
  latin.script = Script::kLatin;
  for (const Corpus& corpus : corpora) {
    append_variants(corpus.training, latin.training);
    append_variants(corpus.tuning, latin.tuning);
    append_variants(corpus.testing, latin.testing);
  }
  return latin;
}

}  // namespace attest::names::train
