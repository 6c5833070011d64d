#include "scale/town.h"

#include "assess/decision_make.h"
#include "assess/duplicate.h"
#include "assess/result.h"
#include "assess/standing.h"
#include "base/clock.h"
#include "tablet/mark_worth.h"
#include "tablet/tablet.h"

#include "certify/key.h"
#include "certify/rendering.h"
#include "scratch.h"
#include "test.h"

static void close_registry(void *f)
{
    fixture_close(&(struct fixture *){f});
}

static void close_keyring(void *keyring)
{
    keyring_close(keyring);
}

static void make_keys(struct town *town)
{
    static const struct keyring_request request = {.country = "KG",
                                                   .centre = "Town",
                                                   .journal = "test.example.kg",
                                                   .algorithm = SIGNATURE_ES256,
                                                   .signer_years = KEYRING_SIGNER_YEARS};
    const char *folder = path_join(town->arena, town->folder, "keys");
    struct clock clock = clock_fixed(town->f->clock.fixed_s);
    struct random random = random_system();
    size_t recorded;
    SCOPED_SECRET secret = NULL;
    OK(secret_of(&secret, bytes_of_text("correct horse battery")));
    OK(keyring_create(folder, &request, secret, &clock, &random));
    OK(keyring_open(&town->keyring, folder, secret));
    OK(key_record_keyring(&recorded, fixture_desk(town->f, "admin"), folder, town->arena));
    arena_defer(town->arena, close_keyring, town->keyring);
}

struct town *town_open(const char *place, struct arena *arena)
{
    struct town *town = ARENA_NEW(arena, struct town);
    town->arena = arena;
    town->folder = scratch_folder_in(place, arena);
    town->f = fixture_open_in(town->folder);
    arena_defer(arena, close_registry, town->f);
    town->scheme = fixture_publish(town->f);
    town->shelf = shelf_make(arena);
    make_keys(town);
    OK(layout_open(&town->layout, CERTIFICATES, "a4", NULL, arena));
    town->press = press_of(town->layout, town->keyring);
    fixture_commit(town->f);
    return town;
}

/* Everybody's name is unlike those of all who were born on the same day: the number in base 20, a
 * syllable a digit, the digits that change fastest first. */
static const char *const latin[20] = {"ai", "be", "cho", "da", "el", "fa", "gu", "ha", "is", "ju",
                                      "ka", "le", "mu",  "no", "or", "pa", "ra", "se", "ty", "zu"};
static const char *const cyrillic[20] = {"ай", "бе", "чо", "да", "эл", "фа", "гү",
                                         "ха", "ис", "жу", "ка", "ле", "му", "но",
                                         "ор", "па", "ра", "се", "ты", "зу"};

static const char *name_of(int64_t number, const char *const syllables[20], const char *first,
                           struct arena *arena)
{
    const char *name = first;
    for (int i = 0; i < 5; i++, number /= 20)
        name = arena_format(arena, "%s%s%s", name, i == 3 ? " " : "", syllables[number % 20]);
    return name;
}

static struct candidate_facts facts_of(int64_t number, struct arena *arena)
{
    static const char *const regions[] = {"Chüy", "Osh", "Naryn", "Talas", "Batken"};
    static const char *const destinations[] = {"TR", "KR", "JP", "GULF", "RU"};
    static const struct date oldest = {1960, 1, 1};
    struct date born = date_add_days(oldest, (int)(number % 16000));
    int64_t scattered = number * 7919 % 3200000;
    return (struct candidate_facts){
        .name_latin = name_of(scattered, latin, "A", arena),
        .name_cyrillic = name_of(scattered, cyrillic, "А", arena),
        .born = date_text(born, arena),
        .sex = number % 2 ? "f" : "m",
        .document_kind = "passport",
        .document_number = arena_format(arena, "AC%08lld", (long long)number),
        .region = regions[number % 5],
        .languages = "ky",
        .destination = destinations[number / 5 % 5],
        .departure = number % 3 ? "first" : "returning",
        .consent_day = "2026-10-05",
    };
}

/* A few in a thousand are taken for somebody else; their documents were compared. */
static void enrol(struct town_sitting *sitting, const char *ref, int64_t number)
{
    struct candidate_id id;
    const char *compared;
    struct fixture *f = sitting->town->f;
    struct candidate_facts facts = facts_of(number, sitting->arena);
    SCOPED_ERROR taken = candidate_enrol(&id, fixture_desk(f, "registrar"), ref, &facts, NULL);
    if (!taken)
        return;
    OK(duplicate_refs(&compared, f->db, &facts, (struct candidate_id){0}, sitting->arena));
    OK(candidate_enrol(&id, fixture_desk(f, "registrar"), ref, &facts, compared));
}

void town_enrol(struct town_sitting *sitting)
{
    struct town *town = sitting->town;
    for (int i = 0; i < TOWN_SITTING; i++) {
        sitting->refs[i] = arena_format(sitting->arena, "T-%07lld", (long long)town->people);
        enrol(sitting, sitting->refs[i], town->people++);
    }
    fixture_commit(town->f);
}

