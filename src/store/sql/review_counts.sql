-- Notified shortcomings by one key: the six classes, what had fallen due, and what of that was done in time. First by
-- what the spans hold, then by what it means.
SELECT /*key*/ g.key AS named, /*label*/ '' AS label,
       sum(g.late), sum(g.due_soon), sum(g.waiting), sum(g.done_in_time), sum(g.done_late), sum(g.at_work),
       sum(g.due), sum(g.in_time)
FROM (
    SELECT /*by*/ '' AS key, count(*) AS total,
           count(*) FILTER (WHERE s.stage = 'at_work' AND s.deadline < :as_of) AS late,
           count(*) FILTER (WHERE s.stage = 'at_work' AND s.deadline >= :as_of AND s.deadline <= :soon) AS due_soon,
           count(*) FILTER (WHERE s.stage = 'waiting') AS waiting,
           count(*) FILTER (WHERE s.stage = 'done_in_time') AS done_in_time,
           count(*) FILTER (WHERE s.stage = 'done_late') AS done_late,
           count(*) FILTER (WHERE s.stage = 'at_work' AND (s.deadline IS NULL OR s.deadline >= :as_of AND s.deadline > :soon)) AS at_work,
           count(*) FILTER (WHERE s.deadline < :as_of
               OR s.stage IN ('done_in_time', 'done_late') AND s.deadline = :as_of) AS due,
           count(*) FILTER (WHERE s.stage = 'done_in_time' AND s.deadline <= :as_of) AS in_time
    FROM standing AS s
    /*join*/
    WHERE s.visited_on <= :as_of
      AND (:from IS NULL OR s.visited_on >= :from)
      AND (:to IS NULL OR s.visited_on <= :to)
      AND (:district = '' OR s.unit_id IN (SELECT id FROM unit WHERE district = :district))
    GROUP BY key
) AS g
/*named*/
GROUP BY named
ORDER BY /*order*/ named
