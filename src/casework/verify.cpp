#include "casework/verify.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "casework/case.hpp"
#include "vault/vault.hpp"

namespace attest::casework {
namespace {
namespace fs = std::filesystem;
using base::Json;
constexpr std::uint64_t kMostSums = 1'000'000'000;
constexpr std::size_t kDigits = 64;

/// The lines of SHA256SUMS: path → digest. A line of another shape is a fault.
std::map<std::string, std::string> read_sums(const std::string& site, proof::Verification& found) {
  std::map<std::string, std::string> sums;
  const std::string text =
      base::read_all(*base::open_file(site + "/SHA256SUMS"), kMostSums, "size of SHA256SUMS");
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    if (line.size() > kDigits + 2 && line.compare(kDigits, 2, "  ") == 0)
      sums[line.substr(kDigits + 2)] = line.substr(0, kDigits);
    else
      found.faults.push_back({fmt::format("SHA256SUMS, line {}", number + 1), "is no sum"});
    begin = end + 1;
  }
  return sums;
}

void check_file(const fs::path& site, const std::string& name, const std::string& digest,
                proof::Verification& found) {
  if (!fs::is_regular_file(site / name)) {
    found.faults.push_back({name, "is missing"});
    return;
  }
  const auto file = base::open_file((site / name).string());
  found.bytes += file->size();
  ++found.exhibits;
  if (base::to_hex(base::sha256(*file)) != digest)
    found.faults.push_back({name, "is not what was published"});
}

proof::Verification verify_site(const std::string& site, base::Reporter& reporter) {
  proof::Verification found;
  const auto sums = read_sums(site, found);
  std::uint64_t done = 0;
  for (const auto& [name, digest] : sums) {
    check_file(site, name, digest, found);
    base::check_stop(reporter);
    reporter.progress("files", ++done, sums.size());
  }
  for (const auto& entry : fs::recursive_directory_iterator(site)) {
    const std::string name = fs::relative(entry.path(), site).generic_string();
    if (entry.is_regular_file() && name != "SHA256SUMS" && !sums.contains(name))
      found.faults.push_back({name, "was not published with the site"});
  }
  return found;
}

/// The index holds no truth, but answers come through it.
void check_index(const std::string& folder, proof::Verification& found) {
  constexpr const char* kAnew = "attest rebuild makes it anew";
  switch (vault::check_index(folder)) {
    case vault::IndexState::kChanged:
      found.faults.push_back(
          {"index.db", std::string("is not what was written (index.sum); ") + kAnew});
      return;
    case vault::IndexState::kNotClosed:
      found.notes.push_back(
          {"index.db",
           std::string("was not closed: another process is writing, or died; ") + kAnew});
      return;
    case vault::IndexState::kAbsent:
    case vault::IndexState::kAsClosed:
      return;
  }
}

proof::Verification verify_case(const std::string& folder, base::Reporter& reporter) {
  proof::Verification found = proof::verify_case(folder, reporter);
  check_index(folder, found);
  return found;
}

Json list(const std::vector<proof::Fault>& faults) {
  Json items = Json::array();
  for (const proof::Fault& fault : faults)
    items.push(
        Json::object({{"where", Json::string(fault.where)}, {"what", Json::string(fault.what)}}));
  return items;
}
}  // namespace

VerifyAnswer verify(const std::string& path, base::Reporter& reporter) {
  std::error_code error;
  if (fs::exists(fs::path(path) / "FORMAT", error))
    return {VerifyAnswer::What::kCase, path, verify_case(path, reporter)};
  if (fs::exists(fs::path(path) / "SHA256SUMS", error))
    return {VerifyAnswer::What::kSite, path, verify_site(path, reporter)};
  throw base::Error(base::Code::kNotFound, "there is neither a case nor a published site", path,
                    "Give the folder that holds FORMAT (a case) or SHA256SUMS (a site).");
}

Json to_json(const VerifyAnswer& answer) {
  const proof::Verification& found = answer.found;
  Json logs = Json::array();
  for (const proof::Checkpoint& checkpoint : found.checkpoints)
    logs.push(Json::object({{"origin", Json::string(checkpoint.origin)},
                            {"size", number(checkpoint.head.size)},
                            {"root", Json::string(base::to_hex(checkpoint.head.root))}}));
  return Json::object(
      {{"what", Json::string(answer.what == VerifyAnswer::What::kCase ? "case" : "site")},
       {"path", Json::string(answer.path)},
       {"good", Json::boolean(found.good())},
       {"faults", list(found.faults)},
       {"notes", list(found.notes)},
       {"logs", logs},
       {"entries", number(found.entries)},
       {"lines", number(found.lines)},
       {"exhibits", number(found.exhibits)},
       {"objects", number(found.objects)},
       {"bytes", number(found.bytes)}});
}

std::string to_text(const VerifyAnswer& answer) {
  const proof::Verification& found = answer.found;
  std::string text;
  for (const proof::Fault& fault : found.faults)
    text += fmt::format("FAULT {}: {}\n", fault.where, fault.what);
  for (const proof::Fault& note : found.notes)
    text += fmt::format("note {}: {}\n", note.where, note.what);
  if (answer.what == VerifyAnswer::What::kSite)
    return text + fmt::format("{}: site, {} files, {} faults\n", answer.path, found.exhibits,
                              found.faults.size());
  return text + fmt::format("{}: case, {} entries, {} lines, {} exhibits, {} objects, {} faults\n",
                            answer.path, found.entries, found.lines, found.exhibits, found.objects,
                            found.faults.size());
}

}  // namespace attest::casework
