-- What the world may rely on.

-- A certificate: intended (facts frozen, code drawn, nothing signed), then issued.
CREATE TABLE certificate (
    id {integer} PRIMARY KEY,
    code {text} NOT NULL UNIQUE,            -- 16 symbols, no dashes
    code_hash {blob} NOT NULL UNIQUE,       -- what look-ups use
    decision {integer} NOT NULL REFERENCES decision(id),
    candidate {integer} NOT NULL REFERENCES candidate(id),
    scheme {text} NOT NULL,                 -- scheme id
    issued_day {text} NOT NULL,
    expires_day {text} NOT NULL,
    record {text} NOT NULL,                 -- canonical JSON: all printed facts
    supersedes {integer} REFERENCES certificate(id),
    state {text} NOT NULL,                  -- derived from move
    {act}
) {strict};
{append_only_except certificate state}
CREATE INDEX certificate_candidate ON certificate(candidate, scheme);
CREATE INDEX certificate_decision ON certificate(decision);
CREATE INDEX certificate_supersedes ON certificate(supersedes);

-- Every rendering that was signed, byte for byte (revision 1; later: added timestamps).
CREATE TABLE certificate_file (
    id {integer} PRIMARY KEY,
    certificate {integer} NOT NULL REFERENCES certificate(id),
    revision {integer} NOT NULL,
    size {integer} NOT NULL,
    digest {blob} NOT NULL,                 -- SHA-256 of the bytes
    pdf {blob} NOT NULL,
    {act},
    UNIQUE (certificate, revision)
) {strict};
{append_only certificate_file}
CREATE INDEX certificate_file_digest ON certificate_file(digest);

-- A revocation proposed by one certifier, to be confirmed by another.
CREATE TABLE revocation_proposal (
    id {integer} PRIMARY KEY,
    certificate {integer} NOT NULL REFERENCES certificate(id),
    reason {text} NOT NULL,
    {act}
) {strict};
{append_only revocation_proposal}
CREATE INDEX revocation_proposal_certificate ON revocation_proposal(certificate);

-- Keys as the public may know them.
CREATE TABLE key_made (
    id {integer} PRIMARY KEY,
    kind {text} NOT NULL,                   -- root, authority, signer, head
    fingerprint {text} NOT NULL UNIQUE,     -- SHA-256 of the certificate or public key, hex
    public {text} NOT NULL,                 -- PEM certificate, or verifier key of a signed note
    from_s {integer} NOT NULL,
    until_s {integer} NOT NULL,
    {act}
) {strict};
{append_only key_made}
