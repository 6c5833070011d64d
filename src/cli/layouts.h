/* Where the certificate's design is found: --layouts, else $USTA_CERTIFICATES, else beside the
 * program: ../share/usta/certificates (installed) or ../../certificates (built in its tree). */
#ifndef USTA_CLI_LAYOUTS_H
#define USTA_CLI_LAYOUTS_H

#include "certify/layout.h"
#include "cli/call.h"

/* A folder of data that comes with the program: ../share/usta/NAME or ../../NAME. */
struct data_folder {
    const char *name, *option, *variable;
    const char *what; /* for the message when it is not found */
};
fallible data_folder(const char **out, const struct call *call, const struct data_folder *data);

/* Opens the layout that --layout names, else "a4". ERROR_ENVIRONMENT when no folder is found. */
fallible layouts_open(struct layout **out, struct call *call);

/* The same, else the one of this name; in a language (layout.h). */
fallible layouts_open_in(struct layout **out, struct call *call, const char *name,
                         const char *language);

#endif
