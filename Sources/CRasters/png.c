#include "picture.h"

#include <png.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/// A file that is being read, and its rows as they come, with transparency.
typedef struct reading {
  const uint8_t *next;
  size_t left;
  uint8_t *rows;
} reading;

static void take_bytes(png_structp png, png_bytep bytes, size_t count) {
  reading *file = png_get_io_ptr(png);
  if (count > file->left) png_error(png, "the file ends too early");
  memcpy(bytes, file->next, count);
  file->next += count;
  file->left -= count;
}

static void fail(png_structp png, png_const_charp message) {
  (void)message;
  png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message) { (void)png, (void)message; }

/// Whether all pixels are gray: a palette may hold nothing else.
static bool is_gray(png_structp png, png_infop info) {
  int type = png_get_color_type(png, info);
  if (type != PNG_COLOR_TYPE_PALETTE) return (type & PNG_COLOR_MASK_COLOR) == 0;
  png_colorp palette = NULL;
  int count = 0;
  png_get_PLTE(png, info, &palette, &count);
  for (int index = 0; index < count; index++) {
    png_color color = palette[index];
    if (color.red != color.green || color.red != color.blue) return false;
  }
  return true;
}

/// Keeps the channels of the picture out of pixels of `samples` bytes, the last of which may be alpha.
static void lay_over_black(const uint8_t *rows, unsigned samples, cr_picture *picture) {
  bool has_alpha = samples % 2 == 0;
  size_t pixels = (size_t)picture->height * picture->width;
  for (size_t pixel = 0; pixel < pixels; pixel++) {
    const uint8_t *from = rows + pixel * samples;
    unsigned alpha = has_alpha ? from[samples - 1] : 255;
    for (unsigned channel = 0; channel < picture->channels; channel++)
      picture->pixels[pixel * picture->channels + channel] = (uint8_t)((from[channel] * alpha + 127) / 255);
  }
}

static cr_status read_picture(
    png_structp png, png_infop info, reading *file, uint32_t side_limit, cr_picture *picture) {
  if (setjmp(png_jmpbuf(png))) return cr_status_damaged;
  png_set_read_fn(png, file, take_bytes);
  // Texts, profiles and the like could be expanded to any size.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_read_info(png, info);
  picture->height = png_get_image_height(png, info);
  picture->width = png_get_image_width(png, info);
  picture->channels = is_gray(png, info) ? 1 : 3;
  cr_status status = cr_picture_allocate(picture, side_limit);
  if (status != cr_status_ok) return status;

  png_set_expand(png);
  png_set_scale_16(png);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  size_t stride = png_get_rowbytes(png, info);
  file->rows = calloc(picture->height, stride);
  if (file->rows == NULL) return cr_status_no_memory;
  for (int pass = 0; pass < passes; pass++)
    for (uint32_t row = 0; row < picture->height; row++)
      png_read_row(png, file->rows + row * stride, NULL);
  png_read_end(png, NULL);
  lay_over_black(file->rows, png_get_channels(png, info), picture);
  return cr_status_ok;
}

cr_status cr_png_decode(const uint8_t *bytes, size_t count, uint32_t side_limit, cr_picture *picture) {
  memset(picture, 0, sizeof *picture);
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, fail, ignore);
  if (png == NULL) return cr_status_no_memory;
  png_infop info = png_create_info_struct(png);
  reading file = {.next = bytes, .left = count, .rows = NULL};
  cr_status status =
      info == NULL ? cr_status_no_memory : read_picture(png, info, &file, side_limit, picture);
  png_destroy_read_struct(&png, &info, NULL);
  free(file.rows);
  return status;
}
