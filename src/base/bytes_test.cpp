#include "base/bytes.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/error.hpp"

namespace attest::base {
namespace {

class TestFolder {
 public:
  TestFolder() {
    std::string shape = std::filesystem::temp_directory_path() / "attest-bytes-XXXXXX";
    path_ = ::mkdtemp(shape.data());
  }
  ~TestFolder() { std::filesystem::remove_all(path_); }
  std::string path(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

Code code_of_opening(const std::string& path) {
  try {
    open_file(path);
  } catch (const Error& error) {
    CHECK(error.where() == path);
    CHECK_FALSE(error.remedy().empty());
    return error.code();
  }
  FAIL("it could be opened: " << path);
  return Code::kInternal;
}

TEST_CASE("base64 is that of RFC 4648") {
  CHECK(to_base64("") == "");
  CHECK(to_base64("f") == "Zg==");
  CHECK(to_base64("fo") == "Zm8=");
  CHECK(to_base64("foo") == "Zm9v");
  CHECK(to_base64("foobar") == "Zm9vYmFy");
  CHECK(to_base64("\xFB\xFF") == "+/8=");
  CHECK(to_base64url("\xFB\xFF") == "-_8");
}

TEST_CASE("no two texts of base64 or hexadecimal mean the same bytes") {
  for (const char* text :
       {"Zg", "Zg=", "Zh==", "Zg==Zg==", "Z===", "====", "Zm9v\n", "Zm9-", "="}) {
    INFO(text);
    CHECK_FALSE(from_base64(text));
  }
  CHECK_FALSE(from_base64url("Zg=="));
  CHECK_FALSE(from_base64url("Z"));
  CHECK_FALSE(from_base64url("+/8"));
  CHECK_FALSE(from_hex("abc"));
  CHECK_FALSE(from_hex("0g"));
  CHECK(from_hex("00fFAb") == std::string("\0\xFF\xAB", 3));
}

TEST_CASE("bytes come back from their texts") {
  CHECK(rc::check([](const std::string& bytes) {
    RC_ASSERT(from_hex(to_hex(bytes)) == bytes);
    RC_ASSERT(from_base64(to_base64(bytes)) == bytes);
    RC_ASSERT(from_base64url(to_base64url(bytes)) == bytes);
  }));
}

TEST_CASE("a file is read in pieces from any place") {
  const TestFolder folder;
  const auto path = folder.path("ten");
  std::ofstream(path) << "0123456789";
  const auto file = open_file(path);
  char piece[4] = {};
  CHECK(file->size() == 10);
  CHECK(file->name() == path);
  CHECK(file->read(8, piece, 4) == 2);
  CHECK(std::string_view(piece, 2) == "89");
  CHECK(file->read(10, piece, 4) == 0);
  CHECK(read_all(*file, 10, "the limit of a test") == "0123456789");
}

TEST_CASE("a limit on reading is named when it is met") {
  const MemorySource memory("0123456789", "ten digits");
  CHECK(read_all(memory, 10, "the limit") == "0123456789");
  try {
    read_all(memory, 9, "the limit on letters");
    FAIL("no limit was met");
  } catch (const Error& error) {
    CHECK(error.code() == Code::kLimit);
    CHECK(error.message().find("the limit on letters") != std::string::npos);
    CHECK(error.where() == "ten digits");
  }
}

TEST_CASE("folders and devices and pipes and absent files are refused") {
  const TestFolder folder;
  const auto pipe = folder.path("pipe");
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(code_of_opening(pipe) == Code::kUnreadable);
  CHECK(code_of_opening(folder.path("")) == Code::kUnreadable);
  CHECK(code_of_opening("/dev/zero") == Code::kUnreadable);
  CHECK(code_of_opening(folder.path("none")) == Code::kNotFound);
  CHECK(code_of_opening("/dev/null/none") == Code::kNotFound);
  CHECK_THROWS_AS(open_file(""), Error);
}

}  // namespace
}  // namespace attest::base
