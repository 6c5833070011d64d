#include "bench/copyist.h"
#include "bench/trials.h"

#include "test.h"

/* After these many nothing gets quicker any more. */
enum { WARM_NODE = 60, WARM_PYTHON = 20, WARM_JAVA = 600 };

static void *open_pdfkit(struct arena *arena)
{
    return copyist_open("pdfkit", SIGNATURE_RS256, true, WARM_NODE, arena);
}

static void *open_pdf_lib(struct arena *arena)
{
    return copyist_open("pdf-lib", SIGNATURE_RS256, true, WARM_NODE, arena);
}

static void *open_reportlab(struct arena *arena)
{
    return copyist_open("reportlab", SIGNATURE_ES256, false, WARM_PYTHON, arena);
}

static void *open_pdfbox(struct arena *arena)
{
    return copyist_open("pdfbox", SIGNATURE_ES256, true, WARM_JAVA, arena);
}

static void *open_rsa_pdfbox(struct arena *arena)
{
    return copyist_open("pdfbox", SIGNATURE_RS256, true, WARM_JAVA, arena);
}

static int64_t print(void *subject)
{
    SCOPED_ARENA(arena);
    const struct press_room *room = ((struct copyist *)subject)->room;
    struct bytes pdf;
    OK(press_print(&pdf, &room->press, room->record, NULL, room->now_s, arena));
    return 1;
}

static int64_t copy(void *subject)
{
    struct copyist *copyist = subject;
    ASSERT(peer_program_order(copyist->program, "make 1"));
    return 1;
}

static const char *why_missing(const void *subject)
{
    return ((const struct copyist *)subject)->missing;
}

static double used_s(const void *subject)
{
    return ((const struct copyist *)subject)->program->used_s;
}

static void sizes(int64_t *ours, int64_t *theirs, const void *subject)
{
    const struct copyist *copyist = subject;
    *ours = (int64_t)copyist->room->printed.size;
    *theirs = copyist->program->size;
}

#define TRIAL(what, beside, who)                                                                   \
    const struct trial trial_##what = {                                                            \
        .name = "certificates beside " beside,                                                     \
        .peer = who,                                                                               \
        .prepare = open_##what,                                                                    \
        .work = print,                                                                             \
        .peer_work = copy,                                                                         \
        .missing = why_missing,                                                                    \
        .peer_used_s = used_s,                                                                     \
        .sizes = sizes,                                                                            \
    }

TRIAL(pdfkit, "pdfkit, RSA", "pdfkit + @signpdf: RSA-3072");
TRIAL(pdf_lib, "pdf-lib, RSA", "pdf-lib + @signpdf: RSA-3072");
TRIAL(reportlab, "reportlab", "reportlab: not signed");
TRIAL(pdfbox, "PDFBox, ECDSA", "PDFBox + BouncyCastle: ECDSA P-256");
TRIAL(rsa_pdfbox, "PDFBox, RSA", "PDFBox + BouncyCastle: RSA-3072");
