#include "CCurl.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

typedef struct transfer {
  uint64_t id;
  CURL *easy;
  ccurl_route *route;
  uint8_t *body;
  size_t size, capacity;
  bool too_large;
  CURLcode result;
  char retry_after[128];
  char error[CURL_ERROR_SIZE];
  struct transfer *next;
} transfer;

struct ccurl_route {
  CURL *model;  // has all options but those of a single transfer, and carries nothing itself
  struct curl_slist *headers;
  size_t largest;
  transfer *idle;  // whose handles have carried a whole answer
  struct ccurl_route *next;
};

// A larger body's room is given back with it.
enum { LARGEST_KEPT = 1 << 16 };

struct ccurl_pool {
  CURLM *multi;
  int epoll;
  int wake;            // an eventfd among what is waited for
  long long deadline;  // when curl wants to be called whatever comes, in milliseconds; -1 for never
  transfer *running;
  transfer *handed_out;
  ccurl_route *routes;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static void initialise(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

static long long now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

// curl says which sockets it waits for, so that nobody has to look at all transfers when one of them moves.
static int watch(CURL *easy, curl_socket_t socket, int what, void *context, void *is_watched) {
  (void)easy;
  ccurl_pool *pool = context;
  if (what == CURL_POLL_REMOVE) {
    epoll_ctl(pool->epoll, EPOLL_CTL_DEL, socket, NULL);
    return 0;
  }
  struct epoll_event wanted = {.data.fd = socket};
  if (what & CURL_POLL_IN) wanted.events |= EPOLLIN;
  if (what & CURL_POLL_OUT) wanted.events |= EPOLLOUT;
  if (epoll_ctl(pool->epoll, is_watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &wanted)) return -1;
  curl_multi_assign(pool->multi, socket, pool);
  return 0;
}

static int set_deadline(CURLM *multi, long in_ms, void *context) {
  (void)multi;
  ((ccurl_pool *)context)->deadline = in_ms < 0 ? -1 : now_ms() + in_ms;
  return 0;
}

ccurl_pool *ccurl_pool_create(long max_connections) {
  pthread_once(&once, initialise);
  ccurl_pool *pool = calloc(1, sizeof *pool);
  if (!pool) return NULL;
  pool->deadline = -1;
  pool->epoll = epoll_create1(EPOLL_CLOEXEC);
  pool->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  pool->multi = curl_multi_init();
  struct epoll_event wanted = {.events = EPOLLIN, .data.fd = pool->wake};
  if (!pool->multi || pool->epoll < 0 || pool->wake < 0 ||
      epoll_ctl(pool->epoll, EPOLL_CTL_ADD, pool->wake, &wanted)) {
    ccurl_pool_destroy(pool);
    return NULL;
  }
  curl_multi_setopt(pool->multi, CURLMOPT_MAXCONNECTS, max_connections);
  curl_multi_setopt(pool->multi, CURLMOPT_SOCKETFUNCTION, watch);
  curl_multi_setopt(pool->multi, CURLMOPT_SOCKETDATA, pool);
  curl_multi_setopt(pool->multi, CURLMOPT_TIMERFUNCTION, set_deadline);
  curl_multi_setopt(pool->multi, CURLMOPT_TIMERDATA, pool);
  return pool;
}

static void release(transfer *t) {
  curl_easy_cleanup(t->easy);
  free(t->body);
  free(t);
}

static void release_route(ccurl_route *route) {
  while (route->idle) {
    transfer *t = route->idle;
    route->idle = t->next;
    release(t);
  }
  curl_easy_cleanup(route->model);
  curl_slist_free_all(route->headers);
  free(route);
}

void ccurl_pool_destroy(ccurl_pool *pool) {
  while (pool->running) {
    transfer *t = pool->running;
    pool->running = t->next;
    curl_multi_remove_handle(pool->multi, t->easy);
    release(t);
  }
  if (pool->handed_out) release(pool->handed_out);
  while (pool->routes) {
    ccurl_route *route = pool->routes;
    pool->routes = route->next;
    release_route(route);
  }
  // It closes connections, and says so to `watch`.
  if (pool->multi) curl_multi_cleanup(pool->multi);
  if (pool->wake >= 0) close(pool->wake);
  if (pool->epoll >= 0) close(pool->epoll);
  free(pool);
}

static size_t take_body(char *data, size_t one, size_t count, void *context) {
  transfer *t = context;
  size_t bytes = one * count;
  if (bytes > t->route->largest - t->size) {
    t->too_large = true;
    return 0;
  }
  if (t->size + bytes > t->capacity) {
    size_t wanted = t->capacity ? t->capacity * 2 : 4096;
    while (wanted < t->size + bytes) wanted *= 2;
    uint8_t *grown = realloc(t->body, wanted);
    if (!grown) return 0;
    t->body = grown;
    t->capacity = wanted;
  }
  memcpy(t->body + t->size, data, bytes);
  t->size += bytes;
  return bytes;
}

static size_t take_header(char *data, size_t one, size_t count, void *context) {
  transfer *t = context;
  size_t bytes = one * count;
  static const char name[] = "retry-after:";
  size_t prefix = sizeof name - 1;
  if (bytes > prefix && strncasecmp(data, name, prefix) == 0) {
    const char *from = data + prefix, *to = data + bytes;
    while (from < to && (*from == ' ' || *from == '\t')) from++;
    while (to > from && (to[-1] == '\r' || to[-1] == '\n' || to[-1] == ' ')) to--;
    size_t length = (size_t)(to - from);
    if (length >= sizeof t->retry_after) length = sizeof t->retry_after - 1;
    memcpy(t->retry_after, from, length);
    t->retry_after[length] = 0;
  }
  return bytes;
}

ccurl_route *ccurl_pool_route(ccurl_pool *pool, const ccurl_terms *terms) {
  ccurl_route *route = calloc(1, sizeof *route);
  if (!route) return NULL;
  CURL *model = route->model = curl_easy_init();
  bool is_whole = model;
  for (size_t i = 0; is_whole && i < terms->header_count; i++) {
    struct curl_slist *more = curl_slist_append(route->headers, terms->headers[i]);
    if (more) route->headers = more; else is_whole = false;
  }
  if (!is_whole) {
    release_route(route);
    return NULL;
  }
  route->largest = terms->largest_response;
  curl_easy_setopt(model, CURLOPT_URL, terms->url);
  curl_easy_setopt(model, CURLOPT_PROTOCOLS_STR, "http,https");
  // A redirect could carry the key to another host: it is an answer like any other, and the caller's to refuse.
  curl_easy_setopt(model, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(model, CURLOPT_POST, 1L);
  curl_easy_setopt(model, CURLOPT_HTTPHEADER, route->headers);
  if (terms->ca_file) curl_easy_setopt(model, CURLOPT_CAINFO, terms->ca_file);
  if (terms->ca_folder) curl_easy_setopt(model, CURLOPT_CAPATH, terms->ca_folder);
  if (terms->ca_bytes) {
    struct curl_blob certificates = {(void *)terms->ca_bytes, terms->ca_size, CURL_BLOB_COPY};
    curl_easy_setopt(model, CURLOPT_CAINFO_BLOB, &certificates);
  }
  if (terms->proxy) curl_easy_setopt(model, CURLOPT_PROXY, terms->proxy);
  curl_easy_setopt(model, CURLOPT_CONNECTTIMEOUT_MS, terms->connect_timeout_ms);
  curl_easy_setopt(model, CURLOPT_TIMEOUT_MS, terms->total_timeout_ms);
  curl_easy_setopt(model, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(model, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(model, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(model, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(model, CURLOPT_HEADERFUNCTION, take_header);
  route->next = pool->routes;
  pool->routes = route;
  return route;
}

// A transfer whose handle lacks nothing but a body.
static transfer *ready_transfer(ccurl_route *route) {
  transfer *t = route->idle;
  if (t) {
    route->idle = t->next;
    return t;
  }
  t = calloc(1, sizeof *t);
  if (!t) return NULL;
  t->route = route;
  t->easy = curl_easy_duphandle(route->model);
  if (!t->easy) {
    free(t);
    return NULL;
  }
  curl_easy_setopt(t->easy, CURLOPT_ERRORBUFFER, t->error);
  curl_easy_setopt(t->easy, CURLOPT_PRIVATE, t);
  curl_easy_setopt(t->easy, CURLOPT_WRITEDATA, t);
  curl_easy_setopt(t->easy, CURLOPT_HEADERDATA, t);
  return t;
}

bool ccurl_pool_add(ccurl_pool *pool, ccurl_route *route, uint64_t id, const uint8_t *body, size_t body_size) {
  transfer *t = ready_transfer(route);
  if (!t) return false;
  t->id = id;
  curl_easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body_size);
  bool has_body = curl_easy_setopt(t->easy, CURLOPT_COPYPOSTFIELDS, body_size ? (const char *)body : "") == CURLE_OK;
  if (!has_body || curl_multi_add_handle(pool->multi, t->easy) != CURLM_OK) {
    release(t);
    return false;
  }
  t->next = pool->running;
  pool->running = t;
  return true;
}

static void unlink_running(ccurl_pool *pool, transfer *gone) {
  for (transfer **link = &pool->running; *link; link = &(*link)->next) {
    if (*link == gone) {
      *link = gone->next;
      return;
    }
  }
}

void ccurl_pool_cancel(ccurl_pool *pool, uint64_t id) {
  for (transfer *t = pool->running; t; t = t->next) {
    if (t->id != id) continue;
    curl_multi_remove_handle(pool->multi, t->easy);
    unlink_running(pool, t);
    release(t);
    return;
  }
}

void ccurl_pool_step(ccurl_pool *pool, int timeout_ms) {
  if (pool->deadline >= 0) {
    long long left = pool->deadline - now_ms();
    if (left < timeout_ms) timeout_ms = left > 0 ? (int)left : 0;
  }
  struct epoll_event events[64];
  int running, ready = epoll_wait(pool->epoll, events, sizeof events / sizeof *events, timeout_ms);
  for (int i = 0; i < ready; i++) {
    if (events[i].data.fd == pool->wake) {
      uint64_t times;
      while (read(pool->wake, &times, sizeof times) > 0) continue;
      continue;
    }
    int moved = 0;
    if (events[i].events & EPOLLIN) moved |= CURL_CSELECT_IN;
    if (events[i].events & EPOLLOUT) moved |= CURL_CSELECT_OUT;
    // What an error or an end means curl finds out by itself: there may be an answer before it.
    if (events[i].events & (EPOLLERR | EPOLLHUP)) moved = 0;
    curl_multi_socket_action(pool->multi, events[i].data.fd, moved, &running);
  }
  if (pool->deadline >= 0 && now_ms() >= pool->deadline) {
    pool->deadline = -1;
    curl_multi_socket_action(pool->multi, CURL_SOCKET_TIMEOUT, 0, &running);
  }
}

static ccurl_failure failure_of(CURLcode code, const transfer *t) {
  switch (code) {
    case CURLE_OK: return CCURL_OK;
    case CURLE_OPERATION_TIMEDOUT: return CCURL_TIMEOUT;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT: return CCURL_CONNECT;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE: return CCURL_TLS;
    case CURLE_URL_MALFORMAT: return CCURL_USAGE;
    case CURLE_UNSUPPORTED_PROTOCOL: {
      // Also what curl says of an answer that is no HTTP; then the request was sent.
      curl_off_t sent = 0;
      curl_easy_getinfo(t->easy, CURLINFO_PRETRANSFER_TIME_T, &sent);
      return sent > 0 ? CCURL_BROKEN : CCURL_USAGE;
    }
    default: return t->too_large ? CCURL_TOO_LARGE : CCURL_BROKEN;
  }
}

// Keeps a handle for the next request of its route, unless something went wrong with it.
static void put_back(transfer *t) {
  if (t->result != CURLE_OK) {
    release(t);
    return;
  }
  if (t->capacity > LARGEST_KEPT) {
    free(t->body);
    t->body = NULL;
    t->capacity = 0;
  }
  t->size = 0;
  t->retry_after[0] = 0;
  t->error[0] = 0;
  t->next = t->route->idle;
  t->route->idle = t;
}

bool ccurl_pool_next(ccurl_pool *pool, ccurl_response *response) {
  if (pool->handed_out) {
    put_back(pool->handed_out);
    pool->handed_out = NULL;
  }
  int left = 0;
  CURLMsg *message;
  while ((message = curl_multi_info_read(pool->multi, &left))) {
    if (message->msg != CURLMSG_DONE) continue;
    transfer *t = NULL;
    CURLcode code = message->data.result;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&t);
    t->result = code;
    memset(response, 0, sizeof *response);
    response->id = t->id;
    response->failure = failure_of(code, t);
    curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &response->status);
    response->body = t->body;
    response->body_size = t->size;
    response->retry_after = t->retry_after[0] ? t->retry_after : NULL;
    curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, (char **)&response->redirect);
    response->message = t->error[0] ? t->error : curl_easy_strerror(code);
    curl_multi_remove_handle(pool->multi, t->easy);
    unlink_running(pool, t);
    pool->handed_out = t;
    return true;
  }
  return false;
}

void ccurl_pool_wake(ccurl_pool *pool) { eventfd_write(pool->wake, 1); }
