#include "assess/fixture.h"

#include "assess/audited.h"
#include "assess/calibration.h"
#include "assess/machine.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/text.h"
#include "store/migrate.h"
#include "store/registry.h"

#include "scratch.h"
#include "test.h"

#define THREE(latin, cyrillic)                                                                     \
    {                                                                                              \
        {"en", latin}, {"ru", cyrillic},                                                           \
        {                                                                                          \
            "ky", cyrillic                                                                         \
        }                                                                                          \
    }

static void set_up_institution(struct fixture *f)
{
    static const struct translation bishkek[] = THREE("Bishkek", "Бишкек"),
                                    osh[] = THREE("Osh", "Ош"),
                                    names[] = THREE("Test Laboratory", "Лаборатория");
    static struct centre centres[] = {
        {.ref = "bishkek", .utc_offset_min = 360, .names = {bishkek, 3}},
        {.ref = "osh", .utc_offset_min = 360, .names = {osh, 3}},
    };
    static const struct institution institution = {.origin = "test.example.kg",
                                                   .host = "verify.test.example.kg",
                                                   .names = {names, 3},
                                                   .target = 200,
                                                   .centres = {centres, COUNT(centres)}};
    OK(institution_set_up(fixture_desk(f, ""), &institution));
}

static void set_up_staff(struct fixture *f)
{
    static const struct {
        const char *ref;
        enum role role; /* ROLE_COUNT: none */
    } staff[] = {
        {"admin", ROLE_ADMINISTRATOR},   {"registrar", ROLE_REGISTRAR},
        {"examiner-a", ROLE_EXAMINER},   {"examiner-b", ROLE_EXAMINER},
        {"examiner-c", ROLE_EXAMINER},   {"lead", ROLE_LEAD},
        {"verifier", ROLE_VERIFIER},     {"certifier-a", ROLE_CERTIFIER},
        {"certifier-b", ROLE_CERTIFIER}, {"auditor", ROLE_AUDITOR},
        {"newcomer", ROLE_COUNT},
    };
    for (size_t i = 0; i < COUNT(staff); i++) {
        int64_t id;
        struct grant grant = {.role = staff[i].role, .from_day = "2026-01-01"};
        OK(person_add(&grant.person, fixture_desk(f, ""), staff[i].ref, staff[i].ref));
        if (staff[i].role != ROLE_COUNT)
            OK(grant_add(&id, fixture_desk(f, ""), &grant));
    }
}

/* In a folder, or (NULL) in a scratch folder of its own. */
static struct fixture *open_fixture(const char *folder)
{
    struct arena *arena = arena_open();
    struct fixture *f = ARENA_NEW(arena, struct fixture);
    int64_t now_s;
    OK(instant_parse(&now_s, FIXTURE_NOW, "now"));
    f->arena = arena;
    f->path = registry_database(folder ? folder : scratch_folder(arena), arena);
    f->clock = clock_fixed(now_s);
    f->random = random_seeded(20261120);
    OK(db_open(&f->db, f->path, DB_WRITE));
    OK(migrate_database(f->db, f->path, migrations_known()));
    f->desk = (struct desk){.db = f->db, .clock = &f->clock, .random = &f->random};
    OK(transaction_begin(&f->transaction, f->db));
    set_up_institution(f);
    set_up_staff(f);
    return f;
}

struct fixture *fixture_open(void)
{
    return open_fixture(NULL);
}

struct fixture *fixture_open_in(const char *folder)
{
    return open_fixture(folder);
}

void fixture_close(struct fixture **fixture)
{
    struct fixture *f = *fixture;
    transaction_cleanup(&f->transaction);
    db_close(f->db);
    arena_close(f->arena);
}

struct person_id fixture_person(struct fixture *f, const char *ref)
{
    struct person person = {0};
    if (*ref)
        OK(person_find(&person, f->db, ref, f->arena));
    return person.id;
}

