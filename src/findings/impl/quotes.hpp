#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace attest::findings::impl {

/// Passages between quotation marks of several scripts.
std::vector<std::string> quotes(std::string_view text);

/// Clauses end at ';', a line end, or a full stop before a blank.
std::vector<std::string_view> clauses(std::string_view text);

/// True if the text holds a word that tells the name apart: of its head, five letters or more,
/// capitalised there.
bool names_voice(std::string_view text, std::string_view name);

}  // namespace attest::findings::impl
