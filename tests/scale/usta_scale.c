/* usage: usta-scale OUT.json [PEOPLE]
 *
 * Sends people (100,000 unless said otherwise) through a town and asks how each step goes for the
 * last tenth of them compared with the first, how much memory it took, and how long the whole
 * registry takes to be audited, reported, copied and looked things up in. Exit 1 when something
 * grew or took longer than it may. */
#include "scale/town.h"

#include "assess/report.h"
#include "base/file.h"
#include "certify/audit.h"
#include "scratch.h"
#include "store/backup.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { TENTHS = 10, LOOKUPS = 100000, SUMMARY_LIMIT = 64 * 1024 };

/* The last tenth may cost so much more than the first, in percent; the rest is the depth of trees.
 */
enum { GROWTH_PERCENT = 60, MEMORY_PERCENT = 25, AUDIT_LIMIT_S = 600 };

static const struct {
    const char *name;
    void (*run)(struct town_sitting *sitting);
    bool counted; /* the registry's work */
} steps[] = {
    {"enrolled", town_enrol, true},
    {"entered and assigned", town_enter, true},
    {"marked on tablets", town_mark, false},
    {"marks received", town_receive, true},
    {"results computed", town_compute, true},
    {"decided", town_decide, true},
    {"certificates issued", town_issue, true},
};
enum { STEPS = sizeof steps / sizeof *steps };

