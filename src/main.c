/* The command line. All there is stands in one table: parsing, help, the man page and completion
 * are made from it. */
#include "cli/appeal.h"
#include "cli/assign.h"
#include "cli/attempt.h"
#include "cli/audit.h"
#include "cli/backup.h"
#include "cli/call_run.h"
#include "cli/candidate.h"
#include "cli/card.h"
#include "cli/certificate.h"
#include "cli/certificate_augment.h"
#include "cli/certificate_file.h"
#include "cli/certificate_state.h"
#include "cli/check.h"
#include "cli/concern.h"
#include "cli/decide.h"
#include "cli/erase.h"
#include "cli/export.h"
#include "cli/help.h"
#include "cli/holiday.h"
#include "cli/incident.h"
#include "cli/init.h"
#include "cli/inquiry.h"
#include "cli/instrument.h"
#include "cli/journal.h"
#include "cli/key.h"
#include "cli/key_make.h"
#include "cli/person.h"
#include "cli/report.h"
#include "cli/result.h"
#include "cli/rubric.h"
#include "cli/rubric_case.h"
#include "cli/scheme.h"
#include "cli/settle.h"
#include "cli/sheet.h"
#include "cli/sheet_paper.h"
#include "cli/sitting.h"
#include "cli/tablet.h"
#include "cli/text_review.h"
#include "cli/verify.h"
#include "serve.h"

#include <signal.h>

/* The options of one command, where the table needs any. */
#define OPTIONS(...) ((const struct command_option[]){__VA_ARGS__, {NULL, NULL, NULL}})
#define REASON                                                                                     \
    {                                                                                              \
        "--reason", "TEXT", "why; kept for ever"                                                   \
    }
#define MARK                                                                                       \
    {"--check", "yes|no", "the mark of a check"}, {"--level", "LEVEL", "of levels"},               \
        {"--readings", "LIST", "of a measure: '82.1 83'; of a share: '120/300 90/300'"},           \
    {                                                                                              \
        "--na", "REASON", "not applicable"                                                         \
    }
#define REVIEWER                                                                                   \
    {"--by", "NAME", "who read them, knowing language and trade"},                                 \
    {                                                                                              \
        "--note", "TEXT", "who that is, what was found; kept for ever"                             \
    }
#define QUIET                                                                                      \
    {                                                                                              \
        "--quiet", NULL, "errors alone, no warnings"                                               \
    }
#define PASSPHRASE                                                                                 \
    {                                                                                              \
        "--passphrase-fd", "N",                                                                    \
            "read the keys' passphrase here (default: $USTA_KEY_PASSPHRASE, else asked)"           \
    }
#define SIGNER                                                                                     \
    {"--signer", "REF", "who signs (default: the newest valid one)"},                              \
        {"--pin-fd", "N", "read a token's PIN here (default: $USTA_KEY_PIN, else asked)"},         \
        PASSPHRASE
#define SIGNERS {"--symbols", "REF", "who signs the QR codes beside an RSA signer"}, SIGNER
#define ORDER                                                                                      \
    {"--for", "PURPOSE",                                                                           \
     "documents (the default), or symbols: the QR codes beside an RSA signer"},                    \
        {"--algorithm", "NAME", "ES256 (the default) or RS256"},                                   \
        {"--uri", "URI", "the key is in a token: 'pkcs11:token=…;object=…?module-path=…'"},        \
        {"--country", "CC", "in its name (default: KG)"},                                          \
        {"--organization", "NAME", "in its name (default: the institution)"},                      \
        {"--name", "NAME", "of the signer (default: certificate signer)"},                         \
        {"--pin-fd", "N", "read a token's PIN here (default: $USTA_KEY_PIN, else asked)"},         \
        PASSPHRASE
#define TSA                                                                                        \
    {"--tsa", "URL", "the authority that timestamps (default: $USTA_TSA, else none)"},             \
        {"--tsa-trust", "FILE", "its root, in PEM (default: $USTA_TSA_TRUST)"},                    \
    {                                                                                              \
        "--tsa-policy", "OID", "the only policy accepted (default: any)"                           \
    }
#define LAYOUT                                                                                     \
    {"--layout", "NAME", "the design (default: a4)"},                                              \
    {                                                                                              \
        "--layouts", "FOLDER", "where designs are (default: $USTA_CERTIFICATES, else installed)"   \
    }
