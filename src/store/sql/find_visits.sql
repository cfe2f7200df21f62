-- Visits, or conclusions, in whose text the words stand, the latest written first.
SELECT d.visit_id, u.name, v.kind, v.date, d.text, v.state
FROM search_index AS i
JOIN search_doc AS d ON d.id = i.rowid
JOIN visit AS v ON v.id = d.visit_id
JOIN unit AS u ON u.id = v.unit_id
WHERE search_index MATCH ?1
ORDER BY i.rowid DESC
LIMIT ?2
