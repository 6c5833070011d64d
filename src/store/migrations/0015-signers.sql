-- Signers beside the first, which comes with the registry and is called "signer".

-- What a signer is called, and what it signs.
CREATE TABLE key_signer (
    fingerprint {text} PRIMARY KEY REFERENCES key_made(fingerprint),
    ref {text} NOT NULL UNIQUE,
    purpose {text} NOT NULL,                -- documents, symbols
    {act}
) {strict_by_key};
{append_only key_signer}

-- A key for which another authority is asked for a certificate.
CREATE TABLE key_request (
    ref {text} PRIMARY KEY,                 -- of the signer to be
    key_digest {text} NOT NULL,             -- SHA-256 of its SubjectPublicKeyInfo, hex
    purpose {text} NOT NULL,
    {act}
) {strict_by_key};
{append_only key_request}

-- From here on a signer signs nothing more.
CREATE TABLE key_retirement (
    id {integer} PRIMARY KEY,
    fingerprint {text} NOT NULL REFERENCES key_made(fingerprint),
    reason {text} NOT NULL,                 -- superseded, cessation, key_compromise, privilege_withdrawn
    since_s {integer} NOT NULL,             -- not to be relied on from then
    {act}
) {strict};
{append_only key_retirement}
CREATE INDEX key_retirement_fingerprint ON key_retirement(fingerprint);

-- The lists of revoked signers (CRL) that the centre's authority signed.
CREATE TABLE key_crl (
    number {integer} PRIMARY KEY,           -- its CRL number, from 1
    digest {text} NOT NULL,                 -- SHA-256 of the list in DER, hex
    until_s {integer} NOT NULL,             -- the next one is made by then
    {act}
) {strict};
{append_only key_crl}
