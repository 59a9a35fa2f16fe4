#pragma once

#include <string>
#include <string_view>

namespace attest::names {

/// The father's name inside a Slavic patronymic ("иванович", "ivanovna" → "иван", "ivan"), as near
/// to its nominative as endings allow; empty where the word is none.
std::u32string father_of_slavic(std::u32string_view folded);

/// The father's name of an Armenian genitive ("վարդանի" → "վարդան"); empty where the word is none.
std::u32string father_of_armenian(std::u32string_view folded);

/// The name before "oglu", "qizi", Georgian "dze": the genitive's ending goes.
std::u32string father_before_son(std::u32string_view folded);

/// True for endings that family names have and given names of the same language have not: -yan,
/// -ov, -zade, -dze, -shvili and their like in Cyrillic, Armenian and Georgian letters.
bool ends_like_family(std::u32string_view folded);

}  // namespace attest::names
