#include "intake/impl/plausible.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "intake/impl/languages.hpp"

// Eight bits say nothing by themselves: 0xE9 is é, й, ι or ي. What tells encodings apart is that a
// right reading looks like a language: frequent letters are frequent, words do not mix scripts or
// jump from small to capital letters, and there are no controls, boxes or currency signs inside
// words. The score below is a log likelihood under a crude model of that: each character beyond
// ASCII is drawn from the language's letters by rank (Zipf), and oddities cost a fixed number of
// nats. It is crude on purpose; what matters is the gap between the best and the second-best
// *different* text, and where the gap is small the user is asked.

namespace attest::intake {
namespace {

struct Letters {
  const Language* language = nullptr;
  std::unordered_map<char32_t, double> cost;  ///< −log of the share among its letters
};

Letters letters_of(const Language& language) {
  Letters out{&language, {}};
  const std::u32string order = base::to_utf32(language.letters);
  const bool latin = language.setting != Language::Setting::kOwnScript;
  const double start = latin ? 1.0 : order.size() > 90 ? 25.0 : 4.0;
  double sum = 0;
  for (std::size_t i = 0; i < order.size(); ++i) sum += 1 / (start + static_cast<double>(i));
  // Beyond the listed signs of a large script lies as much again.
  if (order.size() > 90) sum *= 1.6;
  for (std::size_t i = 0; i < order.size(); ++i)
    out.cost.emplace(order[i], std::log(sum * (start + static_cast<double>(i))));
  return out;
}

const std::vector<Letters>& all_letters() {
  static const std::vector<Letters> kAll = [] {
    std::vector<Letters> all;
    for (const Language& language : languages()) all.push_back(letters_of(language));
    return all;
  }();
  return kAll;
}

constexpr double kLikeSpace = 4.5, kUsualSign = 5, kOddSign = 8, kBox = 9, kOtherLetter = 7,
                 kForeignLetter = 10, kNeverText = 16, kCapital = 1, kSmallThenCapital = 5,
                 kCapitalsThenSmall = 2, kMixedScripts = 6, kTwoSpecials = 2.5, kSignInWord = 4,
                 kMarkAlone = 6, kLetterByDigit = 2, kLoneLetter = 2.5;

/// What a character costs that every reading has alike; readings in which a byte pair is one sign
/// have fewer.
constexpr double kAscii = 3.5;

/// How unusual an encoding is in files of today, in nats.
double rarity(std::string_view encoding) {
  if (encoding == "windows-1252" || encoding == "windows-1251") return 0;
  if (encoding.starts_with("windows-") || encoding == "gb18030" || encoding == "big5") return 0.7;
  if (encoding.starts_with("iso-8859-") || encoding == "euc-jp" || encoding == "koi8-r") return 1.7;
  if (encoding == "ibm-866" || encoding == "koi8-u" || encoding == "tis-620") return 1.7;
  if (encoding == "ibm-850" || encoding == "ibm-437" || encoding == "ibm-852" ||
      encoding == "macintosh")
    return 2.5;
  return 3.5;
}

double sign_cost(char32_t c) {
  if (c == 0xA0 || c == 0x200C || c == 0x200E || c == 0x200F) return kLikeSpace;
  if (std::u32string_view(U"«»“”„‘’‚–—…№§°•·€£©®™¿¡²³½ªº、。「」・，（）：；！？《》،؛؟").find(c) !=
      std::u32string_view::npos)
    return kUsualSign;
  if (c < 0xA0 || c == 0xFFFD || c == 0xAD || (c >= 0xE000 && c < 0xF900)) return kNeverText;
  if (c >= 0x2500 && c < 0x2600) return kBox;
  return kOddSign;
}

/// Signs that a letter may follow at once.
bool opens_word(char32_t c) {
  return c < 0x80 ||
         std::u32string_view(U"«“„‘’‚–—·№§°€£¿¡ 、。「・，（：；《،").find(c) !=
             std::u32string_view::npos ||
         c == 0xA0 || (c >= 0x200B && c <= 0x200F);
}

/// Scripts that stand together in one word of a living language.
bool same_script(std::string_view a, std::string_view b) {
  const auto wide = [](std::string_view s) { return s == "Hani" || s == "Hira" || s == "Kana"; };
  return a == b || a == "Zyyy" || b == "Zyyy" || a == "Zinh" || b == "Zinh" || (wide(a) && wide(b));
}

/// What is asked of a character many times.
struct Trait {
  char32_t point = 0, lower = 0;
  bool letter = false, upper = false, mark = false;
  std::string_view script;
};

const Trait& trait(char32_t c, std::unordered_map<char32_t, Trait>& known) {
  const auto [at, fresh] = known.try_emplace(c);
  if (fresh) {
    const char32_t lower = base::to_lower(c);
    at->second = {c,
                  lower,
                  base::is_letter(c) || base::is_mark(c),
                  lower != c,
                  base::is_mark(c),
                  base::script(c)};
  }
  return at->second;
}

/// One walk over a text under one language.
class Walk {
 public:
  explicit Walk(const Letters& letters) : letters_(letters) {}

