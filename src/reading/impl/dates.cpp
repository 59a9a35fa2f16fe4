#include "reading/impl/dates.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/date.hpp"

namespace attest::reading {
namespace {

constexpr int kWeek = 7;

std::optional<int> plain_number(std::string_view digits, std::size_t longest) {
  if (digits.empty() || digits.size() > longest) return std::nullopt;
  int value = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + (digit - '0');
  }
  return value;
}

/// Monday is 1.
int weekday_of(std::int64_t serial) {
  return static_cast<int>(((serial + 3) % 7 + 7) % 7) + 1;
}

class DateFinder {
 public:
  DateFinder(Sentence& sentence, std::optional<base::Day> article)
      : s_(sentence), article_(article) {}

  std::vector<DateMention> find() {
    for (std::size_t i = 0; i < s_.size(); ++i) {
      if (s_[i].in_date) continue;
      if (const Match* month = s_.match(i, Class::kMonth))
        around_month(*month);
      else if (s_.is_digits(i))
        numeric(i);
    }
    for (std::size_t i = 0; i < s_.size(); ++i) {
      if (s_[i].in_date) continue;
      if (s_.is_digits(i))
        year_alone(i);
      else
        relative(i);
    }
    std::sort(list_.begin(), list_.end(), [](const DateMention& a, const DateMention& b) {
      return a.span.first < b.span.first;
    });
    for (DateMention& date : list_) date.of_statement = beside_speech(date.span);
    return std::move(list_);
  }

 private:
  std::optional<int> day_at(std::size_t i) const {
    if (!s_.is_digits(i)) return std::nullopt;
    const auto day = plain_number(s_.folded(i), 2);
    return day && *day >= 1 && *day <= 31 ? day : std::nullopt;
  }

  std::optional<int> year_at(std::size_t i) const {
    if (!s_.is_digits(i) || s_.folded(i).size() != 4) return std::nullopt;
    const auto year = plain_number(s_.folded(i), 4);
    return year && *year >= 1800 && *year < 2100 ? year : std::nullopt;
  }

  /// Past the ending of digits: 4-ին, 1993-cü, 4th.
  std::size_t past_ending(std::size_t i) const {
    std::size_t next = i + 1;
    if (s_.is_hyphen(next) && s_.is_word(next + 1)) return next + 2;
    if (s_.is_word(next) && !s_[next].space_before && s_.folded(next).size() <= 4) return next + 1;
    return next;
  }

  std::size_t before_ending(std::size_t end) const {
    if (end >= 2 && s_.is_word(end - 1) && s_.is_hyphen(end - 2)) return end - 2;
    if (end >= 2 && s_.is_word(end - 1) && !s_[end - 1].space_before && s_.is_digits(end - 2))
      return end - 1;
    return end;
  }

  bool is_filler(std::size_t i) const {
    return s_.is_comma(i) || s_.is_mark(i, ".") ||
           s_.is_any(i, bit(Class::kDateWord) | bit(Class::kOf) | bit(Class::kNight));
  }

  bool is_link(std::size_t i) const {
    return s_.is_dash(i) || s_.is_any(i, bit(Class::kJoin) | bit(Class::kRange)) ||
           s_.is_mark(i, "/");
  }

  struct Parts {
    std::optional<int> year, day, last_day;
    std::size_t first = 0, end = 0;
  };

  void day_before(Parts& parts) const {
    std::size_t end = parts.first;
    while (end > 0 && s_.is_any(end - 1, bit(Class::kOf) | bit(Class::kDateWord))) --end;
    end = before_ending(end);
    if (end == 0) return;
    const auto day = day_at(end - 1);
    if (!day || s_[end - 1].in_date) return;
    parts.day = day;
    parts.first = end - 1;
    std::size_t other = before_ending(end >= 2 ? end - 2 : 0);
    if (end >= 3 && is_link(end - 2) && day_at(other - 1) && *day_at(other - 1) < *day) {
      parts.last_day = day;
      parts.day = day_at(other - 1);
      parts.first = other - 1;
    }
  }

