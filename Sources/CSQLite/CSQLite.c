#include "CSQLite.h"

#include <stddef.h>

/// Milliseconds that another program's lock is waited for.
enum { busy_timeout = 100 };

static int interrupt(void *unused) {
  (void)unused;
  return 1;
}

int csq_open_untrusted(const char *uri, int length_limit, int operation_limit, sqlite3 **store) {
  int code = sqlite3_open_v2(
      uri, store, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK) return code;
  sqlite3_busy_timeout(*store, busy_timeout);
  sqlite3_limit(*store, SQLITE_LIMIT_LENGTH, length_limit);
  sqlite3_progress_handler(*store, operation_limit, interrupt, NULL);
  code = sqlite3_db_config(*store, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (code != SQLITE_OK) return code;
  return sqlite3_db_config(*store, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
}
