-- The life of a shortcoming as of any day, deadlines by rule, and days off.

ALTER TABLE shortcoming ADD COLUMN deadline_rule TEXT;
ALTER TABLE shortcoming ADD COLUMN first_deadline TEXT;
ALTER TABLE shortcoming ADD COLUMN notified_on TEXT;
ALTER TABLE shortcoming ADD COLUMN stepped_on TEXT;

UPDATE shortcoming SET
    first_deadline = (
        SELECT CASE WHEN count(*) = 0 THEN shortcoming.deadline ELSE substr(min(printf('%08d', position) || coalesce(deadline_from, '')), 9) END
        FROM shortcoming_event WHERE shortcoming_id = shortcoming.id AND kind = 'extended'),
    notified_on = (SELECT min("on") FROM shortcoming_event WHERE shortcoming_id = shortcoming.id AND kind = 'notified'),
    stepped_on = (SELECT max("on") FROM shortcoming_event WHERE shortcoming_id = shortcoming.id)
WHERE id IN (SELECT shortcoming_id FROM shortcoming_event);
UPDATE shortcoming SET first_deadline = NULL WHERE first_deadline = '' OR notified_on IS NULL;

-- On a day after the latest step the columns of the record hold; before it the history decides.
DROP INDEX shortcoming_state;
CREATE INDEX shortcoming_state ON shortcoming (state, deadline, reported_on, verified_on, stepped_on);
CREATE INDEX shortcoming_stepped ON shortcoming (stepped_on, notified_on, id, first_deadline);
DROP INDEX shortcoming_event_of;
CREATE INDEX shortcoming_event_of ON shortcoming_event (shortcoming_id, position, kind, "on", deadline_to);

-- Days off and days worked in exchange.
CREATE TABLE holiday (
    day     TEXT PRIMARY KEY,
    ver     INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    name    TEXT NOT NULL,
    checked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
