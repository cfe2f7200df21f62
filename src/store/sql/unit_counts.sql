-- Visits and shortcomings of some units (JSON array of hex ids) on a day. `domain::tally::Tally` says the same of the
-- notified ones for records in memory; a test holds the two together.
SELECT (SELECT count(*) FROM visit WHERE unit_id IN (SELECT unhex(value) FROM json_each(:units))),
       (SELECT count(*) FROM visit WHERE unit_id IN (SELECT unhex(value) FROM json_each(:units))
          AND state IN ('visited', 'concluded', 'closed')),
       count(*) FILTER (WHERE s.stage = 'at_work' AND s.deadline < :as_of),
       count(*) FILTER (WHERE s.stage = 'at_work' AND s.deadline >= :as_of AND s.deadline <= :soon),
       count(*) FILTER (WHERE s.stage = 'waiting'),
       count(*) FILTER (WHERE s.stage = 'at_work' AND (s.deadline IS NULL OR s.deadline >= :as_of AND s.deadline > :soon)),
       count(*) FILTER (WHERE s.stage = 'done_in_time'),
       count(*) FILTER (WHERE s.stage = 'done_late'),
       count(*) FILTER (WHERE s.stage <> 'draft'
          AND (s.deadline < :as_of OR s.deadline = :as_of AND s.stage IN ('done_in_time', 'done_late'))),
       count(*) FILTER (WHERE s.stage = 'done_in_time' AND s.deadline <= :as_of),
       count(*) FILTER (WHERE s.stage = 'draft')
FROM visit AS v
CROSS JOIN shortcoming AS t ON t.visit_id = v.id
CROSS JOIN standing AS s ON s.id = t.id AND s.stage IN ('draft', 'at_work', 'waiting', 'done_in_time', 'done_late')
WHERE v.unit_id IN (SELECT unhex(value) FROM json_each(:units))
