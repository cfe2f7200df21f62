-- Carried to this visit, of the visit that it re-checks, and for a re-check what else is open at the unit and its
-- predecessors; oldest visit first.
WITH RECURSIVE origin (id) AS (
    SELECT :unit WHERE :recheck UNION SELECT l.from_id FROM unit_succession AS l JOIN origin ON origin.id = l.to_id
),
wanted (id) AS (
    SELECT id FROM shortcoming WHERE carried_to = :visit
    UNION
    SELECT id FROM shortcoming WHERE visit_id = :rechecks AND notified_on <= :date
    UNION
    SELECT s.id
    FROM origin
    CROSS JOIN visit AS v ON v.unit_id = origin.id AND v.date <= :date AND v.id <> :visit
    CROSS JOIN shortcoming AS s ON s.visit_id = v.id AND s.state IN ('notified', 'returned', 'reported_fixed')
)
SELECT s.id
FROM wanted
CROSS JOIN shortcoming AS s ON s.id = wanted.id
CROSS JOIN visit AS v ON v.id = s.visit_id
ORDER BY v.date, v.id, s.position, s.id
