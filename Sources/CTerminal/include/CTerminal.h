// The terminal as Swift sees it. The only code that includes curses.h lies behind this header: its macros, its varargs
// and its global variables cannot be used from Swift 6.
//
// One screen at a time, all calls on one thread, except cterminal_wake, which any thread may call at any time.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Opening and closing

enum {
  CTERMINAL_OK = 0,
  CTERMINAL_ALREADY_OPEN,
  CTERMINAL_NOT_A_TERMINAL,
  CTERMINAL_NO_UTF8_LOCALE,
  // The terminal's name is in no terminfo database.
  CTERMINAL_UNKNOWN_TERMINAL,
  // The terminal cannot move its cursor.
  CTERMINAL_DUMB_TERMINAL,
  // errno says what.
  CTERMINAL_SYSTEM_ERROR,
};

enum {
  // The mouse is reported.
  CTERMINAL_MOUSE = 1,
  // Standard error is kept away from the screen and shown when the screen is left, where it is a terminal.
  CTERMINAL_HOLD_STANDARD_ERROR = 2,
  // Signals that stop, end or crash the program are handled.
  CTERMINAL_SIGNALS = 4,
};

// Takes the terminal on two file descriptors, which stay the caller's. `term` NULL is the variable TERM.
int cterminal_open(int input, int output, const char *term, unsigned options);

// The system's error after CTERMINAL_SYSTEM_ERROR.
int cterminal_error(void);

// Gives the terminal back as it was found. Does nothing where there is no screen.
void cterminal_close(void);

// Gives the terminal back for a while (an editor, a pager), and takes it again; everything is to be painted anew.
void cterminal_release(void);
void cterminal_resume(void);

// Gives the terminal back and stops the program and its process group as Control-Z does; returns when it goes on, with the
// terminal taken again. False, and nothing done, where stopping is not allowed (no job control).
bool cterminal_suspend(void);

// Size and colours

int cterminal_columns(void);
int cterminal_rows(void);

// Asks the terminal for its size and adopts it; true where it changed.
bool cterminal_update_size(void);

// The number of colours; 0 is none. Direct colour: any RGB value can be had.
int cterminal_colours(void);
bool cterminal_has_direct_colour(void);

// Asks the terminal which colour its background has, and then what it is; both answers are input. False, and nothing asked,
// where the terminal would not understand.
bool cterminal_ask_background(void);

enum {
  CTERMINAL_BOLD = 1,
  CTERMINAL_DIM = 2,
  CTERMINAL_ITALIC = 4,
  CTERMINAL_UNDERLINE = 8,
  CTERMINAL_REVERSE = 16,
};

// Defines a pen and returns its number, or 0 (plain) where there is no room for more. A colour is -1 (the terminal's own), a
// place in the palette, or 0xRRGGBB with direct colour.
int cterminal_define_pen(int foreground, int background, unsigned attributes);
void cterminal_forget_pens(void);

// Painting

typedef struct {
  // A spacing character and up to four marks; 0 ends them.
  uint32_t scalars[5];
  int32_t pen;
} cterminal_cell;

// Paints the characters of one row from its left edge. A wide character is one entry. The caller keeps within the width.
void cterminal_paint_row(int row, const cterminal_cell *cells, int count);

// Sends what was painted, with the cursor at a place, or hidden where `row` is negative.
void cterminal_show(int row, int column);

// Makes the next cterminal_show send everything.
void cterminal_repaint(void);

// Lets the terminal put something on its clipboard (OSC 52), which is given as base64. False, and nothing sent, where the
// terminal does not know ECMA-48.
bool cterminal_copy(const char *base64, size_t length);

// Input

enum {
  CTERMINAL_INPUT = 1,
  CTERMINAL_WOKEN = 2,
  CTERMINAL_HUNG_UP = 4,
};

// Waits for a wake-up or a signal, and for input where `for_input` says so, at most so long; negative is forever.
unsigned cterminal_wait(int milliseconds, bool for_input);

// Keys are 0x1000 | modifiers << 8 | key; what is below 0x100 is a byte of input.
enum {
  CTERMINAL_NONE = -1,
  CTERMINAL_KEY = 0x1000,
  CTERMINAL_SHIFT = 0x100,
  CTERMINAL_ALT = 0x200,
  CTERMINAL_CONTROL = 0x400,
  CTERMINAL_KEY_UP = 1,
  CTERMINAL_KEY_DOWN,
  CTERMINAL_KEY_RIGHT,
  CTERMINAL_KEY_LEFT,
  CTERMINAL_KEY_HOME,
  CTERMINAL_KEY_END,
  CTERMINAL_KEY_INSERT,
  CTERMINAL_KEY_DELETE,
  CTERMINAL_KEY_PAGE_UP,
  CTERMINAL_KEY_PAGE_DOWN,
  CTERMINAL_KEY_BACKSPACE,
  CTERMINAL_KEY_ENTER,
  CTERMINAL_KEY_TAB,
  // CTERMINAL_KEY_FUNCTION + n is Fn.
  CTERMINAL_KEY_FUNCTION = 0x40,
  CTERMINAL_PASTE_START = 0x2001,
  CTERMINAL_PASTE_END,
  // A key that has no name here.
  CTERMINAL_UNKNOWN_KEY,
};

// The next byte, key or mark of input, or CTERMINAL_NONE where there is none at present. Bytes rather than characters: a
// character that arrives in two pieces is not lost. The mouse arrives as bytes, too (xterm's SGR reports).
int cterminal_read(void);

// Signals and wake-ups

enum {
  CTERMINAL_SIGNAL_TERMINATE = 1,
  CTERMINAL_SIGNAL_HANGUP = 2,
  CTERMINAL_SIGNAL_STOP = 4,
  CTERMINAL_SIGNAL_CONTINUE = 8,
  CTERMINAL_SIGNAL_RESIZE = 16,
  CTERMINAL_SIGNAL_INTERRUPT = 32,
};

// The signals that arrived since the last call.
unsigned cterminal_take_signals(void);

// Ends a cterminal_wait, the present one or the next. Any thread, any time.
void cterminal_wake(void);

// The rest

// What libc measures for a scalar in the present locale: -1, 0, 1 or 2.
int cterminal_scalar_width(uint32_t scalar);

// Sets LC_CTYPE to the user's locale, or to C.UTF-8 where that is not UTF-8; false where neither is to be had.
bool cterminal_use_utf8_locale(void);

// A variable of the environment, or NULL.
const char *cterminal_environment(const char *name);