  void day_after(Parts& parts) const {
    std::size_t at = parts.end;
    if (s_.is_any(at, bit(Class::kDateWord))) ++at;
    const auto day = day_at(at);
    if (!day) return;
    // "May 12 people were killed" is no date, "May 12, …" is.
    if (s_.is(past_ending(at), Class::kPerson) && s_.lexicon().order == Order::kFree) return;
    parts.day = day;
    parts.end = past_ending(at);
    if (is_link(parts.end) && day_at(parts.end + 1) && *day_at(parts.end + 1) > *day) {
      parts.last_day = day_at(parts.end + 1);
      parts.end = past_ending(parts.end + 1);
    }
  }

  void year_after(Parts& parts) const {
    std::size_t at = parts.end;
    for (int skipped = 0; skipped < 2 && is_filler(at); ++skipped) ++at;
    if (!year_at(at)) return;
    parts.year = year_at(at);
    parts.end = past_ending(at);
    if (s_.is(parts.end, Class::kDateWord)) ++parts.end;
  }

  void year_before(Parts& parts) const {
    std::size_t end = parts.first;
    for (int skipped = 0; skipped < 2 && end > 0 && is_filler(end - 1); ++skipped) --end;
    end = before_ending(end);
    if (end == 0 || !year_at(end - 1)) return;
    parts.year = year_at(end - 1);
    parts.first = end - 1;
  }

  void around_month(const Match& month) {
    Parts parts;
    parts.first = month.first;
    parts.end = month.end;
    if (s_.is_mark(parts.end, ".") && s_.is_digits(parts.end + 1)) ++parts.end;
    day_before(parts);
    if (!parts.day) day_after(parts);
    year_after(parts);
    if (!parts.year) year_before(parts);
    const bool alone = !parts.day && !parts.year;
    const int number = static_cast<int>(month.entry->value);
    add({parts.first, parts.end}, month_date(parts, number), month.entry);
    if (alone && !article_) list_.back().edtf.clear();
  }

  std::string month_date(const Parts& parts, int month) const {
    std::optional<int> year = parts.year;
    if (!year && article_) {
      const bool later = month > article_->month ||
                         (month == article_->month && parts.day.value_or(1) > article_->day);
      year = article_->year - (later ? 1 : 0);
    }
    if (!year) return {};
    if (!parts.day) return fmt::format("{:04}-{:02}", *year, month);
    const std::string from = day_text(*year, month, *parts.day);
    if (!parts.last_day || from.empty()) return from;
    const std::string to = day_text(*year, month, *parts.last_day);
    return to.empty() ? from : from + "/" + to;
  }

  static std::string day_text(int year, int month, int day) {
    const base::Day value{year, month, day};
    return base::is_valid(value) ? base::to_iso(value) : std::string();
  }

  /// 26.02.1992, 1992-02-26, 26/02/1992.
  void numeric(std::size_t i) {
    const std::string_view digits = s_.folded(i);
    if (digits.size() >= 8 && digits.size() <= 10) {
      const auto reading = model::read_date(digits);
      if (reading.date && digits.find_first_not_of("0123456789") != std::string_view::npos)
        return add({i, i + 1}, reading.date->text(), nullptr);
    }
    const bool three = i + 4 < s_.size() && s_.is_mark(i + 1) && s_.is_digits(i + 2) &&
                       s_.is_mark(i + 3) && s_.is_digits(i + 4) && !s_[i + 1].space_before &&
                       !s_[i + 2].space_before && !s_[i + 4].space_before &&
                       (s_.is_mark(i + 1, "/") || s_.is_mark(i + 1, "-") || s_.is_mark(i + 1, "."));
    if (!three) return;
    const auto reading = model::read_date(s_.raw(Span{i, i + 5}));
    if (reading.date) add({i, i + 5}, reading.date->text(), nullptr);
  }

