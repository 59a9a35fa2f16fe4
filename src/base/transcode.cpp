#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "base/error.hpp"
#include "base/impl/armscii8.hpp"
#include "base/unicode.hpp"

namespace attest::base {
namespace {

constexpr char16_t kUnknown = 0xFFFD;

/// One encoding's bytes to UTF-8, in pieces; remembers where bytes had no meaning.
class Converter {
 public:
  virtual ~Converter() = default;
  virtual void convert(std::string_view bytes, bool last, std::string& out) = 0;
  std::vector<std::size_t> take_faults() { return std::exchange(faults_, {}); }

 protected:
  void add_fault(std::size_t offset) { faults_.push_back(offset); }

 private:
  std::vector<std::size_t> faults_;
};

class ArmenianConverter final : public Converter {
 public:
  void convert(std::string_view bytes, bool, std::string& out) override {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const auto byte = static_cast<unsigned char>(bytes[i]);
      const char32_t point = armscii8_point(byte);
      const bool known = point != 0 || byte == 0;
      append_utf8(out, known ? point : kUnknown);
      if (!known) add_fault(seen_ + i);
    }
    seen_ += bytes.size();
  }

 private:
  std::size_t seen_ = 0;
};

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

class IcuConverter final : public Converter {
 public:
  explicit IcuConverter(std::unique_ptr<UConverter, CloseConverter> icu) : icu_(std::move(icu)) {
    UErrorCode status = U_ZERO_ERROR;
    ucnv_setToUCallBack(icu_.get(), on_fault, this, nullptr, nullptr, &status);
    ensure(U_SUCCESS(status) != 0, "ICU takes a callback");
  }

  void convert(std::string_view bytes, bool last, std::string& out) override {
    std::array<char16_t, 4096> units;
    const char* at = bytes.data();
    start_ = at;
    UErrorCode status = U_ZERO_ERROR;
    do {
      status = U_ZERO_ERROR;
      char16_t* end = units.data();
      ucnv_toUnicode(icu_.get(), &end, units.data() + units.size(), &at,
                     bytes.data() + bytes.size(), nullptr, static_cast<UBool>(last), &status);
      for (const char16_t* unit = units.data(); unit != end; ++unit) put(*unit, out);
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    ensure(U_SUCCESS(status) != 0, "ICU decodes any bytes");
    seen_ += bytes.size();
  }

 private:
  // ICU may cut a pair of surrogates where its buffer ends.
  void put(char16_t unit, std::string& out) {
    if (U16_IS_LEAD(unit)) {
      lead_ = unit;
    } else if (U16_IS_TRAIL(unit)) {
      append_utf8(out, static_cast<char32_t>(U16_GET_SUPPLEMENTARY(lead_, unit)));
    } else {
      append_utf8(out, unit);
    }
  }

  static void on_fault(const void* self, UConverterToUnicodeArgs* arguments, const char*,
                       int32_t length, UConverterCallbackReason reason, UErrorCode* status) {
    if (reason > UCNV_IRREGULAR) return;
    *status = U_ZERO_ERROR;
    auto* me = static_cast<IcuConverter*>(const_cast<void*>(self));
    me->add_fault(me->offset_before(arguments->source, length));
    ucnv_cbToUWriteUChars(arguments, &kUnknown, 1, 0, status);
  }

  // The sequence may have begun in an earlier piece.
  std::size_t offset_before(const char* source, int32_t length) const {
    const auto offset = static_cast<std::ptrdiff_t>(seen_) + (source - start_) - length;
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0));
  }

  std::unique_ptr<UConverter, CloseConverter> icu_;
  const char* start_ = nullptr;
  std::size_t seen_ = 0;
  char16_t lead_ = 0;
};

bool is_armscii8(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c != '-' && c != '_') plain += static_cast<char>(to_lower(static_cast<unsigned char>(c)));
  }
  return plain == "armscii8";
}

std::unique_ptr<Converter> make_converter(std::string_view encoding) {
  if (is_armscii8(encoding)) return std::make_unique<ArmenianConverter>();
  const std::string name(encoding);
  UErrorCode status = U_ZERO_ERROR;
  // An empty name would mean the computer's own encoding, a comma ICU's options.
  const bool plain =
      !name.empty() && name.find_first_of(std::string_view(",\0", 2)) == std::string::npos;
  std::unique_ptr<UConverter, CloseConverter> icu(plain ? ucnv_open(name.c_str(), &status)
                                                        : nullptr);
  if (!icu || U_FAILURE(status) != 0) {
    throw Error(Code::kUsage, fmt::format("there is no encoding \"{}\"", encoding), {},
                "Name it as IANA does, for example windows-1251 or UTF-16LE");
  }
  return std::make_unique<IcuConverter>(std::move(icu));
}

}  // namespace

Transcoded transcode(std::string_view bytes, std::string_view encoding) {
  const auto converter = make_converter(encoding);
  Transcoded result;
  converter->convert(bytes, true, result.utf8);
  result.faults = converter->take_faults();
  return result;
}

struct Decoder::State {
  std::unique_ptr<Converter> converter;
};

Decoder::Decoder(std::string_view encoding) : state_(new State{make_converter(encoding)}) {}
Decoder::~Decoder() {
  delete state_;
}
Decoder::Decoder(Decoder&& other) noexcept : state_(std::exchange(other.state_, nullptr)) {}
Decoder& Decoder::operator=(Decoder&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

std::size_t Decoder::decode(std::string_view bytes, bool last, std::string& out) {
  state_->converter->convert(bytes, last, out);
  return state_->converter->take_faults().size();
}

}  // namespace attest::base
