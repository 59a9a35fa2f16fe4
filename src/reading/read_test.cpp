#include "reading/read.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/unicode.hpp"

using namespace attest;
using namespace attest::reading;

namespace {

std::vector<Suggestion> read(std::string_view text, std::optional<base::Day> day = {},
                             std::string_view language = "en") {
  return Reader(*find_pack(language), day).read(text);
}

std::vector<Suggestion> counts(std::string_view text, std::optional<base::Day> day = {},
                               std::string_view language = "en") {
  auto list = read(text, day, language);
  std::vector<Suggestion> kept;
  for (auto& s : list)
    if (s.kind == Kind::kCount) kept.push_back(std::move(s));
  return kept;
}

Suggestion only(std::string_view text, std::optional<base::Day> day = {},
                std::string_view language = "en") {
  const auto list = counts(text, day, language);
  REQUIRE(list.size() == 1);
  return list.front();
}

}  // namespace

TEST_CASE("offsets are code points and cut out the quote") {
  const std::string text = "«Ужас» — сказал он. Погибли 12 человек.";
  const Suggestion s = only(text, {}, "ru");
  const std::u32string points = base::to_utf32(text);
  CHECK(base::to_utf8(points.substr(static_cast<std::size_t>(s.start),
                                    static_cast<std::size_t>(s.end - s.start))) == s.quote);
  CHECK(s.quote == "12 человек");
}

TEST_CASE("the quote reaches from the bound word to the noun") {
  CHECK(only("At least 14 people were killed.").quote == "At least 14 people");
  CHECK(only("The fire left about 30 wounded.").quote == "about 30 wounded");
}

TEST_CASE("a part names the suggestion it is part of") {
  const auto list = read("613 civilians, including 106 women and 63 children, lost their lives.");
  REQUIRE(list.size() >= 3);
  CHECK_FALSE(list[0].subset_of);
  CHECK(list[1].subset_of == 0u);
  CHECK(list[2].subset_of == 0u);
}

TEST_CASE("who says it is told from who passes it on") {
  const Suggestion s =
      only("Five men were arrested, district governor Ivor Stane told Norda News Agency.");
  CHECK(s.speaker == "district governor Ivor Stane");
  CHECK(s.relay == "Norda News Agency");
  CHECK(only("Five men were arrested.").speaker.empty());
}

TEST_CASE("two accounts in one sentence keep their speakers") {
  const auto list =
      counts("The army says 17 soldiers died, while the rebels claim that 60 were killed.");
  REQUIRE(list.size() == 2);
  CHECK(list[0].speaker == "The army");
  CHECK(list[1].speaker == "the rebels");
}

TEST_CASE("a denial is marked and its speaker is who denies") {
  const Suggestion s = only("The ministry denied that 40 soldiers had been killed.");
  CHECK(s.denied);
  CHECK(s.speaker == "The ministry");
}

TEST_CASE("doubt is marked plain speech is not") {
  CHECK(only("As many as 40 people may have died.").hedged);
  CHECK(only("Forty people are feared dead.").hedged);
  CHECK_FALSE(only("The mayor said 12 people were killed.").hedged);
}

TEST_CASE("dates come from the text or from the article's day") {
  CHECK(only("On 26 February 1992 some 30 people were killed.").date == "1992-02-26");
  CHECK(only("On the night of 25-26 February 1992, 30 people were killed.").date ==
        "1992-02-25/1992-02-26");
  CHECK(only("Last Tuesday 30 people were killed.", base::Day{2024, 5, 16}).date == "2024-05-14");
  CHECK(only("Last Tuesday 30 people were killed.").date.empty());
  CHECK(only("Police said on Monday that 30 people were killed.", base::Day{2024, 5, 16})
            .date.empty());
}

TEST_CASE("places are words of the text") {
  CHECK(only("A bomb killed 12 people near Ostrel.").place == "Ostrel");
  CHECK(only("Terranoda 12 nəfər həlak olub: kəndə hücum Ağdamda baş verib.", {}, "az").place !=
        "");
}

TEST_CASE("money years ages scores and metaphors are no claims") {
  for (const char* text :
       {"The company killed 300 jobs and paid 12 million dollars.", "She died in 1992 aged 45.",
        "The team lost 3-1.", "The senate killed the bill by 51 votes.",
        "Under article 7 he was sentenced to 20 years for murder.", "Nobody was killed.",
        "Ten sheep were killed."}) {
    CAPTURE(text);
    CHECK(counts(text).empty());
  }
}

TEST_CASE("words that judge are found with who uses them") {
  bool found = false;
  for (const Suggestion& s : read("The ministry called the killing of 12 villagers a massacre."))
    found = found || (s.kind == Kind::kLegalWord && s.category == "massacre");
  CHECK(found);
}

TEST_CASE("a norm is no assertion") {
  for (const Suggestion& s : read("The world must act so that no massacre is committed again."))
    CHECK(s.kind != Kind::kAssertion);
}

TEST_CASE("rape claims are marked sensitive") {
  CHECK(only("Soldiers raped seven women.").sensitive);
  CHECK_FALSE(only("Soldiers killed seven women.").sensitive);
}

TEST_CASE("any bytes can be read and every quote stands where it says") {
  CHECK(rc::check("offsets hold", [] {
    const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "killed", "12", " ", "people", "\n", "«", "، ", "قتل", "\xff", "и", "погибли", "said", ",",
        ".", "1.5", "million", "40-i", "'", "including", "women", "of", "-", "20 000", "öldü"));
    std::string text;
    for (const std::string& word : words) text += word + " ";
    for (const Pack& pack : shipped_packs())
      for (const Suggestion& s : Reader(pack).read(text)) {
        const std::size_t begin = base::byte_offset(text, static_cast<std::size_t>(s.start));
        RC_ASSERT(text.compare(begin, s.quote.size(), s.quote) == 0);
        RC_ASSERT(s.start < s.end);
      }
  }));
}
