#include "picture.h"

#include <stdlib.h>

ci_status ci_picture_allocate(ci_picture *picture, uint32_t side_limit) {
  if (picture->height > side_limit || picture->width > side_limit) return ci_status_too_large;
  picture->pixels = calloc((size_t)picture->height * picture->width, picture->channels);
  return picture->pixels == NULL ? ci_status_no_memory : ci_status_ok;
}

void ci_picture_free(ci_picture *picture) {
  free(picture->pixels);
  picture->pixels = NULL;
}
