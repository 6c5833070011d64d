/* The sheet of the small rubric (small_rubric.h) that an examiner fills in alone. */
#ifndef USTA_TESTS_SMALL_FORM_H
#define USTA_TESTS_SMALL_FORM_H

#include "assess/sheet_form.h"
#include "assess/small_rubric.h"

enum { SMALL_LINES = 6 };

/* The form, with every line of the rubric in lines, which the caller keeps as long as the form. */
struct sheet_form small_form(struct sheet_line lines[static SMALL_LINES]);

#endif
