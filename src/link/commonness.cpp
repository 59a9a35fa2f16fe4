#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "link/comparison.hpp"

namespace attest::link {
namespace {

/// What agreement in each value adds: log(Σf² ÷ f). Values counted below one person count as one.
double rarities(const std::vector<double>& counts, double total, std::vector<float>& add) {
  add.assign(counts.size(), 0);
  if (total <= 0) return 0;
  double agreement = 0;
  for (const double count : counts) agreement += count / total * (count / total);
  agreement = std::max(agreement, 1 / (total * total));
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] <= 0) continue;
    add[i] = static_cast<float>(std::log(agreement / (std::max(counts[i], 1.0) / total)));
  }
  return agreement;
}

/// Counts of words in one role, relative to the words of their script.
struct WordCounts {
  std::vector<double> counts;
  std::vector<double> totals = std::vector<double>(names::kScriptCount, 0);
};

void count(WordCounts& into, const names::Lexicon& lexicon, names::TokenId token, double weight) {
  into.counts[token] += weight;
  into.totals[static_cast<std::size_t>(lexicon.script(token))] += weight;
}

double word_rarities(const WordCounts& words, const names::Lexicon& lexicon,
                     std::vector<float>& add) {
  std::vector<double> agreement(names::kScriptCount, 0);
  double overall = 0, everything = 0;
  for (std::size_t token = 0; token < words.counts.size(); ++token) {
    const auto script =
        static_cast<std::size_t>(lexicon.script(static_cast<names::TokenId>(token)));
    if (words.totals[script] <= 0) continue;
    const double f = words.counts[token] / words.totals[script];
    agreement[script] += f * f;
  }
  add.assign(words.counts.size(), 0);
  for (std::size_t token = 0; token < words.counts.size(); ++token) {
    if (words.counts[token] <= 0) continue;
    const auto script =
        static_cast<std::size_t>(lexicon.script(static_cast<names::TokenId>(token)));
    const double f = std::max(words.counts[token], 1.0) / words.totals[script];
    add[token] = static_cast<float>(std::log(agreement[script] / f));
  }
  for (std::size_t script = 0; script < names::kScriptCount; ++script) {
    overall += agreement[script] * words.totals[script];
    everything += words.totals[script];
  }
  return everything > 0 ? overall / everything : 0;
}

double day_rarities(std::span<const DayValue> days, std::span<const float> people,
                    std::vector<float>& add) {
  std::unordered_map<std::uint32_t, double> counts;
  double total = 0;
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (!days[i].full()) continue;
    counts[days[i].packed()] += people[i];
    total += people[i];
  }
  double agreement = 0;
  for (const auto& [day, count] : counts) agreement += count / total * (count / total);
  add.assign(days.size(), 0);
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (!days[i].full()) continue;
    const double f = std::max(counts[days[i].packed()], 1.0) / total;
    add[i] = static_cast<float>(std::log(agreement / f));
  }
  return agreement;
}

}  // namespace

Commonness::Commonness(const Prepared& prepared, std::span<const float> people) {
  const std::size_t words = prepared.lexicon.size();
  WordCounts given, forefather, family;
  for (auto* counts : {&given, &forefather, &family}) counts->counts.assign(words, 0);
  for (std::uint32_t record = 0; record < prepared.size(); ++record) {
    if (prepared.spellings == 0) break;
    for (const auto& name : prepared.names_of(record)) {
      for (std::size_t i = 0; i < name.count; ++i) {
        const auto role = name.roles[i];
        if (role == names::Role::kRelation || role == names::Role::kKunya) continue;
        auto& table = role == names::Role::kGiven    ? given
                      : role == names::Role::kFamily ? family
                                                     : forefather;
        count(table, prepared.lexicon, name.ids[i], people[record]);
      }
    }
  }
  given_.agreement = word_rarities(given, prepared.lexicon, given_.add);
  forefather_.agreement = word_rarities(forefather, prepared.lexicon, forefather_.add);
  family_.agreement = word_rarities(family, prepared.lexicon, family_.add);
  birth_agreement_ = day_rarities(prepared.birth, people, birth_);
  death_agreement_ = day_rarities(prepared.death, people, death_);

  count_namesakes(prepared, people);
  std::vector<double> sexes(3, 0);
  for (std::size_t i = 0; i < prepared.sex.size(); ++i) {
    sexes[static_cast<std::size_t>(prepared.sex[i])] += people[i];
  }
  std::vector<float> sex_add;
  sexes[0] = 0;
  rarities(sexes, sexes[1] + sexes[2], sex_add);
  std::copy(sex_add.begin(), sex_add.end(), sex_.begin());

  for (const auto& values : prepared.texts) {
    std::vector<double> counts(values.folded.size(), 0);
    double total = 0;
    for (std::size_t i = 0; i < values.codes.size(); ++i) {
      if (values.codes[i] == 0) continue;
      counts[values.codes[i]] += people[i];
      total += people[i];
    }
    text_agreement_.push_back(rarities(counts, total, texts_.emplace_back()));
  }
}

void Commonness::count_namesakes(const Prepared& prepared, std::span<const float> people) {
  if (prepared.sex.empty() || prepared.spellings == 0) return;
  constexpr double kPairs = 20;      // of namesakes at large, counted with those of each name
  constexpr double kFewest = 0.005;  // namesakes of different sex, if only by slips
  const std::size_t words = prepared.lexicon.size();
  std::vector<std::array<double, 3>> counts(words);
  std::array<double, 3> all{};
  for (std::uint32_t record = 0; record < prepared.size(); ++record) {
    const auto sex = static_cast<std::size_t>(prepared.sex[record]);
    const auto token = prepared.names_of(record).front().first(names::Role::kGiven);
    all[sex] += people[record];
    if (token != names::kNoToken) counts[token][sex] += people[record];
  }
  const auto same_pairs = [](const std::array<double, 3>& n) { return n[1] * n[1] + n[2] * n[2]; };
  const auto all_pairs = [](const std::array<double, 3>& n) {
    return (n[1] + n[2]) * (n[1] + n[2]);
  };
  if (all_pairs(all) <= 0) return;
  double same = 0, pairs = 0;
  for (const auto& name : counts) {
    same += same_pairs(name);
    pairs += all_pairs(name);
  }
  if (pairs <= 0) return;
  const double at_random = std::clamp(same_pairs(all) / all_pairs(all), kFewest, 1 - kFewest);
  for (const auto& name : counts) {
    const double of_name =
        std::clamp((same_pairs(name) + kPairs * same / pairs) / (all_pairs(name) + kPairs), kFewest,
                   1 - kFewest);
    namesakes_same_.push_back(static_cast<float>(std::log(at_random / of_name)));
    namesakes_differ_.push_back(static_cast<float>(std::log((1 - at_random) / (1 - of_name))));
  }
}

float Commonness::namesakes_sex(names::TokenId token, bool same) const {
  const auto& add = same ? namesakes_same_ : namesakes_differ_;
  return token < add.size() ? add[token] : 0;
}

double Commonness::agreement(Subject subject, std::size_t text) const {
  switch (subject) {
    case Subject::kGiven:
      return given_.agreement;
    case Subject::kForefathers:
      return forefather_.agreement;
    case Subject::kFamily:
      return family_.agreement;
    case Subject::kBirth:
      return birth_agreement_;
    case Subject::kDeath:
      return death_agreement_;
    case Subject::kText:
      return text_agreement_[text];
    default:
      return 0;
  }
}

}  // namespace attest::link
