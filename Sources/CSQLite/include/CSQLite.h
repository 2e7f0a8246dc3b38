// SQLite, as far as latentwalk reads stores of other programs with it.

#ifndef CSQLITE_H
#define CSQLITE_H

#include <sqlite3.h>

#pragma clang assume_nonnull begin

/// Opens a store that a stranger may have made, to be read alone: nothing in its schema is trusted, none of its values
/// is longer than `length_limit` bytes, and a statement of more than `operation_limit` operations is interrupted.
/// The store is to be closed whatever is returned. Swift cannot call sqlite3_db_config, which is variadic.
int csq_open_untrusted(
    const char *uri, int length_limit, int operation_limit, sqlite3 *_Nullable *_Nonnull store);

#pragma clang assume_nonnull end

#endif
