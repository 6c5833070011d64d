#include "assess/score_oracle.h"

#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>

__extension__ typedef __int128 wide;

struct fraction {
    wide top, bottom; /* bottom above 0, reduced */
};

static wide times(wide a, wide b)
{
    wide product;
    if (__builtin_mul_overflow(a, b, &product))
        abort();
    return product;
}

static struct fraction fraction(wide top, wide bottom)
{
    if (bottom < 0) {
        top = -top;
        bottom = -bottom;
    }
    wide a = top < 0 ? -top : top, b = bottom;
    while (b) {
        wide rest = a % b;
        a = b;
        b = rest;
    }
    return a ? (struct fraction){top / a, bottom / a} : (struct fraction){0, 1};
}

static struct fraction plus(struct fraction a, struct fraction b)
{
    return fraction(times(a.top, b.bottom) + times(b.top, a.bottom), times(a.bottom, b.bottom));
}

static struct fraction over(struct fraction a, struct fraction b)
{
    return fraction(times(a.top, b.bottom), times(a.bottom, b.top));
}

static struct fraction of_decimal(struct decimal decimal, wide sign)
{
    return fraction(sign * decimal.millionths, 1000000);
}

static bool below(struct fraction a, struct fraction b)
{
    return times(a.top, b.bottom) < times(b.top, a.bottom);
}

/* ---- one mark ---- */

static struct fraction derived(const struct measure *m, const struct reading *r)
{
    struct fraction value = of_decimal(r->value, 1), hundred = fraction(100, 1);
    if (m->derive == DERIVE_SHARE_PERCENT)
        return plus(over(value, over(of_decimal(r->whole, 1), hundred)),
                    of_decimal(m->derive_by, -1));
    if (m->derive != DERIVE_NONE)
        value = plus(value, of_decimal(m->derive_by, -1));
    if (m->derive == DERIVE_DEVIATION_PERCENT)
        value = over(value, over(of_decimal(m->derive_by, 1), hundred));
    return value;
}

/* How many of all are below x. */
static size_t rank(const struct fraction *all, size_t n, struct fraction x)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += below(all[i], x);
    return count;
}

/* The value at place (from 0) if all were sorted. */
static struct fraction at_place(const struct fraction *all, size_t n, size_t place)
{
    for (size_t i = 0; i < n; i++) {
        size_t less = rank(all, n, all[i]), same = 0;
        for (size_t j = 0; j < n; j++)
            same += !below(all[i], all[j]) && !below(all[j], all[i]);
        if (less <= place && place < less + same)
            return all[i];
    }
    abort();
}

static struct fraction combined(const struct measure *m, const struct fraction *all, size_t n)
{
    struct fraction sum = fraction(0, 1), within = fraction(0, 1);
    struct fraction low = at_place(all, n, 0), high = at_place(all, n, n - 1);
    for (size_t i = 0; i < n; i++) {
        sum = plus(sum, all[i]);
        if (!below(all[i], of_decimal(m->low, 1)) && !below(of_decimal(m->high, 1), all[i]))
            within.top++;
    }
    struct fraction minus_low = fraction(-low.top, low.bottom);
    switch (m->combine) {
    case COMBINE_MIN:
        return low;
    case COMBINE_MAX:
        return high;
    case COMBINE_MAX_ABS:
        return below(high, minus_low) ? minus_low : high;
    case COMBINE_MEAN:
        return over(sum, fraction((wide)n, 1));
    case COMBINE_MEDIAN:
        return over(plus(at_place(all, n, n / 2), at_place(all, n, (n - 1) / 2)), fraction(2, 1));
    case COMBINE_COUNT_WITHIN:
        return within;
    }
    abort();
}

