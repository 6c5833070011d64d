/* usta export (certify/dossier.h). */
#ifndef USTA_CLI_EXPORT_H
#define USTA_CLI_EXPORT_H

#include "cli/call.h"

fallible cli_export(struct call *call);

#endif
