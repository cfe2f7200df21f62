//! Records that were sent to be saved and have not come back yet.
//!
//! An edit says what the record was (`base`) and what it should be (`new`). Someone who types quickly edits again before
//! the page has come back: the base of that edit must be what was sent last, or the edit would conflict with itself.

use std::collections::BTreeMap;

/// What was sent last, by record.
#[derive(Clone, Debug)]
pub struct InFlight<K, T> {
    sent: BTreeMap<K, Sent<T>>,
}

#[derive(Clone, Debug)]
struct Sent<T> {
    record: T,
    /// The version that the page shows when this has come back.
    expected: i64,
}

impl<K, T> Default for InFlight<K, T> {
    fn default() -> Self {
        Self {
            sent: BTreeMap::new(),
        }
    }
}

impl<K: Ord, T: Clone> InFlight<K, T> {
    /// The record to base the next edit on: what was sent last, or what the page shows.
    pub fn base(&mut self, key: &K, stored: &T, ver: i64) -> T {
        match self.sent.get(key) {
            Some(sent) if sent.expected > ver => sent.record.clone(),
            Some(_) => {
                self.sent.remove(key);
                stored.clone()
            }
            None => stored.clone(),
        }
    }

    /// The same without forgetting anything, to show it.
    pub fn peek(&self, key: &K, stored: &T, ver: i64) -> T {
        let sent = self.sent.get(key).filter(|sent| sent.expected > ver);
        sent.map_or_else(|| stored.clone(), |sent| sent.record.clone())
    }

    /// Notes that a record was sent; `ver` is the version that the page shows now.
    pub fn sent(&mut self, key: K, record: T, ver: i64) {
        let expected = self
            .sent
            .get(&key)
            .map_or(ver, |sent| sent.expected.max(ver))
            + 1;
        self.sent.insert(key, Sent { record, expected });
    }

    /// Forgets a record whose saving was refused.
    pub fn refused(&mut self, key: &K) {
        self.sent.remove(key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_edit_builds_on_what_was_sent() {
        let mut in_flight = InFlight::default();
        assert_eq!(in_flight.base(&1, &"a", 4), "a");
        in_flight.sent(1, "b", 4);
        assert_eq!(in_flight.base(&1, &"a", 4), "b");
        in_flight.sent(1, "c", 4);
        assert_eq!(in_flight.peek(&1, &"a", 4), "c");
        assert_eq!(in_flight.base(&1, &"b", 5), "c");
        assert_eq!(in_flight.base(&1, &"c", 6), "c");
        assert_eq!(in_flight.base(&1, &"d", 7), "d");
        assert_eq!(in_flight.peek(&1, &"e", 8), "e");
    }

    #[test]
    fn a_refused_edit_goes_back_to_the_page() {
        let mut in_flight = InFlight::default();
        in_flight.sent(1, "b", 4);
        in_flight.refused(&1);
        assert_eq!(in_flight.base(&1, &"a", 4), "a");
    }
}