struct scale {
    struct town *town;
    int64_t people;
    double seconds[TENTHS][STEPS];
    int64_t resident_kb[TENTHS]; /* the most so far */
    struct buffer *out;
    bool good;
};

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int64_t resident_kb(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void run_tenth(struct scale *scale, int tenth)
{
    for (int64_t i = 0; i < scale->people / TENTHS; i += TOWN_SITTING) {
        SCOPED_ARENA(arena);
        struct arena *kept = scale->town->f->arena;
        struct town_sitting sitting = {.town = scale->town, .arena = arena};
        scale->town->f->arena = arena;
        for (size_t s = 0; s < STEPS; s++) {
            double before = now_s();
            steps[s].run(&sitting);
            scale->seconds[tenth][s] += now_s() - before;
        }
        scale->town->f->arena = kept;
    }
    scale->resident_kb[tenth] = resident_kb();
    fprintf(stderr, "== %lld people have been certified\n", (long long)scale->town->people);
}

static void say_measure(struct scale *scale, const char *name, double per_second, double growth)
{
    printf("%-31s %12.1f   %8.2f\n", name, per_second, growth);
    buffer_add_format(scale->out, "%s\n{\"name\":\"%s\",\"per_second\":%.1f,\"growth\":%.3f}",
                      scale->out->size > 20 ? "," : "", name, per_second, growth);
}

static void say_steps(struct scale *scale)
{
    for (size_t s = 0; s < STEPS; s++) {
        if (!steps[s].counted)
            continue;
        double all = 0, first = scale->seconds[0][s], last = scale->seconds[TENTHS - 1][s];
        for (int t = 0; t < TENTHS; t++)
            all += scale->seconds[t][s];
        say_measure(scale, steps[s].name, (double)scale->people / all, last / first);
        scale->good &= last <= first * (100 + GROWTH_PERCENT) / 100;
    }
    double first = (double)scale->resident_kb[0], last = (double)scale->resident_kb[TENTHS - 1];
    printf("%-31s %9.0f MB   %8.2f\n", "memory", last / 1024, last / first);
    buffer_add_format(scale->out, ",\n{\"name\":\"memory\",\"mb\":%.0f,\"growth\":%.3f}",
                      last / 1024, last / first);
    scale->good &= last <= first * (100 + MEMORY_PERCENT) / 100;
}

static void look_up_all(struct scale *scale)
{
    struct fixture *f = scale->town->f;
    SCOPED_ARENA(arena);
    struct certificates certificates;
    OK(certificate_list(&certificates, f->db, "issued", arena));
    struct random random = random_seeded(5);
    double before = now_s();
    for (int i = 0; i < LOOKUPS; i++) {
        SCOPED_ARENA(each);
        struct certificate found;
        uint32_t at;
        OK(random_below(&at, &random, (uint32_t)certificates.count));
        const char *code = code_text(&certificates.items[at].code, each);
        OK(certificate_find(&found, f->db, code, each));
        ASSERT(found.id.n == certificates.items[at].id.n);
    }
    say_measure(scale, "looked up by code", LOOKUPS / (now_s() - before), 1);
}

static void audit_all(struct scale *scale)
{
    struct audit_report report;
    struct clock clock = clock_fixed(scale->town->f->clock.fixed_s);
    struct random random = random_system();
    SCOPED_REGISTRY registry = NULL;
    OK(registry_open(&registry, scale->town->folder, DB_READ, &clock, &random));
    OK(audit_registry(&report, registry, NULL, NULL));
    ASSERT(report.certificates == scale->people);
}

static void report_all(struct scale *scale)
{
    SCOPED_ARENA(arena);
    struct value *report;
    const struct report_question question = {.audience = REPORT_OUTSIDE};
    OK(report_progress(&report, fixture_desk(scale->town->f, "auditor"), &question, arena));
    ASSERT(value_integer(value_get(report, "certified")) == scale->people);
    OK(report_pass_rates(&report, fixture_desk(scale->town->f, "auditor"), &question, arena));
    OK(report_waiting(&report, fixture_desk(scale->town->f, "auditor"), &question, arena));
}

static void back_up_all(struct scale *scale)
{
    SCOPED_ARENA(arena);
    struct journal_head head;
    struct clock clock = clock_fixed(scale->town->f->clock.fixed_s);
    struct random random = random_system();
    SCOPED_REGISTRY registry = NULL;
    OK(registry_open(&registry, scale->town->folder, DB_READ, &clock, &random));
    OK(backup_write(&head, path_join(arena, scratch_folder_in(BUILD_FOLDER, arena), "copy"),
                    registry));
}

static const struct {
    const char *name;
    void (*run)(struct scale *scale);
} wholes[] = {
    {"audited", audit_all}, {"reported", report_all}, {"backed up and checked", back_up_all}};

/* Of the whole registry at once: people per second, and the memory it took beyond what there was.
 */
static void say_wholes(struct scale *scale)
{
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++) {
        fprintf(stderr, "== all of them are %s\n", wholes[i].name);
        double before = now_s();
        wholes[i].run(scale);
        double seconds = now_s() - before;
        say_measure(scale, wholes[i].name, (double)scale->people / seconds, 1);
        printf("%-31s %10.1f s\n", "  all at once", seconds);
    }
    printf("%-31s %9.0f MB\n", "memory at the end", (double)resident_kb() / 1024);
}

int main(int argc, char **argv)
{
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "usage: %s OUT.json [PEOPLE]\n", argv[0]);
        return ERROR_USAGE;
    }
    SCOPED_ARENA(arena);
    int64_t asked = argc == 3 ? atoll(argv[2]) : 100000;
    int64_t people = (asked + TENTHS * TOWN_SITTING - 1) / (TENTHS * TOWN_SITTING) * TENTHS *
                     TOWN_SITTING;
    struct bytes text;
    struct buffer out = buffer_make(arena, SUMMARY_LIMIT);
    struct scale scale = {town_open(BUILD_FOLDER, arena), people, .out = &out, .good = true};
    buffer_add_format(&out, "{\"people\":%lld,\"measures\":[", (long long)people);
    for (int tenth = 0; tenth < TENTHS; tenth++)
        run_tenth(&scale, tenth);
    printf("%-31s %12s   %8s\n", "of people", "per second", "last tenth / first");
    say_steps(&scale);
    look_up_all(&scale);
    say_wholes(&scale);
    buffer_add_text(&out, "\n]}\n");
    OK(buffer_take(&text, &out, "summary"));
    OK(file_write(argv[1], text, 0644));
    return scale.good ? 0 : ERROR_REFUSED;
}
