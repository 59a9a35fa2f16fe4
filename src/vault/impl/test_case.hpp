#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>

#include "base/bytes.hpp"
#include "base/random.hpp"
#include "base/sign.hpp"
#include "vault/vault.hpp"

namespace attest::vault {

constexpr const char* kTestSettings = "title = \"A case\"\n";

/// A case in a folder of its own for tests, with a clock that ticks; removed at the end.
class TestCase {
 public:
  TestCase()
      : root_(std::filesystem::temp_directory_path() /
              ("attest-" + base::to_hex(base::random_bytes(8)))) {
    std::filesystem::create_directories(root_);
  }
  ~TestCase() {
    std::error_code error;
    std::filesystem::remove_all(root_, error);
  }
  TestCase(const TestCase&) = delete;
  TestCase& operator=(const TestCase&) = delete;

  std::string folder() const { return (root_ / "case").string(); }
  Options options() const {
    Options options;
    options.key_store = (root_ / "keys").string();
    options.clock = &clock_;
    return options;
  }
  Vault create() const { return Vault::create(folder(), {kTestSettings, "Maryam"}, options()); }

  /// A file to be kept, with these bytes.
  NewExhibit file(std::string name, std::string bytes) const {
    struct Held final : base::ByteSource {
      std::string held;
      std::uint64_t size() const override { return held.size(); }
      std::size_t read(std::uint64_t offset, char* into, std::size_t length) const override {
        return base::MemorySource(held).read(offset, into, length);
      }
      std::string name() const override { return "memory"; }
    };
    return {[bytes] {
              auto source = std::make_unique<Held>();
              source->held = bytes;
              return source;
            },
            std::move(name), "text/plain", "by hand"};
  }

  /// Every file that is truth, with its bytes.
  std::map<std::string, std::string> truth() const {
    std::map<std::string, std::string> files;
    for (const auto* part : {"log", "facts", "exhibits", "objects"}) {
      const auto folder = root_ / "case" / part;
      if (!std::filesystem::exists(folder)) continue;
      for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        files[entry.path().lexically_relative(root_).string()] = {
            std::istreambuf_iterator<char>(in), {}};
      }
    }
    return files;
  }

 private:
  struct TickingClock final : base::Clock {
    base::Instant now() const override { return {++ticks * 1000}; }
    mutable std::int64_t ticks = 1'700'000'000;
  };
  std::filesystem::path root_;
  TickingClock clock_;
};

}  // namespace attest::vault
