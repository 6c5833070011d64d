/* Wallet cards: certificates once more, on the two sides of a card of 85.6 by 54 mm (ISO/IEC
 * 7810-1, ID-1), drawn from their records as issued by certificates/card.yaml. A card is not signed
 * and no key is needed for it: who is shown one asks the page behind its symbol
 * (docs/decisions/0023). */
#ifndef USTA_CERTIFY_CARD_H
#define USTA_CERTIFY_CARD_H

#include "certify/certificate.h"

/* The cards of these certificates (one or more), front and back by turns, for a printer of cards.
 * The same certificates give the same bytes. ERROR_REFUSED naming the first that does not hold on
 * the day today (YYYY-MM-DD): not issued, suspended, revoked, superseded or expired; and as
 * layout_render. */
fallible card_print(struct bytes *pdf, const struct layout *layout, struct db *db,
                    const struct certificates *certificates, const char *today,
                    struct arena *arena);

#endif
