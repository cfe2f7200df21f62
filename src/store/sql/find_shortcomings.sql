-- Shortcomings in whose text the words stand, the latest written first; of one unit when ?3 names it.
SELECT s.id, s.description, u.name, v.date, s.state, d.text
FROM search_index AS i
JOIN search_doc AS d ON d.id = i.rowid
JOIN shortcoming AS s ON s.id = d.key
JOIN visit AS v ON v.id = d.visit_id
JOIN unit AS u ON u.id = v.unit_id
WHERE search_index MATCH ?1
  AND (?3 IS NULL OR v.unit_id = ?3)
ORDER BY i.rowid DESC
LIMIT ?2
