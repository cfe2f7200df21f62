-- Keys are UUIDs as 16 bytes; days are 'YYYY-MM-DD'; `ver` counts the changes of a row.

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
    id         BLOB PRIMARY KEY,
    ver        INTEGER NOT NULL,
    code       TEXT NOT NULL UNIQUE,
    kind       TEXT NOT NULL,
    name       TEXT NOT NULL,
    short_name TEXT NOT NULL,
    district   TEXT NOT NULL,
    parent_id  BLOB REFERENCES unit (id),
    valid_from TEXT,
    valid_to   TEXT,
    checked    INTEGER NOT NULL,
    sort_key   BLOB NOT NULL
) STRICT;

CREATE TABLE unit_succession (
    id      BLOB PRIMARY KEY,
    ver     INTEGER NOT NULL,
    from_id BLOB NOT NULL REFERENCES unit (id),
    to_id   BLOB NOT NULL REFERENCES unit (id),
    extent  TEXT NOT NULL,
    "on"    TEXT NOT NULL,
    checked INTEGER NOT NULL,
    source  TEXT NOT NULL
) STRICT;

CREATE INDEX unit_succession_from ON unit_succession (from_id);
CREATE INDEX unit_succession_to ON unit_succession (to_id);

CREATE TABLE body (
    id         BLOB PRIMARY KEY,
    ver        INTEGER NOT NULL,
    district   TEXT NOT NULL,
    superior   TEXT NOT NULL,
    name       TEXT NOT NULL,
    symbol     TEXT NOT NULL,
    place      TEXT NOT NULL,
    term_from  TEXT NOT NULL,
    valid_from TEXT,
    valid_to   TEXT,
    recipients TEXT NOT NULL
) STRICT;

CREATE TABLE signer (
    id       BLOB PRIMARY KEY,
    ver      INTEGER NOT NULL,
    body_id  BLOB NOT NULL REFERENCES body (id),
    position INTEGER NOT NULL,
    title    TEXT NOT NULL,
    "right"  TEXT NOT NULL,
    name     TEXT NOT NULL
) STRICT;

CREATE INDEX signer_body ON signer (body_id);

CREATE TABLE catalogue (
    id      BLOB PRIMARY KEY,
    ver     INTEGER NOT NULL,
    code    TEXT NOT NULL,
    version INTEGER NOT NULL,
    title   TEXT NOT NULL,
    note    TEXT NOT NULL,
    UNIQUE (code, version)
) STRICT;

CREATE TABLE regulation (
    id              BLOB PRIMARY KEY,
    ver             INTEGER NOT NULL,
    catalogue_id    BLOB NOT NULL REFERENCES catalogue (id),
    position        INTEGER NOT NULL,
    code            TEXT NOT NULL,
    title           TEXT NOT NULL,
    kind            TEXT NOT NULL,
    title_checked   INTEGER NOT NULL,
    decision_number TEXT NOT NULL,
    decision_date   TEXT,
    note            TEXT NOT NULL,
    UNIQUE (catalogue_id, code)
) STRICT;

CREATE TABLE checklist_item (
    id            BLOB PRIMARY KEY,
    ver           INTEGER NOT NULL,
    regulation_id BLOB NOT NULL REFERENCES regulation (id),
    position      INTEGER NOT NULL,
    code          TEXT NOT NULL,
    text          TEXT NOT NULL,
    evidence      TEXT NOT NULL,
    valid_from    TEXT,
    valid_to      TEXT,
    unit_kinds    TEXT NOT NULL,
    district      TEXT NOT NULL,
    origin        TEXT NOT NULL,
    UNIQUE (regulation_id, code)
) STRICT;

CREATE TABLE legal_ref (
    id            BLOB PRIMARY KEY,
    ver           INTEGER NOT NULL,
    regulation_id BLOB NOT NULL REFERENCES regulation (id),
    item_id       BLOB REFERENCES checklist_item (id),
    position      INTEGER NOT NULL,
    text          TEXT NOT NULL,
    valid_from    TEXT,
    valid_to      TEXT,
    checked       INTEGER NOT NULL,
    district      TEXT NOT NULL
) STRICT;

