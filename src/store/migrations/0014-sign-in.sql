-- How members of staff and tablets show who they are. Nothing here is about a candidate.

-- What a person signs in with; the newest of a kind counts.
CREATE TABLE credential (
    id {integer} PRIMARY KEY,
    person {integer} NOT NULL REFERENCES person(id),
    kind {text} NOT NULL,                   -- password, pin
    grain {blob} NOT NULL,                  -- 16 random bytes: the salt of scrypt
    hash {blob} NOT NULL,                   -- scrypt of what is typed
    totp {blob},                            -- the secret of the changing code; null: of a PIN
    {act}
) {strict};
{append_only credential}
CREATE INDEX credential_person ON credential(person, kind, id);

-- The newest step of the changing code that a person used: none is taken twice.
CREATE TABLE totp_used (
    person {integer} PRIMARY KEY REFERENCES person(id),
    step {integer} NOT NULL                 -- of 30 seconds since 1970
) {strict};

-- A code that enrols a tablet, once.
CREATE TABLE tablet_code (
    id {integer} PRIMARY KEY,
    device {text} NOT NULL,                 -- the tablet's name to be: tablet-7
    hash {blob} NOT NULL UNIQUE,            -- SHA-256 of the code with its tag
    expires_s {integer} NOT NULL,
    {act}
) {strict};
{append_only tablet_code}

-- An enrolled tablet: the device of the events it sends.
CREATE TABLE tablet (
    id {integer} PRIMARY KEY,
    device {text} NOT NULL UNIQUE,
    code {integer} NOT NULL UNIQUE REFERENCES tablet_code(id),
    token {blob} NOT NULL UNIQUE,           -- SHA-256 of what it shows, with its tag
    {act}
) {strict};
{append_only tablet}

-- A tablet that was lost, stolen or given away.
CREATE TABLE tablet_end (
    id {integer} PRIMARY KEY REFERENCES tablet(id),
    reason {text} NOT NULL,
    {act}
) {strict};
{append_only tablet_end}

-- Somebody signed in.
CREATE TABLE session (
    id {integer} PRIMARY KEY,
    person {integer} NOT NULL REFERENCES person(id),
    tablet {integer} REFERENCES tablet(id), -- null: not on a tablet
    token {blob} NOT NULL UNIQUE,           -- SHA-256 of what the browser shows, with its tag
    {act}
) {strict};
{append_only session}
CREATE INDEX session_person ON session(person);

-- When a session was last used, to the minute or so.
CREATE TABLE session_seen (
    session {integer} PRIMARY KEY REFERENCES session(id),
    seen_s {integer} NOT NULL
) {strict};

CREATE TABLE session_end (
    id {integer} PRIMARY KEY REFERENCES session(id),
    {act}
) {strict};
{append_only session_end}