  void year_alone(std::size_t i) {
    const auto year = year_at(i);
    if (!year) return;
    const std::size_t end = past_ending(i);
    const bool decade =
        *year % 10 == 0 && s_.is_word(i + 1) && !s_[i + 1].space_before && s_.folded(i + 1) == "s";
    const bool named =
        s_.is(end, Class::kDateWord) ||
        (i > 0 && s_.is_any(i - 1, bit(Class::kDateWord) | bit(Class::kPlaceBefore)));
    const bool counted = s_.is(end, Class::kPerson) || s_.is(end, Class::kUnit);
    const bool ended = end > i + 1 && !decade;  // 1993-cü, 1993'te
    if (!decade && ((!named && !ended) || counted)) return;
    const std::size_t last = s_.is(end, Class::kDateWord) && !decade ? end + 1 : end;
    add({i, last}, decade ? fmt::format("{}X", *year / 10) : fmt::format("{:04}", *year), nullptr);
  }

  // — dates that depend on the article's —

  void relative(std::size_t i) {
    if (const Match* word = s_.match(i, Class::kRelative)) {
      add({word->first, word->end}, days_from_article(word->entry->value), word->entry);
    } else if (const Match* weekday = s_.match(i, Class::kWeekday)) {
      add_weekday(*weekday);
    } else if (const Match* last = s_.match(i, Class::kLast)) {
      if (const Match* period = s_.match(last->end, Class::kPeriod))
        add({last->first, period->end}, last_period(period->entry->value), period->entry);
    }
  }

  std::string days_from_article(std::int64_t days) const {
    if (!article_) return {};
    return base::to_iso(base::from_serial(base::to_serial(*article_) + days));
  }

  void add_weekday(const Match& weekday) {
    Span span{weekday.first, weekday.end};
    const Match* last = s_.match_ending(weekday.first, Class::kLast);
    if (last) span.first = last->first;
    std::string edtf;
    if (article_) {
      const int today = weekday_of(base::to_serial(*article_));
      int back = (today - static_cast<int>(weekday.entry->value) + kWeek) % kWeek;
      if (back == 0 && last) back = kWeek;
      edtf = days_from_article(-back);
    }
    add(span, edtf, weekday.entry);
  }

  std::string last_period(std::int64_t days) const {
    if (!article_) return {};
    if (days >= 365) return fmt::format("{:04}", article_->year - 1);
    if (days >= 28) {
      const bool january = article_->month == 1;
      return fmt::format("{:04}-{:02}", article_->year - (january ? 1 : 0),
                         january ? 12 : article_->month - 1);
    }
    const int today = weekday_of(base::to_serial(*article_));
    return days_from_article(1 - today - kWeek) + "/" + days_from_article(-today);
  }

  void add(Span span, std::string edtf, const Entry* entry) {
    if (span.first > 0 && s_.is(span.first - 1, Class::kNight)) --span.first;
    for (std::size_t i = span.first; i < span.end; ++i) s_.at(i).in_date = true;
    list_.push_back({span, std::move(edtf), false, entry});
  }

  bool beside_speech(Span span) const {
    constexpr std::uint64_t kSays = bit(Class::kSpeech) | bit(Class::kDeny);
    std::size_t before = span.first;
    while (before > 0 && s_.is_any(before - 1, bit(Class::kDateWord) | bit(Class::kPlaceBefore)))
      --before;
    return s_.match_ending(before, Class::kSpeech) != nullptr || s_.is_any(span.end, kSays);
  }

  Sentence& s_;
  std::optional<base::Day> article_;
  std::vector<DateMention> list_;
};

}  // namespace

std::vector<DateMention> find_dates(Sentence& sentence, std::optional<base::Day> article) {
  return DateFinder(sentence, article).find();
}

}  // namespace attest::reading
