#include "estimate/impl/lattice.hpp"

#include "base/error.hpp"

namespace attest::estimate::impl {

void superset_sums(Lattice& f) {
  for (std::size_t bit = 1; bit < f.size(); bit <<= 1U)
    for (std::size_t u = 0; u < f.size(); ++u)
      if ((u & bit) == 0) f[u] += f[u | bit];
}

void subset_sums(Lattice& f) {
  for (std::size_t bit = 1; bit < f.size(); bit <<= 1U)
    for (std::size_t u = 0; u < f.size(); ++u)
      if ((u & bit) != 0) f[u] += f[u ^ bit];
}

Lattice counts_of(const Table& table) {
  base::ensure(table.list_count() <= 20, "a whole lattice of cells has at most 20 lists");
  Lattice counts(std::size_t{1} << static_cast<unsigned>(table.list_count()), 0.0);
  for (const Cell& cell : table.cells()) counts[cell.pattern] = static_cast<double>(cell.count);
  return counts;
}

}  // namespace attest::estimate::impl
