#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/unicode.hpp"
#include "names/align.hpp"
#include "names/keys.hpp"

// A text is read as a name in every kind of column; its first half is compared with its second.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace attest::names;  // NOLINT
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::u32string folded = fold(text);
  if (fold(attest::base::to_utf8(folded)) != folded) std::abort();
  for (int field = 0; field <= static_cast<int>(Field::kPatronymic); ++field) {
    const NameForm name = read_name(text, static_cast<Field>(field));
    if (name.standing == Standing::kNamed && name.tokens.empty()) std::abort();
    sorted_words(name);
    sorted_skeletons(name);
  }
  const NameForm a = read_name(text.substr(0, size / 2));
  const NameForm b = read_name(text.substr(size / 2));
  const NameOutcome ab = compare_names(a, b);
  const NameOutcome ba = compare_names(b, a);
  if (ab.parts != ba.parts || ab.overall != ba.overall) std::abort();
  return 0;
}
