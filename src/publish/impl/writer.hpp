#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash.hpp"
#include "publish/html.hpp"
#include "publish/impl/index.hpp"
#include "publish/render.hpp"

namespace attest::publish {

/// Puts pages into their frame and files into the sink, keeping the list for SHA256SUMS. page(),
/// file() and copy() may be called from several threads at once; a file in pieces is one thread's.
class Writer {
 public:
  Writer(const Index& index, Sink& sink, base::Reporter& reporter);

  using MainAttributes = std::vector<std::pair<std::string, std::string>>;
  void page(const std::string& path, std::string_view title, const Html& body,
            const MainAttributes& main = {});
  void file(const std::string& path, std::string_view bytes);
  /// A file written in pieces: begin, then more as often as needed, then end.
  void begin(const std::string& path);
  void more(std::string_view bytes);
  void end();
  void copy(const std::string& path, const std::string& sha256);
  /// Writes SHA256SUMS and tells what was written.
  Rendered finish();

  base::Reporter& reporter() { return reporter_; }

 private:
  Html footer(const std::string& root, std::string_view path) const;
  std::string framed(const std::string& path, std::string_view title, const Html& body,
                     const MainAttributes& main) const;
  void put_waiting();
  void count(const std::string& path, std::string digest, const Rendered& added);
  const Index& index_;
  Sink& sink_;
  base::Reporter& reporter_;
  std::mutex guard_;  ///< of the two that follow
  Rendered rendered_;
  std::vector<std::pair<std::string, std::string>> sums_;  ///< path, digest
  std::string open_;
  std::string waiting_;
  base::Sha256 digest_;
  std::uint64_t written_ = 0;
};

}  // namespace attest::publish
