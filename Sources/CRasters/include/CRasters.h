// Pictures of eight bits out of PNG and JPEG files in memory, by libpng and libjpeg.
//
// Swift cannot call these libraries itself: they leave a function that fails by longjmp, which must not pass through
// a frame of Swift. So it never leaves the C files here.

#ifndef CRASTERS_H
#define CRASTERS_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// What came of decoding a file.
typedef enum cr_status {
  cr_status_ok,
  /// The file is cut short, or is not what the format allows.
  cr_status_damaged,
  /// The picture is higher or wider than was asked for: only its size is known.
  cr_status_too_large,
  /// Its colors are neither gray nor red, green and blue.
  cr_status_unsupported_colors,
  cr_status_no_memory,
} cr_status;

/// A decoded picture: `height` x `width` pixels of `channels` bytes, 1 in gray and 3 in color.
typedef struct cr_picture {
  uint32_t height, width, channels;
  uint8_t *_Nullable pixels;
} cr_picture;

/// Decodes a PNG file of any color type. Samples of 16 bits are scaled to eight, and what is transparent is laid over
/// black. No memory is taken for a picture with a side above `side_limit`.
cr_status cr_png_decode(const uint8_t *bytes, size_t count, uint32_t side_limit, cr_picture *picture);

/// Decodes a JPEG file in gray or color, baseline or progressive, likewise.
cr_status cr_jpeg_decode(const uint8_t *bytes, size_t count, uint32_t side_limit, cr_picture *picture);

/// Gives back the memory of a picture, whatever came of decoding it.
void cr_picture_free(cr_picture *picture);

#pragma clang assume_nonnull end

#endif
