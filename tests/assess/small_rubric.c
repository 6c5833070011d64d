#include "assess/small_rubric.h"

static const struct translation names[] = {{"en", "A line"}};
static const struct level job[] = {
    {.id = "l0", .points = 0},
    {.id = "l1", .points = 70},
    {.id = "l2", .points = 85},
    {.id = "l3", .points = 100},
};
static const struct band waste[] = {
    {false, {0}, 100},
    {false, {5000000}, 70},
    {true, {0}, 0},
};
static const struct band done[] = {{false, {75000000}, 100}, {true, {0}, 0}};
static const struct band done_ru[] = {{false, {85000000}, 100}, {true, {0}, 0}};
static const struct profile profiles[] = {{"RU", {BAND_AT_LEAST, done_ru, 2}}};
static const struct band minutes[] = {
    {false, {90000000}, 100},
    {false, {100000000}, 60},
    {true, {0}, 0},
};
static const char *const scale_fault[] = {"scale_fault"};
static const char *const no_gas[] = {"no_gas"};

static const struct criterion a[] = {
    {.id = "A1",
     .kind = CRITERION_CHECK,
     .weight = 20,
     .pass = 100,
     .raters = 1,
     .critical = true,
     .stops_attempt = true,
     .title = {names, 1}},
    {.id = "A2",
     .kind = CRITERION_MEASURE,
     .weight = 10,
     .pass = 70,
     .raters = 1,
     .not_applicable = scale_fault,
     .not_applicable_count = 1,
     .title = {names, 1},
     .measure = {.quantity = "mass",
                 .unit = "g",
                 .decimals = 0,
                 .samples = 1,
                 .combine = COMBINE_MAX,
                 .derive = DERIVE_SHARE_PERCENT,
                 .derive_by = {25000000},
                 .bands = {BAND_AT_MOST, waste, 3}}},
    {.id = "A3",
     .kind = CRITERION_MEASURE,
     .weight = 10,
     .pass = 100,
     .raters = 1,
     .title = {names, 1},
     .measure = {.quantity = "temperature",
                 .unit = "Cel",
                 .decimals = 1,
                 .samples = 2,
                 .combine = COMBINE_MIN,
                 .bands = {BAND_AT_LEAST, done, 2},
                 .profiles = profiles,
                 .profile_count = 1}},
};
static const struct criterion b[] = {
    {.id = "B1",
     .kind = CRITERION_LEVELS,
     .weight = 30,
     .pass = 70,
     .raters = 2,
     .levels = job,
     .level_count = 4,
     .title = {names, 1}},
    {.id = "B2",
     .kind = CRITERION_MEASURE,
     .weight = 20,
     .pass = 60,
     .raters = 1,
     .extra_time = true,
     .not_applicable = no_gas,
     .not_applicable_count = 1,
     .title = {names, 1},
     .measure = {.quantity = "duration",
                 .unit = "min",
                 .decimals = 0,
                 .samples = 1,
                 .combine = COMBINE_MAX,
                 .bands = {BAND_AT_MOST, minutes, 3}}},
};
static const struct criterion c[] = {
    {.id = "C1",
     .kind = CRITERION_CHECK,
     .weight = 10,
     .pass = 100,
     .raters = 1,
     .not_applicable = no_gas,
     .not_applicable_count = 1,
     .title = {names, 1}},
};
static const struct section sections[] = {
    {.id = "A",
     .title = {names, 1},
     .has_minimum = true,
     .minimum = {60000000},
     .criteria = a,
     .criterion_count = 3},
    {.id = "B", .title = {names, 1}, .criteria = b, .criterion_count = 2},
    {.id = "C",
     .title = {names, 1},
     .has_minimum = true,
     .minimum = {50000000},
     .criteria = c,
     .criterion_count = 1},
};
static const char *const destinations[] = {"RU", "TR"};

const struct rubric small_rubric = {
    .id = "UST-SMALL",
    .version = {1, 0, 2},
    .source_language = "en",
    .title = {names, 1},
    .pass_total = {70000000},
    .not_applicable_limit = 20,
    .destinations = destinations,
    .destination_count = 2,
    .sections = sections,
    .section_count = 3,
    .criterion_count = 6,
};
