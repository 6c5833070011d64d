/* The day pack: all that an examiner's tablet needs for a day without network, and no more
 * (docs/tablet-protocol.md, "Day pack"). */
#ifndef USTA_WEB_PACK_H
#define USTA_WEB_PACK_H

#include "web/visit.h"

/* Of who is signed in, for the input 'day': attempts of open and closed sittings in which the
 * person has a sheet to write. With an ETag; 304 for one that the tablet has. */
fallible pack_show(struct visit *visit);

#endif
