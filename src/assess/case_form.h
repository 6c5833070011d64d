/* Rubrics in the form of 1EdTech CASE 1.1 (Competencies and Academic Standards Exchange, final of
 * 24 January 2025, clauses on CFPackage, CFDocument, CFRubric, CFRubricCriterion and
 * CFRubricCriterionLevel), and back without loss. Both work on a rubric file as a value
 * (yaml_value.h).
 *
 *   CASE                             rubric
 *   CFDocument.title, .language      title in the source language, source_language
 *   CFDocument.version               version
 *   CFDocument.adoptionStatus        status: Draft, Adopted (published), Deprecated (retired)
 *   CFRubric.CFRubricCriteria        the criteria of all sections, position from 1
 *   CFRubricCriterion.description    title in the source language
 *   CFRubricCriterion.category       the section's title in the source language
 *   CFRubricCriterion.weight         weight
 *   CFRubricCriterionLevel.quality   a level's title in the source language
 *   CFRubricCriterionLevel.score     its points
 *
 * What CASE cannot say stands in extensions.usta of the document, the criterion and the level
 * (whose extensions are a list). The levels of a check and the bands of a measure are written as
 * levels for others to read; what counts are the extensions. A scale becomes the levels of each
 * criterion that uses it. URIs are "urn:usta:rubric:ID:VERSION[:CRITERION[:LEVEL]]" and identifiers
 * their UUIDs of version 5, so the same rubric gives the same. */
#ifndef USTA_ASSESS_CASE_FORM_H
#define USTA_ASSESS_CASE_FORM_H

#include "base/value.h"

enum { CASE_FILE_LIMIT = 4 * 1024 * 1024 };

struct case_frame {
    const char *creator; /* of the document: who publishes it */
    int64_t changed_s;   /* lastChangeDateTime of everything */
};

/* rubric is of a file that passes rubric_load. */
struct value *case_export(const struct value *rubric, const struct case_frame *frame,
                          struct arena *arena);

/* ERROR_REFUSED, naming the object by its path ("CFRubrics[0].CFRubricCriteria[3]") and the key:
 * what CASE requires is missing or of another kind, an unknown key, an identifier that is no UUID
 * or that of another object, a link to another parent, positions out of order, several rubrics,
 * items, associations or definitions (a rubric file has no place for them), no extensions of Usta
 * (CASE alone cannot say how marks are scored), levels or a category that contradict them. Whether
 * the rubric is good is rubric_load's to say. */
fallible case_import(struct value **rubric, const struct value *package, struct arena *arena);

#endif
