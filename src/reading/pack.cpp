#include "reading/pack.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>
#include <optional>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "reading/impl/lexicon.hpp"
#include "text/fold.hpp"

namespace attest::reading {
namespace {

const std::map<std::string_view, Class> kClasses = {{"num", Class::kNumber},
                                                    {"mult", Class::kMultiplier},
                                                    {"scale", Class::kScale},
                                                    {"vague", Class::kVague},
                                                    {"bound", Class::kBound},
                                                    {"range", Class::kRange},
                                                    {"between", Class::kBetween},
                                                    {"from", Class::kFrom},
                                                    {"measure", Class::kMeasure},
                                                    {"neutral", Class::kNeutral},
                                                    {"tally", Class::kTally},
                                                    {"change", Class::kChange},
                                                    {"person", Class::kPerson},
                                                    {"dual", Class::kDual},
                                                    {"unit", Class::kUnit},
                                                    {"label", Class::kLabel},
                                                    {"of", Class::kOf},
                                                    {"other", Class::kOther},
                                                    {"subset", Class::kSubset},
                                                    {"indefinite", Class::kIndefinite},
                                                    {"join", Class::kJoin},
                                                    {"break", Class::kBreak},
                                                    {"stop", Class::kStop},
                                                    {"aux", Class::kAux},
                                                    {"not", Class::kNot},
                                                    {"ignore", Class::kIgnore},
                                                    {"hypothetical", Class::kHypothetical},
                                                    {"speech", Class::kSpeech},
                                                    {"source", Class::kSource},
                                                    {"that", Class::kThat},
                                                    {"outlet", Class::kOutlet},
                                                    {"relay", Class::kRelay},
                                                    {"pronoun", Class::kPronoun},
                                                    {"lead", Class::kLead},
                                                    {"deny", Class::kDeny},
                                                    {"hedge", Class::kHedge},
                                                    {"month", Class::kMonth},
                                                    {"weekday", Class::kWeekday},
                                                    {"relative", Class::kRelative},
                                                    {"period", Class::kPeriod},
                                                    {"last", Class::kLast},
                                                    {"night", Class::kNight},
                                                    {"dateword", Class::kDateWord},
                                                    {"in", Class::kPlaceBefore},
                                                    {"placenoun", Class::kPlaceNoun},
                                                    {"place", Class::kPlace},
                                                    {"legal", Class::kLegal},
                                                    {"position", Class::kPosition},
                                                    {"norm", Class::kNorm},
                                                    {"claim", Class::kClaim},
                                                    {"sensitive", Class::kSensitive}};

const std::map<std::string_view, Form> kForms = {
    {"verb", Form::kVerb},   {"state", Form::kState},   {"either", Form::kEither},
    {"noun", Form::kNoun},   {"event", Form::kEvent},   {"before", Form::kBefore},
    {"after", Form::kAfter}, {"citing", Form::kCiting}, {"report", Form::kReport}};

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
    text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(by);
    const std::string_view part = trim(text.substr(0, at));
    if (!part.empty()) parts.push_back(part);
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::optional<std::int64_t> integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Reads a pack's lines into a lexicon.
class Parser {
 public:
  Parser(std::string_view where, Lexicon& into) : where_(where), into_(into) {}

  void line(std::string_view text, int number) {
    number_ = number;
    if (const std::size_t comment = text.find(" #"); comment != std::string_view::npos)
      text = text.substr(0, comment);
    text = trim(text);
    if (text.empty() || text.front() == '#') return;
    const std::size_t colon = text.find(" : ");
    const std::size_t equals = text.find(" = ");
    if (colon != std::string_view::npos) {
      words(split(text.substr(0, colon), ' '), split(text.substr(colon + 3), '|'));
    } else if (equals != std::string_view::npos) {
      setting(trim(text.substr(0, equals)), trim(text.substr(equals + 3)));
    } else {
      fail("neither a setting (name = value) nor words (class : words)");
    }
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw base::Error(base::Code::kMalformed, what, fmt::format("{}:{}", where_, number_),
                      "The format is described in docs/formats/rule-pack.md.");
  }

  static std::vector<std::string> folded(std::string_view list) {
    std::vector<std::string> out;
    for (const std::string_view word : split(list, ' ')) out.push_back(text::fold_word(word));
    return out;
  }

  void setting(std::string_view key, std::string_view value) {
    if (!text_setting(key, value) && !switch_setting(key, value) && !list_setting(key, value))
      fail(fmt::format("no setting is called \"{}\"", key));
  }

  bool text_setting(std::string_view key, std::string_view value) {
    if (key == "language")
      into_.language = value;
    else if (key == "name")
      into_.name = value;
    else if (key == "order")
      into_.order = order(value);
    else if (key == "decimal")
      into_.decimal = value.front();
    else if (key == "join_clitic")
      into_.join_clitic = text::fold_word(value);
    else if (key == "article_clitic")
      into_.article_clitic = text::fold_word(value);
    else
      return false;
    return true;
  }

  bool switch_setting(std::string_view key, std::string_view value) {
    const std::map<std::string_view, bool*> switches = {
        {"elision", &into_.elision},
        {"bare_singular", &into_.bare_singular},
        {"event_after", &into_.event_after},
        {"compound_numbers", &into_.compound_numbers},
        {"units_first", &into_.units_first},
        {"capital_months", &into_.capital_months},
        {"inverted_about", &into_.inverted_about}};
    const auto found = switches.find(key);
    if (found == switches.end()) return false;
    if (value != "yes" && value != "no") fail(fmt::format("{} is yes or no", key));
    *found->second = value == "yes";
    return true;
  }

