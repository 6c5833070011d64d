#include "assess/quality_report.h"
#include "cli/listing.h"
#include "cli/report.h"
#include "cli/window.h"

/* The lists of the quality report, as people read them. */
static const struct {
    const char *name, *title;
    struct shown columns[10];
} parts[] = {
    {"agreement",
     "Pairs of examiners, as each sealed it before seeing the other's",
     {{"rubric", "RUBRIC"},
      {"examiners", "EXAMINERS"},
      {"levels", "LEVELS"},
      {"marks", "MARKS"},
      {"kappa", "KAPPA"}}},
    {"reliability",
     "One examiner's total of the lines for two",
     {{"rubric", "RUBRIC"},
      {"examiners", "EXAMINERS"},
      {"attempts", "ATTEMPTS"},
      {"icc_1_1", "ICC(1,1)"},
      {"icc_2_1", "ICC(2,1)"},
      {"icc_3_1", "ICC(3,1)"}}},
    {"examiners",
     "Points above (+) or below (-) those who marked the same lines",
     {{"examiner", "EXAMINER"},
      {"attempts", "ATTEMPTS"},
      {"lines", "LINES"},
      {"severity", "SEVERITY"},
      {"severity_error", "± ERROR"},
      {"recent", "RECENT"},
      {"drift", "DRIFT"},
      {"drift_error", "± ERROR"}}},
    {"rubrics",
     "Rubrics",
     {{"rubric", "RUBRIC"},
      {"attempts", "ATTEMPTS"},
      {"candidates", "ALL LINES MARKED"},
      {"alpha", "ALPHA"},
      {"error", "ERROR OF A TOTAL"}}},
    {"lines",
     "Lines",
     {{"rubric", "RUBRIC"},
      {"line", "LINE"},
      {"candidates", "CANDIDATES"},
      {"difficulty", "DIFFICULTY"},
      {"discrimination", "DISCRIMINATION"}}},
    {"near_pass",
     "Close to the pass mark",
     {{"rubric", "RUBRIC"},
      {"near_pass", "WITHIN"},
      {"attempts", "ATTEMPTS"},
      {"near", "CLOSE"},
      {"near_competent", "OF THESE COMPETENT"}}},
    {"rates",
     "Pass rates",
     {{"by", "BY"},
      {"group", "GROUP"},
      {"unit", "UNIT"},
      {"attempts", "ATTEMPTS"},
      {"competent", "COMPETENT"},
      {"rate", "RATE"},
      {"rate_low", "FROM"},
      {"rate_high", "TO"}}},
    {"comparisons",
     "Groups against the one that passes most often, unit by unit",
     {{"by", "BY"},
      {"group", "GROUP"},
      {"against", "AGAINST"},
      {"four_fifths", "FOUR FIFTHS"},
      {"odds_ratio", "ODDS RATIO"},
      {"odds_low", "FROM"},
      {"odds_high", "TO"},
      {"chi_square", "CHI SQUARE"}}},
    {"formulas",
     "Whose formula each figure is; how it is computed and tested: docs/quality.md, or --json",
     {{"figure", "FIGURE"}, {"source", "SOURCE"}}},
    {"alarms",
     "Alarms: each asks for a look and changes no result (usta concern open ALARM)",
     {{"alarm", "ALARM"},
      {"figure", "FIGURE"},
      {"bound", "BOUND"},
      {"n", "N"},
      {"counted_in", "OF"},
      {"means", "MEANS"}}},
};

fallible cli_report_quality(struct call *call)
{
    struct quality_report report;
    struct quality_window window = window_option(call);
    TRY(quality_report(&report, &call->desk, &window, call->arena));
    call->answer = report.value;
    call_say(call, "quality of the assessment from %s until %s%s%s, attempts with a result: %lld",
             value_text(value_get(report.value, "from")),
             value_text(value_get(report.value, "until")), window.unit ? ", unit " : "",
             window.unit ? window.unit : "",
             (long long)value_integer(value_get(report.value, "attempts")));
    call_say(call, "– stands where fewer than 5 were counted, or nothing differs.");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (value_size(value_get(report.value, parts[i].name)) == 0)
            continue;
        call_say(call, "\n%s:", parts[i].title);
        listing_say_part(call, parts[i].name, parts[i].columns);
    }
    if (report.alarms.count == 0)
        call_say(call, "\nno alarm rings");
    return NULL;
}
