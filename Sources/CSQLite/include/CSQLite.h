#pragma once

/// Lets no statement write SQLite's own tables or switch off what keeps a file whole (SQLITE_DBCONFIG_DEFENSIVE).
void csqlite_defend(void *_Nonnull connection);
