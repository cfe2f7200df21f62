-- Monthly reports that came in: one receipt per unit and month ('YYYY-MM'). What is missing or late is computed.
CREATE TABLE monthly_report (
    id          BLOB PRIMARY KEY,
    ver         INTEGER NOT NULL,
    unit_id     BLOB NOT NULL REFERENCES unit (id),
    month       TEXT NOT NULL,
    received_on TEXT NOT NULL,
    note        TEXT NOT NULL,
    received_by TEXT NOT NULL,
    UNIQUE (unit_id, month)
) STRICT;

CREATE INDEX monthly_report_month ON monthly_report (month);

-- The papers that came with a report; their bytes lie with those of other attached files.
CREATE TABLE report_file (
    id        BLOB PRIMARY KEY,
    ver       INTEGER NOT NULL,
    report_id BLOB NOT NULL REFERENCES monthly_report (id),
    position  INTEGER NOT NULL,
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    size      INTEGER NOT NULL,
    sha256    TEXT NOT NULL REFERENCES blob (sha256),
    added_on  TEXT NOT NULL
) STRICT;

CREATE INDEX report_file_report ON report_file (report_id);
CREATE INDEX report_file_blob ON report_file (sha256);
