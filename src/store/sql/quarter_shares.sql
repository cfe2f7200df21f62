-- Of the shortcomings whose deadline on a day lay in a quarter and had passed: how many were put right in time.
-- `domain::tally::Tally` says the same for records in memory; a test holds the two together.
SELECT CAST(substr(s.deadline, 1, 4) AS INTEGER) AS year,
       (CAST(substr(s.deadline, 6, 2) AS INTEGER) + 2) / 3 AS quarter,
       count(*) FILTER (WHERE s.stage = 'done_in_time'),
       count(*)
FROM standing AS s
WHERE s.stage IN ('at_work', 'waiting', 'done_in_time', 'done_late')
  AND s.deadline >= :from AND s.deadline <= :to
  AND (s.deadline < :as_of OR s.deadline = :as_of AND s.stage IN ('done_in_time', 'done_late'))
GROUP BY year, quarter
ORDER BY year, quarter
