#include "certify/verdict.h"

#include "base/text.h"

enum { LANGUAGES = 3 };

static const char *const languages[LANGUAGES] = {"en", "ru", "ky"};

static const struct {
    const char *name;
    int exit;
    const char *texts[LANGUAGES];
} verdicts[] = {
    [VERDICT_VALID] = {"valid",
                       0,
                       {"Genuine and in force.", "Подлинный и действует.", "Чыныгы жана күчүндө."}},
    [VERDICT_GENUINE] =
        {"genuine",
         0,
         {"Exactly as issued. Whether it was revoked since is not known here.",
          "Точно в том виде, в каком выдан. Был ли он с тех пор отозван, здесь неизвестно.",
          "Берилген бойдон, өзгөртүлгөн эмес. Кийин жокко чыгарылганы бул жерде белгисиз."}},
    [VERDICT_EXPIRED] = {"expired",
                         1,
                         {"Genuine, but its validity has ended.",
                          "Подлинный, но срок действия истёк.", "Чыныгы, бирок мөөнөтү бүткөн."}},
    [VERDICT_SUSPENDED] = {"suspended",
                           1,
                           {"Genuine, but suspended by the issuer.",
                            "Подлинный, но его действие приостановлено.",
                            "Чыныгы, бирок убактылуу токтотулган."}},
    [VERDICT_SUPERSEDED] = {"superseded",
                            1,
                            {"Genuine, but replaced by a newer certificate.",
                             "Подлинный, но заменён новым сертификатом.",
                             "Чыныгы, бирок жаңы сертификат менен алмаштырылган."}},
    [VERDICT_REVOKED] = {"revoked",
                         1,
                         {"Revoked by the issuer.", "Отозван выдавшим центром.",
                          "Берген борбор жокко чыгарган."}},
    [VERDICT_KEY_REVOKED] = {"key_revoked",
                             1,
                             {"Signed with a key that was revoked.",
                              "Подписан ключом, который был отозван.",
                              "Жокко чыгарылган ачкыч менен кол коюлган."}},
    [VERDICT_STATUS_OUT_OF_DATE] = {"status_out_of_date",
                                    1,
                                    {"The status list is too old to decide by.",
                                     "Список статусов устарел, судить по нему нельзя.",
                                     "Абалдар тизмеси эскирген, ага карап чечүүгө болбойт."}},
    [VERDICT_UNKNOWN_CODE] = {"unknown_code",
                              1,
                              {"The issuer's list does not know this code.",
                               "В списке выдавшего центра такого кода нет.",
                               "Берген борбордун тизмесинде мындай код жок."}},
    [VERDICT_MALFORMED_CODE] = {"malformed_code",
                                1,
                                {"This is not a code of a certificate.", "Это не код сертификата.",
                                 "Бул сертификаттын коду эмес."}},
    [VERDICT_UNKNOWN_ISSUER] = {"unknown_issuer",
                                1,
                                {"Signed, but by nobody you said you trust.",
                                 "Подписан, но никем из тех, кому вы доверяете.",
                                 "Кол коюлган, бирок сиз ишенгендердин эч кимиси эмес."}},
    [VERDICT_ADDITIONS_AFTER_SIGNING] =
        {"additions_after_signing",
         1,
         {"Something was added after signing. Do not rely on this file.",
          "После подписания что-то добавлено. Не полагайтесь на этот файл.",
          "Кол коюлгандан кийин бир нерсе кошулган. Бул файлга ишенбеңиз."}},
    [VERDICT_ALTERED] = {"altered",
                         1,
                         {"This is not what was signed. Do not rely on it.",
                          "Это не то, что было подписано. Не полагайтесь на это.",
                          "Бул кол коюлган нерсе эмес. Буга ишенбеңиз."}},
    [VERDICT_BAD_SIGNATURE] = {"bad_signature",
                               1,
                               {"The signature does not hold. Do not rely on it.",
                                "Подпись недействительна. Не полагайтесь на это.",
                                "Кол жараксыз. Буга ишенбеңиз."}},
    [VERDICT_UNREADABLE] = {"unreadable",
                            1,
                            {"Not a certificate that can be read.",
                             "Это не сертификат, который можно прочитать.",
                             "Бул окула турган сертификат эмес."}},
    [VERDICT_COULD_NOT_CHECK] =
        {"could_not_check",
         5,
         {"Could not be checked. This says nothing about the certificate.",
          "Проверить не удалось. О сертификате это ничего не говорит.",
          "Текшерүү мүмкүн болгон жок. Бул сертификат жөнүндө эч нерсе айтпайт."}},
};

const char *verdict_name(enum verdict verdict)
{
    return verdicts[verdict].name;
}

const char *verdict_text(enum verdict verdict, const char *language)
{
    for (size_t i = 0; i < LANGUAGES; i++)
        if (text_equal(languages[i], language))
            return verdicts[verdict].texts[i];
    return verdicts[verdict].texts[0];
}

int verdict_exit(enum verdict verdict)
{
    return verdicts[verdict].exit;
}

int verdict_exit_worst(int a, int b)
{
    return a == 1 || b == 1 ? 1 : a > b ? a : b;
}
