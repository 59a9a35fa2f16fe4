#pragma once

#include <memory>
#include <string>

#include "base/bytes.hpp"
#include "intake/reader.hpp"

namespace attest::intake {

/// True if the bytes begin like a gzip file (RFC 1952).
bool is_gzip(const base::ByteSource& source);

/// What a gzip file holds, as a source of its own: read forwards, begun anew when asked for earlier
/// bytes, never held whole. Throws base::Error{kLimit} above `limits.inflated` bytes and
/// {kMalformed} where the stream is damaged.
std::unique_ptr<base::ByteSource> open_gzip(const base::ByteSource& source, const Limits& limits);

}  // namespace attest::intake
