#pragma once

#include <string>

#include "casework/link_rosters.hpp"
#include "link/link.hpp"
#include "link/sample.hpp"

namespace attest::casework {

// The tables of a run, written piece by piece: a million rows are never held as text. The same
// bytes for any number of threads. Each throws base::Error{kUnwritable}.

/// clusters.csv: file,row,id,cluster. A cluster is called after its first record, so that it keeps
/// its name when a list is added behind.
void write_clusters(const std::string& path, const Rosters& rosters, const link::Linkage& linkage,
                    int threads);
/// pairs.csv: where both records stand, weight (bits), probability, first rule, levels.
void write_pairs(const std::string& path, const Rosters& rosters, const link::Linkage& linkage,
                 int threads);
/// samples.csv: sample,cluster,file,row; records in doubt once a draw, the others once as "all".
void write_samples(const std::string& path, const link::Linkage& linkage,
                   const link::Samples& samples, int threads);
/// captures.csv: replicate, one 0/1 column a list, count: the overlap of the lists in each draw (or
/// in the run itself, as replicate 0, where nothing was drawn), for `attest estimate`.
std::string captures_csv(const link::Linkage& linkage, const link::Samples* samples);

/// One CSV field, quoted where it must be (RFC 4180).
void append_csv(std::string& out, std::string_view text);
std::string read_file(const std::string& path);
/// "1-0": file from 1, row from 0.
std::string cluster_name(const link::Linkage& linkage, std::uint32_t record);

}  // namespace attest::casework
