-- Coordination programmes with other bodies: tasks, results; unannounced inspections; dialogues with what was asked
-- and answered there. What is late is computed.
CREATE TABLE programme (
    id        BLOB PRIMARY KEY,
    ver       INTEGER NOT NULL,
    title     TEXT NOT NULL,
    district  TEXT NOT NULL,
    parties   TEXT NOT NULL,
    year_from INTEGER NOT NULL,
    year_to   INTEGER NOT NULL,
    signed_on TEXT,
    basis     TEXT NOT NULL,
    note      TEXT NOT NULL
) STRICT;

CREATE TABLE programme_task (
    id           BLOB PRIMARY KEY,
    ver          INTEGER NOT NULL,
    programme_id BLOB NOT NULL REFERENCES programme (id),
    position     INTEGER NOT NULL,
    text         TEXT NOT NULL,
    owner        TEXT NOT NULL,
    due          TEXT,
    done_on      TEXT,
    result       TEXT NOT NULL
) STRICT;

CREATE INDEX programme_task_programme ON programme_task (programme_id);

CREATE TABLE programme_result (
    id           BLOB PRIMARY KEY,
    ver          INTEGER NOT NULL,
    programme_id BLOB NOT NULL REFERENCES programme (id),
    kind         TEXT NOT NULL,
    year         INTEGER NOT NULL,
    held_on      TEXT,
    text         TEXT NOT NULL,
    paper        TEXT NOT NULL
) STRICT;

CREATE INDEX programme_result_programme ON programme_result (programme_id);

-- Kiểm tra đột xuất: one round, of one day or of a span, with how many units were inspected.
CREATE TABLE inspection (
    id           BLOB PRIMARY KEY,
    ver          INTEGER NOT NULL,
    programme_id BLOB REFERENCES programme (id),
    begun_on     TEXT NOT NULL,
    ended_on     TEXT NOT NULL,
    body         TEXT NOT NULL,
    field        TEXT NOT NULL,
    units        INTEGER NOT NULL,
    unit_names   TEXT NOT NULL,
    result       TEXT NOT NULL,
    note         TEXT NOT NULL
) STRICT;

CREATE INDEX inspection_programme ON inspection (programme_id);
CREATE INDEX inspection_day ON inspection (ended_on);

CREATE TABLE dialogue (
    id           BLOB PRIMARY KEY,
    ver          INTEGER NOT NULL,
    programme_id BLOB REFERENCES programme (id),
    unit_id      BLOB REFERENCES unit (id),
    held_on      TEXT NOT NULL,
    title        TEXT NOT NULL,
    chair        TEXT NOT NULL,
    place        TEXT NOT NULL,
    attendees    INTEGER,
    note         TEXT NOT NULL
) STRICT;

CREATE INDEX dialogue_programme ON dialogue (programme_id);
CREATE INDEX dialogue_unit ON dialogue (unit_id);
CREATE INDEX dialogue_day ON dialogue (held_on);

CREATE TABLE opinion (
    id          BLOB PRIMARY KEY,
    ver         INTEGER NOT NULL,
    dialogue_id BLOB NOT NULL REFERENCES dialogue (id),
    position    INTEGER NOT NULL,
    text        TEXT NOT NULL,
    raised_by   TEXT NOT NULL,
    answerer    TEXT NOT NULL,
    due         TEXT,
    answered_on TEXT,
    answer      TEXT NOT NULL
) STRICT;

CREATE INDEX opinion_dialogue ON opinion (dialogue_id);
