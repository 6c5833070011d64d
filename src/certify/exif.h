/* What EXIF (CIPA DC-008, TIFF 6.0) says about how a picture is held: the one thing of it that
 * somebody who looks would miss. */
#ifndef USTA_CERTIFY_EXIF_H
#define USTA_CERTIFY_EXIF_H

#include "base/bytes.h"

enum { EXIF_UPRIGHT = 1 };

/* The orientation, 1 to 8, of a JPEG's application segment; EXIF_UPRIGHT when it is none of EXIF,
 * malformed, or says nothing. */
int exif_orientation(struct bytes segment);

#endif
