#include "casework/link_files.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "casework/link_inputs.hpp"
#include "casework/link_report.hpp"
#include "casework/link_rosters.hpp"
#include "casework/link_tables.hpp"
#include "casework/write_file.hpp"
#include "link/model_io.hpp"
#include "link/splink.hpp"

namespace attest::casework {
namespace {

constexpr int kSamples = 20;

using base::Code;
using base::Error;
using base::Json;

/// "2G", "800M", "1500000000".
std::uint64_t read_memory(const std::string& text) {
  if (text.empty()) return 0;
  std::size_t used = 0;
  double value = 0;
  try {
    value = std::stod(text, &used);
  } catch (const std::exception&) {
    used = 0;
  }
  const std::string unit = text.substr(used);
  const double factor = unit == "G" || unit == "GB"   ? 1e9
                        : unit == "M" || unit == "MB" ? 1e6
                        : unit.empty()                ? 1
                                                      : 0;
  if (used == 0 || factor == 0 || !(value > 0)) {
    throw Error(Code::kUsage, fmt::format("\"{}\" is no amount of memory", text), "--memory",
                "For example 2G or 800M.");
  }
  return static_cast<std::uint64_t>(value * factor);
}

void make_folder(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error)
    throw Error(Code::kUnwritable, "The folder could not be made: " + error.message(), path,
                "Choose another --out.");
}

link::Settings settings_of(const LinkRequest& request) {
  if (request.files.empty())
    throw Error(Code::kUsage, "No file is named", "", "attest link FILE… --out DIR");
  if (request.out.empty()) {
    throw Error(Code::kUsage, "No folder for the results is named", "",
                "attest link FILE… --out DIR");
  }
  if (!(request.threshold > 0 && request.threshold < 1)) {
    throw Error(Code::kUsage, "A threshold is a probability between 0 and 1", "--threshold",
                "The default is 0.5.");
  }
  link::Settings settings;
  settings.seed = request.seed;
  settings.threads = request.threads > 0 ? request.threads : base::hardware_threads();
  settings.threshold = request.threshold;
  settings.memory = read_memory(request.memory);
  settings.blocks = request.blocks;
  return settings;
}

Json number(double value, int digits = 6) {
  if (!std::isfinite(value)) return {};
  return Json::number(fmt::format("{:.{}f}", value, digits));
}

Json count(std::uint64_t value) {
  return Json::number(static_cast<std::int64_t>(value));
}

Json accuracy_json(const link::Accuracy& accuracy) {
  Json json = Json::object();
  json.set("threshold", number(accuracy.threshold));
  json.set("precision", number(accuracy.precision));
  json.set("recall", number(accuracy.recall));
  json.set("f1", number(accuracy.f1));
  json.set("right", count(accuracy.right));
  json.set("called", count(accuracy.called));
  json.set("true_pairs", count(accuracy.true_pairs));
  return json;
}

Json scores_json(const link::Scores& scores, std::uint32_t largest) {
  Json json = Json::object();
  json.set("default", accuracy_json(scores.at_default));
  json.set("best", accuracy_json(scores.best));
  json.set("clusters", accuracy_json(scores.clusters));
  json.set("largest_cluster", count(largest));
  json.set("records_with_truth", count(scores.records_with_truth));
  json.set("people_true", count(scores.people));
  json.set("people_found", count(scores.clusters_found));
  json.set("calibration_error", number(scores.calibration_error));
  Json bins = Json::array();
  for (const auto& bin : scores.reliability) {
    Json each = Json::object();
    each.set("from", number(bin.from, 2));
    each.set("mean_probability", number(bin.mean_chance, 4));
    each.set("share_true", number(bin.share_true, 4));
    each.set("pairs", count(bin.pairs));
    bins.push(std::move(each));
  }
  json.set("reliability", std::move(bins));
  return json;
}

Json files_json(const std::vector<LinkedFile>& files) {
  Json all = Json::array();
  for (const auto& file : files) {
    Json json = Json::object();
    json.set("name", Json::string(file.name));
    json.set("rows", count(file.rows));
    Json columns = Json::array();
    for (const auto& [role, column] : file.roles) {
      Json each = Json::object();
      each.set("role", Json::string(role));
      each.set("column", Json::string(column));
      columns.push(std::move(each));
    }
    json.set("columns", std::move(columns));
    Json unused = Json::array();
    for (const auto& column : file.unused) unused.push(Json::string(column));
    json.set("unused_columns", std::move(unused));
    all.push(std::move(json));
  }
  return all;
}

Json rules_json(const std::vector<link::RuleReport>& rules) {
  Json all = Json::array();
  for (const auto& rule : rules) {
    Json json = Json::object();
    json.set("rule", Json::string(rule.name));
    json.set("pairs", count(rule.pairs));
    json.set("largest_block", count(rule.largest_block));
    json.set("skipped_blocks", count(rule.skipped_blocks));
    all.push(std::move(json));
  }
  return all;
}

Json samples_json(const link::Samples& samples) {
  Json json = Json::object();
  json.set("draws", count(samples.people.size()));
  json.set("records_in_doubt", count(samples.in_doubt.size()));
  json.set("people_low", number(samples.low, 0));
  json.set("people_high", number(samples.high, 0));
  return json;
}

Json lineage_json(const LinkAnswer& answer) {
  Json all = Json::array();
  for (const auto& each : answer.lineage) {
    Json json = Json::object();
    json.set("list_a", Json::string(answer.linkage.prepared->list_names[each.list_a]));
    json.set("list_b", Json::string(answer.linkage.prepared->list_names[each.list_b]));
    json.set("people_on_both", count(each.linked));
    json.set("share_of_smaller", number(each.share_of_smaller, 4));
    json.set("same_spelling", number(each.same_spelling, 4));
    json.set("same_rare_spelling", number(each.same_rare_spelling, 4));
    json.set("same_order", number(each.same_order, 4));
    json.set("verdict", Json::string(std::string(link::word(each.kinship))));
    all.push(std::move(json));
  }
  return all;
}

Json explanation_json(const link::Explanation& explanation) {
  Json json = Json::object();
  json.set("prior_bits", number(explanation.prior, 3));
  json.set("coverage_bits", number(explanation.coverage, 3));
  json.set("company_bits", number(explanation.company, 3));
  Json steps = Json::array();
  for (const auto& step : explanation.steps) {
    Json each = Json::object();
    each.set("comparison", Json::string(step.comparison));
    each.set("level", Json::string(step.level));
    each.set("bits", number(step.bits, 3));
    each.set("rarity_bits", number(step.rarity, 3));
    steps.push(std::move(each));
  }
  json.set("steps", std::move(steps));
  json.set("relatives_bits", number(explanation.relatives, 3));
  json.set("total_bits", number(explanation.total, 3));
  json.set("probability_alone", number(explanation.chance_alone));
  json.set("probability", number(explanation.chance));
  return json;
}

void note_columns(const Rosters& rosters, link::Linkage& linkage) {
  for (const auto& file : rosters.files) {
    if (file.unused.empty()) continue;
    std::string columns;
    for (const auto& column : file.unused) columns += (columns.empty() ? "" : ", ") + column;
    linkage.notes.push_back(
        fmt::format("{}: not compared: {} (name what helps with --column)", file.name, columns));
  }
}

/// One run from files to results.
class Work {
 public:
  Work(const LinkRequest& request, base::Reporter& reporter)
      : request_(request), reporter_(reporter), settings_(settings_of(request)) {}

