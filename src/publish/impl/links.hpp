#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "publish/html.hpp"
#include "publish/impl/index.hpp"

namespace attest::publish {

/// Links as they stand on the pages of one folder. The attributes data-attest are what a stranger's
/// script follows (docs/formats/site.md).
class Links {
 public:
  /// `root` is the way up: "" or "../".
  Links(const Index& index, std::string root) : index_(index), root_(std::move(root)) {}

  const Index& index() const { return index_; }
  std::string to(std::string_view path) const { return root_ + std::string(path); }

  /// A figure that one statement gave, or that is listed at `path`.
  Html figure(Said said, const Html& shown) const;
  Html figure_listed(const std::string& path, const Html& shown) const;
  Html statement(Said said, const Html& shown) const;
  Html statement_at(std::string_view path, const Html& shown) const;
  Html exhibit(std::string_view sha256, const Html& shown) const;
  /// The asserter's name as the statement has it, leading to the source's page.
  Html asserter(Said said) const;
  /// A name that may be a source's.
  Html source(std::string_view name) const;
  Html subject(Said said) const;
  Html plain(std::string_view path, const Html& shown) const;
  /// Mark and word of a party; empty where none is stated.
  Html party(std::string_view affiliation) const;
  std::string affiliation(Said said) const { return index_.speaker(said).affiliation; }

 private:
  const Index& index_;
  std::string root_;
};

/// "26 Feb 1992", "Feb 1992", "1992", "about 1992", "25 Feb 1992 – 3 Mar 1992"; "n.d." for none.
std::string print_date(const std::optional<model::Date>& date);
std::string print_year(const std::optional<model::Date>& date);
/// Where on a line of days a date stands: its earliest day, else its latest.
std::optional<std::int64_t> serial_day(const std::optional<model::Date>& date);
/// "recalled", "listed only" as a badge; empty where the source was seen.
Html seen_badge(model::Seen seen);
bool is_seen(const model::Attribution& by);
/// The number as it is printed, or the words in its place.
std::string shown_number(const model::Figure& figure);
bool has_number(const model::Quantity& quantity);
/// "613 – killed, civilians"; "position: genocide"; a line for lists.
std::string short_line(const Index& index, Said said);
/// The words that were said, as they stand.
std::string words_of(const Index& index, Said said);
/// The first letters of a text, whole words, with "…" where it was cut.
std::string shortened(std::string_view text, std::size_t points);
/// "1 statement", "12 statements".
std::string counted(std::size_t count, std::string_view one, std::string_view many);
std::string capitalised(std::string text);

}  // namespace attest::publish
