#include "casework/keeping.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "casework/case.hpp"
#include "casework/text_of.hpp"

namespace attest::casework {
namespace {
using base::Json;
constexpr std::uint64_t kMostSettings = 1'000'000;

std::string account_name() {
  for (const char* variable : {"USER", "LOGNAME"})
    if (const char* name = std::getenv(variable); name && *name) return name;
  return "first member";
}

vault::NewExhibit new_exhibit(const std::string& path, const std::string& note) {
  vault::NewExhibit exhibit;
  exhibit.open = [path] { return base::open_file(path); };
  exhibit.name = file_name(path);
  exhibit.media = media_type(path);
  exhibit.obtained = note;
  return exhibit;
}

Json counts(const Json& body) {
  Json out = Json::object();
  for (const auto& [key, value] : body.members())
    if (value.is_number()) out.set(key, value);
  return out;
}
}  // namespace

InitAnswer init(const InitRequest& request) {
  vault::NewCase what;
  const std::string title = request.title.empty() ? file_name(request.folder) : request.title;
  what.settings = request.settings.empty()
                      ? settings_template(title)
                      : base::read_all(*base::open_file(request.settings), kMostSettings, "size");
  parse_settings(what.settings, request.settings.empty() ? "template" : request.settings);
  what.member = request.member.empty() ? account_name() : request.member;
  const vault::Vault vault = vault::Vault::create(request.folder, what);
  return {request.folder, vault.checkpoint().origin, what.member};
}

Json to_json(const InitAnswer& answer) {
  return Json::object({{"case", Json::string(answer.folder)},
                       {"origin", Json::string(answer.origin)},
                       {"member", Json::string(answer.member)}});
}

AddAnswer add(const AddRequest& request, base::Reporter& reporter) {
  Case kase = open_case(request.folder, vault::Access::kWrite, request.member);
  std::vector<vault::NewExhibit> files;
  for (const std::string& path : request.files) {
    base::open_file(path);  // refuse all before keeping any
    files.push_back(new_exhibit(path, request.note));
  }
  AddAnswer answer;
  answer.kept = kase.vault.add_exhibits(files, reporter);
  for (const vault::KeptExhibit& kept : answer.kept)
    if (!kept.was_there) keep_text(kase.vault, kept.exhibit, answer.notes, reporter);
  return answer;
}

Json to_json(const AddAnswer& answer) {
  Json list = Json::array();
  for (const vault::KeptExhibit& kept : answer.kept)
    list.push(Json::object({{"sha256", Json::string(kept.exhibit.sha256)},
                            {"name", Json::string(kept.exhibit.name)},
                            {"size", number(kept.exhibit.size)},
                            {"media", Json::string(kept.exhibit.media)},
                            {"was_there", Json::boolean(kept.was_there)}}));
  return Json::object({{"exhibits", list}, {"notes", strings(answer.notes)}});
}

UndoAnswer undo(const UndoRequest& request) {
  Case kase = open_case(request.folder, vault::Access::kWrite, request.member);
  const model::Address entry = entry_address(kase.vault, request.entry);
  const std::string act = kase.vault.entry(entry).act;
  return {entry, kase.vault.undo(entry, request.reason), act};
}

Json to_json(const UndoAnswer& answer) {
  return Json::object({{"undone", to_json(answer.undone)},
                       {"act", Json::string(answer.act)},
                       {"undo", to_json(answer.undo)}});
}

std::vector<vault::Entry> log(const std::string& folder) {
  return vault::Vault::open(folder, vault::Access::kRead).entries();
}

std::string summary(const vault::Entry& entry) {
  const Json& body = entry.body;
  std::string text = entry.act;
  if (entry.act == "import")
    text = fmt::format(
        "import of {}: {} rows, {} added, {} changed, {} unchanged, {} refused, {} gone",
        body["list"].text(), body["rows"].text(), body["added"].text(), body["changed"].text(),
        body["unchanged"].text(), body["refused"].text(), body["gone"].text());
  else if (body.has("undoes") || body.has("entry"))
    text += " of " + (body.has("undoes") ? body["undoes"] : body["entry"]).text();
  if (!entry.in_force)
    text += fmt::format(" (taken back by {})", model::to_string(entry.undone_by));
  return text;
}

Json to_json(const std::vector<vault::Entry>& entries) {
  Json list = Json::array();
  for (const vault::Entry& entry : entries)
    list.push(Json::object({{"entry", to_json(entry.address)},
                            {"at", Json::string(entry.at)},
                            {"act", Json::string(entry.act)},
                            {"member", Json::string(entry.member)},
                            {"in_force", Json::boolean(entry.in_force)},
                            {"summary", Json::string(summary(entry))},
                            {"counts", counts(entry.body)}}));
  return Json::object({{"entries", list}});
}

std::vector<vault::Member> member(const std::string& folder, const std::string& name) {
  const auto access = name.empty() ? vault::Access::kRead : vault::Access::kWrite;
  vault::Vault vault = vault::Vault::open(folder, access);
  if (!name.empty()) vault.add_member(name);
  return vault.members();
}

Json to_json(const std::vector<vault::Member>& members) {
  Json list = Json::array();
  for (const vault::Member& member : members)
    list.push(
        Json::object({{"member", to_json(member.address)}, {"name", Json::string(member.name)}}));
  return Json::object({{"members", list}});
}

std::uint64_t rebuild(const std::string& folder) {
  vault::Vault vault = vault::Vault::open(folder, vault::Access::kWrite);
  vault.rebuild();
  return vault.checkpoint().size;
}

}  // namespace attest::casework
