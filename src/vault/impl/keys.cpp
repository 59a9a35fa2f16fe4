#include "vault/impl/keys.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "proof/note.hpp"

namespace attest::vault {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kKeyFileLimit = 4'096;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::string default_store() {
  if (const auto home = variable("ATTEST_HOME"); !home.empty()) return home;
  if (const auto config = variable("XDG_CONFIG_HOME"); !config.empty()) return config + "/attest";
  if (const auto home = variable("HOME"); !home.empty()) return home + "/.config/attest";
  throw base::Error(base::Code::kUnwritable, "there is no place for private keys",
                    "$HOME is not set", "Set ATTEST_HOME to a private folder");
}

[[noreturn]] void fail_key(const std::string& path) {
  throw base::Error(base::Code::kUnwritable,
                    fmt::format("cannot keep the private key: {}", std::strerror(errno)), path,
                    "Set ATTEST_HOME to a private folder that can be written");
}

void write_private(const std::string& path, std::string_view text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) fail_key(path);
  const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const bool synced = written && ::fsync(file) == 0;
  ::close(file);
  if (!synced) fail_key(path);
}

}  // namespace

KeyStore::KeyStore(std::string folder)
    : folder_(folder.empty() ? default_store() : std::move(folder)) {}

std::optional<base::SigningKey> KeyStore::find(const std::string& origin) const {
  const auto path = folder_ + "/keys/" + origin;
  std::error_code error;
  if (!fs::exists(path, error)) return std::nullopt;
  auto text = base::read_all(*base::open_file(path), kKeyFileLimit, "largest key file");
  while (text.ends_with('\n')) text.pop_back();
  const auto seed = base::from_hex(text);
  if (!seed || seed->size() != 32)
    throw base::Error(base::Code::kMalformed, "is not a private key of 64 hexadecimal digits", path,
                      "Restore it from a copy, or move it away to begin a log of its own");
  auto key = base::signing_key_from_seed(*seed);
  if (proof::origin_of(key.public_key) != origin)
    throw base::Error(base::Code::kMalformed, "is the key of another log", path,
                      "Restore it from a copy");
  return key;
}

base::SigningKey KeyStore::make() {
  const auto keys = folder_ + "/keys";
  std::error_code error;
  fs::create_directories(keys, error);
  if (error) {
    errno = error.value();
    fail_key(keys);
  }
  fs::permissions(keys, fs::perms::owner_all, error);
  const auto key = base::make_signing_key();
  const std::string_view seed(reinterpret_cast<const char*>(key.seed.data()), key.seed.size());
  write_private(keys + "/" + proof::origin_of(key.public_key), base::to_hex(seed) + "\n");
  return key;
}

}  // namespace attest::vault
