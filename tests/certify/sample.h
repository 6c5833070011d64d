/* A small certificate: a PDF by libharu with an attached record, signed by the keys of keys.h. */
#ifndef USTA_TESTS_CERTIFY_SAMPLE_H
#define USTA_TESTS_CERTIFY_SAMPLE_H

#include "certify/code.h"
#include "certify/pades_check.h"
#include "certify/pades_sign.h"

#include "keys.h"

#include <hpdf.h>
#include <hpdf_doc.h>

/* A record as the issuing program writes it, as far as a verdict needs it. */
#define SAMPLE_RECORD                                                                              \
    "{\"code\":\"%s\",\"expires\":\"2029-11-22\",\"holder\":{\"birth_year\":1998,"                 \
    "\"name_latin\":\"Aijan Toktogulova\"},\"issued\":\"2026-11-22\",\"units\":[{\"level\":2,"     \
    "\"title\":{\"en\":\"Cold kitchen\",\"ky\":\"Муздак ашкана\",\"ru\":\"Холодный цех\"}}]}"

static inline const char *sample_code(struct code *code, struct arena *arena)
{
    struct random random = random_seeded(11);
    OK(code_make(code, &random));
    return code_text(code, arena);
}

static inline const char *sample_record(struct arena *arena)
{
    struct code code;
    return arena_format(arena, SAMPLE_RECORD, sample_code(&code, arena));
}

/* The objects of an attachment, as the renderer writes them: not compressed. */
static inline void attach(HPDF_Doc document, const char *name, const char *record, bool compressed)
{
    HPDF_Dict stream = HPDF_DictStream_New(document->mmgr, document->xref);
    HPDF_Stream_Write(stream->stream, (const HPDF_BYTE *)record, (HPDF_UINT)strlen(record));
    stream->filter = compressed ? HPDF_STREAM_FILTER_FLATE_DECODE : HPDF_STREAM_FILTER_NONE;
    HPDF_Dict_AddName(stream, "Type", "EmbeddedFile");
    HPDF_Dict file = HPDF_Dict_New(document->mmgr);
    HPDF_Xref_Add(document->xref, file);
    HPDF_Dict_AddName(file, "Type", "Filespec");
    HPDF_Dict_Add(file, "F", HPDF_String_New(document->mmgr, name, NULL));
    HPDF_Dict files = HPDF_Dict_New(document->mmgr);
    HPDF_Dict_Add(file, "EF", files);
    HPDF_Dict_Add(files, "F", stream);
    HPDF_Array tree = HPDF_Array_New(document->mmgr);
    HPDF_Dict leaf = HPDF_Dict_New(document->mmgr), names = HPDF_Dict_New(document->mmgr);
    HPDF_Dict_Add(document->catalog, "Names", names);
    HPDF_Dict_Add(names, "EmbeddedFiles", leaf);
    HPDF_Dict_Add(leaf, "Names", tree);
    HPDF_Array_Add(tree, HPDF_String_New(document->mmgr, name, NULL));
    HPDF_Array_Add(tree, file);
}

struct sample_attachment {
    const char *name, *record; /* record NULL: none */
    bool compressed;
};

/* A page with a line of text, and a link when wanted (annotations of its own). */
static inline struct bytes make_pdf(const struct sample_attachment *attachment, bool with_link,
                                    struct arena *arena)
{
    HPDF_Doc document = HPDF_New(NULL, NULL);
    HPDF_Page page = HPDF_AddPage(document);
    HPDF_Font font = HPDF_GetFont(document, "Helvetica", NULL);
    HPDF_Page_BeginText(page);
    HPDF_Page_SetFontAndSize(page, font, 20);
    HPDF_Page_TextOut(page, 50, 700, "Level reached: 2");
    HPDF_Page_EndText(page);
    if (with_link) {
        HPDF_Rect place = {10, 10, 50, 50};
        HPDF_Page_CreateURILinkAnnot(page, place, "https://usta.example/");
    }
    if (attachment->record)
        attach(document, attachment->name, attachment->record, attachment->compressed);
    assert_int_equal(HPDF_SaveToStream(document), HPDF_OK);
    HPDF_UINT32 size = HPDF_GetStreamSize(document);
    HPDF_BYTE *data = arena_alloc(arena, size);
    assert_int_equal(HPDF_ReadFromStream(document, data, &size), HPDF_OK);
    HPDF_Free(document);
    return bytes_of(data, size);
}

static inline struct bytes sample_pdf(bool with_link, struct arena *arena)
{
    struct sample_attachment attachment = {"certificate.json", sample_record(arena), false};
    return make_pdf(&attachment, with_link, arena);
}

static inline struct pades_request sample_request(void)
{
    return (struct pades_request){.signed_at_s = TEST_NOW_S,
                                  .name = "Training Centre Ош",
                                  .reason = "Certificate (issued)",
                                  .location = "Osh",
                                  .struct_parent = -1};
}

static inline struct bytes sign_pdf(struct bytes original, const struct pades_request *request,
                                    const struct signer *signer, struct arena *arena)
{
    struct pades_draft draft;
    struct bytes file = {0};
    OK(pades_prepare(&draft, original, request, signer, arena));
    OK(pades_finish(&file, &draft, signer, arena));
    return file;
}

static inline struct bytes sample_signed(const struct signer *signer, struct arena *arena)
{
    struct pades_request request = sample_request();
    return sign_pdf(sample_pdf(false, arena), &request, signer, arena);
}

static inline enum verdict verdict_known(struct bytes file, const struct trust *known,
                                         struct arena *arena)
{
    struct judgement judgement;
    struct pades_seal seal;
    pades_check(&judgement, &seal, file, known, arena);
    return judgement.verdict;
}

static inline enum verdict verdict_of(struct bytes file, struct arena *arena)
{
    return verdict_known(file, NULL, arena);
}

/* How many bits of each byte a tamper test flips: one, or with USTA_FULL=1 (before a release) all.
 */
static inline size_t tampered_bits(void)
{
    return getenv("USTA_FULL") ? 8 : 1;
}

/* With the signer known the checks are the same, but quicker. */
static inline struct trust knowing(const struct fixture *fixture, struct arena *arena)
{
    struct trust known = trust_none();
    OK(trust_of_chain(&known, fixture->signer->chain, fixture->signer->chain_count, arena));
    return known;
}

#endif
