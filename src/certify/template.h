/* Texts with places to fill in from the record and the words:
 *
 *     {holder.name_latin}       a member of the record: text or a whole number
 *     {title.$language}         $language stands for the language being printed
 *     {units[].total_shown}     of every item of a list, joined by ", "
 *     {units[].total_shown/ · } ... or by what stands behind the slash
 *     {.title.ky}               of the item a table row is about
 *     {@issued}                 a word
 *     {ru@issued}               a word of another language
 *     {outcome|outcome}         the word "outcome.VALUE" instead of the value
 *     {destination?}            nothing at all when it is missing or null
 *     {#page} {#pages}          the number of this page, and how many there are
 *
 * What is filled in is never looked at for further places. */
#ifndef USTA_CERTIFY_TEMPLATE_H
#define USTA_CERTIFY_TEMPLATE_H

#include "base/value.h"
#include "certify/words.h"

struct template_scope {
    const struct value *record;
    const struct value *item; /* NULL outside a table */
    const struct words *words;
    const char *language;
    size_t page, pages;
};

/* ERROR_REFUSED naming the place when it is missing or neither text nor number, when there is no
 * such word, or when the template itself is broken. */
fallible template_fill(const char **out, const char *template, const struct template_scope *scope,
                       struct arena *arena);

/* Whether there is something at a path of the record: present, and not null, false or empty; with
 * "not " before the path, whether there is nothing. "#several": whether there are several pages. */
bool template_holds(const char *path, const struct template_scope *scope, struct arena *arena);

/* The value at a path, NULL when there is none. */
const struct value *template_value(const char *path, const struct template_scope *scope,
                                   struct arena *arena);

#endif
