#pragma once

#include <string>
#include <vector>

#include "casework/link_rosters.hpp"
#include "link/cluster.hpp"
#include "link/fit.hpp"

namespace attest::casework {

/// Pairs decided by people: CSV with file_l,row_l,file_r,row_r or id_l,id_r (unique_id_l,
/// unique_id_r), and `decision` (same, different; unsure is passed over). author and reason may
/// follow.
link::Constraints read_constraints(const std::string& path, const Rosters& rosters,
                                   const link::Numbering& numbering);

/// Labelled pairs as Splink keeps them: unique_id_l, source_dataset_l, unique_id_r,
/// source_dataset_r, clerical_match_score.
std::vector<link::Label> read_labels(const std::string& path, const Rosters& rosters,
                                     const link::Numbering& numbering);

/// Pairs to compare.
std::vector<link::PairIds> read_candidates(const std::string& path, const Rosters& rosters,
                                           const link::Numbering& numbering);

/// "1:0,2:17": file from 1, row from 0.
link::PairIds read_pair(const std::string& text, const Rosters& rosters,
                        const link::Numbering& numbering);

}  // namespace attest::casework
