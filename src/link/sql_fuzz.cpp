#include <cstddef>
#include <cstdint>

#include "base/error.hpp"
#include "link/sql.hpp"

namespace {
class Cells final : public attest::link::SqlRow {
 public:
  attest::link::SqlValue column(attest::link::Side, std::size_t) const override {
    return "1990-01-02";
  }
};
}  // namespace

/// Whatever the text: it is refused, or it can be evaluated.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string> columns;
  try {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto expression = attest::link::SqlExpression::parse(text, columns);
    static_cast<void>(expression.holds(Cells()));
    static_cast<void>(expression.conjuncts());
  } catch (const attest::base::Error&) {
    return 0;
  }
  return 0;
}
