-- How many items of each regulation have which rating, for a list of visits (JSON array of hex ids). An item counts
-- when it applies to the unit on the day, was rated, or something was written about it: as a visit's own page shows it.
SELECT v.id, v.date, r.code,
       v.covered = '[]' OR instr(replace(v.covered, '-', ''), lower(hex(r.id))) > 0,
       coalesce(rt.value, 'not_rated') AS rated, count(*)
FROM json_each(:visits) AS wanted
CROSS JOIN visit AS v ON v.id = unhex(wanted.value)
CROSS JOIN unit AS u ON u.id = v.unit_id
CROSS JOIN regulation AS r ON r.catalogue_id = v.catalogue_id
CROSS JOIN checklist_item AS i ON i.regulation_id = r.id
LEFT JOIN rating AS rt ON rt.visit_id = v.id AND rt.item_id = i.id
WHERE rt.visit_id IS NOT NULL
   OR ((i.valid_from IS NULL OR i.valid_from <= v.date)
       AND (i.valid_to IS NULL OR i.valid_to >= v.date)
       AND instr(i.unit_kinds, '"' || u.kind || '"') > 0
       AND i.district IN ('', u.district))
   OR EXISTS (SELECT 1 FROM shortcoming AS s WHERE s.visit_id = v.id AND s.item_id = i.id)
   OR EXISTS (SELECT 1 FROM strength AS s WHERE s.visit_id = v.id AND s.item_id = i.id)
   OR EXISTS (SELECT 1 FROM conclusion AS c CROSS JOIN paragraph AS p ON p.conclusion_id = c.id
              WHERE c.visit_id = v.id AND replace(p.source, '-', '') = 'item:' || lower(hex(i.id)))
GROUP BY v.id, r.code, rated
ORDER BY v.date DESC, v.id DESC
