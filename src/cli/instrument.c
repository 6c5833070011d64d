#include "cli/instrument.h"

#include "assess/calibration.h"
#include "base/clock.h"
#include "cli/listing.h"

static fallible add_instrument(struct value *object, struct call *call,
                               const struct instrument *instrument)
{
    struct calibrations list;
    TRY(calibration_list(&list, call->desk.db, instrument, call->arena));
    value_set_text(object, "instrument", instrument->ref);
    value_set_text(object, "centre", instrument->centre_ref);
    value_set_text(object, "kind", instrument->kind);
    value_set_text(object, "quantity", instrument->quantity);
    value_set_text(object, "unit", instrument->unit);
    value_set_text(object, "calibrated",
                   list.count ? instant_text(list.items[0].done_s, call->arena) : NULL);
    value_set_text(object, "by", list.count ? list.items[0].by : NULL);
    value_set_boolean(object, "retired", instrument->retired_s != 0);
    return NULL;
}

static fallible find(struct instrument *out, struct call *call)
{
    return instrument_find(out, call->desk.db, call_argument(call, 0), call->arena);
}

/* The instrument as it is after a change. */
static fallible answer_now(struct call *call, const char *what)
{
    struct instrument instrument;
    TRY(find(&instrument, call));
    TRY(add_instrument(call->answer, call, &instrument));
    call_say(call, "%s: %s of %s, in %s: %s", instrument.ref, instrument.kind,
             instrument.centre_ref, instrument.unit, what);
    return NULL;
}

fallible cli_instrument_add(struct call *call)
{
    struct instrument instrument = {.ref = call_argument(call, 0),
                                    .centre_ref = call_argument(call, 1),
                                    .kind = call_argument(call, 2),
                                    .unit = call_argument(call, 3)};
    TRY(instrument_add(&call->desk, &instrument));
    TRY(answer_now(call, "added"));
    call_say(call, "  next: usta instrument calibrate %s", instrument.ref);
    return NULL;
}

fallible cli_instrument_calibrate(struct call *call)
{
    struct instrument instrument;
    const char *at = call_option(call, "--at");
    struct calibration calibration = {.done_s = clock_now_s(call->desk.clock)};
    TRY(call_need_option(&calibration.reference, call, "--reference"));
    TRY(call_need_option(&calibration.deviation, call, "--deviation"));
    TRY(find(&instrument, call));
    if (at)
        TRY(instant_parse(&calibration.done_s, at, "--at"));
    TRY(calibration_add(&call->desk, &instrument, &calibration));
    return answer_now(call, "calibrated");
}

fallible cli_instrument_retire(struct call *call)
{
    struct instrument instrument;
    TRY(find(&instrument, call));
    TRY(instrument_retire(&call->desk, &instrument, call_option(call, "--reason")));
    return answer_now(call, "retired");
}

fallible cli_instrument_list(struct call *call)
{
    static const struct shown columns[] = {{"instrument", "INSTRUMENT"},
                                           {"centre", "CENTRE"},
                                           {"kind", "KIND"},
                                           {"unit", "UNIT"},
                                           {"calibrated", "CALIBRATED"},
                                           {"by", "BY"},
                                           {"retired", "RETIRED"},
                                           {NULL, NULL}};
    struct instruments list;
    struct value *rows = value_array(call->arena);
    TRY(instrument_list(&list, call->desk.db, (struct centre_id){0}, call->arena));
    for (size_t i = 0; i < list.count; i++) {
        struct value *row = value_object(call->arena);
        TRY(add_instrument(row, call, &list.items[i]));
        value_append(rows, row);
    }
    listing_say(call, "instruments", rows, columns, "no instruments yet",
                "usta instrument add INSTRUMENT CENTRE KIND UNIT");
    return NULL;
}

fallible cli_instrument_show(struct call *call)
{
    static const struct shown lines[] = {{"instrument", "instrument"},
                                         {"centre", "centre"},
                                         {"kind", "kind"},
                                         {"quantity", "quantity"},
                                         {"unit", "unit"},
                                         {"retired", "retired"},
                                         {NULL, NULL}};
    static const struct shown columns[] = {{"done", "CALIBRATED"},
                                           {"reference", "REFERENCE"},
                                           {"deviation", "DEVIATION"},
                                           {"by", "BY"},
                                           {NULL, NULL}};
    struct instrument instrument;
    struct calibrations list;
    struct value *rows = value_array(call->arena);
    TRY(find(&instrument, call));
    TRY(add_instrument(call->answer, call, &instrument));
    TRY(calibration_list(&list, call->desk.db, &instrument, call->arena));
    for (size_t i = 0; i < list.count; i++) {
        struct value *row = value_object(call->arena);
        value_set_text(row, "done", instant_text(list.items[i].done_s, call->arena));
        value_set_text(row, "reference", list.items[i].reference);
        value_set_text(row, "deviation", list.items[i].deviation);
        value_set_text(row, "by", list.items[i].by);
        value_append(rows, row);
    }
    value_set(call->answer, "calibrations", rows);
    listing_say_card(call, call->answer, lines);
    listing_say_part(call, "calibrations", columns);
    return NULL;
}
