/* Checks of one named statement against a database of the newest schema. */
#ifndef USTA_TESTS_STORE_STATEMENT_CHECK_H
#define USTA_TESTS_STORE_STATEMENT_CHECK_H

#include "store/db.h"

/* ERROR_REFUSED, naming the statement, unless it prepares, is one statement, its parameter i is
 * called $i, and it reads no whole table without saying so. */
fallible statement_check(const char *database_path, const struct statement *statement);

#endif
