/* usta instrument …: what a centre measures with, and when it was held against a reference.
 * An instrument in answers: {"instrument": ref, "centre", "kind", "quantity", "unit", "calibrated":
 * instant or null, "by", "retired": bool}. */
#ifndef USTA_CLI_INSTRUMENT_H
#define USTA_CLI_INSTRUMENT_H

#include "cli/call.h"

/* add INSTRUMENT CENTRE KIND UNIT, calibrate INSTRUMENT, retire INSTRUMENT: the
 * instrument as it is now. */
fallible cli_instrument_add(struct call *call);
fallible cli_instrument_calibrate(struct call *call);
fallible cli_instrument_retire(struct call *call);

/* list: {"instruments":[…]} */
fallible cli_instrument_list(struct call *call);

/* show INSTRUMENT: the instrument, "calibrations":[{"done", "reference", "deviation", "by"}] */
fallible cli_instrument_show(struct call *call);

#endif
