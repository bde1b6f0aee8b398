// Programs in the terminal: starting, stopping, following, ending them.
#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "internal.h"

extern char **environ;

// From here to the next heading: after a fork of a process with many threads, so only calls that a signal handler may make.

static void default_signals(void) {
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static void run(const virtual_terminal_program *program) {
  if (program->directory && chdir(program->directory) != 0) _exit(126);
  execve(program->program, (char *const *)program->arguments,
         program->environment ? (char *const *)program->environment : environ);
  _exit(127);
}

static void report(int descriptor, int kind, int value) {
  job_report what = {kind, value};
  if (write(descriptor, &what, sizeof what) < 0) _exit(125);
}

// A shell that knows one job: runs it in the foreground, takes the terminal back when it stops, and lets it go on at an order.
static void lead_job(const virtual_terminal_program *program, int reports, int orders) {
  signal(SIGTTOU, SIG_IGN);
  signal(SIGTSTP, SIG_IGN);
  // Other tests' terminals must not be kept open from here.
  for (int other = 3; other < 1024; other++) {
    if (other != reports && other != orders) close(other);
  }
  pid_t job = fork();
  if (job < 0) _exit(125);
  if (job == 0) {
    setpgid(0, 0);
    tcsetpgrp(STDIN_FILENO, getpid());
    default_signals();
    run(program);
  }
  setpgid(job, job);
  tcsetpgrp(STDIN_FILENO, job);
  report(reports, report_started, job);
  for (;;) {
    int status;
    if (waitpid(job, &status, WUNTRACED) != job) _exit(125);
    if (!WIFSTOPPED(status)) {
      report(reports, report_exited, status);
      _exit(0);
    }
    tcsetpgrp(STDIN_FILENO, getpid());
    report(reports, report_stopped, WSTOPSIG(status));
    char order;
    if (read(orders, &order, 1) != 1) _exit(0);
    tcsetpgrp(STDIN_FILENO, job);
    kill(-job, SIGCONT);
  }
}

// Called by the test

static bool make_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0; }

static bool start(virtual_terminal *terminal, const virtual_terminal_program *program) {
  int reports[2] = {-1, -1}, orders[2] = {-1, -1};
  if (program->has_job_control && !(make_pipe(reports) && make_pipe(orders))) return false;
  struct winsize size = {.ws_row = (unsigned short)program->rows, .ws_col = (unsigned short)program->columns};
  terminal->leader = forkpty(&terminal->master, NULL, NULL, &size);
  if (terminal->leader == 0) {
    default_signals();
    if (program->has_job_control) lead_job(program, reports[1], orders[0]);
    run(program);
  }
  if (program->has_job_control) {
    close(reports[1]);
    close(orders[0]);
    terminal->reports = reports[0];
    terminal->orders = orders[1];
    fcntl(terminal->reports, F_SETFL, O_NONBLOCK);
  } else {
    terminal->program = terminal->leader;
  }
  if (terminal->leader < 0) return false;
  fcntl(terminal->master, F_SETFD, FD_CLOEXEC);
  fcntl(terminal->master, F_SETFL, O_NONBLOCK);
  return true;
}

static virtual_terminal *make(int rows, int columns);

virtual_terminal *virtual_terminal_spawn(const virtual_terminal_program *program) {
  virtual_terminal *terminal = make(program->rows, program->columns);
  if (!terminal || start(terminal, program)) return terminal;
  int saved = errno;
  virtual_terminal_free(terminal);
  errno = saved;
  return NULL;
}

virtual_terminal *virtual_terminal_open(int rows, int columns) {
  virtual_terminal *terminal = make(rows, columns);
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  if (!terminal) return NULL;
  if (openpty(&terminal->master, &terminal->line, terminal->line_path, NULL, &size) != 0) {
    virtual_terminal_free(terminal);
    return NULL;
  }
  fcntl(terminal->master, F_SETFD, FD_CLOEXEC);
  fcntl(terminal->line, F_SETFD, FD_CLOEXEC);
  fcntl(terminal->master, F_SETFL, O_NONBLOCK);
  return terminal;
}

void follow_program(virtual_terminal *terminal) {
  if (terminal->leader <= 0 || terminal->has_exited) return;
  if (terminal->reports < 0) {
    int status;
    if (waitpid(terminal->leader, &status, WNOHANG) == terminal->leader) {
      terminal->has_exited = true;
      terminal->status = status;
    }
    return;
  }
  job_report what;
  while (read(terminal->reports, &what, sizeof what) == (ssize_t)sizeof what) {
    if (what.kind == report_started) terminal->program = what.value;
    if (what.kind == report_stopped) terminal->is_stopped = true;
    if (what.kind == report_exited) {
      terminal->has_exited = true;
      terminal->status = what.value;
    }
  }
}

