-- The six classes of notified shortcomings on a day, then visits. Each part reads one covering index.
SELECT
    s.late, s.due_soon, s.waiting, s.at_work, s.done_in_time, s.done_late,
    (SELECT count(*) FROM visit WHERE state IN ('in_progress', 'visited') AND date <= :as_of),
    (SELECT count(*) FROM visit WHERE state IN ('planned', 'announced') AND date >= :as_of),
    (SELECT count(*) FROM visit)
FROM (
    SELECT
        count(*) FILTER (WHERE state IN ('notified', 'returned') AND deadline < :as_of) AS late,
        count(*) FILTER (WHERE state IN ('notified', 'returned') AND deadline >= :as_of AND deadline <= :soon) AS due_soon,
        count(*) FILTER (WHERE state = 'reported_fixed') AS waiting,
        count(*) FILTER (WHERE state IN ('notified', 'returned') AND (deadline IS NULL OR deadline > :soon)) AS at_work,
        count(*) FILTER (WHERE state = 'verified_closed'
            AND (deadline IS NULL OR coalesce(reported_on, verified_on) <= deadline)) AS done_in_time,
        count(*) FILTER (WHERE state = 'verified_closed' AND coalesce(reported_on, verified_on) > deadline) AS done_late
    FROM shortcoming
) AS s