void town_enter(struct town_sitting *sitting)
{
    struct fixture *f = sitting->town->f;
    struct sitting_id id;
    struct sitting planned;
    struct refusals refusals = refusals_make(sitting->arena);
    sitting->ref = arena_format(sitting->arena, "town-%lld", (long long)sitting->town->people);
    OK(sitting_plan(&id, fixture_desk(f, "registrar"), sitting->ref, "bishkek", FIXTURE_DAY,
                    sitting->town->scheme));
    OK(sitting_of(&planned, f->db, id, sitting->arena));
    for (int i = 0; i < TOWN_SITTING; i++)
        fixture_enter(f, sitting->ref, sitting->refs[i], "TST-SOLO");
    fixture_assign(f, sitting->ref, NULL, "examiner-a", DUTY_FIRST);
    fixture_assign(f, sitting->ref, "TST-PAIR", "examiner-b", DUTY_SECOND);
    OK(sitting_open(fixture_desk(f, "registrar"), id, &refusals));
    OK(attempt_list(&sitting->attempts, f->db, id, NULL, NULL, sitting->arena));
    fixture_commit(f);
}

static void mark_sheet(struct tablet *tablet, const char *who, enum duty duty,
                       const struct attempt *attempt, const struct rubric *rubric)
{
    tablet_open_sheet(tablet, who, attempt->name, rubric);
    for (size_t s = 0; s < rubric->section_count; s++)
        for (size_t c = 0; c < rubric->sections[s].criterion_count; c++) {
            const struct criterion *criterion = &rubric->sections[s].criteria[c];
            if (!standing_own_line(attempt, duty, criterion))
                continue;
            struct mark mark = mark_worth(criterion, who, 100, attempt_profile(attempt, rubric),
                                          tablet->arena);
            tablet_mark(tablet, attempt->name, &mark);
        }
    tablet_seal(tablet, who, attempt->name);
}

void town_mark(struct town_sitting *sitting)
{
    static const char *const examiners[] = {"examiner-a", "examiner-b"};
    struct town *town = sitting->town;
    for (enum duty duty = DUTY_FIRST; duty <= DUTY_SECOND; duty++) {
        const char *who = examiners[duty];
        struct tablet tablet = tablet_open(arena_format(sitting->arena, "%s-%s", sitting->ref, who),
                                           town->f->clock.fixed_s,
                                           (uint64_t)town->people * 2 + duty, sitting->arena);
        for (size_t i = 0; i < sitting->attempts.count; i++) {
            const struct attempt *attempt = &sitting->attempts.items[i];
            const struct rubric *rubric;
            OK(shelf_rubric(&rubric, &town->shelf, town->f->db, attempt));
            if (duty == DUTY_FIRST || !strcmp(attempt->unit, "TST-PAIR"))
                mark_sheet(&tablet, who, duty, attempt, rubric);
        }
        sitting->batches[duty] = bytes_of_text(
            value_canonical(tablet_batch(&tablet), sitting->arena));
    }
}

void town_receive(struct town_sitting *sitting)
{
    struct town *town = sitting->town;
    for (int i = 0; i < 2; i++) {
        struct event_batch batch;
        struct receipts receipts;
        OK(event_batch_read(&batch, sitting->batches[i], "batch", sitting->arena));
        OK(sheet_receive(&receipts, fixture_desk(town->f, i ? "examiner-b" : "examiner-a"), &batch,
                         &town->shelf, sitting->arena));
        ASSERT(receipts.refused == 0);
        fixture_commit(town->f);
    }
}

void town_compute(struct town_sitting *sitting)
{
    struct fixture *f = sitting->town->f;
    for (size_t i = 0; i < sitting->attempts.count; i++) {
        struct result_report report;
        struct attempt attempt;
        OK(attempt_find(&attempt, f->db, sitting->attempts.items[i].name, sitting->arena));
        OK(result_compute(&report, fixture_desk(f, "lead"), &attempt, sitting->arena));
        ASSERT(report.computed);
    }
    fixture_commit(f);
}

void town_decide(struct town_sitting *sitting)
{
    struct fixture *f = sitting->town->f;
    for (int i = 0; i < TOWN_SITTING; i++) {
        struct candidate candidate;
        OK(candidate_find(&candidate, f->db, sitting->refs[i], sitting->arena));
        OK(decision_make(&sitting->decisions[i], fixture_desk(f, "certifier-a"), candidate.id,
                         "TST", DECISION_GRANTED, NULL, sitting->arena));
    }
    fixture_commit(f);
}

void town_issue(struct town_sitting *sitting)
{
    struct fixture *f = sitting->town->f;
    struct issue issues[TOWN_SITTING] = {0};
    for (int i = 0; i < TOWN_SITTING; i++)
        issues[i].decision = &sitting->decisions[i];
    struct desk *desk = fixture_desk(f, "registrar");
    OK(transaction_commit(&f->transaction)); /* a group has two of its own */
    OK(issue_group(issues, TOWN_SITTING, desk, &sitting->town->press, sitting->arena));
    OK(transaction_begin(&f->transaction, f->db));
    for (int i = 0; i < TOWN_SITTING; i++)
        OK(issues[i].refused);
}
