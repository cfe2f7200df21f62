-- Each audit line carries a hash over itself and the line before it: `store/audit.rs`. The lines that are there are
-- chained by the program right after this step, which puts the trigger that refuses changes back.
DROP TRIGGER audit_stays;
ALTER TABLE audit ADD COLUMN hash BLOB;

-- The last line, so that lines cut off at the end are missed.
CREATE TABLE audit_head (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    seq  INTEGER NOT NULL,
    hash BLOB NOT NULL
) STRICT;

-- How the trail stood when a paper was issued.
ALTER TABLE issued_paper ADD COLUMN audit_seq INTEGER;
ALTER TABLE issued_paper ADD COLUMN audit_hash BLOB;
ALTER TABLE paper_file ADD COLUMN audit_seq INTEGER;
ALTER TABLE paper_file ADD COLUMN audit_hash BLOB;

-- For each table the sum of the hashes of its rows: `store/seal.rs`.
CREATE TABLE content_seal (
    name TEXT PRIMARY KEY,
    sum  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