CREATE INDEX legal_ref_regulation ON legal_ref (regulation_id);
CREATE INDEX legal_ref_item ON legal_ref (item_id);

CREATE TABLE visit (
    id                 BLOB PRIMARY KEY,
    ver                INTEGER NOT NULL,
    unit_id            BLOB NOT NULL REFERENCES unit (id),
    body_id            BLOB NOT NULL REFERENCES body (id),
    catalogue_id       BLOB NOT NULL REFERENCES catalogue (id),
    kind               TEXT NOT NULL,
    state              TEXT NOT NULL,
    state_reason       TEXT NOT NULL,
    date               TEXT NOT NULL,
    time               TEXT,
    place              TEXT NOT NULL,
    topic              TEXT NOT NULL,
    basis              TEXT NOT NULL,
    period_from        TEXT,
    period_to          TEXT,
    covered            TEXT NOT NULL,
    report_received_on TEXT,
    report_note        TEXT NOT NULL,
    assessment         TEXT NOT NULL,
    report_back_by     TEXT,
    rechecks           BLOB REFERENCES visit (id),
    note               TEXT NOT NULL
) STRICT;

CREATE INDEX visit_date ON visit (date);
CREATE INDEX visit_unit ON visit (unit_id, date);
CREATE INDEX visit_state ON visit (state, date);
CREATE INDEX visit_body ON visit (body_id);
CREATE INDEX visit_catalogue ON visit (catalogue_id);
CREATE INDEX visit_rechecks ON visit (rechecks) WHERE rechecks IS NOT NULL;

CREATE TABLE participant (
    id       BLOB PRIMARY KEY,
    ver      INTEGER NOT NULL,
    visit_id BLOB NOT NULL REFERENCES visit (id),
    side     TEXT NOT NULL,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    title    TEXT NOT NULL,
    role     TEXT NOT NULL
) STRICT;

CREATE INDEX participant_visit ON participant (visit_id);

