/* What people see who come with a browser. */
#ifndef USTA_WEB_FRONT_H
#define USTA_WEB_FRONT_H

#include "web/problem.h"
#include "web/visit.h"

fallible front_home(struct visit *visit);
fallible front_style(struct visit *visit);

/* A problem as a page, where a person asked for one: outside /api/, and with text/html in Accept.
 * Leaves the reply as it is else. */
fallible front_problem(struct visit *visit, const struct problem *problem);

#endif
