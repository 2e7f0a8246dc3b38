#include "picture.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

/// A progressive file may hold any number of scans, each of which costs a pass over the whole picture.
enum { scan_limit = 500 };

typedef struct error_manager {
  struct jpeg_error_mgr base;
  jmp_buf start;
} error_manager;

static void fail(j_common_ptr jpeg) { longjmp(((error_manager *)jpeg->err)->start, 1); }

/// What libjpeg warns of, a file that is cut short above all, it fills with gray; here it is damage, but for bytes
/// between segments, which harm nothing.
static void judge_warning(j_common_ptr jpeg, int level) {
  if (level < 0 && jpeg->err->msg_code != JWRN_EXTRANEOUS_DATA) fail(jpeg);
}

static void ignore_message(j_common_ptr jpeg) { (void)jpeg; }

static void count_scans(j_common_ptr jpeg) {
  if (((j_decompress_ptr)jpeg)->input_scan_number > scan_limit) fail(jpeg);
}

static cr_status read_picture(
    j_decompress_ptr jpeg, const uint8_t *bytes, size_t count, uint32_t side_limit, cr_picture *picture) {
  if (setjmp(((error_manager *)jpeg->err)->start)) return cr_status_damaged;
  jpeg_mem_src(jpeg, bytes, count);
  jpeg_read_header(jpeg, TRUE);
  picture->height = jpeg->image_height;
  picture->width = jpeg->image_width;
  if (jpeg->num_components != 1 && jpeg->num_components != 3) return cr_status_unsupported_colors;
  picture->channels = (uint32_t)jpeg->num_components;
  cr_status status = cr_picture_allocate(picture, side_limit);
  if (status != cr_status_ok) return status;

  jpeg->out_color_space = picture->channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_start_decompress(jpeg);
  size_t stride = (size_t)picture->width * picture->channels;
  while (jpeg->output_scanline < picture->height) {
    JSAMPROW row = picture->pixels + jpeg->output_scanline * stride;
    jpeg_read_scanlines(jpeg, &row, 1);
  }
  jpeg_finish_decompress(jpeg);
  return cr_status_ok;
}

cr_status cr_jpeg_decode(const uint8_t *bytes, size_t count, uint32_t side_limit, cr_picture *picture) {
  memset(picture, 0, sizeof *picture);
  struct jpeg_decompress_struct jpeg;
  memset(&jpeg, 0, sizeof jpeg);
  error_manager errors;
  jpeg.err = jpeg_std_error(&errors.base);
  errors.base.error_exit = fail;
  errors.base.emit_message = judge_warning;
  errors.base.output_message = ignore_message;
  if (setjmp(errors.start)) return cr_status_no_memory;
  jpeg_create_decompress(&jpeg);
  struct jpeg_progress_mgr progress = {.progress_monitor = count_scans};
  jpeg.progress = &progress;
  cr_status status = read_picture(&jpeg, bytes, count, side_limit, picture);
  jpeg_destroy_decompress(&jpeg);
  return status;
}
