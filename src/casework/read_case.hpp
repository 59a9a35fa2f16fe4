#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/report.hpp"
#include "model/address.hpp"
#include "reading/read.hpp"
#include "vault/vault.hpp"

namespace attest::casework {

/// `attest read CASE EXHIBIT`: what a kept text may claim, and what somebody has decided about it.
struct ReadCaseRequest {
  std::string folder;
  std::string exhibit;   ///< the file's name, or the first digits of its hash
  std::string language;  ///< ISO 639-1; empty: told from the text
  std::string date;      ///< the text's day, YYYY-MM-DD; empty: unknown
};
struct CaseSuggestion {
  enum class State { kOpen, kAccepted, kRejected };
  reading::Suggestion suggestion;
  State state = State::kOpen;
};
struct ReadCaseAnswer {
  std::string exhibit;      ///< its hash
  std::string text_object;  ///< offsets are into this text
  std::string language;
  std::vector<CaseSuggestion> suggestions;
};
ReadCaseAnswer read_case(const ReadCaseRequest& request, base::Reporter& reporter);
/// The same in a case that is open already; `request.folder` is not looked at.
ReadCaseAnswer read_kept(const vault::Vault& vault, const ReadCaseRequest& request,
                         base::Reporter& reporter);
base::Json to_json(const ReadCaseAnswer& answer);
std::string to_text(const ReadCaseAnswer& answer);

/// `attest accept CASE EXHIBIT N…`: suggestions become statements with the passage as their place,
/// or are remembered as rejected. Amendments replace what was read: property → text.
struct AcceptRequest {
  enum class Verdict { kAccept, kReject };
  ReadCaseRequest text;
  std::vector<std::size_t> which;  ///< as `read` numbers them, from 1
  Verdict verdict = Verdict::kAccept;
  std::string about;  ///< the incident, by key or name
  std::string
      speaker;  ///< who asserts what the text says in its own voice; empty: the exhibit's name
  std::vector<std::pair<std::string, std::string>> amend;
  std::string member;
};
struct AcceptAnswer {
  std::vector<model::Address> records;  ///< of the new statements; none where they were rejected
  model::Address entry;
};
AcceptAnswer accept(const AcceptRequest& request, base::Reporter& reporter);
base::Json to_json(const AcceptAnswer& answer);

}  // namespace attest::casework
