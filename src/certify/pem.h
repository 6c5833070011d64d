/* Bytes between two lines that say what they are (RFC 7468). */
#ifndef USTA_CERTIFY_PEM_H
#define USTA_CERTIFY_PEM_H

#include "base/arena.h"

/* The label is "X509 CRL", for example; 64 digits of base64 a line. */
char *pem_text(const char *label, struct bytes der, struct arena *arena);

#endif
