/* Codes that change every 30 seconds (TOTP, RFC 6238, with HMAC-SHA-1 as every app has it). */
#ifndef USTA_BASE_TOTP_H
#define USTA_BASE_TOTP_H

#include "base/arena.h"

#include <stdbool.h>

enum { TOTP_SECRET_SIZE = 20, TOTP_STEP_S = 30, TOTP_DIGITS = 6 };

/* HOTP (RFC 4226, 5.3) of a counter, of 1 to 9 digits. */
uint32_t totp_value(struct bytes secret, uint64_t counter, int digits);

/* True when typed is the code of the step of now_s, or of the one before or after (clocks differ);
 * *step says of which. Six digits, spaces between them are left out. */
bool totp_fits(int64_t *step, struct bytes secret, const char *typed, int64_t now_s);

/* "otpauth://totp/Usta:aizada?secret=…&issuer=Usta", which apps read. account is a ref. */
char *totp_uri(struct bytes secret, const char *account, struct arena *arena);

/* base32 (RFC 4648, 6), without padding: how people type a secret. */
char *totp_secret_text(struct bytes secret, struct arena *arena);

#endif
