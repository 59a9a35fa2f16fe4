#include "vault/impl/facts.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"

namespace attest::vault {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kFileSize = 256'000'000;

/// Copies the bytes from `offset` on to a file in `lost`, on the device.
void keep_lost(Disk& disk, const std::string& path, std::uint64_t offset, const std::string& to) {
  const auto source = base::open_file(path);
  const auto file = disk.create(to);
  std::string piece(1 << 20, '\0');
  while (const auto got = source->read(offset, piece.data(), piece.size())) {
    file->append(std::string_view(piece).substr(0, got));
    offset += got;
  }
  file->sync();
}

}  // namespace

FactsWriter::FactsWriter(Disk& disk, std::string folder, FactsEnd end)
    : disk_(disk), folder_(std::move(folder)), end_(end), mark_(end) {
  disk_.make_folder(folder_);
}

std::string FactsWriter::path(std::uint64_t file) const {
  return folder_ + "/" + proof::facts_file(file);
}

FactsEnd FactsWriter::place() {
  if (end_.bytes >= kFileSize) end_ = {end_.file + 1, 0, 0};
  return end_;
}

void FactsWriter::append(std::string_view text, std::uint64_t lines) {
  if (text.empty()) return;
  place();
  if (open_file_ != end_.file) {
    files_.push_back(disk_.extend(path(end_.file)));
    open_file_ = end_.file;
  }
  if (runs_.empty() || runs_.back().file != end_.file) runs_.push_back({end_.file, end_.lines, 0});
  files_.back()->append(text);
  runs_.back().lines += lines;
  end_.bytes += text.size();
  end_.lines += lines;
}

void FactsWriter::sync() {
  for (const auto& file : files_) file->sync();
  if (mark_.bytes > 0 && end_.file == mark_.file) return;
  disk_.sync_folder(folder_);
  disk_.sync_folder(fs::path(folder_).parent_path().string());
}

void FactsWriter::mark() {
  mark_ = end_;
  runs_.clear();
  if (files_.size() > 1) files_.erase(files_.begin(), files_.end() - 1);
}

void FactsWriter::roll_back() {
  files_.clear();
  open_file_ = 0;
  for (auto file = end_.file; file > mark_.file; --file) disk_.remove(path(file));
  if (fs::exists(path(mark_.file))) disk_.truncate(path(mark_.file), mark_.bytes);
  end_ = mark_;
  runs_.clear();
}

std::string FactsReader::read(const std::string& origin, std::uint64_t file, std::uint64_t offset,
                              std::uint64_t length) {
  std::string bytes(length, '\0');
  if (source(origin, file).read(offset, bytes.data(), length) != length)
    throw base::Error(base::Code::kDamaged, "the facts end before a line that the log names",
                      folder_ + "/" + origin + "/" + proof::facts_file(file), "Run attest verify");
  return bytes;
}

const base::ByteSource& FactsReader::source(const std::string& origin, std::uint64_t file) {
  auto& source = files_[{origin, file}];
  if (!source) source = base::open_file(folder_ + "/" + origin + "/" + proof::facts_file(file));
  return *source;
}

std::uint64_t cut_facts(Disk& disk, const std::string& folder, const std::string& origin,
                        const FactsEnd& end, const std::string& lost) {
  std::uint64_t cut = 0;
  for (auto file = end.file;; ++file) {
    const auto path = folder + "/" + origin + "/" + proof::facts_file(file);
    if (!fs::exists(path)) return cut;
    const auto keep = file == end.file ? end.bytes : 0;
    const auto size = fs::file_size(path);
    if (size < keep)
      throw base::Error(base::Code::kDamaged,
                        fmt::format("holds {} bytes; the log names {}", size, keep), path,
                        "Run attest verify");
    if (size == keep) continue;
    disk.make_folder(lost);
    keep_lost(disk, path, keep, fmt::format("{}/{}-facts-{}-{}", lost, origin, file, keep));
    if (keep > 0)
      disk.truncate(path, keep);
    else
      disk.remove(path);
    cut += size - keep;
  }
}

}  // namespace attest::vault
