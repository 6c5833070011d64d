-- What examiners wrote, and what follows from it.

-- One examiner's marks of one attempt.
CREATE TABLE sheet (
    id {integer} PRIMARY KEY,
    attempt {integer} NOT NULL REFERENCES attempt(id),
    person {integer} NOT NULL REFERENCES person(id),
    device {text} NOT NULL,                 -- the tablet it was opened on; no other writes to it
    state {text} NOT NULL,                  -- open or sealed; derived from move
    {act},
    UNIQUE (attempt, person)
) {strict};
{append_only_except sheet state}

-- What a tablet handed over at once: binds its events, and what became of them, to the journal.
CREATE TABLE delivery (
    id {integer} PRIMARY KEY,
    device {text} NOT NULL,
    first_seq {integer} NOT NULL,           -- of the events that were new
    last_seq {integer} NOT NULL,
    digest {blob} NOT NULL,                 -- SHA-256 over them: delivery.h says of what
    {act},
    UNIQUE (device, first_seq)
) {strict};
{append_only delivery}

-- A tablet's log, as it came: one event a row, hash-linked per device.
CREATE TABLE event (
    id {text} PRIMARY KEY,                  -- UUIDv7 made by the client
    device {text} NOT NULL,
    seq {integer} NOT NULL,                 -- of the device, from 1
    prev {text} NOT NULL,                   -- hash of the device's event before, 64 zeros at first
    hash {text} NOT NULL,
    sheet {integer} REFERENCES sheet(id),   -- it has an effect on; null: it has none
    body {text} NOT NULL,                   -- the whole event, canonical JSON
    received_s {integer} NOT NULL,          -- server's clock
    refused {text},                         -- why it has no effect; null: it has one
    UNIQUE (device, seq)
) {strict};
{append_only event}
CREATE INDEX event_sheet ON event(sheet, seq);

-- A sealed sheet: the digest over its events binds every mark.
CREATE TABLE seal (
    id {integer} PRIMARY KEY,
    sheet {integer} NOT NULL REFERENCES sheet(id),
    digest {blob} NOT NULL,                 -- SHA-256 over the hashes of its events, in order
    events {integer} NOT NULL,              -- how many, from the first
    revision {integer} NOT NULL,            -- 1 at sealing, more after second looks
    {act},
    UNIQUE (sheet, revision)
) {strict};
{append_only seal}

-- What the lead examiner settled for a line.
CREATE TABLE settlement (
    id {integer} PRIMARY KEY,
    attempt {integer} NOT NULL REFERENCES attempt(id),
    criterion {text} NOT NULL,
    mark {text} NOT NULL,                   -- canonical JSON: {"level":"l2"}
    reason {text} NOT NULL,
    {act},
    UNIQUE (attempt, criterion)
) {strict};
{append_only settlement}

-- Another examiner's look at the evidence, before a result near the pass mark or with a critical
-- failure is final.
CREATE TABLE review (
    id {integer} PRIMARY KEY,
    attempt {integer} NOT NULL UNIQUE REFERENCES attempt(id),
    doubted {text} NOT NULL,                -- canonical JSON: criteria that the lead has to settle
    reason {text} NOT NULL,
    {act}
) {strict};
{append_only review}

-- The result of an attempt: a pure function of rubric, marks, settlements and conditions.
CREATE TABLE result (
    id {integer} PRIMARY KEY,
    attempt {integer} NOT NULL UNIQUE REFERENCES attempt(id),
    outcome {text} NOT NULL,                -- competent, not_yet_competent, void
    marks {text} NOT NULL,                  -- canonical JSON of the marks that count
    score {text} NOT NULL,                  -- canonical JSON of the score
    {act}
) {strict};
{append_only result}
