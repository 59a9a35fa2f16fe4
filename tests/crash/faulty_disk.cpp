#include "faulty_disk.hpp"

#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/error.hpp"

namespace attest::crash {
namespace {

namespace fs = std::filesystem;

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace

class CountedFile final : public vault::OutputFile {
 public:
  CountedFile(CountingDisk& disk, std::string path, std::unique_ptr<vault::OutputFile> file)
      : disk_(disk), path_(std::move(path)), file_(std::move(file)) {}
  void append(std::string_view bytes) override {
    disk_.on_call(file_.get(), bytes);
    file_->append(bytes);
  }
  void sync() override {
    disk_.on_call(nullptr, {});
    file_->sync();
    disk_.on_synced(path_, file_->size());
  }
  std::uint64_t size() const override { return file_->size(); }

 private:
  CountingDisk& disk_;
  std::string path_;
  std::unique_ptr<vault::OutputFile> file_;
};

std::unique_ptr<vault::OutputFile> CountingDisk::create(const std::string& path) {
  on_call(nullptr, {});
  return std::make_unique<CountedFile>(*this, path, vault::real_disk().create(path));
}
std::unique_ptr<vault::OutputFile> CountingDisk::extend(const std::string& path) {
  on_call(nullptr, {});
  return std::make_unique<CountedFile>(*this, path, vault::real_disk().extend(path));
}
void CountingDisk::make_folder(const std::string& path) {
  on_call(nullptr, {});
  vault::real_disk().make_folder(path);
}
void CountingDisk::rename(const std::string& from, const std::string& to) {
  on_call(nullptr, {});
  vault::real_disk().rename(from, to);
}
void CountingDisk::remove(const std::string& path) {
  on_call(nullptr, {});
  vault::real_disk().remove(path);
}
void CountingDisk::truncate(const std::string& path, std::uint64_t size) {
  on_call(nullptr, {});
  vault::real_disk().truncate(path, size);
}
void CountingDisk::sync_folder(const std::string& path) {
  on_call(nullptr, {});
  vault::real_disk().sync_folder(path);
}
void CountingDisk::sync_all(const std::string& folder) {
  on_call(
      nullptr,
      {});  // a real syncfs would wait for the whole machine; these tests lose nothing without it
  vault::real_disk().sync_folder(folder);
}

void KillingDisk::on_call(vault::OutputFile* file, std::string_view bytes) {
  if (++calls_ != at_) return;
  if (file) file->append(bytes.substr(0, bytes.size() / 2));
  ::kill(::getpid(), SIGKILL);
}

void FullDisk::on_call(vault::OutputFile* file, std::string_view bytes) {
  if (++calls_ < at_ || calls_ >= until_) return;
  if (file) file->append(bytes.substr(0, bytes.size() / 2));
  throw base::Error(base::Code::kUnwritable, "cannot write: No space left on device",
                    "the test disk");
}

std::unique_ptr<vault::OutputFile> PowerlessDisk::create(const std::string& path) {
  const bool existed = fs::exists(path);
  const auto before = existed ? read_file(path) : std::string();
  auto file = CountingDisk::create(path);
  pending_.push_back({Kind::kMake, path, {}, existed, before});
  synced_[path] = 0;
  return file;
}

std::unique_ptr<vault::OutputFile> PowerlessDisk::extend(const std::string& path) {
  const bool existed = fs::exists(path);
  auto file = CountingDisk::extend(path);
  if (!existed) pending_.push_back({Kind::kMake, path, {}, false, {}});
  synced_.try_emplace(path, file->size());
  return file;
}

void PowerlessDisk::make_folder(const std::string& path) {
  const bool existed = fs::exists(path);
  CountingDisk::make_folder(path);
  if (!existed) pending_.push_back({Kind::kFolder, path, {}, false, {}});
}

void PowerlessDisk::rename(const std::string& from, const std::string& to) {
  const bool existed = fs::is_regular_file(to);
  const auto before = existed ? read_file(to) : std::string();
  CountingDisk::rename(from, to);
  pending_.push_back({Kind::kRename, to, from, existed, before});
  if (const auto moved = synced_.extract(from)) synced_[to] = moved.mapped();
}

void PowerlessDisk::remove(const std::string& path) {
  const bool existed = fs::exists(path);
  const auto before = existed ? read_file(path) : std::string();
  CountingDisk::remove(path);
  if (existed) pending_.push_back({Kind::kRemove, path, {}, true, before});
  synced_.erase(path);
}

void PowerlessDisk::sync_folder(const std::string& path) {
  CountingDisk::sync_folder(path);
  std::erase_if(pending_,
                [&](const Pending& one) { return fs::path(one.path).parent_path() == path; });
}

void PowerlessDisk::sync_all(const std::string& folder) {
  CountingDisk::sync_all(folder);
  pending_.clear();
  for (auto& [path, size] : synced_)
    if (fs::exists(path)) size = fs::file_size(path);
}

void PowerlessDisk::on_call(vault::OutputFile* file, std::string_view bytes) {
  if (dead_) throw PowerCut();
  if (++calls_ != at_) return;
  if (file) file->append(bytes.substr(0, bytes.size() / 2));
  dead_ = true;
  throw PowerCut();
}

void PowerlessDisk::on_synced(const std::string& path, std::uint64_t size) {
  synced_[path] = size;
}

void PowerlessDisk::cut() {
  for (const auto& [path, size] : synced_) {
    if (!fs::is_regular_file(path) || fs::file_size(path) <= size) continue;
    const auto whole = fs::file_size(path);
    fs::resize_file(path, size);
    if (tail_ == Tail::kZeros) fs::resize_file(path, whole);
  }
  for (auto pending = pending_.rbegin(); pending != pending_.rend(); ++pending) take_back(*pending);
}

void PowerlessDisk::take_back(const Pending& pending) {
  std::error_code error;
  if (pending.kind == Kind::kFolder) fs::remove_all(pending.path, error);
  if (pending.kind == Kind::kMake) fs::remove(pending.path, error);
  if (pending.kind == Kind::kRename) fs::rename(pending.path, pending.from, error);
  if (pending.existed) write_file(pending.path, pending.bytes);
}

}  // namespace attest::crash
