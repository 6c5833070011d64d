-- Alarms of the quality report that somebody looks into.

CREATE TABLE concern (
    id {integer} PRIMARY KEY,
    alarm {text} NOT NULL,                  -- kappa/UST-CK-HK-02@2.0.0/bakyt+gulnara/4
    unit {text},                            -- of the report that rang it; null: all units
    from_day {text} NOT NULL,               -- its sittings, from and until, inclusive
    until_day {text} NOT NULL,
    n {integer} NOT NULL,                   -- from how many the figure was
    figure {text} NOT NULL,                 -- as the report said it then: 0.2371
    bound {text} NOT NULL,                  -- what it should have reached
    examiner {integer} REFERENCES person(id), -- whom it is about; null: nobody
    other_examiner {integer} REFERENCES person(id), -- of a pair
    reason {text} NOT NULL,                 -- why it is looked into
    state {text} NOT NULL,                  -- open or closed; derived from move
    {act}
) {strict};
{append_only_except concern state}
CREATE INDEX concern_alarm ON concern(alarm);
