//! Who changes a file that several computers reach: words for it, and when its editor counts as gone.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};

/// The one who may change the file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Holder {
    pub who: String,
    /// Name of the computer.
    pub pc: String,
    /// By the clock of that computer: shown, never compared.
    pub since: DateTime<FixedOffset>,
}

impl Holder {
    /// "Đang được sửa bởi … ở máy … từ 08:15 26/11".
    pub fn words(&self) -> String {
        format!(
            "Đang được sửa bởi {} ở máy {} từ {}",
            self.who,
            self.pc,
            self.since.format("%H:%M %d/%m")
        )
    }
}

/// How an editor shows that it lives, and how long nobody may see a sign before it counts as gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    pub beat: Duration,
    pub stale: Duration,
}

impl Pace {
    /// Six beats, and longer than any share keeps the listing of a folder in memory.
    pub const USUAL: Self = Self {
        beat: Duration::from_secs(20),
        stale: Duration::from_mins(2),
    };
}

/// The most that one look counts for: a computer that slept has not watched meanwhile.
const LOOK: Duration = Duration::from_secs(5);

/// How long the same sign of life has been watched, by the watcher's own clock alone: clocks of computers differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vigil {
    sign: Option<String>,
    watched: Duration,
}

impl Vigil {
    /// Looks again, `passed` after the last look; any other sign begins the watch anew.
    pub fn look(&mut self, sign: &str, passed: Duration) {
        if self.sign.as_deref() == Some(sign) {
            self.watched += passed.min(LOOK);
        } else {
            self.sign = Some(sign.to_owned());
            self.watched = Duration::ZERO;
        }
    }

    /// Whether whoever gives the sign counts as gone.
    pub fn is_over(&self, pace: Pace) -> bool {
        self.sign.is_some() && self.watched >= pace.stale
    }

    pub fn watched(&self) -> Duration {
        self.watched
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn only_a_sign_that_stood_still_long_enough_under_watch_is_over() {
        let mut vigil = Vigil::default();
        assert!(!vigil.is_over(Pace::USUAL));
        vigil.look("a 1", SECOND);
        for _ in 0..119 {
            vigil.look("a 1", SECOND);
        }
        assert!(!vigil.is_over(Pace::USUAL));
        vigil.look("a 1", SECOND);
        assert!(vigil.is_over(Pace::USUAL));
        vigil.look("a 2", SECOND);
        assert!(!vigil.is_over(Pace::USUAL), "it lives");
    }

    #[test]
    fn the_sleep_of_the_watcher_is_not_watching() {
        let mut vigil = Vigil::default();
        vigil.look("a", SECOND);
        vigil.look("a", Duration::from_hours(1));
        assert_eq!(vigil.watched(), LOOK);
        assert!(!vigil.is_over(Pace::USUAL));
    }

    #[test]
    fn the_words_name_person_computer_and_time() {
        let holder = Holder {
            who: "Chuyên viên".into(),
            pc: "MAY-01".into(),
            since: DateTime::parse_from_rfc3339("2026-11-26T08:15:00+07:00").unwrap(),
        };
        assert_eq!(
            holder.words(),
            "Đang được sửa bởi Chuyên viên ở máy MAY-01 từ 08:15 26/11"
        );
    }
}
