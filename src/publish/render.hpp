#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/report.hpp"
#include "publish/site.hpp"

namespace attest::publish {

/// Where a site's files go, one by one. Paths are relative, '/'-separated, of [a-z0-9._-] only;
/// each is given once. write() may be called from several threads at once, for different paths; the
/// others, and append() after its write(), come from one thread.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view path, std::string_view bytes) = 0;
  /// More bytes at the end of a file.
  virtual void append(std::string_view path, std::string_view bytes) = 0;
  /// The bytes of an exhibit, copied without being held in memory.
  virtual void copy(std::string_view path, std::string_view sha256) = 0;
};

/// Files in memory, for tests and small sites. An exhibit's "bytes" are "exhibit:" and its digest
/// unless given.
class MemorySink final : public Sink {
 public:
  void write(std::string_view path, std::string_view bytes) override;
  void append(std::string_view path, std::string_view bytes) override;
  void copy(std::string_view path, std::string_view sha256) override;
  const std::map<std::string, std::string>& files() const { return files_; }
  void offer(std::string sha256, std::string bytes);

 private:
  std::unique_ptr<std::mutex> guard_ = std::make_unique<std::mutex>();
  std::map<std::string, std::string> files_;
  std::map<std::string, std::string> exhibits_;
};

/// Files under a folder, which must exist and be empty. `exhibits` tells where an exhibit's bytes
/// lie on disk. Throws base::Error{kUnwritable} with the path where the disk refuses. What was
/// written stays: the caller renders into a fresh folder and renames it when done.
class FolderSink final : public Sink {
 public:
  class Exhibits {
   public:
    virtual ~Exhibits() = default;
    virtual std::string path_of(std::string_view sha256) const = 0;
  };
  /// `exhibits` must outlive the sink; nullptr: none is ever copied.
  FolderSink(std::string folder, const Exhibits* exhibits);
  ~FolderSink() override;
  void write(std::string_view path, std::string_view bytes) override;
  void append(std::string_view path, std::string_view bytes) override;
  void copy(std::string_view path, std::string_view sha256) override;

 private:
  std::string place(std::string_view path);
  struct Folders;
  std::string folder_;
  const Exhibits* exhibits_;
  std::unique_ptr<Folders> made_;
};

/// What was written.
struct Rendered {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;       ///< of pages and tables, exhibits not counted
  std::uint64_t statements = 0;  ///< statement pages
  std::uint64_t figures = 0;     ///< links data-attest="figure"
};

/// Writes the whole site (docs/formats/site.md), the same bytes for the same Site and Originals.
/// Pages need no network and no script. Some hundred pages are in memory at a time, made by as many
/// threads as the machine has. SHA256SUMS is written last and covers every other file, so that
/// `sha256sum -c SHA256SUMS` checks a copy. Throws base::Error{kStopped} if the reporter says so,
/// and what the sink throws.
Rendered render(const Site& site, const Originals& originals, Sink& sink,
                base::Reporter& reporter = base::silent_reporter());

/// The path of the page of a statement, an exhibit or a policy's view, for callers that print where
/// to look: "statements/0123456789abcdef-12-5.html".
std::string statement_path(const model::Address& record);
std::string exhibit_path(std::string_view sha256);
/// Without key, one made from the name.
std::string incident_path(const Incident& incident);

}  // namespace attest::publish
