#include "intake/impl/spellings.hpp"

#include <array>

namespace attest::intake {
namespace {

constexpr std::array kSpellings = {
    Spellings{"key",
              "id|key|no|nr|number|record id|row id|claim id|event id|case id|victim id|person "
              "id|uid|code|ref no|№|номер|код|nömrə|sıra|"
              "sira no|numero|número|numéro|nummer|الرقم|رقم|ردیف|שמספר|համար"},
    Spellings{"name",
              "name|full name|fullname|victim name|name of victim|person|caption|фио|ф и о|полное "
              "имя|имя и фамилия|ad soyad|soyad ad|adı soyadı|"
              "ad soyadı|soyad ad ata adı|nom complet|nom et prenom|nombre completo|nombre y "
              "apellido|vollstandiger name|الاسم|الاسم الكامل|اسم|"
              "نام|نام و نام خانوادگی|שם|שם מלא|անուն ազգանուն|ονοματεπωνυμο"},
    Spellings{
        "given_name",
        "given name|first name|firstname|forename|имя|ad|adı|prenom|nombre|nombres|vorname|الاسم "
        "الاول|نام کوچک|שם פרטי|անուն|imie|jmeno"},
    Spellings{"father_name",
              "father name|father s name|fathers name|father|name of father|имя отца|ata adı|baba "
              "adı|nom du pere|nombre del padre|"
              "اسم الاب|نام پدر|שם האב|հայրանուն"},
    Spellings{"grandfather_name",
              "grandfather name|grandfather s name|grandfather|اسم الجد|dede adı|baba adı"},
    Spellings{"family_name",
              "family name|last name|lastname|surname|familyname|фамилия|soyad|soyadı|soyadi|nom "
              "de famille|nom|apellido|apellidos|nachname|"
              "familienname|اسم العائلة|العائلة|نام خانوادگی|שם משפחה|ազգանուն|nazwisko|prijmeni"},
    Spellings{"patronymic", "patronymic|middle name|отчество"},
    Spellings{"sex",
              "sex|gender|пол|cins|cinsi|cinsiyet|sexe|sexo|geschlecht|الجنس|جنس|جنسیت|מין|սեռ|"
              "plec|pohlavi"},
    Spellings{"birth_date",
              "birth date|birth|date of birth|dob|birthdate|born|дата рождения|doğum tarixi|doğum "
              "tarihi|date de naissance|fecha de nacimiento|"
              "geburtsdatum|تاريخ الميلاد|تاریخ تولد|תאריך לידה|ծննդյան ամսաթիվ"},
    Spellings{"birth_year",
              "birth year|year of birth|yob|год рождения|doğum ili|annee de naissance|año de "
              "nacimiento|ano de nacimiento|geburtsjahr|"
              "سنة الميلاد|سال تولد"},
    Spellings{"death_date",
              "death date|death|date of death|dod|date killed|killed on|date of killing|died|дата "
              "смерти|дата гибели|ölüm tarixi|ölüm tarihi|"
              "date de deces|fecha de muerte|todesdatum|تاريخ الوفاة|تاريخ الاستشهاد|تاریخ "
              "مرگ|תאריך פטירה"},
    Spellings{"age",
              "age|age at death|возраст|yaş|yas|yaşı|edad|alter|العمر|سن|גיל|տարիք|wiek|vek"},
    Spellings{"place",
              "place|location|town|city|village|place of death|location name|место|место "
              "гибели|населенный пункт|город|yer|məkan|şəhər|kənd|lieu|"
              "ville|lugar|municipio|ciudad|ort|stadt|المكان|مكان|المدينة|محل|مکان|שהר|מקום|վայր|"
              "miejsce"},
    Spellings{"address",
              "address|residence|адрес|место "
              "жительства|ünvan|adres|adresse|direccion|العنوان|نشانی|כתובת"},
    Spellings{"incident",
              "incident|incident id|event|event id|event "
              "name|инцидент|событие|hadisə|olay|evenement|evento|vorfall|الحادث"},
    Spellings{"about", "about|incident|event|subject|topic|событие|o чем|hadisə|evento"},
    Spellings{"family", "family|household|family id|household id|семья|ailə"},
    Spellings{"status",
              "status|civilian status|civilian or combatant|статус|statut|estado|الحالة|وضعیت"},
    Spellings{"cause",
              "cause|cause of death|manner of death|weapon|причина смерти|ölüm səbəbi|cause de "
              "deces|causa|todesursache|سبب الوفاة|علت مرگ"},
    Spellings{"measure", "measure|unit|what is counted|quantity of|показатель"},
    Spellings{"category",
              "category|group|of whom|категория|kateqoriya|categorie|categoria|kategorie|الفئة"},
    Spellings{"measure_category",
              "unit or category|measure category|unit category|measure and category"},
    Spellings{"value",
              "value|count|total|deaths|killed|fatalities|number of dead|best|best "
              "estimate|значение|количество|число погибших|say|sayı|nombre de morts|"
              "valor|muertos|anzahl|tote|العدد|عدد|تعداد"},
    Spellings{"value_low",
              "value low|low|min|minimum|low estimate|at least|минимум|не менее|minimo|mindestens"},
    Spellings{
        "value_high",
        "value high|high|max|maximum|high estimate|at most|максимум|не более|maximo|hochstens"},
    Spellings{"wording",
              "wording|quantity or "
              "statement|statement|claim|assertion|quote|text|formulation|формулировка|утверждение|"
              "цитата|текст|iddia|declaration|"
              "cita|texto|wortlaut|zitat|النص|متن"},
    Spellings{"words", "words|wording|exact words|quote|text|формулировка|текст"},
    Spellings{"part_of", "part of|subset of|часть от"},
    Spellings{"event_date", "event date|date of event|дата события"},
    Spellings{"asserter",
              "asserter|asserted by|source|said by|who says|attributed to|source name|кто "
              "утверждает|источник|mənbə|kaynak|fuente|quelle|المصدر|منبع|מקור"},
    Spellings{"asserter_kind",
              "asserter kind|source kind|source type|kind of source|тип источника"},
    Spellings{"affiliation",
              "affiliation|party|side|belongs "
              "to|принадлежность|сторона|tərəf|taraf|parti|bando|seite|الجهة"},
    Spellings{"relays", "relays|via|through|relayed by|quoted by|через"},
    Spellings{"publication",
              "publication|published "
              "in|document|report|издание|публикация|nəşr|publicacion|veroffentlichung"},
    Spellings{"said_date",
              "said date|date said|date|publication date|date published|reported on|дата|дата "
              "публикации|tarix|tarih|fecha|datum|التاريخ|تاریخ"},
    Spellings{"date",
              "date|day|event date|incident date|date of incident|published|publication "
              "date|дата|день|tarix|tarih|date de l evenement|fecha|data|datum|"
              "التاريخ|تاريخ|تاریخ|תאריך|ամսաթիվ"},
    Spellings{"seen", "seen|text seen|viewed|видели|просмотрено"},
    Spellings{"reference",
              "reference|url|link|url or reference|citation|source url|address of "
              "page|ссылка|istinad|referans|lien|enlace|referencia|verweis|الرابط|"
              "پیوند|קישור"},
    Spellings{"note",
              "note|notes|remark|remarks|comment|comments|примечание|примечания|комментарий|qeyd|"
              "not|notlar|remarque|nota|observaciones|bemerkung|ملاحظات|"
              "توضیحات|הערות"},
    Spellings{"repeats", "repeats|repeat of|copy of|duplicates|повторяет"},
    Spellings{"body",
              "body|institution|parliament|organisation|organization|орган|учреждение|orqan|kurum|"
              "institucion|organo"},
    Spellings{"country",
              "country|state|nation|страна|государство|ölkə|ülke|pays|pais|land|البلد|الدولة|کشور|"
              "מדינה|երկիր|kraj"},
    Spellings{"level", "level|уровень|səviyyə|niveau|nivel"},
    Spellings{"instrument",
              "instrument|resolution|document type|документ|резолюция|qətnamə|resolucion"},
    Spellings{"adoption", "adoption|adopted|status|принято"},
    Spellings{"outlet",
              "outlet|newspaper|medium|media|publisher|издание|газета|сми|qəzet|gazete|journal|"
              "periodico|medio|zeitung|الصحيفة|روزنامه"},
    Spellings{"language", "language|lang|язык|dil|langue|idioma|sprache|اللغة|زبان|שפה|լեզու"},
    Spellings{
        "title",
        "title|headline|line or "
        "title|заголовок|название|başlıq|başlık|titre|titulo|titel|العنوان|عنوان|כותרת|վերնագիր"},
    Spellings{"count_stated", "count stated|number stated|figure stated|число"},
    Spellings{"conflict", "conflict|war|конфликт|война|münaqişə|savaş|conflit|conflicto|konflikt"},
    Spellings{"also_named",
              "also named|also known as|aliases|alias|aka|other names|другие названия|также"},
    Spellings{"kind", "kind|type|source type|тип|вид|növ|tür|tipo|art"},
    Spellings{"derives_from", "derives from|based on|copies|source of|по данным"},
    Spellings{
        "victim",
        "victim|victim name|victim id|жертва|потерпевший|qurban|victime|victima|opfer|الضحية"},
    Spellings{"harm",
              "harm|kind of harm|violation|act|type of act|нарушение|вид насилия|violacion"},
    Spellings{"perpetrator",
              "perpetrator|alleged "
              "perpetrator|actor|responsible|исполнитель|виновник|auteur|autor|tater|الجاني"},
    Spellings{"role", "role|роль|rol"},
    Spellings{"topic", "topic|subject|kind|тема|mövzu|konu|sujet|tema|thema"},
};

}  // namespace

std::span<const Spellings> spellings() {
  return kSpellings;
}

}  // namespace attest::intake
