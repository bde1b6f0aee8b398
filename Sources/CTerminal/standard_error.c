// Standard error would write over the screen: it is held in memory and shown when the screen is left, or when the program
// crashes. Only calls that are allowed in a signal handler.
#define _GNU_SOURCE

#include <fcntl.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

#include "internal.h"

enum { shown_at_most = 64 * 1024 };

static atomic_int original = -1;
static int held = -1;

void cterminal_hold_stderr(void) {
  if (atomic_load(&original) >= 0 || !isatty(STDERR_FILENO)) return;
  held = memfd_create("standard-error", MFD_CLOEXEC);
  if (held < 0) return;
  int copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (copy < 0 || dup2(held, STDERR_FILENO) < 0) {
    close(held);
    if (copy >= 0) close(copy);
    return;
  }
  atomic_store(&original, copy);
}

void cterminal_free_stderr(void) {
  int target = atomic_exchange(&original, -1);
  if (target < 0) return;
  dup2(target, STDERR_FILENO);
  off_t length = lseek(held, 0, SEEK_END);
  off_t place = length > shown_at_most ? length - shown_at_most : 0;
  char bytes[1024];
  while (place < length) {
    ssize_t count = pread(held, bytes, sizeof bytes, place);
    if (count <= 0) break;
    cterminal_write_all(target, bytes, (size_t)count);
    place += count;
  }
  close(held);
  close(target);
}
