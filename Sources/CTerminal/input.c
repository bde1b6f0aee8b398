// Input: keys, bytes, the mouse, and waiting for them.
#define _GNU_SOURCE

#include "curses_wide.h"

#include <poll.h>
#include <stdio.h>

#include "internal.h"

// Keys: named ones from terminfo, and what xterm and its kin send whatever terminfo says, as the name of a key and its
// modifiers. xterm: "CSI 1 ; m A", where m - 1 is 1 shift + 2 alt + 4 control.

static void define_modified(int key, char final, int number) {
  char sequence[16];
  for (int modifiers = 1; modifiers < 8; modifiers++) {
    if (final == '~') {
      snprintf(sequence, sizeof sequence, "\033[%d;%d~", number, modifiers + 1);
    } else {
      snprintf(sequence, sizeof sequence, "\033[1;%d%c", modifiers + 1, final);
    }
    define_key(sequence, CTERMINAL_KEY | modifiers * CTERMINAL_SHIFT | key);
  }
}

void cterminal_define_keys(void) {
  static const struct {
    int key;
    char final;
  } lettered[] = {
      {CTERMINAL_KEY_UP, 'A'},   {CTERMINAL_KEY_DOWN, 'B'}, {CTERMINAL_KEY_RIGHT, 'C'},
      {CTERMINAL_KEY_LEFT, 'D'}, {CTERMINAL_KEY_HOME, 'H'}, {CTERMINAL_KEY_END, 'F'},
  };
  static const struct {
    int key;
    int number;
  } numbered[] = {
      {CTERMINAL_KEY_HOME, 1}, {CTERMINAL_KEY_INSERT, 2},  {CTERMINAL_KEY_DELETE, 3},    {CTERMINAL_KEY_END, 4},
      {CTERMINAL_KEY_PAGE_UP, 5}, {CTERMINAL_KEY_PAGE_DOWN, 6}, {CTERMINAL_KEY_HOME, 7}, {CTERMINAL_KEY_END, 8},
  };
  char sequence[16];
  for (size_t index = 0; index < sizeof lettered / sizeof *lettered; index++) {
    int code = CTERMINAL_KEY | lettered[index].key;
    snprintf(sequence, sizeof sequence, "\033[%c", lettered[index].final);
    define_key(sequence, code);
    snprintf(sequence, sizeof sequence, "\033O%c", lettered[index].final);
    define_key(sequence, code);
    define_modified(lettered[index].key, lettered[index].final, 1);
  }
  for (size_t index = 0; index < sizeof numbered / sizeof *numbered; index++) {
    snprintf(sequence, sizeof sequence, "\033[%d~", numbered[index].number);
    define_key(sequence, CTERMINAL_KEY | numbered[index].key);
    define_modified(numbered[index].key, '~', numbered[index].number);
  }
  define_key("\033[Z", CTERMINAL_KEY | CTERMINAL_SHIFT | CTERMINAL_KEY_TAB);
  // Curses keeps few reports of the mouse, newest first: they are left for the decoder to read.
  keyok(KEY_MOUSE, FALSE);
  define_key("\033[200~", CTERMINAL_PASTE_START);
  define_key("\033[201~", CTERMINAL_PASTE_END);
}

// The code of a key that curses knows by name, or of one defined above.
static int key_code(int code) {
  if (code >= CTERMINAL_KEY) return code;
  if (code >= KEY_F(0) && code <= KEY_F(63)) return CTERMINAL_KEY | (CTERMINAL_KEY_FUNCTION + code - KEY_F(0));
  switch (code) {
    case KEY_UP: return CTERMINAL_KEY | CTERMINAL_KEY_UP;
    case KEY_DOWN: return CTERMINAL_KEY | CTERMINAL_KEY_DOWN;
    case KEY_RIGHT: return CTERMINAL_KEY | CTERMINAL_KEY_RIGHT;
    case KEY_LEFT: return CTERMINAL_KEY | CTERMINAL_KEY_LEFT;
    case KEY_HOME: return CTERMINAL_KEY | CTERMINAL_KEY_HOME;
    case KEY_END: return CTERMINAL_KEY | CTERMINAL_KEY_END;
    case KEY_IC: return CTERMINAL_KEY | CTERMINAL_KEY_INSERT;
    case KEY_DC: return CTERMINAL_KEY | CTERMINAL_KEY_DELETE;
    case KEY_PPAGE: return CTERMINAL_KEY | CTERMINAL_KEY_PAGE_UP;
    case KEY_NPAGE: return CTERMINAL_KEY | CTERMINAL_KEY_PAGE_DOWN;
    case KEY_BACKSPACE: return CTERMINAL_KEY | CTERMINAL_KEY_BACKSPACE;
    case KEY_ENTER: return CTERMINAL_KEY | CTERMINAL_KEY_ENTER;
    case KEY_BTAB: return CTERMINAL_KEY | CTERMINAL_SHIFT | CTERMINAL_KEY_TAB;
    case KEY_SR: return CTERMINAL_KEY | CTERMINAL_SHIFT | CTERMINAL_KEY_UP;
    case KEY_SF: return CTERMINAL_KEY | CTERMINAL_SHIFT | CTERMINAL_KEY_DOWN;
    case KEY_SLEFT: return CTERMINAL_KEY | CTERMINAL_SHIFT | CTERMINAL_KEY_LEFT;
    case KEY_SRIGHT: return CTERMINAL_KEY | CTERMINAL_SHIFT | CTERMINAL_KEY_RIGHT;
    case KEY_SHOME: return CTERMINAL_KEY | CTERMINAL_SHIFT | CTERMINAL_KEY_HOME;
    case KEY_SEND: return CTERMINAL_KEY | CTERMINAL_SHIFT | CTERMINAL_KEY_END;
    default: return CTERMINAL_UNKNOWN_KEY;
  }
}

unsigned cterminal_wait(int milliseconds, bool for_input) {
  struct pollfd files[2] = {
      {.fd = cterminal_pipe_end(), .events = POLLIN},
      {.fd = for_input ? cterminal_input_descriptor() : -1, .events = POLLIN},
  };
  if (poll(files, 2, milliseconds) <= 0) return 0;
  unsigned result = 0;
  if (files[0].revents) {
    cterminal_empty_pipe();
    result |= CTERMINAL_WOKEN;
  }
  if (files[1].revents & POLLIN) result |= CTERMINAL_INPUT;
  if (files[1].revents & (POLLHUP | POLLERR | POLLNVAL)) result |= CTERMINAL_HUNG_UP;
  return result;
}

int cterminal_read(void) {
  if (cterminal_input_descriptor() < 0) return CTERMINAL_NONE;
  int code = wgetch(stdscr);
  if (code == ERR) return CTERMINAL_NONE;
  return code < 0x100 ? code : key_code(code);
}
