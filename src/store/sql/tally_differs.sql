-- Whether the counts by day are anything but the sum of what the spans say; a day without a change needs no row.
WITH said AS (
    SELECT c.stage, u.district, c.day, sum(c.change) AS change
    FROM standing_change AS c JOIN unit AS u ON u.id = c.unit_id
    GROUP BY c.stage, u.district, c.day
    HAVING sum(c.change) <> 0
    UNION ALL
    SELECT stage, '*', day, sum(change) FROM standing_change GROUP BY stage, day HAVING sum(change) <> 0
), kept AS (
    SELECT stage, district, day, change FROM standing_tally WHERE change <> 0
)
SELECT EXISTS (SELECT * FROM said EXCEPT SELECT * FROM kept) OR EXISTS (SELECT * FROM kept EXCEPT SELECT * FROM said)
