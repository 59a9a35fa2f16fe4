#include <fmt/format.h>

#include <algorithm>

#include "findings/impl/context.hpp"
#include "findings/impl/fold.hpp"
#include "findings/impl/lexicon.hpp"

namespace attest::findings::impl {
namespace {

/// Statements of one voice in one publication or year: what may be parts of one whole.
using Utterance = std::tuple<std::string, std::string, model::MeasureName>;

Utterance utterance(const Context& context, std::size_t i) {
  const auto& f = context.figure(i);
  const auto when = f.by.said ? year_of(f.by) : fold(f.by.publication);
  return {context.loose_voice(i), when, f.measure};
}

/// "51 + 130".
std::string sum_text(const Context& context, const Group& parts) {
  std::string text;
  for (const auto i : parts) {
    if (!text.empty()) text += " + ";
    text += model::display(*exactly(context.figure(i).quantity));
  }
  return text;
}

std::int64_t sum_of(const Context& context, const Group& parts) {
  std::int64_t sum = 0;
  for (const auto i : parts) sum += *exactly(context.figure(i).quantity);
  return sum;
}

/// The smallest set of two or more parts that adds up to the whole; few parts only, because among
/// many some set always does.
std::optional<Group> parts_that_add(const Context& context, const Group& parts,
                                    std::int64_t whole) {
  constexpr std::size_t kMostParts = 7;
  if (parts.size() < 2 || parts.size() > kMostParts) return std::nullopt;
  std::optional<Group> best;
  for (unsigned set = 0; set < (1U << parts.size()); ++set) {
    Group chosen;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      if (set >> k & 1U) chosen.push_back(parts[k]);
    }
    if (chosen.size() < 2 || sum_of(context, chosen) != whole) continue;
    if (!best || chosen.size() < best->size()) best = chosen;
  }
  return best;
}

/// Parts that by their words leave nothing over.
std::optional<Group> complete_parts(const Context& context, const Group& parts) {
  for (const auto& split : complete_splits()) {
    Group found;
    for (const auto& names : split.parts) {
      for (const auto i : parts) {
        const auto category = fold(context.figure(i).category.words);
        if (std::find(names.begin(), names.end(), category) == names.end()) continue;
        found.push_back(i);
        break;
      }
    }
    if (found.size() == split.parts.size() && found.size() == parts.size()) return found;
  }
  return std::nullopt;
}

void compare(Context& context, std::size_t whole, const Group& parts) {
  const auto total = exactly(context.figure(whole).quantity);
  if (!total) return;
  const auto add = [&](CheckKind kind, std::string text, Group used) {
    used.insert(used.begin(), whole);
    context.add(kind, std::move(text), context.witnesses(used));
  };
  if (const auto fit = parts_that_add(context, parts, *total)) {
    add(CheckKind::kSumsAgree,
        fmt::format("{} = {}: the parts stated add up to the whole stated.",
                    sum_text(context, *fit), model::display(*total)),
        *fit);
  } else if (const auto all = complete_parts(context, parts)) {
    add(CheckKind::kSumsDiffer,
        fmt::format(
            "{} = {}, but the whole is given as {}. Is somebody counted twice, or in neither part?",
            sum_text(context, *all), model::display(sum_of(context, *all)), model::display(*total)),
        *all);
  }
}

/// "151+20+10=181" in words or notes; the sum is done again.
struct Equation {
  std::vector<std::int64_t> terms;
  std::int64_t total = 0;
  std::string text;
};

class EquationReader {
 public:
  explicit EquationReader(std::string_view text) : text_(text) {}

  std::vector<Equation> read() {
    std::vector<Equation> out;
    while (at_ < text_.size()) {
      const auto start = at_;
      if (auto equation = one()) {
        out.push_back(std::move(*equation));
      } else {
        at_ = start + 1;
        while (at_ < text_.size() && is_digit(text_[at_ - 1]) && is_digit(text_[at_])) ++at_;
      }
    }
    return out;
  }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  void blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool sign(char c) {
    blanks();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    blanks();
    return true;
  }
  std::optional<std::int64_t> number() {
    std::int64_t value = 0;
    std::size_t digits = 0;
    for (; at_ < text_.size() && digits < 15; ++at_) {
      const bool comma =
          text_[at_] == ',' && digits > 0 && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
      if (comma) continue;
      if (!is_digit(text_[at_])) break;
      value = value * 10 + (text_[at_] - '0');
      ++digits;
    }
    return digits > 0 ? std::optional(value) : std::nullopt;
  }
  std::optional<Equation> one() {
    const auto start = at_;
    Equation equation;
    do {
      const auto term = number();
      if (!term) return std::nullopt;
      equation.terms.push_back(*term);
    } while (sign('+'));
    if (equation.terms.size() < 2 || !sign('=')) return std::nullopt;
    const auto total = number();
    if (!total) return std::nullopt;
    equation.total = *total;
    equation.text = std::string(text_.substr(start, at_ - start));
    return equation;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

void check_equations(Context& context, std::size_t i) {
  const auto& f = context.figure(i);
  for (const auto& equation : EquationReader(f.wording + "\n" + f.by.note).read()) {
    std::int64_t sum = 0;
    for (const auto term : equation.terms) sum += term;
    const bool agrees = sum == equation.total;
    context.add(agrees ? CheckKind::kSumsAgree : CheckKind::kSumsDiffer,
                agrees
                    ? fmt::format("{}: the sum written beside this figure is right.", equation.text)
                    : fmt::format("{}: the sum is {}. Which number was meant?", equation.text,
                                  model::display(sum)),
                {context.witness(i)});
  }
}

}  // namespace

void check_sums(Context& context) {
  const auto groups =
      group_by<Utterance>(context, [&](std::size_t i) { return utterance(context, i); });
  for (const auto& [key, members] : groups) {
    Group parts;
    std::optional<std::size_t> whole;
    for (const auto i : members) {
      const auto& f = context.figure(i);
      if (!exactly(f.quantity)) continue;
      if (f.category.words == "all")
        whole = whole.value_or(i);
      else
        parts.push_back(i);
    }
    if (whole) compare(context, *whole, parts);
  }
  for (const auto i : context.order) check_equations(context, i);
}

void check_parts(Context& context) {
  std::map<std::string, std::size_t> by_key;
  for (const auto i : context.order) by_key.emplace(context.figure(i).by.key, i);
  std::map<Utterance, std::size_t> wholes;
  for (const auto i : context.order) {
    if (context.figure(i).category.words == "all") wholes.emplace(utterance(context, i), i);
  }
  for (const auto i : context.order) {
    const auto& part = context.figure(i);
    std::optional<std::size_t> whole;
    if (const auto named = by_key.find(part.part_of);
        !part.part_of.empty() && named != by_key.end()) {
      whole = named->second;
    } else if (const auto same = wholes.find(utterance(context, i));
               same != wholes.end() && part.category.words != "all") {
      whole = same->second;
    }
    if (!whole || *whole == i || context.figure(*whole).measure != part.measure) continue;
    const auto low = lower_end(part.quantity);
    const auto high = upper_end(context.figure(*whole).quantity);
    if (!low || !high || *low <= *high) continue;
    context.add(
        CheckKind::kPartExceedsWhole,
        fmt::format("{} ({}) is more than the whole it belongs to, {} ({}). Are they of one count?",
                    display(part.quantity), part.category.words,
                    display(context.figure(*whole).quantity),
                    context.figure(*whole).category.words),
        context.witnesses({i, *whole}));
  }
}

}  // namespace attest::findings::impl