  LinkAnswer run() {
    make_folder(request_.out);
    read_model_file();
    rosters_ = splink_ ? read_plain_rosters(request_, splink_->columns, reporter_)
                       : read_rosters(request_, reporter_);
    const link::Numbering numbering(rosters_.lists);
    if (!request_.constraints.empty())
      settings_.constraints = read_constraints(request_.constraints, rosters_, numbering);
    if (!request_.labels.empty())
      settings_.labels = read_labels(request_.labels, rosters_, numbering);
    if (!request_.candidates.empty())
      settings_.candidates = read_candidates(request_.candidates, rosters_, numbering);
    answer_.out = request_.out;
    answer_.files = rosters_.files;
    answer_.linkage = splink_ ? link::link_by_splink(rosters_.lists, *splink_, settings_, reporter_)
                              : link::link(rosters_.lists, settings_, reporter_);
    judge(numbering);
    write();
    for (const auto& note : answer_.linkage.notes) reporter_.note(note);
    return std::move(answer_);
  }

 private:
  void read_model_file() {
    if (request_.model.empty()) return;
    const auto json = base::parse_json_or_throw(read_file(request_.model), request_.model);
    if (link::is_splink_model(json)) {
      splink_ = link::read_splink(json, request_.model);
    } else {
      settings_.model = link::read_model(json, request_.model);
    }
  }

