#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "casework/nouns.hpp"
#include "intake/reader.hpp"
#include "publish/site.hpp"
#include "vault/vault.hpp"

namespace attest::casework {

/// What stands around a place in a kept file, for statement pages. Holds the rows of the table it
/// was asked for last; tables above kMostRows are shown by the recorded cells alone.
class KeptOriginals final : public publish::Originals {
 public:
  static constexpr std::size_t kMostRows = 1'000'000;

  /// `vault` must outlive it.
  explicit KeptOriginals(const vault::Vault& vault);
  std::vector<publish::Original> read(
      std::span<const model::Attribution* const> said) const override;

 private:
  struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>>
        rows;  ///< by row number; refused rows by what could be read
  };
  publish::Excerpt around(const model::Locator& locator) const;
  std::vector<publish::RecordedCell> cells(const model::Record& record) const;
  const Table& table(const std::string& exhibit, const std::string& sheet) const;
  publish::Excerpt around_cell(const std::string& exhibit, const model::CellLocator& cell) const;
  publish::Excerpt around_text(const model::TextLocator& text) const;

  const vault::Vault& vault_;
  Provenance provenance_;
  std::map<std::string, intake::Options> options_;  ///< how each exhibit was read when imported
  mutable std::string held_;
  mutable Table table_;
  mutable std::map<std::string, std::string> texts_;
};

}  // namespace attest::casework
