#include "model/quantity.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "model/read.hpp"

namespace {

using namespace attest::model;

/// "at_least:600", or "none".
std::string read(std::string_view text) {
  const auto quantity = read_quantity(text);
  return quantity ? quantity_code(*quantity) : "none";
}

Quantity any_quantity() {
  const auto number = [] { return std::int64_t{*rc::gen::inRange(0, 2'000'000)}; };
  const auto low = number();
  const auto high = low + number() + 1;
  const auto kind = *rc::gen::inRange(0, 7);
  Quantity q{.words = "as it stood"};
  q.value = low;
  if (kind == 0) return q;
  if (kind == 1) q.bound = Bound::kAbout;
  if (kind == 2 || kind == 3) q.bound = kind == 2 ? Bound::kAtLeast : Bound::kMoreThan, q.low = low;
  if (kind == 4 || kind == 5) q.bound = kind == 4 ? Bound::kAtMost : Bound::kLessThan, q.high = low;
  if (kind == 6) q = {.words = q.words, .bound = Bound::kRange, .low = low, .high = high};
  return q;
}

}  // namespace

TEST_CASE("plain numbers with the separators that tables use") {
  for (const std::string text : {"1275", "1,275", "1.275", "1 275", "1\u00A0275", "1\u202F275",
                                 "1'275", "1’275", "١٢٧٥", "۱۲۷۵", "١٬٢٧٥", "1275.0", " 1275 "})
    CHECK_MESSAGE(read(text) == "exact:1275", text);
  CHECK(read("0") == "exact:0");
  CHECK(read("1,000,000") == "exact:1000000");
  for (const std::string text :
       {"", "1,27", "12,75", "1.275,5", "-5", "1e3", "613 killed", "0x10", "1,2345",
        "99999999999999999999", "1992-02-25/26", "26.02.1992", "30 %"})
    CHECK_MESSAGE(read(text) == "none", text);
}

TEST_CASE("bounds are read from marks") {
  CHECK(read("200+") == "at_least:200");
  CHECK(read("≥600") == "at_least:600");
  CHECK(read(">= 600") == "at_least:600");
  CHECK(read(">1,000") == "more_than:1000");
  CHECK(read("<50") == "less_than:50");
  CHECK(read("≤50") == "at_most:50");
  CHECK(read("~200") == "about:200");
  CHECK(read("c. 200") == "about:200");
  CHECK(read("200 (approx.)") == "about:200");
}

TEST_CASE("bounds are read from words in several languages") {
  for (const std::string text : {"at least 600", "no fewer than 600", "600 or more", "min. 600",
                                 "не менее 600", "по меньшей мере 600", "ən azı 600", "en az 600",
                                 "au moins 600", "al menos 600", "առնվազն 600", "ما لا يقل عن 600"})
    CHECK_MESSAGE(read(text) == "at_least:600", text);
  for (const std::string text :
       {"over 1,000", "more than 1000", "более 1000", "свыше 1 000", "1000-dən çox",
        "1000'den fazla", "plus de 1000", "más de 1000", "ավելի քան 1000", "أكثر من 1000"})
    CHECK_MESSAGE(read(text) == "more_than:1000", text);
  for (const std::string text :
       {"about 200", "around 200", "nearly 200", "около 200", "təxminən 200", "200-ə yaxın",
        "yaklaşık 200", "environ 200", "unos 200", "մոտ 200", "حوالي 200", "حوالي ٢٠٠"})
    CHECK_MESSAGE(read(text) == "about:200", text);
  for (const std::string text : {"up to 50", "no more than 50", "as many as 50", "до 50",
                                 "не более 50", "jusqu'à 50", "hasta 50"})
    CHECK_MESSAGE(read(text) == "at_most:50", text);
  CHECK(read("fewer than 50") == "less_than:50");
  CHECK(read("Over 1,000") == "more_than:1000");
  CHECK(read("overt 1000") == "none");
}

TEST_CASE("ranges have two ends in order") {
  for (const std::string text :
       {"500–1,000", "500-1000", "500 — 1 000", "500 to 1,000", "between 500 and 1,000",
        "from 500 to 1000", "от 500 до 1000", "de 500 à 1000", "entre 500 y 1000", "500..1000"})
    CHECK_MESSAGE(read(text) == "range:500..1000", text);
  CHECK(read("20-21") == "range:20..21");
  CHECK(read("1000-500") == "none");
  CHECK(read("02-25") == "none");
}

