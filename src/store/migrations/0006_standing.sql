-- How each shortcoming stood from one day up to another: its history as spans, so that any day is read without replaying
-- it. Derived: kept in step by every change (`store/standing.rs`), compared by `qcdc check`, rebuilt by a later version.
-- The last span has no end ('9999-12-31', reach 0). `reach` is the least power of two that is not less than the length
-- in days: what holds on a day began at most `reach` days before, so that a day is a few short ranges of the key.
CREATE TABLE standing_span (
    stage          TEXT NOT NULL,
    reach          INTEGER NOT NULL,
    from_day       TEXT NOT NULL,
    shortcoming_id BLOB NOT NULL REFERENCES shortcoming (id) ON DELETE CASCADE,
    to_day         TEXT NOT NULL,
    state          TEXT NOT NULL,
    deadline       TEXT,
    reported_on    TEXT,
    verified_on    TEXT,
    visit_id       BLOB NOT NULL,
    position       INTEGER NOT NULL,
    visited_on     TEXT NOT NULL,
    unit_id        BLOB NOT NULL,
    regulation_id  BLOB,
    level          TEXT NOT NULL,
    PRIMARY KEY (stage, reach, from_day, shortcoming_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX standing_of ON standing_span (shortcoming_id, from_day, to_day);
CREATE INDEX standing_deadline ON standing_span (deadline, visit_id, position, from_day, to_day, unit_id);
CREATE INDEX standing_done ON standing_span (stage, unit_id, from_day) WHERE reach = 0;

CREATE INDEX shortcoming_owner ON shortcoming (owner);
CREATE INDEX unit_sorted ON unit (sort_key);

-- What an earlier day was read from before.
DROP INDEX shortcoming_stepped;
