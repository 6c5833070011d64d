#include "assess/text_review.h"

#include "assess/institution.h"
#include "assess/role.h"
#include "assess/text_review_sql.h"
#include "base/buffer.h"
#include "base/text.h"

enum { REVIEWER_LIMIT = 200 };

struct text_review {
    int64_t id;
    int64_t rubric_version, scheme_version; /* one of them is 0 */
    const char *language;
    struct digest text, source;
    const char *day, *reviewer, *note;
    const char *by; /* ref of who recorded it */
};
struct text_reviews {
    struct text_review *items;
    size_t count;
};

const char *text_state_name(enum text_state state)
{
    static const char *const names[] = {
        [TEXT_SOURCE] = "source",
        [TEXT_DRAFT] = "draft",
        [TEXT_CLAIMED] = "said to be reviewed, not recorded",
        [TEXT_REVIEWED] = "reviewed",
    };
    return names[state];
}

static fallible digest_read(struct digest *out, const struct db_rows *row, int column,
                            struct arena *arena)
{
    struct bytes bytes = db_rows_blob(row, column, arena);
    if (bytes.size != DIGEST_SIZE)
        return error_make(ERROR_REFUSED, "a text review is kept with a digest of %zu bytes",
                          bytes.size);
    memcpy(out->data, bytes.data, DIGEST_SIZE);
    return NULL;
}

static fallible text_review_read(struct text_review *out, const struct db_rows *row, int from,
                                 struct arena *arena)
{
    *out = (struct text_review){.id = db_rows_integer(row, from),
                                .rubric_version = db_rows_integer(row, from + 1),
                                .scheme_version = db_rows_integer(row, from + 2),
                                .language = db_rows_text(row, from + 3, arena),
                                .day = db_rows_text(row, from + 6, arena),
                                .reviewer = db_rows_text(row, from + 7, arena),
                                .note = db_rows_text(row, from + 8, arena),
                                .by = db_rows_text(row, from + 9, arena)};
    TRY(digest_read(&out->text, row, from + 4, arena));
    return digest_read(&out->source, row, from + 5, arena);
}

/* Who read it is a person who may not be on the staff: sealed. */
static void text_review_act(struct act *out, const struct text_review *review, struct arena *arena)
{
    struct value *open = value_object(arena), *sealed = value_object(arena);
    bool is_scheme = review->scheme_version;
    value_set_integer(open, "text_review", review->id);
    value_set_integer(open, is_scheme ? "scheme_version" : "rubric_version",
                      is_scheme ? review->scheme_version : review->rubric_version);
    value_set_text(open, "language", review->language);
    value_set_text(open, "text", digest_text(&review->text, arena));
    value_set_text(open, "source", digest_text(&review->source, arena));
    value_set_text(open, "day", review->day);
    value_set_text(sealed, "reviewer", review->reviewer);
    value_set_text(sealed, "note", review->note);
    *out = (struct act){"text.reviewed", open, sealed};
}

static fallible audit_act(struct act *out, const struct db_rows *row, struct arena *arena)
{
    struct text_review review;
    TRY(text_review_read(&review, row, STAMP_COLUMNS, arena));
    text_review_act(out, &review, arena);
    return NULL;
}

const struct audited text_review_audited = {
    "text_review", (const char *const[]){"text.reviewed", NULL}, &sql_text_review_audit, audit_act};

static fallible list_of(struct text_reviews *out, struct db *db, const struct wordings *wordings,
                        struct arena *arena)
{
    SCOPED_ROWS rows = NULL;
    struct text_reviews list = {0};
    TRY(db_rows_open(
        &rows, db, wordings->is_scheme ? &sql_text_reviews_of_scheme : &sql_text_reviews_of_rubric,
        DB_VALUES(db_text(wordings->subject))));
    for (;;) {
        bool got;
        TRY(db_rows_next(&got, rows));
        if (!got)
            break;
        TRY(text_review_read(ARENA_PUSH(arena, list.items, list.count), rows, 0, arena));
    }
    *out = list;
    return NULL;
}

static const struct digest *source_of(const struct wordings *wordings)
{
    return &wordings->digests[wordings_find(wordings, wordings->source_language)];
}

/* The review of the very text at place, held against this source; NULL for none. */
static const struct text_review *find(const struct text_reviews *reviews,
                                      const struct wordings *wordings, size_t place)
{
    for (size_t i = 0; i < reviews->count; i++) {
        const struct text_review *review = &reviews->items[i];
        if (text_equal(review->language, wordings->languages[place].tag) &&
            digest_equal(&review->text, &wordings->digests[place]) &&
            digest_equal(&review->source, source_of(wordings)))
            return review;
    }
    return NULL;
}

