#pragma once

namespace attest::base {

/// The character of a byte in ARMSCII-8 (Armenian standard AST 34.002-97); 0 if it has none.
char32_t armscii8_point(unsigned char byte);

}  // namespace attest::base
