#include "base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "base/error.hpp"

namespace attest::base {

int hardware_threads() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& body) {
  const auto wanted = static_cast<std::size_t>(threads > 0 ? threads : hardware_threads());
  std::atomic<std::size_t> next{0};
  std::exception_ptr first;
  std::mutex first_guard;
  const auto work = [&] {
    try {
      for (auto i = next.fetch_add(1); i < count; i = next.fetch_add(1)) body(i);
    } catch (...) {
      next.store(count);
      const std::lock_guard lock(first_guard);
      if (!first) first = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (std::size_t i = 1; i < std::min(wanted, count); ++i) helpers.emplace_back(work);
    work();
  }
  if (first) std::rethrow_exception(first);
}

void parallel_chunks(std::size_t count, std::size_t chunk, int threads,
                     const std::function<void(std::size_t, std::size_t)>& body) {
  ensure(chunk > 0, "a chunk of work holds at least one item");
  const auto chunks = count / chunk + (count % chunk != 0 ? 1 : 0);
  parallel_for(chunks, threads, [&](std::size_t i) {
    body(i * chunk, i * chunk + std::min(chunk, count - i * chunk));
  });
}

}  // namespace attest::base
