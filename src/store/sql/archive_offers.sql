-- What the last visits of each unit in a span found of the items that papers are about; oldest visit first.
WITH last AS MATERIALIZED (
    SELECT id, unit_id, date, catalogue_id, covered FROM (
        SELECT v.id, v.unit_id, v.date, v.catalogue_id, v.covered,
               row_number() OVER (PARTITION BY v.unit_id ORDER BY v.date DESC, v.id DESC) AS place
        FROM visit AS v
        WHERE v.date >= :from AND v.date <= :to AND v.state IN ('visited', 'concluded', 'closed')
    ) WHERE place <= :visits
)
SELECT last.unit_id, last.id, last.date, i.code, rt.value, rt.evidence_seen
FROM last
CROSS JOIN rating AS rt ON rt.visit_id = last.id
CROSS JOIN checklist_item AS i ON i.id = rt.item_id
CROSS JOIN regulation AS r ON r.id = i.regulation_id
WHERE rt.value IN ('met', 'not_met', 'not_applicable')
  AND (last.covered = '[]' OR instr(replace(last.covered, '-', ''), lower(hex(r.id))) > 0)
ORDER BY last.date, last.id
