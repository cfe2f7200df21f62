-- What units said of themselves beside what the team found, where both gave points.
SELECT v.id, v.date, v.unit_id, u.name, r.code, i.code, i.text, t.self_rating, t.value, t.comment
FROM visit AS v
JOIN unit AS u ON u.id = v.unit_id
JOIN rating AS t ON t.visit_id = v.id
JOIN checklist_item AS i ON i.id = t.item_id
JOIN regulation AS r ON r.id = i.regulation_id
WHERE v.state IN ('visited', 'concluded', 'closed')
  AND t.self_rating IN ('met', 'partly_met', 'not_met')
  AND t.value IN ('met', 'partly_met', 'not_met')
  AND v.date <= :as_of
  AND (:from IS NULL OR v.date >= :from)
  AND (:to IS NULL OR v.date <= :to)
  AND (:district = '' OR u.district = :district)
  AND /*which*/ TRUE
ORDER BY v.date DESC, v.id DESC, r.position, i.position
LIMIT :limit
