-- One line per visit with its count of shortcomings: all, open, late on a day.
-- First which visits, from few columns (a join that neither condition nor order needs falls away), then what they show.
WITH picked AS MATERIALIZED (
    SELECT v.rowid AS place
    FROM visit AS v
    LEFT JOIN unit AS u ON u.id = v.unit_id
    WHERE /*condition*/ TRUE
    ORDER BY /*order*/ v.date
    LIMIT :limit
)
SELECT v.id, v.unit_id, u.name, v.kind, v.state, v.date, v.topic,
       c.number, c.doc_type, c.symbol,
       (SELECT count(*) FROM shortcoming AS s WHERE s.visit_id = v.id),
       (SELECT count(*) FROM shortcoming AS s WHERE s.visit_id = v.id
          AND s.state IN ('draft', 'notified', 'reported_fixed', 'returned')),
       (SELECT count(*) FROM shortcoming AS s WHERE s.visit_id = v.id
          AND s.state IN ('notified', 'returned') AND s.deadline < :as_of)
FROM picked
CROSS JOIN visit AS v ON v.rowid = picked.place
CROSS JOIN unit AS u ON u.id = v.unit_id
LEFT JOIN conclusion AS c ON c.visit_id = v.id AND c.state = 'issued'
  AND NOT EXISTS (SELECT 1 FROM conclusion AS later WHERE later.replaces = c.id AND later.state = 'issued')
ORDER BY /*order*/ v.date
