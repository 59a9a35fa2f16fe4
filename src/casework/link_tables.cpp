#include "casework/link_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <map>
#include <vector>

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/parallel.hpp"

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

std::string read_file(const std::string& path) {
  const auto source = base::open_file(path);
  return base::read_all(*source, 1'000'000'000, "size of an input table");
}

std::string cluster_name(const link::Linkage& linkage, std::uint32_t record) {
  const auto ref = linkage.prepared->numbering.ref(linkage.clusters.of[record]);
  return fmt::format("{}-{}", ref.list + 1, ref.row);
}

namespace {

/// A table that grows by rows made in parallel and written in order.
class Table {
 public:
  Table(const std::string& path, int threads)
      : path_(path), threads_(threads), file_(path, std::ios::binary | std::ios::trunc) {}

  void head(std::string_view line) { write(line); }

  /// append(row, out) for each row from 0 to count−1.
  template <typename Append>
  void rows(std::size_t count, const Append& append) {
    constexpr std::size_t kChunk = 8192, kChunks = 32;
    std::vector<std::string> texts(kChunks);
    for (std::size_t from = 0; from < count; from += kChunk * kChunks) {
      const std::size_t chunks = std::min(kChunks, (count - from + kChunk - 1) / kChunk);
      base::parallel_for(chunks, threads_, [&](std::size_t chunk) {
        texts[chunk].clear();
        const std::size_t begin = from + chunk * kChunk;
        for (std::size_t row = begin; row < std::min(count, begin + kChunk); ++row)
          append(row, texts[chunk]);
      });
      for (std::size_t chunk = 0; chunk < chunks; ++chunk) write(texts[chunk]);
    }
  }

  void close() {
    file_.close();
    if (!file_)
      throw base::Error(base::Code::kUnwritable, "The file could not be written", path_,
                        "Is the disk full, or the folder read-only?");
  }

 private:
  void write(std::string_view text) {
    file_.write(text.data(), static_cast<std::streamsize>(text.size()));
  }

  const std::string& path_;
  int threads_;
  std::ofstream file_;
};

void append_number(std::string& out, std::uint64_t number, char after) {
  std::array<char, 24> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
  out += after;
}

/// "1,0," of a record, or with other marks "1-0".
void append_place(std::string& out, link::RowRef ref, char between, char after) {
  append_number(out, ref.list + 1, between);
  append_number(out, ref.row, after);
}

std::vector<std::string> quoted(const std::vector<std::string>& texts) {
  std::vector<std::string> all;
  for (const auto& text : texts) append_csv(all.emplace_back(), text);
  return all;
}

std::vector<std::string> rule_names(const link::Linkage& linkage) {
  std::vector<std::string> names;
  for (const auto& rule : linkage.rules) names.push_back(rule.name);
  return quoted(names);
}

}  // namespace

void write_clusters(const std::string& path, const Rosters& rosters, const link::Linkage& linkage,
                    int threads) {
  Table table(path, threads);
  table.head("file,row,id,cluster\n");
  const auto& numbering = linkage.prepared->numbering;
  table.rows(numbering.size(), [&](std::size_t row, std::string& out) {
    const auto ref = numbering.ref(static_cast<std::uint32_t>(row));
    append_place(out, ref, ',', ',');
    append_csv(out, id_of(rosters, ref));
    out += ',';
    append_place(out, numbering.ref(linkage.clusters.of[row]), '-', '\n');
  });
  table.close();
}

void write_pairs(const std::string& path, const Rosters& rosters, const link::Linkage& linkage,
                 int threads) {
  Table table(path, threads);
  std::string head = "file_l,row_l,file_r,row_r,weight,probability,id_l,id_r,rule";
  std::vector<std::vector<std::string>> levels;
  for (const auto& comparison : linkage.model.comparisons) {
    head += ",level_";
    append_csv(head, comparison.name);
    levels.push_back(quoted(comparison.levels));
  }
  table.head(head + "\n");
  const auto rules = rule_names(linkage);
  table.rows(linkage.candidates.pairs.size(), [&](std::size_t i, std::string& out) {
    if (linkage.chances[i] < 0.01F) return;
    const auto l = linkage.prepared->numbering.ref(linkage.candidates.pairs[i].a);
    const auto r = linkage.prepared->numbering.ref(linkage.candidates.pairs[i].b);
    append_place(out, l, ',', ',');
    append_place(out, r, ',', ',');
    fmt::format_to(std::back_inserter(out), "{:.4f},{:.6f},", linkage.odds[i], linkage.chances[i]);
    append_csv(out, id_of(rosters, l));
    out += ',';
    append_csv(out, id_of(rosters, r));
    out += ',';
    const auto rule = linkage.first_rule[i];
    out += rule < rules.size() ? std::string_view(rules[rule]) : "cluster";
    for (std::size_t c = 0; c < levels.size(); ++c) {
      out += ',';
      out += levels[c][link::level_of(linkage.candidates.evidence[i].levels, c)];
    }
    out += '\n';
  });
  table.close();
}

void write_samples(const std::string& path, const link::Linkage& linkage,
                   const link::Samples& samples, int threads) {
  Table table(path, threads);
  table.head("sample,cluster,file,row\n");
  const auto& numbering = linkage.prepared->numbering;
  const auto append = [&numbering](std::string& out, std::uint32_t cluster, std::uint32_t record) {
    append_place(out, numbering.ref(cluster), '-', ',');
    append_place(out, numbering.ref(record), ',', '\n');
  };
  std::vector<bool> doubt(numbering.size(), false);
  for (const auto record : samples.in_doubt) doubt[record] = true;
  table.rows(numbering.size(), [&](std::size_t row, std::string& out) {
    if (doubt[row]) return;
    out += "all,";
    append(out, linkage.clusters.of[row], static_cast<std::uint32_t>(row));
  });
  const std::size_t records = samples.in_doubt.size();
  table.rows(samples.partitions.size() * records, [&](std::size_t row, std::string& out) {
    append_number(out, row / records + 1, ',');
    append(out, samples.partitions[row / records][row % records], samples.in_doubt[row % records]);
  });
  table.close();
}

namespace {

/// People by the lists they stand on.
std::map<std::vector<bool>, std::uint64_t> overlaps(const link::Linkage& linkage,
                                                    const std::vector<std::uint32_t>& clusters) {
  const std::size_t lists = linkage.prepared->list_names.size();
  std::vector<bool> on(clusters.size() * lists, false), used(clusters.size(), false);
  for (std::uint32_t record = 0; record < clusters.size(); ++record) {
    on[clusters[record] * lists + linkage.prepared->list[record]] = true;
    used[clusters[record]] = true;
  }
  std::map<std::vector<bool>, std::uint64_t> counts;
  std::vector<bool> person(lists);
  for (std::size_t cluster = 0; cluster < used.size(); ++cluster) {
    if (!used[cluster]) continue;
    for (std::size_t list = 0; list < lists; ++list) person[list] = on[cluster * lists + list];
    ++counts[person];
  }
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
