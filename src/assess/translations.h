/* Reads the languages of a file and the texts in them (readers for the tables of fields.h). */
#ifndef USTA_ASSESS_TRANSLATIONS_H
#define USTA_ASSESS_TRANSLATIONS_H

#include "assess/fields.h"

/* The members of a file for its languages, wherever its struct keeps them. */
struct languages {
    const struct rubric_language *items;
    size_t count;
};

/* struct languages: a map of tag: source | draft | reviewed. From here on the reader knows the
 * declared languages. A draft is a warning. */
field_reader read_languages;
field_reader read_language; /* const char *: a tag such as ky or zh-Hant */

/* struct texts: one for every declared language, and for no other. */
field_reader read_texts;

/* The same, with the same numbers in every language. */
field_reader read_sentence;

/* The same, and what else is asked of titles: at most 120 characters; of a criterion's also that
 * nothing is joined by "and", of a level's that no word is vague. */
field_reader read_title;
field_reader read_criterion_title;
field_reader read_level_title;

/* Finds fault when the source language is not the one that is declared as source. */
void languages_check_source(struct reader *reader, const struct yaml_node *root);

#endif
