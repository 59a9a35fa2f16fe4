#include "casework/site_estimates.hpp"

#include <optional>

#include "casework/estimate_report.hpp"

namespace attest::casework {

std::vector<publish::EstimatePage> make_estimates(const Case& kase) {
  std::optional<vault::Entry> newest;
  for (vault::Entry& entry : kase.vault.entries())
    if (entry.act == "run" && entry.in_force && entry.body["engine"].text() == "estimate" &&
        (!newest || newest->at <= entry.at))
      newest = std::move(entry);
  if (!newest) return {};
  const auto object = [&](const char* what) {
    const std::string hash = newest->body[what].text();
    return base::parse_json_or_throw(kase.vault.object(hash), "object " + hash);
  };
  return estimate_pages(object("answer"), evidence_from_json(object("evidence")),
                        kase.settings.title);
}

}  // namespace attest::casework
