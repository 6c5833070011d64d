-- Published rubrics and schemes, kept as the bytes that were published. Never changed.

CREATE TABLE rubric_version (
    id {integer} PRIMARY KEY,
    rubric {text} NOT NULL,                 -- UST-CK-HK-02
    version {text} NOT NULL,                -- 2.0.0
    structure_digest {blob} NOT NULL,
    source {text} NOT NULL,                 -- the YAML file, byte for byte
    {act},
    UNIQUE (rubric, version)
) {strict};
{append_only rubric_version}

CREATE TABLE scheme_version (
    id {integer} PRIMARY KEY,
    scheme {text} NOT NULL,                 -- UST-CK-HK
    version {text} NOT NULL,
    digest {blob} NOT NULL,                 -- SHA-256 of source
    source {text} NOT NULL,
    {act},
    UNIQUE (scheme, version)
) {strict};
{append_only scheme_version}
