-- Notified shortcomings by one key: the six classes, what had fallen due, and what of that was done in time.
SELECT /*key*/ '' AS key, /*label*/ '' AS label,
       count(*) FILTER (WHERE s.state IN ('notified', 'returned') AND s.deadline < :as_of),
       count(*) FILTER (WHERE s.state IN ('notified', 'returned') AND s.deadline >= :as_of AND s.deadline <= :soon),
       count(*) FILTER (WHERE s.state = 'reported_fixed'),
       count(*) FILTER (WHERE s.state = 'verified_closed'
           AND (s.deadline IS NULL OR coalesce(s.reported_on, s.verified_on) <= s.deadline)),
       count(*) FILTER (WHERE s.state = 'verified_closed' AND coalesce(s.reported_on, s.verified_on) > s.deadline),
       count(*) FILTER (WHERE s.state IN ('notified', 'returned') AND (s.deadline IS NULL OR s.deadline > :soon)),
       count(*) FILTER (WHERE s.deadline < :as_of OR s.state = 'verified_closed' AND s.deadline = :as_of),
       count(*) FILTER (WHERE s.state = 'verified_closed' AND s.deadline <= :as_of
           AND coalesce(s.reported_on, s.verified_on) <= s.deadline)
FROM shortcoming AS s
JOIN visit AS v ON v.id = s.visit_id
JOIN unit AS u ON u.id = v.unit_id
LEFT JOIN regulation AS r ON r.id = s.regulation_id
WHERE s.state NOT IN ('draft', 'withdrawn')
  AND v.date <= :as_of
  AND (:from IS NULL OR v.date >= :from)
  AND (:to IS NULL OR v.date <= :to)
  AND (:district = '' OR u.district = :district)
GROUP BY key
ORDER BY /*order*/ key