  void step(const Trait& now) {
    if (now.point >= 0x80)
      cost_ += own_cost(now);
    else
      ++ascii_;
    if (previous_ != nullptr) cost_ += joint_cost(*previous_, now);
    const bool lone = before_ != nullptr && previous_->letter && previous_->point >= 0x80 &&
                      !before_->letter && !now.letter;
    if (lone) cost_ += kLoneLetter;
    before_ = previous_;
    run_of_capitals_ = now.letter && now.upper ? run_of_capitals_ + 1 : 0;
    previous_ = &now;
  }
  double cost() const { return cost_ + static_cast<double>(ascii_) * kAscii; }
  double oddness() const { return cost_; }

 private:
  double own_cost(const Trait& now) const {
    if (const auto at = letters_.cost.find(now.point); at != letters_.cost.end()) return at->second;
    if (!now.letter) return sign_cost(now.point);
    if (const auto at = letters_.cost.find(now.lower); at != letters_.cost.end())
      return at->second + (run_of_capitals_ > 0 ? 0 : kCapital);
    if (letters_.language->setting != Language::Setting::kOwnScript)
      return now.script == "Latn" ? kOtherLetter : kForeignLetter;
    return now.script == "Latn" ? kForeignLetter : kOtherLetter;
  }

  double joint_cost(const Trait& before, const Trait& now) const {
    const bool special = before.point >= 0x80 || now.point >= 0x80;
    if (!special) return 0;
    double cost = 0;
    if (before.letter && now.letter) {
      if (!same_script(before.script, now.script)) cost += kMixedScripts;
      const bool cased =
          before.lower != before.point || base::to_upper(before.point) != before.point;
      if (now.upper && !before.upper && cased) cost += kSmallThenCapital;
      if (!now.upper && before.upper && run_of_capitals_ > 2 &&
          base::to_upper(now.point) != now.point)
        cost += kCapitalsThenSmall;
      if (letters_.language->setting == Language::Setting::kLatin && before.point >= 0x80 &&
          now.point >= 0x80)
        cost += kTwoSpecials;
    } else if (before.letter != now.letter) {
      const Trait& sign = before.letter ? now : before;
      if (sign.point >= 0x80 &&
          (sign_cost(sign.point) >= kOddSign || (now.letter && !opens_word(before.point))))
        cost += kSignInWord;
      const Trait& other = before.letter ? before : now;
      if (other.point >= 0x80 && sign.point >= '0' && sign.point <= '9') cost += kLetterByDigit;
      if (now.mark && !before.letter) cost += kMarkAlone;
    }
    return cost;
  }

  const Letters& letters_;
  double cost_ = 0;
  std::size_t ascii_ = 0;
  int run_of_capitals_ = 0;
  const Trait* previous_ = nullptr;
  const Trait* before_ = nullptr;  ///< the one before it
};

void rate(Reading& reading, std::string_view only_encoding) {
  std::unordered_map<char32_t, Trait> known;
  const std::u32string points = base::to_utf32(reading.text);
  reading.score = -1e18;
  for (const Letters& letters : all_letters()) {
    const bool listed = (" " + std::string(letters.language->encodings) + " ")
                            .find(" " + std::string(only_encoding) + " ") != std::string::npos;
    if (!listed) continue;
    Walk walk(letters);
    for (const char32_t c : points) walk.step(trait(c, known));
    if (-walk.cost() <= reading.score) continue;
    reading.score = -walk.cost();
    reading.oddness = walk.oddness();
    reading.language = letters.language->name;
  }
}

std::vector<std::string> encodings_to_try() {
  std::vector<std::string> names;
  for (const Language& language : languages()) {
    std::string_view list = language.encodings;
    while (!list.empty()) {
      const std::size_t end = std::min(list.find(' '), list.size());
      const std::string name(list.substr(0, end));
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
      list.remove_prefix(std::min(end + 1, list.size()));
    }
  }
  return names;
}

}  // namespace

std::vector<Reading> read_in_all(std::string_view bytes, std::string_view favoured) {
  // Another detector's opinion is worth the more, the more it has seen.
  const auto high = std::ranges::count_if(bytes, [](char c) { return (c & 0x80) != 0; });
  const double second_opinion = std::min(4.0, 0.4 * static_cast<double>(high));
  std::vector<Reading> readings;
  for (const std::string& name : encodings_to_try()) {
    Reading reading{name, {}, {}, 0};
    try {
      base::Transcoded text = base::transcode(bytes, name);
      if (text.faults.size() * 20 > bytes.size()) continue;
      reading.text = std::move(text.utf8);
    } catch (const base::Error&) {
      continue;  // this ICU does not know it
    }
    rate(reading, name);
    reading.score -= rarity(name);
    if (name == favoured) reading.score += second_opinion;
    const auto same = std::ranges::find(readings, reading.text, &Reading::text);
    if (same == readings.end())
      readings.push_back(std::move(reading));
    else
      same->score = std::max(same->score, reading.score);
  }
  std::ranges::stable_sort(readings, std::greater<>{}, &Reading::score);
  return readings;
}

}  // namespace attest::intake
