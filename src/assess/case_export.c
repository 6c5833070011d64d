#include "assess/case_form.h"
#include "assess/case_parts.h"
#include "assess/rubric_read.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/uuid.h"

#include <ctype.h>

enum { URI_LIMIT = 4096 };

struct exporter {
    const struct value *rubric;
    const struct case_frame *frame;
    const char *source, *changed;
    struct arena *arena;
};

/* "urn:usta:rubric" and each part behind a colon, percent-encoded (RFC 8141, 2.2). */
static const char *uri_of(const struct exporter *exporter, const char *const *parts)
{
    struct buffer uri = buffer_make(exporter->arena, URI_LIMIT);
    buffer_add_text(&uri, "urn:usta:rubric");
    for (; *parts; parts++) {
        buffer_add_byte(&uri, ':');
        for (const char *at = *parts; *at; at++)
            if (isalnum((unsigned char)*at) || strchr("-._~", *at))
                buffer_add_byte(&uri, (uint8_t)*at);
            else
                buffer_add_format(&uri, "%%%02X", (unsigned)(uint8_t)*at);
    }
    return buffer_text(&uri);
}

/* What every object of CASE begins with. */
static struct value *entity(const struct exporter *exporter, const char *a, const char *b)
{
    struct value *object = value_object(exporter->arena);
    const char *const parts[] = {case_text_in(exporter->rubric, "id"),
                                 case_text_in(exporter->rubric, "version"), a, a ? b : NULL, NULL};
    const char *uri = uri_of(exporter, parts);
    value_set_text(object, "identifier", uuid_of_uri(uri, exporter->arena));
    value_set_text(object, "uri", uri);
    value_set_text(object, "lastChangeDateTime", exporter->changed);
    return object;
}

static struct value *extension_of(const struct value *said, struct arena *arena)
{
    struct value *extensions = value_object(arena);
    value_set(extensions, "usta", said);
    return extensions;
}

/* The texts but the one in the source language. */
static struct value *other_texts(const struct exporter *exporter, const struct value *texts)
{
    return case_without(texts, (const char *const[]){exporter->source, NULL}, exporter->arena);
}

static void add_level(struct value *levels, const struct exporter *exporter, const char *criterion,
                      const struct value *owner, const struct value *level)
{
    struct arena *arena = exporter->arena;
    struct value *object = entity(exporter, criterion, case_text_in(level, "id"));
    struct value *rest = case_without(level, (const char *const[]){"title", "points", NULL}, arena);
    struct value *extensions = value_array(arena);
    value_set(rest, "title", other_texts(exporter, value_get(level, "title")));
    value_append(extensions, extension_of(rest, arena));
    value_set_text(object, "quality", case_text_in(value_get(level, "title"), exporter->source));
    value_set(object, "score", value_get(level, "points"));
    value_set_integer(object, "position", (int64_t)value_size(levels) + 1);
    value_set(object, "rubricCriterionId", value_get(owner, "identifier"));
    value_set(object, "extensions", extensions);
    value_append(levels, object);
}

static void add_shown_level(struct value *levels, const struct exporter *exporter,
                            const char *criterion, const struct value *owner,
                            const struct value *shown)
{
    int64_t position = (int64_t)value_size(levels) + 1;
    const char *name = arena_format(exporter->arena, "%lld", (long long)position);
    struct value *object = entity(exporter, criterion, name);
    value_set(object, "quality", value_get(shown, "quality"));
    value_set(object, "score", value_get(shown, "score"));
    value_set_integer(object, "position", position);
    value_set(object, "rubricCriterionId", value_get(owner, "identifier"));
    value_append(levels, object);
}

/* Its own levels, or those of its scale. */
static const struct value *levels_of(const struct exporter *exporter, const struct value *criterion)
{
    const struct value *levels = value_get(criterion, "levels");
    const struct value *scales = value_get(exporter->rubric, "scales");
    if (levels || !scales)
        return levels;
    return value_get(scales, case_text_in(criterion, "scale"));
}

static void set_levels(struct value *object, const struct exporter *exporter,
                       const struct value *criterion)
{
    struct arena *arena = exporter->arena;
    struct value *levels = value_array(arena);
    const char *id = case_text_in(criterion, "id");
    const struct value *shown = case_shown_levels(criterion, arena);
    const struct value *own = levels_of(exporter, criterion);
    for (size_t i = 0; shown && i < value_size(shown); i++)
        add_shown_level(levels, exporter, id, object, value_at(shown, i));
    for (size_t i = 0; !shown && own && i < value_size(own); i++)
        add_level(levels, exporter, id, object, value_at(own, i));
    value_set(object, "CFRubricCriterionLevels", levels);
}

