// invented_site FOLDER – writes the invented case's sites into FOLDER/left and FOLDER/right.
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "publish/impl/invented.hpp"
#include "publish/render.hpp"

namespace {

/// The exhibits' bytes: one small file stands for all of them.
class OneFile final : public attest::publish::FolderSink::Exhibits {
 public:
  explicit OneFile(std::string path) : path_(std::move(path)) {
    std::ofstream(path_) << "invented bytes\n";
  }
  std::string path_of(std::string_view) const override { return path_; }

 private:
  std::string path_;
};

void write(const std::string& folder, const attest::publish::invented::Case& kase,
           const OneFile& bytes) {
  std::filesystem::create_directories(folder);
  attest::publish::FolderSink sink(folder, &bytes);
  attest::publish::render(kase.site, *kase.originals, sink);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: invented_site FOLDER\n", stderr);
    return 2;
  }
  const std::string folder = arguments[1];
  const OneFile bytes(folder + "/bytes.txt");
  write(folder + "/left", attest::publish::invented::make(), bytes);
  write(folder + "/right", attest::publish::invented::make_from_the_right(), bytes);
}
