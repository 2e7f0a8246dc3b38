// What both decoders share.

#ifndef CRASTERS_PICTURE_H
#define CRASTERS_PICTURE_H

#include "CRasters.h"

/// Takes memory for the pixels of a picture whose size is known, if that is within the limit.
cr_status cr_picture_allocate(cr_picture *picture, uint32_t side_limit);

#endif
