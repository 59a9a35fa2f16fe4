#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace attest::model {

/// One end of a date: a day, month or year with possibly unknown digits and qualifiers.
/// EDTF level 1 (ISO 8601-2:2019): "1992", "1992-02", "1992-02-26", "1992-XX", "199X", "1992-21"
/// (spring), and a trailing "?" uncertain, "~" approximate, "%" both. Digits are unknown from the
/// right only
/// ("1992-XX-26" is level 2), and years have four digits ("Y17000" is refused).
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
  static Date of_interval(Date from, const Date& to);

  /// Canonical EDTF; parse(text()) is equal to this.
  std::string text() const;
  bool is_interval() const { return end_.has_value(); }
  const DatePart& start() const { return start_; }
  const DatePart& end() const { return end_ ? *end_ : start_; }
  bool uncertain() const;
  bool approximate() const;

  /// The first and last day it can mean. Nothing where open or unknown on that side. A season names
  /// no half of the earth: it may lie anywhere in its year.
  std::optional<base::Day> earliest() const { return earliest_; }
  std::optional<base::Day> latest() const { return latest_; }
  /// The one year it lies in, for labels; nothing if there may be several.
  std::optional<int> year() const;

  friend bool operator==(const Date&, const Date&) = default;

 private:
  Date(DatePart start, std::optional<DatePart> end);
  DatePart start_;
  std::optional<DatePart> end_;
  std::optional<base::Day> earliest_;  ///< follow from the ends
  std::optional<base::Day> latest_;
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
/// Reads EDTF; "26.02.1992", "26/2/1992", "1992-02-26", "02.1992", "1992"; months named in English,
/// Russian, Azerbaijani, Turkish, French, Spanish, German, Armenian and Arabic ("26 February 1992",
/// "Feb 1992"); digits of any script; intervals ("25–26.02.1992", "night of 25-26 February 1992",
/// "1992-02-25/26", "Feb – April 1992"); "about" and "?" as approximate and uncertain. A zero day
/// or month is unknown ("00.02.1992" → "1992-02-XX"). Of a date with a time the day is kept. A year
/// of two digits, a day that does not exist and an unknown word are refused with the reason.
DateReading read_date(std::string_view text, DayOrder order = DayOrder::kDayFirst);

}  // namespace attest::model
