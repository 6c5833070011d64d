/* What an employer sees, who holds the code of a certificate and needs no account. A code is read
 * before anything is looked up (code.h); what it may have meant is offered, never taken. */
#ifndef USTA_WEB_EMPLOYER_H
#define USTA_WEB_EMPLOYER_H

#include "web/visit.h"

/* Where a code is typed. With the input 'code' it leads on to its certificate (303), or says that
 * this is no code, with suggestions (400). */
fallible employer_home(struct visit *visit);

/* The certificate of the input 'code': the verdict, then all that is printed. 404 for a code that
 * names none, 400 for what is no code. */
fallible employer_show(struct visit *visit);

/* The same for programs: {"code", "verdict" (verdict_name), "says", "checked_at", "replaced_by",
 * "record" (certificate_record.h)}; the problems unknown_code and malformed_code. */
fallible employer_answer(struct visit *visit);

#endif