struct desk *fixture_desk(struct fixture *f, const char *ref)
{
    f->desk.person = fixture_person(f, ref);
    return &f->desk;
}

void fixture_commit(struct fixture *f)
{
    OK(transaction_commit(&f->transaction));
    OK(transaction_begin(&f->transaction, f->db));
}

void fixture_rollback(struct fixture *f)
{
    transaction_cleanup(&f->transaction);
    f->transaction = (struct transaction){0};
    OK(transaction_begin(&f->transaction, f->db));
}

void fixture_set_day(struct fixture *f, const char *day)
{
    struct date date;
    OK(date_parse(&date, day, "day"));
    f->clock.fixed_s = date_start_s(date) + 6 * 3600;
}

int64_t fixture_acts(struct fixture *f)
{
    struct journal_head head;
    OK(journal_head_now(&head, f->db));
    return head.size;
}

struct candidate_facts fixture_facts(struct fixture *f, int number)
{
    static const char *const latin[] = {"Aizada", "Bekzat",  "Cholpon", "Dastan",   "Elmira",
                                        "Farid",  "Gulnara", "Hadicha", "Islambek", "Jyldyz"};
    static const char *const cyrillic[] = {"Айзада", "Бекзат",  "Чолпон", "Дастан",   "Эльмира",
                                           "Фарид",  "Гүлнара", "Хадича", "Исламбек", "Жылдыз"};
    int given = number % 10, family = number / 10 % 10;
    return (struct candidate_facts){
        .name_latin = arena_format(f->arena, "%sova %s", latin[family], latin[given]),
        .name_cyrillic = arena_format(f->arena, "%sова %s", cyrillic[family], cyrillic[given]),
        .born = arena_format(f->arena, "%04d-04-23", 1970 + number % 35),
        .sex = number % 2 ? "f" : "m",
        .document_kind = "passport",
        .document_number = arena_format(f->arena, "AC%07d", 1000000 + number),
        .region = "Chüy",
        .languages = "ky",
        .destination = number % 3 ? "TR" : NULL,
        .departure = "first",
        .consent_day = "2026-10-05",
    };
}

struct candidate fixture_candidate(struct fixture *f, const char *ref, int number)
{
    struct candidate candidate;
    struct candidate_facts facts = fixture_facts(f, number);
    OK(candidate_enrol(&candidate.id, fixture_desk(f, "registrar"), ref, &facts, NULL));
    OK(candidate_find(&candidate, f->db, ref, f->arena));
    return candidate;
}

struct bytes fixture_file(struct fixture *f, const char *name)
{
    struct bytes bytes;
    OK(file_read(&bytes, path_join(f->arena, PROJECT_FOLDER "/tests/assess/files", name), 1 << 20,
                 f->arena));
    return bytes;
}

static void publish_rubric(struct fixture *f, const char *name, struct bytes file)
{
    struct rubric_version_id id;
    struct findings findings = findings_make(f->arena);
    SCOPED_ERROR error = publication_add_rubric(&id, fixture_desk(f, "lead"), file, name, &findings,
                                                f->arena);
    if (error)
        fail_msg("%s\n%s", error_message(error), findings_text(&findings, f->arena));
}

void fixture_publish_drawing(struct fixture *f, const char *name, int percent)
{
    static const char key[] = "sample_percent: ";
    const char *text;
    OK(text_from_bytes(&text, fixture_file(f, name), name, f->arena));
    const char *at = strstr(text, key), *rest = strchr(at, '}');
    publish_rubric(f, name,
                   bytes_of_text(arena_format(f->arena, "%.*s%s%d%s", (int)(at - text), text, key,
                                              percent, rest)));
}

