#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "proof/line.hpp"
#include "proof/tree.hpp"
#include "vault/impl/state.hpp"

namespace attest::vault {

/// A rendered line: where it ends in its text, its leaf, and what the index must know.
struct RenderedLine {
  std::uint32_t length = 0;  ///< with newline
  proof::Digest leaf{};
  LineFact fact;
};

/// One act on its way to the disk: its lines go to the facts as they come, its entry last.
/// Destroyed before commit(): nothing happened.
class ActWriter {
 public:
  ActWriter(Vault::State& state, std::string act);
  ~ActWriter();
  ActWriter(const ActWriter&) = delete;
  ActWriter& operator=(const ActWriter&) = delete;

  /// Whole lines, and as many descriptions.
  void append(std::string_view text, std::span<const RenderedLine> lines);
  /// A single line.
  void append(const base::Json& head, std::span<const model::Cell> cells);
  std::uint64_t lines() const { return tree_.size(); }
  EntryId id() const { return id_; }
  /// On the device after this; then index, tiles and checkpoint. `after`: runs when the act stands
  /// and the index knows it.
  model::Address commit(base::Json body, const std::function<void()>& after = {});

 private:
  void settle(const std::function<void()>& after) noexcept;
  void roll_back() noexcept;

  Vault::State& state_;
  std::string act_;
  EntryId id_;
  Feed feed_;
  proof::Frontier tree_;
  bool open_ = true;
};

void write_cells(proof::LineWriter& writer, std::span<const model::Cell> cells);
base::Json string_array(std::span<const std::string> texts);

}  // namespace attest::vault
