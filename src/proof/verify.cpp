#include "proof/verify.hpp"

#include <algorithm>
#include <filesystem>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "proof/impl/case_check.hpp"

namespace attest::proof {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFormat = "attest case 1\n";
constexpr std::size_t kMostListed = 1'000;
constexpr std::uint64_t kLargestLog = 4'000'000'000;

void list(std::vector<Fault>& faults, std::string where, std::string what) {
  if (faults.size() < kMostListed) faults.push_back({std::move(where), std::move(what)});
  if (faults.size() == kMostListed) faults.push_back({"", "and more, which are not listed"});
}

}  // namespace

void CaseCheck::run() {
  guarded(folder_, [&] { check_format(); });
  guarded("log", [&] { check_logs(); });
  guarded("log", [&] { check_references(); });
  for (const auto& log : logs_) guarded("facts/" + log.origin, [&] { check_facts(log); });
  guarded("exhibits", [&] { check_kept("exhibits", exhibits_, result_.exhibits); });
  guarded("objects", [&] { check_kept("objects", objects_, result_.objects); });
  guarded("case.toml", [&] { check_settings(); });
  guarded(folder_, [&] { check_unknown_files(); });
}

void CaseCheck::check_format() {
  const auto format = read_file("FORMAT");
  if (!format) return fault("FORMAT", "is missing: this folder is not a case");
  if (*format != kFormat)
    fault("FORMAT",
          "is not \"attest case 1\": damaged, or made by a newer version than this verifier knows");
}

void CaseCheck::check_logs() {
  std::error_code error;
  std::vector<std::string> origins;
  for (const auto& entry : fs::directory_iterator(path("log"), error))
    if (entry.is_directory()) origins.push_back(entry.path().filename().string());
  if (origins.empty()) return fault("log", "holds no log");
  std::ranges::sort(origins);
  for (const auto& origin : origins)
    guarded("log/" + origin, [&] { logs_.push_back(check_log(origin)); });
}

void CaseCheck::collect_names(const base::Json& json) {
  for (const auto& [key, value] : json.members()) {
    if (key == "exhibit" && is_hash(value.text())) exhibits_.insert(value.text());
    if ((key == "mapping" || key == "settings" || key == "text") && is_hash(value.text()))
      objects_.insert(value.text());
    if (key != "objects") continue;
    for (const auto& item : value.items())
      if (is_hash(item.text())) objects_.insert(item.text());
    for (const auto& [name, item] : value.members())
      if (is_hash(item.text())) objects_.insert(item.text());
  }
}

void CaseCheck::fault(std::string where, std::string what) {
  list(result_.faults, std::move(where), std::move(what));
}

void CaseCheck::note(std::string where, std::string what) {
  list(result_.notes, std::move(where), std::move(what));
}

std::optional<std::string> CaseCheck::read_file(const std::string& below) {
  if (!fs::exists(path(below))) return std::nullopt;
  const auto file = base::open_file(path(below));
  auto bytes = base::read_all(*file, kLargestLog, "largest log file");
  result_.bytes += bytes.size();
  return bytes;
}

bool is_hash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::vector<std::string> files_below(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  if (!fs::is_directory(folder, error)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (!entry.is_directory()) files.push_back(entry.path().lexically_relative(folder).string());
  std::ranges::sort(files);
  return files;
}

Verification verify_case(const std::string& folder, base::Reporter& reporter) {
  Verification result;
  CaseCheck(folder, result, reporter).run();
  return result;
}

}  // namespace attest::proof