CREATE TABLE rating (
    visit_id      BLOB NOT NULL REFERENCES visit (id),
    item_id       BLOB NOT NULL REFERENCES checklist_item (id),
    ver           INTEGER NOT NULL,
    value         TEXT NOT NULL,
    self_rating   TEXT NOT NULL,
    comment       TEXT NOT NULL,
    evidence_seen TEXT NOT NULL,
    PRIMARY KEY (visit_id, item_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE strength (
    id            BLOB PRIMARY KEY,
    ver           INTEGER NOT NULL,
    visit_id      BLOB NOT NULL REFERENCES visit (id),
    regulation_id BLOB REFERENCES regulation (id),
    item_id       BLOB REFERENCES checklist_item (id),
    position      INTEGER NOT NULL,
    text          TEXT NOT NULL
) STRICT;

CREATE INDEX strength_visit ON strength (visit_id);

CREATE TABLE shortcoming (
    id             BLOB PRIMARY KEY,
    ver            INTEGER NOT NULL,
    visit_id       BLOB NOT NULL REFERENCES visit (id),
    regulation_id  BLOB REFERENCES regulation (id),
    item_id        BLOB REFERENCES checklist_item (id),
    position       INTEGER NOT NULL,
    description    TEXT NOT NULL,
    level          TEXT NOT NULL,
    cause_external TEXT NOT NULL,
    cause_own      TEXT NOT NULL,
    order_text     TEXT NOT NULL,
    owner          TEXT NOT NULL,
    evidence       TEXT NOT NULL,
    deadline       TEXT,
    state          TEXT NOT NULL,
    reported_on    TEXT,
    verified_on    TEXT,
    carried_to     BLOB REFERENCES visit (id)
) STRICT;

CREATE INDEX shortcoming_visit ON shortcoming (visit_id, state, deadline);
CREATE INDEX shortcoming_state ON shortcoming (state, deadline, reported_on, verified_on);
CREATE INDEX shortcoming_carried ON shortcoming (carried_to) WHERE carried_to IS NOT NULL;

CREATE TABLE shortcoming_event (
    id             BLOB PRIMARY KEY,
    ver            INTEGER NOT NULL,
    shortcoming_id BLOB NOT NULL REFERENCES shortcoming (id),
    kind           TEXT NOT NULL,
    "on"           TEXT NOT NULL,
    position       INTEGER NOT NULL,
    "by"           TEXT NOT NULL,
    text           TEXT NOT NULL,
    deadline_from  TEXT,
    deadline_to    TEXT
) STRICT;

CREATE INDEX shortcoming_event_of ON shortcoming_event (shortcoming_id);

CREATE TABLE conclusion (
    id           BLOB PRIMARY KEY,
    ver          INTEGER NOT NULL,
    visit_id     BLOB NOT NULL UNIQUE REFERENCES visit (id),
    state        TEXT NOT NULL,
    doc_type     TEXT NOT NULL,
    number       INTEGER,
    symbol       TEXT NOT NULL,
    term_from    TEXT NOT NULL,
    date         TEXT,
    subject      TEXT NOT NULL,
    signer_title TEXT NOT NULL,
    signer_right TEXT NOT NULL,
    signer_name  TEXT NOT NULL,
    recipients   TEXT NOT NULL,
    issued_at    TEXT,
    sha256       TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX conclusion_number ON conclusion (doc_type, symbol, term_from, number)
    WHERE number IS NOT NULL;

CREATE TABLE paragraph (
    id            BLOB PRIMARY KEY,
    ver           INTEGER NOT NULL,
    conclusion_id BLOB NOT NULL REFERENCES conclusion (id),
    section       TEXT NOT NULL,
    position      INTEGER NOT NULL,
    style         TEXT NOT NULL,
    text          TEXT NOT NULL,
    source        TEXT NOT NULL,
    edited        INTEGER NOT NULL
) STRICT;

CREATE INDEX paragraph_conclusion ON paragraph (conclusion_id);

-- The bytes of issued papers: written once, never changed.
CREATE TABLE issued_paper (
    conclusion_id BLOB PRIMARY KEY REFERENCES conclusion (id),
    sha256        TEXT NOT NULL,
    pdf           BLOB NOT NULL
) STRICT;

CREATE TRIGGER issued_paper_stays BEFORE UPDATE ON issued_paper
BEGIN SELECT RAISE(ABORT, 'issued papers are never changed'); END;
CREATE TRIGGER issued_paper_kept BEFORE DELETE ON issued_paper
BEGIN SELECT RAISE(ABORT, 'issued papers are never deleted'); END;
-- INSERT OR REPLACE would pass by both.
CREATE TRIGGER issued_paper_once BEFORE INSERT ON issued_paper
WHEN EXISTS (SELECT 1 FROM issued_paper WHERE conclusion_id = NEW.conclusion_id)
BEGIN SELECT RAISE(ABORT, 'issued papers are never changed'); END;

-- Who changed what, when; added to, never changed.
CREATE TABLE audit (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    at        TEXT NOT NULL,
    os_user   TEXT NOT NULL,
    user_name TEXT NOT NULL,
    op        TEXT NOT NULL,
    summary   TEXT NOT NULL,
    changes   TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is never deleted'); END;
CREATE TRIGGER audit_once BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;

-- What can be searched, as written; the index holds its words with case and marks off, and one that says what noun
-- it is (`_visit`). Nobody looks for phrases, so the index needs no positions; short beginnings have lists of their own.
CREATE TABLE search_doc (
    id       INTEGER PRIMARY KEY,
    noun     TEXT NOT NULL,
    key      BLOB NOT NULL,
    visit_id BLOB,
    unit_id  BLOB,
    text     TEXT NOT NULL,
    UNIQUE (noun, key)
) STRICT;

CREATE VIRTUAL TABLE search_index USING fts5 (
    words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3', tokenize = "ascii tokenchars '_'"
);
