#include "intake/impl/archive.hpp"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <cstring>

#include "base/error.hpp"

namespace attest::intake {
namespace {

/// What libzip calls back for: a ByteSource with a position.
struct Handle {
  const base::ByteSource* source;
  std::uint64_t position = 0;
  zip_error_t error;
};

zip_int64_t read_bytes(Handle& handle, void* data, zip_uint64_t length) {
  const std::size_t got = handle.source->read(handle.position, static_cast<char*>(data), length);
  handle.position += got;
  return static_cast<zip_int64_t>(got);
}

zip_int64_t tell_size(const Handle& handle, void* data) {
  zip_stat_t stat;
  zip_stat_init(&stat);
  stat.size = handle.source->size();
  stat.valid = ZIP_STAT_SIZE;
  std::memcpy(data, &stat, sizeof stat);
  return sizeof stat;
}

zip_int64_t serve(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
  Handle& handle = *static_cast<Handle*>(state);
  switch (command) {
    case ZIP_SOURCE_OPEN:
      handle.position = 0;
      return 0;
    case ZIP_SOURCE_READ:
      return read_bytes(handle, data, length);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
      return 0;
    case ZIP_SOURCE_STAT:
      return tell_size(handle, data);
    case ZIP_SOURCE_TELL:
      return static_cast<zip_int64_t>(handle.position);
    case ZIP_SOURCE_SEEK: {
      const zip_int64_t to = zip_source_seek_compute_offset(handle.position, handle.source->size(),
                                                            data, length, &handle.error);
      if (to < 0) return -1;
      handle.position = static_cast<std::uint64_t>(to);
      return 0;
    }
    case ZIP_SOURCE_ERROR:
      return zip_error_to_data(&handle.error, data, length);
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                            ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                            ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, -1);
    default:
      return -1;
  }
}

std::string plain_name(std::string_view name) {
  std::string out;
  for (const char c : name)
    out += c == '\\' ? '/' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out.substr(std::min(out.find_first_not_of('/'), out.size()));
}

/// What came out of an archive: each part counts once, by the longest stretch of it that was read.
struct Inflated {
  std::uint64_t sum = 0;
  std::uint64_t limit = 0;
  std::vector<std::uint64_t> longest;  ///< by part
};

class ZipEntry final : public Entry {
 public:
  ZipEntry(zip_file_t* file, std::string place, std::size_t index, Inflated& inflated)
      : file_(file), place_(std::move(place)), index_(index), inflated_(inflated) {}
  ~ZipEntry() override { zip_fclose(file_); }
  ZipEntry(const ZipEntry&) = delete;
  ZipEntry& operator=(const ZipEntry&) = delete;

  std::size_t read(char* into, std::size_t length) override {
    const zip_int64_t got = zip_fread(file_, into, length);
    if (got < 0)
      throw base::Error(
          base::Code::kMalformed,
          fmt::format("the archive is damaged ({})", zip_error_strerror(zip_file_get_error(file_))),
          place_, "Fetch the file again, or open and save it in a spreadsheet program");
    position_ += static_cast<std::uint64_t>(got);
    std::uint64_t& longest = inflated_.longest[index_];
    if (position_ > longest) {
      inflated_.sum += position_ - longest;
      longest = position_;
    }
    if (inflated_.sum > inflated_.limit)
      throw base::Error(
          base::Code::kLimit,
          fmt::format("inflates to more than {} bytes (limit 'inflated')", inflated_.limit), place_,
          raise_limit("inflated", "If the file is to be trusted, raise it"));
    return static_cast<std::size_t>(got);
  }

 private:
  zip_file_t* file_;
  std::string place_;
  std::size_t index_;
  Inflated& inflated_;
  std::uint64_t position_ = 0;
};

struct Discard {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};

class ZipArchive final : public Archive {
 public:
  ZipArchive(const base::ByteSource& source, const Limits& limits) {
    inflated_.limit = inflation_limit(limits, source.size());
    handle_.source = &source;
    zip_error_init(&handle_.error);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* made = zip_source_function_create(serve, &handle_, &error);
    if (made != nullptr) zip_.reset(zip_open_from_source(made, ZIP_RDONLY, &error));
    if (zip_ == nullptr) {
      const std::string why = zip_error_strerror(&error);
      if (made != nullptr) zip_source_free(made);
      throw base::Error(base::Code::kMalformed, fmt::format("no readable zip archive ({})", why),
                        source.name(),
                        "Fetch the file again, or open and save it in a spreadsheet program");
    }
    list_names();
  }
  bool has(const std::string& name) const override { return find(name) >= 0; }

  std::unique_ptr<Entry> open(const std::string& name) override {
    const std::string place = fmt::format("{}, part {}", source().name(), name);
    const zip_int64_t index = find(name);
    if (index < 0)
      throw base::Error(base::Code::kMalformed, "a part is missing", place,
                        "Open and save it in a spreadsheet program");
    zip_file_t* file = zip_fopen_index(zip_.get(), static_cast<zip_uint64_t>(index), 0);
    if (file == nullptr)
      throw base::Error(base::Code::kMalformed,
                        fmt::format("a part cannot be read ({})", zip_strerror(zip_.get())), place,
                        "Open and save it in a spreadsheet program, without a password");
    return std::make_unique<ZipEntry>(file, place, static_cast<std::size_t>(index), inflated_);
  }

  const base::ByteSource& source() const override { return *handle_.source; }

 private:
  void list_names() {
    const zip_int64_t count = zip_get_num_entries(zip_.get(), 0);
    inflated_.longest.resize(static_cast<std::size_t>(std::max<zip_int64_t>(count, 0)));
    for (zip_int64_t i = 0; i < count; ++i)
      if (const char* name = zip_get_name(zip_.get(), static_cast<zip_uint64_t>(i), ZIP_FL_ENC_RAW))
        names_.emplace_back(plain_name(name), i);
    std::ranges::sort(names_);
    const auto twice = std::ranges::adjacent_find(names_, [](const auto& a, const auto& b) {
      return a.first == b.first && !a.first.ends_with('/');
    });
    if (twice != names_.end())
      throw base::Error(
          base::Code::kMalformed, fmt::format("the archive holds two parts named {}", twice->first),
          source().name(),
          "Programs would disagree on what it says: open and save it in a spreadsheet program");
  }

  zip_int64_t find(const std::string& name) const {
    const std::string wanted = plain_name(name);
    const auto at =
        std::ranges::lower_bound(names_, wanted, {}, [](const auto& entry) { return entry.first; });
    return at != names_.end() && at->first == wanted ? at->second : -1;
  }

  Handle handle_{};
  std::unique_ptr<zip_t, Discard> zip_;
  Inflated inflated_;
  std::vector<std::pair<std::string, zip_int64_t>> names_;
};

}  // namespace

std::unique_ptr<Archive> open_archive(const base::ByteSource& source, const Limits& limits) {
  return std::make_unique<ZipArchive>(source, limits);
}

}  // namespace attest::intake
