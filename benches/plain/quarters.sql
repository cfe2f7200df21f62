-- Of what had fallen due in each quarter, how much was put right in time.
SELECT substr(s.deadline, 1, 4), (CAST(substr(s.deadline, 6, 2) AS INTEGER) + 2) / 3 AS quarter,
       count(*) FILTER (WHERE s.state = 'verified_closed' AND coalesce(s.reported_on, s.verified_on) <= s.deadline),
       count(*)
FROM shortcoming AS s
WHERE s.state NOT IN ('draft', 'withdrawn') AND s.deadline >= :quarters_from AND s.deadline <= :as_of AND /*district*/ TRUE
GROUP BY 1, 2
