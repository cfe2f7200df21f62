-- For each unit and regulation the last two visits that took place, and how their items were rated.
WITH held AS (
    SELECT v.id, v.unit_id, r.id AS regulation_id, r.code, v.date,
           row_number() OVER (PARTITION BY v.unit_id, r.code ORDER BY v.date DESC, v.id DESC) AS place
    FROM visit AS v JOIN unit AS u ON u.id = v.unit_id JOIN regulation AS r ON r.catalogue_id = v.catalogue_id
    WHERE v.state IN ('visited', 'concluded', 'closed') AND v.date <= :as_of AND :district IN ('', u.district)
      AND (v.covered = '[]' OR instr(replace(v.covered, '-', ''), lower(hex(r.id))) > 0)
)
SELECT h.unit_id, h.code, h.place, h.date >= :from,
       count(*) FILTER (WHERE rt.value = 'met'), count(*) FILTER (WHERE rt.value = 'partly'),
       count(*) FILTER (WHERE rt.value = 'not_met'), count(*)
FROM held AS h
JOIN checklist_item AS i ON i.regulation_id = h.regulation_id
LEFT JOIN rating AS rt ON rt.visit_id = h.id AND rt.item_id = i.id
WHERE h.place <= 2
GROUP BY h.unit_id, h.code, h.place
