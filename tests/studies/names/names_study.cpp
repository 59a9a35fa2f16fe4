// Names on real data: the right spelling among a thousand (word pairs kept apart from training),
// and whole names of one list's two scripts and of an independent list. Prints rates only, never a
// name. Each rate has a floor or a ceiling short of what is reached, so that a change for the worse
// fails.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/process.hpp"
#include "base/random.hpp"
#include "names/align.hpp"
#include "names/crossscript.hpp"

namespace {

using namespace attest;
using names::Outcome;
using names::Part;
using Row = std::vector<std::string>;

int failures = 0;

std::filesystem::path data() {
  const char* shared = std::getenv("ATTEST_SHARED");
  const char* source = std::getenv("ATTEST_SOURCE");
  const std::filesystem::path root =
      shared != nullptr && *shared != '\0'
          ? std::filesystem::path(shared)
          : std::filesystem::path(source ? source : ".") / "../shared";
  return root / "data" / "linkage";
}

std::vector<Row> split_rows(const std::string& bytes) {
  std::vector<Row> rows = {{""}};
  bool quoted = false;
  for (const char c : bytes) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      rows.back().emplace_back();
    } else if (c == '\n' && !quoted) {
      rows.push_back({""});
    } else {
      rows.back().back() += c;
    }
  }
  return rows;
}

// The rows of a packed table, without its header, cut to the columns named.
std::vector<Row> read_table(const std::filesystem::path& path,
                            const std::vector<std::string>& columns) {
  const auto file = base::open_file(path.string());
  const std::string packed = base::read_all(*file, 1U << 28U, "study");
  const base::ProcessResult unpacked = base::run_process({"gzip", "-dc"}, packed);
  const std::vector<Row> rows = split_rows(unpacked.output);
  std::vector<std::size_t> places;
  for (const std::string& column : columns) {
    const auto at = std::find(rows[0].begin(), rows[0].end(), column);
    places.push_back(static_cast<std::size_t>(at - rows[0].begin()));
  }
  std::vector<Row> table;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    if (rows[r].size() != rows[0].size()) continue;
    Row& row = table.emplace_back();
    for (const std::size_t place : places) row.push_back(rows[r][place]);
  }
  return table;
}

void at_least(const std::string& what, double reached, double floor) {
  fmt::print("{}: {:.3f} (at least {:.3f})\n", what, reached, floor);
  failures += reached < floor ? 1 : 0;
}

void at_most(const std::string& what, double reached, double ceiling) {
  fmt::print("{}: {:.3f} (at most {:.3f})\n", what, reached, ceiling);
  failures += reached > ceiling ? 1 : 0;
}

// How often a native word finds its own spelling before 999 others.
double first_of_thousand(const std::vector<Row>& pairs) {
  constexpr int kWords = 600;
  base::Stream chance(1, 0);
  int first = 0;
  for (int word = 0; word < kWords; ++word) {
    const Row& pair = pairs[chance.below(pairs.size())];
    const std::u32string latin = names::fold(pair[0]);
    const std::u32string native = names::fold(pair[1]);
    const double own = names::same_name_bits(latin, native).value_or(-99);
    bool best = true;
    for (int k = 0; k < 999 && best; ++k) {
      const std::u32string other = names::fold(pairs[chance.below(pairs.size())][0]);
      best = other == latin || names::same_name_bits(other, native).value_or(-99) < own;
    }
    first += best ? 1 : 0;
  }
  return static_cast<double>(first) / kWords;
}

void study_words() {
  for (const char* language : {"arabic", "persian", "hebrew", "russian", "armenian", "greek"}) {
    std::vector<Row> pairs;
    const auto path = data() / "names" / fmt::format("wikidata_words_{}.csv.gz", language);
    for (Row& row : read_table(path, {"latin", "native", "split"})) {
      if (row[2] == "test") pairs.push_back(std::move(row));
    }
    at_least(fmt::format("{}, own spelling first among 1000", language), first_of_thousand(pairs),
             0.92);
  }
}

struct Rates {
  double agreeing = 0;
  double similar = 0;
  double contradicting = 0;
};

using Pairs = std::vector<std::pair<names::CompactName, names::CompactName>>;

Rates rates(names::NameComparer& comparer, const Pairs& pairs, Part part) {
  std::array<double, names::kOutcomeCount> counts{};
  for (const auto& [a, b] : pairs) {
    ++counts[static_cast<std::size_t>(comparer.compare(a, b).of(part))];
  }
  const auto share = [&](Outcome outcome) {
    return counts[static_cast<std::size_t>(outcome)] / static_cast<double>(pairs.size());
  };
  return {share(Outcome::kAgreeing), share(Outcome::kSimilar), share(Outcome::kContradicting)};
}

void study_people() {
  std::map<std::string, std::string> ministry;
  for (const Row& row : read_table(data() / "gaza" / "moh_20240831.csv.gz", {"pid", "name"})) {
    ministry.emplace(row[0], row[1]);
  }
  names::Lexicon lexicon;
  const auto add = [&](const std::string& text) { return lexicon.add(names::read_name(text)); };
  Pairs one_source;
  Pairs two_sources;
  for (const Row& row :
       read_table(data() / "gaza" / "airwars_victims.csv.gz", {"name_en", "name_ar", "pid"})) {
    const names::CompactName english = add(row[0]);
    const names::CompactName arabic = add(row[1]);
    const bool named =
        english.standing == names::Standing::kNamed && arabic.standing == english.standing;
    if (named) one_source.emplace_back(english, arabic);
    const auto at = ministry.find(row[2]);
    if (!row[2].empty() && at != ministry.end()) two_sources.emplace_back(english, add(at->second));
  }
  base::Stream chance(2, 0);
  Pairs random;
  for (int k = 0; k < 20000; ++k) {
    random.emplace_back(one_source[chance.below(one_source.size())].first,
                        one_source[chance.below(one_source.size())].second);
  }
  names::NameComparer comparer(lexicon);
  const Rates written = rates(comparer, one_source, Part::kGiven);
  at_least("two scripts of one source, given name agreeing or similar",
           written.agreeing + written.similar, 0.94);
  const Rates matched = rates(comparer, two_sources, Part::kGiven);
  at_least("English to an independent Arabic list, given name agreeing or similar",
           matched.agreeing + matched.similar, 0.95);
  at_most("the same, contradicting", matched.contradicting, 0.04);
  const Rates family = rates(comparer, two_sources, Part::kFamily);
  at_least("the same, family name agreeing or similar", family.agreeing + family.similar, 0.90);
  const Rates strangers = rates(comparer, random, Part::kGiven);
  at_most("random pairs, given name agreeing or similar", strangers.agreeing + strangers.similar,
          0.035);
}

}  // namespace

int main() {
  if (!std::filesystem::exists(data() / "names" / "wikidata_words_greek.csv.gz")) {
    fmt::print("skipped: {} is not there\n", data().string());
    return 77;
  }
  study_words();
  study_people();
  return failures == 0 ? 0 : 1;
}
