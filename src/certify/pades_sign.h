/* Signing a rendered certificate: pades.h says what comes out. */
#ifndef USTA_CERTIFY_PADES_SIGN_H
#define USTA_CERTIFY_PADES_SIGN_H

#include "certify/signer.h"
#include "certify/stamper.h"

struct pades_request {
    int64_t signed_at_s;                  /* /M: what the signer's clock says */
    const char *name, *reason, *location; /* UTF-8; NULL leaves one out */
    const char *field;                    /* /T, the field's name in ASCII; NULL: "Signature" */
    const char *alternative;              /* /TU, read aloud instead of the picture; NULL: none */
    struct pades_place {
        int64_t left, bottom, right, top; /* mpt from the page's lower left; all 0: nothing shows */
    } place;
    struct bytes appearance; /* content stream, compressed (deflate.h), in the page's own
                              * coordinates and cut off at place; empty: none */
    const char *resources;   /* its resources, "<< … >>" in PDF; NULL: none */
    int64_t struct_parent;   /* key in the parent tree of a tagged file; -1: none */
    struct stamper *stamper; /* timestamps the signature (baseline T); NULL: none does */
};

/* All but the signature: what a decision to sign can be recorded by before the key is used. */
struct pades_draft {
    struct bytes file;        /* complete, zeros where the signature will stand */
    size_t hole_at, hole_end; /* the hexadecimal string with its angle brackets */
    struct digest content;    /* SHA-256 of all but the hole */
    struct stamper *stamper;  /* as requested: the hole has room for its timestamp */
};

/* Appends the update to a PDF that pdf_file_read reads and that has no form yet. ERROR_REFUSED when
 * it has, or cannot be read. */
fallible pades_prepare(struct pades_draft *out, struct bytes original,
                       const struct pades_request *request, const struct signer *signer,
                       struct arena *arena);

/* Signs a draft made for this signer. The caller checks the outcome (pades_check) before it is
 * stored or shown, and the signer before (signer_check). ERROR_ENVIRONMENT when the key or the
 * stamper is of no use. */
fallible pades_finish(struct bytes *file, const struct pades_draft *draft,
                      const struct signer *signer, struct arena *arena);

#endif
