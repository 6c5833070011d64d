/* The examiners' app, as examiner-ui/ builds it: the files of its dist/, read when the server
 * starts and sent as they are under /examiner/. Where a file has a twin FILE.gz, that is sent to
 * who takes it (RFC 9110, 12.5.3). */
#ifndef USTA_WEB_APP_H
#define USTA_WEB_APP_H

#include "web/visit.h"

struct app;

/* ERROR_ENVIRONMENT for a folder without an index.html, ERROR_REFUSED for a file that is too large.
 * Lives as long as the arena; any thread may use it then. */
fallible app_open(struct app **out, const char *folder, struct arena *arena);

/* index.html; a 'file' beside it; a 'file' of assets/, whose name changes with what is in it:
 * browsers keep it for good. 404 for what is not there, and for all of it at a server without the
 * app. */
fallible app_home(struct visit *visit);
fallible app_file(struct visit *visit);
fallible app_asset(struct visit *visit);

#endif
