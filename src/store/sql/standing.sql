-- Shortcomings as they stood on a day that lies before some of their steps: `:as_of` decides. Those without a later
-- step keep their columns; of those in between the history says the rest. Visits after that day were not held yet.
WITH standing AS NOT MATERIALIZED (
    SELECT s.rowid AS place, s.id, s.visit_id, s.regulation_id, s.position, s.owner, s.level, s.first_deadline,
        s.state AS state_now, s.stepped_on, s.notified_on,
        CASE
            WHEN s.stepped_on IS NULL OR s.stepped_on <= :as_of THEN s.state
            WHEN s.notified_on IS NULL OR s.notified_on > :as_of THEN 'draft'
            ELSE (
                SELECT CASE e.kind
                    WHEN 'reported' THEN 'reported_fixed' WHEN 'verified' THEN 'verified_closed' ELSE e.kind END
                FROM shortcoming_event AS e
                WHERE e.shortcoming_id = s.id AND e."on" <= :as_of AND e.kind NOT IN ('extended', 'carried', 'released')
                ORDER BY e.position DESC LIMIT 1)
        END AS state,
        CASE
            WHEN s.stepped_on IS NULL OR s.stepped_on <= :as_of THEN s.deadline
            WHEN s.notified_on IS NULL THEN s.deadline
            WHEN s.notified_on > :as_of THEN s.first_deadline
            ELSE coalesce((
                SELECT e.deadline_to
                FROM shortcoming_event AS e
                WHERE e.shortcoming_id = s.id AND e."on" <= :as_of AND e.kind = 'extended'
                ORDER BY e.position DESC LIMIT 1), s.first_deadline)
        END AS deadline,
        CASE
            WHEN s.stepped_on IS NULL OR s.stepped_on <= :as_of THEN s.reported_on
            WHEN s.notified_on IS NULL OR s.notified_on > :as_of THEN NULL
            ELSE (
                SELECT CASE e.kind WHEN 'reported' THEN e."on" END
                FROM shortcoming_event AS e
                WHERE e.shortcoming_id = s.id AND e."on" <= :as_of AND e.kind IN ('reported', 'returned')
                ORDER BY e.position DESC LIMIT 1)
        END AS reported_on,
        -- A verification ends the history, save that a link to a later visit may still be taken back.
        CASE
            WHEN s.stepped_on <= :as_of THEN s.verified_on
            ELSE (
                SELECT e."on" FROM shortcoming_event AS e
                WHERE e.shortcoming_id = s.id AND e."on" <= :as_of AND e.kind = 'verified')
        END AS verified_on
    FROM shortcoming AS s
    WHERE EXISTS (SELECT 1 FROM visit AS held WHERE held.id = s.visit_id AND held.date <= :as_of)
)
