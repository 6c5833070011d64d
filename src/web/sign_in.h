/* Signing in and out, and enrolling tablets. Whoever is not there and whoever types a wrong secret
 * get the same answer after the same work; wrong tries make the next wait (backoff.h). */
#ifndef USTA_WEB_SIGN_IN_H
#define USTA_WEB_SIGN_IN_H

#include "web/visit.h"

fallible sign_in_examiner(struct visit *visit); /* number and PIN, on an enrolled tablet */
fallible sign_in_staff(struct visit *visit);    /* person, password and changing code */
fallible sign_in_show(struct visit *visit);     /* the session there is */
fallible sign_out(struct visit *visit);
fallible sign_out_everywhere(struct visit *visit); /* of the input 'person' */

fallible enrol_tablet(struct visit *visit);

#endif
