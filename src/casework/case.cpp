#include "casework/case.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "base/error.hpp"
#include "model/quantity.hpp"

namespace attest::casework {
namespace {
void act_as(vault::Vault& vault, std::string_view name) {
  std::string known;
  for (const vault::Member& member : vault.members()) {
    if (member.name == name) return vault.act_as(member.address);
    known += (known.empty() ? "" : ", ") + member.name;
  }
  throw base::Error(base::Code::kNotFound, fmt::format("there is no member '{}'", name),
                    vault.folder(), fmt::format("Members are: {}.", known));
}
}  // namespace

Case open_case(const std::string& folder, vault::Access access, std::string_view member) {
  vault::Vault vault = vault::Vault::open(folder, access);
  if (!member.empty()) act_as(vault, member);
  Settings settings = parse_settings(vault.settings(), folder + "/case.toml");
  return {std::move(vault), std::move(settings)};
}

bool is_case(const std::string& path) {
  return vault::is_case(path);
}

model::Address entry_address(const vault::Vault& vault, std::string_view typed) {
  if (auto address = model::parse_address(typed)) return address->whole_entry();
  if (const auto entry = model::read_integer(typed))
    return {vault.checkpoint().origin, *entry, model::Address::kNone, model::Address::kNone};
  throw base::Error(base::Code::kNotFound, fmt::format("'{}' is no entry of the log", typed),
                    vault.folder(), "`attest log CASE` lists the entries with their addresses.");
}

std::string file_name(std::string_view path) {
  return std::filesystem::path(path).filename().string();
}

base::Json to_json(const model::Address& address) {
  return base::Json::string(model::to_string(address));
}

base::Json number(std::uint64_t value) {
  return base::Json::number(static_cast<std::int64_t>(value));
}

base::Json optional_number(std::optional<std::int64_t> value) {
  return value ? base::Json::number(*value) : base::Json();
}

base::Json strings(const std::vector<std::string>& texts) {
  base::Json list = base::Json::array();
  for (const std::string& text : texts) list.push(base::Json::string(text));
  return list;
}

}  // namespace attest::casework
