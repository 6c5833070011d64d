#include "certify/line_break.h"

#include "base/text.h"

static bool is_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0xc0;
}

/* Kana, ideographs, Hangul and the marks among them, full width forms included. */
static bool is_east_asian(uint32_t c)
{
    return (c >= 0x1100 && c <= 0x11ff) || (c >= 0x2e80 && c <= 0xa4cf) ||
           (c >= 0xa960 && c <= 0xa97f) || (c >= 0xac00 && c <= 0xd7ff) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe4f) ||
           (c >= 0xff00 && c <= 0xffef) || (c >= 0x20000 && c <= 0x3ffff);
}

static bool is_among(uint32_t c, const char *characters)
{
    for (uint32_t one; (one = utf8_next(&characters)) != 0;)
        if (one == c)
            return true;
    return false;
}

static bool may_begin_line(uint32_t c)
{
    return !is_among(
        c, "、。，．・：；！？゛゜ヽヾゝゞ々〻ー゠–〜～‐‥…"
           "’”）〕］｝〉》」』】〙〗｠»"
           "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
           "｡｣､･ｧｨｩｪｫｬｭｮｯｰ％℃°"
           ")]}.,:;!?%");
}

static bool may_end_line(uint32_t c)
{
    return !is_among(c, "‘“（〔［｛〈《「『【〘〖｟«｢￥＄"
                        "([{");
}

static bool may_break_between(uint32_t before, uint32_t after)
{
    bool is_number = (before >= '0' && before <= '9') || (before >= 0xff10 && before <= 0xff19);
    return (is_east_asian(before) || is_east_asian(after)) && !is_number && after != ' ' &&
           may_begin_line(after) && may_end_line(before);
}

/* Whether a line may end between two characters; earlier is the one before them. */
static bool may_break(uint32_t earlier, uint32_t before, uint32_t after)
{
    if (before == ' ')
        return true;
    if ((before == '-' || before == 0x2010) && is_letter(earlier) && is_letter(after))
        return true;
    return may_break_between(before, after);
}

size_t line_break_next(const char *text, size_t start)
{
    const char *at = text + start;
    uint32_t earlier = 0, before = utf8_next(&at);
    while (*at) {
        const char *here = at;
        uint32_t after = utf8_next(&at);
        if (may_break(earlier, before, after))
            return (size_t)(here - text);
        earlier = before;
        before = after;
    }
    return (size_t)(at - text);
}
