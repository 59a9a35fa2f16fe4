#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.hpp"
#include "base/report.hpp"

namespace attest::intake {

/// What one pass over all bytes of a file tells about its encoding.
struct Survey {
  std::uint64_t bytes = 0;
  std::uint64_t high = 0;  ///< bytes of 0x80 and above
  std::uint64_t nul = 0;
  std::uint64_t even_nul = 0;  ///< NULs at even offsets
  bool hole = false;  ///< a megabyte of nothing but NULs: a sparse or damaged file; the rest is not
                      ///< looked at
  std::uint64_t controls = 0;        ///< of the first 64 kB, those no text has
  std::uint64_t utf8_sequences = 0;  ///< well-formed sequences of several bytes
  std::uint64_t utf8_faults = 0;     ///< ill-formed ones; counting ends at a million
  std::string head;                  ///< the first 64 kB
  std::string telling;               ///< lines that hold high bytes: at most 64 kB of them
};
Survey survey(const base::ByteSource& source, base::Reporter& reporter);

}  // namespace attest::intake
