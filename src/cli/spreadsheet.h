/* The list of an answer as comma-separated values (RFC 4180) for spreadsheets (--csv). */
#ifndef USTA_CLI_SPREADSHEET_H
#define USTA_CLI_SPREADSHEET_H

#include "base/value.h"

/* The first list of objects in an answer: UTF-8 with the byte order mark by which Excel knows it,
 * lines ending in CRLF, a column for each key. A list within a row makes a row of each of its
 * items, behind what the row says itself; none of them makes one row with those cells empty. Null
 * is an empty cell. A text that a spreadsheet would take for a formula (= + - @ in front) gets an
 * apostrophe before it. ERROR_USAGE when the answer has no list. */
fallible spreadsheet_of(struct bytes *out, const struct value *answer, struct arena *arena);

#endif
