-- Visits and notified shortcomings of some units (JSON array of hex ids) on a day. `domain::tally::Tally` says the
-- same for records in memory; a test holds the two together.
SELECT (SELECT count(*) FROM visit WHERE unit_id IN (SELECT unhex(value) FROM json_each(:units))),
       (SELECT count(*) FROM visit WHERE unit_id IN (SELECT unhex(value) FROM json_each(:units))
          AND state IN ('visited', 'concluded', 'closed')),
       count(*) FILTER (WHERE s.state IN ('notified', 'returned') AND s.deadline < :as_of),
       count(*) FILTER (WHERE s.state IN ('notified', 'returned') AND s.deadline >= :as_of AND s.deadline <= :soon),
       count(*) FILTER (WHERE s.state = 'reported_fixed'),
       count(*) FILTER (WHERE s.state IN ('notified', 'returned') AND (s.deadline IS NULL OR s.deadline > :soon)),
       count(*) FILTER (WHERE s.state = 'verified_closed'
           AND (s.deadline IS NULL OR coalesce(s.reported_on, s.verified_on, :as_of) <= s.deadline)),
       count(*) FILTER (WHERE s.state = 'verified_closed' AND coalesce(s.reported_on, s.verified_on, :as_of) > s.deadline),
       count(*) FILTER (WHERE s.deadline < :as_of OR s.deadline = :as_of AND s.state = 'verified_closed'),
       count(*) FILTER (WHERE s.state = 'verified_closed' AND s.deadline <= :as_of
           AND coalesce(s.reported_on, s.verified_on, :as_of) <= s.deadline)
FROM visit AS v
CROSS JOIN shortcoming AS s ON s.visit_id = v.id
    AND s.state IN ('notified', 'returned', 'reported_fixed', 'verified_closed')
WHERE v.unit_id IN (SELECT unhex(value) FROM json_each(:units))
