// Learns data/names/crossing.tsv from public word pairs: `train_names SCRIPT=FILE.csv … >
// crossing.tsv` (several files of one script are taken together). Prints accuracy on the pairs kept
// apart to standard error. The same files give the same table.

#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <map>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "names/keys.hpp"
#include "names/train/em.hpp"

namespace attest::names::train {
namespace {

constexpr double kLeast = 1e-3;
constexpr int kRounds = 10;
constexpr std::size_t kTestWords = 1000;

Script script_named(std::string_view word) {
  for (std::size_t k = 0; k < kScriptCount; ++k) {
    if (script_word(static_cast<Script>(k)) == word) return static_cast<Script>(k);
  }
  throw base::Error(base::Code::kUsage, fmt::format("'{}' is no script", word), "",
                    "Name one of latin, arabic, hebrew, cyrillic, armenian, georgian, greek.");
}

std::vector<Corpus> read_corpora(int count, char** arguments) {
  std::map<Script, Corpus> by_script;
  for (int k = 1; k < count; ++k) {
    const std::string_view argument = arguments[k];
    const std::size_t at = argument.find('=');
    if (at == std::string_view::npos) {
      throw base::Error(base::Code::kUsage, "an argument is SCRIPT=FILE", std::string(argument));
    }
    const Script script = script_named(argument.substr(0, at));
    Corpus& corpus = by_script[script];
    corpus.script = script;
    read_pairs(std::string(argument.substr(at + 1)), corpus);
  }
  std::vector<Corpus> corpora;
  for (auto& [script, corpus] : by_script) corpora.push_back(std::move(corpus));
  return corpora;
}

std::string written(const Symbol& symbol) {
  const std::string letter = base::to_utf8({&symbol.letter, 1});
  return symbol.place == LetterPlace::kFirst  ? "^" + letter
         : symbol.place == LetterPlace::kLast ? letter + "$"
                                              : letter;
}

std::string or_dash(const std::string& letters) {
  return letters.empty() ? "-" : letters;
}

void print_rows(Script script, const Rows& rows) {
  for (const auto& [symbol, row] : rows) {
    for (std::uint32_t code = 0; code < kChunkCount; ++code) {
      if (!(row[code] >= kLeast)) continue;
      fmt::print("{}\t{}\t{}\t{:.0f}\n", script_word(script), written(symbol),
                 or_dash(chunk_letters(code)), -100 * std::log2(row[code]));
    }
  }
}

void print_calibration(Script script, const Calibration& calibration) {
  fmt::print("{}\tcalibration\tscale\t{:.0f}\n", script_word(script), 1000 * calibration.scale);
  fmt::print("{}\tcalibration\todd\t{:.0f}\n", script_word(script), 1000 * calibration.odd);
}

void print_background(const LatinBackground& background) {
  const auto letter = [](int k) { return k == 26 ? '\0' : static_cast<char>('a' + k); };
  for (int a = 0; a < 27; ++a) {
    for (int b = 0; b < 27; ++b) {
      const auto name = [](char c) { return c == 0 ? std::string("-") : std::string(1, c); };
      fmt::print("background\t{}\t{}\t{:.0f}\n", name(letter(a)), name(letter(b)),
                 -100 * background.step(letter(a), letter(b)));
    }
  }
}

Rows train(const Corpus& corpus, const LatinBackground& background) {
  const Rows rows = learn_rows(corpus.training, background, kRounds);
  const Channel channel = make_channel(rows, kLeast);
  const Calibration calibration = calibrate(channel, background, corpus.tuning);
  print_calibration(corpus.script, calibration);
  print_rows(corpus.script, rows);
  fmt::print(
      stderr,
      "{}: {} training pairs, first among 1000 in {:.3f} of {} words kept apart; scale {:.2f}, "
      "odd {:.3f}\n",
      script_word(corpus.script), corpus.training.size(),
      top_of_thousand(channel, background, corpus.testing, kTestWords), kTestWords,
      calibration.scale, calibration.odd);
  return rows;
}

// The row of a letter, in the same place, with the same standard spelling.
const Row* row_spelt(const Rows& rows, const std::string& standard, LetterPlace place) {
  for (const auto& [symbol, row] : rows) {
    if (symbol.place == place && romanise({&symbol.letter, 1}) == standard) return &row;
  }
  return nullptr;
}

// Georgian has no word pairs. Its letters take the chances of the Armenian, else the Cyrillic
// letter with the same standard spelling; a final i, the nominative's ending, is as often left out.
Rows georgian_rows(const Rows& armenian, const Rows& cyrillic) {
  Rows rows;
  for (char32_t letter = U'ა'; letter <= U'ჰ'; ++letter) {
    const std::string standard = romanise({&letter, 1});
    for (const LetterPlace place :
         {LetterPlace::kInside, LetterPlace::kFirst, LetterPlace::kLast}) {
      const Row* row = row_spelt(armenian, standard, place);
      if (row == nullptr) row = row_spelt(cyrillic, standard, place);
      if (row == nullptr && standard == "q") row = row_spelt(armenian, "k", place);
      if (row == nullptr) continue;
      Row& own = rows[{letter, place}] = *row;
      if (letter != U'ი' || place != LetterPlace::kLast) continue;
      for (float& chance : own) chance /= 2;
      own[chunk_code("")] += 0.5F;
    }
  }
  return rows;
}

void run(int count, char** arguments) {
  const std::vector<Corpus> corpora = read_corpora(count, arguments);
  std::vector<const std::vector<Pair>*> all;
  for (const Corpus& corpus : corpora) all.push_back(&corpus.training);
  const LatinBackground background = learn_background(all);
  fmt::print(
      "# Chances of Latin spellings of letters, learned by train_names (src/names/train/) from "
      "word pairs of\n"
      "# Wikidata (CC0-1.0). Licence: CC0-1.0. Method: docs/methods/names.md.\n"
      "# script, letter (^ first, $ last), chunk (- none), -100 log2 of its chance; calibration in "
      "thousandths.\n");
  print_background(background);
  std::map<Script, Rows> rows;
  for (const Corpus& corpus : corpora) rows[corpus.script] = train(corpus, background);
  train(latin_variants(corpora), background);
  print_calibration(Script::kGeorgian, {0.6, 0.03});
  print_rows(Script::kGeorgian, georgian_rows(rows[Script::kArmenian], rows[Script::kCyrillic]));
}

}  // namespace
}  // namespace attest::names::train

int main(int count, char** arguments) {
  try {
    attest::names::train::run(count, arguments);
  } catch (const attest::base::Error& error) {
    fmt::print(stderr, "{}\n", error.message());
    return error.code() == attest::base::Code::kUsage ? 2 : 1;
  }
  return 0;
}
