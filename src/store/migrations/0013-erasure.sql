-- Whose rows are whose, and what an erasure may overwrite.

-- A candidate's personal data was erased: what is overwritten from here on is in its scope.
CREATE TABLE erasure (
    id {integer} PRIMARY KEY,
    candidate {integer} NOT NULL UNIQUE REFERENCES candidate(id),
    reason {text} NOT NULL,                 -- without a name: it is kept for ever
    {act}
) {strict};
{append_only erasure}

-- The end of an erasure, in the same transaction: what was left of the rows it overwrote.
CREATE TABLE erasure_end (
    id {integer} PRIMARY KEY,               -- of the erasure
    remains {blob} NOT NULL,                -- SHA-256: certify/erase.h says of what
    {act},
    FOREIGN KEY (id) REFERENCES erasure(id)
) {strict};
{append_only erasure_end}

-- That a candidate was handed all data kept about them.
CREATE TABLE disclosure (
    id {integer} PRIMARY KEY,
    candidate {integer} NOT NULL REFERENCES candidate(id),
    digest {blob} NOT NULL,                 -- SHA-256 of the file
    {act}
) {strict};
{append_only disclosure}
CREATE INDEX disclosure_candidate ON disclosure(candidate);

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
UNION ALL SELECT a.candidate, i.journal_seq
    FROM attempt a JOIN incident i ON i.attempt = a.id
UNION ALL SELECT a.candidate, i.journal_seq
    FROM attempt a JOIN result r ON r.attempt = a.id JOIN inquiry i ON i.result = r.id
UNION ALL SELECT a.candidate, m.journal_seq
    FROM attempt a JOIN result r ON r.attempt = a.id JOIN inquiry i ON i.result = r.id
    JOIN move m ON m.machine = 'inquiry' AND m.subject = i.id
UNION ALL SELECT a.candidate, k.journal_seq
    FROM attempt a JOIN conflict_look k ON k.attempt = a.id
UNION ALL SELECT a.candidate, g.journal_seq
    FROM attempt a JOIN adjustment g ON g.attempt = a.id
UNION ALL SELECT a.candidate, t.journal_seq
    FROM attempt a JOIN typing t ON t.attempt = a.id
UNION ALL SELECT candidate, journal_seq FROM appeal
UNION ALL SELECT p.candidate, l.journal_seq
    FROM appeal p JOIN appeal_line l ON l.appeal = p.id
UNION ALL SELECT p.candidate, m.journal_seq
    FROM appeal p JOIN move m ON m.machine = 'appeal' AND m.subject = p.id
UNION ALL SELECT candidate, journal_seq FROM pickup
UNION ALL SELECT c.candidate, h.journal_seq
    FROM certificate c JOIN hand_over h ON h.certificate = c.id;

-- What may be overwritten now: the rows of whom the newest entry of the journal erases.
CREATE VIEW being_erased AS
SELECT e.candidate, p.journal_seq FROM erasure e JOIN personal p ON p.candidate = e.candidate
WHERE e.journal_seq = (SELECT max(seq) FROM journal);

-- Its erased form is all that a row may be overwritten with.
{erasable candidate_facts (name_latin, name_cyrillic, born, document_number, consent_day, extra_time_percent, reason, salt)}
    NEW.name_latin IS '(erased)' AND NEW.name_cyrillic IS '(erased)' AND
    NEW.born IS substr(OLD.born, 1, 4) || '-01-01' AND NEW.document_number IS '(erased)' AND
    NEW.consent_day IS '(erased)' AND NEW.extra_time_percent IS 0 AND NEW.reason IS '(erased)';
{erasable move (reason, salt)}
    OLD.reason IS NOT NULL AND NEW.reason IS '(erased)';
{erasable settlement (reason, salt)}
    NEW.reason IS '(erased)';
{erasable review (reason, salt)}
    NEW.reason IS '(erased)';
{erasable decision (reason, salt)}
    OLD.reason IS NOT NULL AND NEW.reason IS '(erased)';
{erasable revocation_proposal (reason, salt)}
    NEW.reason IS '(erased)';
{erasable certificate (record, salt)}
    NEW.record LIKE '%"birth_year":0,"name_cyrillic":"(erased)","name_latin":"(erased)"%';
{erasable certificate_file (pdf)}
    length(NEW.pdf) IS 0;
{erasable incident (note, salt)}
    NEW.note IS '(erased)';
{erasable inquiry (reason, salt)}
    NEW.reason IS '(erased)';
{erasable conflict_look (reason, salt)}
    NEW.reason IS '(erased)';
{erasable adjustment (reason, salt)}
    NEW.reason IS '(erased)';
{erasable typing (content, salt)}
    NEW.content IS '(erased)';
{erasable appeal (grounds, late_reason, salt)}
    NEW.grounds IS '(erased)' AND
    NEW.late_reason IS CASE WHEN OLD.late_reason IS NULL THEN NULL ELSE '(erased)' END;
{erasable appeal_line (reason, salt)}
    NEW.reason IS '(erased)';
-- An event that was refused is on no sheet; it names the attempt, SITTING/CANDIDATE/UNIT.
{erasable event (body)}
    NEW.body LIKE '%":"(erased)"%' AND EXISTS (
        SELECT 1 FROM erasure e JOIN candidate c ON c.id = e.candidate
        WHERE e.journal_seq = (SELECT max(seq) FROM journal)
          AND OLD.body LIKE '%"attempt":"%/' || c.ref || '/%');
