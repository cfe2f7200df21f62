-- What earlier visits say of items: one row per item code rated (the newest), then one per open shortcoming.
-- The newest visits first and only so many: what is older is no longer news.
WITH RECURSIVE line (id) AS (
    SELECT :unit
    UNION
    SELECT s.from_id FROM unit_succession AS s JOIN line ON s.to_id = line.id
),
earlier AS MATERIALIZED (
    SELECT v.id, v.date, v.unit_id
    FROM line CROSS JOIN visit AS v ON v.unit_id = line.id
    WHERE (v.date < :date OR v.date = :date AND v.id < :visit)
      AND v.state NOT IN ('planned', 'announced', 'postponed', 'cancelled')
    ORDER BY v.date DESC, v.id DESC
    LIMIT 40
),
rated AS (
    SELECT i.code AS code, e.id AS visit_id, max(e.date) AS date, e.unit_id AS unit_id, r.value AS value, r.comment AS comment
    FROM earlier AS e
    CROSS JOIN rating AS r ON r.visit_id = e.id AND r.value <> 'not_rated'
    CROSS JOIN checklist_item AS i ON i.id = r.item_id
    GROUP BY i.code
)
SELECT rated.code, rated.visit_id, rated.date, CASE WHEN rated.unit_id = :unit THEN NULL ELSE u.name END,
       rated.value, rated.comment, NULL, NULL, NULL, NULL
FROM rated JOIN unit AS u ON u.id = rated.unit_id
UNION ALL
SELECT * FROM (
    SELECT i.code, s.id, e.date, NULL, NULL, s.description, s.deadline, s.state, s.position, e.id
    FROM earlier AS e
    CROSS JOIN shortcoming AS s ON s.visit_id = e.id AND s.state IN ('notified', 'reported_fixed', 'returned')
    CROSS JOIN checklist_item AS i ON i.id = s.item_id
    ORDER BY e.date DESC, s.position
    LIMIT 400
)
