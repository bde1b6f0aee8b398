// The screen: taking the terminal, giving it back, painting.
#define _GNU_SOURCE

#include "curses_wide.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "internal.h"

static struct {
  SCREEN *screen;
  FILE *input;
  FILE *output;
  unsigned options;
  struct termios settings;
  bool has_direct_colour;
  // Whether the terminal knows ECMA-48, so that a sequence that it does not know is ignored.
  bool is_ecma48;
  cchar_t *row;
  int row_capacity;
} it;

typedef struct {
  int pair;
  attr_t attributes;
} pen;

enum { pen_limit = 8192 };
static pen pens[pen_limit];
static int pen_count = 1;

// Bracketed paste, and no reordering of right-to-left text by the terminal (bi-directional support mode, ECMA-48 8.3.207):
// it would move text across the borders of panes.
static const char modes_on[] = "\033[?2004h\033[8l";
static const char modes_off[] = "\033[?2004l\033[8h";

// Buttons and wheel, reported in decimal (SGR).
static const char mouse_on[] = "\033[?1000h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1000l";

bool cterminal_use_utf8_locale(void) {
  if (setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  return setlocale(LC_CTYPE, "C.UTF-8") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int cterminal_error(void) { return errno; }

const char *cterminal_environment(const char *name) { return getenv(name); }

int cterminal_scalar_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

static FILE *open_copy(int descriptor, const char *mode) {
  int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  if (copy < 0) return NULL;
  FILE *file = fdopen(copy, mode);
  if (!file) close(copy);
  return file;
}

// Looks the terminal up before newterm, which does not say what is wrong.
static int check_terminal(const char *term, int output) {
  int found = 0;
  if (setupterm(term, output, &found) == ERR) return CTERMINAL_UNKNOWN_TERMINAL;
  const char *motion = tigetstr("cup");
  int status = motion && motion != (char *)-1 ? CTERMINAL_OK : CTERMINAL_DUMB_TERMINAL;
  it.is_ecma48 = status == CTERMINAL_OK && strncmp(motion, "\033[", 2) == 0;
  del_curterm(cur_term);
  return status;
}

static void close_files(void) {
  if (it.input) fclose(it.input);
  if (it.output) fclose(it.output);
  it.input = it.output = NULL;
}

// Appends a capability without its padding ("$<5/>").
static size_t append(char *buffer, size_t length, size_t capacity, const char *capability) {
  if (!capability || capability == (char *)-1) return length;
  for (const char *from = capability; *from && length < capacity;) {
    if (from[0] == '$' && from[1] == '<') {
      const char *end = strchr(from, '>');
      if (!end) break;
      from = end + 1;
    } else {
      buffer[length++] = *from++;
    }
  }
  return length;
}

static void arm_crash(void) {
  char sequence[512];
  size_t length = 0, capacity = sizeof sequence;
  if (it.is_ecma48) {
    length = append(sequence, length, capacity, modes_off);
    if (it.options & CTERMINAL_MOUSE) length = append(sequence, length, capacity, mouse_off);
  }
  static const char *const names[] = {"sgr0", "op", "rmkx", "cnorm"};
  for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
    length = append(sequence, length, capacity, tigetstr((char *)names[index]));
  }
  length = append(sequence, length, capacity, "\r\n");
  length = append(sequence, length, capacity, tigetstr("rmcup"));
  cterminal_arm_crash(fileno(it.output), &it.settings, sequence, length);
}

static void set_modes(bool on) {
  if (!it.is_ecma48) return;
  const char *sequence = on ? modes_on : modes_off;
  cterminal_write_all(fileno(it.output), sequence, strlen(sequence));
  if (!(it.options & CTERMINAL_MOUSE)) return;
  sequence = on ? mouse_on : mouse_off;
  cterminal_write_all(fileno(it.output), sequence, strlen(sequence));
}

bool cterminal_ask_background(void) {
  // The console of Linux takes the first for a change of its palette.
  if (!it.screen || !it.is_ecma48 || strncmp(termname(), "linux", 5) == 0) return false;
  static const char question[] = "\033]11;?\033\\\033[c";
  cterminal_write_all(fileno(it.output), question, sizeof question - 1);
  return true;
}

static void set_up(void) {
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  meta(stdscr, TRUE);
  nodelay(stdscr, TRUE);
  intrflush(stdscr, FALSE);
  typeahead(-1);
  set_escdelay(25);
  cterminal_define_keys();
  if (has_colors()) {
    start_color();
    use_default_colors();
    const char *rgb = tigetstr("RGB");
    it.has_direct_colour = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || (rgb && rgb != (char *)-1);
  }
  cterminal_forget_pens();
  cterminal_update_size();
}

int cterminal_open(int input, int output, const char *term, unsigned options) {
  if (it.screen) return CTERMINAL_ALREADY_OPEN;
  // Read before anything else touches them.
  struct termios settings;
  if (tcgetattr(input, &settings) != 0 || tcgetattr(output, &settings) != 0) return CTERMINAL_NOT_A_TERMINAL;
  if (!cterminal_use_utf8_locale()) return CTERMINAL_NO_UTF8_LOCALE;
  int status = check_terminal(term, output);
  if (status != CTERMINAL_OK) return status;
  memset(&it, 0, offsetof(typeof(it), is_ecma48));
  it.settings = settings;
  it.options = options;
  it.input = open_copy(input, "r");
  it.output = open_copy(output, "w");
  if (!it.input || !it.output || !cterminal_make_pipe()) {
    int saved = errno;
    close_files();
    errno = saved;
    return CTERMINAL_SYSTEM_ERROR;
  }
  cterminal_empty_pipe();
  cterminal_take_signals();
  // Before newterm: it leaves SIGWINCH and SIGTSTP alone where they have handlers.
  if (options & CTERMINAL_SIGNALS) cterminal_install_signals();
  it.screen = newterm((char *)term, it.output, it.input);
  if (!it.screen) {
    cterminal_remove_signals();
    close_files();
    return CTERMINAL_UNKNOWN_TERMINAL;
  }
  arm_crash();
  // For a program that ends by exit() with the screen open, on whichever thread.
  static bool is_registered;
  if (!is_registered) is_registered = atexit(cterminal_abandon) == 0 && at_quick_exit(cterminal_abandon) == 0;
  set_up();
  if (options & CTERMINAL_HOLD_STANDARD_ERROR) cterminal_hold_stderr();
  set_modes(true);
  return CTERMINAL_OK;
}

// Leaves the alternate screen empty: a multiplexer that was resized meanwhile moves lines of it into the normal one.
static void erase_alternate(void) {
  const char *leave = tigetstr("rmcup");
  if (it.is_ecma48 && leave && leave != (char *)-1) cterminal_write_all(fileno(it.output), "\033[2J", 4);
}

static void give_back(void) {
  set_modes(false);
  erase_alternate();
  endwin();
  cterminal_free_stderr();
}

void cterminal_close(void) {
  if (!it.screen) return;
  if (!isendwin()) give_back();
  cterminal_disarm_crash();
  delscreen(it.screen);
  it.screen = NULL;
  close_files();
  free(it.row);
  it.row = NULL;
  it.row_capacity = 0;
  cterminal_remove_signals();
}

void cterminal_release(void) {
  if (!it.screen || isendwin()) return;
  give_back();
  cterminal_disarm_crash();
  cterminal_lend_signals();
}

void cterminal_resume(void) {
  if (!it.screen) return;
  if (it.options & CTERMINAL_SIGNALS) cterminal_install_signals();
  arm_crash();
  if (it.options & CTERMINAL_HOLD_STANDARD_ERROR) cterminal_hold_stderr();
  reset_prog_mode();
  set_modes(true);
  clearok(curscr, TRUE);
  cterminal_update_size();
}

bool cterminal_suspend(void) {
  if (!it.screen || !cterminal_may_stop()) return false;
  if (!isendwin()) give_back();
  cterminal_disarm_crash();
  cterminal_stop_group();
  cterminal_resume();
  return true;
}

bool cterminal_copy(const char *base64, size_t length) {
  if (!it.screen || isendwin() || !it.is_ecma48) return false;
  static const char start[] = "\033]52;c;";
  cterminal_write_all(fileno(it.output), start, strlen(start));
  cterminal_write_all(fileno(it.output), base64, length);
  cterminal_write_all(fileno(it.output), "\a", 1);
  return true;
}

int cterminal_columns(void) { return it.screen ? COLS : 0; }

int cterminal_rows(void) { return it.screen ? LINES : 0; }

int cterminal_input_descriptor(void) { return it.screen ? fileno(it.input) : -1; }

bool cterminal_update_size(void) {
  struct winsize size;
  if (!it.screen || ioctl(fileno(it.output), TIOCGWINSZ, &size) != 0) return false;
  if (size.ws_row == 0 || size.ws_col == 0 || (size.ws_row == LINES && size.ws_col == COLS)) return false;
  // Not resizeterm: that also puts a key into the input.
  if (resize_term(size.ws_row, size.ws_col) == ERR) return false;
  // Where a terminal moves its text when it shrinks is its own affair: everything is sent again.
  clearok(curscr, TRUE);
  return true;
}

int cterminal_colours(void) { return it.screen && has_colors() ? COLORS : 0; }

bool cterminal_has_direct_colour(void) { return it.screen && it.has_direct_colour; }

// With direct colour the first eight values still are the palette's.
static int direct(int colour) { return it.has_direct_colour && colour >= 0 && colour < 8 ? 0x010101 : colour; }

int cterminal_define_pen(int foreground, int background, unsigned attributes) {
  if (!it.screen || pen_count == pen_limit) return 0;
  pen new = {0, A_NORMAL};
  if ((foreground >= 0 || background >= 0) && has_colors()) {
    int pair = alloc_pair(direct(foreground), direct(background));
    new.pair = pair > 0 ? pair : 0;
  }
  if (attributes & CTERMINAL_BOLD) new.attributes |= A_BOLD;
  if (attributes & CTERMINAL_DIM) new.attributes |= A_DIM;
  if (attributes & CTERMINAL_ITALIC) new.attributes |= A_ITALIC;
  if (attributes & CTERMINAL_UNDERLINE) new.attributes |= A_UNDERLINE;
  if (attributes & CTERMINAL_REVERSE) new.attributes |= A_REVERSE;
  pens[pen_count] = new;
  return pen_count++;
}

void cterminal_forget_pens(void) { pen_count = 1; }

void cterminal_paint_row(int row, const cterminal_cell *cells, int count) {
  if (!it.screen || row < 0 || row >= LINES || count <= 0) return;
  if (count > it.row_capacity) {
    cchar_t *larger = realloc(it.row, (size_t)count * sizeof *larger);
    if (!larger) return;
    it.row = larger;
    it.row_capacity = count;
  }
  for (int index = 0; index < count; index++) {
    const cterminal_cell *cell = &cells[index];
    wchar_t text[CCHARW_MAX + 1] = {0};
    for (int part = 0; part < CCHARW_MAX && part < 5; part++) text[part] = (wchar_t)cell->scalars[part];
    pen with = cell->pen > 0 && cell->pen < pen_count ? pens[cell->pen] : (pen){0, A_NORMAL};
    if (setcchar(&it.row[index], text, with.attributes, 0, &with.pair) == ERR) {
      setcchar(&it.row[index], L"\ufffd", with.attributes, 0, &with.pair);
    }
  }
  mvwadd_wchnstr(stdscr, row, 0, it.row, count);
}

void cterminal_show(int row, int column) {
  if (!it.screen) return;
  curs_set(row >= 0 ? 1 : 0);
  if (row >= 0) wmove(stdscr, row < LINES ? row : LINES - 1, column < COLS ? column : COLS - 1);
  wnoutrefresh(stdscr);
  doupdate();
}

void cterminal_repaint(void) {
  if (it.screen) clearok(curscr, TRUE);
}