bool virtual_terminal_wait_for_exit(virtual_terminal *terminal, int deadline) {
  long long end = now() + deadline;
  while (!terminal->has_exited) {
    long long left = end - now();
    if (left <= 0) return false;
    // Waiting ten milliseconds at a time: the end of a process is not an event on the descriptor alone.
    take_in(terminal, left < 10 ? (int)left : 10);
    follow_program(terminal);
  }
  while (take_in(terminal, 0)) {
  }
  return true;
}

bool virtual_terminal_wait_for_stop(virtual_terminal *terminal, int deadline) {
  long long end = now() + deadline;
  while (!terminal->is_stopped && !terminal->has_exited) {
    long long left = end - now();
    if (left <= 0) return false;
    take_in(terminal, left < 10 ? (int)left : 10);
    follow_program(terminal);
  }
  while (take_in(terminal, 0)) {
  }
  return terminal->is_stopped;
}

void virtual_terminal_continue(virtual_terminal *terminal) {
  if (terminal->orders < 0) return;
  terminal->is_stopped = false;
  if (write(terminal->orders, "f", 1) < 0) terminal->has_exited = true;
}

int virtual_terminal_process(const virtual_terminal *terminal) { return terminal->program; }

bool virtual_terminal_signal(const virtual_terminal *terminal, int number) {
  return terminal->program > 0 && !terminal->has_exited && kill(terminal->program, number) == 0;
}

int virtual_terminal_exit_status(const virtual_terminal *terminal) {
  return terminal->has_exited && WIFEXITED(terminal->status) ? WEXITSTATUS(terminal->status) : -1;
}

int virtual_terminal_exit_signal(const virtual_terminal *terminal) {
  return terminal->has_exited && WIFSIGNALED(terminal->status) ? WTERMSIG(terminal->status) : 0;
}

static void end_processes(virtual_terminal *terminal) {
  if (terminal->leader <= 0) return;
  follow_program(terminal);
  bool leader_is_program = terminal->program == terminal->leader;
  if (!terminal->has_exited && terminal->program > 0) kill(terminal->program, SIGKILL);
  if (terminal->orders >= 0) close(terminal->orders);
  if (leader_is_program && terminal->has_exited) return;
  if (!leader_is_program) kill(terminal->leader, SIGKILL);
  waitpid(terminal->leader, NULL, 0);
}

void virtual_terminal_free(virtual_terminal *terminal) {
  if (!terminal) return;
  end_processes(terminal);
  if (terminal->reports >= 0) close(terminal->reports);
  if (terminal->master >= 0) close(terminal->master);
  if (terminal->line >= 0) close(terminal->line);
  if (terminal->vterm) vterm_free(terminal->vterm);
  free(terminal->raw);
  free(terminal);
}

// The emulator's news

static int note_property(VTermProp property, VTermValue *value, void *user) {
  virtual_terminal *terminal = user;
  if (property == VTERM_PROP_ALTSCREEN) terminal->is_alternate = value->boolean;
  if (property == VTERM_PROP_CURSORVISIBLE) terminal->cursor_is_visible = value->boolean;
  if (property == VTERM_PROP_MOUSE) terminal->has_mouse = value->number != VTERM_PROP_MOUSE_NONE;
  return 1;
}

static int note_cursor(VTermPos place, VTermPos before, int visible, void *user) {
  (void)before;
  (void)visible;
  ((virtual_terminal *)user)->cursor = place;
  return 1;
}

// What the emulator answers to a program's questions.
static void answer(const char *bytes, size_t length, void *user) {
  virtual_terminal_send(user, bytes, length, 1000);
}

static virtual_terminal *make(int rows, int columns) {
  static const VTermScreenCallbacks callbacks = {.settermprop = note_property, .movecursor = note_cursor};
  virtual_terminal *terminal = calloc(1, sizeof *terminal);
  if (!terminal) return NULL;
  terminal->master = terminal->line = terminal->reports = terminal->orders = -1;
  terminal->cursor_is_visible = true;
  terminal->raw = malloc(raw_limit);
  terminal->vterm = vterm_new(rows, columns);
  if (!terminal->raw || !terminal->vterm) {
    virtual_terminal_free(terminal);
    return NULL;
  }
  vterm_set_utf8(terminal->vterm, 1);
  vterm_output_set_callback(terminal->vterm, answer, terminal);
  terminal->screen = vterm_obtain_screen(terminal->vterm);
  vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
  vterm_screen_enable_altscreen(terminal->screen, 1);
  vterm_screen_reset(terminal->screen, 1);
  return terminal;
}
