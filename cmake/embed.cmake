# Writes FILES as constants into OUT/TARGET_embedded.{hpp,cpp}. Bytes go in as numbers: no quoting rules, no length limit.
set(body "")
set(rows "")
set(index 0)
foreach(file ${FILES})
  get_filename_component(name ${file} NAME)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND body "constexpr unsigned char file_${index}[] = {${bytes}0};\n")
  string(APPEND rows "    {\"${name}\", {reinterpret_cast<const char*>(file_${index}), sizeof file_${index} - 1}},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUT}/${TARGET}_embedded.hpp
"#pragma once
#include <span>
#include <string_view>
#include <utility>

namespace ${NAMESPACE} {
/// Every embedded file: name without folder, bytes.
std::span<const std::pair<std::string_view, std::string_view>> embedded_files();
/// The bytes of one embedded file; empty if there is none of that name.
std::string_view embedded(std::string_view name);
}  // namespace ${NAMESPACE}
")
file(WRITE ${OUT}/${TARGET}_embedded.cpp
"#include \"${TARGET}_embedded.hpp\"

namespace ${NAMESPACE} {
namespace {
${body}
const std::pair<std::string_view, std::string_view> kFiles[] = {
${rows}    {{}, {}}};
}  // namespace
std::span<const std::pair<std::string_view, std::string_view>> embedded_files() {
  return {kFiles, sizeof kFiles / sizeof *kFiles - 1};
}
std::string_view embedded(std::string_view name) {
  for (const auto& [key, bytes] : embedded_files())
    if (key == name) return bytes;
  return {};
}
}  // namespace ${NAMESPACE}
")
