#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/report.hpp"
#include "link/explain.hpp"
#include "link/lineage.hpp"
#include "link/link.hpp"
#include "link/sample.hpp"
#include "link/score.hpp"

namespace attest::casework {

/// `attest link FILE…`: which records of one or several files speak of one person. Needs no case.
struct LinkRequest {
  std::vector<std::string> files;
  std::string out;                   ///< folder for the results; made if absent
  std::vector<std::string> columns;  ///< "[N:]ROLE=COLUMN", ROLE of link/roster.hpp, or "ignore"
  std::vector<int> once;             ///< files that hold no person twice, from 1
  std::string truth;                 ///< column that is looked at for scores only
  std::string list;                  ///< column that names the source list of each row
  std::string model;                 ///< a model of ours or of Splink 4 and 5
  std::string constraints;           ///< CSV: id_l,id_r,decision (same, different), author, reason
  std::string labels;      ///< CSV of Splink: unique_id_l, unique_id_r, clerical_match_score
  std::string candidates;  ///< CSV: file_l,row_l,file_r,row_r or id_l,id_r
  std::vector<std::string> blocks;  ///< rules instead of the standard ones
  double threshold = 0.5;
  std::optional<int> samples;  ///< partitions drawn; left out: 20, and none under a model of Splink
  std::uint64_t seed = 1;
  int threads = 0;
  std::string memory;                ///< "2G", "800M"; empty: no limit
  std::vector<std::string> explain;  ///< pairs to explain in the answer: "F:R,F:R"
  bool no_names = false;             ///< the report shows no text of any record
};

/// A file as it was understood.
struct LinkedFile {
  std::string name;
  std::uint64_t rows = 0;
  std::vector<std::pair<std::string, std::string>> roles;  ///< role, column
  std::vector<std::string> unused;                         ///< columns not compared
};

struct LinkAnswer {
  std::string out;
  std::vector<LinkedFile> files;
  link::Linkage linkage;
  std::optional<link::Scores> scores;
  std::vector<link::Lineage> lineage;
  std::optional<link::Samples> samples;
  std::vector<link::Explanation> explanations;  ///< as asked for, in that order
};

/// Links, and writes clusters.csv, pairs.csv, model.json, and what was asked for into `out`.
LinkAnswer link_files(const LinkRequest& request, base::Reporter& reporter);
base::Json to_json(const LinkAnswer& answer);
std::string to_text(const LinkAnswer& answer);

}  // namespace attest::casework
