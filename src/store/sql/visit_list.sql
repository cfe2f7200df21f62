-- One line per visit with its count of shortcomings: all, open, late on a day.
SELECT v.id, v.unit_id, u.name, v.kind, v.state, v.date, v.topic,
       c.number, c.doc_type, c.symbol,
       (SELECT count(*) FROM shortcoming s WHERE s.visit_id = v.id),
       (SELECT count(*) FROM shortcoming s WHERE s.visit_id = v.id
          AND s.state IN ('draft', 'notified', 'reported_fixed', 'returned')),
       (SELECT count(*) FROM shortcoming s WHERE s.visit_id = v.id
          AND s.state IN ('notified', 'returned') AND s.deadline < :as_of)
FROM visit AS v
JOIN unit AS u ON u.id = v.unit_id
LEFT JOIN conclusion AS c ON c.visit_id = v.id AND c.state = 'issued'
WHERE /*condition*/ TRUE
ORDER BY /*order*/ v.date
LIMIT :limit
