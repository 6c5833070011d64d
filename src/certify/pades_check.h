/* Whether a PDF is exactly a certificate as its signer left it. Trust in the signer is not judged
 * here (verify.h), nor anything believed before the signature held. */
#ifndef USTA_CERTIFY_PADES_CHECK_H
#define USTA_CERTIFY_PADES_CHECK_H

#include "certify/cms.h"
#include "certify/pades_additions.h"
#include "certify/verdict.h"

/* A signature that holds, and what it says. */
struct pades_seal {
    struct cms cms;
    int64_t signed_at_s;                  /* /M: the signer's clock, by the signer's word */
    const char *name, *reason, *location; /* NULL where not given */
    struct pdf_file file;                 /* what is sealed: of a file with additions that are
                                           * none of ours, its intact beginning */
    struct validation validation;         /* timestamps and what else is kept for later; hold in
                                           * themselves, and nobody is asked to trust them */
    enum pades_level level;
};

/* Judges file and says so in *judgement; fills *seal for the first two of these verdicts:
 *
 *   GENUINE                  every byte is as the signer of seal left it, or was appended as
 *                            pades_additions.h wants it: nothing that shows
 *   ADDITIONS_AFTER_SIGNING  so is the beginning, up to an earlier %%EOF, but more follows
 *   BAD_SIGNATURE            there is a signature, and it is not one of its signer
 *   ALTERED                  there are traces of a signature, but this is not what was signed
 *   UNREADABLE               not a PDF, or one without a signature
 *
 * Demanded are: the shape of pades.h and pdf_file.h in every detail; that the update changes
 * nothing but what a signature needs; ByteRange [0 a b n−b] around /Contents; /Contents in
 * lower-case hexadecimal with nothing but zeros behind the CMS; the CMS as in cms.h; a timestamp in
 * it when there is room for one, that holds and is not before the date of signing; a chain of
 * certificates that holds in itself at the date of signing, up to its root, whoever that is.
 *
 * known may be NULL; what it holds is read and checked once instead of with every file. The trust
 * it gives is not asked for here. */
void pades_check(struct judgement *judgement, struct pades_seal *seal, struct bytes file,
                 const struct trust *known, struct arena *arena);

#endif
