#include "vault/impl/standing.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/error.hpp"

namespace attest::vault {
namespace {

void append_range(std::vector<LineRange>& ranges, const LineRange& range) {
  if (range.count == 0) return;
  if (!ranges.empty()) {
    auto& last = ranges.back();
    if (last.first.entry == range.first.entry && last.first.line + last.count == range.first.line) {
      last.count += range.count;
      return;
    }
  }
  ranges.push_back(range);
}

/// Ranges of lines, found by line.
class RangeMap {
 public:
  explicit RangeMap(const std::vector<LineRange>& ranges) {
    for (const auto& range : ranges) ends_[range.first] = range.count;
  }
  bool holds(LineId line) const {
    auto next = ends_.upper_bound(line);
    if (next == ends_.begin()) return false;
    const auto& [first, count] = *--next;
    return first.entry == line.entry && line.line < first.line + count;
  }

 private:
  std::map<LineId, std::int64_t> ends_;
};

/// `ranges` with single lines replaced, order kept.
std::vector<LineRange> replace_lines(const std::vector<LineRange>& ranges,
                                     const std::map<LineId, LineId>& replaced) {
  std::vector<LineRange> result;
  for (auto range : ranges) {
    const LineId end{range.first.entry, range.first.line + range.count};
    for (auto hit = replaced.lower_bound(range.first); hit != replaced.end() && hit->first < end;
         ++hit) {
      append_range(result, {range.first, hit->first.line - range.first.line});
      append_range(result, {hit->second, 1});
      range = {{end.entry, hit->first.line + 1}, end.line - hit->first.line - 1};
    }
    append_range(result, range);
  }
  return result;
}

/// Lays a partial snapshot over a state: changed records in their old places, new ones after the
/// rest.
std::vector<LineRange> overlay(Index& index, std::vector<LineRange> state, EntryId snapshot) {
  const RangeMap before(state);
  std::map<LineId, LineId> replaced;
  for (const auto& [version, first] : index.versions(snapshot)) {
    const auto known = index.versions_of(first);
    const auto present =
        std::ranges::find_if(known, [&](LineId line) { return before.holds(line); });
    if (present != known.end()) replaced[*present] = version;
  }
  state = replace_lines(state, replaced);
  const RangeMap after(state);
  for (const auto& rows : index.rows(snapshot))
    for (std::int64_t i = 0; i < rows.count; ++i)
      if (const LineId line{rows.first.entry, rows.first.line + i}; !after.holds(line))
        append_range(state, {line, 1});
  return state;
}

bool comes_before(Index& index, EntryId a, EntryId b) {
  return index.entry(a)->address < index.entry(b)->address;
}

}  // namespace

std::vector<std::string> update_force(Index& index) {
  std::map<EntryId, EntryId> undone;
  for (const auto& [undo, target] :
       index.undos())  // newest first: an undo's own fate is known before it counts
    if (!undone.contains(undo)) undone[target] = undo;
  std::set<std::string> lists;
  for (const auto& entry : index.entries()) {
    const auto found = undone.find(entry.id);
    const auto by = found == undone.end() ? kNoEntry : found->second;
    if (by == entry.undone_by) continue;
    index.set_undone(entry.id, by);
    if (const auto snapshot = index.snapshot(entry.id)) lists.insert(snapshot->list);
  }
  return {lists.begin(), lists.end()};
}

Chain chain_of(Index& index, const std::string& list) {
  Chain chain;
  std::map<EntryId, Snapshot> live;
  std::map<EntryId, EntryId> after;
  for (const auto& snapshot : index.snapshots(list)) {
    after[snapshot.entry] = snapshot.after;
    if (index.entry(snapshot.entry)->undone_by == kNoEntry) live[snapshot.entry] = snapshot;
  }
  if (list.empty()) {
    for (const auto& [entry, snapshot] : live) chain.standing.push_back(snapshot);
    return chain;
  }
  std::map<EntryId, std::vector<EntryId>> followers;
  for (const auto& [entry, snapshot] : live) {
    auto before = snapshot.after;
    while (before != kNoEntry && !live.contains(before))
      before = after.contains(before) ? after[before] : kNoEntry;
    followers[before].push_back(entry);
  }
  std::set<EntryId> standing;
  for (auto at = followers.find(kNoEntry); at != followers.end();
       at = followers.find(chain.standing.back().entry)) {
    const auto first = *std::ranges::min_element(
        at->second, [&](EntryId a, EntryId b) { return comes_before(index, a, b); });
    chain.standing.push_back(live[first]);
    standing.insert(first);
  }
  for (const auto& [entry, snapshot] : live)
    if (!standing.contains(entry)) chain.competing.push_back(snapshot);
  return chain;
}

void update_standing(Index& index, const std::string& list) {
  std::vector<LineRange> state;
  for (const auto& snapshot : chain_of(index, list).standing) {
    if (snapshot.part) {
      state = overlay(index, std::move(state), snapshot.entry);
    } else {
      state = index.rows(snapshot.entry);
    }
  }
  index.set_standing(list, state);
}

void extend_standing(Index& index, const Snapshot& newest) {
  if (newest.list.empty() && index.versions(newest.entry).empty()) {
    index.append_standing(newest.list, index.rows(newest.entry));
  } else {
    update_standing(index, newest.list);
  }
}

}  // namespace attest::vault
