#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace attest::vault {

/// A prepared statement. Bind, step, read; reset() to use it again. Errors of the library are
/// thrown as Error{kUnreadable}: the index can always be made anew.
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql);

  Statement& bind(int place, std::int64_t value);
  Statement& bind(int place, std::string_view text);
  Statement& bind_blob(int place, std::string_view bytes);
  Statement& bind_null(int place);
  /// True while there is a row.
  bool step();
  /// For statements without rows: steps once and resets.
  void run();
  Statement& reset();

  std::int64_t integer(int column) const;
  std::string_view text(int column) const;  ///< also a blob's bytes; valid until the next step
  bool is_null(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

enum class DatabaseMode { kReadOnly, kReadWrite, kMemory };

class Database {
 public:
  Database(const std::string& path, DatabaseMode mode);
  void execute(const char* sql);
  /// Ends a transaction with nothing kept; one that an error ended already is ended.
  void abandon() noexcept;
  Statement prepare(std::string_view sql) { return Statement(database_.get(), sql); }

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace attest::vault
