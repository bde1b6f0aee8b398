// libcurl alone: the same POST many times over kept-alive connections, by its multi interface and nothing beside it.
//
// usage: curl_peer URL CONNECTIONS REQUESTS < body
//
// Every connection has one handle, which is given its next request as soon as the answer is whole. Fails where an answer
// is none.
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST = 1 << 20 };

static size_t take(char *data, size_t one, size_t count, void *sum) {
  (void)data;
  *(size_t *)sum += one * count;
  return one * count;
}

int main(int count, char **arguments) {
  if (count != 4) return 64;
  long connections = atol(arguments[2]), wanted = atol(arguments[3]);
  static char body[LARGEST];
  size_t size = fread(body, 1, sizeof body, stdin);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  CURLM *multi = curl_multi_init();
  curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, connections);
  struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
  headers = curl_slist_append(headers, "Accept: application/json");
  size_t received = 0;
  long started = 0, done = 0;
  for (; started < connections && started < wanted; started++) {
    CURL *easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, arguments[1]);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)size);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &received);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_multi_add_handle(multi, easy);
  }
  while (done < wanted) {
    int running, left;
    curl_multi_perform(multi, &running);
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &left))) {
      long status = 0;
      CURL *easy = message->easy_handle;
      CURLcode code = message->data.result;
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
      if (code != CURLE_OK || status != 200) {
        fprintf(stderr, "curl_peer: %s, status %ld\n", curl_easy_strerror(code), status);
        return 1;
      }
      done++;
      curl_multi_remove_handle(multi, easy);
      if (started == wanted) {
        curl_easy_cleanup(easy);
        continue;
      }
      started++;
      curl_multi_add_handle(multi, easy);
    }
    if (done < wanted) curl_multi_poll(multi, NULL, 0, 1000, NULL);
  }
  curl_multi_cleanup(multi);
  curl_slist_free_all(headers);
  return received > 0 || wanted == 0 ? 0 : 1;
}
