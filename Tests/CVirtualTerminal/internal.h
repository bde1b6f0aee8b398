#pragma once

#include <sys/types.h>
#include <vterm.h>

#include "CVirtualTerminal.h"

enum { raw_limit = 1 << 20 };

struct virtual_terminal {
  VTerm *vterm;
  VTermScreen *screen;
  int master;
  int line;
  char line_path[64];
  bool is_alternate;
  bool cursor_is_visible;
  bool has_mouse;
  VTermPos cursor;
  // What the program wrote, for tests that look at bytes.
  char *raw;
  size_t raw_length;
  // The process that leads the session: the program, or the minimal shell.
  pid_t leader;
  pid_t program;
  // Job control: reports from the shell, orders to it.
  int reports;
  int orders;
  bool is_stopped;
  bool has_exited;
  int status;
};

// What the minimal shell writes to its reports.
typedef struct {
  enum { report_started = 1, report_stopped, report_exited } kind;
  int value;
} job_report;

// Milliseconds of a clock that never goes back.
long long now(void);

// Takes in output for at most so long; true where something came.
bool take_in(virtual_terminal *terminal, int milliseconds);

// Notes whether the program stopped or ended.
void follow_program(virtual_terminal *terminal);
