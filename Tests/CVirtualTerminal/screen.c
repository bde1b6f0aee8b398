// What the terminal shows, and waiting for it.
#define _GNU_SOURCE

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "internal.h"

long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

bool take_in(virtual_terminal *terminal, int milliseconds) {
  struct pollfd file = {.fd = terminal->master, .events = POLLIN};
  // After the program's end the master says "hung up" at once and for ever: then only the time is waited for.
  if (poll(&file, 1, milliseconds) <= 0) return false;
  char bytes[65536];
  ssize_t count = read(terminal->master, bytes, sizeof bytes);
  if (count <= 0) {
    if (milliseconds > 0) poll(NULL, 0, milliseconds < 10 ? milliseconds : 10);
    return false;
  }
  size_t room = raw_limit - terminal->raw_length;
  size_t kept = (size_t)count < room ? (size_t)count : room;
  memcpy(terminal->raw + terminal->raw_length, bytes, kept);
  terminal->raw_length += kept;
  vterm_input_write(terminal->vterm, bytes, (size_t)count);
  vterm_screen_flush_damage(terminal->screen);
  return true;
}

void virtual_terminal_take_in(virtual_terminal *terminal) {
  while (take_in(terminal, 0)) {
  }
}

size_t virtual_terminal_take_raw(virtual_terminal *terminal, char *buffer, size_t capacity) {
  size_t count = terminal->raw_length < capacity ? terminal->raw_length : capacity;
  memcpy(buffer, terminal->raw, count);
  terminal->raw_length = 0;
  return count;
}

bool virtual_terminal_send(virtual_terminal *terminal, const char *bytes, size_t length, int deadline) {
  long long end = now() + deadline;
  while (length > 0) {
    ssize_t count = write(terminal->master, bytes, length);
    if (count > 0) {
      bytes += count;
      length -= (size_t)count;
      continue;
    }
    if (count < 0 && errno != EAGAIN && errno != EINTR) return false;
    long long left = end - now();
    if (left <= 0) return false;
    // The line is full: the program may itself be waiting for its output to be taken.
    struct pollfd file = {.fd = terminal->master, .events = POLLIN | POLLOUT};
    if (poll(&file, 1, left < 50 ? (int)left : 50) > 0 && (file.revents & POLLIN)) take_in(terminal, 0);
  }
  return true;
}

// Waiting

static bool shows(const virtual_terminal *terminal, const char *text) {
  char row[16384];
  for (int index = 0; index < virtual_terminal_rows(terminal); index++) {
    virtual_terminal_row_text(terminal, index, row, sizeof row);
    if (strstr(row, text)) return true;
  }
  return false;
}

static bool shows_text(const virtual_terminal *terminal, const void *text) { return shows(terminal, text); }

static bool lacks_text(const virtual_terminal *terminal, const void *text) { return !shows(terminal, text); }

static bool is_in_mode(const virtual_terminal *terminal, const void *on) {
  return terminal->is_alternate == *(const bool *)on;
}

static bool wait_until(virtual_terminal *terminal, bool (*holds)(const virtual_terminal *, const void *),
                       const void *argument, int deadline) {
  long long end = now() + deadline;
  for (;;) {
    while (take_in(terminal, 0)) {
    }
    if (holds(terminal, argument)) return true;
    long long left = end - now();
    if (left <= 0) return false;
    follow_program(terminal);
    // Nothing more will come from a program that has ended and whose output is read.
    if (!take_in(terminal, left < 50 ? (int)left : 50) && terminal->has_exited) return holds(terminal, argument);
  }
}

bool virtual_terminal_wait_for_text(virtual_terminal *terminal, const char *text, int deadline) {
  return wait_until(terminal, shows_text, text, deadline);
}

bool virtual_terminal_wait_while_text(virtual_terminal *terminal, const char *text, int deadline) {
  return wait_until(terminal, lacks_text, text, deadline);
}

bool virtual_terminal_wait_for_alternate_screen(virtual_terminal *terminal, bool on, int deadline) {
  return wait_until(terminal, is_in_mode, &on, deadline);
}

bool virtual_terminal_wait_until_idle(virtual_terminal *terminal, int quiet, int deadline) {
  long long end = now() + deadline, last = now();
  while (now() < end) {
    long long left = last + quiet - now();
    if (left <= 0) return true;
    if (take_in(terminal, (int)left)) last = now();
  }
  return false;
}

// The screen

