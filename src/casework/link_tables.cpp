#include "casework/link_tables.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>

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

}  // namespace attest::casework
