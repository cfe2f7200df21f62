-- The spans that hold on a day, of the stages that are wanted: for each stage and reach a short range of the key.
WITH standing AS NOT MATERIALIZED (
    SELECT s.*, s.shortcoming_id AS id
    FROM (/*stages*/) AS wanted
    CROSS JOIN (VALUES (1), (2), (4), (8), (16), (32), (64), (128), (256), (512), (1024), (2048), (4096), (8192),
                       (16384), (32768), (65536), (0)) AS far
    CROSS JOIN standing_span AS s
        ON s.stage = wanted.column1 AND s.reach = far.column1
        AND s.from_day > CASE far.column1 WHEN 0 THEN '' ELSE date(:as_of, '-' || far.column1 || ' days') END
        AND s.from_day <= :as_of AND s.to_day > :as_of
)