static enum text_state declared(const struct rubric_language *language)
{
    static const enum text_state states[] = {[LANGUAGE_SOURCE] = TEXT_SOURCE,
                                             [LANGUAGE_DRAFT] = TEXT_DRAFT,
                                             [LANGUAGE_REVIEWED] = TEXT_CLAIMED};
    return states[language->state];
}

fallible text_review_standings(struct text_standings *out, struct db *db,
                               const struct wordings *wordings, struct arena *arena)
{
    struct text_reviews reviews;
    struct text_standings list = {0};
    TRY(list_of(&reviews, db, wordings, arena));
    for (size_t i = 0; i < wordings->count; i++) {
        const struct text_review *review = find(&reviews, wordings, i);
        struct text_standing standing = {.language = wordings->languages[i].tag,
                                         .state = declared(&wordings->languages[i])};
        if (review)
            standing = (struct text_standing){standing.language, TEXT_REVIEWED, review->reviewer,
                                              review->day,       review->note,  review->by};
        *ARENA_PUSH(arena, list.items, list.count) = standing;
    }
    *out = list;
    return NULL;
}

static const char *tags_of(const struct wordings *wordings, struct arena *arena)
{
    struct buffer list = buffer_make(arena, 1024);
    for (size_t i = 0; i < wordings->count; i++) {
        buffer_add_text(&list, i ? " " : "");
        buffer_add_text(&list, wordings->languages[i].tag);
    }
    return buffer_text(&list);
}

static fallible check_language(const struct wordings *wordings, const char *language,
                               struct arena *arena)
{
    if (wordings_find(wordings, language) == wordings->count)
        return error_hint(
            error_make(ERROR_NOT_FOUND, "'%s' has no texts in '%.40s'", wordings->name, language),
            "its languages are %s", tags_of(wordings, arena));
    if (text_equal(language, wordings->source_language))
        return error_hint(
            error_make(ERROR_REFUSED, "'%s' was written in '%s'", wordings->name, language),
            "a review holds a translation against its source: %s", tags_of(wordings, arena));
    return NULL;
}

static fallible check_words(const char *reviewer, const char *note)
{
    if (!*reviewer || utf8_length(reviewer) > REVIEWER_LIMIT)
        return error_hint(error_make(ERROR_REFUSED,
                                     "the reviewer's name has %zu letters instead of 1 to %d",
                                     utf8_length(reviewer), REVIEWER_LIMIT),
                          "give the name of the person who read the texts");
    if (!*note)
        return error_hint(error_make(ERROR_REFUSED, "a text review needs a note"),
                          "say who the reviewer is in the trade, and what was found");
    return NULL;
}

static fallible check_new(struct db *db, const struct wordings *wordings, size_t place,
                          struct arena *arena)
{
    struct text_reviews reviews;
    TRY(list_of(&reviews, db, wordings, arena));
    const struct text_review *before = find(&reviews, wordings, place);
    if (!before)
        return NULL;
    return error_hint(error_make(ERROR_CONFLICT, "this text of '%s' in '%s' is reviewed already",
                                 wordings->name, before->language),
                      "'%s' recorded it on %s; a changed text can be reviewed again", before->by,
                      before->day);
}

static fallible insert(struct desk *desk, struct text_review *review, struct arena *arena)
{
    struct act act;
    struct stamp stamp;
    bool is_scheme = review->scheme_version;
    TRY(desk_next_id(&review->id, desk, &sql_text_review_highest));
    text_review_act(&act, review, arena);
    TRY(journal_append(&stamp, desk, &act));
    return db_run(desk->db, &sql_text_review_insert,
                  DB_VALUES(db_integer(review->id),
                            is_scheme ? db_null() : db_integer(review->rubric_version),
                            is_scheme ? db_integer(review->scheme_version) : db_null(),
                            db_text(review->language), db_blob(digest_bytes(&review->text)),
                            db_blob(digest_bytes(&review->source)), db_text(review->day),
                            db_text(review->reviewer), db_text(review->note), STAMP_VALUES(stamp)));
}

fallible text_review_add(int64_t *out, struct desk *desk, const struct wordings *wordings,
                         const char *language, const char *reviewer, const char *note)
{
    SCOPED_ARENA(arena);
    TRY(role_require(desk, TASK_PUBLISH, wordings->is_scheme ? NULL : wordings->subject));
    TRY(check_language(wordings, language, arena));
    TRY(check_words(reviewer, note));
    size_t place = wordings_find(wordings, language);
    TRY(check_new(desk->db, wordings, place, arena));
    struct text_review review = {.rubric_version = wordings->is_scheme ? 0 : wordings->edition,
                                 .scheme_version = wordings->is_scheme ? wordings->edition : 0,
                                 .language = language,
                                 .text = wordings->digests[place],
                                 .source = *source_of(wordings),
                                 .reviewer = reviewer,
                                 .note = note};
    TRY(institution_today(&review.day, desk, arena));
    TRY(insert(desk, &review, arena));
    *out = review.id;
    return NULL;
}
