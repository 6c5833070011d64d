/* Where a line of text may end: at spaces, after hyphens between letters, and in Chinese, Japanese
 * and Korean between any two characters, except where a line would begin or end with what belongs
 * to its neighbour (kinsoku, JIS X 4051 and W3C JLREQ, 3.1.7 and 3.1.8): no closing mark, small
 * kana, lengthening or iteration mark begins a line, no opening mark ends one, and a number stays
 * with what it counts. */
#ifndef USTA_CERTIFY_LINE_BREAK_H
#define USTA_CERTIFY_LINE_BREAK_H

#include <stddef.h>

/* The first place behind byte start of a text where a line may end; the text's end at the latest.
 */
size_t line_break_next(const char *text, size_t start);

#endif