#define LANGUAGE                                                                                   \
    {                                                                                              \
        "--language", "LANGUAGE",                                                                  \
            "the fourth: tr ko ja ar de kk, or none (default: the destination's)"                  \
    }
#define ASKED                                                                                      \
    {"--outside", NULL, "for others: small numbers are hidden"},                                   \
        {"--from", "DAY", "the first day counted"},                                                \
    {                                                                                              \
        "--until", "DAY", "the last day counted"                                                   \
    }
#define WINDOW                                                                                     \
    {"--from", "DAY", "sittings from this day (default: from the beginning)"},                     \
        {"--until", "DAY", "to this day (default: today)"},                                        \
    {                                                                                              \
        "--unit", "UNIT", "of this unit alone"                                                     \
    }
#define COMPARED                                                                                   \
    {                                                                                              \
        "--compared-with", "CANDIDATES", "similar people whose documents were compared"            \
    }
#define FACTS                                                                                      \
    {"--name-latin", "NAME", "as in the passport"}, {"--name-cyrillic", "NAME", "the same"},       \
        {"--born", "DAY", "YYYY-MM-DD"}, {"--sex", "SEX", "f or m, as in the passport"},           \
        {"--document-kind", "KIND", "passport (the default) or id_card"},                          \
        {"--document-number", "NUMBER", "as printed"},                                             \
        {"--region", "REGION", "oblast or city of residence"},                                     \
        {"--languages", "TAGS", "of the test, for example 'ky ru'"},                               \
        {"--destination", "PLACE", "TR KR JP GULF UK EU RU KZ; left out when not known"},          \
        {"--departure", "WHICH", "first or returning"},                                            \
        {"--consent-day", "DAY", "when consent to processing was signed"},                         \
        {"--extra-time-percent", "N", "granted adjustment, never its cause"}, COMPARED

