/* A small certificate: a PDF by libharu with an attached record, signed by the keys of keys.h. */
#ifndef USTA_TESTS_CERTIFY_SAMPLE_H
#define USTA_TESTS_CERTIFY_SAMPLE_H

#include "certify/pades_check.h"
#include "certify/pades_sign.h"

#include "keys.h"

#include <hpdf.h>

/* A page with a line of text, and a link when wanted (annotations of its own). */
static inline struct bytes sample_pdf(bool with_link, struct arena *arena)
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
    assert_int_equal(HPDF_SaveToStream(document), HPDF_OK);
    HPDF_UINT32 size = HPDF_GetStreamSize(document);
    HPDF_BYTE *data = arena_alloc(arena, size);
    assert_int_equal(HPDF_ReadFromStream(document, data, &size), HPDF_OK);
    HPDF_Free(document);
    return bytes_of(data, size);
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

static inline enum verdict verdict_of(struct bytes file, struct arena *arena)
{
    struct finding finding;
    struct pades_seal seal;
    pades_check(&finding, &seal, file, arena);
    return finding.verdict;
}

#endif
