#include "publish/chart.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "publish/html.hpp"
#include "publish/impl/markup_reader.hpp"
#include "publish/page.hpp"

using namespace attest::publish;

TEST_CASE("text becomes markup only by being escaped") {
  CHECK(Html("<b> & \"'").markup() == "&lt;b&gt; &amp; &quot;&#39;");
  CHECK(el("p", {{"title", "a\"b"}}, "<").markup() == "<p title=\"a&quot;b\">&lt;</p>");
  CHECK(Html(std::string_view("a\0b", 3)).markup() == "a␀b");
}

TEST_CASE("only harmless addresses become links") {
  for (const auto* good :
       {"x.html", "../a/b.html#c", "https://example.org/a:b", "mailto:a@b.org", "#x"})
    CHECK(is_safe_link(good));
  for (const auto* bad :
       {"javascript:alert(1)", "JavaScript:alert(1)", " javascript:x", "java\nscript:x",
        "data:text/html,x", "//example.org/x", "vbscript:x", "file:///etc/passwd"})
    CHECK(!is_safe_link(bad));
  CHECK(el("a", {{"href", "javascript:x"}}, "y").markup() == "<a>y</a>");
  CHECK(reference("javascript:alert(1)").markup().find("href") == std::string::npos);
}

TEST_CASE("any text makes well-formed markup") {
  rc::check([](const std::string& text) {
    const std::string page = standalone_page(text, el("p", {{"title", text}}, text, quote(text)));
    RC_ASSERT(first_unbalanced(page).empty());
  });
}

TEST_CASE("ticks are round and within the axis") {
  rc::check([](int low, int width) {
    const double from = low % 100000, to = from + 1 + std::abs(width % 1000000);
    const auto ticks = round_ticks(from, to);
    RC_ASSERT(!ticks.empty());
    RC_ASSERT(ticks.size() <= 12u);
    RC_ASSERT(ticks.front() >= from - 1e-6 * (to - from));
    RC_ASSERT(ticks.back() <= to + 1e-6 * (to - from));
    RC_ASSERT(std::is_sorted(ticks.begin(), ticks.end()));
  });
}

TEST_CASE("an axis ends at or above its highest value") {
  rc::check([](std::uint32_t value) { RC_ASSERT(round_up(value) >= value * (1 - 1e-9)); });
}

TEST_CASE("numbers are printed short") {
  CHECK(short_number(1275) == "1,275");
  CHECK(short_number(-1234567) == "−1,234,567");
  CHECK(short_number(0.25) == "0.25");
  CHECK(short_number(0) == "0");
  CHECK(place(12.3400001) == "12.34");
}

TEST_CASE("every chart says in words what it shows") {
  const ChartText text{"A title", "A description.", ""};
  const Overlap both{{true, true}, 7, ""};
  for (const auto& chart : {bar_chart(text, {{.label = "a", .value = 1}}),
                            waterfall(text, {{.label = "a", .value = -2}}, "total"),
                            line_chart(text, {{"s", {{0, 1}, {1, 2}}}}, {}, {}),
                            density_chart(text, {}, {}), upset(text, {"A", "B"}, {both})}) {
    CHECK(chart.markup().find("<title>A title</title><desc>A description.</desc>") !=
          std::string::npos);
    CHECK(first_unbalanced(chart.markup()).empty());
  }
}

TEST_CASE("a density integrates to about one") {
  std::vector<double> draws;
  for (int i = 0; i < 5000; ++i) draws.push_back((i * 7919 % 5000) / 50.0);
  const auto curve = kernel_density(draws);
  double area = 0;
  for (std::size_t i = 1; i < curve.size(); ++i)
    area += (curve[i].x - curve[i - 1].x) * (curve[i].y + curve[i - 1].y) / 2;
  CHECK(area == doctest::Approx(1).epsilon(0.05));
  CHECK(kernel_density({1}).empty());
}

TEST_CASE("patterns that are not drawn are counted in a note") {
  std::vector<Overlap> overlaps;
  for (int i = 1; i < 8; ++i)
    overlaps.push_back({{(i & 1) != 0, (i & 2) != 0, (i & 4) != 0}, i, ""});
  CHECK(upset({}, {"a", "b", "c"}, overlaps, 3).markup().find("4 rarer patterns are not drawn") !=
        std::string::npos);
}

TEST_CASE("languages written from the right are known by their tag") {
  for (const auto* tag : {"ar", "fa-IR", "he", "az-Arab"}) CHECK(is_right_to_left(tag));
  for (const auto* tag : {"en", "az", "hy", "arn"}) CHECK(!is_right_to_left(tag));
}
