-- What comes after a sitting: time limits, appeals, hand-over.

-- Days on which nobody works, as they were published. The newest row of a day says what it is.
CREATE TABLE holiday (
    id {integer} PRIMARY KEY,
    day {text} NOT NULL,                    -- YYYY-MM-DD
    name {text} NOT NULL,                   -- of the holiday, or why it is none
    off {integer} NOT NULL,                 -- 1: nobody works; 0: taken back
    {act}
) {strict};
{append_only holiday}
