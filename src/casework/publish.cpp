#include "casework/publish.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "base/error.hpp"
#include "casework/case.hpp"
#include "casework/originals.hpp"
#include "casework/site.hpp"

namespace attest::casework {
namespace {
namespace fs = std::filesystem;
using base::Json;

/// A folder beside `out` that becomes `out` when all is well, and is removed when it is not.
class FreshFolder {
 public:
  FreshFolder(const std::string& out, PublishRequest::Existing existing)
      : out_(out), work_(fmt::format("{}.being-written-{}", out, getpid())) {
    while (out_.size() > 1 && out_.back() == '/') out_.pop_back();
    work_ = fmt::format("{}.being-written-{}", out_, getpid());
    check_target(existing);
    std::error_code error;
    fs::create_directories(work_, error);
    if (error) refuse(error.message());
  }
  ~FreshFolder() {
    std::error_code ignored;
    fs::remove_all(work_, ignored);
  }
  FreshFolder(const FreshFolder&) = delete;
  FreshFolder& operator=(const FreshFolder&) = delete;

  const std::string& path() const { return work_; }
  const std::string& target() const { return out_; }

  void keep() {
    std::error_code error;
    fs::remove_all(out_, error);
    if (!error) fs::rename(work_, out_, error);
    if (error) refuse(error.message());
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw base::Error(base::Code::kUnwritable, "the site cannot be written: " + why, out_,
                      "Choose a folder you may write to, on a disk with room.");
  }

  void check_target(PublishRequest::Existing existing) const {
    std::error_code error;
    if (!fs::exists(out_, error) || (fs::is_directory(out_, error) && fs::is_empty(out_, error)))
      return;
    const bool is_site = fs::exists(fs::path(out_) / "SHA256SUMS", error);
    if (is_site && existing == PublishRequest::Existing::kReplace) return;
    throw base::Error(base::Code::kUnwritable, "there is something there already", out_,
                      is_site ? "Use --replace to put the new site in place of the old one."
                              : "Choose a folder that does not exist yet.");
  }

  std::string out_;
  std::string work_;
};

class KeptBytes final : public publish::FolderSink::Exhibits {
 public:
  explicit KeptBytes(std::string folder) : folder_(std::move(folder)) {}
  std::string path_of(std::string_view sha256) const override {
    return fmt::format("{}/exhibits/{}/{}", folder_, sha256.substr(0, 2), sha256);
  }

 private:
  std::string folder_;
};

void remember(vault::Vault& vault, const std::string& site) {
  const auto sums = base::open_file(site + "/SHA256SUMS");
  const std::string list = vault.put_object(base::read_all(*sums, 1'000'000'000, "size"));
  const vault::Checkpoint shown = vault.checkpoint();
  Json body = Json::object();
  body.set("objects", Json::array({Json::string(list)}));
  body.set("size", number(shown.size)).set("root", Json::string(shown.root));
  vault.append({.act = "publish", .body = body, .columns = {}, .lines = {}});
}
}  // namespace

PublishAnswer publish(const PublishRequest& request, base::Reporter& reporter) {
  const bool logs = request.remember == PublishRequest::Remember::kYes;
  Case kase = open_case(request.folder, logs ? vault::Access::kWrite : vault::Access::kRead,
                        request.member);
  FreshFolder folder(request.out, request.existing);
  const publish::Site site = make_site(kase, reporter);
  const KeptOriginals originals(kase.vault);
  const KeptBytes bytes(kase.vault.folder());
  publish::FolderSink sink(folder.path(), &bytes);
  PublishAnswer answer;
  answer.rendered = publish::render(site, originals, sink, reporter);
  for (const publish::Exhibit& exhibit : site.exhibits)
    answer.exhibits_withheld += exhibit.bytes == publish::Bytes::kWithheld ? 1 : 0;
  folder.keep();
  if (logs) remember(kase.vault, folder.target());
  answer.out = folder.target();
  answer.index = answer.out + "/index.html";
  return answer;
}

Json to_json(const PublishAnswer& answer) {
  return Json::object({{"out", Json::string(answer.out)},
                       {"index", Json::string(answer.index)},
                       {"files", number(answer.rendered.files)},
                       {"bytes", number(answer.rendered.bytes)},
                       {"statements", number(answer.rendered.statements)},
                       {"figures", number(answer.rendered.figures)},
                       {"exhibits_withheld", number(answer.exhibits_withheld)}});
}

}  // namespace attest::casework
