#include "base/parallel.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "base/error.hpp"
#include "base/random.hpp"

namespace attest::base {
namespace {

TEST_CASE("every item is worked on exactly once") {
  for (const int threads : {0, 1, 2, 7}) {
    std::vector<int> touched(1000);
    parallel_for(touched.size(), threads, [&](std::size_t i) { ++touched[i]; });
    CHECK(touched == std::vector<int>(1000, 1));
  }
  parallel_for(0, 3, [](std::size_t) { FAIL("there is no item"); });
}

TEST_CASE("results are the same for any number of threads") {
  const auto sums = [](int threads) {
    std::vector<double> out(50);
    parallel_for(out.size(), threads, [&](std::size_t i) {
      Stream stream(1, i);
      for (int k = 0; k < 100; ++k) out[i] += stream.normal();
    });
    return out;
  };
  CHECK(sums(1) == sums(4));
}

TEST_CASE("the first exception comes out after all threads have stopped") {
  std::atomic<int> running{0};
  CHECK_THROWS_AS(parallel_for(10'000, 4,
                               [&](std::size_t i) {
                                 ++running;
                                 const bool bad = i == 100;
                                 --running;
                                 if (bad) throw std::runtime_error("bad");
                               }),
                  std::runtime_error);
  CHECK(running == 0);
}

TEST_CASE("chunks cover everything and their borders do not move") {
  std::vector<std::size_t> begins(4);
  std::vector<std::size_t> ends(4);
  parallel_chunks(10, 3, 2, [&](std::size_t begin, std::size_t end) {
    begins[begin / 3] = begin;
    ends[begin / 3] = end;
  });
  CHECK(begins == std::vector<std::size_t>{0, 3, 6, 9});
  CHECK(ends == std::vector<std::size_t>{3, 6, 9, 10});
  CHECK_THROWS_AS(parallel_chunks(1, 0, 1, [](std::size_t, std::size_t) {}), Error);
}

}  // namespace
}  // namespace attest::base
