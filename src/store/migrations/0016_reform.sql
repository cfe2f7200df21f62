-- Which of several units that took over answers for what an ended one left open; names are looked up when a unit is saved.
ALTER TABLE unit_succession ADD COLUMN answers INTEGER NOT NULL DEFAULT 0;
CREATE INDEX unit_sort ON unit (sort_key);
