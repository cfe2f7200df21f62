-- Of the shortcomings whose deadline lies in a quarter and has passed on a day: how many were put right in time.
-- `domain::tally::Tally` says the same for records in memory; a test holds the two together.
SELECT CAST(substr(s.deadline, 1, 4) AS INTEGER) AS year,
       (CAST(substr(s.deadline, 6, 2) AS INTEGER) + 2) / 3 AS quarter,
       count(*) FILTER (WHERE s.state = 'verified_closed'
                          AND coalesce(s.reported_on, s.verified_on, :as_of) <= s.deadline),
       count(*)
FROM shortcoming AS s
WHERE s.state IN ('notified', 'returned', 'reported_fixed', 'verified_closed')
  AND s.deadline >= :from AND s.deadline <= :to
  AND (s.deadline < :as_of OR s.deadline = :as_of AND s.state = 'verified_closed')
  AND /*district*/ TRUE
GROUP BY year, quarter
ORDER BY year, quarter
