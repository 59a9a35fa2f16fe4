#include "intake/impl/xml.hpp"

#include <expat.h>
#include <fmt/format.h>

#include <exception>

#include "base/error.hpp"

namespace attest::intake {
namespace {

constexpr int kPieceOfXml = 64 * 1024;

std::string_view without_prefix(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
  std::string_view loose;
  for (const char** a = list_; *a != nullptr; a += 2) {
    if (*a == name) return a[1];
    if (without_prefix(*a) == name) loose = a[1];
  }
  return loose;
}

bool XmlAttributes::has(std::string_view name) const {
  for (const char** a = list_; *a != nullptr; a += 2)
    if (*a == name || without_prefix(*a) == name) return true;
  return false;
}

struct XmlPart::State {
  std::unique_ptr<Entry> entry;
  XmlHandler* handler = nullptr;
  XML_Parser parser = nullptr;
  std::string place;
  Limits limits;
  std::uint64_t depth = 0;
  std::uint64_t since_event = 0;
  std::exception_ptr thrown;
  bool ended = false;

  /// Exceptions may not pass through expat: they wait until it has returned.
  template <class F>
  void guarded(F&& f) {
    since_event = 0;
    if (thrown) return;
    try {
      f();
    } catch (...) {
      thrown = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }

  void enter(const char* name, const char** attributes) {
    if (++depth > limits.nesting)
      throw base::Error(
          base::Code::kLimit,
          fmt::format("elements nested deeper than {} (limit 'nesting')", limits.nesting), here(),
          raise_limit("nesting"));
    handler->start(without_prefix(name), XmlAttributes(attributes));
  }

  std::string here() const {
    return fmt::format("{}, line {}", place, XML_GetCurrentLineNumber(parser));
  }

  void feed_piece() {
    void* buffer = XML_GetBuffer(parser, kPieceOfXml);
    if (buffer == nullptr)
      throw base::Error(base::Code::kLimit, "no memory left for its XML", place);
    const std::size_t got = entry->read(static_cast<char*>(buffer), kPieceOfXml);
    since_event += got;
    if (since_event > limits.row)
      throw base::Error(base::Code::kLimit,
                        fmt::format("a tag longer than {} bytes (limit 'row')", limits.row), here(),
                        raise_limit("row"));
    ended = got == 0;
    const XML_Status status = XML_ParseBuffer(parser, static_cast<int>(got), ended);
    if (thrown) std::rethrow_exception(thrown);
    if (status == XML_STATUS_ERROR)
      throw base::Error(
          base::Code::kMalformed,
          fmt::format("its XML is damaged: {}", XML_ErrorString(XML_GetErrorCode(parser))), here(),
          "Fetch the file again, or open and save it in a spreadsheet program");
  }
};

XmlPart::XmlPart(Archive& archive, const std::string& name, const Limits& limits,
                 XmlHandler& handler)
    : state_(std::make_unique<State>()) {
  State& state = *state_;
  state.entry = archive.open(name);
  state.handler = &handler;
  state.place = fmt::format("{}, part {}", archive.source().name(), name);
  state.limits = limits;
  state.parser = XML_ParserCreate(nullptr);
  XML_SetUserData(state.parser, &state);
  XML_SetElementHandler(
      state.parser,
      [](void* data, const char* element, const char** attributes) {
        State& s = *static_cast<State*>(data);
        s.guarded([&] { s.enter(element, attributes); });
      },
      [](void* data, const char* element) {
        State& s = *static_cast<State*>(data);
        --s.depth;
        s.guarded([&] { s.handler->end(without_prefix(element)); });
      });
  XML_SetCharacterDataHandler(state.parser, [](void* data, const char* characters, int length) {
    State& s = *static_cast<State*>(data);
    s.guarded([&] { s.handler->text({characters, static_cast<std::size_t>(length)}); });
  });
  XML_SetStartDoctypeDeclHandler(
      state.parser, [](void* data, const char*, const char*, const char*, int) {
        State& s = *static_cast<State*>(data);
        s.guarded([&] {
          throw base::Error(base::Code::kMalformed,
                            "its XML has a DOCTYPE, which no spreadsheet program writes", s.here(),
                            "Do not trust this file");
        });
      });
}

XmlPart::~XmlPart() {
  XML_ParserFree(state_->parser);
}

bool XmlPart::feed() {
  if (state_->ended) return false;
  state_->feed_piece();
  return !state_->ended;
}

}  // namespace attest::intake