TEST_CASE("vague words stay words") {
  const auto dozens = read_quantity("Dozens");
  REQUIRE(dozens);
  CHECK(dozens->bound == Bound::kVague);
  CHECK(dozens->vague_word == "Dozens");
  CHECK_FALSE(lower_end(*dozens));
  for (const std::string text :
       {"hundreds", "десятки", "сотни", "yüzlərlə", "yüzlerce", "des centaines", "cientos",
        "հարյուրավոր", "مئات", "tens of thousands", "several"})
    CHECK_MESSAGE(read(text) == "vague:" + std::string(text), text);
  CHECK(read("many") == "none");
}

TEST_CASE("a vague-word rule is applied only when it is named") {
  const auto dozens = *read_quantity("десятки");
  const auto* floor = find_vague_rule("floor");
  const auto* acled = find_vague_rule("acled");
  REQUIRE(floor);
  REQUIRE(acled);
  CHECK(lower_end(apply(*floor, dozens)) == 20);
  CHECK_FALSE(upper_end(apply(*floor, dozens)));
  CHECK(lower_end(apply(*acled, dozens)) == 10);
  CHECK(upper_end(apply(*acled, dozens)) == 10);
  CHECK(apply(*acled, dozens).words == "десятки");
  CHECK(apply(*acled, dozens).bound == Bound::kVague);
  CHECK(apply(*find_vague_rule("none"), dozens) == dozens);
  CHECK_FALSE(find_vague_rule("other"));
  for (const auto& rule : vague_rules()) CHECK_FALSE(rule.source.empty());
}

TEST_CASE("more than a number is at least the next") {
  CHECK(lower_end(*read_quantity("more than 600")) == 601);
  CHECK_FALSE(upper_end(*read_quantity("more than 600")));
  CHECK(upper_end(*read_quantity("fewer than 50")) == 49);
  CHECK_FALSE(lower_end(*read_quantity("fewer than 50")));
  CHECK(lower_end(*read_quantity("about 200")) == 200);
  CHECK(upper_end(*read_quantity("20-30")) == 30);
}

TEST_CASE("three columns make one quantity") {
  const auto code = [](auto value, auto low, auto high) {
    const auto q = quantity_of(value, low, high, "w");
    return q ? quantity_code(*q) : "none";
  };
  const std::optional<std::int64_t> none;
  const auto n = [](std::int64_t number) { return std::optional(number); };
  CHECK(code(n(613), none, none) == "exact:613");
  CHECK(code(none, n(200), none) == "at_least:200");
  CHECK(code(none, none, n(50)) == "at_most:50");
  CHECK(code(none, n(500), n(1000)) == "range:500..1000");
  CHECK(code(n(774), n(774), n(1376)) == "range:774..1376@774");
  CHECK(code(n(0), n(0), n(0)) == "exact:0");
  CHECK(code(n(700), n(600), none) == "at_least:600@700");
  CHECK(code(none, n(1000), n(500)) == "none");
  CHECK(code(none, none, none) == "none");
}

TEST_CASE("labels show the bound") {
  CHECK(display(*read_quantity("1275")) == "1,275");
  CHECK(display(*read_quantity("at least 600")) == "≥ 600");
  CHECK(display(*read_quantity("over 1000")) == "> 1,000");
  CHECK(display(*read_quantity("500-1000")) == "500–1,000");
  CHECK(display(*quantity_of(774, 774, 1376, "")) == "774 (774–1,376)");
  CHECK(display(*read_quantity("dozens")) == "“dozens”");
  CHECK(display(Quantity{}) == "no number");
  CHECK(display(std::int64_t{-1234567}) == "-1,234,567");
  CHECK(display(std::int64_t{999}) == "999");
}

TEST_CASE("the stored form of a quantity gives the quantity back") {
  CHECK(rc::check([] {
    const auto q = any_quantity();
    RC_ASSERT(quantity_from_code(quantity_code(q), q.words) == q);
  }));
  for (const std::string code :
       {"", "exact", "exact:", "exact:x", "exact:-1", "range:5", "range:9..3", "range:..",
        "vague:", "many:3", "at_least:1@x", "exact:9007199254740992"})
    CHECK_MESSAGE(!quantity_from_code(code, ""), code);
}

TEST_CASE("the lower end is never above the upper") {
  CHECK(rc::check([] {
    const auto q = any_quantity();
    const auto low = lower_end(q);
    const auto high = upper_end(q);
    RC_ASSERT((!low || !high || *low <= *high));
  }));
}

TEST_CASE("a number printed for people is read back") {
  CHECK(rc::check([] {
    const std::int64_t number = *rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 52);
    RC_ASSERT(read_integer(display(number)) == number);
    RC_ASSERT(read_integer(std::to_string(number)) == number);
  }));
}

TEST_CASE("any text is a quantity with its own words or none") {
  CHECK(rc::check([](const std::string& text) {
    const auto q = read_quantity(text);
    RC_ASSERT((!q || q->words == text));
  }));
}
