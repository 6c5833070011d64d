-- Somebody who did not examine decides.

CREATE TABLE decision (
    id {integer} PRIMARY KEY,
    candidate {integer} NOT NULL REFERENCES candidate(id),
    scheme_version {integer} NOT NULL REFERENCES scheme_version(id),
    outcome {text} NOT NULL,                -- granted, refused, deferred
    day {text} NOT NULL,                    -- local day of the decision: the issue date
    reason {text},                          -- required unless granted
    rests_on {text} NOT NULL,               -- canonical JSON: ids of results, as the scheme's units
    replaces {integer} REFERENCES decision(id), -- a deferred one
    {act}
) {strict};
{append_only decision}
CREATE INDEX decision_candidate ON decision(candidate);

-- The unit results it rests on, for looking up; derived from rests_on.
CREATE TABLE decision_result (
    decision {integer} NOT NULL REFERENCES decision(id),
    result {integer} NOT NULL REFERENCES result(id),
    PRIMARY KEY (decision, result)
) {strict};
{append_only decision_result}
CREATE INDEX decision_result_result ON decision_result(result);