static int measured(const struct criterion *c, const struct mark *mark, const struct marks *marks)
{
    struct fraction all[64];
    int extra_percent = c->extra_time ? marks->extra_time_percent : 0;
    const struct bands *bands = &c->measure.bands;
    for (size_t i = 0; i < c->measure.profile_count; i++)
        if (marks->profile && !strcmp(c->measure.profiles[i].destination, marks->profile))
            bands = &c->measure.profiles[i].bands;
    for (size_t i = 0; i < mark->reading_count; i++)
        all[i] = derived(&c->measure, &mark->readings[i]);
    struct fraction value = combined(&c->measure, all, mark->reading_count);
    size_t i = 0;
    for (; !bands->items[i].otherwise; i++) {
        wide millionths = times(bands->items[i].limit.millionths, 100 + extra_percent);
        struct fraction limit = fraction(millionths, 100000000);
        bool less = below(value, limit), more = below(limit, value);
        bool yes[] = {[BAND_AT_LEAST] = !less,
                      [BAND_MORE_THAN] = more,
                      [BAND_AT_MOST] = !more,
                      [BAND_LESS_THAN] = less};
        if (yes[bands->operator])
            break;
    }
    return bands->items[i].points;
}

static int points(const struct criterion *c, const struct mark *mark, const struct marks *marks)
{
    if (c->kind == CRITERION_MEASURE)
        return measured(c, mark, marks);
    return c->kind == CRITERION_CHECK ? 100 * mark->check : mark->level->points;
}

/* ---- one line ---- */

struct fact {
    const struct criterion *c;
    size_t section;
    int count, sum;
    bool gone, unmarked, below;
};

static bool judge(struct fact *fact, const struct marks *marks)
{
    const struct mark *seen[64];
    bool alone = false;
    for (size_t i = 0; i < marks->count; i++) {
        const struct mark *mark = &marks->items[i];
        if (strcmp(mark->criterion->id, fact->c->id) != 0)
            continue;
        for (int j = 0; j < fact->count; j++)
            if (!strcmp(seen[j]->by, mark->by))
                return false;
        seen[fact->count++] = mark;
        alone = alone || mark->settled || mark->kind == MARK_NOT_APPLICABLE;
        fact->gone = fact->gone || mark->kind == MARK_NOT_APPLICABLE;
        if (mark->kind == MARK_NOT_APPLICABLE)
            continue;
        int earned = points(fact->c, mark, marks);
        fact->sum += earned;
        fact->below = fact->below || earned < fact->c->pass;
    }
    if (fact->count > 1 && (alone || fact->c->kind != CRITERION_LEVELS))
        return false;
    fact->unmarked = !alone && fact->count < fact->c->raters;
    return true;
}

/* ---- the whole ---- */

struct sum {
    wide n, d; /* d 0: null */
};

/* Σ w·mean / Σ w as a reduced fraction, brought to the denominator the rules ask for. */
static struct sum add_up(const struct fact *facts, size_t count, size_t from, size_t to)
{
    struct fraction sum = fraction(0, 1);
    wide weight = 0, common = 0;
    for (size_t i = 0; i < count; i++) {
        if (facts[i].section < from || facts[i].section >= to || facts[i].gone)
            continue;
        if (facts[i].unmarked)
            return (struct sum){0, 0};
        weight += facts[i].c->weight;
        sum = plus(sum, fraction(times(facts[i].c->weight, facts[i].sum), facts[i].count));
    }
    for (bool fits = false; !fits;) {
        common++;
        fits = true;
        for (size_t i = 0; i < count; i++)
            if (facts[i].section >= from && facts[i].section < to && !facts[i].gone)
                fits = fits && common % facts[i].count == 0;
    }
    return (struct sum){sum.top * (common / sum.bottom), common * weight};
}

static bool reaches(struct sum sum, struct decimal limit)
{
    return times(sum.n, 1000000) >= times(limit.millionths, sum.d);
}

static void shown(char out[32], struct sum sum)
{
    int whole = 0, hundredths = 0;
    while (times(whole + 1, sum.d) <= sum.n)
        whole++;
    while (times(100 * whole + hundredths + 1, sum.d) <= times(100, sum.n))
        hundredths++;
    snprintf(out, 32, "%d.%02d", whole, hundredths);
}

struct reasons {
    char text[256][64];
    size_t count;
};

static void because(struct reasons *reasons, const char *kind, const char *id)
{
    snprintf(reasons->text[reasons->count++], 64, "%s%s%s", kind, *id ? ":" : "", id);
}

