-- The same over all shortcomings at once, few columns, for counting: those without a later step from one covering
-- index, those in between from one pass over their history.
WITH amid AS MATERIALIZED (
    SELECT id, first_deadline FROM shortcoming INDEXED BY shortcoming_stepped
    WHERE stepped_on > :as_of AND notified_on <= :as_of
),
past AS MATERIALIZED (
    SELECT
        CASE substr(max(printf('%08d', e.position) || e.kind)
                FILTER (WHERE e.kind NOT IN ('extended', 'carried', 'released')), 9)
            WHEN 'reported' THEN 'reported_fixed' WHEN 'returned' THEN 'returned' WHEN 'notified' THEN 'notified'
            WHEN 'verified' THEN 'verified_closed' WHEN 'withdrawn' THEN 'withdrawn' END AS state,
        coalesce(substr(max(printf('%08d', e.position) || e.deadline_to) FILTER (WHERE e.kind = 'extended'), 9),
            s.first_deadline) AS deadline,
        nullif(substr(max(printf('%08d', e.position) || CASE e.kind WHEN 'reported' THEN e."on" ELSE '' END)
                FILTER (WHERE e.kind IN ('reported', 'returned')), 9), '') AS reported_on,
        max(e."on") FILTER (WHERE e.kind = 'verified') AS verified_on
    FROM amid AS s
    CROSS JOIN shortcoming_event AS e ON e.shortcoming_id = s.id AND e."on" <= :as_of
    GROUP BY s.id
),
standing AS NOT MATERIALIZED (
    SELECT state, deadline, reported_on, verified_on FROM shortcoming WHERE +stepped_on <= :as_of
    UNION ALL
    SELECT state, deadline, reported_on, verified_on FROM past
)