struct scheme_version_id fixture_publish(struct fixture *f)
{
    struct scheme_version_id id;
    struct findings findings = findings_make(f->arena);
    publish_rubric(f, "tst-solo.yaml", fixture_file(f, "tst-solo.yaml"));
    publish_rubric(f, "tst-pair.yaml", fixture_file(f, "tst-pair.yaml"));
    SCOPED_ERROR error = publication_add_scheme(&id, fixture_desk(f, "lead"),
                                                fixture_file(f, "tst.scheme.yaml"),
                                                "tst.scheme.yaml", &findings, f->arena);
    if (error)
        fail_msg("%s\n%s", error_message(error), findings_text(&findings, f->arena));
    return id;
}

struct sitting fixture_sitting(struct fixture *f, const char *ref)
{
    struct sitting sitting;
    struct scheme_version_id scheme = fixture_publish(f);
    OK(sitting_plan(&sitting.id, fixture_desk(f, "registrar"), ref, "bishkek", FIXTURE_DAY,
                    scheme));
    OK(sitting_find(&sitting, f->db, ref, f->arena));
    return sitting;
}

struct attempt fixture_attempt(struct fixture *f, const char *name)
{
    struct attempt attempt;
    OK(attempt_find(&attempt, f->db, name, f->arena));
    return attempt;
}

struct attempt fixture_enter(struct fixture *f, const char *sitting_ref, const char *candidate_ref,
                             const char *unit)
{
    size_t count;
    struct sitting sitting;
    struct candidate candidate;
    OK(sitting_find(&sitting, f->db, sitting_ref, f->arena));
    OK(candidate_find(&candidate, f->db, candidate_ref, f->arena));
    OK(attempt_enter(&count, fixture_desk(f, "registrar"), &sitting, &candidate, NULL,
                     NO_MATTER(f)));
    return fixture_attempt(f, arena_format(f->arena, "%s/%s/%s", sitting_ref, candidate_ref, unit));
}

void fixture_assign(struct fixture *f, const char *sitting_ref, const char *unit,
                    const char *person, enum duty duty)
{
    struct sitting sitting;
    struct attempts attempts;
    struct refusals refusals = refusals_make(f->arena), warnings = refusals_make(f->arena);
    OK(sitting_find(&sitting, f->db, sitting_ref, f->arena));
    OK(attempt_list(&attempts, f->db, sitting.id, unit, NULL, f->arena));
    OK(assignment_add(fixture_desk(f, "registrar"), &attempts, fixture_person(f, person), duty,
                      &refusals, &warnings));
}

void fixture_instrument(struct fixture *f, const char *kind, const char *unit, const char *centre)
{
    struct instrument new = {.ref = arena_format(f->arena, "%s-%s", kind, centre),
                             .centre_ref = centre,
                             .kind = kind,
                             .unit = unit};
    OK(instrument_add(fixture_desk(f, "registrar"), &new));
    OK(instrument_find(&new, f->db, new.ref, f->arena));
    OK(calibration_add(
        &f->desk, &new,
        &(struct calibration){.done_s = f->clock.fixed_s, .reference = "0", .deviation = "0.1"}));
}

struct sitting fixture_open_sitting(struct fixture *f)
{
    struct sitting sitting = fixture_sitting(f, "bishkek-1");
    struct refusals refusals = refusals_make(f->arena);
    fixture_candidate(f, "BSK-001", 1);
    fixture_candidate(f, "BSK-002", 12);
    fixture_enter(f, sitting.ref, "BSK-001", "TST-SOLO");
    fixture_enter(f, sitting.ref, "BSK-002", "TST-SOLO");
    fixture_assign(f, sitting.ref, NULL, "examiner-a", DUTY_FIRST);
    fixture_assign(f, sitting.ref, "TST-PAIR", "examiner-b", DUTY_SECOND);
    fixture_assign(f, sitting.ref, NULL, "lead", DUTY_LEAD);
    OK(sitting_open(fixture_desk(f, "registrar"), sitting.id, &refusals));
    OK(sitting_find(&sitting, f->db, "bishkek-1", f->arena));
    return sitting;
}

