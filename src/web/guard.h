/* Who may pass: the one place where access, ownership and the origin of a request are judged, by
 * the columns of its route. */
#ifndef USTA_WEB_GUARD_H
#define USTA_WEB_GUARD_H

#include "web/problem.h"
#include "web/route.h"

/* out->status is 0 for a visit that may go on, else what it is refused with:
 *   401  nobody is signed in, or no tablet is enrolled, where the route wants it; the token is not
 *        the session's
 *   403  the visitor may not do the task, the tablet was revoked, another site's page may have sent
 *        it; a route for those at the machine, from elsewhere
 * It says nothing about what there is. Called before inputs are read. */
fallible guard_access(struct problem *out, const struct visit *visit);

/* The same of whose things the inputs name: 403. */
fallible guard_owner(struct problem *out, const struct visit *visit);

#endif
