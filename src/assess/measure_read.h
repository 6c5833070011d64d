/* Reads what a criterion of kind measure says: how the readings become a value, and how many points
 * a value earns. */
#ifndef USTA_ASSESS_MEASURE_READ_H
#define USTA_ASSESS_MEASURE_READ_H

#include "assess/fields.h"
#include "assess/rubric.h"

/* Into struct criterion. */
field_reader read_measure;  /* the map measure */
field_reader read_bands;    /* struct bands, wherever offset says */
field_reader read_profiles; /* the map profiles; whether they fit is rubric_check's */

/* The quantity that a unit is of, "temperature" for "Cel"; NULL for a unit that rubrics do not
 * know.
 */
const char *measure_quantity_of(const char *unit);

/* The words of the file for the enums of rubric.h, NULL at the end. */
extern const char *const measure_combines[], *const measure_derives[], *const band_operators[];

#endif
