-- What examiners wrote, and what follows from it.

-- One examiner's marks of one attempt.
CREATE TABLE sheet (
    id {integer} PRIMARY KEY,
    attempt {integer} NOT NULL REFERENCES attempt(id),
    person {integer} NOT NULL REFERENCES person(id),
    state {text} NOT NULL,                  -- open or sealed; derived from move
    {act},
    UNIQUE (attempt, person)
) {strict};
{append_only_except sheet state}

-- A tablet's log, as it came: one event a row, hash-linked per device.
CREATE TABLE event (
    id {text} PRIMARY KEY,                  -- UUIDv7 made by the client
    device {text} NOT NULL,
    seq {integer} NOT NULL,                 -- of the device, from 1
    prev {text} NOT NULL,                   -- hash of the device's event before, 64 zeros at first
    hash {text} NOT NULL,
    sheet {integer} REFERENCES sheet(id),   -- null: not about a sheet
    body {text} NOT NULL,                   -- the whole event, canonical JSON
    received_s {integer} NOT NULL,          -- server's clock
    refused {text},                         -- why it has no effect; null: it has
    UNIQUE (device, seq)
) {strict};
{append_only event}
CREATE INDEX event_sheet ON event(sheet, device, seq);

-- A sealed sheet: the digest over its events binds every mark.
CREATE TABLE seal (
    id {integer} PRIMARY KEY,
    sheet {integer} NOT NULL REFERENCES sheet(id),
    digest {blob} NOT NULL,                 -- SHA-256 over the hashes of its events, in order
    events {integer} NOT NULL,              -- how many
    revision {integer} NOT NULL,            -- 1 at sealing, more after second looks
    {act},
    UNIQUE (sheet, revision)
) {strict};
{append_only seal}

-- What the lead examiner (or the median of three) settled for a line.
CREATE TABLE settlement (
    id {integer} PRIMARY KEY,
    attempt {integer} NOT NULL REFERENCES attempt(id),
    criterion {text} NOT NULL,
    mark {text} NOT NULL,                   -- canonical JSON, as one mark of rubrics.md
    reason {text} NOT NULL,
    {act},
    UNIQUE (attempt, criterion)
) {strict};
{append_only settlement}

-- The result of an attempt: a pure function of rubric, marks and settlements.
CREATE TABLE result (
    id {integer} PRIMARY KEY,
    attempt {integer} NOT NULL UNIQUE REFERENCES attempt(id),
    outcome {text} NOT NULL,                -- competent, not_yet_competent, void
    marks {text} NOT NULL,                  -- canonical JSON of the marks that count
    score {text} NOT NULL,                  -- canonical JSON of the score
    {act}
) {strict};
{append_only result}
