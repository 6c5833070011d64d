/* Signed certificates forged by the attacks that are known from the literature:
 *
 *   [MMM19] V. Mladenov, C. Mainka, K. Meyer zu Selhausen, M. Grothe, J. Schwenk: "1 Trillion
 * Dollar Refund: How To Spoof PDF Signatures", ACM CCS 2019. Incremental saving (ISA), signature
 *           wrapping (SWA), universal signature forgery (USF).
 *   [MMR21] C. Mainka, V. Mladenov, S. Rohlmann: "Shadow Attacks: Hiding and Replacing Content in
 *           Signed PDFs", NDSS 2021. Hide, replace, hide and replace.
 *   [RMM21] S. Rohlmann, V. Mladenov, C. Mainka, J. Schwenk: "Breaking the Specification: PDF
 *           Certification", IEEE S&P 2021. Evil annotation (EAA), sneaky signature (SSA).
 *
 * and those that our own files invite: two readings of one file, forged validation data, timestamps
 * of another file, CMS that is good for others. README.md has the table of all. */
#ifndef USTA_TESTS_FORGED_FORGED_H
#define USTA_TESTS_FORGED_FORGED_H

#include "certify/augmented.h"
#include "certify/pdf_update.h"

struct forgery {
    const char *name; /* as in README.md */
    struct bytes (*make)(const struct workbench *bench, const struct forgery *forgery,
                         struct arena *arena);
    enum verdict expected;
    const char *from, *to; /* for forged_text and others that are told what to write */
    int number;
};

struct forgeries {
    const struct forgery *items;
    size_t count;
};

/* One list a class of attacks. */
extern const struct forgeries forged_saving, forged_wrapping, forged_universal, forged_shadow,
    forged_certification, forged_files, forged_additions, forged_cms;

/* --- how they are built */

struct bytes forged_joined(struct bytes a, struct bytes b, struct arena *arena);

/* from, where it stands first, replaced by to; both must be of one length when the file's offsets
 * shall stay right. */
struct bytes forged_replaced(struct bytes file, const char *from, const char *to,
                             struct arena *arena);
struct bytes forged_text(const struct workbench *bench, const struct forgery *forgery,
                         struct arena *arena); /* the B file with from replaced by to */

size_t forged_place(struct bytes file, const char *text);

/* A well-formed update of a file by somebody with a PDF library: what is between begin and end. */
struct pdf_update *forged_begin(struct bytes file, struct arena *arena);
void forged_object(struct pdf_update *update, int64_t number, const char *content);
struct bytes forged_end(struct pdf_update *update);

/* The number of the content stream of the first page, and what an evil one would say. */
int64_t forged_content(const struct pdf_update *update);
#define FORGED_CONTENT                                                                             \
    "<< /Length 48 >>\nstream\nBT /F1 20 Tf 50 700 Td (Level reached: 3) Tj ET \nendstream"

/* A document timestamp over whatever is in file, by an authority that is trusted. */
struct bytes forged_stamped(const struct workbench *bench, struct bytes file, struct arena *arena);

#endif
