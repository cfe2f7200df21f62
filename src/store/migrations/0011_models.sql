-- Mô hình "Dân vận khéo": what was registered, what became of it. The state of a day is computed from the days.
CREATE TABLE model_field (
    id       BLOB PRIMARY KEY,
    ver      INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL
) STRICT;

-- Identities made from their codes, so that two offices that start apart mean the same field.
INSERT INTO model_field (id, ver, position, name) VALUES
    (X'dafc18d3ad49850bb8ecaaa8400266db', 1, 1, 'Kinh tế'),
    (X'da4f9b885d1185f5a97f58ae397cb0a9', 1, 2, 'Văn hóa – xã hội'),
    (X'd1509b0c87cb80fa83d108d283aefee2', 1, 3, 'Quốc phòng – an ninh'),
    (X'c38cce1bcfd68ad991cc3a24e7ce23f3', 1, 4, 'Xây dựng hệ thống chính trị'),
    (X'3019a73456c18ff3a2f9d36453a3a686', 1, 5, 'Giải phóng mặt bằng và chỉnh trang đô thị'),
    (X'86900d2ce05587deb21882fd39a5876e', 1, 6, 'Vệ sinh môi trường, trật tự đô thị'),
    (X'e29c7f912b018e26bfa17a812cc1e46f', 1, 7, 'Lĩnh vực khác');

CREATE TABLE skilful_model (
    id               BLOB PRIMARY KEY,
    ver              INTEGER NOT NULL,
    unit_id          BLOB NOT NULL REFERENCES unit (id),
    year             INTEGER NOT NULL,
    title            TEXT NOT NULL,
    kind             TEXT NOT NULL,
    who              TEXT NOT NULL,
    field_id         BLOB REFERENCES model_field (id),
    registered_on    TEXT NOT NULL,
    started_on       TEXT,
    reviewed_on      TEXT,
    review           TEXT NOT NULL,
    praise           TEXT,
    decided_on       TEXT,
    outcome          TEXT,
    level            TEXT,
    decision_number  TEXT NOT NULL,
    decided_by       TEXT NOT NULL,
    outcome_reason   TEXT NOT NULL,
    withdrawn_on     TEXT,
    withdrawn_reason TEXT NOT NULL,
    note             TEXT NOT NULL
) STRICT;

CREATE INDEX skilful_model_year ON skilful_model (year);
CREATE INDEX skilful_model_unit ON skilful_model (unit_id, year);
CREATE INDEX skilful_model_field ON skilful_model (field_id);

CREATE TABLE model_commitment (
    id       BLOB PRIMARY KEY,
    ver      INTEGER NOT NULL,
    model_id BLOB NOT NULL REFERENCES skilful_model (id),
    position INTEGER NOT NULL,
    text     TEXT NOT NULL,
    due      TEXT,
    done_on  TEXT,
    result   TEXT NOT NULL
) STRICT;

CREATE INDEX model_commitment_model ON model_commitment (model_id);
