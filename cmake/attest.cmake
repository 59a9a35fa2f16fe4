# The build's small vocabulary: attest_module, attest_program, attest_fuzzer, attest_embed.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(ATTEST_WERROR OFF CACHE BOOL "Warnings are errors")

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Paths relative to the folder above the sources: every clone and build folder shares one cache.
  cmake_path(GET PROJECT_SOURCE_DIR PARENT_PATH above)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_NOHASHDIR=1 CCACHE_BASEDIR=${above} ${CCACHE})
endif()

add_library(attest_options INTERFACE)
target_include_directories(attest_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(attest_options INTERFACE
  -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
  # Designated initialisers leave out what keeps its default.
  -Wno-missing-field-initializers
  # libstdc++ 12 builds std::stable_sort on a function it calls deprecated; only clang says so.
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
  # The same bits on every processor: no fused multiply-add unless written.
  -ffp-contract=off
  # g++ 12 sees overlaps in "text" + string that are not there (its bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${ATTEST_WERROR}>:-Werror>)
target_link_libraries(attest_options INTERFACE fmt::fmt Threads::Threads)

# Every public header of every module is compiled alone (see tests/house).
set_property(GLOBAL PROPERTY ATTEST_MODULES "")

# Everything that `ctest -L unit` runs.
if(ATTEST_TESTS)
  add_custom_target(unit_tests)
endif()

# attest_module(NAME ARROWS modules… [LIBS libraries…] [TEST_ARROWS modules…] [TEST_LIBS libraries…])
# A static library attest_NAME from the folder's *.cpp and impl/*.cpp, and NAME_test from its *_test.cpp.
function(attest_module name)
  cmake_parse_arguments(M "" "" "ARROWS;LIBS;TEST_ARROWS;TEST_LIBS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp impl/*.cpp)
  file(GLOB tests CONFIGURE_DEPENDS *_test.cpp impl/*_test.cpp)
  file(GLOB apart CONFIGURE_DEPENDS *_fuzz.cpp main.cpp)
  if(tests OR apart)
    list(REMOVE_ITEM sources ${tests} ${apart})
  endif()
  add_library(attest_${name} STATIC ${sources})
  list(TRANSFORM M_ARROWS PREPEND attest_)
  target_link_libraries(attest_${name} PUBLIC attest_options ${M_ARROWS} PRIVATE ${M_LIBS})
  set_property(GLOBAL APPEND PROPERTY ATTEST_MODULES ${name})
  if(NOT ATTEST_TESTS OR NOT tests)
    return()
  endif()
  list(TRANSFORM M_TEST_ARROWS PREPEND attest_)
  add_executable(${name}_test ${tests} ${PROJECT_SOURCE_DIR}/tests/doctest_main.cpp)
  target_link_libraries(${name}_test PRIVATE attest_${name} ${M_TEST_ARROWS} ${M_LIBS} ${M_TEST_LIBS} rapidcheck)
  add_dependencies(unit_tests ${name}_test)
  add_test(NAME unit.${name} COMMAND ${name}_test)
  set_tests_properties(unit.${name} PROPERTIES
    LABELS unit SKIP_RETURN_CODE 77 TIMEOUT 600
    ENVIRONMENT "RC_PARAMS=seed=1;ATTEST_SOURCE=${PROJECT_SOURCE_DIR};ATTEST_SHARED=$ENV{ATTEST_SHARED}")
endfunction()

# attest_fuzzer(NAME MODULE file) – with ATTEST_FUZZ a libFuzzer program, else a program that
# replays tests/fuzz/NAME/* once, as a test of every run.
function(attest_fuzzer name module file)
  if(NOT ATTEST_TESTS)
    return()
  endif()
  add_executable(${name}_fuzz ${file})
  target_link_libraries(${name}_fuzz PRIVATE attest_${module})
  if(ATTEST_FUZZ)
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${name}_fuzz PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz/replay_main.cpp)
    add_dependencies(unit_tests ${name}_fuzz)
    add_test(NAME fuzz.${name} COMMAND ${name}_fuzz ${PROJECT_SOURCE_DIR}/tests/fuzz/${name})
    set_tests_properties(fuzz.${name} PROPERTIES LABELS unit TIMEOUT 300)
  endif()
endfunction()

# attest_embed(TARGET NAMESPACE file…) – files as std::string_view constants, found by name:
#   #include "<target>_embedded.hpp"   NAMESPACE::embedded("file.html")
function(attest_embed target namespace)
  set(files ${ARGN})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded/${target})
  list(TRANSFORM files PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ REGEX "^[^/]")
  add_custom_command(
    OUTPUT ${out}/${target}_embedded.cpp ${out}/${target}_embedded.hpp
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DTARGET=${target} -DNAMESPACE=${namespace} "-DFILES=${files}"
            -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${files} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake VERBATIM)
  target_sources(${target} PRIVATE ${out}/${target}_embedded.cpp)
  target_include_directories(${target} PRIVATE ${out})
endfunction()
