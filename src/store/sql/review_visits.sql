-- Visits that took place, by unit.
SELECT v.unit_id, u.name, count(*)
FROM visit AS v
JOIN unit AS u ON u.id = v.unit_id
WHERE v.state IN ('visited', 'concluded', 'closed')
  AND v.date <= :as_of
  AND (:from IS NULL OR v.date >= :from)
  AND (:to IS NULL OR v.date <= :to)
  AND (:district = '' OR u.district = :district)
GROUP BY v.unit_id
ORDER BY u.sort_key, v.unit_id
