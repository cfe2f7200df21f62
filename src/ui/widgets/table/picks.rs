//! Rows that were picked together: for copying, and for doing the same to many at once.

use std::collections::BTreeSet;

/// What a row is called as long as it lives: an id as a number.
pub type RowKey = u128;

/// The picked rows, by key, so that they stay picked when the list is sorted or comes anew.
#[derive(Clone, Debug, Default)]
pub(super) struct Picks {
    keys: BTreeSet<RowKey>,
    /// Where a range begins.
    anchor: Option<RowKey>,
}

impl Picks {
    pub(super) fn keys(&self) -> &BTreeSet<RowKey> {
        &self.keys
    }

    pub(super) fn has(&self, key: RowKey) -> bool {
        self.keys.contains(&key)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.keys.clear();
    }

    /// A row was gone to without a key held down: ranges begin here.
    pub(super) fn start_at(&mut self, key: RowKey) {
        self.anchor = Some(key);
    }

    pub(super) fn toggle(&mut self, key: RowKey) {
        if !self.keys.remove(&key) {
            self.keys.insert(key);
        }
        self.anchor = Some(key);
    }

    pub(super) fn add(&mut self, key: RowKey) {
        self.keys.insert(key);
    }

    pub(super) fn all(&mut self, keys: impl Iterator<Item = RowKey>) {
        self.keys = keys.collect();
    }

    /// Picks everything between where the range began and here, and nothing else. `order` is what the user sees.
    pub(super) fn range(&mut self, order: &[RowKey], from: Option<RowKey>, to: RowKey) {
        let place = |key: RowKey| order.iter().position(|other| *other == key);
        let begin = self.anchor.or(from).and_then(place);
        let Some(end) = place(to) else { return };
        let begin = begin.unwrap_or(end);
        self.anchor = order.get(begin).copied();
        let (first, last) = (begin.min(end), begin.max(end));
        self.keys = order
            .get(first..=last)
            .unwrap_or(&[])
            .iter()
            .copied()
            .collect();
    }

    /// Forgets what is not in the list any more: nothing is done to a row that nobody sees.
    pub(super) fn keep_only(&mut self, there: &BTreeSet<RowKey>) {
        self.keys.retain(|key| there.contains(key));
        if self.anchor.is_some_and(|anchor| !there.contains(&anchor)) {
            self.anchor = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(picks: &Picks) -> Vec<RowKey> {
        picks.keys().iter().copied().collect()
    }

    #[test]
    fn a_range_follows_what_is_seen_and_turns_round_its_beginning() {
        let order = [7, 3, 9, 1, 4];
        let mut picks = Picks::default();
        picks.start_at(9);
        picks.range(&order, None, 4);
        assert_eq!(picked(&picks), [1, 4, 9]);
        picks.range(&order, None, 7);
        assert_eq!(picked(&picks), [3, 7, 9]);
    }

    #[test]
    fn without_a_beginning_the_chosen_row_is_one() {
        let mut picks = Picks::default();
        picks.range(&[7, 3, 9], Some(7), 3);
        assert_eq!(picked(&picks), [3, 7]);
        picks.clear();
        picks.toggle(9);
        picks.toggle(3);
        picks.toggle(9);
        assert_eq!(picked(&picks), [3]);
    }

    #[test]
    fn what_is_gone_is_not_picked_any_more() {
        let mut picks = Picks::default();
        picks.all([1, 2, 3].into_iter());
        picks.keep_only(&BTreeSet::from([2, 4]));
        assert_eq!(picked(&picks), [2]);
    }
}
