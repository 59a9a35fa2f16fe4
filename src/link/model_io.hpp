#pragma once

#include <string>

#include "base/json.hpp"
#include "link/blocking.hpp"
#include "link/model.hpp"

namespace attest::link {

/// A model as JSON: the form of Splink 5, whose conditions approximate ours in SQL, and a member
/// "attest" that holds ours exactly. It holds no names and no values of records.
base::Json model_json(const Model& model, const std::vector<RuleReport>& rules);
std::string model_text(const Model& model, const std::vector<RuleReport>& rules);

/// Reads the member "attest". Throws base::Error{kMalformed} naming what is missing.
Model read_model(const base::Json& json, const std::string& where);

}  // namespace attest::link
