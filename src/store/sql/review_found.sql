-- Notified shortcomings by unit, regulation and quarter of the visit.
SELECT g.unit_id, u.name, coalesce(r.code, ''), g.quarter, sum(g.found)
FROM (
    SELECT s.unit_id, s.regulation_id,
           substr(s.visited_on, 1, 4) || ' ' || ((CAST(substr(s.visited_on, 6, 2) AS INTEGER) + 2) / 3) AS quarter,
           count(*) AS found
    FROM standing AS s
    WHERE s.visited_on <= :as_of
      AND (:from IS NULL OR s.visited_on >= :from)
      AND (:to IS NULL OR s.visited_on <= :to)
      AND (:district = '' OR s.unit_id IN (SELECT id FROM unit WHERE district = :district))
    GROUP BY s.unit_id, s.regulation_id, quarter
) AS g
JOIN unit AS u ON u.id = g.unit_id
LEFT JOIN regulation AS r ON r.id = g.regulation_id
GROUP BY g.unit_id, coalesce(r.code, ''), g.quarter
ORDER BY u.sort_key, g.unit_id, min(r.position) NULLS LAST, 3, g.quarter
