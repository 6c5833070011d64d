/* What people read of an answer, made from the data of the answer, so that the two cannot differ.
 */
#ifndef USTA_CLI_LISTING_H
#define USTA_CLI_LISTING_H

#include "cli/call.h"

/* A member of an object that is shown, and under which heading. The last has no key. */
struct shown {
    const char *key;
    const char *heading;
};

/* Rows in columns: adds the array of objects to the answer under name, and to the words a line for
 * each under the headings. Aligned by code points, numbers to the right; a column in which no row
 * has anything is left out. Without rows, the words are empty ("no candidates yet") and next, the
 * command that would change that ("usta candidate import FILE.csv"; NULL for none). */
void listing_say(struct call *call, const char *name, const struct value *rows,
                 const struct shown *columns, const char *empty, const char *next);

/* The rows that the answer holds under name, after an empty line; without rows nothing. */
void listing_say_part(struct call *call, const char *name, const struct shown *columns);

/* The same of rows that the answer holds in another form. */
void listing_say_rows(struct call *call, const struct value *rows, const struct shown *columns);

/* One thing: "heading: value" a line, values below each other; members that are null are left out.
 */
void listing_say_card(struct call *call, const struct value *object, const struct shown *lines);

/* How a member is written for people: "–" for null or a missing one, yes and no, the members of an
 * array with ", " between, those of an object likewise behind their keys: "level 2". */
const char *listing_cell(const struct value *member, struct arena *arena);

#endif
