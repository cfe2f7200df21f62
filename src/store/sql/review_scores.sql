-- Points of the visits that took place, by unit, regulation and quarter: half points, items rated, not applicable.
SELECT v.unit_id, u.name, r.code, substr(v.date, 1, 4) || ' ' || ((CAST(substr(v.date, 6, 2) AS INTEGER) + 2) / 3) AS quarter,
       sum(CASE t.value WHEN 'met' THEN 2 WHEN 'partly_met' THEN 1 ELSE 0 END),
       count(*) FILTER (WHERE t.value IN ('met', 'partly_met', 'not_met')),
       count(*) FILTER (WHERE t.value = 'not_applicable')
FROM visit AS v
JOIN unit AS u ON u.id = v.unit_id
JOIN rating AS t ON t.visit_id = v.id
JOIN checklist_item AS i ON i.id = t.item_id
JOIN regulation AS r ON r.id = i.regulation_id
WHERE v.state IN ('visited', 'concluded', 'closed')
  AND v.date <= :as_of
  AND (:from IS NULL OR v.date >= :from)
  AND (:to IS NULL OR v.date <= :to)
  AND (:district = '' OR u.district = :district)
  AND (v.covered = '[]' OR EXISTS (
      SELECT 1 FROM json_each(v.covered) AS c WHERE replace(c.value, '-', '') = lower(hex(r.id))))
GROUP BY v.unit_id, r.code, quarter
ORDER BY u.sort_key, v.unit_id, min(r.position), r.code, quarter