bool virtual_terminal_resize(virtual_terminal *terminal, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  vterm_set_size(terminal->vterm, rows, columns);
  return ioctl(terminal->master, TIOCSWINSZ, &size) == 0;
}

void virtual_terminal_hang_up(virtual_terminal *terminal) {
  if (terminal->master >= 0) close(terminal->master);
  terminal->master = -1;
}

int virtual_terminal_line(const virtual_terminal *terminal) { return terminal->line; }

const char *virtual_terminal_line_path(const virtual_terminal *terminal) { return terminal->line_path; }

int virtual_terminal_rows(const virtual_terminal *terminal) {
  int rows, columns;
  vterm_get_size(terminal->vterm, &rows, &columns);
  return rows;
}

int virtual_terminal_columns(const virtual_terminal *terminal) {
  int rows, columns;
  vterm_get_size(terminal->vterm, &rows, &columns);
  return columns;
}

size_t virtual_terminal_row_text(const virtual_terminal *terminal, int row, char *buffer, size_t capacity) {
  VTermRect area = {.start_row = row, .end_row = row + 1, .start_col = 0, .end_col = virtual_terminal_columns(terminal)};
  size_t length = vterm_screen_get_text(terminal->screen, buffer, capacity - 1, area);
  if (length > capacity - 1) length = capacity - 1;
  while (length > 0 && (buffer[length - 1] == ' ' || buffer[length - 1] == '\n')) length--;
  buffer[length] = 0;
  return length;
}

static int colour(VTermColor value, bool is_default) {
  if (is_default) return -1;
  if (VTERM_COLOR_IS_INDEXED(&value)) return value.indexed.idx;
  return 0x1000000 | value.rgb.red << 16 | value.rgb.green << 8 | value.rgb.blue;
}

virtual_terminal_cell virtual_terminal_cell_at(const virtual_terminal *terminal, int row, int column) {
  virtual_terminal_cell result = {.foreground = -1, .background = -1};
  VTermScreenCell cell;
  if (!vterm_screen_get_cell(terminal->screen, (VTermPos){.row = row, .col = column}, &cell)) return result;
  // libvterm marks the right half of a wide character with all bits.
  bool is_right_half = cell.chars[0] == (uint32_t)-1;
  for (int index = 0; index < VTERM_MAX_CHARS_PER_CELL && index < 6 && !is_right_half; index++) {
    result.scalars[index] = cell.chars[index];
    if (cell.chars[index] == 0) break;
  }
  result.width = is_right_half ? 0 : cell.width;
  result.foreground = colour(cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
  result.background = colour(cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
  if (cell.attrs.bold) result.attributes |= VIRTUAL_TERMINAL_BOLD;
  if (cell.attrs.underline) result.attributes |= VIRTUAL_TERMINAL_UNDERLINE;
  if (cell.attrs.italic) result.attributes |= VIRTUAL_TERMINAL_ITALIC;
  if (cell.attrs.reverse) result.attributes |= VIRTUAL_TERMINAL_REVERSE;
  if (cell.attrs.blink) result.attributes |= VIRTUAL_TERMINAL_BLINK;
  if (cell.attrs.strike) result.attributes |= VIRTUAL_TERMINAL_STRIKE;
  return result;
}

bool virtual_terminal_is_alternate(const virtual_terminal *terminal) { return terminal->is_alternate; }

bool virtual_terminal_cursor_is_visible(const virtual_terminal *terminal) { return terminal->cursor_is_visible; }

int virtual_terminal_cursor_row(const virtual_terminal *terminal) { return terminal->cursor.row; }

int virtual_terminal_cursor_column(const virtual_terminal *terminal) { return terminal->cursor.col; }

bool virtual_terminal_has_mouse(const virtual_terminal *terminal) { return terminal->has_mouse; }

static bool has_local_flag(const virtual_terminal *terminal, tcflag_t flag) {
  struct termios settings;
  // The line itself where it is held here: some systems do not answer on the master.
  int descriptor = terminal->line >= 0 ? terminal->line : terminal->master;
  return tcgetattr(descriptor, &settings) == 0 && (settings.c_lflag & flag);
}

bool virtual_terminal_is_canonical(const virtual_terminal *terminal) { return has_local_flag(terminal, ICANON); }

bool virtual_terminal_echoes(const virtual_terminal *terminal) { return has_local_flag(terminal, ECHO); }

bool virtual_terminal_makes_signals(const virtual_terminal *terminal) { return has_local_flag(terminal, ISIG); }
