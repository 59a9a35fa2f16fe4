// F1 of the reader on a labelled set, for each language, with a bootstrap interval over sentences.
//   reading_score SET.jsonl… [--misses] [--floor F1 SPEAKER]
// A claim is right if value (or range, or vague word), measure, category and bound are; its speaker
// is right if the number is and the words are, articles and case aside.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/random.hpp"
#include "reading/read.hpp"
#include "text/fold.hpp"

namespace {

using attest::base::Json;

struct Counts {
  int right = 0, suggested = 0, labelled = 0;
  void add(const Counts& other) {
    right += other.right;
    suggested += other.suggested;
    labelled += other.labelled;
  }
  double f1() const { return suggested + labelled == 0 ? 1 : 2.0 * right / (suggested + labelled); }
};

struct Scored {
  std::string language;
  Counts claims, speakers, flags;
};

std::string number(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "-";
}

std::string label_number(const Json& claim) {
  if (claim["bound"].text() == "vague")
    return "v:" + attest::text::fold_word(claim["vague_word"].text());
  return number(claim["value"].as_integer()) + "/" + number(claim["low"].as_integer()) + "/" +
         number(claim["high"].as_integer());
}

std::string found_number(const attest::reading::Suggestion& s) {
  if (s.quantity.bound == attest::model::Bound::kVague)
    return "v:" + attest::text::fold_word(s.quantity.vague_word);
  return number(s.quantity.value) + "/" + number(s.quantity.low) + "/" + number(s.quantity.high);
}

/// Words of a speaker without case, articles and marks.
std::vector<std::string> speaker_words(const std::string& speaker) {
  static const std::vector<std::string> kArticles = {"the", "a",   "an", "le",  "la",  "les", "un",
                                                     "une", "des", "el", "los", "las", "una", "l"};
  std::vector<std::string> words;
  std::string word;
  for (const char c : attest::text::fold_word(speaker) + " ") {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte)) {
      word += c;
    } else if (!word.empty()) {
      if (std::find(kArticles.begin(), kArticles.end(), word) == kArticles.end())
        words.push_back(word);
      word.clear();
    }
  }
  return words;
}

bool same_speaker(const std::string& a, const std::string& b) {
  return speaker_words(a) == speaker_words(b);
}

struct Tuple {
  std::string key, number, speaker;
  bool hedged = false, denied = false;
};

std::vector<Tuple> labelled(const Json& row) {
  std::vector<Tuple> list;
  for (const Json& claim : row["claims"].items())
    list.push_back({label_number(claim) + " " + claim["measure"].text() + " " +
                        claim["category"].text() + " " + claim["bound"].text(),
                    label_number(claim), claim["speaker"].text(), claim["hedged"].as_boolean(),
                    claim["denied"].as_boolean()});
  return list;
}

std::vector<Tuple> found(const std::vector<attest::reading::Suggestion>& suggestions) {
  std::vector<Tuple> list;
  for (const auto& s : suggestions)
    if (s.kind == attest::reading::Kind::kCount)
      list.push_back({found_number(s) + " " + std::string(attest::model::word(s.measure)) + " " +
                          s.category + " " + std::string(attest::model::word(s.quantity.bound)),
                      found_number(s), s.speaker.empty() ? "own voice" : s.speaker, s.hedged,
                      s.denied});
  return list;
}

template <class Same>
Counts match(const std::vector<Tuple>& labels, const std::vector<Tuple>& suggestions, Same same) {
  std::vector<bool> used(suggestions.size(), false);
  Counts counts{0, static_cast<int>(suggestions.size()), static_cast<int>(labels.size())};
  for (const Tuple& label : labels)
    for (std::size_t i = 0; i < suggestions.size(); ++i)
      if (!used[i] && same(label, suggestions[i])) {
        used[i] = true;
        ++counts.right;
        break;
      }
  return counts;
}

