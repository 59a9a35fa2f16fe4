#include "intake/impl/languages.hpp"

#include <array>

namespace attest::intake {
namespace {

constexpr std::string_view kWest =
    "windows-1252 iso-8859-1 iso-8859-15 macintosh ibm-850 ibm-437 windows-1254";
constexpr std::string_view kEast = "windows-1250 iso-8859-2 ibm-852 x-mac-centraleurroman";
constexpr std::string_view kTurkish = "windows-1254 iso-8859-9 ibm-857 x-mac-turkish";
constexpr std::string_view kBaltic = "windows-1257 iso-8859-13 iso-8859-4 ibm-775";
constexpr std::string_view kCyrillic =
    "windows-1251 koi8-r koi8-u ibm-866 ibm-855 iso-8859-5 x-mac-cyrillic";
constexpr std::string_view kJapanese = "windows-31j euc-jp iso-2022-jp";
constexpr std::string_view kSimplified = "gb18030 hz-gb-2312 iso-2022-cn";
constexpr std::string_view kTraditional = "big5 euc-tw";
constexpr std::string_view kKorean = "windows-949 iso-2022-kr";

using Setting = Language::Setting;
constexpr std::array kLanguages = {
    Language{"English", "’“”–—…‘£é•ï°©½", kWest, Setting::kLatin},
    Language{"French", "éèàêçîôûùâïëœæ", kWest, Setting::kLatin},
    Language{"German", "üäöß", kWest, Setting::kLatin},
    Language{"Spanish", "íóáéñúü", kWest, Setting::kLatin},
    Language{"Portuguese", "ãçáéíóêõâúàôü", kWest, Setting::kLatin},
    Language{"Italian", "èàùòìéî", kWest, Setting::kLatin},
    Language{"Swedish and Finnish", "äåöé", kWest, Setting::kLatin},
    Language{"Danish and Norwegian", "øåæéöò", kWest, Setting::kLatin},
    Language{"Icelandic", "áíðéþóöæúý", "windows-1252 iso-8859-1", Setting::kLatin},
    Language{"Names of the West", "éíáóüñöãçèäúøåêëïôâæ", kWest, Setting::kLatin},
    Language{"Albanian", "ëç", kWest, Setting::kLatin},
    Language{"Turkish", "ıüşçöğİâÇŞî", kTurkish, Setting::kLatin},
    Language{"Polish", "łóąężśćńź", kEast, Setting::kLatin},
    Language{"Czech and Slovak", "íáěéýřžčšůúťňďóľôäĺŕ", kEast, Setting::kLatin},
    Language{"Hungarian", "éáöóőíüúű", kEast, Setting::kLatin},
    Language{"Croatian, Serbian and Slovene", "čšžćđ", kEast, Setting::kLatin},
    Language{"Romanian", "ăîţşâșț", kEast, Setting::kLatin},
    Language{"Romanian", "ăîțșâ", "iso-8859-16", Setting::kLatin},
    Language{"Lithuanian", "ėšųžąįčūę", kBaltic, Setting::kLatin},
    Language{"Latvian", "āīēšņļūķčģž", kBaltic, Setting::kLatin},
    Language{"Estonian", "äõüöšž", kBaltic, Setting::kLatin},
    Language{"Esperanto", "ĉĝĥĵŝŭ", "iso-8859-3", Setting::kLatin},
    Language{"Maltese", "ħżġċàèòùì", "iso-8859-3", Setting::kLatin},
    Language{"Turkish", "ıüşçöğİâÇŞî", "iso-8859-3", Setting::kLatin},
    Language{"Irish and Welsh", "áéíóúŵŷâêîôû", "iso-8859-14", Setting::kLatin},
    Language{"Vietnamese",
             "\u0301\u0300đáêàạ\u0323ôưảơế\u0309ộâấăốớ\u0303ãềợóầờừệịậủứéúíèểựùìọổồẩụòữýởặĩẹốửơẽẫỉỗ"
             "ễõỏỡũỹẻỳ",
             "windows-1258", Setting::kDenseLatin},
    Language{"Russian", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", kCyrillic, Setting::kOwnScript},
    Language{"Ukrainian", "оанивітерслкудмпязьгбчхцйюїжєшщфґ",
             "windows-1251 koi8-u ibm-866 iso-8859-5 x-mac-cyrillic", Setting::kOwnScript},
    Language{"Belarusian", "аніерсотлкыдвпмуязьгбцйжчшхўюэфёі",
             "windows-1251 koi8-u ibm-866 iso-8859-5", Setting::kOwnScript},
    Language{"Bulgarian", "аиоетнрсвлкпдмзуъябгчжцщшхфюйь",
             "windows-1251 ibm-866 ibm-855 iso-8859-5 x-mac-cyrillic", Setting::kOwnScript},
    Language{"Serbian and Macedonian", "аоиенрстјувдкмлпзгбјчњшжљхћџцђфќѓѕ",
             "windows-1251 ibm-855 iso-8859-5", Setting::kOwnScript},
    Language{"Greek", "αοιετσνηυρπκμλςόίωάέδγήχύθώφβξζψϊϋΐΰ",
             "windows-1253 iso-8859-7 x-mac-greek ibm-737 ibm-869", Setting::kOwnScript},
    Language{"Hebrew", "יוהלאתרבשמנםדקחכעפגסטזןצךףץ", "windows-1255 iso-8859-8 ibm-862",
             Setting::kOwnScript},
    Language{"Arabic", "اليمنروتبهدسعفحقكأةجشصخطذىزإضئغثءظؤآ", "windows-1256 iso-8859-6 ibm-864",
             Setting::kOwnScript},
    Language{"Persian and Urdu", "انیيردمهوتبسشكلگفکعخزپجحقصچطذغضظثژآأئ", "windows-1256",
             Setting::kOwnScript},
    Language{"Thai", "านรกเ่องมยว้ลัสดีทตคปะหิบพไแข์ุใจูืชโถผธศซณ็ฐษฎฟำฉญภฤ",
             "windows-874 tis-620 x-mac-thai", Setting::kOwnScript},
    Language{"Armenian", "աենիրլոկմտվուսդծայհյբշգպչցղխէզքթջժռձփօֆճ", "armscii-8",
             Setting::kOwnScript},
    Language{"Georgian", "აიერსოდლმბნვთგუშქკხზცტპჯღყწძჩფჰჟჭ", "georgian-academy georgian-ps",
             Setting::kOwnScript},
    Language{
        "Japanese",
        "のにるたとはしいをてがでなれあかんりこらすさもっだつきまくスントルイーアリラクシドフロ"
        "タジコレマ日人年大国本会一中出上十生月分時間学者合同市東部場業事地方名高行自",
        kJapanese, Setting::kOwnScript},
    Language{
        "Chinese",
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自"
        "之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其"
        "些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关"
        "点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月"
        "话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几"
        "口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期"
        "市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难"
        "且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切"
        "院让识候带导争运省县镇村号李刘陈杨黄赵周吴",
        kSimplified, Setting::kOwnScript},
    Language{
        "Chinese",
        "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自"
        "之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其"
        "些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關"
        "點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月"
        "話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾"
        "口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期"
        "市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難"
        "且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切"
        "院讓識候帶導爭運省縣鎮村號李劉陳楊黃趙周吳灣臺",
        kTraditional, Setting::kOwnScript},
    Language{"Korean",
             "이다의는에을가고한를지사은로하기도서자대시인어리스정나일과상아그부전해있수여구보라것"
             "제장들주조으게성원공만동무국요신교학민면적위경소화우방선년계마유비문생관모비오김박최"
             "거안회개양야내연여들때입니습당러행실세간군출현남북명후중발영단물되합분진",
             kKorean, Setting::kOwnScript},
};

}  // namespace

std::span<const Language> languages() {
  return kLanguages;
}

}  // namespace attest::intake