  void judge(const link::Numbering& numbering) {
    auto& linkage = answer_.linkage;
    note_columns(rosters_, linkage);
    if (!request_.truth.empty()) {
      answer_.scores = link::score(*linkage.prepared, rosters_.truth, linkage.candidates.pairs,
                                   linkage.chances, linkage.clusters.of, request_.threshold);
    }
    answer_.lineage = link::trace_lineage(rosters_.lists, linkage);
    if (splink_) {
      if (request_.samples.value_or(0) > 0 || !request_.explain.empty()) {
        throw Error(Code::kUsage,
                    "Samples and explanations need a model of ours, not one of Splink", "--model",
                    "Leave out --model.");
      }
      return;
    }
    if (const int draws = request_.samples.value_or(kSamples); draws > 0) {
      answer_.samples = link::draw_samples(linkage, draws, settings_.constraints, request_.seed,
                                           settings_.threads, reporter_);
    }
    for (const auto& text : request_.explain) {
      answer_.explanations.push_back(link::explain(linkage, read_pair(text, rosters_, numbering)));
    }
  }

  void write() const {
    const auto& linkage = answer_.linkage;
    const std::string& out = request_.out;
    write_clusters(out + "/clusters.csv", rosters_, linkage, settings_.threads);
    write_pairs(out + "/pairs.csv", rosters_, linkage, settings_.threads);
    if (!splink_) write_file(out + "/model.json", link::model_text(linkage.model, linkage.rules));
    if (answer_.samples)
      write_samples(out + "/samples.csv", linkage, *answer_.samples, settings_.threads);
    if (linkage.prepared->list_names.size() > 1) {
      write_file(out + "/captures.csv",
                 captures_csv(linkage, answer_.samples ? &*answer_.samples : nullptr));
    }
    make_folder(out + "/report");
    write_file(out + "/report/index.html",
               link_report_page({rosters_, linkage, answer_.scores, answer_.lineage,
                                 answer_.samples, !request_.no_names, !splink_.has_value()}));
  }

  const LinkRequest& request_;
  base::Reporter& reporter_;
  link::Settings settings_;
  std::optional<link::SplinkModel> splink_;
  Rosters rosters_;
  LinkAnswer answer_;
};

}  // namespace

LinkAnswer link_files(const LinkRequest& request, base::Reporter& reporter) {
  return Work(request, reporter).run();
}

base::Json to_json(const LinkAnswer& answer) {
  const auto& linkage = answer.linkage;
  Json json = Json::object();
  json.set("out", Json::string(answer.out));
  json.set("files", files_json(answer.files));
  json.set("records", count(linkage.prepared->size()));
  json.set("pairs_compared", count(linkage.compared));
  json.set("clusters", count(linkage.clusters.count));
  json.set("largest_cluster", count(linkage.clusters.largest));
  Json people = Json::object();
  people.set("found", number(linkage.people.found, 0));
  people.set("expected_missed_merges", number(linkage.people.expected_missed, 1));
  people.set("estimate", number(linkage.people.estimate(), 1));
  json.set("people", std::move(people));
  json.set("blocking_recall", number(linkage.blocking_recall, 4));
  json.set("rules", rules_json(linkage.rules));
  json.set("alarm", Json::boolean(linkage.model.alarm));
  json.set("ties", count(linkage.ties.size()));
  Json notes = Json::array();
  for (const auto& note : linkage.notes) notes.push(Json::string(note));
  json.set("notes", std::move(notes));
  if (answer.samples) json.set("samples", samples_json(*answer.samples));
  json.set("lineage", lineage_json(answer));
  if (!answer.explanations.empty()) {
    Json all = Json::array();
    for (const auto& each : answer.explanations) all.push(explanation_json(each));
    json.set("explanations", std::move(all));
  }
  if (answer.scores) json.set("scores", scores_json(*answer.scores, linkage.clusters.largest));
  return json;
}

std::string to_text(const LinkAnswer& answer) {
  const auto& linkage = answer.linkage;
  std::string text = fmt::format("{} records, {} clusters (largest {}), {} pairs compared\n",
                                 linkage.prepared->size(), linkage.clusters.count,
                                 linkage.clusters.largest, linkage.compared);
  text += fmt::format("people: {:.0f} found, about {:.0f} after matches that no rule proposed\n",
                      linkage.people.found, linkage.people.estimate());
  if (answer.scores) {
    const auto& s = *answer.scores;
    text += fmt::format("pairs    precision {:.4f}  recall {:.4f}  F1 {:.4f}\n",
                        s.at_default.precision, s.at_default.recall, s.at_default.f1);
    text += fmt::format("clusters precision {:.4f}  recall {:.4f}  F1 {:.4f}\n",
                        s.clusters.precision, s.clusters.recall, s.clusters.f1);
  }
  return text + "results in " + answer.out + "\n";
}

}  // namespace attest::casework