static void add_criterion(struct value *criteria, const struct exporter *exporter,
                          const struct value *rubric, const struct value *section,
                          const struct value *criterion)
{
    static const char *const said[] = {"title", "weight", "levels", "scale", NULL};
    struct arena *arena = exporter->arena;
    struct value *object = entity(exporter, case_text_in(criterion, "id"), NULL);
    struct value *rest = case_without(criterion, said, arena);
    value_set(rest, "section", value_get(section, "id"));
    value_set(rest, "title", other_texts(exporter, value_get(criterion, "title")));
    value_set_text(object, "category", case_text_in(value_get(section, "title"), exporter->source));
    value_set_text(object, "description",
                   case_text_in(value_get(criterion, "title"), exporter->source));
    value_set(object, "weight", value_get(criterion, "weight"));
    value_set_integer(object, "position", (int64_t)value_size(criteria) + 1);
    value_set(object, "rubricId", value_get(rubric, "identifier"));
    set_levels(object, exporter, criterion);
    value_set(object, "extensions", extension_of(rest, arena));
    value_append(criteria, object);
}

static struct value *rubric_of(const struct exporter *exporter)
{
    struct value *object = entity(exporter, "rubric", NULL);
    struct value *criteria = value_array(exporter->arena);
    const struct value *sections = value_get(exporter->rubric, "sections");
    value_set_text(object, "title",
                   case_text_in(value_get(exporter->rubric, "title"), exporter->source));
    for (size_t i = 0; i < value_size(sections); i++) {
        const struct value *section = value_at(sections, i), *list = value_get(section, "criteria");
        for (size_t j = 0; j < value_size(list); j++)
            add_criterion(criteria, exporter, object, section, value_at(list, j));
    }
    value_set(object, "CFRubricCriteria", criteria);
    return object;
}

static const char *status_of(const struct exporter *exporter)
{
    const char *status = case_text_in(exporter->rubric, "status");
    for (size_t i = 0; rubric_statuses[i]; i++)
        if (text_equal(status, rubric_statuses[i]))
            return case_statuses[i];
    return case_statuses[0];
}

static struct value *sections_of(const struct exporter *exporter)
{
    struct value *list = value_array(exporter->arena);
    const struct value *sections = value_get(exporter->rubric, "sections");
    for (size_t i = 0; i < value_size(sections); i++)
        value_append(list, case_without(value_at(sections, i),
                                        (const char *const[]){"criteria", NULL}, exporter->arena));
    return list;
}

static struct value *document_of(const struct exporter *exporter)
{
    static const char *const said[] = {"title",    "version", "status", "source_language",
                                       "sections", "scales",  NULL};
    struct arena *arena = exporter->arena;
    const struct value *titles = value_get(exporter->rubric, "title");
    struct value *object = entity(exporter, NULL, NULL);
    struct value *rest = case_without(exporter->rubric, said, arena);
    value_set(rest, "title", other_texts(exporter, titles));
    value_set(rest, "sections", sections_of(exporter));
    value_set_text(object, "caseVersion", "1.1");
    value_set_text(object, "creator", exporter->frame->creator);
    value_set_text(object, "title", case_text_in(titles, exporter->source));
    value_set_text(object, "language", exporter->source);
    value_set(object, "version", value_get(exporter->rubric, "version"));
    value_set_text(object, "adoptionStatus", status_of(exporter));
    value_set(object, "extensions", extension_of(rest, arena));
    return object;
}

struct value *case_export(const struct value *rubric, const struct case_frame *frame,
                          struct arena *arena)
{
    struct exporter exporter = {.rubric = rubric,
                                .frame = frame,
                                .source = case_text_in(rubric, "source_language"),
                                .changed = instant_text(frame->changed_s, arena),
                                .arena = arena};
    struct value *package = value_object(arena), *rubrics = value_array(arena);
    value_append(rubrics, rubric_of(&exporter));
    value_set(package, "CFDocument", document_of(&exporter));
    value_set(package, "CFRubrics", rubrics);
    return package;
}
