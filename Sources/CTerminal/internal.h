// What the parts of CTerminal know of each other.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "CTerminal.h"

// The pipe that ends a wait; made once and never closed, so that a late cterminal_wake hits no one else's file.
bool cterminal_make_pipe(void);
int cterminal_pipe_end(void);
void cterminal_empty_pipe(void);

// Signals: taken when the terminal is taken; while it is lent to another program only what that needs.
void cterminal_install_signals(void);
void cterminal_lend_signals(void);
void cterminal_remove_signals(void);
bool cterminal_may_stop(void);
void cterminal_stop_group(void);

// What a crash writes to the terminal, and the settings that it restores. NULL forgets them.
struct termios;
void cterminal_arm_crash(int descriptor, const struct termios *settings, const char *sequence, size_t length);
void cterminal_disarm_crash(void);

// Gives the terminal back at once, as a crash does.
void cterminal_abandon(void);

// Standard error, held back.
void cterminal_hold_stderr(void);
void cterminal_free_stderr(void);

// Tells curses the keys that terminfo does not know.
void cterminal_define_keys(void);

// Where input comes from; -1 where there is no screen.
int cterminal_input_descriptor(void);

void cterminal_write_all(int descriptor, const char *bytes, size_t length);
