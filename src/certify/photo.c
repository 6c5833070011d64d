#include "certify/photo.h"

#include "assess/erasure.h"
#include "assess/role.h"
#include "certify/photo_sql.h"

struct photo {
    int64_t id;
    struct candidate_id candidate;
    struct bytes jpeg; /* empty: none from now on */
};

/* The digest is sealed: with the salt gone nobody can try pictures against the journal. */
static void photo_act(struct act *out, const struct photo *photo, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    struct digest digest = digest_of(photo->jpeg);
    value_set_integer(open, "photo", photo->id);
    value_set_integer(open, "candidate", photo->candidate.n);
    value_set_text(sealed, "digest", photo->jpeg.size ? digest_text(&digest, arena) : NULL);
    *out = (struct act){"candidate.photo", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct photo photo = {.id = db_rows_integer(row, STAMP_COLUMNS),
                          .candidate = {db_rows_integer(row, STAMP_COLUMNS + 1)},
                          .jpeg = db_rows_blob(row, STAMP_COLUMNS + 2, arena)};
    static const uint8_t no_salt[SALT_SIZE];
    if (photo.jpeg.size && bytes_equal(db_rows_blob(row, 3, arena), bytes_of(no_salt, SALT_SIZE)))
        return error_make(ERROR_REFUSED, "photo %lld was erased, and shows something",
                          (long long)photo.id);
    photo_act(out, &photo, arena);
    return NULL;
}

const struct audited photo_audited = {"photo", (const char *const[]){"candidate.photo", NULL},
                                      &sql_photo_audit, audit_act};

static fallible insert(struct desk *desk, const struct photo *asked, struct arena *arena)
{
    struct photo photo = *asked;
    struct act act;
    struct stamp stamp;
    TRY(desk_next_id(&photo.id, desk, &sql_photo_highest));
    photo_act(&act, &photo, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_photo_insert,
                  DB_VALUES(db_integer(photo.id), db_integer(photo.candidate.n),
                            db_blob(photo.jpeg), STAMP_VALUES(stamp)));
}

fallible photo_now(struct digest *out, bool *is_there, struct db *db, struct candidate_id candidate)
{
    SCOPED_ARENA(arena);
    SCOPED_ROWS rows = NULL;
    bool got;
    TRY(db_rows_open(&rows, db, &sql_photo_now, DB_VALUES(db_integer(candidate.n))));
    TRY(db_rows_next(&got, rows));
    struct bytes jpeg = got ? db_rows_blob(rows, 0, arena) : bytes_of(NULL, 0);
    *out = digest_of(jpeg);
    *is_there = jpeg.size > 0;
    return NULL;
}

fallible photo_set(struct jpeg *out, struct desk *desk, const struct candidate *candidate,
                   struct bytes file, struct arena *arena)
{
    struct jpeg jpeg;
    struct digest now, digest;
    bool is_there;
    TRY(role_require(desk, TASK_ENROL, NULL));
    TRY(erasure_check_none(desk->db, candidate->id));
    TRY(jpeg_clean(&jpeg, file, arena));
    TRY(photo_now(&now, &is_there, desk->db, candidate->id));
    digest = digest_of(jpeg.bytes);
    if (is_there && digest_equal(&now, &digest))
        return error_hint(error_make(ERROR_CONFLICT, "'%s' has this photo already", candidate->ref),
                          "nothing is to be done");
    TRY(insert(desk, &(struct photo){0, candidate->id, jpeg.bytes}, arena));
    *out = jpeg;
    return NULL;
}

fallible photo_remove(struct desk *desk, const struct candidate *candidate)
{
    SCOPED_ARENA(arena);
    struct digest now;
    bool is_there;
    TRY(role_require(desk, TASK_ENROL, NULL));
    TRY(photo_now(&now, &is_there, desk->db, candidate->id));
    if (!is_there)
        return error_hint(error_make(ERROR_NOT_FOUND, "'%s' has no photo", candidate->ref),
                          "add one: usta candidate photo %s FILE.jpg", candidate->ref);
    return insert(desk, &(struct photo){0, candidate->id, bytes_of(NULL, 0)}, arena);
}

static fallible find(struct jpeg *out, struct db *db, struct candidate_id candidate,
                     const struct digest *digest, struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    TRY(db_rows_open(&rows, db, &sql_photo_list, DB_VALUES(db_integer(candidate.n))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            return error_make(ERROR_NOT_FOUND, "the photo '%s' is not there",
                              digest_text(digest, arena));
        struct bytes jpeg = db_rows_blob(rows, 0, arena);
        struct digest found = digest_of(jpeg);
        if (jpeg.size && digest_equal(&found, digest))
            return jpeg_clean(out, jpeg, arena);
    }
}

fallible photo_of_record(const struct jpeg **out, struct db *db, struct candidate_id candidate,
                         const char *record, struct arena *arena)
{
    struct value *value;
    struct digest digest;
    struct jpeg *jpeg = ARENA_NEW(arena, struct jpeg);
    TRY(value_parse(&value, bytes_of_text(record), "record", arena));
    const struct value *holder = value_get(value, "holder");
    const struct value *named = holder ? value_get(holder, "photo") : NULL;
    *out = NULL;
    if (!named)
        return NULL;
    TRY(digest_parse(&digest, value_text(named), "photo"));
    TRY(find(jpeg, db, candidate, &digest, arena));
    *out = jpeg;
    return NULL;
}
