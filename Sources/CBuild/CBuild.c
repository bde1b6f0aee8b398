#include "CBuild.h"

// Package.swift says it, where there is a clone.
#ifndef WALKAWAY_COMMIT
#define WALKAWAY_COMMIT ""
#endif

const char *cbuild_commit(void) { return WALKAWAY_COMMIT; }
