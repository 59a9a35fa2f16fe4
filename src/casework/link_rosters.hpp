#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/report.hpp"
#include "casework/link_files.hpp"
#include "link/roster.hpp"

namespace attest::casework {

/// The files of a request as lists, with what each column was taken for.
struct Rosters {
  std::vector<link::Roster> lists;
  std::vector<LinkedFile> files;
  std::vector<std::uint32_t> truth;  ///< by record: equal for equal truths, 0: not known; or empty
  std::vector<std::string> notes;
};
Rosters read_rosters(const LinkRequest& request, base::Reporter& reporter);

/// The same files with these columns as they stand, under their own names, for a model that names
/// columns itself.
Rosters read_plain_rosters(const LinkRequest& request, const std::vector<std::string>& columns,
                           base::Reporter& reporter);

/// The id of a record: its id column, else empty.
std::string_view id_of(const Rosters& rosters, link::RowRef ref);

}  // namespace attest::casework
