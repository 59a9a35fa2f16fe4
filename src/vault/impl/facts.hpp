#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.hpp"
#include "proof/entries.hpp"
#include "vault/disk.hpp"

namespace attest::vault {

/// The end of an origin's facts: where the next line goes.
struct FactsEnd {
  std::uint64_t file = 1;
  std::uint64_t bytes = 0;
  std::uint64_t lines = 0;
};

/// Appends whole lines to CASE/facts/ORIGIN/00000001.jsonl …; a new file begins after 256 MB.
class FactsWriter {
 public:
  FactsWriter(Disk& disk, std::string folder, FactsEnd end);

  /// Where a line would go now; begins a new file if this one is full.
  FactsEnd place();
  /// `text` ends in a newline.
  void append(std::string_view text, std::uint64_t lines);
  FactsEnd end() const { return end_; }
  /// The runs since the last mark(), for the batch of an entry.
  const std::vector<proof::Batch::Run>& runs() const { return runs_; }
  /// Everything is on the device.
  void sync();
  /// What was appended so far stays; roll_back() goes back here.
  void mark();
  void roll_back();

 private:
  std::string path(std::uint64_t file) const;

  Disk& disk_;
  std::string folder_;
  FactsEnd end_;
  FactsEnd mark_;
  std::vector<proof::Batch::Run> runs_;
  std::vector<std::unique_ptr<OutputFile>>
      files_;  ///< written since the mark; the last is the present one
  std::uint64_t open_file_ = 0;
};

/// Reads pieces of facts of any origin; keeps files open.
class FactsReader {
 public:
  explicit FactsReader(std::string folder) : folder_(std::move(folder)) {}
  /// Throws Error{kDamaged} if they are not there.
  std::string read(const std::string& origin, std::uint64_t file, std::uint64_t offset,
                   std::uint64_t length);
  const base::ByteSource& source(const std::string& origin, std::uint64_t file);

 private:
  std::string folder_;
  std::map<std::pair<std::string, std::uint64_t>, std::unique_ptr<base::ByteSource>> files_;
};

/// Moves facts past `end` to `lost`; returns how many bytes there were.
std::uint64_t cut_facts(Disk& disk, const std::string& folder, const std::string& origin,
                        const FactsEnd& end, const std::string& lost);

}  // namespace attest::vault
