#include "names/form.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <string>

#include "base/unicode.hpp"

namespace {

using namespace attest::names;  // NOLINT

/// "given=…; father=…": the tokens in order, letters as UTF-8.
std::string shown(const NameForm& name) {
  std::string out;
  for (const Token& token : name.tokens) {
    if (!out.empty()) out += "; ";
    out += std::string(role_word(token.role)) + "=" + attest::base::to_utf8(token.letters);
  }
  return out;
}

std::string read(std::string_view text, Field field = Field::kWhole) {
  return shown(read_name(text, field));
}

Standing standing(std::string_view text) {
  return read_name(text).standing;
}

}  // namespace

TEST_CASE("an arabic name is given father grandfather family") {
  CHECK(read("سامي خليل ناجي العطار") == "given=سامي; father=خليل; grandfather=ناجي; family=عطار");
  CHECK(read("سامي العطار") == "given=سامي; family=عطار");
  CHECK(read("سامي خليل ناجي فؤاد العطار") ==
        "given=سامي; father=خليل; grandfather=ناجي; forefather=فواد; family=عطار");
}

TEST_CASE("joined and split particles are one word") {
  const std::string whole = "given=عبدرحمن; father=نوردين; family=ابوعطار";
  CHECK(read("عبد الرحمن نور الدين أبو العطار") == whole);
  CHECK(read("عبدالرحمن نورالدين ابوالعطار") == whole);
  CHECK(read("عبد رحمن نور الدين أبا العطار") == whole);
  const std::string latin = "given=abdrahman; family=abuattar";
  CHECK(read("Abd al-Rahman Abu al-Attar") == latin);
  CHECK(read("Abdulrahman Abou Attar") == latin);
  CHECK(read("Abdurrahman Abo al Attar") == latin);
  CHECK(read("Salah ad-Din Attar") == read("Salahuddin Attar"));
  CHECK(read("Salah el Dine Attar") == read("Salaheddine Attar"));
}

TEST_CASE("particles between names carry nothing at the beginning they are names") {
  CHECK(read("Karim bin Nabil al-Attar") == "given=karim; father=nabil; family=attar");
  CHECK(read("Ludwig van der Berg") == "given=ludwig; family=berg");
  CHECK(read("Ben Harper") == "given=ben; family=harper");
  CHECK(read("van der Berg", Field::kFamily) == "family=berg");
}

TEST_CASE("titles are set aside but not where they are the name") {
  CHECK(read("الشهيد سامي العطار") == "given=سامي; family=عطار; title=الشهيد");
  CHECK(read("الحاج سامي خليل العطار") == "given=سامي; father=خليل; family=عطار; title=الحاج");
  CHECK(read("سامي الشيخ") == "given=سامي; family=شيخ");
  CHECK(read("Dr. Karim Attar, Jr.") == "given=karim; family=attar; title=dr; title=jr");
  CHECK(read("Earl Harper") == "given=earl; family=harper");
}

TEST_CASE("slavic patronymics name the father wherever they stand") {
  const std::string ivan = "given=олег; patronymic=сергеи; family=лунин";
  CHECK(read("Лунин Олег Сергеевич") == ivan);
  CHECK(read("Олег Сергеевич Лунин") == ivan);
  CHECK(read("Олег Сергеевич Абрамович") == "given=олег; patronymic=сергеи; family=абрамович");
  CHECK(read("Абрамович Олег Сергеевич") == "given=олег; patronymic=сергеи; family=абрамович");
  CHECK(read("Вера Ильинична Лунина") == "given=вера; patronymic=илья; family=лунина");
  CHECK(read("Oleg Borisovich Lunin") == "given=oleg; patronymic=boris; family=lunin");
  CHECK(read("Milan Petrovich") == "given=milan; family=petrovich");
  CHECK(read("Сергеевна", Field::kPatronymic) == "patronymic=сергеи");
}

TEST_CASE("azerbaijani and armenian fathers are found") {
  CHECK(read("Məmmədov Kamran Nadir oğlu") == "given=kamran; patronymic=nadir; family=memmedov");
  CHECK(read("Kamran Nadir oğlu Məmmədov") == "given=kamran; patronymic=nadir; family=memmedov");
  CHECK(read("Мамедова Лала Надир кызы") == "given=лала; patronymic=надир; family=мамедова");
  CHECK(read("Արմեն Սարգսյան Վարդանի") == "given=արմեն; patronymic=վարդան; family=սարգսյան");
  CHECK(read("Սարգսյան Արմեն Վարդանի") == "given=արմեն; patronymic=վարդան; family=սարգսյան");
}

