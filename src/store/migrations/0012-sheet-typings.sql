-- Sheets that were marked on paper, as people typed them in. Two who typed the same independently
-- make the sheet (typing.h); a typing that differs is kept, and typed again.
CREATE TABLE typing (
    id {integer} PRIMARY KEY,
    attempt {integer} NOT NULL REFERENCES attempt(id),
    examiner {integer} NOT NULL REFERENCES person(id),  -- whose sheet it is
    content {text} NOT NULL,                -- canonical JSON: typing_read.h says of what
    equals {integer} REFERENCES typing(id), -- another's with the same content; null: there was none
    {act}
) {strict};
{append_only typing}
CREATE INDEX typing_sheet ON typing(attempt, examiner, id);

-- A typing is about a candidate too: the views of 0010 again, with it.
DROP VIEW being_erased;
DROP VIEW personal;

-- Every row that is about a candidate, by the entry of the journal that binds it.
CREATE VIEW personal AS
SELECT id AS candidate, journal_seq FROM candidate
UNION ALL SELECT candidate, journal_seq FROM candidate_facts
UNION ALL SELECT candidate, journal_seq FROM relationship
UNION ALL SELECT candidate, journal_seq FROM attempt
UNION ALL SELECT a.candidate, s.journal_seq
    FROM attempt a JOIN assignment s ON s.attempt = a.id
UNION ALL SELECT a.candidate, m.journal_seq
    FROM attempt a JOIN move m ON m.machine = 'attempt' AND m.subject = a.id
UNION ALL SELECT a.candidate, h.journal_seq
    FROM attempt a JOIN sheet h ON h.attempt = a.id
UNION ALL SELECT a.candidate, m.journal_seq
    FROM attempt a JOIN sheet h ON h.attempt = a.id
    JOIN move m ON m.machine = 'sheet' AND m.subject = h.id
UNION ALL SELECT a.candidate, l.journal_seq
    FROM attempt a JOIN sheet h ON h.attempt = a.id JOIN seal l ON l.sheet = h.id
UNION ALL SELECT a.candidate, t.journal_seq
    FROM attempt a JOIN settlement t ON t.attempt = a.id
UNION ALL SELECT a.candidate, v.journal_seq
    FROM attempt a JOIN review v ON v.attempt = a.id
UNION ALL SELECT a.candidate, r.journal_seq
    FROM attempt a JOIN result r ON r.attempt = a.id
UNION ALL SELECT candidate, journal_seq FROM decision
UNION ALL SELECT candidate, journal_seq FROM certificate
UNION ALL SELECT c.candidate, m.journal_seq
    FROM certificate c JOIN move m ON m.machine = 'certificate' AND m.subject = c.id
UNION ALL SELECT c.candidate, f.journal_seq
    FROM certificate c JOIN certificate_file f ON f.certificate = c.id
UNION ALL SELECT c.candidate, p.journal_seq
    FROM certificate c JOIN revocation_proposal p ON p.certificate = c.id
UNION ALL SELECT candidate, journal_seq FROM erasure
UNION ALL SELECT e.candidate, n.journal_seq
    FROM erasure e JOIN erasure_end n ON n.id = e.id
UNION ALL SELECT candidate, journal_seq FROM disclosure
UNION ALL SELECT a.candidate, t.journal_seq
    FROM attempt a JOIN typing t ON t.attempt = a.id;

-- What may be overwritten now: the rows of whom the newest entry of the journal erases.
CREATE VIEW being_erased AS
SELECT e.candidate, p.journal_seq FROM erasure e JOIN personal p ON p.candidate = e.candidate
WHERE e.journal_seq = (SELECT max(seq) FROM journal);

{erasable typing (content, salt)}
    NEW.content IS '(erased)';
