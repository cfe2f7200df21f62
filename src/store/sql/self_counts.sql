-- How often units rated an item better than the team, the same, or worse, by item over the catalogue's versions.
SELECT /*key*/ r.code || ' ' || i.code AS key, /*label*/ max(i.text) AS label, max(r.code),
       count(*) FILTER (WHERE p.self > p.ours), count(*) FILTER (WHERE p.self = p.ours),
       count(*) FILTER (WHERE p.self < p.ours)
FROM (
    SELECT t.visit_id, t.item_id,
           CASE t.self_rating WHEN 'met' THEN 2 WHEN 'partly_met' THEN 1 ELSE 0 END AS self,
           CASE t.value WHEN 'met' THEN 2 WHEN 'partly_met' THEN 1 ELSE 0 END AS ours
    FROM rating AS t
    WHERE t.self_rating IN ('met', 'partly_met', 'not_met') AND t.value IN ('met', 'partly_met', 'not_met')
) AS p
JOIN visit AS v ON v.id = p.visit_id
JOIN unit AS u ON u.id = v.unit_id
JOIN checklist_item AS i ON i.id = p.item_id
JOIN regulation AS r ON r.id = i.regulation_id
WHERE v.state IN ('visited', 'concluded', 'closed')
  AND v.date <= :as_of
  AND (:from IS NULL OR v.date >= :from)
  AND (:to IS NULL OR v.date <= :to)
  AND (:district = '' OR u.district = :district)
GROUP BY key
ORDER BY count(*) FILTER (WHERE p.self > p.ours) DESC, /*order*/ key
