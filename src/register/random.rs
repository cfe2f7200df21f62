//! Made-up data that comes out the same every time: a small generator of random numbers, identities counted
//! from a seed, and working days.

use std::cell::Cell;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, Weekday};
use uuid::{Builder, NoContext, Timestamp, Uuid};

/// SplitMix64: small, quick, the same on every machine. Not for secrets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 up to, not including, `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or(0)
    }

    pub fn between(&mut self, from: u64, to: u64) -> u64 {
        from + self.below(to.saturating_sub(from) + 1)
    }

    pub fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    /// One of a list; the default of an empty one.
    pub fn pick<T: Copy + Default>(&mut self, list: &[T]) -> T {
        let index = usize::try_from(self.below(list.len() as u64)).unwrap_or(0);
        list.get(index).copied().unwrap_or_default()
    }
}

/// Where new identities come from.
#[derive(Debug, Default)]
pub(super) enum Ids {
    /// Random, as records of real work need them.
    #[default]
    Fresh,
    /// Counted up from a seed: made-up data gets the same identities every time.
    Counted {
        random: Cell<Random>,
        count: Cell<u64>,
    },
}

impl Ids {
    pub fn counted(seed: u64) -> Self {
        Self::Counted {
            random: Cell::new(Random::new(seed)),
            count: Cell::new(0),
        }
    }

    /// A new identity (UUIDv7), ordered by time and, when counted, also within one moment.
    pub fn next(&self, at: DateTime<FixedOffset>) -> Uuid {
        match self {
            Self::Fresh => Uuid::new_v7(Timestamp::from_unix(
                NoContext,
                at.timestamp().unsigned_abs(),
                at.timestamp_subsec_nanos(),
            )),
            Self::Counted { random, count } => {
                let n = count.get();
                count.set(n + 1);
                let mut numbers = random.get();
                let noise = numbers.next().to_le_bytes();
                random.set(numbers);
                // The count in the bits that version and variant leave free, then noise.
                let spread = ((n >> 18 & 0xfff) << 24)
                    | ((n >> 12 & 0x3f) << 16)
                    | ((n >> 4 & 0xff) << 8)
                    | (n & 0xf) << 4;
                let [.., r0, r1, r2, r3, r4] = spread.to_be_bytes();
                let [x0, x1, x2, x3, x4, ..] = noise;
                let bytes = [r0, r1, r2, r3, r4, x0, x1, x2, x3, x4];
                Builder::from_unix_timestamp_millis(at.timestamp_millis().unsigned_abs(), &bytes)
                    .into_uuid()
            }
        }
    }
}

/// The same day, or the working day before or after it.
pub(super) fn working_day(day: NaiveDate, forward: bool) -> NaiveDate {
    let (saturday, sunday) = if forward { (2, 1) } else { (1, 2) };
    let shift = match day.weekday() {
        Weekday::Sat => saturday,
        Weekday::Sun => sunday,
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => 0,
    };
    let moved = if forward {
        day.checked_add_days(Days::new(shift))
    } else {
        day.checked_sub_days(Days::new(shift))
    };
    moved.unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_identities_repeat_and_stay_in_order() {
        let at = DateTime::parse_from_rfc3339("2024-05-06T08:00:00+07:00").unwrap();
        let make = || {
            let ids = Ids::counted(7);
            (0..70_000).map(|_| ids.next(at)).collect::<Vec<_>>()
        };
        let list = make();
        assert_eq!(list, make());
        assert!(list.is_sorted_by(|a, b| a < b));
        assert_eq!(list[0].get_version_num(), 7);
    }

    #[test]
    fn a_weekend_moves_to_the_nearest_working_day_on_that_side() {
        let saturday = NaiveDate::from_ymd_opt(2024, 5, 4).unwrap();
        assert_eq!(working_day(saturday, true).to_string(), "2024-05-06");
        assert_eq!(working_day(saturday, false).to_string(), "2024-05-03");
    }
}
