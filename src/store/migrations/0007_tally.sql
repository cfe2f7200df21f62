-- How many shortcomings entered and left each stage on each day: what a day counts is the sum up to it. Once by the
-- district of their unit and once for all, as '*', so that a file of many districts sums few rows. Derived: triggers keep
-- it in step with the spans, `qcdc check` compares it.

-- +1 on the day a span begins, -1 on the day after it; 'late' is the part of `at_work` that lies after the deadline.
CREATE VIEW standing_change AS
    SELECT s.stage AS span_stage, s.reach, s.from_day, s.shortcoming_id, s.unit_id, s.stage, s.from_day AS day, 1 AS change
    FROM standing_span AS s WHERE s.stage IN ('at_work', 'waiting', 'done_in_time', 'done_late')
    UNION ALL
    SELECT s.stage, s.reach, s.from_day, s.shortcoming_id, s.unit_id, s.stage, s.to_day, -1
    FROM standing_span AS s WHERE s.stage IN ('at_work', 'waiting', 'done_in_time', 'done_late')
    UNION ALL
    SELECT s.stage, s.reach, s.from_day, s.shortcoming_id, s.unit_id, 'late', max(s.from_day, date(s.deadline, '+1 day')), 1
    FROM standing_span AS s WHERE s.stage = 'at_work' AND date(s.deadline, '+1 day') < s.to_day
    UNION ALL
    SELECT s.stage, s.reach, s.from_day, s.shortcoming_id, s.unit_id, 'late', s.to_day, -1
    FROM standing_span AS s WHERE s.stage = 'at_work' AND date(s.deadline, '+1 day') < s.to_day;

CREATE TABLE standing_tally (
    stage    TEXT NOT NULL,
    district TEXT NOT NULL,
    day      TEXT NOT NULL,
    change   INTEGER NOT NULL,
    PRIMARY KEY (stage, district, day)
) STRICT, WITHOUT ROWID;

INSERT INTO standing_tally
SELECT c.stage, u.district, c.day, sum(c.change)
FROM standing_change AS c JOIN unit AS u ON u.id = c.unit_id
GROUP BY c.stage, u.district, c.day
UNION ALL
SELECT stage, '*', day, sum(change) FROM standing_change GROUP BY stage, day;

CREATE TRIGGER standing_tally_begins AFTER INSERT ON standing_span BEGIN
    INSERT INTO standing_tally
    SELECT c.stage, u.district, c.day, c.change
    FROM standing_change AS c JOIN unit AS u ON u.id = c.unit_id
    WHERE c.span_stage = NEW.stage AND c.reach = NEW.reach AND c.from_day = NEW.from_day
      AND c.shortcoming_id = NEW.shortcoming_id
    UNION ALL
    SELECT c.stage, '*', c.day, c.change FROM standing_change AS c
    WHERE c.span_stage = NEW.stage AND c.reach = NEW.reach AND c.from_day = NEW.from_day
      AND c.shortcoming_id = NEW.shortcoming_id
    ON CONFLICT DO UPDATE SET change = change + excluded.change;
END;

CREATE TRIGGER standing_tally_ends BEFORE DELETE ON standing_span BEGIN
    INSERT INTO standing_tally
    SELECT c.stage, u.district, c.day, -c.change
    FROM standing_change AS c JOIN unit AS u ON u.id = c.unit_id
    WHERE c.span_stage = OLD.stage AND c.reach = OLD.reach AND c.from_day = OLD.from_day
      AND c.shortcoming_id = OLD.shortcoming_id
    UNION ALL
    SELECT c.stage, '*', c.day, -c.change FROM standing_change AS c
    WHERE c.span_stage = OLD.stage AND c.reach = OLD.reach AND c.from_day = OLD.from_day
      AND c.shortcoming_id = OLD.shortcoming_id
    ON CONFLICT DO UPDATE SET change = change + excluded.change;
END;

CREATE TRIGGER standing_tally_moves AFTER UPDATE OF district ON unit WHEN OLD.district <> NEW.district BEGIN
    INSERT INTO standing_tally
    SELECT stage, OLD.district, day, -change FROM standing_change WHERE unit_id = NEW.id
    UNION ALL
    SELECT stage, NEW.district, day, change FROM standing_change WHERE unit_id = NEW.id
    ON CONFLICT DO UPDATE SET change = change + excluded.change;
END;

-- What was counted from it before.
DROP INDEX standing_done;

-- The deadlines of the units of a district, and how each stood.
CREATE INDEX standing_unit ON standing_span (unit_id, deadline, stage, from_day, to_day);
