-- Who we are, who works here, whom we test. Personal data stands in candidate_facts alone.

-- Who issues. There is one row.
CREATE TABLE institution (
    id {integer} PRIMARY KEY,
    origin {text} NOT NULL,                 -- names the journal in its signed heads
    host {text} NOT NULL,                   -- where the world checks certificates
    names {text} NOT NULL,                  -- canonical JSON {language: name}
    target {integer} NOT NULL,              -- certified persons in the first plan
    {act}
) {strict};
{append_only institution}

-- A centre where people are tested (Bishkek, Osh, a mobile kitchen).
CREATE TABLE centre (
    id {integer} PRIMARY KEY,
    ref {text} NOT NULL UNIQUE,             -- short name used in commands: bishkek
    names {text} NOT NULL,                  -- canonical JSON {language: name}
    utc_offset_min {integer} NOT NULL,      -- local time, for the day of an act
    {act}
) {strict};
{append_only centre}

-- A member of staff.
CREATE TABLE person (
    id {integer} PRIMARY KEY,
    ref {text} NOT NULL UNIQUE,             -- short name used in commands: aizada
    name {text} NOT NULL,
    {act}
) {strict};
{append_only person}

-- What a person may do, and when.
CREATE TABLE role_grant (
    id {integer} PRIMARY KEY,
    person {integer} NOT NULL REFERENCES person(id),
    role {text} NOT NULL,                   -- of the table in role.c
    unit {text},                            -- rubric id; null: every unit
    from_day {text} NOT NULL,               -- YYYY-MM-DD, inclusive
    until_day {text},                       -- inclusive; null: open
    {act}
) {strict};
{append_only role_grant}
CREATE INDEX role_grant_person ON role_grant(person);

-- The early end of a grant.
CREATE TABLE role_withdrawal (
    id {integer} PRIMARY KEY,
    role_grant {integer} NOT NULL REFERENCES role_grant(id),
    from_day {text} NOT NULL,               -- the first day without it
    {act}
) {strict};
{append_only role_withdrawal}
CREATE INDEX role_withdrawal_grant ON role_withdrawal(role_grant);

-- A candidate for certification. The row is only an identity; the facts are below.
CREATE TABLE candidate (
    id {integer} PRIMARY KEY,
    ref {text} NOT NULL UNIQUE,             -- the centre's own number: BSK-001
    {act}
) {strict};
{append_only candidate}

-- What is known of a candidate, as of a revision (1 at enrolment, more by correction).
CREATE TABLE candidate_facts (
    candidate {integer} NOT NULL REFERENCES candidate(id),
    revision {integer} NOT NULL,            -- from 1
    name_latin {text} NOT NULL,             -- as in the passport
    name_cyrillic {text} NOT NULL,
    born {text} NOT NULL,                   -- YYYY-MM-DD
    sex {text} NOT NULL,                    -- f or m, as in the passport
    document_kind {text} NOT NULL,          -- passport, id_card
    document_number {text} NOT NULL,
    region {text} NOT NULL,                 -- oblast or city of residence
    languages {text} NOT NULL,              -- of the test: space-separated tags
    destination {text},                     -- TR KR JP GULF UK EU RU KZ; null: not known
    departure {text} NOT NULL,              -- first or returning
    consent_day {text} NOT NULL,            -- when consent to processing was signed
    extra_time_percent {integer} NOT NULL,  -- granted adjustment, never its cause; 0: none
    reason {text} NOT NULL,                 -- 'enrolment', or why it was corrected
    {act},
    PRIMARY KEY (candidate, revision)
) {strict};
{append_only candidate_facts}
CREATE INDEX candidate_facts_born ON candidate_facts(born);
CREATE INDEX candidate_facts_document ON candidate_facts(document_number);

-- What a member of staff has to do with a candidate: the ground of conflicts of interest.
CREATE TABLE relationship (
    id {integer} PRIMARY KEY,
    person {integer} NOT NULL REFERENCES person(id),
    candidate {integer} NOT NULL REFERENCES candidate(id),
    kind {text} NOT NULL,                   -- of the table in relationship.c
    from_day {text} NOT NULL,
    until_day {text},                       -- null: goes on
    {act}
) {strict};
{append_only relationship}
CREATE INDEX relationship_pair ON relationship(candidate, person);