static void write_reasons(struct buffer *out, struct reasons *reasons)
{
    bool first = true;
    for (size_t done = 0; done < reasons->count; done++) {
        size_t least = 0;
        for (size_t i = 0; i < reasons->count; i++)
            if (*reasons->text[i] &&
                (!*reasons->text[least] || strcmp(reasons->text[i], reasons->text[least]) < 0))
                least = i;
        buffer_add_format(out, "%s\"%s\"", first ? "" : ",", reasons->text[least]);
        *reasons->text[least] = '\0';
        first = false;
    }
}

static void write_sections(struct buffer *out, const struct rubric *rubric,
                           const struct fact *facts, size_t count)
{
    for (size_t s = 0; s < rubric->section_count; s++) {
        struct sum sum = add_up(facts, count, s, s + 1);
        char text[32];
        buffer_add_format(out, "%s{\"id\":\"%s\",\"shown\":", s ? "," : "", rubric->sections[s].id);
        if (sum.d)
            shown(text, sum);
        buffer_add_format(out, sum.d ? "\"%s\"}" : "null}", text);
    }
}

static void write_total(struct buffer *out, struct sum total)
{
    char text[32];
    if (!total.d) {
        buffer_add_text(out, "null");
        return;
    }
    shown(text, total);
    buffer_add_format(out, "{\"denominator\":%lld,\"numerator\":%lld,\"shown\":\"%s\"}",
                      (long long)total.d, (long long)total.n, text);
}

static char *answer(const struct rubric *rubric, const struct fact *facts, size_t count,
                    struct arena *arena)
{
    struct reasons *reasons = ARENA_NEW(arena, struct reasons);
    struct sum total = add_up(facts, count, 0, rubric->section_count);
    int gone = 0, stays = 0;
    for (size_t i = 0; i < count; i++) {
        *(facts[i].gone ? &gone : &stays) += facts[i].c->weight;
        if (facts[i].c->critical && facts[i].below)
            because(reasons, "critical", facts[i].c->id);
        if (facts[i].c->stops_attempt && facts[i].below)
            because(reasons, "stopped", facts[i].c->id);
    }
    bool danger = reasons->count > 0, void_ = gone > rubric->not_applicable_limit || !stays;
    if (void_)
        because(reasons, "not_applicable_limit", "");
    for (size_t s = 0; s < rubric->section_count && (danger || !void_); s++) {
        struct sum sum = add_up(facts, count, s, s + 1);
        if (rubric->sections[s].has_minimum && sum.d && !reaches(sum, rubric->sections[s].minimum))
            because(reasons, "section", rubric->sections[s].id);
    }
    if ((danger || !void_) && total.d && !reaches(total, rubric->pass_total))
        because(reasons, "total", "");
    struct buffer out = buffer_make(arena, SIZE_MAX / 4);
    buffer_add_format(&out, "{\"outcome\":\"%s\",\"reasons\":[",
                      void_ && !danger     ? "void"
                      : reasons->count > 0 ? "not_yet_competent"
                                           : "competent");
    write_reasons(&out, reasons);
    buffer_add_text(&out, "],\"sections\":[");
    write_sections(&out, rubric, facts, count);
    buffer_add_text(&out, "],\"total\":");
    write_total(&out, total);
    buffer_add_text(&out, "}");
    return buffer_text(&out);
}

char *score_oracle(const struct rubric *rubric, const struct marks *marks, struct arena *arena)
{
    struct fact *facts = ARENA_ARRAY(arena, struct fact, rubric->criterion_count);
    size_t count = 0;
    bool stopped = false, refused = false;
    for (size_t s = 0; s < rubric->section_count; s++)
        for (size_t c = 0; c < rubric->sections[s].criterion_count; c++) {
            struct fact *fact = &facts[count++];
            *fact = (struct fact){.c = &rubric->sections[s].criteria[c], .section = s};
            refused = refused || !judge(fact, marks) || (fact->unmarked && !stopped);
            stopped = stopped || (fact->c->stops_attempt && fact->below);
        }
    return refused ? arena_text(arena, "refused") : answer(rubric, facts, count, arena);
}
