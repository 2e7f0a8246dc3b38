#include "CCurl.h"

// The checks of types that the library makes by macros are of calls by name, and here are none.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

/// The functions that are used, of the types that the library gives them.
typedef struct library {
  __typeof__(&curl_easy_init) init;
  __typeof__(&(curl_easy_setopt)) set;
  __typeof__(&curl_easy_perform) perform;
  __typeof__(&(curl_easy_getinfo)) info;
  __typeof__(&curl_easy_strerror) words;
  __typeof__(&curl_easy_cleanup) cleanup;
} library;

static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib"};

static bool open_library(library *curl) {
  void *handle = NULL;
  for (size_t index = 0; handle == NULL && index < sizeof names / sizeof *names; index++)
    handle = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return false;
  curl->init = (__typeof__(curl->init))dlsym(handle, "curl_easy_init");
  curl->set = (__typeof__(curl->set))dlsym(handle, "curl_easy_setopt");
  curl->perform = (__typeof__(curl->perform))dlsym(handle, "curl_easy_perform");
  curl->info = (__typeof__(curl->info))dlsym(handle, "curl_easy_getinfo");
  curl->words = (__typeof__(curl->words))dlsym(handle, "curl_easy_strerror");
  curl->cleanup = (__typeof__(curl->cleanup))dlsym(handle, "curl_easy_cleanup");
  return curl->init && curl->set && curl->perform && curl->info && curl->words && curl->cleanup;
}

/// A transfer that is under way.
typedef struct transfer {
  const library *curl;
  CURL *handle;
  cc_receive receive;
  cc_wanted wanted;
  void *context;
} transfer;

static size_t take_bytes(char *bytes, size_t size, size_t count, void *context) {
  transfer *under_way = context;
  curl_off_t total = -1;
  under_way->curl->info(under_way->handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &total);
  size_t length = size * count;
  return under_way->receive(under_way->context, (const uint8_t *)bytes, length, total) ? length : 0;
}

static int look_up(void *context, curl_off_t total, curl_off_t now, curl_off_t up_total, curl_off_t up_now) {
  const transfer *under_way = context;
  return under_way->wanted(under_way->context) ? 0 : 1;
}

static cc_outcome outcome_of(CURLcode code) {
  switch (code) {
  case CURLE_OK: return cc_outcome_done;
  case CURLE_HTTP_RETURNED_ERROR: return cc_outcome_refused;
  case CURLE_ABORTED_BY_CALLBACK:
  case CURLE_WRITE_ERROR: return cc_outcome_stopped;
  case CURLE_OPERATION_TIMEDOUT: return cc_outcome_stalled;
  case CURLE_RANGE_ERROR: return cc_outcome_no_ranges;
  case CURLE_PARTIAL_FILE:
  case CURLE_RECV_ERROR:
  case CURLE_GOT_NOTHING:
  case CURLE_HTTP2:
  case CURLE_HTTP2_STREAM: return cc_outcome_cut;
  default: return cc_outcome_unreachable;
  }
}

void cc_get(
    const char *address, int64_t from, long stall_seconds, cc_receive receive, cc_wanted wanted, void *context,
    cc_result *result) {
  memset(result, 0, sizeof *result);
  library curl;
  CURL *handle = open_library(&curl) ? curl.init() : NULL;
  if (handle == NULL) {
    result->outcome = cc_outcome_no_library;
    return;
  }
  transfer under_way = {.curl = &curl, .handle = handle, .receive = receive, .wanted = wanted, .context = context};
  curl.set(handle, CURLOPT_URL, address);
  curl.set(handle, CURLOPT_USERAGENT, "latentwalk");
  curl.set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl.set(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl.set(handle, CURLOPT_FOLLOWLOCATION, 1L);
  curl.set(handle, CURLOPT_MAXREDIRS, 10L);
  curl.set(handle, CURLOPT_FAILONERROR, 1L);
  curl.set(handle, CURLOPT_NOSIGNAL, 1L);
  curl.set(handle, CURLOPT_CONNECTTIMEOUT, stall_seconds);
  curl.set(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl.set(handle, CURLOPT_LOW_SPEED_TIME, stall_seconds);
  curl.set(handle, CURLOPT_RESUME_FROM_LARGE, (curl_off_t)from);
  curl.set(handle, CURLOPT_WRITEFUNCTION, take_bytes);
  curl.set(handle, CURLOPT_WRITEDATA, &under_way);
  curl.set(handle, CURLOPT_NOPROGRESS, 0L);
  curl.set(handle, CURLOPT_XFERINFOFUNCTION, look_up);
  curl.set(handle, CURLOPT_XFERINFODATA, &under_way);
  CURLcode code = curl.perform(handle);
  result->outcome = outcome_of(code);
  curl.info(handle, CURLINFO_RESPONSE_CODE, &result->status);
  snprintf(result->words, sizeof result->words, "%s", curl.words(code));
  curl.cleanup(handle);
}
