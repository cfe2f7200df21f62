-- The six classes of notified shortcomings on a day, then visits: of all units or of one district. What is done stays
-- done, so that its spans are counted by unit from one narrow index.
SELECT
    o.late, o.due_soon, o.waiting, o.at_work,
    (SELECT count(*) FROM unit AS u CROSS JOIN standing_span AS s INDEXED BY standing_done
        ON s.stage = 'done_in_time' AND s.reach = 0 AND s.unit_id = u.id AND s.from_day <= :as_of
     WHERE :district IN ('', u.district)),
    (SELECT count(*) FROM unit AS u CROSS JOIN standing_span AS s INDEXED BY standing_done
        ON s.stage = 'done_late' AND s.reach = 0 AND s.unit_id = u.id AND s.from_day <= :as_of
     WHERE :district IN ('', u.district)),
    (SELECT count(*) FROM visit WHERE /*few visits*/ TRUE AND state IN ('in_progress', 'visited') AND date <= :as_of),
    (SELECT count(*) FROM visit WHERE /*few visits*/ TRUE AND state IN ('planned', 'announced') AND date >= :as_of),
    (SELECT count(*) FROM visit WHERE /*visits*/ TRUE)
FROM (
    SELECT
        count(*) FILTER (WHERE stage = 'at_work' AND deadline < :as_of) AS late,
        count(*) FILTER (WHERE stage = 'at_work' AND deadline >= :as_of AND deadline <= :soon) AS due_soon,
        count(*) FILTER (WHERE stage = 'waiting') AS waiting,
        count(*) FILTER (WHERE stage = 'at_work' AND (deadline IS NULL OR deadline >= :as_of AND deadline > :soon)) AS at_work
    FROM standing
    WHERE /*units*/ TRUE
) AS o
