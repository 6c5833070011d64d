/* A PDF file written object by object (ISO 32000-1, clause 7). libharu keeps the objects, numbers
 * them and writes the file with its table of cross-references; pdf.c is the only file that includes
 * its headers. Nothing here draws or knows fonts: libharu's own text, font and PDF/A code is never
 * used (docs/decisions/0004).
 *
 * The same calls in the same order write the same bytes: no clock, no randomness. Objects live as
 * long as the arena. Mistakes inside libharu are kept and told once, by pdf_take. */
#ifndef USTA_CERTIFY_PDF_H
#define USTA_CERTIFY_PDF_H

#include "certify/jpeg.h"

struct pdf;
struct pdf_dict; /* a dictionary or a stream */
struct pdf_array;

/* An empty document of version 1.7. */
struct pdf *pdf_open(struct arena *arena);

/* The whole file, in the arena. ERROR_ENVIRONMENT with libharu's number when anything failed. */
fallible pdf_take(struct bytes *out, struct pdf *pdf, struct arena *arena);

struct pdf_dict *pdf_catalog(struct pdf *pdf);
struct pdf_dict *pdf_info(struct pdf *pdf);
struct pdf_dict *pdf_trailer(struct pdf *pdf);

/* A page of this size in mpt: the operators of its content and what they name. Its content is the
 * stream behind (drawn before, for example for every certificate alike; NULL for none) and then
 * content. */
struct pdf_dict *pdf_page_add(struct pdf *pdf, int64_t width, int64_t height,
                              struct pdf_dict *behind, struct bytes content);
struct pdf_dict *pdf_page_resources(struct pdf_dict *page);

/* An indirect object, which others refer to. */
struct pdf_dict *pdf_dict_add(struct pdf *pdf);
struct pdf_array *pdf_array_add(struct pdf *pdf);

/* A stream (indirect) of these bytes: compressed here, as they are, or compressed before by
 * deflate_bytes. */
struct pdf_dict *pdf_stream_add(struct pdf *pdf, struct bytes bytes);
struct pdf_dict *pdf_stream_add_plain(struct pdf *pdf, struct bytes bytes);
struct pdf_dict *pdf_stream_add_deflated(struct pdf *pdf, struct bytes deflated);

/* A JPEG file (jpeg.h) as an image XObject of 8 bit grey or RGB (ISO 32000-1, 8.9.5 and 7.4.8). */
struct pdf_dict *pdf_jpeg_add(struct pdf *pdf, const struct jpeg *jpeg);

/* Sets a key of a dictionary. Keys and names are ASCII of at most 127 characters. */
void pdf_set_name(struct pdf_dict *dict, const char *key, const char *name);
void pdf_set_number(struct pdf_dict *dict, const char *key, int64_t number); /* fits 32 bits */
void pdf_set_boolean(struct pdf_dict *dict, const char *key, int truth);
void pdf_set_ascii(struct pdf_dict *dict, const char *key, const char *text);
void pdf_set_text(struct pdf_dict *dict, const char *key, const char *text); /* UTF-8, as UTF-16 */
void pdf_set_dict(struct pdf_dict *dict, const char *key, struct pdf_dict *value);

/* Refers to an object that an update of the file will append: the next one when ahead is 1. Called
 * when nothing more is added to the file. */
void pdf_set_coming(struct pdf *pdf, struct pdf_dict *dict, const char *key, int64_t ahead);

/* A new direct dictionary or array under a key. */
struct pdf_dict *pdf_set_new_dict(struct pdf_dict *dict, const char *key);
struct pdf_array *pdf_set_new_array(struct pdf_dict *dict, const char *key);

void pdf_append_number(struct pdf_array *array, int64_t number);
void pdf_append_bytes(struct pdf_array *array, struct bytes bytes); /* as <hexadecimal> */
void pdf_append_text(struct pdf_array *array, const char *text);
void pdf_append_dict(struct pdf_array *array, struct pdf_dict *value);
void pdf_append_array(struct pdf_array *array, struct pdf_array *value);
struct pdf_array *pdf_append_new_array(struct pdf_array *array);

#endif
