/* Checking what a QR code of a certificate says, without a network. */
#ifndef USTA_CERTIFY_VERIFY_QR_H
#define USTA_CERTIFY_VERIFY_QR_H

#include "certify/verify.h"

/* Judges the text of a QR code: the offline check (qr_link.h), which carries its own signature, or
 * the link alone, which carries none and so is never genuine. The signer is found among the trusted
 * by the id of its key (trust.h). Facts are given once the signature holds: code, name, birth year,
 * scheme, dates, and for each unit its outcome and levels (null: not applicable). */
void verify_qr(struct verification *out, const char *text, const struct verify_basis *basis,
               struct arena *arena);

#endif
