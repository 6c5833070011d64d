/* What the office does with people's credentials and with tablets. */
#ifndef USTA_WEB_OFFICE_H
#define USTA_WEB_OFFICE_H

#include "web/visit.h"

/* Draws what the input 'person' signs in with; the answer has it, and nothing else ever will. */
fallible office_issue_password(struct visit *visit);
fallible office_issue_pin(struct visit *visit);

fallible office_tablets(struct visit *visit);
fallible office_tablet_code(struct visit *visit);
fallible office_revoke_tablet(struct visit *visit);

#endif
