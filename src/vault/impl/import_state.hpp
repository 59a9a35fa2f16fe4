#pragma once

#include <deque>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "vault/impl/act_writer.hpp"
#include "vault/impl/previous.hpp"
#include "vault/import.hpp"

namespace attest::vault {

/// A line of an import before it is rendered.
struct LinePlan {
  LineFact::Op op = LineFact::Op::kAdd;
  bool refused = false;
  std::int64_t row = 0;
  std::size_t index = 0;   ///< of the row in its batch: kAdd, kChange, refused
  LineId of;               ///< as in LineFact; kGone: the record's first line
  std::int64_t count = 1;  ///< kSame, kGone
  std::string of_text;     ///< addresses for the head
  std::string was_text;    ///< kChange: the line before, where it is not `of`
};

/// Rows on their way through the stages: hashed, met, rendered, written.
struct Piece {
  RowBatch batch;
  std::vector<RowKey> keys;  ///< by row; empty where nothing is compared
  std::vector<LinePlan> plan;
  std::string text;
  std::vector<RenderedLine> lines;
};

struct ImportWriter::State {
  State(Vault::State& vault, std::string act, ImportSpec spec);

  void load_previous(base::Reporter& reporter);
  void write(RowBatch& batch);
  ImportResult commit();

  Vault::State& vault;
  std::string act_word;
  ImportSpec spec;
  base::Json body = base::Json::object();

 private:
  void hash_later(std::unique_ptr<Piece> piece);
  void meet_next();
  void meet(Piece& piece);
  void meet_row(Piece& piece, std::size_t index);
  void take_same(Piece& piece, std::int64_t row, LineId line);
  void flush_same(Piece& piece);
  void tell(std::int64_t row, model::Operation operation, LineId of);
  void render_later(std::unique_ptr<Piece> piece);
  void append_next();
  void append_gone();
  void drain();
  std::string text_of(LineId line) { return model::to_string(vault.address(line)); }
  base::Json final_body();

  std::string salt_;
  std::unique_ptr<ActWriter> act_;  ///< none in a dry run
  Previous previous_;
  bool compares_ = false;  ///< there is a former snapshot
  model::Address after_;
  KeySet seen_;
  std::optional<LinePlan> same_;  ///< a run of unchanged rows that may go on
  std::deque<std::future<std::unique_ptr<Piece>>> hashing_;
  std::deque<std::future<std::unique_ptr<Piece>>> rendering_;
  std::vector<RowBatch> spare_;
  ImportResult result_;
  std::int64_t last_row_ = -1;
};

/// Text, leaves and facts of a piece's plan.
void render(Piece& piece);

}  // namespace attest::vault
