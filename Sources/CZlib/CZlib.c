#include "CZlib.h"

int cz_inflate_begin(z_stream *stream, cz_wrapping wrapping) {
  return inflateInit2(stream, wrapping);
}
