// A terminal without a window, for tests: libvterm on the master side of a pseudo-terminal.
//
// Either a program runs in it (virtual_terminal_spawn), or the test itself holds the other side
// (virtual_terminal_open). Every wait has a deadline in milliseconds and polls the descriptor; nothing sleeps. All calls on
// one thread.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct virtual_terminal virtual_terminal;

typedef struct {
  const char *program;             // a path
  const char *const *arguments;    // NULL-terminated, with the program's name first
  const char *const *environment;  // NULL-terminated "NAME=value"; NULL for that of this process
  const char *directory;           // NULL for that of this process
  int rows;
  int columns;
  // Whether the program runs as a job of a minimal shell, so that it can be stopped and go on. Without that it leads the
  // session and the system ignores its stops.
  bool has_job_control;
} virtual_terminal_program;

// NULL where the system refuses; errno says why. A program that cannot be run ends with status 127.
virtual_terminal *virtual_terminal_spawn(const virtual_terminal_program *program);

// A terminal without a program. The other side is virtual_terminal_line, until virtual_terminal_hang_up.
virtual_terminal *virtual_terminal_open(int rows, int columns);

// Ends what runs in it (SIGKILL), waits for that, and frees everything.
void virtual_terminal_free(virtual_terminal *terminal);

// The other side of a terminal without a program: a descriptor and a path.
int virtual_terminal_line(const virtual_terminal *terminal);
const char *virtual_terminal_line_path(const virtual_terminal *terminal);

// Closes the master side, as a window that is closed does. The screen can still be read.
void virtual_terminal_hang_up(virtual_terminal *terminal);

// Keys: what a terminal would send, as bytes. False where they were not taken before the deadline.
bool virtual_terminal_send(virtual_terminal *terminal, const char *bytes, size_t length, int deadline);

// Takes in what the program wrote. True where the condition came true before the deadline.
bool virtual_terminal_wait_for_text(virtual_terminal *terminal, const char *text, int deadline);
bool virtual_terminal_wait_while_text(virtual_terminal *terminal, const char *text, int deadline);
bool virtual_terminal_wait_for_alternate_screen(virtual_terminal *terminal, bool on, int deadline);
// Nothing was written for `quiet` milliseconds.
bool virtual_terminal_wait_until_idle(virtual_terminal *terminal, int quiet, int deadline);
bool virtual_terminal_wait_for_exit(virtual_terminal *terminal, int deadline);
bool virtual_terminal_wait_for_stop(virtual_terminal *terminal, int deadline);
// Takes in what is there and does not wait.
void virtual_terminal_take_in(virtual_terminal *terminal);

// Job control: puts the stopped program in the foreground and lets it go on, as `fg` does.
void virtual_terminal_continue(virtual_terminal *terminal);

// The program's process, or 0; signals go to it.
int virtual_terminal_process(const virtual_terminal *terminal);
bool virtual_terminal_signal(const virtual_terminal *terminal, int number);

// After virtual_terminal_wait_for_exit: the exit status, or -1; the signal that ended the program, or 0.
int virtual_terminal_exit_status(const virtual_terminal *terminal);
int virtual_terminal_exit_signal(const virtual_terminal *terminal);

// Resizes the terminal and tells the program (SIGWINCH comes with it).
bool virtual_terminal_resize(virtual_terminal *terminal, int rows, int columns);

// The screen

int virtual_terminal_rows(const virtual_terminal *terminal);
int virtual_terminal_columns(const virtual_terminal *terminal);

// A row as UTF-8, blanks at its end left out; the length without the NUL, at most `capacity` - 1.
size_t virtual_terminal_row_text(const virtual_terminal *terminal, int row, char *buffer, size_t capacity);

enum {
  VIRTUAL_TERMINAL_BOLD = 1,
  VIRTUAL_TERMINAL_UNDERLINE = 2,
  VIRTUAL_TERMINAL_ITALIC = 4,
  VIRTUAL_TERMINAL_REVERSE = 8,
  VIRTUAL_TERMINAL_BLINK = 16,
  VIRTUAL_TERMINAL_STRIKE = 32,
};

typedef struct {
  uint32_t scalars[7];  // a spacing character and its marks; 0 ends them
  int width;            // 0 in the right half of a wide character
  int foreground;       // -1 the terminal's own, a place in the palette, or 0x1000000 | 0xRRGGBB
  int background;
  unsigned attributes;
} virtual_terminal_cell;

// The cell at a place; an empty one outside the screen.
virtual_terminal_cell virtual_terminal_cell_at(const virtual_terminal *terminal, int row, int column);

bool virtual_terminal_is_alternate(const virtual_terminal *terminal);
bool virtual_terminal_cursor_is_visible(const virtual_terminal *terminal);
int virtual_terminal_cursor_row(const virtual_terminal *terminal);
int virtual_terminal_cursor_column(const virtual_terminal *terminal);
// Whether the program asked for the mouse.
bool virtual_terminal_has_mouse(const virtual_terminal *terminal);

// The line's settings now: whether it gives out whole lines, echoes, and turns Control-C into a signal. A sane line does.
bool virtual_terminal_is_canonical(const virtual_terminal *terminal);
bool virtual_terminal_echoes(const virtual_terminal *terminal);
bool virtual_terminal_makes_signals(const virtual_terminal *terminal);

// All that the program wrote since the last call, escape sequences included, as far as it fits; the number of bytes.
size_t virtual_terminal_take_raw(virtual_terminal *terminal, char *buffer, size_t capacity);
