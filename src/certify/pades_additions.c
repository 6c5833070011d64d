#include "certify/pades_additions.h"

#include "base/text.h"
#include "certify/pades_augment.h"

enum { SIGNED_REVISIONS = 2, CLOCKS_APART_S = 600 /* of two authorities */ };

static const char *const names[] = {"B", "T", "LT", "LTA"};

const char *pades_level_name(enum pades_level level)
{
    return names[level];
}

fallible pades_level_read(enum pades_level *out, const char *name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal(names[i], name)) {
            *out = (enum pades_level)i;
            return NULL;
        }
    return error_hint(error_make(ERROR_USAGE, "'%s' is no level of a signature", name),
                      "T, LT or LTA (ETSI EN 319 142-1, 6)");
}

/* What is read, revision by revision. */
struct reading {
    const struct pdf_file *file;
    struct timestamp *stamps;
    struct crl *crls;
    struct validation *validation;
    enum pades_level level;
    size_t kept; /* certificates that validation data have already */
};

static bool same_around(struct bytes a, struct bytes b, const struct pades_hole *hole)
{
    return a.size == b.size && memcmp(a.data, b.data, hole->at) == 0 &&
           memcmp(a.data + hole->end, b.data + hole->end, a.size - hole->end) == 0;
}

static fallible read_timestamp(struct reading *reading, size_t revision, struct arena *arena)
{
    struct pades_stamp_draft draft;
    struct bytes der;
    struct validation *validation = reading->validation;
    struct pdf_file before = pdf_file_beginning(reading->file, revision);
    struct bytes now = pdf_file_beginning(reading->file, revision + 1).bytes;
    struct timestamp *stamp = &reading->stamps[validation->stamp_count];
    TRY(pades_stamp_prepare(&draft, &before, arena));
    if (!same_around(now, draft.file, &draft.hole))
        return pdf_fault(before.bytes.size, "an update that adds something else than a document "
                                            "timestamp or validation data");
    TRY(pades_hole_read(&der, now, &draft.hole, arena));
    TRY(timestamp_read(stamp, der, arena));
    struct digest imprint = pades_hole_digest(now, draft.hole.at, draft.hole.end);
    TRY(timestamp_check(stamp, &imprint, arena));
    if (validation->stamp_count && stamp->info.at_s < stamp[-1].info.at_s - CLOCKS_APART_S)
        return error_make(ERROR_REFUSED, "a document timestamp is older than the one before it");
    validation->stamp_count++;
    reading->level = reading->level < PADES_LT ? PADES_T : PADES_LTA;
    return NULL;
}

static fallible read_crls(struct reading *reading, const struct pades_validation *data,
                          struct arena *arena)
{
    for (size_t i = 0; i < data->crl_count; i++)
        TRY(crl_read(ARENA_PUSH(arena, reading->crls, reading->validation->crl_count),
                     data->crls[i]));
    reading->validation->crls = reading->crls;
    return NULL;
}

/* The certificates that are new must be exactly those that are needed and were not there. */
static fallible read_validation(struct reading *reading, size_t revision, struct arena *arena)
{
    const struct x509 *needed[VALIDATION_LIMIT];
    struct bytes certificates[VALIDATION_LIMIT], again;
    struct pades_validation data;
    size_t kept = reading->kept;
    size_t count = validation_certificates(needed, reading->validation);
    struct pdf_file before = pdf_file_beginning(reading->file, revision);
    struct bytes now = pdf_file_beginning(reading->file, revision + 1).bytes;
    TRY(pades_validation_read(&data, reading->file, revision, arena));
    for (size_t i = kept; i < count; i++)
        certificates[i - kept] = needed[i]->der;
    data.certificates = certificates;
    data.certificate_count = count - kept;
    TRY(pades_validation_add(&again, &before, &data, arena));
    if (!bytes_equal(again, now))
        return pdf_fault(before.bytes.size, "validation data that are not those needed, or written "
                                            "in another way");
    TRY(read_crls(reading, &data, arena));
    TRY(validation_check(reading->validation, arena));
    reading->kept = count;
    reading->level = PADES_LT;
    return NULL;
}

fallible pades_additions_read(struct validation *validation, enum pades_level *level,
                              const struct pdf_file *file, struct arena *arena)
{
    struct validation found = *validation;
    struct reading reading = {
        .file = file,
        .validation = &found,
        .stamps = ARENA_ARRAY(arena, struct timestamp, VALIDATION_STAMPS_LIMIT),
        .level = found.stamp_count ? PADES_T : PADES_B};
    _Static_assert(PDF_REVISIONS_LIMIT - SIGNED_REVISIONS + 1 <= VALIDATION_STAMPS_LIMIT,
                   "a timestamp in each revision, and one in the signature");
    if (found.stamp_count)
        reading.stamps[0] = found.stamps[0];
    found.stamps = reading.stamps;
    for (size_t revision = SIGNED_REVISIONS; revision < file->revision_count; revision++) {
        if (pades_validation_changed(file, revision))
            TRY(read_validation(&reading, revision, arena));
        else
            TRY(read_timestamp(&reading, revision, arena));
    }
    *validation = found;
    *level = reading.level;
    return NULL;
}
