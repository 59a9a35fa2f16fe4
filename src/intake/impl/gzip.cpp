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

/// The inflated bytes, a window at a time.
class GzipSource final : public base::ByteSource {
 public:
  GzipSource(const base::ByteSource& packed, std::uint64_t limit) : packed_(packed), limit_(limit) {
    restart();
    while (!ended_) advance();
    size_ = begin_ + window_.size();
    restart();
  }
  ~GzipSource() override { inflateEnd(&stream_); }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

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
    if (begun_) inflateEnd(&stream_);
    stream_ = {};
    if (inflateInit2(&stream_, 15 + 16) != Z_OK)
      throw base::Error(base::Code::kInternal, "zlib cannot start");
    begun_ = true;
    ended_ = false;
    position_ = 0;
    begin_ = 0;
    window_.clear();
  }

  /// Replaces the window by the bytes after it.
  void advance() const {
    begin_ += window_.size();
    window_.resize(kInflated);
    stream_.next_out = reinterpret_cast<Bytef*>(window_.data());
    stream_.avail_out = static_cast<uInt>(window_.size());
    while (stream_.avail_out > 0 && !ended_) step();
    window_.resize(window_.size() - stream_.avail_out);
    if (begin_ + window_.size() > limit_)
      throw base::Error(base::Code::kLimit,
                        fmt::format("inflates to more than {} bytes (limit 'inflated')", limit_),
                        name(), "If the file is to be trusted, raise it: --limit inflated=BYTES");
  }

  void step() const {
    if (stream_.avail_in == 0) refill();
    if (stream_.avail_in == 0) {
      window_.resize(window_.size() - stream_.avail_out);
      damaged("it ends too early");
    }
    const int status = inflate(&stream_, Z_NO_FLUSH);
    if (status == Z_STREAM_END) return next_member();
    if (status != Z_OK) damaged(stream_.msg != nullptr ? stream_.msg : "not gzip");
  }

  /// A gzip file may be several, one after the other; anything else after the last is ignored, as
  /// gzip does.
  void next_member() const {
    if (stream_.avail_in < 2) refill();
    if (stream_.avail_in >= 2 && stream_.next_in[0] == 0x1F && stream_.next_in[1] == 0x8B) {
      inflateReset(&stream_);
      return;
    }
    ended_ = true;
  }

  void refill() const {
    std::string rest(reinterpret_cast<const char*>(stream_.next_in), stream_.avail_in);
    raw_.assign(rest.begin(), rest.end());
    raw_.resize(rest.size() + kRaw);
    const std::size_t got = packed_.read(position_, raw_.data() + rest.size(), kRaw);
    position_ += got;
    raw_.resize(rest.size() + got);
    stream_.next_in = reinterpret_cast<Bytef*>(raw_.data());
    stream_.avail_in = static_cast<uInt>(raw_.size());
  }

  const base::ByteSource& packed_;
  std::uint64_t limit_;
  std::uint64_t size_ = 0;
  // Where we stand in the stream: a cache, as far as readers can tell.
  mutable z_stream stream_{};
  mutable bool begun_ = false;
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
