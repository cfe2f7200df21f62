-- Units are few: their hits come first, in Vietnamese order.
SELECT u.id, u.name
FROM search_doc AS d
JOIN unit AS u ON u.id = d.unit_id
WHERE d.noun = 'unit'
  AND d.id IN (SELECT rowid FROM search_index WHERE search_index MATCH ?1 AND rowid <= (SELECT max(id) FROM search_doc WHERE noun = 'unit'))
ORDER BY u.sort_key
LIMIT 20
