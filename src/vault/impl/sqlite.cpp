#include "vault/impl/sqlite.hpp"

#include <sqlite3.h>

#include "base/error.hpp"

namespace attest::vault {
namespace {

[[noreturn]] void fail_sqlite(sqlite3* database) {
  const int cause = database ? sqlite3_errcode(database) : SQLITE_NOMEM;
  const bool unwritable = cause == SQLITE_FULL || cause == SQLITE_IOERR || cause == SQLITE_READONLY;
  throw base::Error(unwritable ? base::Code::kUnwritable : base::Code::kUnreadable,
                    database ? sqlite3_errmsg(database) : "out of memory", "index.db",
                    unwritable ? "Free some space; the case's truth is whole, and attest rebuild "
                                 "makes the index anew from it"
                               : "It can be made anew from the case: attest rebuild");
}

void must(int result, sqlite3* database) {
  if (result != SQLITE_OK) fail_sqlite(database);
}

constexpr int kPatience = 5'000;  // milliseconds

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Statement::Statement(sqlite3* database, std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  must(sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr),
       database);
  statement_.reset(statement);
}

Statement& Statement::bind(int place, std::int64_t value) {
  must(sqlite3_bind_int64(statement_.get(), place, value), sqlite3_db_handle(statement_.get()));
  return *this;
}

Statement& Statement::bind(int place, std::string_view text) {
  must(sqlite3_bind_text64(statement_.get(), place, text.data() ? text.data() : "", text.size(),
                           SQLITE_TRANSIENT, SQLITE_UTF8),
       sqlite3_db_handle(statement_.get()));
  return *this;
}

Statement& Statement::bind_blob(int place, std::string_view bytes) {
  must(sqlite3_bind_blob64(statement_.get(), place, bytes.data() ? bytes.data() : "", bytes.size(),
                           SQLITE_TRANSIENT),
       sqlite3_db_handle(statement_.get()));
  return *this;
}

Statement& Statement::bind_null(int place) {
  must(sqlite3_bind_null(statement_.get(), place), sqlite3_db_handle(statement_.get()));
  return *this;
}

bool Statement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) fail_sqlite(sqlite3_db_handle(statement_.get()));
  return false;
}

void Statement::run() {
  step();
  reset();
}

Statement& Statement::reset() {
  sqlite3_reset(statement_.get());
  return *this;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  return {bytes ? bytes : "",
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

void Database::Close::operator()(sqlite3* database) const {
  sqlite3_close_v2(database);
}

Database::Database(const std::string& path, DatabaseMode mode) {
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  if (mode == DatabaseMode::kReadOnly) flags = SQLITE_OPEN_READONLY;
  sqlite3* database = nullptr;
  const int result = sqlite3_open_v2(mode == DatabaseMode::kMemory ? ":memory:" : path.c_str(),
                                     &database, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  database_.reset(database);
  must(result, database);
  sqlite3_busy_timeout(database, kPatience);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  execute("pragma trusted_schema = off");
}

void Database::abandon() noexcept {
  sqlite3_exec(database_.get(), "rollback", nullptr, nullptr, nullptr);
}

void Database::execute(const char* sql) {
  must(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr), database_.get());
}

}  // namespace attest::vault
