-- For each unit and each regulation (JSON array of codes): the last visit of the period that took place and covered it,
-- and the one before that. Each is one step down the index (unit_id, date).
WITH place AS MATERIALIZED (
    SELECT u.id AS unit_id, u.sort_key, c.key AS position, c.value AS code,
           (SELECT v.rowid FROM visit AS v
            WHERE v.unit_id = u.id AND v.date >= :from AND v.date <= :to
              AND v.state IN ('visited', 'concluded', 'closed')
              AND EXISTS (SELECT 1 FROM regulation AS r
                          WHERE r.catalogue_id = v.catalogue_id AND r.code = c.value
                            AND (v.covered = '[]' OR instr(replace(v.covered, '-', ''), lower(hex(r.id))) > 0))
            ORDER BY v.date DESC, v.id DESC LIMIT 1) AS last
    FROM unit AS u CROSS JOIN json_each(:codes) AS c
    WHERE :district IN ('', u.district)
)
SELECT u.id, u.name, u.kind, u.valid_from, u.valid_to, p.code, last.id, last.date,
       (SELECT v.id FROM visit AS v
        WHERE v.unit_id = p.unit_id AND v.date <= coalesce(last.date, :from)
          AND (v.date, v.id) < (coalesce(last.date, :from), coalesce(last.id, x''))
          AND v.state IN ('visited', 'concluded', 'closed')
          AND EXISTS (SELECT 1 FROM regulation AS r
                      WHERE r.catalogue_id = v.catalogue_id AND r.code = p.code
                        AND (v.covered = '[]' OR instr(replace(v.covered, '-', ''), lower(hex(r.id))) > 0))
        ORDER BY v.date DESC, v.id DESC LIMIT 1)
FROM place AS p
CROSS JOIN unit AS u ON u.id = p.unit_id
LEFT JOIN visit AS last ON last.rowid = p.last
ORDER BY p.sort_key, p.unit_id, p.position
