-- Somebody who speaks a language and knows the trade has read what a published rubric or scheme says
-- in it, against the text in the language it was written in. Never changed.

CREATE TABLE text_review (
    id {integer} PRIMARY KEY,
    rubric_version {integer} REFERENCES rubric_version(id),  -- what was read: one of the two
    scheme_version {integer} REFERENCES scheme_version(id),
    language {text} NOT NULL,               -- ky
    text_digest {blob} NOT NULL,            -- of the text in it
    source_digest {blob} NOT NULL,          -- of the text it was held against
    day {text} NOT NULL,                    -- when it was recorded, at the institution
    reviewer {text} NOT NULL,               -- the name of who read it
    note {text} NOT NULL,                   -- who that is, what was found
    {act},
    CHECK ((rubric_version IS NULL) <> (scheme_version IS NULL))
) {strict};
CREATE INDEX text_review_by_rubric ON text_review (rubric_version);
CREATE INDEX text_review_by_scheme ON text_review (scheme_version);
{append_only text_review}
