SELECT s.id, s.visit_id, v.date, v.unit_id, u.name, r.code,
       s.description, s.owner, s.deadline, s.state, s.reported_on, s.verified_on
FROM shortcoming AS s
JOIN visit AS v ON v.id = s.visit_id
JOIN unit AS u ON u.id = v.unit_id
LEFT JOIN regulation AS r ON r.id = s.regulation_id
WHERE /*condition*/ TRUE
ORDER BY /*order*/ s.deadline
LIMIT :limit
