// Every byte of a small case is damaged in turn, and lengths and files are cut.

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "base/error.hpp"
#include "proof/verify.hpp"
#include "scenario.hpp"

namespace attest::crash {
namespace {

namespace fs = std::filesystem;
using vault::Access;
using vault::Vault;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<fs::path> files_of(const std::string& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  return files;
}

bool is_named(const fs::path& file, const std::string& part) {
  return file.string().find("/" + part) != std::string::npos;
}

/// What may be made anew, or is not evidence.
bool is_cache(const fs::path& file) {
  return is_named(file, "index.") || file.filename() == "lock";
}

}  // namespace

TEST_CASE("a single damaged byte is reported wherever it is") {
  const Workplace place;
  run_scenario(place, nullptr, [](std::size_t) {});
  REQUIRE(faults_of(place.folder()) == "");
  std::size_t damaged = 0;
  for (const auto& file : files_of(place.folder())) {
    if (is_cache(file)) continue;
    const auto bytes = read_file(file);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      auto changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 8)));
      write_file(file, changed);
      const auto result = proof::verify_case(place.folder());
      const bool told = file.filename() == "case.toml" ? !result.notes.empty() : !result.good();
      CHECK_MESSAGE(told, file.string() << " byte " << i);
      ++damaged;
    }
    write_file(file, bytes);
  }
  MESSAGE(damaged << " bytes damaged");
  CHECK(faults_of(place.folder()) == "");
}

TEST_CASE("a damaged length never passes for a torn tail") {
  const Workplace place;
  run_scenario(place, nullptr, [](std::size_t) {});
  for (const auto& file : files_of(place.folder())) {
    if (file.filename() != "entries") continue;
    const auto bytes = read_file(file);
    for (std::size_t at = 0; at + 1 < bytes.size();) {
      const auto length =
          static_cast<unsigned char>(bytes[at]) * 256u + static_cast<unsigned char>(bytes[at + 1]);
      for (const auto byte : {at, at + 1}) {
        auto changed = bytes;
        changed[byte] = static_cast<char>(changed[byte] ^ 0x40);
        write_file(file, changed);
        CHECK_THROWS_AS(Vault::open(place.folder(), Access::kWrite, place.options()), base::Error);
        CHECK(read_file(file) == changed);
      }
      at += 2 + length;
    }
    write_file(file, bytes.substr(0, bytes.size() - 1));
    CHECK_THROWS_AS(Vault::open(place.folder(), Access::kWrite, place.options()), base::Error);
  }
}

TEST_CASE("tiles that are damaged or missing are made anew") {
  const Workplace place;
  run_scenario(place, nullptr, [](std::size_t) {});
  for (const auto& file : files_of(place.folder())) {
    if (!is_named(file, "tile/")) continue;
    const auto bytes = read_file(file);
    write_file(file, "rotten");
    CHECK(faults_of(place.folder()) != "");
    Vault::open(place.folder(), Access::kWrite, place.options());
    CHECK(read_file(file) == bytes);
    fs::remove(file);
    CHECK(faults_of(place.folder()) != "");
    Vault::open(place.folder(), Access::kWrite, place.options());
    CHECK(read_file(file) == bytes);
  }
}

TEST_CASE("files that are missing are reported") {
  const Workplace place;
  run_scenario(place, nullptr, [](std::size_t) {});
  for (const auto& file : files_of(place.folder())) {
    if (is_cache(file) || file.filename() == "case.toml") continue;
    const auto bytes = read_file(file);
    fs::remove(file);
    CHECK_MESSAGE(faults_of(place.folder()) != "", file.string());
    write_file(file, bytes);
  }
  CHECK(faults_of(place.folder()) == "");
}

TEST_CASE("an index of other bytes is not believed") {
  const Workplace place;
  run_scenario(place, nullptr, [](std::size_t) {});
  const auto expected = summary(Vault::open(place.folder(), Access::kRead, place.options()));
  for (const auto* rotten : {"", "not a database at all", "SQLite format 3"}) {
    write_file(place.folder() + "/index.db", rotten);
    CHECK(summary(Vault::open(place.folder(), Access::kRead, place.options())) == expected);
    CHECK(summary(Vault::open(place.folder(), Access::kWrite, place.options())) == expected);
  }
}

}  // namespace attest::crash
