SELECT u.id, u.ver, u.code, u.kind, u.name, u.short_name, u.district, u.parent_id, u.valid_from, u.valid_to, u.checked,
       coalesce(v.visits, 0), v.last_visit, coalesce(s.open, 0), coalesce(s.late, 0)
FROM unit AS u
-- A planned visit is none yet: the last one is the last that was held by that day.
LEFT JOIN (
    SELECT unit_id, count(*) AS visits,
           max(date) FILTER (
               WHERE date <= :as_of AND state NOT IN ('planned', 'announced', 'postponed', 'cancelled')
           ) AS last_visit
    FROM visit
    GROUP BY unit_id
) AS v ON v.unit_id = u.id
LEFT JOIN (
    SELECT s.unit_id, count(*) AS open, count(*) FILTER (WHERE s.stage = 'at_work' AND s.deadline < :as_of) AS late
    FROM standing AS s
    GROUP BY s.unit_id
) AS s ON s.unit_id = u.id
ORDER BY u.sort_key
