-- Papers that a ward's archive of the six regulations must hold, and what was found there, by year.
CREATE TABLE archive_paper (
    id         BLOB PRIMARY KEY,
    ver        INTEGER NOT NULL,
    code       TEXT NOT NULL,
    regulation TEXT NOT NULL,
    position   INTEGER NOT NULL,
    name       TEXT NOT NULL,
    item       TEXT NOT NULL,
    every_year INTEGER NOT NULL,
    from_year  INTEGER,
    to_year    INTEGER,
    replaces   BLOB REFERENCES archive_paper (id)
) STRICT;

-- What was never looked at has no row.
CREATE TABLE archive_entry (
    unit_id    BLOB NOT NULL REFERENCES unit (id),
    paper_id   BLOB NOT NULL REFERENCES archive_paper (id),
    year       INTEGER NOT NULL,
    ver        INTEGER NOT NULL,
    state      TEXT NOT NULL,
    place      TEXT NOT NULL,
    kept_until TEXT,
    seen_on    TEXT,
    note       TEXT NOT NULL,
    source     TEXT NOT NULL,
    visit_id   BLOB,
    written_by TEXT NOT NULL,
    written_on TEXT NOT NULL,
    PRIMARY KEY (unit_id, paper_id, year)
) STRICT, WITHOUT ROWID;

CREATE INDEX archive_entry_year ON archive_entry (year);
CREATE INDEX archive_entry_paper ON archive_entry (paper_id);
