-- Notified shortcomings of the visits in a span of days, of one unit or all, in the order of the sheets.
SELECT /*columns*/ s.id,
       u.id, u.code, u.name, v.date, r.title, c.number, c.doc_type, c.symbol, c.date
FROM shortcoming AS s
JOIN visit AS v ON v.id = s.visit_id
JOIN unit AS u ON u.id = v.unit_id
LEFT JOIN regulation AS r ON r.id = s.regulation_id
LEFT JOIN conclusion AS c ON c.visit_id = v.id AND c.state = 'issued'
  AND NOT EXISTS (SELECT 1 FROM conclusion AS later WHERE later.replaces = c.id AND later.state = 'issued')
WHERE s.state <> 'draft'
  AND v.date <= :to
  AND (:from IS NULL OR v.date >= :from)
  AND (:unit IS NULL OR v.unit_id = :unit)
ORDER BY u.sort_key, u.id, v.date, v.id, s.position, s.id