static const struct command commands[] = {
    {"init", NULL, "INSTITUTION.yaml", cli_init, NEEDS_NOTHING,
     "make a registry: keys for trials, centres, administrator",
     OPTIONS({"--trust", "FILE", "write here what those who check shall trust"}, PASSPHRASE,
             {"--algorithm", "NAME", "of root and signer: ES256 (the default) or RS256"},
             {"--country", "CC", "in the keys' names (default: KG)"})},

    {"rubric", "check", "FILE…", cli_rubric_check, NEEDS_NOTHING,
     "say all that is wrong or doubtful in rubric files",
     OPTIONS(QUIET,
             {"--against", "FOLDER", "of published files, which no version may contradict"})},
    {"rubric", "score", "RUBRIC.yaml MARKS.json", cli_rubric_score, NEEDS_NOTHING,
     "score marks by a rubric",
     OPTIONS({"--explain", NULL, "how each line came to its points, in words"},
             {"--language", "TAG", "of the titles in these words (default: en)"})},
    {"rubric", "publish", "FILE…", cli_rubric_publish, NEEDS_WRITE,
     "publish rubrics, which never change after that", NULL},
    {"rubric", "export", "RUBRIC.yaml FILE.json", cli_rubric_export, NEEDS_NOTHING,
     "write a rubric in the form of 1EdTech CASE",
     OPTIONS({"--creator", "NAME", "who publishes it (default: Usta)"})},
    {"rubric", "import", "FILE.json RUBRIC.yaml", cli_rubric_import, NEEDS_NOTHING,
     "make a rubric file of such a form, without loss", NULL},
    {"rubric", "list", "", cli_rubric_list, NEEDS_READ, "list what is published", NULL},
    {"rubric", "show", "RUBRIC[@VERSION]", cli_rubric_show, NEEDS_READ,
     "show a rubric, its languages and its lines", NULL},
    {"rubric", "review", "RUBRIC[@VERSION] LANGUAGE", cli_rubric_review, NEEDS_WRITE,
     "record that a speaker has read its texts", OPTIONS(REVIEWER)},

    {"scheme", "check", "FILE…", cli_scheme_check, NEEDS_NOTHING,
     "say all that is wrong or doubtful in scheme files", OPTIONS(QUIET)},
    {"scheme", "publish", "FILE…", cli_scheme_publish, NEEDS_WRITE,
     "publish schemes, after their rubrics", NULL},
    {"scheme", "list", "", cli_scheme_list, NEEDS_READ, "list what is published", NULL},
    {"scheme", "show", "SCHEME[@VERSION]", cli_scheme_show, NEEDS_READ,
     "show a scheme, its languages and its units", NULL},
    {"scheme", "review", "SCHEME[@VERSION] LANGUAGE", cli_scheme_review, NEEDS_WRITE,
     "record that a speaker has read its texts", OPTIONS(REVIEWER)},

    {"person", "add", "PERSON NAME", cli_person_add, NEEDS_WRITE, "add a member of staff", NULL},
    {"person", "grant", "PERSON ROLE", cli_person_grant, NEEDS_WRITE, "give a role",
     OPTIONS({"--unit", "UNIT", "for this rubric alone (examiner, lead, verifier)"},
             {"--from", "DAY", "the first day (default: today)"},
             {"--until", "DAY", "the last day (default: open)"})},
    {"person", "withdraw", "PERSON ROLE", cli_person_withdraw, NEEDS_WRITE, "take a role back",
     OPTIONS({"--unit", "UNIT", "the grant for this rubric"},
             {"--from", "DAY", "the first day without it (default: today)"})},
    {"person", "relate", "PERSON CANDIDATE KIND", cli_person_relate, NEEDS_WRITE,
     "declare a relationship: family, household, gains, trained, employer, colleague",
     OPTIONS({"--from", "DAY", "its first day (default: today)"},
             {"--until", "DAY", "its last day (default: it goes on)"})},
    {"person", "touched", "PERSON CANDIDATE", cli_person_touched, NEEDS_READ,
     "list what a conflict of interest touches", NULL},
    {"person", "password", "PERSON", cli_person_password, NEEDS_WRITE,
     "draw what a person signs in to the office with; shown once", NULL},
    {"person", "pin", "PERSON", cli_person_pin, NEEDS_WRITE,
     "draw what a person signs in on tablets with; shown once", NULL},
    {"person", "list", "", cli_person_list, NEEDS_READ, "list staff and their roles today", NULL},
    {"person", "show", "PERSON", cli_person_show, NEEDS_READ, "show a person's roles over time",
     NULL},

    {"candidate", "enrol", "CANDIDATE", cli_candidate_enrol, NEEDS_WRITE, "enrol somebody",
     OPTIONS(FACTS)},
    {"candidate", "import", "FILE.csv", cli_candidate_import, NEEDS_DESK,
     "enrol everybody in a table, or nobody and say all that is wrong",
     OPTIONS({"--dry-run", NULL, "say what is wrong, write nothing"})},
    {"candidate", "template", "FILE.csv", cli_candidate_template, NEEDS_NOTHING,
     "write an empty table to fill in",
     OPTIONS({"--language", "TAG", "of the columns' names: en (the default), ru or ky"})},
    {"candidate", "correct", "CANDIDATE", cli_candidate_correct, NEEDS_WRITE,
     "correct facts; the old ones are kept", OPTIONS(REASON, FACTS)},
    {"candidate", "pickup", "CANDIDATE", cli_candidate_pickup, NEEDS_WRITE,
     "make a secret code for the candidate's own pages; shown once, replaces the one before", NULL},
    {"candidate", "photo", "CANDIDATE [FILE.jpg]", cli_candidate_photo, NEEDS_WRITE,
     "keep a photo for the certificate, without its metadata; replaces the one before",
     OPTIONS({"--remove", NULL, "none from now on"})},
    {"candidate", "list", "", cli_candidate_list, NEEDS_READ, "list candidates", NULL},
    {"candidate", "show", "CANDIDATE", cli_candidate_show, NEEDS_READ,
     "show a candidate, relationships and attempts", NULL},

    {"instrument", "add", "INSTRUMENT CENTRE KIND UNIT", cli_instrument_add, NEEDS_WRITE,
     "add what a centre measures with", NULL},
    {"instrument", "calibrate", "INSTRUMENT", cli_instrument_calibrate, NEEDS_WRITE,
     "say that it was held against a reference",
     OPTIONS({"--reference", "DECIMAL", "what was measured, in the instrument's unit"},
             {"--deviation", "DECIMAL", "what it showed, less that"},
             {"--at", "INSTANT", "when (default: now)"})},
    {"instrument", "retire", "INSTRUMENT", cli_instrument_retire, NEEDS_WRITE,
     "take it out of use for good", OPTIONS(REASON)},
    {"instrument", "list", "", cli_instrument_list, NEEDS_READ, "list instruments", NULL},
    {"instrument", "show", "INSTRUMENT", cli_instrument_show, NEEDS_READ,
     "show an instrument and its calibrations", NULL},

    {"sitting", "plan", "SITTING CENTRE DAY SCHEME", cli_sitting_plan, NEEDS_WRITE,
     "plan a day of testing", NULL},
    {"sitting", "enter", "SITTING CANDIDATE…", cli_sitting_enter, NEEDS_WRITE,
     "enter candidates for the units they still need",
     OPTIONS({"--unit", "UNIT…", "only for this unit"})},
    {"sitting", "open", "SITTING", cli_sitting_open, NEEDS_WRITE,
     "freeze the rubrics and begin; says all that is missing", NULL},
    {"sitting", "check-in", "SITTING [CANDIDATE…]", cli_attempt_check_in, NEEDS_WRITE,
     "say that identities were seen (of all who are assigned)",
     OPTIONS({"--unit", "UNIT…", "only for this unit"})},
    {"sitting", "absent", "SITTING CANDIDATE…", cli_attempt_absent, NEEDS_WRITE,
     "say that candidates did not come", OPTIONS({"--unit", "UNIT…", "only for this unit"})},
    {"sitting", "extra-time", "ATTEMPT PERCENT", cli_attempt_extra_time, NEEDS_WRITE,
     "grant more time before the start, never saying the cause", OPTIONS(REASON)},
    {"sitting", "start", "ATTEMPT…", cli_attempt_run, NEEDS_WRITE, "start the clock", NULL},
    {"sitting", "pause", "ATTEMPT…", cli_attempt_pause, NEEDS_WRITE, "stop the clock",
     OPTIONS(REASON)},
    {"sitting", "resume", "ATTEMPT…", cli_attempt_run, NEEDS_WRITE, "go on after a pause", NULL},
    {"sitting", "abandon", "ATTEMPT…", cli_attempt_abandon, NEEDS_WRITE,
     "say that the candidate gave up", OPTIONS(REASON)},
    {"sitting", "void", "ATTEMPT…", cli_attempt_void, NEEDS_WRITE,
     "make an attempt not count, for a fault of the centre", OPTIONS(REASON)},
    {"sitting", "incident", "SITTING|ATTEMPT KIND", cli_sitting_incident, NEEDS_WRITE,
     "report an accident, a failure, help …, for later readers",
     OPTIONS({"--note", "TEXT", "what happened; kept for ever"})},
    {"sitting", "close", "SITTING", cli_sitting_close, NEEDS_WRITE,
     "end the day; says which sheets are missing", NULL},
    {"sitting", "archive", "SITTING", cli_sitting_archive, NEEDS_WRITE, "put it away", NULL},
    {"sitting", "list", "", cli_sitting_list, NEEDS_READ, "list sittings", NULL},
    {"sitting", "show", "SITTING", cli_sitting_show, NEEDS_READ,
     "show a sitting, its rubrics, attempts and examiners", NULL},

    {"assign", NULL, "SITTING PERSON DUTY", cli_assign, NEEDS_WRITE,
     "give a duty: first, second, third, lead",
     OPTIONS({"--unit", "UNIT…", "only in this unit"},
             {"--candidate", "CANDIDATE…", "only with this candidate"})},

    {"sheet", "import", "FILE…", cli_sheet_import, NEEDS_WRITE,
     "take in what tablets wrote, every event once",
     OPTIONS({"--sign", NULL, "with the journal's signed head as a receipt"}, PASSPHRASE)},
    {"sheet", "list", "SITTING", cli_sheet_list, NEEDS_READ, "list expected sheets and their state",
     NULL},
    {"sheet", "show", "ATTEMPT EXAMINER", cli_sheet_show, NEEDS_READ,
     "show what an examiner wrote, once all sheets are sealed", NULL},

    {"sheet", "print", "SITTING|ATTEMPT… FILE.pdf", cli_sheet_print, NEEDS_READ,
     "print mark sheets for marking on paper",
     OPTIONS({"--examiner", "PERSON", "of this examiner alone"},
             {"--language", "TAG", "of the sheets: en (the default), ru or ky"},
             {"--layout", "NAME", "the design (default: sheet)"},
             {"--layouts", "FOLDER",
              "where designs are (default: $USTA_CERTIFICATES, else installed)"})},

    {"sheet", "form", "ATTEMPT EXAMINER FILE.csv", cli_sheet_form, NEEDS_READ,
     "write an empty form to type a sheet on paper into",
     OPTIONS({"--language", "TAG", "of the titles (default: en)"})},
    {"sheet", "type", "ATTEMPT EXAMINER FILE.csv", cli_sheet_type, NEEDS_WRITE,
     "take in a sheet on paper, when two people typed the same", NULL},

    {"tablet", "code", "TABLET", cli_tablet_code, NEEDS_WRITE,
     "make a code that enrols a tablet under this name, once", NULL},
    {"tablet", "revoke", "TABLET", cli_tablet_revoke, NEEDS_WRITE,
     "take nothing from a lost tablet any more", OPTIONS(REASON)},
    {"tablet", "list", "", cli_tablet_list, NEEDS_READ, "list tablets", NULL},

    {"settle", "list", "[SITTING]", cli_settle_list, NEEDS_READ,
     "list what is open between sheets and results", NULL},
    {"settle", "line", "ATTEMPT CRITERION", cli_settle_line, NEEDS_WRITE,
     "settle a line on which examiners differ", OPTIONS(MARK, REASON)},

    {"result", "compute", "SITTING|ATTEMPT…", cli_result_compute, NEEDS_WRITE,
     "compute results; says what is still open", NULL},
    {"result", "review", "ATTEMPT", cli_result_review, NEEDS_WRITE,
     "look at a close or critical result again",
     OPTIONS({"--doubted", "CRITERION…", "a line that the lead shall settle"}, REASON)},
    {"result", "withhold", "ATTEMPT", cli_result_withhold, NEEDS_WRITE,
     "open an inquiry into a result; names what rests on it", OPTIONS(REASON)},
    {"result", "release", "ATTEMPT", cli_result_release, NEEDS_WRITE,
     "end the inquiry: the result stands", OPTIONS(REASON)},
    {"result", "void", "ATTEMPT", cli_result_void, NEEDS_WRITE,
     "end the inquiry: the result does not count", OPTIONS(REASON)},
    {"result", "clear", "ATTEMPT PERSON", cli_result_clear, NEEDS_WRITE,
     "say that a conflict declared late did not touch a result", OPTIONS(REASON)},
    {"result", "list", "SITTING", cli_result_list, NEEDS_READ, "list results", NULL},
    {"result", "show", "ATTEMPT", cli_result_show, NEEDS_READ, "show a result",
     OPTIONS({"--explain", NULL, "how each line came to its points; needs --as"},
             {"--language", "TAG", "of the titles in these words (default: en)"})},

    {"holiday", "import", "FILE.csv", cli_holiday_import, NEEDS_WRITE,
     "add public holidays: day,name", NULL},
    {"holiday", "cancel", "DAY", cli_holiday_cancel, NEEDS_WRITE, "take a holiday back",
     OPTIONS(REASON)},
    {"holiday", "list", "", cli_holiday_list, NEEDS_READ, "list holidays", NULL},

    {"decide", "pending", "", cli_decide_pending, NEEDS_READ,
     "list who waits for a decision, and until when", NULL},
    {"decide", "case", "CANDIDATE [SCHEME]", cli_decide_case, NEEDS_READ,
     "show all that a decision looks at", NULL},
    {"decide", "grant", "CANDIDATE [SCHEME]", cli_decide_grant, NEEDS_WRITE, "grant certification",
     OPTIONS(REASON)},
    {"decide", "refuse", "CANDIDATE [SCHEME]", cli_decide_refuse, NEEDS_WRITE,
     "refuse certification", OPTIONS(REASON)},
    {"decide", "defer", "CANDIDATE [SCHEME]", cli_decide_defer, NEEDS_WRITE, "decide later",
     OPTIONS(REASON)},
    {"decide", "ready", "SITTING", cli_decide_ready, NEEDS_DESK,
     "decide what follows for all of a sitting who are ready",
     OPTIONS({"--reason", "TEXT", "of refusals (default: the units that failed)"})},

    {"appeal", "lodge", "ATTEMPT|CANDIDATE [SCHEME]", cli_appeal_lodge, NEEDS_WRITE,
     "take in an appeal against a result, or against the decision about a candidate",
     OPTIONS({"--grounds", "TEXT", "what the candidate says; kept for ever"},
             {"--late", "TEXT", "why a certifier accepts it after the last day"})},
    {"appeal", "review", "APPEAL", cli_appeal_review, NEEDS_WRITE,
     "begin to handle one, without part in what it is about", NULL},
    {"appeal", "line", "APPEAL CRITERION", cli_appeal_line, NEEDS_WRITE,
     "mark a line again, from the evidence", OPTIONS(MARK, REASON)},
    {"appeal", "uphold", "APPEAL", cli_appeal_uphold, NEEDS_WRITE,
     "replace the result or the decision",
     OPTIONS({"--void", NULL, "the result is void, and no attempt"},
             {"--decision", "OUTCOME", "granted, refused or deferred (default: the other one)"},
             REASON)},
    {"appeal", "dismiss", "APPEAL", cli_appeal_dismiss, NEEDS_WRITE, "let it stand",
     OPTIONS(REASON)},
    {"appeal", "remit", "APPEAL", cli_appeal_remit, NEEDS_WRITE,
     "send it back: others mark or decide again", OPTIONS(REASON)},
    {"appeal", "answer", "APPEAL", cli_appeal_answer, NEEDS_WRITE,
     "replace a result that was sent back, by the lines marked again", NULL},
    {"appeal", "list", "", cli_appeal_list, NEEDS_READ, "list appeals",
     OPTIONS({"--state", "STATE", "lodged, under_review, upheld, dismissed, remitted"})},
    {"appeal", "show", "APPEAL", cli_appeal_show, NEEDS_READ,
     "show an appeal and the lines marked again", NULL},

    {"certificate", "issue", "[CANDIDATE…]", cli_certificate_issue, NEEDS_DESK,
     "issue what is granted: sign, check, store",
     OPTIONS({"--all", NULL, "to everybody who waits, as without names"},
             {"--to", "FOLDER", "write the PDFs there too"}, LANGUAGE, SIGNERS, LAYOUT, TSA)},
    {"certificate", "export", "FOLDER [CODE…]", cli_certificate_export, NEEDS_READ,
     "write PDFs as they were issued, with what was appended since", NULL},
    {"certificate", "augment", "[CODE…]", cli_certificate_augment, NEEDS_DESK,
     "append timestamps and validation data, so that files last",
     OPTIONS({"--all", NULL, "every certificate that is issued or suspended"},
             {"--to", "LEVEL", "T (the default), LT or LTA"}, TSA,
             {"--crl", "FILE…", "revocation lists of those who issued the keys: for LT and LTA"})},
    {"certificate", "card", "CODE… FILE.pdf", cli_certificate_card, NEEDS_READ,
     "draw wallet cards, front and back; their symbols lead to the certificates",
     OPTIONS({"--layout", "NAME", "the design (default: card)"},
             {"--layouts", "FOLDER",
              "where designs are (default: $USTA_CERTIFICATES, else installed)"})},
    {"certificate", "list", "", cli_certificate_list, NEEDS_READ, "list certificates",
     OPTIONS({"--state", "STATE", "intended, issued, suspended, revoked, superseded"})},
    {"certificate", "show", "CODE", cli_certificate_show, NEEDS_READ,
     "show a certificate and every fact printed on it", NULL},
    {"certificate", "hand-over", "CODE", cli_certificate_hand_over, NEEDS_WRITE,
     "say that the holder was given a paper copy",
     OPTIONS({"--identity-seen", "KIND", "the document that was seen: passport or id_card"})},
    {"certificate", "suspend", "CODE", cli_certificate_suspend, NEEDS_WRITE,
     "suspend while something is looked into", OPTIONS(REASON)},
    {"certificate", "reinstate", "CODE", cli_certificate_reinstate, NEEDS_WRITE,
     "lift a suspension", OPTIONS(REASON)},
    {"certificate", "revoke", "CODE", cli_certificate_revoke, NEEDS_WRITE,
     "propose to revoke, or confirm another's proposal", OPTIONS(REASON)},
    {"certificate", "supersede", "CODE", cli_certificate_supersede, NEEDS_DESK,
     "issue anew after a name or birth date was corrected", OPTIONS(LANGUAGE, SIGNERS, LAYOUT)},
    {"certificate", "status", "FILE", cli_certificate_status, NEEDS_DESK,
     "write the signed list of what became of certificates",
     OPTIONS({"--hours", "N", "how long it is good (default: 168)"}, SIGNER)},
    {"certificate", "trust", "FILE", cli_certificate_trust, NEEDS_READ,
     "write what those who check shall trust", NULL},

    {"key", "list", "", cli_key_list, NEEDS_READ, "list signers: states, dates, which one signs",
     NULL},
    {"key", "show", "REF", cli_key_show, NEEDS_READ, "show a signer", NULL},
    {"key", "make", "REF", cli_key_make, NEEDS_DESK, "make a signer under the centre's authority",
     OPTIONS({"--years", "N", "how long it is valid (default: 10)"},
             {"--from", "DAY", "the first day (default: from now)"}, ORDER)},
    {"key", "csr", "REF FILE", cli_key_csr, NEEDS_DESK,
     "make a key, and ask another authority to certify it", OPTIONS(ORDER)},
    {"key", "import", "REF FILE", cli_key_import, NEEDS_DESK,
     "take in an authority's answer (PEM), or a key that comes with it (PKCS #12)",
     OPTIONS({"--for", "PURPOSE", "documents (the default), or symbols"},
             {"--uri", "URI", "the key is in a token: 'pkcs11:token=…;object=…?module-path=…'"},
             {"--file-passphrase-fd", "N",
              "read the file's passphrase here (default: $USTA_FILE_PASSPHRASE, else asked)"},
             {"--pin-fd", "N", "read a token's PIN here (default: $USTA_KEY_PIN, else asked)"},
             PASSPHRASE)},
    {"key", "retire", "REF", cli_key_retire, NEEDS_WRITE, "let a signer sign nothing more",
     OPTIONS({"--reason", "REASON", "superseded, cessation, key_compromise, privilege_withdrawn"},
             {"--since", "INSTANT", "not to be relied on from then (default: now)"})},
    {"key", "export", "REF FILE", cli_key_export, NEEDS_READ, "write what is public of a signer",
     OPTIONS({"--part", "PART", "certificate, chain (the default) or root"})},
    {"key", "crl", "FILE", cli_key_crl, NEEDS_WRITE, "write the list of revoked signers (CRL)",
     OPTIONS({"--days", "N", "how long it is good (default: 30)"}, PASSPHRASE)},

    {"verify", NULL, "[FILE…]", cli_verify, NEEDS_NOTHING,
     "check certificates as the world does; like usta-verify",
     OPTIONS({"--trust", "FILE", "the issuers to trust (default: $USTA_TRUST, else nobody)"},
             {"--trust-time", "FILE",
              "the timestamp authorities to trust (default: $USTA_TRUST_TIME, else none)"},
             {"--status", "FILE", "the issuer's signed list of what was taken back"},
             {"--qr", "TEXT", "what a QR code of a certificate says, or the code typed from it"},
             {"--lang", "TAG", "of the verdict: en, ru or ky"})},

    {"audit", NULL, "", cli_audit, NEEDS_READ, "judge everything again; names what does not fit",
     OPTIONS({"--published", "NOTE", "a signed head that the world has seen"})},

    {"report", "progress", "", cli_report_progress, NEEDS_READ,
     "certified people against the target", OPTIONS(ASKED)},
    {"report", "units", "", cli_report_units, NEEDS_READ, "pass rates by unit", OPTIONS(ASKED)},
    {"report", "waiting", "", cli_report_waiting, NEEDS_READ,
     "how long people wait for test and decision", OPTIONS(ASKED)},
    {"report", "page", "FILE.pdf", cli_report_page, NEEDS_READ,
     "one A4 page with bars, small numbers hidden: it goes to others",
     OPTIONS({"--inside", NULL, "for staff: every number"},
             {"--from", "DAY", "the first day counted"}, {"--until", "DAY", "the last day counted"},
             {"--language", "TAG", "of the page: en (the default), ru or ky"},
             {"--layouts", "FOLDER",
              "where designs are (default: $USTA_CERTIFICATES, else installed)"})},
    {"report", "quality", "", cli_report_quality, NEEDS_READ,
     "how examiners agree, lines work and groups compare; with alarms", OPTIONS(WINDOW)},

    {"concern", "open", "ALARM", cli_concern_open, NEEDS_WRITE,
     "look into an alarm of the quality report; changes no result", OPTIONS(REASON, WINDOW)},
    {"concern", "close", "CONCERN", cli_concern_close, NEEDS_WRITE, "say what was found",
     OPTIONS({"--finding", "TEXT", "what was found, and what follows; kept for ever"})},
    {"concern", "list", "", cli_concern_list, NEEDS_READ, "list concerns", NULL},
    {"concern", "show", "CONCERN", cli_concern_show, NEEDS_READ, "show a concern and its finding",
     NULL},

    {"journal", "list", "", cli_journal_list, NEEDS_READ, "list acts, the newest last",
     OPTIONS({"--last", "N", "how many (default: 20; 0: all)"},
             {"--kind", "KIND", "only these, for example 'role' or 'role.granted'"})},
    {"journal", "head", "", cli_journal_head, NEEDS_OPEN, "say size and root of the journal",
     OPTIONS({"--sign", NULL, "as a signed note, for the world to keep"}, PASSPHRASE)},
    {"journal", "export", "FILE", cli_journal_export, NEEDS_READ, "write every entry to a file",
     NULL},

    {"backup", NULL, "FOLDER", cli_backup, NEEDS_OPEN, "copy the registry, while others work",
     OPTIONS({"--to", "CERTIFICATE.pem", "seal it: only the key of this certificate opens it"})},
    {"restore", NULL, "FOLDER", cli_restore, NEEDS_NOTHING, "make a registry of a backup",
     OPTIONS({"--published", "NOTE", "the newest signed head the world has seen"},
             {"--key", "FILE", "the recovery key, when the backup is sealed"},
             {"--passphrase-fd", "N",
              "read that key's passphrase here (default: $USTA_KEY_PASSPHRASE, else asked)"})},

    {"export", NULL, "CANDIDATE FOLDER", cli_export, NEEDS_DESK,
     "write all that is kept about a candidate, for the candidate", NULL},
    {"erase", NULL, "CANDIDATE", cli_erase, NEEDS_DESK,
     "overwrite who a candidate is; what was decided stays",
     OPTIONS({"--reason", "TEXT", "why, without a name: it is kept for ever"})},

    {"serve", NULL, "", serve_run, NEEDS_NOTHING,
     "serve tablets and office over HTTPS until it is told to end",
     OPTIONS(
         {"--listen", "ADDRESS", "on this address (default: 127.0.0.1)"},
         {"--port", "N", "on this port (default: 8443; 0: one that is free)"},
         {"--certificate", "FILE.pem", "the chain to show (default: one made at the first start)"},
         {"--key", "FILE.pem", "its key, unencrypted"},
         {"--name", "NAME…", "what the made certificate is for: the server's names, addresses"},
         {"--behind-proxy", NULL, "plain HTTP for a proxy on this machine"},
         {"--pages", "FOLDER", "where pages are (default: $USTA_PAGES, else installed)"},
         {"--app", "FOLDER", "the examiners' app as it is built (default: $USTA_APP, else none)"},
         {"--loops", "N", "event loops (default: one for each core)"},
         {"--connections", "N", "of one address at most (default: 64)"},
         {"--patience", "SECONDS", "for a request to arrive whole (default: 60)"})},

    {"help", NULL, "[NOUN] [VERB]", cli_help, NEEDS_NOTHING,
     "say what there is, or how it is called",
     OPTIONS({"--man", NULL, "the man page; read it with: man -l -"},
             {"--completion", NULL, "completion for bash; load it with: eval \"$(…)\""})},

    {NULL, NULL, NULL, NULL, NEEDS_NOTHING, NULL, NULL},
};

int main(int count, char **words)
{
    signal(SIGXFSZ, SIG_IGN); /* a file that may not grow is an error, not an end */
    return call_run(commands, count - 1, words + 1);
}
