-- Hits in visits, newest document first; the row order of the index makes the limit cheap.
SELECT d.visit_id, d.noun, d.text, u.name, v.kind, v.date, d.id
FROM search_index AS i
JOIN search_doc AS d ON d.id = i.rowid
JOIN visit AS v ON v.id = d.visit_id
JOIN unit AS u ON u.id = v.unit_id
WHERE search_index MATCH ?1
ORDER BY i.rowid DESC
LIMIT ?2