  bool list_setting(std::string_view key, std::string_view value) {
    const std::map<std::string_view, std::vector<std::string>*> lists = {
        {"clitics", &into_.clitics},     {"enclitics", &into_.enclitics},
        {"suffixes", &into_.suffixes},   {"place_endings", &into_.place_endings},
        {"locatives", &into_.locatives}, {"abbreviations", &into_.abbreviations},
        {"ablatives", &into_.ablatives}, {"possessives", &into_.possessives},
        {"genitives", &into_.genitives}, {"up_to", &into_.up_to},
        {"infixes", &into_.infixes},     {"verb_endings", &into_.verb_endings}};
    const std::map<std::string_view, std::unordered_set<std::string>*> sets = {
        {"partitive", &into_.partitive}, {"ordinals", &into_.ordinals}};
    std::vector<std::string> words = folded(value);
    if (const auto list = lists.find(key); list != lists.end()) {
      *list->second = std::move(words);
    } else if (const auto set = sets.find(key); set != sets.end()) {
      set->second->insert(words.begin(), words.end());
    } else {
      return false;
    }
    return true;
  }

  Order order(std::string_view value) const {
    if (value == "free") return Order::kFree;
    if (value == "final") return Order::kFinal;
    if (value == "initial") return Order::kInitial;
    fail("order is free, final or initial");
  }

  void words(const std::vector<std::string_view>& head, const std::vector<std::string_view>& list) {
    Entry entry = of_class(head);
    if (list.empty()) fail("no words after the colon");
    for (const std::string_view phrase : list) {
      entry.tokens.clear();
      entry.stem.clear();
      for (const std::string_view token : split(phrase, ' ')) add_tokens(entry, token);
      into_.add(entry);
    }
  }

  /// Cuts a word of a phrase as texts are cut: at hyphens, and after an elided article.
  void add_tokens(Entry& entry, std::string_view word) {
    const bool stem = word.size() > 1 && word.back() == '*';
    if (stem) word.remove_suffix(1);
    const std::string folded = text::fold_word(word);
    if (folded.empty()) fail("a word without letters");
    std::size_t begin = 0;
    const auto add = [&](std::size_t end) {
      if (end == begin) return;
      entry.tokens.push_back(folded.substr(begin, end - begin));
      entry.stem.push_back(stem && end == folded.size());
      begin = end;
    };
    for (std::size_t i = 0; i < folded.size(); ++i) {
      if (folded[i] == '-') {
        add(i);
        add(i + 1);
      } else if (folded[i] == '\'' && into_.elision && i - begin >= 1 && i - begin <= 3) {
        add(i + 1);
      }
    }
    add(folded.size());
  }

  Entry of_class(const std::vector<std::string_view>& head) {
    Entry entry;
    entry.line = number_;
    const auto cls = head.empty() ? kClasses.end() : kClasses.find(head.front());
    if (cls == kClasses.end()) fail("an unknown class");
    entry.cls = cls->second;
    for (std::size_t i = 1; i < head.size(); ++i) argument(entry, head[i]);
    return entry;
  }

  /// Arguments are told apart by what they are: a measure, a bound, a form, a number, or a word.
  void argument(Entry& entry, std::string_view text) const {
    const auto quantity = model::parse_bound(text);
    if (entry.cls == Class::kNumber && quantity) {
      entry.bound = *quantity;
      return;
    }
    if (const auto form = kForms.find(text); form != kForms.end()) {
      entry.form = form->second;
    } else if (const auto value = integer(text)) {
      entry.value = *value;
    } else if (entry.cls == Class::kBound) {
      const auto bound = model::parse_bound(text);
      if (bound)
        entry.bound = *bound;
      else if (entry.form == Form::kAfter)
        entry.word = text::fold_word(text);
      else
        fail("an unknown bound");
    } else if (entry.cls == Class::kMeasure && !houses_only(text)) {
      const auto measure = model::parse_measure(text);
      if (!measure) fail("an unknown measure");
      entry.measure = *measure;
    } else if ((entry.cls == Class::kTally || entry.cls == Class::kSubset) &&
               model::parse_measure(text)) {
      entry.measure = *model::parse_measure(text);
      entry.value = 1;
    } else if (text == "one") {
      entry.value = 1;
    } else {
      add_word(entry.word, text);
    }
  }

  /// The harm word is said of houses, not of people.
  static bool houses_only(std::string_view text) { return text == "houses"; }

  static void add_word(std::string& word, std::string_view text) {
    if (!word.empty()) word += ' ';
    for (const char letter : text) {
      word += letter == '_' ? ' ' : letter;
      if (letter == ':') word += ' ';
    }
  }

  std::string_view where_;
  Lexicon& into_;
  int number_ = 0;
};

}  // namespace

Pack::Pack(std::unique_ptr<Lexicon> lexicon) : lexicon_(std::move(lexicon)) {}
Pack::Pack(Pack&&) noexcept = default;
Pack& Pack::operator=(Pack&&) noexcept = default;
Pack::~Pack() = default;
const std::string& Pack::language() const {
  return lexicon_->language;
}
const std::string& Pack::name() const {
  return lexicon_->name;
}
const Lexicon& Pack::lexicon() const {
  return *lexicon_;
}

Pack Pack::parse(std::string_view text, std::string_view where) {
  auto lexicon = std::make_unique<Lexicon>();
  Parser parser(where, *lexicon);
  int number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    parser.line(text.substr(0, end), ++number);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  if (lexicon->language.empty())
    throw base::Error(base::Code::kMalformed, "no language is named", std::string(where));
  return Pack(std::move(lexicon));
}

}  // namespace attest::reading
