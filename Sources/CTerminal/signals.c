// Signals, wake-ups, and what is left to do when the program crashes. Nothing here knows curses.
#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "internal.h"

// The pipe

static int pipe_ends[2] = {-1, -1};

bool cterminal_make_pipe(void) {
  return pipe_ends[0] >= 0 || pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) == 0;
}

int cterminal_pipe_end(void) { return pipe_ends[0]; }

void cterminal_wake(void) {
  int saved = errno;
  // A full pipe already wakes.
  if (pipe_ends[1] >= 0 && write(pipe_ends[1], "w", 1) < 0) errno = saved;
}

void cterminal_empty_pipe(void) {
  char bytes[512];
  while (read(pipe_ends[0], bytes, sizeof bytes) > 0) {
  }
}

// Signals that become events

static atomic_uint arrived;

unsigned cterminal_take_signals(void) { return atomic_exchange(&arrived, 0); }

static void note(int number) {
  unsigned flag = number == SIGTERM   ? CTERMINAL_SIGNAL_TERMINATE
                  : number == SIGINT  ? CTERMINAL_SIGNAL_INTERRUPT
                  : number == SIGHUP  ? CTERMINAL_SIGNAL_HANGUP
                  : number == SIGTSTP ? CTERMINAL_SIGNAL_STOP
                  : number == SIGCONT ? CTERMINAL_SIGNAL_CONTINUE
                                      : CTERMINAL_SIGNAL_RESIZE;
  atomic_fetch_or(&arrived, flag);
  cterminal_wake();
}

static void ignore_for_now(int number) { (void)number; }

static const int noted[] = {SIGTERM, SIGINT, SIGHUP, SIGTSTP, SIGCONT, SIGWINCH};
enum { noted_count = sizeof noted / sizeof *noted };
static struct sigaction before[noted_count];
static bool installed;

