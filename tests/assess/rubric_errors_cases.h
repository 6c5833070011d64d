/* What rubric_errors_test.c changes in the good files, and what must then be found. */
#ifndef USTA_TESTS_RUBRIC_ERRORS_CASES_H
#define USTA_TESTS_RUBRIC_ERRORS_CASES_H

enum kind { RUBRIC, SCHEME, AGAINST };

/* A critical criterion of weight 1; five of them. */
#define LINE(id)                                                                                   \
    "      - {id: " id ", kind: check, weight: 1, critical: true, title: {en: a, ru: b, ky: c}}\n"
#define FIVE(id) LINE(id "1") LINE(id "2") LINE(id "3") LINE(id "4") LINE(id "5")

/* says: every error; for a warning, every finding of its number. AGAINST: compared with the good
 * file as it is published. */
static const struct {
    enum kind kind;
    const char *search, *replacement, *says;
} cases[] = {
    {RUBRIC, "version: 1.2.0\n", "version: 1.2.0 # \x01\n", "3:18 E01"},
    {RUBRIC, "ky: Ыкма", "ky: Ык\u202eма", "61:47 E01"},
    {RUBRIC, "ky: Ыкма", "ky: \"Ык\\u202Eма\"", "61:45 E49"},
    {SCHEME, "  esco: 90f75f67-495d-49fa-ab57-2f320e251d7e\n", "", "15:3 E12"},
    {RUBRIC, "usta_rubric: 1\n",
     "usta_rubric: 1\n"
     "---\n",
     "2:1 E05"},
    {RUBRIC, "[{at_least: \"75.0\", points: 100}, {otherwise: 0}]",
     "[{at_least: \"75.0\", points: 100}, {otherwise: 0}", "53:9 E03"},
    {RUBRIC, "[scale_fault]", "[[[[[[[[[[[[[scale_fault]]]]]]]]]]]]]", "74:36 E04"},
    {RUBRIC, "method: angoff", "method: &m angoff", "16:32 E06"},
    {RUBRIC, "level: 3}", "level: !!int 3}", "11:81 E07"},
    {RUBRIC, "weight: 14\n",
     "<<: {weight: 14}\n"
     "        weight: 14\n",
     "81:9 E08"},
    {RUBRIC, "weight: 14\n",
     "weight: 14\n"
     "        weight: 15\n",
     "82:9 E09"},
    {RUBRIC, "weight: 14\n",
     "weight: 14\n"
     "        ? {a: b}\n"
     "        : c\n",
     "82:11 E10"},
    {RUBRIC, "task_min: 90", "tsak_min: 90", "15:7 E12, 15:23 E11"},
    {RUBRIC,
     "kind: check\n"
     "        weight: 4",
     "kind: check\n"
     "        x-mine: {any: [thing]}\n"
     "        wieght: 4",
     "55:9 E12, 58:9 E11"},
    {RUBRIC, ", method: angoff-2026-01", "", "16:7 E12"},
    {RUBRIC, "        bands: [{at_least: \"65.0\", points: 100}, {otherwise: 0}]\n", "",
     "103:9 E12"},
    {RUBRIC, "        pass: 75\n", "", "63:9 E12"},
    {RUBRIC, "title: {en: Technique, ru: Техника, ky: Ыкма}", "title: Technique", "61:12 E13"},
    {RUBRIC, "destinations: [RU, TR]", "destinations: {RU: TR}", "19:15 E13"},
    {RUBRIC, "languages: {en: source, ru: draft, ky: draft}", "languages: {}", "6:12 E13"},
    {RUBRIC, "total: \"70.00\"", "total: 70.00", "16:15 E14"},
    {RUBRIC, "minimum: \"60.00\"", "minimum: \"60,00\"", "29:14 E14"},
    {RUBRIC, "low: \"2.0\"", "low: \"2.0000000\"", "68:101 E14"},
    {RUBRIC, "weight: 14", "weight: \"14\"", "81:17 E15"},
    {RUBRIC, "hard_stop_min: 110", "hard_stop_min: 1.5", "15:52 E15"},
    {RUBRIC, "weight: 14", "weight: 014", "81:17 E15"},
    {RUBRIC, "sample_percent: 20", "sample_percent: 101", "17:53 E16"},
    {RUBRIC, "decimals: 1, samples: 10", "decimals: 7, samples: 10", "68:57 E16"},
    {RUBRIC,
     "raters: 2\n"
     "        scale: job\n"
     "        title: {en: Control",
     "raters: 4\n"
     "        scale: job\n"
     "        title: {en: Control",
     "83:17 E16"},
    {RUBRIC, "usta_rubric: 1", "usta_rubric: 2", "1:14 E17"},
    {RUBRIC, "status: published", "status: final", "4:9 E17"},
    {RUBRIC,
     "critical: true\n"
     "        stops_attempt",
     "critical: yes\n"
     "        stops_attempt",
     "42:19 E17"},
    {RUBRIC, "extra_time: true", "extra_time: \"true\"", "124:21 E17"},
    {RUBRIC, "[RU, TR]", "[RU, US]", "19:20 E17"},
    {RUBRIC, "draw: random", "draw: lots", "68:127 E17"},
    {RUBRIC, "combine: count_within", "combine: sum", "68:82 E17"},
    {RUBRIC, "quantity: length", "quantity: area", "68:29 E17"},
    {RUBRIC, "ky: Ыкма", "ky: \"\"", "61:45 E18"},
    {RUBRIC, "ky: Ыкма", "ky: ~", "61:45 E18"},
    {RUBRIC, "id: UST-CK-HK-02", "id: ust-ck-hk-02", "2:5 E19"},
    {RUBRIC, "version: 1.2.0", "version: 1.2", "3:10 E19"},
    {RUBRIC, "id: B4", "id: b4", "86:13 E19"},
    {RUBRIC, "- id: D\n", "- id: \"D 1\"\n", "117:9 E19"},
    {RUBRIC, "source_language: en", "source_language: english", "5:18 E19"},
    {RUBRIC, "id: B4", "id: A4", "86:13 E20"},
    {RUBRIC, "[RU, TR]", "[RU, TR, RU]", "19:24 E20"},
    {RUBRIC, "[scale_fault]", "[scale_fault, scale_fault]", "74:39 E20"},
    {RUBRIC, "{id: l3, points: 100, title", "{id: l2, points: 100, title", "25:12 E20"},
    {RUBRIC, "- id: D\n", "- id: C\n", "117:9 E20"},
    {RUBRIC, ", ky: Ыкма", "", "61:12 E21"},
    {RUBRIC, "ky: Ыкма", "ky: Ыкма, tr: Teknik", "61:51 E22"},
    {RUBRIC, "source_language: en", "source_language: ru", "5:18 E23, 6:17 E23"},
    {RUBRIC, "ru: draft, ky", "ru: source, ky", "6:29 E23"},
    {RUBRIC, "Julienne 3 x 3 x 40 mm", "Julienne 3 x 3 x 41 mm", "67:49 E24, 67:76 E24"},
    {RUBRIC, "Соломка 3 x 3 x 40 мм", "\"Соломка 3 x 3 x 40,5 мм\"", "67:49 E24"},
    {RUBRIC, "weight: 14", "weight: 13", "26:1 E25"},
    {RUBRIC,
     "kind: check\n"
     "        weight: 4\n",
     "kind: check\n"
     "        scale: job\n"
     "        weight: 4\n",
     "57:9 E26"},
    {RUBRIC,
     "kind: check\n"
     "        weight: 4\n",
     "kind: check\n"
     "        raters: 2\n"
     "        weight: 4\n",
     "57:17 E26"},
    {RUBRIC, "        levels:\n",
     "        scale: job\n"
     "        levels:\n",
     "128:9 E27"},
    {RUBRIC,
     "raters: 2\n"
     "        scale: job\n"
     "        title: {en: Control",
     "raters: 2\n"
     "        title: {en: Control",
     "79:9 E27"},
    {RUBRIC,
     "raters: 2\n"
     "        scale: job\n"
     "        title: {en: Control",
     "raters: 2\n"
     "        scale: jobs\n"
     "        title: {en: Control",
     "84:16 E28"},
    {RUBRIC, "id: l2, points: 85", "id: l2, points: 70", "24:24 E29"},
    {RUBRIC, "id: l3, points: 100", "id: l3, points: 99", "22:5 E30"},
    {RUBRIC, "pass: 75\n", "pass: 76\n", "66:15 E31"},
    {RUBRIC,
     "kind: check\n"
     "        weight: 4\n",
     "kind: check\n"
     "        weight: 4\n"
     "        pass: 60\n",
     "58:15 E31"},
    {RUBRIC,
     "weight: 14\n"
     "        pass: 70",
     "weight: 14\n"
     "        pass: 71",
     "82:15 E31"},
    {RUBRIC, "{at_least: \"9\", points: 100}, {at_least: \"7\", points: 75}",
     "{at_least: \"12\", points: 100}, {at_least: \"11\", points: 75}", "66:15 E31"},
    {RUBRIC,
     "critical: true\n"
     "        stops_attempt",
     "critical: false\n"
     "        stops_attempt",
     "43:24 E32"},
    {RUBRIC,
     "critical: true\n"
     "        title: {en: Core",
     "critical: true\n"
     "        not_applicable: [probe_fault]\n"
     "        title: {en: Core",
     "50:25 E33"},
    {RUBRIC,
     "weight: 4\n"
     "        pass: 70\n",
     "weight: 4\n"
     "        extra_time: true\n"
     "        pass: 70\n",
     "131:21 E34"},
    {RUBRIC,
     "pass: 100\n"
     "        title: {en: Serving",
     "pass: 100\n"
     "        extra_time: true\n"
     "        title: {en: Serving",
     "107:21 E34"},
    {RUBRIC, "quantity: length, unit: mm", "quantity: length, unit: g", "68:43 E35"},
    {RUBRIC, "unit: mm", "unit: inch", "68:43 E35"},
    {RUBRIC, "high: \"4.0\", ", "", "68:18 E36"},
    {RUBRIC, "combine: max_abs", "combine: max_abs, low: \"1\"", "101:92 E36"},
    {RUBRIC, "low: \"2.0\"", "low: \"4.1\"", "68:101 E36"},
    {RUBRIC, "{share_percent: {less: \"25.0\"}}",
     "{share_percent: {less: \"25.0\"}, deviation: {target: \"1\"}}", "76:110 E37"},
    {RUBRIC, "{target: \"250\"}", "{target: \"0.0\"}", "101:143 E37"},
    {RUBRIC, "{at_least: \"15\", points: 60}", "{at_least: \"15\", at_most: \"20\", points: 60}",
     "37:48 E38"},
    {RUBRIC, "{at_most: \"100\", points: 60}, {otherwise: 0}",
     "{at_most: \"100\", points: 60}, {otherwise: 0, points: 0}", "127:100 E38"},
    {RUBRIC, "[{at_least: \"65.0\", points: 100}, {otherwise: 0}]", "[{otherwise: 100}]",
     "109:16 E38"},
    {RUBRIC, "{at_least: \"15\", points: 60}", "{more_than: \"15\", points: 60}", "37:48 E39"},
    {RUBRIC, "RU: {bands: [{at_least: \"85.0\"", "RU: {bands: [{more_than: \"85.0\"", "54:23 E39"},
    {RUBRIC, "{at_least: \"7\", points: 75}", "{at_least: \"9\", points: 75}", "69:47 E40"},
    {RUBRIC, "{at_most: \"5.0\", points: 70}", "{at_most: \"-1\", points: 70}", "77:48 E40"},
    {RUBRIC, "{at_least: \"5\", points: 40}", "{at_least: \"5\", points: 75}", "69:76 E40"},
    {RUBRIC, "{at_most: \"100\", points: 60}, {otherwise: 0}",
     "{at_most: \"100\", points: 60}, {otherwise: 60}", "127:77 E40"},
    {RUBRIC, "{at_most: \"100\", points: 60}, {otherwise: 0}", "{at_most: \"100\", points: 60}",
     "127:47 E41"},
    {RUBRIC, "[{at_most: \"90\", points: 100}, {at_most: \"100\", points: 60}, {otherwise: 0}]",
     "[{at_most: \"90\", points: 100}, {otherwise: 60}, {at_most: \"100\", points: 0}]",
     "127:47 E41, 127:64 E41"},
    {RUBRIC, "at_least: \"65.0\"", "at_least: \"65.00\"", "109:28 E42"},
    {RUBRIC, "at_least: \"85.0\"", "at_least: \"85.05\"", "54:35 E42"},
    {RUBRIC, "{at_least: \"9\", points: 100}", "{at_least: \"9.0\", points: 100}", "69:28 E42"},
    {RUBRIC, "          RU: {bands", "          KZ: {bands", "54:11 E43"},
    {RUBRIC, "at_least: \"85.0\"", "at_least: \"74.9\"", "54:23 E44"},
    {RUBRIC, "RU: {bands: [{at_least: \"85.0\", points: 100}, {otherwise: 0}]}",
     "RU: {bands: [{at_least: \"85.0\", points: 100}, {otherwise: 1}]}", "54:23 E44"},
    {RUBRIC, "RU: {bands: [{at_least: \"85.0\", points: 100}, {otherwise: 0}]}",
     "RU: {bands: [{at_least: \"85.0\", points: 90}, {otherwise: 0}]}", "54:23 E45"},
    {RUBRIC, "hard_stop_min: 110", "hard_stop_min: 89", "15:52 E46"},
    {RUBRIC, "total: \"70.00\"", "total: \"49.99\"", "16:15 E47"},
    {RUBRIC, "total: \"70.00\"", "total: \"90.01\"", "16:15 E47, 16:15 E48"},
    {RUBRIC, "total: \"70.00\"", "total: \"79.71\"", "16:15 E48"},
    {RUBRIC, "minimum: \"60.00\"", "minimum: \"92.01\"", "29:14 E48"},
    {AGAINST, "Hand washing time", "Time of hand washing", "3:10 E60"},
    {AGAINST, "total: \"70.00\"", "total: \"71.00\"", "3:10 E60"},
    {AGAINST, "version: 1.2.0", "version: 1.1.9", "3:10 E61"},
    /* what cannot be read is not reasoned with */
    {RUBRIC, "weight: 14\n", "weight: *w\n", "81:17 E06"},
    {RUBRIC, "weight: 14\n", "weight: [14]\n", "81:17 E13"},
    {RUBRIC, "decimals: 1, samples: 1, ", "decimals: x, samples: 1, ", "108:63 E15"},
    {RUBRIC, "samples: 10", "samples: 0", "68:69 E16"},
    {RUBRIC, "combine: count_within", "combine: within", "68:82 E17"},
    {RUBRIC, "high: \"4.0\"", "high: 4.0", "68:114 E14"},
    {RUBRIC, "unit: mm", "unit: \"\"", "68:43 E18"},
    {RUBRIC, "{target: \"250\"}", "{target: 250}", "101:143 E14"},
    {RUBRIC, "{target: \"250\"}", "{goal: \"250\"}", "101:134 E12, 101:135 E11"},
    {RUBRIC, "id: l1, points: 70,  title: {en: Meets", "id: l1, points: many, title: {en: Meets",
     "23:24 E15"},
    {RUBRIC, "id: l3, points: 100", "id: l3, points: []", "25:24 E13"},
    {RUBRIC, "{at_least: \"9\", points: 100}", "{at_least: \"9\", points: all}", "69:41 E15"},
    {RUBRIC, "{at_least: \"9\", points: 100}", "[]", "69:17 E13"},
    {RUBRIC, "pass: 75\n", "pass: none\n", "66:15 E15"},
    {RUBRIC, "total: \"70.00\"", "total: \"7O.00\"", "16:15 E14"},
    {RUBRIC, "hard_stop_min: 110", "hard_stop_min: late", "15:52 E15"},
    {RUBRIC, "destinations: [RU, TR]", "destinations: [XX]", "19:16 E17"},
    {RUBRIC, "languages: {en: source, ru: draft, ky: draft}",
     "languages: {en: source, ru: draft, ky: done}", "6:40 E17"},
    {RUBRIC, "languages: {en: source, ru: draft, ky: draft}", "languages: [en, ru, ky]",
     "6:12 E13"},
    {RUBRIC, "kind: levels\n        weight: 14", "kind: level\n        weight: 14", "80:15 E17"},
    {RUBRIC, "quantity: duration, unit: min", "quantity: time, unit: min", "126:29 E17"},
    {RUBRIC, "RU: {bands: [{at_least: \"85.0\", points: 100}, {otherwise: 0}]}", "RU: []",
     "54:15 E13"},
    {RUBRIC,
     "profiles:\n          RU: {bands: [{at_least: \"85.0\", points: 100}, {otherwise: 0}]}",
     "profiles: [RU]", "53:19 E13"},
    {RUBRIC, "critical: true\n        stops_attempt", "critical: maybe\n        stops_attempt",
     "42:19 E17"},
    {RUBRIC,
     "  - id: D\n    title: {en: Work organisation, ru: Организация работы, ky: Жумушту "
     "уюштуруу}\n",
     "  - text\n  - id: D\n    title: {en: Work organisation, ru: Организация работы, ky: Жумушту "
     "уюштуруу}\n",
     "117:5 E13"},
    {RUBRIC, "[{at_most: \"90\", points: 100}, {at_most: \"100\", points: 60}, {otherwise: 0}]",
     "[{otherwise: 60}, {at_most: \"100\", points: 0}]", "127:17 E41, 127:34 E41"},
    {RUBRIC, "{at_most: \"100\", points: 60}", "{at_most: \"90\", points: 60}", "127:47 E40"},
    {RUBRIC, "status: published", "status: [published]", "4:9 E13"},
    {RUBRIC, "title: {en: Presentation, ru: Оформление, ky: Кооздоо}",
     "title: {en: Presentation, ru: [], ky: Кооздоо}", "116:39 E13"},
    {RUBRIC, "scales:\n", "scales: {}\nx-scales:\n", "85:16 E28, 92:16 E28, 116:16 E28"},

    {SCHEME, "below: 3.0.0", "below: 2.0.0", "34:12 E70"},
    {SCHEME, "weight: 30", "weight: 31", "23:1 E25"},
    {SCHEME, "rubric: UST-CK-HK-03", "rubric: UST-CK-HK-02", "40:13 E20"},
    {SCHEME, "[ky, ru, en]", "[ky, ru, en, ky]", "78:30 E20"},
    {SCHEME, "in 75 minutes", "in 70 minutes", "30:11 E24, 31:11 E24"},
    {SCHEME, "attempts: {count: 3,", "attempts: {", "73:11 E12"},
    {SCHEME, "usta_scheme: 1",
     "usta_scheme: 1\n"
     "usta_rubric: 1",
     "5:1 E11"},
    {RUBRIC, "      - id: D2\n",
     FIVE("F") FIVE("G") LINE("H1") LINE("H2") LINE("H3") "      - id: D2\n", "26:1 W01"},
    {RUBRIC, "      - id: D2\n", FIVE("F") "      - id: D2\n", "26:1 W02"},
    {RUBRIC, "weight: 14", "weight: 21", "81:17 W03"},
    {RUBRIC, "{en: Presentation, ru: Оформление, ky: Кооздоо}",
     "{en: Plate AND garnish, ru: Тарелка и гарнир, ky: Табак жана гарнир}",
     "44:21 W04, 44:64 W04, 92:21 W04, 92:46 W04, 92:67 W04, 116:21 W04, 116:44 W04, 116:66 W04"},
    {RUBRIC, "{en: Left dirty, ru: Оставлено грязным, ky: Кир калтырды}",
     "{en: Not good, ru: Не Хорошо, ky: Жакшы эмес}", "134:45 W05, 134:59 W05, 134:74 W05"},
    {RUBRIC, "        source: FDA Food Code 2-301.12\n", "",
     "31:9 W06, 44:9 W06, 62:9 W06, 95:9 W06, 102:9 W06, 119:9 W06"},
    {RUBRIC, "ru: draft", "ru: reviewed", "6:39 W07"},
    {RUBRIC, "Приготовить и подать горячее блюдо из птицы",
     "Приготовить и подать горячее блюдо из птицы, приготовить и подать горячее блюдо из птицы, "
     "приготовить и подать горячее блюдо",
     "9:7 W08"},
    {RUBRIC, "id: l1, points: 70, title: {en: Cleaned", "id: l1, points: 50, title: {en: Cleaned",
     "23:24 W09"},
    {RUBRIC, ", instrument: caliper", "", "68:18 W10"},
    {RUBRIC,
     "alignment:\n"
     "  - {framework: MYK, code: 13UY0182-4/A7}\n"
     "  - {framework: training.gov.au, code: SITHCCC035}\n",
     "alignment: []\n", "12:12 W11"},
    {RUBRIC,
     "alignment:\n"
     "  - {framework: MYK, code: 13UY0182-4/A7}\n"
     "  - {framework: training.gov.au, code: SITHCCC035}\n",
     "", "1:1 W11"},
};

