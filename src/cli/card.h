/* usta certificate card */
#ifndef USTA_CLI_CARD_H
#define USTA_CLI_CARD_H

#include "cli/call.h"

fallible cli_certificate_card(struct call *call);

#endif
