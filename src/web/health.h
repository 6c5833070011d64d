/* What the server says of itself. */
#ifndef USTA_WEB_HEALTH_H
#define USTA_WEB_HEALTH_H

#include "web/visit.h"

fallible health_show(struct visit *visit);
fallible health_metrics(struct visit *visit);
fallible health_document(struct visit *visit);

#endif
