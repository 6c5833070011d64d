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
