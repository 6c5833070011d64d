-- The photo of a candidate, for the certificate.

-- Each row is the photo from then on; the newest counts.
CREATE TABLE photo (
    id {integer} PRIMARY KEY,
    candidate {integer} NOT NULL REFERENCES candidate(id),
    jpeg {blob} NOT NULL,                   -- without metadata (certify/jpeg.h); empty: none
    {act}
) {strict};
{append_only photo}
CREATE INDEX photo_candidate ON photo(candidate);

-- Both as in 0013, and the photos.
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
    FROM certificate c JOIN hand_over h ON h.certificate = c.id
UNION ALL SELECT candidate, journal_seq FROM photo;

-- What may be overwritten now: the rows of whom the newest entry of the journal erases.
CREATE VIEW being_erased AS
SELECT e.candidate, p.journal_seq FROM erasure e JOIN personal p ON p.candidate = e.candidate
WHERE e.journal_seq = (SELECT max(seq) FROM journal);

{erasable photo (jpeg, salt)}
    length(NEW.jpeg) IS 0;
