-- Units are few: their hits come first, in Vietnamese order.
SELECT u.id, u.name
FROM search_index AS i
JOIN search_doc AS d ON d.id = i.rowid
JOIN unit AS u ON u.id = d.unit_id
WHERE search_index MATCH ?1
ORDER BY u.sort_key
LIMIT 20
