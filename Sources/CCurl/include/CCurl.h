// One transfer over HTTP by libcurl, which is opened when it is first asked for: linked to, it would double the time
// that every start of the program takes. Its setters take any number of arguments, which Swift cannot pass.

#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// What came of a transfer.
typedef enum cc_outcome {
  cc_outcome_done,
  /// There is no libcurl on this machine.
  cc_outcome_no_library,
  /// The host, or what stands between, cannot be talked to.
  cc_outcome_unreachable,
  /// The connection ended before the body did.
  cc_outcome_cut,
  /// No byte came for as long as was waited.
  cc_outcome_stalled,
  /// The server answered with a status of failure.
  cc_outcome_refused,
  /// The server cannot go on where an earlier transfer ended.
  cc_outcome_no_ranges,
  /// The receiver wanted no more.
  cc_outcome_stopped,
} cc_outcome;

/// Takes a piece of the body; false ends the transfer.
///
/// `total` counts all bytes of the transfer, and is below zero where the server does not tell them.
typedef bool (*cc_receive)(void *context, const uint8_t *bytes, size_t count, int64_t total);

/// Whether the transfer is still wanted, asked about once a second; false ends it.
typedef bool (*cc_wanted)(void *context);

/// What came of a transfer, with the status of the answer, or zero, and libcurl's words for a failure.
typedef struct cc_result {
  cc_outcome outcome;
  long status;
  char words[256];
} cc_result;

/// Gets what stands at an address of http or https, from a byte of it on.
void cc_get(
    const char *address, int64_t from, long stall_seconds, cc_receive receive, cc_wanted wanted, void *context,
    cc_result *result);

#pragma clang assume_nonnull end

#endif
