-- First which shortcomings, from few columns (a join that neither condition nor order needs falls away), then what
-- they show.
WITH picked AS MATERIALIZED (
    SELECT s.rowid AS place, s.id, s.visit_id, s.regulation_id, s.position, s.owner,
           s.deadline, s.state, s.reported_on, s.verified_on
    FROM shortcoming AS s
    LEFT JOIN visit AS v ON v.id = s.visit_id
    LEFT JOIN unit AS u ON u.id = v.unit_id
    LEFT JOIN regulation AS r ON r.id = s.regulation_id
    WHERE /*condition*/ TRUE
    ORDER BY /*order*/ s.deadline
    LIMIT :limit
)
SELECT t.id, t.visit_id, v.date, v.unit_id, u.name, r.code,
       t.description, t.owner, s.deadline, s.state, s.reported_on, s.verified_on, t.first_deadline, t.carried_to,
       (SELECT max(m."on") FROM reminder_order AS o JOIN reminder AS m ON m.id = o.reminder_id
        WHERE o.shortcoming_id = t.id)
FROM picked AS s
CROSS JOIN shortcoming AS t ON t.rowid = s.place
CROSS JOIN visit AS v ON v.id = t.visit_id
CROSS JOIN unit AS u ON u.id = v.unit_id
LEFT JOIN regulation AS r ON r.id = t.regulation_id
ORDER BY /*order*/ s.deadline
