-- What tells whether a shortcoming comes back: of all units or of some, oldest visit first.
SELECT s.id, s.visit_id, v.date, v.unit_id, c.code || ' ' || i.code, s.description, s.state = 'withdrawn',
       m.ver, m.of_id
FROM visit AS v
CROSS JOIN shortcoming AS s ON s.visit_id = v.id
LEFT JOIN checklist_item AS i ON i.id = s.item_id
LEFT JOIN regulation AS r ON r.id = i.regulation_id
LEFT JOIN catalogue AS c ON c.id = r.catalogue_id
LEFT JOIN repeat_mark AS m ON m.shortcoming_id = s.id
WHERE /*units*/ TRUE
ORDER BY v.date, v.id, s.position
