#include "names/frequency.hpp"

#include <algorithm>

namespace attest::names {
namespace {

std::size_t group_of(Role role) {
  if (role == Role::kGiven) return 0;
  return role == Role::kFamily ? 2 : 1;
}

bool is_counted(Role role) {
  return role != Role::kTitle && role != Role::kRelation && role != Role::kKunya;
}

}  // namespace

void Frequencies::add(Role role, std::u32string_view letters, double weight) {
  if (!is_counted(role) || letters.empty() || !(weight > 0)) return;
  Table& table = tables_[group_of(role)][static_cast<std::size_t>(script_of(letters))];
  double& count = table.counts[std::u32string(letters)];
  const auto tally = [&](double sign) {
    if (count > 0 && count <= 1) table.once += sign;
    if (count > 1 && count <= 2) table.twice += sign;
  };
  tally(-1);
  table.squares -= count * count;
  count += weight;
  table.squares += count * count;
  table.total += weight;
  tally(+1);
}

void Frequencies::add(const NameForm& name, double weight) {
  for (const Token& token : name.tokens) add(token.role, token.letters, weight);
}

const Frequencies::Table& Frequencies::table(Role role, Script script) const {
  return tables_[group_of(role)][static_cast<std::size_t>(script)];
}

// Good: the unseen have the share of the words seen once. Chao: there are at least once²/(2 twice)
// of them. A little is added so that an empty or a complete list leaves room too.
double Frequencies::share(Role role, std::u32string_view letters) const {
  const Table& in = table(role, script_of(letters));
  const double unseen_share = std::min(0.5, (in.once + 1) / (in.total + 2));
  const auto at = in.counts.find(std::u32string(letters));
  if (at != in.counts.end()) return (1 - unseen_share) * at->second / in.total;
  const double unseen_words = in.once * (in.once + 1) / (2 * (in.twice + 1)) + 1;
  return unseen_share / unseen_words;
}

double Frequencies::agreement(Role role, Script script) const {
  const Table& in = table(role, script);
  return in.total > 0 ? in.squares / (in.total * in.total) : 0.0;
}

double Frequencies::total(Role role, Script script) const {
  return table(role, script).total;
}

}  // namespace attest::names