static void handle(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

static void install_crash_handlers(void);
static void remove_crash_handlers(void);

void cterminal_install_signals(void) {
  if (!installed) {
    for (int index = 0; index < noted_count; index++) sigaction(noted[index], NULL, &before[index]);
    install_crash_handlers();
    installed = true;
  }
  for (int index = 0; index < noted_count; index++) {
    // What was ignored when the program started (nohup, a shell without job control) stays ignored.
    if (before[index].sa_handler != SIG_IGN) handle(noted[index], note);
  }
}

void cterminal_lend_signals(void) {
  if (!installed) return;
  // Control-C and Control-Z are meant for the other program; it stops together with this one, as a job. A handler that does
  // nothing, unlike SIG_IGN, is not inherited.
  for (int index = 0; index < noted_count; index++) {
    if (noted[index] == SIGTSTP) sigaction(SIGTSTP, &before[index], NULL);
    if (noted[index] == SIGINT) handle(SIGINT, ignore_for_now);
  }
}

void cterminal_remove_signals(void) {
  if (!installed) return;
  for (int index = 0; index < noted_count; index++) sigaction(noted[index], &before[index], NULL);
  remove_crash_handlers();
  installed = false;
}

bool cterminal_may_stop(void) {
  struct sigaction action;
  for (int index = 0; installed && index < noted_count; index++) {
    if (noted[index] == SIGTSTP) return before[index].sa_handler != SIG_IGN;
  }
  return sigaction(SIGTSTP, NULL, &action) == 0 && action.sa_handler != SIG_IGN;
}

void cterminal_stop_group(void) {
  struct sigaction previous, action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = SIG_IGN;
  sigaction(SIGTSTP, &action, &previous);
  // First the others of the process group, then this process: raise() takes effect before it returns, kill() need not.
  kill(0, SIGTSTP);
  action.sa_handler = SIG_DFL;
  sigaction(SIGTSTP, &action, NULL);
  sigset_t stop, mask;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
  raise(SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(SIGTSTP, &previous, NULL);
  // The signal that ended the stop asks for nothing more than what the caller does anyway.
  atomic_fetch_and(&arrived, ~(unsigned)(CTERMINAL_SIGNAL_STOP | CTERMINAL_SIGNAL_CONTINUE));
}

// Crashes, and other signals that end a program which does not ask for them

static const int faults[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGQUIT, SIGSYS};
static const int others[] = {SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGPIPE,
                             SIGPOLL, SIGXCPU, SIGXFSZ, SIGPWR,    SIGSTKFLT};
enum { fault_count = sizeof faults / sizeof *faults, other_count = sizeof others / sizeof *others };
static struct sigaction fatal_before[NSIG];
static bool is_fatal[NSIG];
static char crash_stack[64 * 1024];

static atomic_bool armed;
static int crash_descriptor;
static struct termios crash_settings;
static char crash_sequence[512];
static size_t crash_length;

void cterminal_arm_crash(int descriptor, const struct termios *settings, const char *sequence, size_t length) {
  atomic_store(&armed, false);
  crash_descriptor = descriptor;
  crash_settings = *settings;
  crash_length = length < sizeof crash_sequence ? length : sizeof crash_sequence;
  memcpy(crash_sequence, sequence, crash_length);
  atomic_store(&armed, true);
}

void cterminal_disarm_crash(void) { atomic_store(&armed, false); }

void cterminal_write_all(int descriptor, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = write(descriptor, bytes, length);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    length -= (size_t)written;
  }
}

// Gives the terminal back without curses; only calls that are allowed in a signal handler.
void cterminal_abandon(void) {
  if (atomic_exchange(&armed, false)) {
    cterminal_write_all(crash_descriptor, crash_sequence, crash_length);
    // A program in the background may not set the terminal: SIGTTOU would stop it in the middle of its crash.
    sigset_t terminal_output, mask;
    sigemptyset(&terminal_output);
    sigaddset(&terminal_output, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &terminal_output, &mask);
    tcsetattr(crash_descriptor, TCSANOW, &crash_settings);
    pthread_sigmask(SIG_SETMASK, &mask, NULL);
  }
  cterminal_free_stderr();
}

static void on_crash(int number, siginfo_t *info, void *context) {
  (void)context;
  cterminal_abandon();
  sigaction(number, &fatal_before[number], NULL);
  // A fault happens again when the handler returns, now under the old handler; anything else is raised again.
  bool is_fault = info->si_code > 0 && (number == SIGSEGV || number == SIGBUS || number == SIGILL || number == SIGFPE);
  if (!is_fault) raise(number);
}

// What was ignored or asked for when the screen was opened stays so, unless it is a crash.
static void make_fatal(int number, const struct sigaction *action, bool is_crash) {
  if (number >= NSIG || sigaction(number, NULL, &fatal_before[number]) != 0) return;
  if (!is_crash && fatal_before[number].sa_handler != SIG_DFL) return;
  is_fatal[number] = sigaction(number, action, NULL) == 0;
}

static void install_crash_handlers(void) {
  stack_t stack;
  // A stack overflow leaves no room for the handler. Another's alternate stack (a sanitizer's) does as well.
  if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE)) {
    memset(&stack, 0, sizeof stack);
    stack.ss_sp = crash_stack;
    stack.ss_size = sizeof crash_stack;
    sigaltstack(&stack, NULL);
  }
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_crash;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (int index = 0; index < fault_count; index++) make_fatal(faults[index], &action, true);
  for (int index = 0; index < other_count; index++) make_fatal(others[index], &action, false);
  for (int number = SIGRTMIN; number <= SIGRTMAX; number++) make_fatal(number, &action, false);
}

static void remove_crash_handlers(void) {
  for (int number = 1; number < NSIG; number++) {
    if (is_fatal[number]) sigaction(number, &fatal_before[number], NULL);
    is_fatal[number] = false;
  }
}
