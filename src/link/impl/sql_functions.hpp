#pragma once

#include <optional>
#include <span>
#include <string>

#include "link/sql.hpp"

namespace attest::link::impl {

using SqlFunction = SqlValue (*)(std::span<const SqlValue> arguments);

/// By lower-case name; nullptr if there is none.
SqlFunction find_function(const std::string& name);

std::optional<double> number_of(const SqlValue& value);
std::string text_of(const SqlValue& value);
std::string lowered(std::string_view text);

}  // namespace attest::link::impl
