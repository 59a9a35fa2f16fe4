#include "reading/pack.hpp"

#include <doctest/doctest.h>

#include "attest_reading_embedded.hpp"
#include "base/error.hpp"
#include "reading/read.hpp"

using namespace attest;
using namespace attest::reading;

namespace {

std::string fault_of(std::string_view text) {
  try {
    Pack::parse(text, "xx.pack");
  } catch (const base::Error& error) {
    return error.message();
  }
  return "none";
}

std::string number_of(const Suggestion& s) {
  const auto text = [](std::optional<std::int64_t> n) { return n ? std::to_string(*n) : "-"; };
  if (s.quantity.bound == model::Bound::kVague) return s.quantity.vague_word;
  if (s.quantity.bound == model::Bound::kRange)
    return text(s.quantity.low) + "-" + text(s.quantity.high);
  return text(s.quantity.value);
}

std::string claims_of(const Pack& pack, std::string_view text) {
  std::string list;
  for (const Suggestion& s : Reader(pack).read(text)) {
    if (s.kind != Kind::kCount) continue;
    list += (list.empty() ? "" : " | ") + std::string(model::word(s.quantity.bound)) + " " +
            number_of(s) + " " + std::string(model::word(s.measure)) + " " + s.category;
  }
  return list.empty() ? "-" : list;
}

void check_cases(const Pack& pack, std::string_view cases) {
  while (!cases.empty()) {
    const std::size_t end = std::min(cases.find('\n'), cases.size());
    const std::string_view line = cases.substr(0, end);
    cases.remove_prefix(std::min(end + 1, cases.size()));
    const std::size_t arrow = line.find(" => ");
    if (line.starts_with("#") || arrow == std::string_view::npos) continue;
    CAPTURE(line);
    CHECK(claims_of(pack, line.substr(0, arrow)) == line.substr(arrow + 4));
  }
}

}  // namespace

TEST_CASE("every shipped pack passes its own cases") {
  CHECK(shipped_packs().size() == 8);
  for (const Pack& pack : shipped_packs()) {
    const std::string_view cases = embedded(pack.language() + ".cases");
    CAPTURE(pack.language());
    REQUIRE_FALSE(cases.empty());
    check_cases(pack, cases);
  }
}

TEST_CASE("a pack of one's own reads a language that is not shipped") {
  const Pack pack = Pack::parse(
      "language = xx\nname = Example\nnum 3 : tri\nmeasure killed state : umrli\n"
      "person all : ljudi\n",
      "xx.pack");
  CHECK(claims_of(pack, "Tri ljudi umrli.") == "exact 3 killed all");
}

TEST_CASE("a fault in a pack names its line") {
  CHECK(fault_of("language = xx\nnonsense here\n").find("xx.pack:2") != std::string::npos);
  CHECK(fault_of("language = xx\nmeasure maimed state : x\n").find("unknown measure") !=
        std::string::npos);
  CHECK(fault_of("language = xx\nperson all :\n").find("neither") != std::string::npos);
  CHECK(fault_of("language = xx\nmood = good\n").find("no setting") != std::string::npos);
  CHECK(fault_of("name = nameless\n").find("no language") != std::string::npos);
}

TEST_CASE("the language of a text is told from its words") {
  CHECK(guess_language("Трое солдат погибли, сообщила полиция.") == "ru");
  CHECK(guess_language("Üç asker öldü, dört kişi yaralandı.") == "tr");
  CHECK(guess_language("Üç əsgər həlak olub, dörd nəfər yaralanıb.") == "az");
  CHECK(guess_language("Զոհվել է երեք զինվոր, հայտնել է ոստիկանությունը։") == "hy");
  CHECK(guess_language("قتل ثلاثة جنود وأصيب أربعة آخرون.") == "ar");
  CHECK(guess_language("Trois soldats ont été tués, selon la police.") == "fr");
  CHECK(guess_language("Tres soldados murieron, según la policía.") == "es");
  CHECK(guess_language("Three soldiers were killed, police said.") == "en");
  CHECK(guess_language("") == "en");
}
