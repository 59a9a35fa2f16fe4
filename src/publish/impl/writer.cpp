#include "publish/impl/writer.hpp"

#include <algorithm>
#include <array>

#include "publish/page.hpp"

namespace attest::publish {
namespace {

constexpr std::size_t kPiece = 1 << 20;

std::string root_of(std::string_view path) {
  std::string root;
  for (auto at = path.find('/'); at != path.npos; at = path.find('/', at + 1)) root += "../";
  return root;
}

std::vector<Frame::Link> navigation(const Site& site, const std::string& root,
                                    std::string_view path) {
  struct Part {
    std::string_view text, page, folder;
    bool present = true;
  };
  const std::array<Part, 9> parts = {
      {{"Overview", "index.html", "-"},
       {"Texts", "texts.html", "texts/", !site.texts.empty()},
       {"Incidents", "incidents.html", "incidents/"},
       {"Roll", "roll.html", "persons/", site.roll.has_value()},
       {"Estimates", "estimates.html", "estimates/", !site.estimates.empty()},
       {"Sources", "sources.html", "sources/"},
       {"Exhibits", "exhibits.html", "exhibits/"},
       {"Methods", "methods.html", "-"},
       {"Downloads", "downloads.html", "data/"}}};
  std::vector<Frame::Link> out;
  for (const auto& part : parts)
    if (part.present)
      out.push_back({std::string(part.text), root + std::string(part.page),
                     path == part.page || path.starts_with(part.folder)});
  return out;
}

std::uint64_t occurrences(std::string_view text, std::string_view wanted) {
  std::uint64_t count = 0;
  for (auto at = text.find(wanted); at != text.npos; at = text.find(wanted, at + wanted.size()))
    ++count;
  return count;
}

}  // namespace

Writer::Writer(const Index& index, Sink& sink, base::Reporter& reporter)
    : index_(index), sink_(sink), reporter_(reporter) {}

Html Writer::footer(const std::string& root, std::string_view path) const {
  const auto& site = index_.site();
  const auto& checkpoint = site.checkpoint;
  Html out = el("p", path.starts_with("estimates")
                         ? "An estimate is a statement about numbers under the assumptions it "
                           "names, never about a "
                           "person. Nothing here is a finding of this publication."
                         : "Every figure here is what somebody said, and opens down to where they "
                           "said it. Nothing "
                           "here is a finding of this publication.");
  if (!checkpoint.root.empty())
    out += el("p", "Shows the log ", name(checkpoint.origin), " at ",
              el("a", {{"href", root + "methods.html#checkpoint"}},
                 std::to_string(checkpoint.size) + " entries"),
              checkpoint.date.empty() ? "" : ", last act " + checkpoint.date, ".");
  if (!site.program.empty()) out += el("p", "Made by ", site.program, ".");
  return out;
}

std::string Writer::framed(const std::string& path, std::string_view title, const Html& body,
                           const MainAttributes& main) const {
  const auto& site = index_.site();
  Frame frame;
  frame.root = root_of(path);
  frame.title = std::string(title);
  if (title != site.title && !site.title.empty()) frame.title += " · " + site.title;
  frame.site_title = site.title.empty() ? "Report" : site.title;
  frame.right_to_left = is_right_to_left(site.language);
  frame.navigation = navigation(site, frame.root, path);
  frame.main = main;
  frame.footer = footer(frame.root, path);
  return publish::page(frame, body);
}

void Writer::count(const std::string& path, std::string digest, const Rendered& added) {
  const std::lock_guard lock(guard_);
  sums_.emplace_back(path, std::move(digest));
  ++rendered_.files;
  rendered_.bytes += added.bytes;
  rendered_.statements += added.statements;
  rendered_.figures += added.figures;
}

void Writer::page(const std::string& path, std::string_view title, const Html& body,
                  const MainAttributes& main) {
  base::check_stop(reporter_);
  const auto bytes = framed(path, title, body, main);
  sink_.write(path, bytes);
  count(path, base::to_hex(base::sha256(bytes)),
        {.bytes = bytes.size(),
         .statements = path.starts_with("statements/") ? 1U : 0U,
         .figures = occurrences(body.markup(), "data-attest=\"figure\"")});
}

void Writer::file(const std::string& path, std::string_view bytes) {
  sink_.write(path, bytes);
  count(path, base::to_hex(base::sha256(bytes)), {.bytes = bytes.size()});
}

void Writer::copy(const std::string& path, const std::string& sha256) {
  sink_.copy(path, sha256);
  count(path, sha256, {});
}

void Writer::begin(const std::string& path) {
  open_ = path;
  waiting_.clear();
  written_ = 0;
}

void Writer::more(std::string_view bytes) {
  waiting_ += bytes;
  if (waiting_.size() >= kPiece) put_waiting();
}

void Writer::put_waiting() {
  digest_.update(waiting_);
  written_ == 0 ? sink_.write(open_, waiting_) : sink_.append(open_, waiting_);
  written_ += waiting_.size();
  waiting_.clear();
}

void Writer::end() {
  put_waiting();
  count(open_, base::to_hex(digest_.finish()), {.bytes = written_});
}

Rendered Writer::finish() {
  std::sort(sums_.begin(), sums_.end());
  std::string text;
  for (const auto& [path, digest] : sums_) text.append(digest).append("  ").append(path) += '\n';
  sink_.write("SHA256SUMS", text);
  ++rendered_.files;
  rendered_.bytes += text.size();
  return rendered_;
}

}  // namespace attest::publish
