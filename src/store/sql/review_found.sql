-- Notified shortcomings by unit, regulation and quarter of the visit.
SELECT v.unit_id, u.name, coalesce(r.code, ''),
       substr(v.date, 1, 4) || ' ' || ((CAST(substr(v.date, 6, 2) AS INTEGER) + 2) / 3) AS quarter, count(*)
FROM shortcoming AS s
JOIN visit AS v ON v.id = s.visit_id
JOIN unit AS u ON u.id = v.unit_id
LEFT JOIN regulation AS r ON r.id = s.regulation_id
WHERE s.state NOT IN ('draft', 'withdrawn')
  AND v.date <= :as_of
  AND (:from IS NULL OR v.date >= :from)
  AND (:to IS NULL OR v.date <= :to)
  AND (:district = '' OR u.district = :district)
GROUP BY v.unit_id, coalesce(r.code, ''), quarter
ORDER BY u.sort_key, v.unit_id, min(r.position) NULLS LAST, 3, quarter
