/* The rules of PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) that a certificate could break,
 * and a few of ISO 32000-1 that both stand on. Where a rule speaks of something no certificate has
 * (transparency, actions, optional content), it is stricter: there shall be none. */
#ifndef USTA_TESTS_CERTIFY_RULES_H
#define USTA_TESTS_CERTIFY_RULES_H

#include "archived.h"

struct archive_rule {
    const char *clause; /* "A 6.1.3" of ISO 19005-3, "UA 7.1" of ISO 14289-1 */
    const char *name;   /* for tests to call it by */
    /* What is wrong, NULL for nothing. */
    const char *(*fault)(const struct archived *archived);
};

struct archive_rules {
    const struct archive_rule *items;
    size_t count;
};

extern const struct archive_rules file_rules, graphics_rules, font_rules, metadata_rules,
    document_rules, structure_rules;

#endif
