#include "assess/small_form.h"

struct sheet_form small_form(struct sheet_line lines[static SMALL_LINES])
{
    size_t count = 0;
    for (size_t i = 0; i < small_rubric.section_count; i++)
        for (size_t j = 0; j < small_rubric.sections[i].criterion_count; j++)
            lines[count++] = (struct sheet_line){&small_rubric.sections[i],
                                                 &small_rubric.sections[i].criteria[j]};
    return (struct sheet_form){.attempt = {.name = "s/c/u"},
                               .rubric = &small_rubric,
                               .person = {.ref = "examiner"},
                               .duty = DUTY_FIRST,
                               .lines = lines,
                               .line_count = count};
}
