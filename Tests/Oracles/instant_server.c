// An endpoint that costs nearly nothing: every POST is answered with the same chat completion, after a delay.
//
// usage: instant_server DELAY_MS CONNECTIONS < answer.json
//
// The first line of standard input is the body of every answer. Writes the port, then serves on the loopback until
// standard input ends, and then writes one JSON object: requests, seconds from the first of them to the last answer,
// bytes of their bodies, seconds of processor time, and the same of the time in which at least nine tenths of CONNECTIONS
// requests were under way (`full_requests`, `full_seconds`), which began `full_after` seconds after the first.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { LARGEST = 1 << 20, MOST = 8192, EVENTS = 256 };

typedef struct {
  char *bytes;
  size_t size, capacity;
  unsigned life;  // which of the connections with this number it is
} connection;

// What is to be answered, the earliest first: all wait equally long.
typedef struct {
  int fd;
  unsigned life;
  long long due;
} waiting;

static connection connections[MOST];
static waiting queue[MOST];
static unsigned head, tail;
static char *answer;
static size_t answer_size;
static long long delay;
static int most;

static long long requests, bytes_in, first_at, last_at;
static long long full_from, full_to, full_before, full_until;

static long long now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void drop(int fd) {
  connections[fd].life++;
  connections[fd].size = 0;
  close(fd);
}

static void reply(int fd) {
  // The answer is smaller than an empty socket's buffer.
  if (send(fd, answer, answer_size, MSG_NOSIGNAL) != (ssize_t)answer_size) {
    drop(fd);
    return;
  }
  last_at = now_ns();
  requests++;
}

// The bytes of a whole request at the start of the buffer, 0 where more must come.
static size_t whole(const connection *c, size_t *body) {
  char *end = memmem(c->bytes, c->size, "\r\n\r\n", 4);
  if (!end) return 0;
  *end = 0;
  char *length = strcasestr(c->bytes, "\r\ncontent-length:");
  *end = '\r';
  *body = length ? strtoul(length + 17, NULL, 10) : 0;
  size_t size = (size_t)(end - c->bytes) + 4 + *body;
  return size <= c->size ? size : 0;
}

// Looked at when a request comes: answers that are due together would end the time too early or too late.
static void note_fullness(long long now) {
  if ((int)(tail - head) * 10 < most * 9) return;
  if (!full_from) {
    full_from = now;
    full_before = requests;
  }
  full_to = now;
  full_until = requests;
}

static void take(int fd) {
  connection *c = &connections[fd];
  for (;;) {
    if (c->size == c->capacity) {
      c->capacity = c->capacity ? 2 * c->capacity : 1 << 14;
      if (c->capacity > LARGEST || !(c->bytes = realloc(c->bytes, c->capacity))) exit(3);
    }
    ssize_t count = recv(fd, c->bytes + c->size, c->capacity - c->size - 1, 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count <= 0) {
      drop(fd);
      return;
    }
    c->size += (size_t)count;
    size_t size, body;
    while ((size = whole(c, &body))) {
      memmove(c->bytes, c->bytes + size, c->size - size);
      c->size -= size;
      bytes_in += (long long)body;
      long long now = now_ns();
      if (!first_at) first_at = now;
      if (!delay) {
        reply(fd);
        continue;
      }
      if (tail - head == MOST) exit(3);
      queue[tail++ % MOST] = (waiting){fd, c->life, now + delay};
      note_fullness(now);
    }
    if (c->size + 1 < c->capacity) return;
  }
}

static void answer_due(int timer) {
  while (head != tail && queue[head % MOST].due <= now_ns()) {
    waiting next = queue[head++ % MOST];
    if (connections[next.fd].life == next.life) reply(next.fd);
  }
  if (head == tail) return;
  long long due = queue[head % MOST].due;
  struct itimerspec when = {.it_value = {due / 1000000000LL, due % 1000000000LL}};
  timerfd_settime(timer, TFD_TIMER_ABSTIME, &when, NULL);
}

static void report(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  double cpu = used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
  printf("{\"requests\":%lld,\"seconds\":%.6f,\"bytes\":%lld,\"cpu\":%.6f,", requests, (last_at - first_at) / 1e9, bytes_in,
         cpu);
  printf("\"full_requests\":%lld,\"full_seconds\":%.6f,\"full_after\":%.6f}\n", full_until - full_before,
         (full_to - full_from) / 1e9, full_from ? (full_from - first_at) / 1e9 : 0.0);
  fflush(stdout);
}

int main(int count, char **arguments) {
  if (count != 3) return 64;
  delay = atoll(arguments[1]) * 1000000LL;
  most = atoi(arguments[2]);
  char *body = NULL;
  size_t capacity = 0;
  ssize_t size = getline(&body, &capacity, stdin);
  if (size <= 0) return 64;
  int header = asprintf(&answer, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zd\r\n\r\n%s", size,
                        body);
  if (header < 0) return 70;
  answer_size = (size_t)header;

  int listening = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  if (bind(listening, (struct sockaddr *)&address, length) || listen(listening, 1024)) return 71;
  getsockname(listening, (struct sockaddr *)&address, &length);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);

  int epoll = epoll_create1(0), timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  for (int i = 0; i < 3; i++) {
    int fd = (int[]){listening, timer, 0}[i];
    struct epoll_event wanted = {.events = EPOLLIN, .data.fd = fd};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &wanted)) return 71;
  }
  struct epoll_event events[EVENTS];
  for (;;) {
    int ready = epoll_wait(epoll, events, EVENTS, -1);
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      if (fd == 0) {
        report();
        return 0;
      } else if (fd == timer) {
        unsigned long long times;
        if (read(timer, &times, sizeof times) < 0) continue;
      } else if (fd == listening) {
        int accepted;
        while ((accepted = accept4(listening, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
          if (accepted >= MOST) return 71;
          setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
          struct epoll_event wanted = {.events = EPOLLIN, .data.fd = accepted};
          epoll_ctl(epoll, EPOLL_CTL_ADD, accepted, &wanted);
        }
      } else {
        take(fd);
      }
    }
    if (delay) answer_due(timer);
  }
}
