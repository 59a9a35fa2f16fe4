#include "casework/estimate_table.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/error.hpp"

using attest::base::Code;
using attest::base::Error;
using attest::casework::EstimateRequest;

namespace {

/// A file that is gone with the test.
class TableFile {
 public:
  explicit TableFile(const std::string& text)
      : path_(std::filesystem::temp_directory_path() /
              fmt::format("attest-estimate-{}.csv", ++made_)) {
    std::ofstream(path_) << text;
  }
  ~TableFile() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  static inline int made_ = 0;
  std::filesystem::path path_;
};

const char* const kHepatitis =
    "P,Q,E,count\n0,0,1,63\n0,1,0,55\n0,1,1,18\n1,0,0,69\n1,0,1,17\n1,1,0,21\n1,1,1,28\n";

EstimateRequest quick(const TableFile& file) {
  EstimateRequest request;
  request.table = file.path();
  request.models = {"chao", "decomposable"};
  request.threads = 1;
  return request;
}

attest::casework::EstimateAnswer run(const EstimateRequest& request) {
  return attest::casework::estimate_table(request, attest::base::silent_reporter());
}

Code code_of(const std::string& text, EstimateRequest request = {}) {
  const TableFile file(text);
  request.table = file.path();
  request.models = {"chao"};
  try {
    run(request);
  } catch (const Error& error) {
    CHECK_FALSE(error.message().empty());
    return error.code();
  }
  return Code::kInternal;  // nothing was thrown
}

}  // namespace

TEST_CASE("bad tables are errors that name their place") {
  const std::string head = "A,B,C,count\n1,0,0,5\n0,1,1,4\n1,1,0,3\n0,0,1,6\n";
  CHECK(code_of(head + "0,1,0,-3\n") == Code::kMalformed);
  CHECK(code_of(head + "0,1,0,3.5\n") == Code::kMalformed);
  CHECK(code_of(head + "0,1,0,\n") == Code::kMalformed);
  CHECK(code_of(head + "0,1,0,9e99\n") == Code::kLimit);
  CHECK(code_of(head + "1,0,0,2\n") == Code::kMalformed);
  CHECK(code_of(head + "0,0,0,2\n") == Code::kMalformed);
  CHECK(code_of(head + "0,2,0,2\n") == Code::kMalformed);
  CHECK(code_of("name,count\nx,3\n") == Code::kMalformed);
}

TEST_CASE("a column of 0 and 1 that could be a label must be named") {
  CHECK(code_of("sex,A,B,C,count\n0,1,0,0,5\n1,1,1,0,5\n0,0,1,1,6\n1,0,0,1,4\n") == Code::kUsage);
  CHECK(code_of("replicate,A,B,C,count\n1,1,0,0,5\n2,1,1,0,5\n1,0,1,1,6\n2,0,0,1,4\n") ==
        Code::kUsage);
}

TEST_CASE("one row a person counts people") {
  std::string text = "id,A,B,C\n";
  for (int i = 0; i < 60; ++i)
    text += fmt::format("{},{},{},{}\n", i, i % 2, i % 3 == 0 ? 1 : 0,
                        i % 2 == 0 && i % 3 != 0 ? 1
                        : i % 5 == 0             ? 1
                                                 : 0);
  const TableFile file(text);
  CHECK(run(quick(file)).everybody.documented == 60);
}

TEST_CASE("two lists are an answer that refuses") {
  const TableFile file("A,B,count\n1,0,100\n0,1,80\n1,1,20\n");
  const auto answer = run(quick(file));
  CHECK(answer.refused());
  const auto json = to_json(answer);
  CHECK(json["refusal"]["code"].text() == "too_few_lists");
  CHECK(json["documented"].as_integer() == 200);
}

TEST_CASE("strata are answered one by one and in total") {
  std::string text = "sex,P,Q,E,count\n";
  for (const char* sex : {"women", "men"}) {
    std::string rows(kHepatitis);
    rows.erase(0, rows.find('\n') + 1);
    for (std::size_t at = 0; at < rows.size(); at = rows.find('\n', at) + 1)
      text += std::string(sex) + "," + rows.substr(at, rows.find('\n', at) - at) + "\n";
  }
  text += "NA,1,0,0,7\n";
  const TableFile file(text);
  EstimateRequest request = quick(file);
  request.by = {"sex"};
  const auto json = to_json(run(request));
  CHECK(json["documented"].as_integer() == 549);
  REQUIRE(json["strata"].items().size() == 2);
  CHECK(json["strata"].items()[0]["documented"].as_integer() == 271);
  CHECK(json["strata"].items()[0]["labels"]["sex"].text() == "men");
  CHECK(json["total"]["documented_only"].as_double() == 7);
  CHECK_FALSE(json["total"]["complete"].as_boolean());
  const double total = *json["total"]["results"].items()[0]["mean"].as_double();
  const double one = *json["strata"].items()[0]["results"].items()[0]["mean"].as_double();
  CHECK(total == doctest::Approx(2 * one + 7).epsilon(0.01));
}

TEST_CASE("replicates are combined with their shares of variance") {
  std::string text = "replicate,P,Q,E,count\n";
  for (int r = 1; r <= 12; ++r)
    text += fmt::format(
        "{0},0,0,1,{1}\n{0},0,1,0,55\n{0},0,1,1,{2}\n{0},1,0,0,69\n{0},1,0,1,17\n{0},1,1,0,21\n{0},"
        "1,1,1,28\n",
        r, 60 + r, 12 + r);
  const TableFile file(text);
  EstimateRequest request = quick(file);
  request.models = {"decomposable"};
  request.replicate = {"linkage=replicate"};
  const auto json = to_json(run(request));
  const auto& result = json["results"].items()[0];
  CHECK(result["replicates_used"].as_integer() == 12);
  const double model = *result["variance_shares"]["model"].as_double();
  const double linkage = *result["variance_shares"]["linkage"].as_double();
  CHECK(model + linkage == doctest::Approx(1).epsilon(1e-3));
  CHECK(linkage > 0.01);
}

TEST_CASE("threads change nothing") {
  const TableFile file(kHepatitis);
  EstimateRequest one = quick(file), two = quick(file);
  one.models = two.models = {"decomposable", "loglinear", "coverage"};
  two.threads = 2;
  auto a = run(one), b = run(two);
  for (auto* answer : {&a, &b})
    for (auto& r : answer->everybody.results) r.cpu_seconds = 0;
  CHECK(attest::base::to_json(to_json(a)) == attest::base::to_json(to_json(b)));
}

TEST_CASE("lists of one origin are merged") {
  const TableFile file(
      "A,B,C,D,count\n1,0,0,0,30\n0,1,0,0,25\n0,0,1,0,40\n0,0,0,1,20\n1,1,0,0,8\n1,0,1,0,9\n0,1,1,"
      "0,7\n1,0,0,1,6\n");
  EstimateRequest request = quick(file);
  request.merge = {"A+D"};
  CHECK(run(request).everybody.lists == std::vector<std::string>{"A+D", "B", "C"});
}
