/* The logical structure of a document: a tree of headings, paragraphs, tables and figures
 * in reading order, each knowing the marked content it owns (ISO 32000-1, 14.7 and 14.8). */
#ifndef USTA_CERTIFY_STRUCTURE_H
#define USTA_CERTIFY_STRUCTURE_H

#include "certify/content.h"
#include "certify/pdf.h"

struct structure;
struct structure_element;

/* Of a document in this language (BCP 47). */
struct structure *structure_open(const char *language, struct arena *arena);

/* The element everything stands in ("Document"). */
struct structure_element *structure_root(struct structure *structure);

/* A new last child. tag is one of ISO 32000-1, 14.8.4 ("H1", "P", "Table", "TR", "TH", "TD",
 * "Figure"); language (BCP 47) may be NULL: as its parent. */
struct structure_element *structure_add(struct structure *structure,
                                        struct structure_element *parent, const char *tag,
                                        const char *language);

/* What a figure shows, for those who cannot see it. Borrowed. */
void structure_set_alternative(struct structure_element *element, const char *text);

/* Where a figure stands on a page this high (ISO 14289-1, 7.3: its bounding box). */
void structure_set_box(struct structure_element *element, struct box box, int64_t page_height);

/* The element ("Form") of the one form field the document will get: the widget that an update of
 * the file appends as its object number `ahead` counted from the end (ISO 14289-1, 7.18.4). It says
 * so in its /StructParent, which is STRUCTURE_FIELD_KEY. On the page that is marked now. */
enum { STRUCTURE_FIELD_KEY = 0 };
void structure_add_field(struct structure *structure, const char *language, int64_t ahead);

/* What is marked from here on stands on the next page; the first page needs no call. */
void structure_next_page(struct structure *structure);

/* What is drawn from here to content_mark_end belongs to the element, all of which is on one page.
 */
void structure_mark(struct structure *structure, struct structure_element *element,
                    struct content *content);

/* Writes the tree into the document of these pages: the last that is added to it. */
void structure_write(struct structure *structure, struct pdf *pdf, struct pdf_dict *const *pages,
                     size_t count);

#endif
