#include "assess/duplicate.h"

#include "assess/duplicate_sql.h"
#include "assess/likeness.h"
#include "base/buffer.h"
#include "base/text.h"

enum { LIST_LIMIT = 4096 };

static bool is_alike(const struct candidate_facts *facts, const struct db_rows *suspect,
                     struct arena *arena)
{
    return text_equal(facts->document_number, db_rows_text(suspect, 4, arena)) ||
           names_alike(facts->name_latin, db_rows_text(suspect, 2, arena)) ||
           names_alike(facts->name_cyrillic, db_rows_text(suspect, 3, arena));
}

/* True when list, refs with spaces between, holds ref. */
static bool names_ref(const char *list, const char *ref)
{
    size_t size = strlen(ref);
    while (list && *list) {
        list += strspn(list, " ");
        size_t next = strcspn(list, " ");
        if (next == size && strncmp(list, ref, size) == 0)
            return true;
        list += next;
    }
    return false;
}

static void add_ref(struct buffer *list, const char *ref)
{
    buffer_add_format(list, "%s%s", list->size ? " " : "", ref);
}

fallible duplicate_refs(const char **out, struct db *db, const struct candidate_facts *facts,
                        struct candidate_id self, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct buffer list = buffer_make(arena, LIST_LIMIT);
    int64_t last = 0;
    TRY(db_rows_open(
        &rows, db, &sql_duplicate_suspects,
        DB_VALUES(db_text(facts->born), db_integer(self.n), db_text(facts->document_number))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        if (db_rows_integer(rows, 0) == last || !is_alike(facts, rows, arena))
            continue;
        last = db_rows_integer(rows, 0);
        add_ref(&list, db_rows_text(rows, 1, arena));
    }
    struct bytes refs;
    TRY(buffer_take(&refs, &list, "list of people who seem to be the same"));
    *out = arena_text_n(arena, refs.data, refs.size);
    return NULL;
}

fallible duplicate_check(struct db *db, const struct candidate_facts *facts,
                         struct candidate_id self, const char *compared, struct arena *arena)
{
    const char *refs;
    TRY(duplicate_refs(&refs, db, facts, self, arena));
    struct buffer left = buffer_make(arena, LIST_LIMIT);
    for (const char *at = refs; *at;) {
        size_t size = strcspn(at, " ");
        const char *ref = arena_text_n(arena, at, size);
        if (!names_ref(compared, ref))
            add_ref(&left, ref);
        at += size + strspn(at + size, " ");
    }
    if (!left.size)
        return NULL;
    const char *others = buffer_text(&left);
    return error_hint(error_make(ERROR_CONFLICT,
                                 "seems to be enrolled already as '%s': the same document, or the "
                                 "same birth date and a similar name",
                                 others),
                      "compare the documents; when they are different people, say so by naming "
                      "'%s' (workflow, rule 11)",
                      others);
}
