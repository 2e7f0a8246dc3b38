// What both decoders share.

#ifndef CIMAGES_PICTURE_H
#define CIMAGES_PICTURE_H

#include "CImages.h"

/// Takes memory for the pixels of a picture whose size is known, if that is within the limit.
ci_status ci_picture_allocate(ci_picture *picture, uint32_t side_limit);

#endif
