#pragma once

/// The commit that the program was built from, in short; empty where it was built outside a clone.
const char *_Nonnull cbuild_commit(void);