TEST_CASE("family first is known by its comma by its list or by its ending") {
  CHECK(read("HARPER, John Paul") == "given=john; father=paul; family=harper");
  CHECK(read("Harper John", Field::kFamilyFirst) == "given=john; family=harper");
  CHECK(read("Петросян Левон") == "given=левон; family=петросян");
  CHECK(read("Яков Левин") == "given=яков; family=левин");
}

TEST_CASE("initials are marked") {
  const NameForm name = read_name("J. R. Harper");
  REQUIRE(name.tokens.size() == 3);
  CHECK(name.tokens[0].initial);
  CHECK(name.tokens[1].initial);
  CHECK(!name.tokens[2].initial);
}

TEST_CASE("kunyas and nicknames stand apart") {
  CHECK(read("Karim (Abu Nabil) Attar") == "given=karim; family=attar; kunya=abunabil");
  CHECK(read("أبو نبيل العطار") == "family=عطار; kunya=ابونبيل");
  CHECK(read("أبو بكر العطار") == "given=ابوبكر; family=عطار");
}

TEST_CASE("who is named only through somebody else is not that person") {
  const NameForm wife = read_name("wife of Karim Attar");
  CHECK(wife.standing == Standing::kRelationOnly);
  CHECK(wife.relation == Relation::kSpouse);
  CHECK(shown(wife) == "relation=karim; relation=attar");
  CHECK(shown(read_name("Karim Attar's wife")) == shown(wife));
  const NameForm son = read_name("son of Karim Attar");
  CHECK(son.relation == Relation::kChild);
  CHECK(shown(son) == "father=karim; family=attar");
  CHECK(read_name("زوجة سامي العطار").standing == Standing::kRelationOnly);
  CHECK(shown(read_name("brother of Karim Nabil Attar")) ==
        "father=nabil; family=attar; relation=karim");
  CHECK(read("Lina Attar (wife of Karim)") == "given=lina; family=attar");
  CHECK(read("Lina, daughter of Karim Attar") == "given=lina; father=karim; family=attar");
}

TEST_CASE("texts without a name say so") {
  for (const char* text : {"unknown", "Unknown 3", "unidentified man", "baby girl", "NN", "remains",
                           "مجهول الهوية", "جثة", "неизвестная", "անհայտ", "John Doe"}) {
    CHECK_MESSAGE(standing(text) == Standing::kUnnamed, text);
    CHECK_MESSAGE(read_name(text).tokens.empty(), text);
  }
  for (const char* text : {"", "  ", "n/a", "-", "123", "NULL"}) {
    CHECK_MESSAGE(standing(text) == Standing::kBlank, text);
  }
  CHECK(read("unknown Attar") == "family=attar");
  CHECK(read("مجهول العطار") == "family=عطار");
  CHECK(read("Young", Field::kFamily) == "family=young");
}

TEST_CASE("columns make one name in canonical order") {
  const std::array<FieldText, 4> fields = {{{Field::kFamily, "العطار"},
                                            {Field::kGrandfather, "ناجي"},
                                            {Field::kGiven, "سامي"},
                                            {Field::kFather, "خليل"}}};
  CHECK(shown(read_name(fields)) == "given=سامي; father=خليل; grandfather=ناجي; family=عطار");
  const std::array<FieldText, 2> half = {{{Field::kGiven, "unknown"}, {Field::kFamily, "Attar"}}};
  CHECK(shown(read_name(half)) == "family=attar");
  CHECK(read_name(half).standing == Standing::kNamed);
  CHECK(read("Anna Maria", Field::kGiven) == "given=anna; given=maria");
}

TEST_CASE("any text gives sound tokens") {
  CHECK(rc::check("tokens are folded, without blanks, and named ones exist",
                  [](const std::string& text) {
                    const NameForm name = read_name(text);
                    for (const Token& token : name.tokens) {
                      RC_ASSERT(!token.letters.empty());
                      RC_ASSERT(token.letters.find(U' ') == std::u32string::npos);
                    }
                    RC_ASSERT(name.standing != Standing::kNamed || !name.tokens.empty());
                    RC_ASSERT(name.standing != Standing::kBlank || name.tokens.empty());
                  }));
}
