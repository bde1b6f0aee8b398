#include "CSQLite.h"

#include <sqlite3.h>

// Swift cannot call functions with a variable number of arguments.

void csqlite_defend(void *connection) { sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0); }

// A file on a medium that cannot be written is opened by a name of the form "file:/…?immutable=1". SQLite only learns
// before its first call whether it is to understand such names, and any library may be the first to call it.
__attribute__((constructor)) static void understand_uris(void) { sqlite3_config(SQLITE_CONFIG_URI, 1); }
