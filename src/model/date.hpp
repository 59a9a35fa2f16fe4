#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace attest::model {

/// One end of a date: a day, month or year with possibly unknown digits and qualifiers.
/// EDTF level 1 (ISO 8601-2:2019): "1992", "1992-02", "1992-02-26", "1992-XX", "199X", "1992-21"
/// (spring), and a trailing "?" uncertain, "~" approximate, "%" both.
struct DatePart {
  enum class Presence {
    kGiven,    ///< a date is given
    kUnknown,  ///< an end left empty: "/1992" — there is an end, nobody knows it
    kOpen      ///< "..": no end
  };
  Presence presence = Presence::kGiven;
  std::string digits;  ///< as in EDTF, without qualifier: "1992-02-XX"
  bool uncertain = false;
  bool approximate = false;
  friend bool operator==(const DatePart&, const DatePart&) = default;
};

/// A partly known date or interval. `2004-XX` is not `2004`: the first is one unknown month, the
/// second the whole year; both may fall on the same days, so compare with `earliest` and `latest`,
/// not by text.
class Date {
 public:
  /// Reads EDTF level 1; nothing if it is not (31 February is not).
  static std::optional<Date> parse(std::string_view edtf);
  static Date of_day(base::Day day);
  static Date of_interval(Date from, Date to);

  /// Canonical EDTF; parse(text()) is equal to this.
  std::string text() const;
  bool is_interval() const { return end_.has_value(); }
  const DatePart& start() const { return start_; }
  const DatePart& end() const { return end_ ? *end_ : start_; }
  bool uncertain() const;
  bool approximate() const;

  /// The first and last day it can mean. Nothing where open or unknown on that side.
  std::optional<base::Day> earliest() const;
  std::optional<base::Day> latest() const;
  /// The year if it is known whole, for labels ("n.d." otherwise is the page's affair).
  std::optional<int> year() const;

  friend bool operator==(const Date&, const Date&) = default;

 private:
  Date(DatePart start, std::optional<DatePart> end);
  DatePart start_;
  std::optional<DatePart> end_;
};

/// What can be said about two dates whose days are only partly known.
enum class Order { kBefore, kAfter, kSameDay, kOverlap };
Order compare(const Date& a, const Date& b);

/// A total, stable order for lists: by earliest day, then latest, then text; unknown ends last.
bool sorts_before(const Date& a, const Date& b);

/// What people and spreadsheets write, as EDTF. The order of day and month must be said; guessing
/// 03/04/1992 silently is how dates go wrong.
enum class DayOrder { kDayFirst, kMonthFirst, kYearFirst };
struct DateReading {
  std::optional<Date> date;
  std::string reason;  ///< why there is none: "31 February does not exist"
};
/// Reads "26.02.1992", "26/2/1992", "1992-02-26", "26 February 1992", "Feb 1992", "1992", Arabic
/// and Persian digits, EDTF, and "1992-02-25/26" (days of one month). Zero day or month means
/// unknown ("00.00.1992").
DateReading read_date(std::string_view text, DayOrder order = DayOrder::kDayFirst);

}  // namespace attest::model