struct sitting fixture_plan_drawing(struct fixture *f, int solo_percent, int pair_percent)
{
    struct scheme_version_id scheme;
    struct sitting sitting;
    struct findings findings = findings_make(f->arena);
    fixture_publish_drawing(f, "tst-solo.yaml", solo_percent);
    fixture_publish_drawing(f, "tst-pair.yaml", pair_percent);
    OK(publication_add_scheme(&scheme, fixture_desk(f, "lead"), fixture_file(f, "tst.scheme.yaml"),
                              "s", &findings, f->arena));
    OK(sitting_plan(&sitting.id, fixture_desk(f, "registrar"), "s1", "bishkek", FIXTURE_DAY,
                    scheme));
    for (int i = 0; i < FIXTURE_DRAWN_FROM; i++) {
        const char *ref = arena_format(f->arena, "C%d", i);
        fixture_candidate(f, ref, 11 * i);
        fixture_enter(f, "s1", ref, "TST-SOLO");
    }
    fixture_assign(f, "s1", NULL, "examiner-a", DUTY_FIRST);
    fixture_assign(f, "s1", "TST-PAIR", "examiner-b", DUTY_SECOND);
    OK(sitting_find(&sitting, f->db, "s1", f->arena));
    return sitting;
}

void fixture_open_drawing(struct fixture *f, const struct sitting *sitting)
{
    OK(sitting_open(fixture_desk(f, "registrar"), sitting->id, NO_MATTER(f)));
}

void fixture_sample(struct fixture *f)
{
    fixture_run(f, "INSERT INTO draw VALUES (1, 1, '', 100, '', 0, '[]', 1, 0, 0, x'')");
    fixture_run(f, "INSERT INTO draw_attempt (attempt, draw) SELECT id, 1 FROM attempt");
}

struct sitting fixture_open_another(struct fixture *f, const char *ref, const char *day,
                                    const char *unit, const char *first)
{
    size_t count;
    struct sitting sitting;
    struct candidate candidate;
    struct scheme_version_id scheme;
    fixture_set_day(f, day);
    OK(publication_find_scheme(&scheme, f->db, "TST"));
    OK(sitting_plan(&sitting.id, fixture_desk(f, "registrar"), ref, "osh", day, scheme));
    OK(sitting_find(&sitting, f->db, ref, f->arena));
    OK(candidate_find(&candidate, f->db, "BSK-001", f->arena));
    OK(attempt_enter(&count, fixture_desk(f, "registrar"), &sitting, &candidate, unit,
                     NO_MATTER(f)));
    fixture_assign(f, ref, NULL, first, DUTY_FIRST);
    if (!unit || strcmp(unit, "TST-PAIR") == 0)
        fixture_assign(f, ref, "TST-PAIR", "examiner-b", DUTY_SECOND);
    OK(sitting_open(fixture_desk(f, "registrar"), sitting.id, NO_MATTER(f)));
    OK(sitting_find(&sitting, f->db, ref, f->arena));
    return sitting;
}

void fixture_run(struct fixture *f, const char *sql)
{
    const struct statement statement = {"test", sql, true};
    OK(db_run(f->db, &statement, DB_NO_VALUES));
}

static const char *some_trigger(struct fixture *f)
{
    static const struct statement find = {
        "triggers", "SELECT name FROM sqlite_master WHERE type = 'trigger' LIMIT 1", true};
    SCOPED_ROWS rows = NULL;
    bool got;
    OK(db_rows_open(&rows, f->db, &find, DB_NO_VALUES));
    OK(db_rows_next(&got, rows));
    return got ? db_rows_text(rows, 0, f->arena) : NULL;
}

void fixture_unprotect(struct fixture *f)
{
    for (const char *name; (name = some_trigger(f));)
        fixture_run(f, arena_format(f->arena, "DROP TRIGGER %s", name));
    fixture_commit(f);
}

void fixture_audit(struct fixture *f)
{
    OK(audited_check(f->db, assess_audited, assess_audited_count));
    OK(machine_audit(f->db));
}
