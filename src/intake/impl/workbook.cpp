#include "intake/impl/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "intake/impl/xml.hpp"

namespace attest::intake {
namespace {

int number_in(std::string_view text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool is_true(std::string_view text) {
  return text == "1" || text == "true" || text == "on";
}

/// A handler that cares for starting tags only.
class Tags : public XmlHandler {
 public:
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

struct Relation {
  std::string type;  ///< the last word of its type: "worksheet"
  std::string target;
};

class Relations final : public Tags {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship") return;
    const std::string_view type = attributes["Type"];
    by_id[std::string(attributes["Id"])] = {std::string(type.substr(type.rfind('/') + 1)),
                                            std::string(attributes["Target"])};
  }
  std::map<std::string, Relation> by_id;
};

std::string folder_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return slash == part.npos ? std::string() : std::string(part.substr(0, slash + 1));
}

/// A relationship's target as a name in the archive.
std::string resolve(const std::string& folder, std::string target) {
  std::ranges::replace(target, '\\', '/');
  std::string path = target.starts_with('/') ? target.substr(1) : folder + target;
  std::vector<std::string> steps;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t slash = std::min(path.find('/', at), path.size());
    const std::string step = path.substr(at, slash - at);
    if (step == ".." && !steps.empty())
      steps.pop_back();
    else if (!step.empty() && step != "." && step != "..")
      steps.push_back(step);
    at = slash + 1;
  }
  std::string out;
  for (const std::string& step : steps) out += (out.empty() ? "" : "/") + step;
  return out;
}

/// The relationships of a part, with resolved targets; none if it has no file of them.
std::map<std::string, Relation> relations_of(Archive& archive, const std::string& part,
                                             const Limits& limits) {
  const std::string folder = folder_of(part);
  const std::string file = folder + "_rels/" + part.substr(folder.size()) + ".rels";
  Relations found;
  if (archive.has(file)) XmlPart(archive, file, limits, found).read_all();
  for (auto& [id, relation] : found.by_id) relation.target = resolve(folder, relation.target);
  return std::move(found.by_id);
}

class SheetList final : public Tags {
 public:
  struct Listed {
    std::string name, relation;
    bool hidden;
  };
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr" && is_true(attributes["date1904"])) epoch = Epoch::k1904;
    if (name != "sheet") return;
    const std::string_view state = attributes["state"];
    sheets.push_back({std::string(attributes["name"]), std::string(attributes["id"]),
                      state == "hidden" || state == "veryHidden"});
  }
  std::vector<Listed> sheets;
  Epoch epoch = Epoch::k1900;
};

/// Number formats by style number.
class Styles final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt")
      codes_[number_in(attributes["numFmtId"], -1)] = std::string(attributes["formatCode"]);
    if (name == "cellXfs") inside_ = true;
    if (name == "xf" && inside_) used_.push_back(number_in(attributes["numFmtId"], 0));
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") inside_ = false;
  }
  void text(std::string_view) override {}

  std::vector<NumberFormat> formats() const {
    std::vector<NumberFormat> out;
    for (const int id : used_) {
      const auto code = codes_.find(id);
      out.push_back(code != codes_.end() ? NumberFormat(code->second) : NumberFormat::built_in(id));
    }
    return out;
  }

 private:
  std::map<int, std::string> codes_;
  std::vector<int> used_;
  bool inside_ = false;
};

/// Texts with their runs joined; phonetic readings (rPh) are no part of them.
class Strings final : public XmlHandler {
 public:
  Strings(SharedStrings& into, const Limits& limits, std::string place)
      : into_(into), limits_(limits), place_(std::move(place)) {}

  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "si") current_.clear();
    if (name == "rPh") ++phonetic_;
    inside_ = name == "t" && phonetic_ == 0;
  }
  void end(std::string_view name) override {
    inside_ = false;
    if (name == "rPh") --phonetic_;
    if (name != "si") return;
    into_.add(undo_escapes(current_));
    if (into_.bytes() > limits_.memory)
      throw base::Error(base::Code::kLimit,
                        fmt::format("texts of more than {} bytes (limit 'memory')", limits_.memory),
                        place_, raise_limit("memory"));
  }
  void text(std::string_view characters) override {
    if (inside_) current_ += characters;
  }

 private:
  SharedStrings& into_;
  const Limits& limits_;
  std::string place_;
  std::string current_;
  int phonetic_ = 0;
  bool inside_ = false;
};

std::string workbook_part(Archive& archive, const Limits& limits) {
  Relations root;
  if (archive.has("_rels/.rels")) XmlPart(archive, "_rels/.rels", limits, root).read_all();
  for (const auto& [id, relation] : root.by_id)
    if (relation.type == "officeDocument") return resolve("", relation.target);
  return "xl/workbook.xml";
}

}  // namespace

std::string undo_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '_' && i + 6 < text.size() && text[i + 1] == 'x' && text[i + 6] == '_';
    int point = 0;
    if (escape) {
      const auto [end, error] =
          std::from_chars(text.data() + i + 2, text.data() + i + 6, point, 16);
      if (error == std::errc() && end == text.data() + i + 6 &&
          (point < 0xD800 || point > 0xDFFF)) {
        base::append_utf8(out, static_cast<char32_t>(point));
        i += 6;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

Workbook read_workbook(Archive& archive, const Limits& limits) {
  Workbook workbook;
  const std::string part = workbook_part(archive, limits);
  SheetList list;
  XmlPart(archive, part, limits, list).read_all();
  workbook.epoch = list.epoch;
  const std::map<std::string, Relation> relations = relations_of(archive, part, limits);
  for (const SheetList::Listed& sheet : list.sheets) {
    const auto at = relations.find(sheet.relation);
    // Chart and dialogue sheets hold no cells.
    if (at == relations.end() || at->second.type != "worksheet" || !archive.has(at->second.target))
      continue;
    workbook.sheets.push_back({sheet.name, at->second.target, sheet.hidden});
  }
  for (const auto& [id, relation] : relations) {
    if (!archive.has(relation.target)) continue;
    if (relation.type == "styles") {
      Styles styles;
      XmlPart(archive, relation.target, limits, styles).read_all();
      workbook.formats = styles.formats();
    }
    if (relation.type == "sharedStrings") {
      Strings strings(workbook.strings, limits, archive.source().name());
      XmlPart(archive, relation.target, limits, strings).read_all();
    }
  }
  return workbook;
}

}  // namespace attest::intake
