#include "assess/institution_file.h"

#include "assess/ref.h"
#include "assess/rubric_read.h"
#include "assess/translations.h"
#include "base/text.h"

enum { OFFSET_LIMIT_MIN = 14 * 60, TARGET_LIMIT = 1000000 };

/* What the file's rows fill. */
struct content {
    struct institution_file file;
    struct languages languages;
};

static bool read_ref(struct reader *reader, struct yaml_node *node, const struct field *field,
                     void *out)
{
    if (!read_name(reader, node, field, out))
        return false;
    if (ref_good(node->text))
        return true;
    READER_FAULT(reader, RULE_WRONG_FORM, node->place,
                 "%s '%s' is not of Latin letters, digits, '.', '-' and '_' alone", field->name,
                 node->text);
    return false;
}

/* Labels of letters, digits and inner hyphens, with dots between (RFC 1123, 2.1). */
static bool host_good(const char *host)
{
    size_t labels = 0;
    if (strlen(host) > HOST_LIMIT)
        return false;
    for (const char *at = host;; at++) {
        size_t size = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789-");
        if (!size || *at == '-' || at[size - 1] == '-' || (at[size] && at[size] != '.'))
            return false;
        labels++;
        at += size;
        if (!*at)
            return labels >= 2;
    }
}

static bool read_host(struct reader *reader, struct yaml_node *node, const struct field *field,
                      void *out)
{
    if (!read_name(reader, node, field, out))
        return false;
    if (host_good(node->text))
        return true;
    READER_FAULT(reader, RULE_WRONG_FORM, node->place,
                 "%s '%s' is not a host name of small letters with at most %d characters",
                 field->name, node->text, HOST_LIMIT);
    return false;
}

static const struct field centre_rows[] = {
    {"ref", true, read_ref, FIELD_AT(struct centre, ref)},
    {"utc_offset_min", true, read_whole, FIELD_AT(struct centre, utc_offset_min),
     .low = -OFFSET_LIMIT_MIN, .high = OFFSET_LIMIT_MIN},
    {"names", true, read_texts, FIELD_AT(struct centre, names)},
    {0},
};

static const struct field administrator_rows[] = {
    {"ref", true, read_ref, FIELD_AT(struct institution_file, administrator_ref)},
    {"name", true, read_text, FIELD_AT(struct institution_file, administrator_name)},
    {0},
};

static const struct field institution_rows[] = {
    {"usta_institution", .required = true, .read = read_format},
    {"origin", true, read_host, FIELD_AT(struct content, file.institution.origin)},
    {"host", true, read_host, FIELD_AT(struct content, file.institution.host)},
    {"languages", true, read_languages,
     FIELD_LIST(struct content, languages.items, languages.count, struct rubric_language)},
    {"names", true, read_texts, FIELD_AT(struct content, file.institution.names)},
    {"target", true, read_whole, FIELD_AT(struct content, file.institution.target), .low = 1,
     .high = TARGET_LIMIT},
    {"centres", true, read_filled, .fields = centre_rows,
     FIELD_LIST(struct content, file.institution.centres.items, file.institution.centres.count,
                struct centre)},
    {"administrator", true, read_map, .fields = administrator_rows, FIELD_AT(struct content, file)},
    {0},
};

static void check_centres(struct reader *reader, const struct yaml_node *root,
                          const struct centres *centres)
{
    const struct yaml_node *list = yaml_get(root, "centres");
    struct named *names = ARENA_ARRAY(reader->arena, struct named, centres->count);
    size_t count = 0;
    for (size_t i = 0; i < centres->count; i++)
        if (centres->items[i].ref)
            names[count++] = (struct named){centres->items[i].ref, list->members[i].value->place};
    findings_add_repeated(reader->findings, &rules[RULE_REPEATED], names, count, "centre ");
}

fallible institution_load(struct institution_file **out, struct findings *findings,
                          struct bytes file, const char *name, struct arena *arena)
{
    struct reader reader = {.findings = findings, .arena = arena};
    struct content *content = ARENA_NEW(arena, struct content);
    struct yaml_node *root;
    findings_open(findings, name);
    yaml_read(&root, findings, file, arena);
    if (root) {
        (void)fields_read(&reader, root, institution_rows, content);
        check_centres(&reader, root, &content->file.institution.centres);
    }
    *out = findings_close(findings) ? &content->file : NULL;
    return NULL;
}
