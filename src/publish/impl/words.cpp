#include <array>

#include "base/unicode.hpp"
#include "publish/impl/links.hpp"

namespace attest::publish {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 4> kSeasons = {"spring", "summer", "autumn", "winter"};

std::string month_of(std::string_view digits) {
  if (digits.size() != 2 || digits == "XX") return {};
  const int number = (digits[0] - '0') * 10 + (digits[1] - '0');
  if (number >= 1 && number <= 12)
    return std::string(kMonths[static_cast<std::size_t>(number - 1)]);
  if (number >= 21 && number <= 24)
    return std::string(kSeasons[static_cast<std::size_t>(number - 21)]);
  return {};
}

/// A part that is known whole; others are printed as EDTF has them.
std::string print_digits(const std::string& digits) {
  const auto year = digits.substr(0, 4);
  if (digits.size() == 4 && year.find('X') == year.npos) return digits;
  if ((digits.size() != 7 && digits.size() != 10) || digits[4] != '-') return digits;
  const auto month = month_of(std::string_view(digits).substr(5, 2));
  if (month.empty() || year.find('X') != year.npos) return digits;
  if (digits.size() == 7) return month + " " + year;
  const auto day = digits.substr(8);
  if (day.find('X') != day.npos) return month + " " + year + ", day unknown";
  return (day[0] == '0' ? day.substr(1) : day) + " " + month + " " + year;
}

std::string print_part(const model::DatePart& part) {
  if (part.presence == model::DatePart::Presence::kUnknown) return "unknown";
  if (part.presence == model::DatePart::Presence::kOpen) return "open";
  return (part.approximate ? "about " : "") + print_digits(part.digits) +
         (part.uncertain ? " (?)" : "");
}

std::string statement_words(const model::Statement& statement) {
  return statement.wording.empty() ? statement.topic : statement.wording;
}

}  // namespace

std::string print_date(const std::optional<model::Date>& date) {
  if (!date) return "n.d.";
  std::string start = print_part(date->start());
  if (!date->is_interval()) return start;
  const std::string end = print_part(date->end());
  const auto space = start.find(' ');
  if (space <= 2 && end.ends_with(start.substr(space)))
    return start.substr(0, space) + "–" + end;  // 25–26 Feb 1992
  return start + " – " + end;
}

std::string print_year(const std::optional<model::Date>& date) {
  if (!date) return "n.d.";
  if (const auto year = date->year()) return std::to_string(*year);
  return date->text();
}

std::optional<std::int64_t> serial_day(const std::optional<model::Date>& date) {
  if (!date) return std::nullopt;
  if (const auto day = date->earliest()) return base::to_serial(*day);
  if (const auto day = date->latest()) return base::to_serial(*day);
  return std::nullopt;
}

bool is_seen(const model::Attribution& by) {
  return by.seen == model::Seen::kSeen;
}

Html seen_badge(model::Seen seen) {
  if (seen == model::Seen::kSeen) return {};
  return el("span", {{"class", "badge"}},
            seen == model::Seen::kListed ? "listed only, not seen" : "recalled, not seen");
}

bool has_number(const model::Quantity& quantity) {
  return model::lower_end(quantity) || model::upper_end(quantity);
}

std::string shown_number(const model::Figure& figure) {
  if (has_number(figure.quantity)) return model::display(figure.quantity);
  for (const auto* words : {&figure.quantity.vague_word, &figure.quantity.words, &figure.wording})
    if (!words->empty()) return *words;
  return "no number";
}

std::string words_of(const Index& index, Said said) {
  const auto& site = index.site();
  switch (said.noun) {
    case Noun::kFigure: {
      const auto& figure = site.figures[said.index];
      return figure.wording.empty() ? figure.quantity.words : figure.wording;
    }
    case Noun::kPosition:
      return site.positions[said.index].words;
    case Noun::kArticle:
      return site.articles[said.index].title;
    case Noun::kStatement:
      break;
  }
  return statement_words(site.statements[said.index]);
}

std::string short_line(const Index& index, Said said) {
  const auto& site = index.site();
  if (said.noun != Noun::kFigure) return shortened(words_of(index, said), 110);
  const auto& figure = site.figures[said.index];
  return shortened(shown_number(figure), 80) + " – " + model::label(figure.measure) + ", " +
         figure.category.words;
}

std::string shortened(std::string_view text, std::size_t points) {
  if (base::count_points(text) <= points) return std::string(text);
  auto cut = text.substr(0, base::byte_offset(text, points));
  const auto space = cut.rfind(' ');
  if (space != cut.npos && space > cut.size() / 2) cut = cut.substr(0, space);
  return std::string(cut) + "…";
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return model::display(static_cast<std::int64_t>(count)) + " " +
         std::string(count == 1 ? one : many);
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

}  // namespace attest::publish
