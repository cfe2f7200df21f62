-- The spans that hold on a day, of the units of a district.
WITH standing AS NOT MATERIALIZED (
    SELECT s.*, s.shortcoming_id AS id
    FROM unit AS u CROSS JOIN standing_span AS s INDEXED BY standing_unit ON s.unit_id = u.id
    WHERE u.district = :district AND s.from_day <= :as_of AND s.to_day > :as_of
)
