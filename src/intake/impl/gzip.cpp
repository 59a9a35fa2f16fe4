#include "intake/impl/gzip.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <array>
#include <vector>

#include "base/error.hpp"

namespace attest::intake {
namespace {

constexpr std::size_t kRaw = 64 * 1024;
constexpr std::size_t kInflated = 256 * 1024;

/// zlib's state, given back whenever it ends: also where the constructor of its owner throws.
struct Inflation {
  z_stream stream{};
  bool begun = false;
  Inflation() = default;
  ~Inflation() { end(); }
  Inflation(const Inflation&) = delete;
  Inflation& operator=(const Inflation&) = delete;
  void end() {
    if (begun) inflateEnd(&stream);
    begun = false;
    stream = {};
  }
};

/// The inflated bytes, a window at a time.
class GzipSource final : public base::ByteSource {
 public:
  GzipSource(const base::ByteSource& packed, std::uint64_t limit) : packed_(packed), limit_(limit) {
    restart();
    while (!ended_) advance();
    size_ = begin_ + window_.size();
    restart();
  }
  std::uint64_t size() const override { return size_; }
  std::string name() const override { return packed_.name(); }

  std::size_t read(std::uint64_t offset, char* into, std::size_t length) const override {
    if (offset < begin_) restart();
    while (offset >= begin_ + window_.size() && !ended_) advance();
    if (offset >= begin_ + window_.size()) return 0;
    const std::size_t from = static_cast<std::size_t>(offset - begin_);
    const std::size_t size = std::min(length, window_.size() - from);
    window_.copy(into, size, from);
    return size;
  }

 private:
  [[noreturn]] void damaged(const char* why) const {
    throw base::Error(
        base::Code::kMalformed, fmt::format("the gzip stream is damaged ({})", why),
        fmt::format("{}, byte {} of its content", name(), begin_ + window_.size()),
        "Fetch the file again, or unpack what can be saved with 'gzip -dc' and read that");
  }

  void restart() const {
    inflation_.end();
    if (inflateInit2(&inflation_.stream, 15 + 16) != Z_OK)
      throw base::Error(base::Code::kInternal, "zlib cannot start");
    inflation_.begun = true;
    ended_ = false;
    position_ = 0;
    begin_ = 0;
    window_.clear();
  }

  /// Replaces the window by the bytes after it.
  void advance() const {
    begin_ += window_.size();
    window_.resize(kInflated);
    inflation_.stream.next_out = reinterpret_cast<Bytef*>(window_.data());
    inflation_.stream.avail_out = static_cast<uInt>(window_.size());
    while (inflation_.stream.avail_out > 0 && !ended_) step();
    window_.resize(window_.size() - inflation_.stream.avail_out);
    if (begin_ + window_.size() > limit_)
      throw base::Error(base::Code::kLimit,
                        fmt::format("inflates to more than {} bytes (limit 'inflated')", limit_),
                        name(), raise_limit("inflated", "If the file is to be trusted, raise it"));
  }

  void step() const {
    if (inflation_.stream.avail_in == 0) refill();
    if (inflation_.stream.avail_in == 0) {
      window_.resize(window_.size() - inflation_.stream.avail_out);
      damaged("it ends too early");
    }
    const int status = inflate(&inflation_.stream, Z_NO_FLUSH);
    if (status == Z_STREAM_END) return next_member();
    if (status != Z_OK)
      damaged(inflation_.stream.msg != nullptr ? inflation_.stream.msg : "not gzip");
  }

  /// A gzip file may be several, one after the other; anything else after the last is ignored, as
  /// gzip does.
  void next_member() const {
    if (inflation_.stream.avail_in < 2) refill();
    if (inflation_.stream.avail_in >= 2 && inflation_.stream.next_in[0] == 0x1F &&
        inflation_.stream.next_in[1] == 0x8B) {
      inflateReset(&inflation_.stream);
      return;
    }
    ended_ = true;
  }

  void refill() const {
    std::string rest(reinterpret_cast<const char*>(inflation_.stream.next_in),
                     inflation_.stream.avail_in);
    raw_.assign(rest.begin(), rest.end());
    raw_.resize(rest.size() + kRaw);
    const std::size_t got = packed_.read(position_, raw_.data() + rest.size(), kRaw);
    position_ += got;
    raw_.resize(rest.size() + got);
    inflation_.stream.next_in = reinterpret_cast<Bytef*>(raw_.data());
    inflation_.stream.avail_in = static_cast<uInt>(raw_.size());
  }

  const base::ByteSource& packed_;
  std::uint64_t limit_;
  std::uint64_t size_ = 0;
  // Where we stand in the stream: a cache, as far as readers can tell.
  mutable Inflation inflation_;
  mutable bool ended_ = false;
  mutable std::uint64_t position_ = 0;
  mutable std::uint64_t begin_ = 0;
  mutable std::string window_;
  mutable std::vector<char> raw_;
};

}  // namespace

bool is_gzip(const base::ByteSource& source) {
  std::array<char, 3> head{};
  return source.read(0, head.data(), head.size()) == head.size() && head[0] == '\x1F' &&
         head[1] == '\x8B' && head[2] == 8;
}

std::unique_ptr<base::ByteSource> open_gzip(const base::ByteSource& source, const Limits& limits) {
  return std::make_unique<GzipSource>(source, inflation_limit(limits, source.size()));
}

}  // namespace attest::intake
