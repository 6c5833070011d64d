/* What people see who come with a browser. */
#ifndef USTA_WEB_FRONT_H
#define USTA_WEB_FRONT_H

#include "web/problem.h"
#include "web/visit.h"

fallible front_style(struct visit *visit);

/* The language of a visit: the input 'lang' when it is one of the pages', else pages_language. */
const char *front_language(const struct visit *visit);

/* Answers with a page, filled in with data; `languages` is a name of the data as well: a list of
 * {"tag", "tongue" (its own name)}. */
fallible front_show(struct visit *visit, const char *page, struct value *data, int status);

/* A problem as a page, where a person asked for one: outside /api/, and with text/html in Accept.
 * Leaves the reply as it is else. */
fallible front_problem(struct visit *visit, const struct problem *problem);

#endif
