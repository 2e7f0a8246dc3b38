// Pictures of eight bits out of PNG and JPEG files in memory, by libpng and libjpeg.
//
// Swift cannot call these libraries itself: they leave a function that fails by longjmp, which must not pass through
// a frame of Swift. So it never leaves the C files here.

#ifndef CIMAGES_H
#define CIMAGES_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// What came of decoding a file.
typedef enum ci_status {
  ci_status_ok,
  /// The file is cut short, or is not what the format allows.
  ci_status_damaged,
  /// The picture is higher or wider than was asked for: only its size is known.
  ci_status_too_large,
  /// Its colors are neither gray nor red, green and blue.
  ci_status_unsupported_colors,
  ci_status_no_memory,
} ci_status;

/// A decoded picture: `height` x `width` pixels of `channels` bytes, 1 in gray and 3 in color.
typedef struct ci_picture {
  uint32_t height, width, channels;
  uint8_t *_Nullable pixels;
} ci_picture;

/// Decodes a PNG file of any color type. Samples of 16 bits are scaled to eight, and what is transparent is laid over
/// black. No memory is taken for a picture with a side above `side_limit`.
ci_status ci_png_decode(const uint8_t *bytes, size_t count, uint32_t side_limit, ci_picture *picture);

/// Decodes a JPEG file in gray or color, baseline or progressive, likewise.
ci_status ci_jpeg_decode(const uint8_t *bytes, size_t count, uint32_t side_limit, ci_picture *picture);

/// Gives back the memory of a picture, whatever came of decoding it.
void ci_picture_free(ci_picture *picture);

#pragma clang assume_nonnull end

#endif