/* What must stay without a finding of that number: the edges of the rules. */
static const struct {
    const char *search, *replacement, *without;
} edges[] = {
    {"      - id: D2\n", FIVE("F") FIVE("G") LINE("H1") LINE("H2") "      - id: D2\n", "W01"},
    {"      - id: D2\n", LINE("F1") LINE("F2") LINE("F3") LINE("F4") "      - id: D2\n", "W02"},
    {"weight: 14", "weight: 20", "W03"},
    {"ky: Кооздоо", "ky: Сандал ичин andиand жанаша", "W04 116"},
    {"en: Left dirty, ru: Оставлено", "en: Goods incorrectly, ru: Хорошонько", "W05"},
    {"ky: Кир калтырды", "ky: Жакшыраак", "W05"},
    {"id: l1, points: 70, title: {en: Cleaned", "id: l1, points: 50, title: {en: Cleaned",
     "W09 135"},
    {"hard_stop_min: 110", "hard_stop_min: 90", "E"},
    {"total: \"70.00\"", "total: \"50\"", "E"},
    {"total: \"70.00\"", "total: \"77.1\"", "E"},
    {"total: \"70.00\"", "total: '70'", "E"},
    {"minimum: \"60.00\"", "minimum: \"92\"", "E"},
    {"Соломка 3 x 3 x 40 мм", "\"Соломка ３ x 40,00 x 3 мм\"", "E"},
    {"not_applicable_limit: 10", "not_applicable_limit: 0\nx-own: {any: [thing, \"1\"]}", "E"},
    {"occupation: {isco08: \"5120\", esco: 90f75f67-495d-49fa-ab57-2f320e251d7e, level: 3}",
     "occupation: {}", "E"},
    {"scale: job\n        title: {en: Control",
     "scale: job\n        guide: {en: a, ru: b, ky: c, "
     "x-y: d}\n        title: {en: Control",
     "E"},
    {"at_most: \"3.0\"", "at_most: \"3.125\"", "E"}, /* free after derive */
    {"{at_least: \"85.0\", points: 100}, {otherwise: 0}",
     "{at_least: \"75.0\", points: 100}, {otherwise: 0}", "E"},
    {"unit: min, decimals: 0, samples: 1, combine: max",
     "unit: min, decimals: 0, samples: 1000, "
     "combine: median",
     "E"},
    {"kind: check\n        weight: 4\n",
     "kind: check\n        pass: 100\n        raters: 1\n        stops_attempt: false\n"
     "        weight: 4\n",
     "E"},
    {"destinations: [RU, TR]", "destinations: [RU, KZ, EU, UK, GULF, JP, KR, TR]", "E"},
    {"        profiles:\n          RU: {bands: [{at_least: \"85.0\", points: 100}, {otherwise: "
     "0}]}\n",
     "        profiles: {}\n", "E"},
    {"pass: 75\n", "pass: 40\n", "E"},
    {"weight: 4\n        pass: 70\n", "weight: 4\n        pass: 0\n", "E"},
    {"id: D1", "id: D1234567", "E"},
    {"id: UST-CK-HK-02", "id: U-2", "E"},
    {"id: UST-CK-HK-02", "id: U-23456789012345678901234567890A", "E"},
    {"unit: min, decimals: 0", "unit: h, decimals: 6", "E"},
    {"{quantity: mass, unit: g, decimals: 0, samples: 2",
     "{quantity: count, unit: 1, decimals: 0, samples: 2", "E"},
};

#endif
