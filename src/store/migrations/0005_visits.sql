-- Files that belong to a visit: the bytes once per content, however often they are attached.
CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY,
    size   INTEGER NOT NULL,
    bytes  BLOB NOT NULL,
    -- A small JPEG of a photo, empty where there is none.
    thumb  BLOB NOT NULL
) STRICT;

CREATE TRIGGER blob_stays BEFORE UPDATE ON blob
BEGIN SELECT RAISE(ABORT, 'stored files are never changed'); END;

CREATE TABLE attachment (
    id             BLOB PRIMARY KEY,
    ver            INTEGER NOT NULL,
    visit_id       BLOB NOT NULL REFERENCES visit (id),
    item_id        BLOB REFERENCES checklist_item (id),
    shortcoming_id BLOB REFERENCES shortcoming (id),
    event_id       BLOB REFERENCES shortcoming_event (id),
    position       INTEGER NOT NULL,
    name           TEXT NOT NULL,
    kind           TEXT NOT NULL,
    size           INTEGER NOT NULL,
    sha256         TEXT NOT NULL REFERENCES blob (sha256),
    note           TEXT NOT NULL,
    added_on       TEXT NOT NULL
) STRICT;

CREATE INDEX attachment_visit ON attachment (visit_id);
CREATE INDEX attachment_blob ON attachment (sha256);
CREATE INDEX attachment_shortcoming ON attachment (shortcoming_id) WHERE shortcoming_id IS NOT NULL;
CREATE INDEX attachment_event ON attachment (event_id) WHERE event_id IS NOT NULL;

CREATE TABLE person (
    id       BLOB PRIMARY KEY,
    ver      INTEGER NOT NULL,
    name     TEXT NOT NULL,
    note     TEXT NOT NULL,
    sort_key BLOB NOT NULL
) STRICT;

-- What someone is or was; without a unit it is a title in the supervising body.
CREATE TABLE held_title (
    id         BLOB PRIMARY KEY,
    ver        INTEGER NOT NULL,
    person_id  BLOB NOT NULL REFERENCES person (id),
    unit_id    BLOB REFERENCES unit (id),
    title      TEXT NOT NULL,
    valid_from TEXT,
    valid_to   TEXT
) STRICT;

CREATE INDEX held_title_person ON held_title (person_id);
CREATE INDEX held_title_unit ON held_title (unit_id);

-- The paper that a reference was compared with.
ALTER TABLE legal_ref ADD COLUMN number TEXT NOT NULL DEFAULT '';
ALTER TABLE legal_ref ADD COLUMN date TEXT;
