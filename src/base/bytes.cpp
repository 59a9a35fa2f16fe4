#include "base/bytes.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/error.hpp"

namespace attest::base {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase64 =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase64Url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

// Six bits a character, without padding.
std::string encode_sextets(std::string_view bytes, std::string_view alphabet) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  std::uint32_t bits = 0;
  int held = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(byte);
    for (held += 8; held >= 6; held -= 6) out += alphabet[bits >> (held - 6) & 63];
  }
  if (held > 0) out += alphabet[bits << (6 - held) & 63];
  return out;
}

// Refuses left-over bits that are not zero, so that no two texts mean the same bytes.
std::optional<std::string> decode_sextets(std::string_view text, std::string_view alphabet) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t bits = 0;
  int held = 0;
  for (const char letter : text) {
    const auto value = alphabet.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 255);
  }
  if ((bits & ((1U << held) - 1)) != 0) return std::nullopt;
  return out;
}

class FileSource final : public ByteSource {
 public:
  FileSource(int descriptor, std::uint64_t size, std::string path)
      : descriptor_(descriptor), size_(size), path_(std::move(path)) {}
  ~FileSource() override { ::close(descriptor_); }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::uint64_t size() const override { return size_; }
  std::string name() const override { return path_; }

  std::size_t read(std::uint64_t offset, char* into, std::size_t length) const override {
    std::size_t done = 0;
    while (done < length) {
      const auto got =
          ::pread(descriptor_, into + done, length - done, static_cast<off_t>(offset + done));
      if (got == 0) break;
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) {
        throw Error(Code::kUnreadable, fmt::format("cannot be read: {}", std::strerror(errno)),
                    fmt::format("{} at byte {}", path_, offset + done),
                    "Check the disk or the medium it lies on");
      }
      done += static_cast<std::size_t>(got);
    }
    return done;
  }

 private:
  int descriptor_;
  std::uint64_t size_;
  std::string path_;
};

[[noreturn]] void refuse_to_open(const std::string& path, int error) {
  if (error == ENOENT || error == ENOTDIR) {
    throw Error(Code::kNotFound, "there is no such file", path, "Check the spelling of the path");
  }
  throw Error(Code::kUnreadable, fmt::format("cannot be opened: {}", std::strerror(error)), path,
              error == EACCES ? "Ask for the right to read it" : "");
}

std::string_view kind_of_file(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

}  // namespace

std::string to_hex(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    out += kHexDigits[value >> 4];
    out += kHexDigits[value & 15];
  }
  return out;
}

std::optional<std::string> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string out;
  out.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = hex_value(hex[i]);
    const int low = hex_value(hex[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

std::string to_base64(std::string_view bytes) {
  std::string out = encode_sextets(bytes, kBase64);
  out.append((4 - out.size() % 4) % 4, '=');
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  return decode_sextets(text, kBase64);
}

std::string to_base64url(std::string_view bytes) {
  return encode_sextets(bytes, kBase64Url);
}

std::optional<std::string> from_base64url(std::string_view text) {
  return decode_sextets(text, kBase64Url);
}

MemorySource::MemorySource(std::string_view bytes, std::string name)
    : bytes_(bytes), name_(std::move(name)) {}

std::uint64_t MemorySource::size() const {
  return bytes_.size();
}

std::size_t MemorySource::read(std::uint64_t offset, char* into, std::size_t length) const {
  if (offset >= bytes_.size()) return 0;
  return bytes_.copy(into, length, static_cast<std::size_t>(offset));
}

std::string MemorySource::name() const {
  return name_;
}

std::unique_ptr<ByteSource> open_file(const std::string& path) {
  if (path.empty()) throw Error(Code::kUsage, "a file's path is empty", {}, "Name a file");
  // Without O_NONBLOCK the opening of a pipe would wait for its writer.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) refuse_to_open(path, errno);
  struct stat about{};
  if (::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
    ::close(descriptor);
    throw Error(Code::kUnreadable, fmt::format("is {}, not a file", kind_of_file(about.st_mode)),
                path, "Name a file; save what a pipe or device gives into one first");
  }
  return std::make_unique<FileSource>(descriptor, static_cast<std::uint64_t>(about.st_size), path);
}

std::string read_all(const ByteSource& source, std::uint64_t limit, std::string_view limit_name) {
  if (source.size() > limit) {
    throw Error(
        Code::kLimit,
        fmt::format("holds {} bytes, more than {} ({} bytes)", source.size(), limit_name, limit),
        source.name(), "Split it into smaller files");
  }
  std::string out(static_cast<std::size_t>(source.size()), '\0');
  out.resize(source.read(0, out.data(), out.size()));
  return out;
}

}  // namespace attest::base
