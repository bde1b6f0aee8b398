#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Many HTTP requests at once on one thread: libcurl's multi interface behind plain values. curl's own calls are variadic,
// which Swift does not import. All functions but `ccurl_pool_wake` belong to the one thread that owns the pool.

typedef struct ccurl_pool ccurl_pool;
// POST requests that differ in nothing but their bodies: a handle that has carried one carries the next as it is.
typedef struct ccurl_route ccurl_route;

typedef struct {
  const char *url;
  const char *const *headers;   // "Name: value", `header_count` of them
  size_t header_count;
  const char *ca_file;          // certificates that are trusted, or NULL for the system's
  const char *ca_folder;        // the same as a folder, or NULL
  const uint8_t *ca_bytes;      // the same as text, copied, or NULL
  size_t ca_size;
  const char *proxy;            // NULL for what the environment says
  long connect_timeout_ms;
  long total_timeout_ms;
  size_t largest_response;      // bytes of body at which the transfer is given up
} ccurl_terms;

typedef enum {
  CCURL_OK = 0,
  CCURL_TIMEOUT,
  CCURL_CONNECT,
  CCURL_TLS,
  CCURL_TOO_LARGE,
  CCURL_BROKEN,
  CCURL_USAGE,
} ccurl_failure;

typedef struct {
  uint64_t id;
  ccurl_failure failure;
  long status;
  const uint8_t *body;          // valid until the next call of ccurl_pool_next
  size_t body_size;
  const char *retry_after;      // the header's value, or NULL
  const char *redirect;         // where a redirect leads, which is not followed, or NULL
  const char *message;          // curl's words for a failure
} ccurl_response;

ccurl_pool *ccurl_pool_create(long max_connections);
void ccurl_pool_destroy(ccurl_pool *pool);
// Lives as long as the pool, and has copies of all that it is told; NULL where there is no memory for it.
ccurl_route *ccurl_pool_route(ccurl_pool *pool, const ccurl_terms *terms);
// The body is copied.
bool ccurl_pool_add(ccurl_pool *pool, ccurl_route *route, uint64_t id, const uint8_t *body, size_t body_size);
void ccurl_pool_cancel(ccurl_pool *pool, uint64_t id);
// Moves all transfers on and waits for activity, a wake-up or the timeout.
void ccurl_pool_step(ccurl_pool *pool, int timeout_ms);
// The next finished transfer, if there is one.
bool ccurl_pool_next(ccurl_pool *pool, ccurl_response *response);
// May be called from any thread.
void ccurl_pool_wake(ccurl_pool *pool);
