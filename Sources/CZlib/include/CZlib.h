// zlib, as far as latentwalk uses it.

#ifndef CZLIB_H
#define CZLIB_H

#include <zlib.h>

#pragma clang assume_nonnull begin

/// The wrapping around a deflate stream. The values are zlib's windowBits.
typedef enum cz_wrapping {
  cz_wrapping_raw = -15,
  cz_wrapping_zlib = 15,
  cz_wrapping_gzip = 31,
} cz_wrapping;

/// inflateInit2 is a macro that passes sizeof(z_stream), which Swift cannot call.
int cz_inflate_begin(z_stream *stream, cz_wrapping wrapping);

#pragma clang assume_nonnull end

#endif
