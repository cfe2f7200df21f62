-- Copies of the file that were taken along to be worked on elsewhere, and what came of each when it came back.
CREATE TABLE take_out (
    id          BLOB PRIMARY KEY,
    ver         INTEGER NOT NULL,
    label       TEXT NOT NULL,
    taken_at    TEXT NOT NULL,
    taken_by    TEXT NOT NULL,
    units       TEXT NOT NULL,
    base_sha256 TEXT NOT NULL,
    returned_at TEXT,
    returned_by TEXT NOT NULL
) STRICT;

-- What two people changed differently: the row as it was, as the office has it, as it came back; kept after it is decided.
CREATE TABLE merge_conflict (
    id          BLOB PRIMARY KEY,
    ver         INTEGER NOT NULL,
    take_out_id BLOB NOT NULL REFERENCES take_out (id),
    kind        TEXT NOT NULL,
    table_name  TEXT NOT NULL,
    row_key     TEXT NOT NULL,
    title       TEXT NOT NULL,
    fields      TEXT NOT NULL,
    base        TEXT NOT NULL,
    mine        TEXT NOT NULL,
    theirs      TEXT NOT NULL,
    mine_at     TEXT NOT NULL,
    mine_by     TEXT NOT NULL,
    theirs_at   TEXT NOT NULL,
    theirs_by   TEXT NOT NULL,
    found_at    TEXT NOT NULL,
    decision    TEXT NOT NULL,
    decided_at  TEXT,
    decided_by  TEXT NOT NULL
) STRICT;

CREATE INDEX merge_conflict_open ON merge_conflict (decision, found_at);
CREATE INDEX merge_conflict_row ON merge_conflict (take_out_id, table_name, row_key);

-- Each time a copy came back: how far its audit trail went, and how its rows stood that differ from what was taken along.
-- The next time they, not what was taken along, are what it is compared with.
CREATE TABLE merge_run (
    id          BLOB PRIMARY KEY,
    take_out_id BLOB NOT NULL REFERENCES take_out (id),
    at          TEXT NOT NULL,
    head_seq    INTEGER NOT NULL,
    head        TEXT NOT NULL
) STRICT;

CREATE INDEX merge_run_of ON merge_run (take_out_id, at);

CREATE TABLE merge_row (
    run_id     BLOB NOT NULL REFERENCES merge_run (id),
    table_name TEXT NOT NULL,
    row_key    TEXT NOT NULL,
    row        TEXT,
    PRIMARY KEY (run_id, table_name, row_key)
) STRICT, WITHOUT ROWID;

-- Records that both sides began apart and that mean the same: the report of one ward and month, an item of one code.
CREATE TABLE merge_alias (
    take_out_id BLOB NOT NULL REFERENCES take_out (id),
    theirs      TEXT NOT NULL,
    ours        TEXT NOT NULL,
    PRIMARY KEY (take_out_id, theirs)
) STRICT, WITHOUT ROWID;

-- In a copy that was taken along: the file as it was then, compressed, in parts.
CREATE TABLE take_out_base (
    part  INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;
