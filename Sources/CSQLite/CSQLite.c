#include "CSQLite.h"

#include <sqlite3.h>

// Swift cannot call functions with a variable number of arguments.

void csqlite_defend(void *connection) { sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0); }

// What SQLite only learns before its first call, which any library may make. A file on a medium that cannot be written is
// opened by a name of the form "file:/…?immutable=1". Counting the memory in use, which nobody asks for, takes a lock
// with every allocation: a seventh of what an insertion takes.
__attribute__((constructor)) static void configure(void) {
  sqlite3_config(SQLITE_CONFIG_URI, 1);
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
