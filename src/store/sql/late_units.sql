-- Units with something late on a day, with their letters so far.
SELECT u.id, u.code, u.name, l.late, l.first_deadline,
       (SELECT max(m."on") FROM reminder AS m WHERE m.unit_id = u.id),
       l.never_reminded
FROM (
    SELECT v.unit_id, count(*) AS late, min(s.deadline) AS first_deadline,
           count(*) FILTER (WHERE NOT EXISTS (
               SELECT 1 FROM reminder_order AS o JOIN reminder AS m ON m.id = o.reminder_id
               WHERE o.shortcoming_id = s.id AND m."on" > s.deadline)) AS never_reminded
    FROM shortcoming AS s
    JOIN visit AS v ON v.id = s.visit_id
    WHERE s.state IN ('notified', 'returned') AND s.deadline < :as_of
    GROUP BY v.unit_id
) AS l
JOIN unit AS u ON u.id = l.unit_id
ORDER BY u.sort_key, u.id
