#include "picture.h"

#include <stdlib.h>

cr_status cr_picture_allocate(cr_picture *picture, uint32_t side_limit) {
  if (picture->height > side_limit || picture->width > side_limit) return cr_status_too_large;
  picture->pixels = calloc((size_t)picture->height * picture->width, picture->channels);
  return picture->pixels == NULL ? cr_status_no_memory : cr_status_ok;
}

void cr_picture_free(cr_picture *picture) {
  free(picture->pixels);
  picture->pixels = NULL;
}
