-- The six classes of notified shortcomings on a day, then visits: of all units or of one district. Few are due soon:
-- they are counted one by one.
WITH tally AS MATERIALIZED (
    SELECT coalesce(sum(change) FILTER (WHERE stage = 'late'), 0) AS late,
           coalesce(sum(change) FILTER (WHERE stage = 'at_work'), 0) AS open,
           coalesce(sum(change) FILTER (WHERE stage = 'waiting'), 0) AS waiting,
           coalesce(sum(change) FILTER (WHERE stage = 'done_in_time'), 0) AS done_in_time,
           coalesce(sum(change) FILTER (WHERE stage = 'done_late'), 0) AS done_late
    FROM standing_tally
    WHERE district = CASE :district WHEN '' THEN '*' ELSE :district END
      AND stage IN ('late', 'at_work', 'waiting', 'done_in_time', 'done_late') AND day <= :as_of
), soon AS MATERIALIZED (
    SELECT count(*) AS due_soon FROM standing
    WHERE stage = 'at_work' AND deadline >= :as_of AND deadline <= :soon AND /*units*/ TRUE
)
SELECT
    late, due_soon, waiting, open - late - due_soon, done_in_time, done_late,
    (SELECT count(*) FROM visit WHERE /*few visits*/ TRUE AND state IN ('in_progress', 'visited') AND date <= :as_of),
    (SELECT count(*) FROM visit WHERE /*few visits*/ TRUE AND state IN ('planned', 'announced') AND date >= :as_of),
    (SELECT count(*) FROM visit WHERE /*visits*/ TRUE)
FROM tally, soon
