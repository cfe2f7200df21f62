-- What units are found by, in Vietnamese order.
SELECT u.id, u.name, d.text
FROM search_doc AS d
JOIN unit AS u ON u.id = d.unit_id
WHERE d.noun = 'unit'
ORDER BY u.sort_key
