#pragma once

#include <cstddef>
#include <functional>

namespace attest::base {

/// The number of hardware threads, at least 1.
int hardware_threads();

/// Calls body(i) for every i in 0 … count−1 on `threads` threads (0: hardware_threads()), each
/// exactly once, in no fixed order. Results that are stored by i are the same for any number of
/// threads. The first exception is thrown here after all threads have stopped.
/// A small pool of std::jthread with one atomic counter, so that thread sanitizers see everything.
void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& body);

/// The same over chunks of `chunk` items: body(begin, end). Chunk borders do not depend on threads.
void parallel_chunks(std::size_t count, std::size_t chunk, int threads,
                     const std::function<void(std::size_t, std::size_t)>& body);

}  // namespace attest::base
