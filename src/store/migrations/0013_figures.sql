-- Figures that units reported about a period, as they were stated. What follows from them is computed.
CREATE TABLE figure_report (
    id          BLOB PRIMARY KEY,
    ver         INTEGER NOT NULL,
    unit_id     BLOB NOT NULL REFERENCES unit (id),
    period_kind TEXT NOT NULL,
    period_from TEXT NOT NULL,
    period_to   TEXT NOT NULL,
    cut_off     TEXT,
    reported_on TEXT,
    source      TEXT NOT NULL,
    note        TEXT NOT NULL,
    UNIQUE (unit_id, period_from, period_to, period_kind)
) STRICT;

CREATE INDEX figure_report_span ON figure_report (period_to, period_from);

-- One figure in ten-thousandths; of an indicator that is worked out, the rate that the report states.
CREATE TABLE figure (
    id        BLOB PRIMARY KEY,
    ver       INTEGER NOT NULL,
    report_id BLOB NOT NULL REFERENCES figure_report (id),
    code      TEXT NOT NULL,
    value     INTEGER NOT NULL CHECK (value >= 0),
    note      TEXT NOT NULL,
    UNIQUE (report_id, code)
) STRICT;

-- What a unit explained, with the figures that it was asked about.
CREATE TABLE figure_answer (
    id          BLOB PRIMARY KEY,
    ver         INTEGER NOT NULL,
    report_id   BLOB NOT NULL REFERENCES figure_report (id),
    check_code  TEXT NOT NULL,
    indicator   TEXT NOT NULL,
    facts       TEXT NOT NULL,
    text        TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    "on"        TEXT NOT NULL,
    UNIQUE (report_id, check_code, indicator)
) STRICT;

-- Indicators that this file adds to those of the program.
CREATE TABLE own_indicator (
    id         BLOB PRIMARY KEY,
    ver        INTEGER NOT NULL,
    position   INTEGER NOT NULL,
    code       TEXT NOT NULL UNIQUE,
    "group"    TEXT NOT NULL,
    name       TEXT NOT NULL,
    unit       TEXT NOT NULL,
    definition TEXT NOT NULL,
    formula    TEXT NOT NULL,
    cumulative INTEGER NOT NULL,
    aggregate  TEXT NOT NULL,
    decimals   INTEGER NOT NULL
) STRICT;
