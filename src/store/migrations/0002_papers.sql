-- A visit may have a later conclusion that corrects an issued one: `visit_id` is no longer unique. The tables that
-- refer to it move along, so that no reference is broken on the way. A paragraph remembers the draft it was made from.

CREATE TABLE conclusion_next (
    id           BLOB PRIMARY KEY,
    ver          INTEGER NOT NULL,
    visit_id     BLOB NOT NULL REFERENCES visit (id),
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
    replaces     BLOB REFERENCES conclusion_next (id),
    issued_at    TEXT,
    sha256       TEXT NOT NULL
) STRICT;

CREATE TABLE paragraph_next (
    id            BLOB PRIMARY KEY,
    ver           INTEGER NOT NULL,
    conclusion_id BLOB NOT NULL REFERENCES conclusion_next (id),
    section       TEXT NOT NULL,
    position      INTEGER NOT NULL,
    style         TEXT NOT NULL,
    text          TEXT NOT NULL,
    source        TEXT NOT NULL,
    edited        INTEGER NOT NULL,
    drafted       TEXT NOT NULL
) STRICT;

CREATE TABLE issued_paper_next (
    conclusion_id BLOB PRIMARY KEY REFERENCES conclusion_next (id),
    sha256        TEXT NOT NULL,
    pdf           BLOB NOT NULL
) STRICT;

INSERT INTO conclusion_next
SELECT id, ver, visit_id, state, doc_type, number, symbol, term_from, date, subject, signer_title, signer_right,
       signer_name, recipients, NULL, issued_at, sha256
FROM conclusion;
INSERT INTO paragraph_next
SELECT id, ver, conclusion_id, section, position, style, text, source, edited,
       CASE WHEN edited OR source = 'hand' THEN '' ELSE text END
FROM paragraph;
INSERT INTO issued_paper_next SELECT conclusion_id, sha256, pdf FROM issued_paper;

DROP TABLE paragraph;
DROP TABLE issued_paper;
DROP TABLE conclusion;
ALTER TABLE conclusion_next RENAME TO conclusion;
ALTER TABLE paragraph_next RENAME TO paragraph;
ALTER TABLE issued_paper_next RENAME TO issued_paper;

CREATE INDEX conclusion_visit ON conclusion (visit_id, state);
CREATE UNIQUE INDEX conclusion_number ON conclusion (doc_type, symbol, term_from, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX conclusion_replaces ON conclusion (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX paragraph_conclusion ON paragraph (conclusion_id);

CREATE TRIGGER issued_paper_stays BEFORE UPDATE ON issued_paper
BEGIN SELECT RAISE(ABORT, 'issued papers are never changed'); END;
CREATE TRIGGER issued_paper_kept BEFORE DELETE ON issued_paper
BEGIN SELECT RAISE(ABORT, 'issued papers are never deleted'); END;
-- INSERT OR REPLACE would pass by both.
CREATE TRIGGER issued_paper_once BEFORE INSERT ON issued_paper
WHEN EXISTS (SELECT 1 FROM issued_paper WHERE conclusion_id = NEW.conclusion_id)
BEGIN SELECT RAISE(ABORT, 'issued papers are never changed'); END;

CREATE TRIGGER conclusion_stays BEFORE UPDATE ON conclusion WHEN OLD.state = 'issued'
BEGIN SELECT RAISE(ABORT, 'issued papers are never changed'); END;
CREATE TRIGGER conclusion_kept BEFORE DELETE ON conclusion WHEN OLD.state = 'issued'
BEGIN SELECT RAISE(ABORT, 'issued papers are never deleted'); END;
CREATE TRIGGER conclusion_once BEFORE INSERT ON conclusion
WHEN EXISTS (SELECT 1 FROM conclusion WHERE id = NEW.id AND state = 'issued')
BEGIN SELECT RAISE(ABORT, 'issued papers are never changed'); END;

-- Every other paper that the body issued, and its bytes: written once, never changed.
CREATE TABLE paper (
    id           BLOB PRIMARY KEY,
    ver          INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    doc_type     TEXT NOT NULL,
    number       INTEGER,
    symbol       TEXT NOT NULL,
    term_from    TEXT NOT NULL,
    date         TEXT NOT NULL,
    subject      TEXT NOT NULL,
    visit_id     BLOB REFERENCES visit (id),
    unit_id      BLOB REFERENCES unit (id),
    period_from  TEXT,
    period_to    TEXT,
    signer_title TEXT NOT NULL,
    signer_right TEXT NOT NULL,
    signer_name  TEXT NOT NULL,
    replaces     BLOB REFERENCES paper (id),
    issued_at    TEXT NOT NULL,
    sha256       TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX paper_number ON paper (doc_type, symbol, term_from, number) WHERE number IS NOT NULL;
CREATE UNIQUE INDEX paper_replaces ON paper (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX paper_visit ON paper (visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX paper_unit ON paper (unit_id, date) WHERE unit_id IS NOT NULL;

CREATE TRIGGER paper_stays BEFORE UPDATE ON paper
BEGIN SELECT RAISE(ABORT, 'issued papers are never changed'); END;
CREATE TRIGGER paper_kept BEFORE DELETE ON paper
BEGIN SELECT RAISE(ABORT, 'issued papers are never deleted'); END;
-- INSERT OR REPLACE drops a row for the same id, for the same number, and for the same replaced paper.
CREATE TRIGGER paper_once BEFORE INSERT ON paper
WHEN EXISTS (SELECT 1 FROM paper WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM paper WHERE replaces = NEW.replaces)
  OR EXISTS (SELECT 1 FROM paper WHERE doc_type = NEW.doc_type AND symbol = NEW.symbol AND term_from = NEW.term_from
               AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'issued papers are never changed'); END;

-- One space of numbers over conclusions and other papers.
CREATE TRIGGER paper_number_free BEFORE INSERT ON paper
WHEN EXISTS (SELECT 1 FROM conclusion WHERE doc_type = NEW.doc_type AND symbol = NEW.symbol
               AND term_from = NEW.term_from AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the number is used'); END;
CREATE TRIGGER conclusion_number_free BEFORE INSERT ON conclusion
WHEN EXISTS (SELECT 1 FROM paper WHERE doc_type = NEW.doc_type AND symbol = NEW.symbol
               AND term_from = NEW.term_from AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the number is used'); END;
CREATE TRIGGER conclusion_number_stays_free BEFORE UPDATE ON conclusion
WHEN EXISTS (SELECT 1 FROM paper WHERE doc_type = NEW.doc_type AND symbol = NEW.symbol
               AND term_from = NEW.term_from AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the number is used'); END;

CREATE TABLE paper_file (
    paper_id BLOB PRIMARY KEY REFERENCES paper (id),
    sha256   TEXT NOT NULL,
    pdf      BLOB NOT NULL
) STRICT;

CREATE TRIGGER paper_file_stays BEFORE UPDATE ON paper_file
BEGIN SELECT RAISE(ABORT, 'issued papers are never changed'); END;
CREATE TRIGGER paper_file_kept BEFORE DELETE ON paper_file
BEGIN SELECT RAISE(ABORT, 'issued papers are never deleted'); END;
CREATE TRIGGER paper_file_once BEFORE INSERT ON paper_file
WHEN EXISTS (SELECT 1 FROM paper_file WHERE paper_id = NEW.paper_id)
BEGIN SELECT RAISE(ABORT, 'issued papers are never changed'); END;
