-- Units with something late on a day, with their letters up to then.
SELECT u.id, u.code, u.name, l.late, l.first_deadline,
       (SELECT max(m."on") FROM reminder AS m WHERE m.unit_id = u.id AND m."on" <= :as_of),
       l.never_reminded, u.valid_to
FROM (
    SELECT s.unit_id, count(*) AS late, min(s.deadline) AS first_deadline,
           count(*) FILTER (WHERE NOT EXISTS (
               SELECT 1 FROM reminder_order AS o JOIN reminder AS m ON m.id = o.reminder_id
               WHERE o.shortcoming_id = s.id AND m."on" > s.deadline AND m."on" <= :as_of)) AS never_reminded
    FROM standing AS s
    WHERE s.deadline < :as_of
    GROUP BY s.unit_id
) AS l
JOIN unit AS u ON u.id = l.unit_id
ORDER BY u.sort_key, u.id
