#include "casework/link_tables.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <map>

#include "base/bytes.hpp"
#include "base/error.hpp"

namespace attest::casework {

void append_csv(std::string& out, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file)
    throw base::Error(base::Code::kUnwritable, "The file could not be written", path,
                      "Is the disk full, or the folder read-only?");
}

std::string read_file(const std::string& path) {
  const auto source = base::open_file(path);
  return base::read_all(*source, 1'000'000'000, "size of an input table");
}

std::string cluster_name(const link::Linkage& linkage, std::uint32_t record) {
  const auto ref = linkage.prepared->numbering.ref(linkage.clusters.of[record]);
  return fmt::format("{}-{}", ref.list + 1, ref.row);
}

std::string clusters_csv(const Rosters& rosters, const link::Linkage& linkage) {
  std::string out = "file,row,id,cluster\n";
  for (std::uint32_t list = 0; list < rosters.lists.size(); ++list) {
    for (std::uint32_t row = 0; row < rosters.lists[list].rows; ++row) {
      out += fmt::format("{},{},", list + 1, row);
      append_csv(out, id_of(rosters, {list, row}));
      out += ',';
      out += cluster_name(linkage, linkage.prepared->numbering.of({list, row}));
      out += '\n';
    }
  }
  return out;
}

std::string pairs_csv(const Rosters& rosters, const link::Linkage& linkage) {
  std::string out = "file_l,row_l,file_r,row_r,weight,probability,id_l,id_r,rule";
  for (const auto& comparison : linkage.model.comparisons) {
    out += ",level_";
    append_csv(out, comparison.name);
  }
  out += '\n';
  for (std::size_t i = 0; i < linkage.candidates.pairs.size(); ++i) {
    if (linkage.chances[i] < 0.01F) continue;
    const auto l = linkage.prepared->numbering.ref(linkage.candidates.pairs[i].a);
    const auto r = linkage.prepared->numbering.ref(linkage.candidates.pairs[i].b);
    out += fmt::format("{},{},{},{},{:.4f},{:.6f},", l.list + 1, l.row, r.list + 1, r.row,
                       linkage.odds[i], linkage.chances[i]);
    append_csv(out, id_of(rosters, l));
    out += ',';
    append_csv(out, id_of(rosters, r));
    out += ',';
    const auto rule = linkage.first_rule[i];
    append_csv(
        out, rule < linkage.rules.size() ? std::string_view(linkage.rules[rule].name) : "cluster");
    for (std::size_t c = 0; c < linkage.model.comparisons.size(); ++c) {
      out += ',';
      append_csv(out, linkage.model.comparisons[c]
                          .levels[link::level_of(linkage.candidates.evidence[i].levels, c)]);
    }
    out += '\n';
  }
  return out;
}

std::string samples_csv(const Rosters& rosters, const link::Linkage& linkage,
                        const link::Samples& samples) {
  std::string out = "sample,cluster,file,row\n";
  const auto& numbering = linkage.prepared->numbering;
  const auto name = [&numbering](std::uint32_t record) {
    const auto ref = numbering.ref(record);
    return fmt::format("{}-{}", ref.list + 1, ref.row);
  };
  std::vector<bool> doubt(linkage.prepared->size(), false);
  for (const auto record : samples.in_doubt) doubt[record] = true;
  for (std::uint32_t list = 0; list < rosters.lists.size(); ++list) {
    for (std::uint32_t row = 0; row < rosters.lists[list].rows; ++row) {
      const auto record = numbering.of({list, row});
      if (!doubt[record])
        out += fmt::format("all,{},{},{}\n", cluster_name(linkage, record), list + 1, row);
    }
  }
  for (std::size_t draw = 0; draw < samples.partitions.size(); ++draw) {
    for (std::size_t i = 0; i < samples.in_doubt.size(); ++i) {
      const auto ref = numbering.ref(samples.in_doubt[i]);
      out += fmt::format("{},{},{},{}\n", draw + 1, name(samples.partitions[draw][i]), ref.list + 1,
                         ref.row);
    }
  }
  return out;
}

namespace {

/// People by the lists they stand on.
std::map<std::vector<bool>, std::uint64_t> overlaps(const link::Linkage& linkage,
                                                    const std::vector<std::uint32_t>& clusters) {
  const std::size_t lists = linkage.prepared->list_names.size();
  std::map<std::uint32_t, std::vector<bool>> people;
  for (std::uint32_t record = 0; record < clusters.size(); ++record) {
    people.try_emplace(clusters[record], lists, false)
        .first->second[linkage.prepared->list[record]] = true;
  }
  std::map<std::vector<bool>, std::uint64_t> counts;
  for (const auto& [cluster, on] : people) ++counts[on];
  return counts;
}

void append_captures(std::string& out, std::size_t replicate,
                     const std::map<std::vector<bool>, std::uint64_t>& counts) {
  for (const auto& [on, count] : counts) {
    out += fmt::format("{}", replicate);
    for (const bool each : on) out += each ? ",1" : ",0";
    out += fmt::format(",{}\n", count);
  }
}

}  // namespace

std::string captures_csv(const link::Linkage& linkage, const link::Samples* samples) {
  std::string out = "replicate";
  for (const auto& name : linkage.prepared->list_names) {
    out += ',';
    append_csv(out, name);
  }
  out += ",count\n";
  if (samples == nullptr || samples->partitions.empty()) {
    append_captures(out, 0, overlaps(linkage, linkage.clusters.of));
    return out;
  }
  for (std::size_t draw = 0; draw < samples->partitions.size(); ++draw) {
    std::vector<std::uint32_t> clusters = linkage.clusters.of;
    for (std::size_t i = 0; i < samples->in_doubt.size(); ++i)
      clusters[samples->in_doubt[i]] = samples->partitions[draw][i];
    append_captures(out, draw + 1, overlaps(linkage, clusters));
  }
  return out;
}

}  // namespace attest::casework
