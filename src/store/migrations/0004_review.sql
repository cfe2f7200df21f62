-- What a clerk decided about a repeated shortcoming: the earlier one that it repeats, or none.
CREATE TABLE repeat_mark (
    shortcoming_id BLOB PRIMARY KEY REFERENCES shortcoming (id),
    ver            INTEGER NOT NULL,
    of_id          BLOB REFERENCES shortcoming (id)
) STRICT;

CREATE INDEX repeat_mark_of ON repeat_mark (of_id) WHERE of_id IS NOT NULL;

-- Which unit was reminded when, and of which orders.
CREATE TABLE reminder (
    id         BLOB PRIMARY KEY,
    ver        INTEGER NOT NULL,
    unit_id    BLOB NOT NULL REFERENCES unit (id),
    "on"       TEXT NOT NULL,
    as_of      TEXT NOT NULL,
    reply_by   TEXT NOT NULL,
    doc_number TEXT NOT NULL,
    paper_id   BLOB REFERENCES paper (id)
) STRICT;

CREATE INDEX reminder_unit ON reminder (unit_id, "on");

CREATE TABLE reminder_order (
    reminder_id    BLOB NOT NULL REFERENCES reminder (id),
    shortcoming_id BLOB NOT NULL REFERENCES shortcoming (id),
    ver            INTEGER NOT NULL,
    deadline       TEXT,
    days_late      INTEGER NOT NULL,
    PRIMARY KEY (reminder_id, shortcoming_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX reminder_order_of ON reminder_order (shortcoming_id);