void print_misses(const Json& row, const std::vector<Tuple>& labels,
                  const std::vector<Tuple>& suggestions) {
  fmt::print("{}  {}\n", row["id"].text(), row["text"].text());
  for (const Tuple& t : labels)
    fmt::print("    label  {}  @{}{}{}\n", t.key, t.speaker, t.hedged ? " hedged" : "",
               t.denied ? " denied" : "");
  for (const Tuple& t : suggestions)
    fmt::print("    found  {}  @{}{}{}\n", t.key, t.speaker, t.hedged ? " hedged" : "",
               t.denied ? " denied" : "");
}

Scored score(const Json& row, bool misses) {
  const std::string language = row["lang"].text();
  attest::reading::Reader reader(*attest::reading::find_pack(language));
  const auto labels = labelled(row);
  const auto suggestions = found(reader.read(row["text"].text()));
  Scored scored{language, {}, {}, {}};
  scored.claims =
      match(labels, suggestions, [](const Tuple& a, const Tuple& b) { return a.key == b.key; });
  scored.speakers = match(labels, suggestions, [](const Tuple& a, const Tuple& b) {
    return a.number == b.number && same_speaker(a.speaker, b.speaker);
  });
  scored.flags = match(labels, suggestions, [](const Tuple& a, const Tuple& b) {
    return a.number == b.number && a.hedged == b.hedged && a.denied == b.denied;
  });
  const bool perfect =
      scored.claims.f1() == 1 && scored.speakers.f1() == 1 && scored.flags.f1() == 1;
  if (misses && !perfect) print_misses(row, labels, suggestions);
  return scored;
}

struct Interval {
  double low, high;
};

template <class Pick>
Interval bootstrap(const std::vector<Scored>& list, Pick pick) {
  constexpr int kDraws = 2000;
  attest::base::Stream stream(1, 0);
  std::vector<double> values;
  for (int draw = 0; draw < kDraws; ++draw) {
    Counts counts;
    for (std::size_t i = 0; i < list.size(); ++i) counts.add(pick(list[stream.below(list.size())]));
    values.push_back(counts.f1());
  }
  std::sort(values.begin(), values.end());
  return {values[kDraws / 40], values[kDraws - kDraws / 40 - 1]};
}

Counts total(const std::vector<Scored>& list, Counts Scored::* member) {
  Counts counts;
  for (const Scored& scored : list) counts.add(scored.*member);
  return counts;
}

void print_line(const std::string& name, const std::vector<Scored>& list) {
  const auto claims = [](const Scored& s) { return s.claims; };
  const auto speakers = [](const Scored& s) { return s.speakers; };
  const Interval a = bootstrap(list, claims), b = bootstrap(list, speakers);
  fmt::print(
      "{:<5}{:>5} sentences {:>5} claims   F1 {:.3f} [{:.3f}, {:.3f}]   speaker {:.3f} "
      "[{:.3f}, {:.3f}]   hedged and denied {:.3f}\n",
      name, list.size(), total(list, &Scored::claims).labelled, total(list, &Scored::claims).f1(),
      a.low, a.high, total(list, &Scored::speakers).f1(), b.low, b.high,
      total(list, &Scored::flags).f1());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Scored> all;
  std::map<std::string, std::vector<Scored>> by_language;
  bool misses = false;
  double floor = 0, speaker_floor = 0;
  std::vector<std::string> files;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--misses")
      misses = true;
    else if (argument == "--floor" && i + 2 < argc) {
      floor = std::stod(argv[++i]);
      speaker_floor = std::stod(argv[++i]);
    } else {
      files.push_back(argument);
    }
  }
  for (const std::string& file : files) {
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      if (line.empty()) continue;
      const Json row = attest::base::parse_json_or_throw(line, file);
      if (!attest::reading::find_pack(row["lang"].text())) continue;
      all.push_back(score(row, misses));
      by_language[all.back().language].push_back(all.back());
    }
  }
  if (all.empty()) {
    std::cerr << "reading_score: no labelled sentence was read\n";
    return 1;
  }
  for (const auto& [language, list] : by_language) print_line(language, list);
  print_line("all", all);
  const bool reached = total(all, &Scored::claims).f1() >= floor &&
                       total(all, &Scored::speakers).f1() >= speaker_floor;
  return reached ? 0 : 1;
}
