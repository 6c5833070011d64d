/* Rows that acts left behind, held against the journal that remembers them. Each noun whose rows
 * carry a stamp has one `struct audited`, made of the very function its inserts build their act
 * with, so that writing a row and auditing it years later cannot differ. */
#ifndef USTA_STORE_AUDITED_H
#define USTA_STORE_AUDITED_H

#include "store/journal.h"

/* How a stamp goes into an insert: DB_VALUES(…, STAMP_VALUES(stamp)) fills journal_seq, at_s,
 * by_person, salt. */
#define STAMP_VALUES(stamp)                                                                        \
    db_integer((stamp).seq), db_integer((stamp).at_s), db_integer((stamp).by.n),                   \
        db_blob(bytes_of((stamp).salt, SALT_SIZE))

/* In `rows` below these columns come first: journal_seq, at_s, by_person, salt. */
enum { STAMP_COLUMNS = 4 };

struct audited {
    const char *noun;             /* the table, for messages */
    const char *const *kinds;     /* of its acts; NULL ends the list */
    const struct statement *rows; /* every row: its stamp, then what act needs, in order of id */
    /* The act that the row must stand for; its columns begin at STAMP_COLUMNS. */
    fallible (*act)(struct act *out, const struct db_rows *row, struct arena *arena);
};

/* Every row of every noun fits its own entry of the journal, and every entry of their kinds has
 * its row. ERROR_REFUSED naming the first row or entry that does not fit. */
fallible audited_check(struct db *db, const struct audited *const *all, size_t count);

/* The same where facts were erased: a row without its salt passes when its entry may be erased, by
 * number up to the journal's size, and says all else that the row says. erased counts them. */
fallible audited_check_erased(int64_t *erased, struct db *db, const struct audited *const *all,
                              size_t count, const bool *may_be_erased);

#endif
