-- Guiding documents of superior bodies, who must put them into effect, and the papers that came with them.
CREATE TABLE guiding_document (
    id          BLOB PRIMARY KEY,
    ver         INTEGER NOT NULL,
    doc_type    TEXT NOT NULL,
    number      TEXT NOT NULL,
    date        TEXT,
    issuer      TEXT NOT NULL,
    subject     TEXT NOT NULL,
    valid_from  TEXT,
    valid_to    TEXT,
    replaced_by BLOB REFERENCES guiding_document (id),
    checked     INTEGER NOT NULL,
    note        TEXT NOT NULL
) STRICT;

CREATE INDEX guiding_document_replaced ON guiding_document (replaced_by);

CREATE TABLE document_task (
    document_id BLOB NOT NULL REFERENCES guiding_document (id),
    unit_id     BLOB NOT NULL REFERENCES unit (id),
    ver         INTEGER NOT NULL,
    due         TEXT,
    done_on     TEXT,
    own_paper   TEXT NOT NULL,
    note        TEXT NOT NULL,
    PRIMARY KEY (document_id, unit_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_task_unit ON document_task (unit_id);

-- Their bytes lie with those of other attached files.
CREATE TABLE document_file (
    id          BLOB PRIMARY KEY,
    ver         INTEGER NOT NULL,
    document_id BLOB NOT NULL REFERENCES guiding_document (id),
    position    INTEGER NOT NULL,
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    size        INTEGER NOT NULL,
    sha256      TEXT NOT NULL REFERENCES blob (sha256),
    added_on    TEXT NOT NULL
) STRICT;

CREATE INDEX document_file_document ON document_file (document_id);
CREATE INDEX document_file_blob ON document_file (sha256);
