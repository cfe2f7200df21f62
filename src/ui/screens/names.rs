//! Names of units in the tables: a ward that ended, and the one that took over its name, are told apart.

use std::collections::BTreeMap;

use crate::domain::{UnitId, date};
use crate::read::UnitRow;

/// What is added to the names of units that are not the only ones of their name.
#[derive(Clone, Debug, Default)]
pub struct Names(BTreeMap<UnitId, String>);

impl Names {
    /// Of all units of the file, also those that are no more.
    pub fn of(units: &[UnitRow]) -> Self {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for row in units {
            *count.entry(row.unit.name.as_str()).or_default() += 1;
        }
        let shared = |row: &&UnitRow| count.get(row.unit.name.as_str()).is_some_and(|n| *n > 1);
        let ward = |id: UnitId| units.iter().find(|row| row.unit.id == id);
        let added = units.iter().filter(shared).filter_map(|row| {
            let ended = row
                .unit
                .valid_to
                .map(|end| format!("đến {}", date::show(end)));
            let under = row.unit.parent_id.and_then(ward);
            let words = ended.or_else(|| under.map(|ward| ward.unit.short_name.clone()))?;
            Some((row.unit.id, words))
        });
        Self(added.collect())
    }

    /// "Phường Long Biên (đến 30/06/2025)", "Tổ dân phố số 5 (Bồ Đề)".
    pub fn tell(&self, id: UnitId, name: &str) -> String {
        self.0
            .get(&id)
            .map_or_else(|| name.to_owned(), |words| format!("{name} ({words})"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Unit, UnitKind};

    #[test]
    fn only_the_ended_one_of_two_wards_of_a_name_is_marked() {
        let row = |number: u128, name: &str, end: Option<&str>| UnitRow {
            unit: Unit {
                id: UnitId(uuid::Uuid::from_u128(number)),
                ver: 1,
                code: number.to_string(),
                kind: UnitKind::Ward,
                name: name.to_owned(),
                short_name: name.to_owned(),
                district: String::new(),
                parent_id: None,
                valid_from: None,
                valid_to: end.and_then(date::parse),
                checked: false,
            },
            visits: 0,
            last_visit: None,
            open_shortcomings: 0,
            late_shortcomings: 0,
        };
        let units = [
            row(1, "Phường Long Biên", Some("30/06/2025")),
            row(2, "Phường Long Biên", None),
            row(3, "Phường Cự Khối", Some("30/06/2025")),
        ];
        let names = Names::of(&units);
        let told: Vec<String> = units
            .iter()
            .map(|row| names.tell(row.unit.id, &row.unit.name))
            .collect();
        assert_eq!(
            told,
            [
                "Phường Long Biên (đến 30/06/2025)",
                "Phường Long Biên",
                "Phường Cự Khối"
            ]
        );
    }

    #[test]
    fn groups_of_one_name_are_told_apart_by_their_ward() {
        let row = |number: u128, name: &str, parent: Option<u128>| UnitRow {
            unit: Unit {
                id: UnitId(uuid::Uuid::from_u128(number)),
                ver: 1,
                code: number.to_string(),
                kind: UnitKind::ResidentialGroup,
                name: name.to_owned(),
                short_name: name.to_owned(),
                district: String::new(),
                parent_id: parent.map(|number| UnitId(uuid::Uuid::from_u128(number))),
                valid_from: None,
                valid_to: None,
                checked: false,
            },
            visits: 0,
            last_visit: None,
            open_shortcomings: 0,
            late_shortcomings: 0,
        };
        let units = [
            row(1, "Bồ Đề", None),
            row(2, "Tổ dân phố số 5", Some(1)),
            row(3, "Tổ dân phố số 5", None),
            row(4, "Tổ dân phố số 6", Some(1)),
        ];
        let names = Names::of(&units);
        let told: Vec<String> = units
            .iter()
            .map(|row| names.tell(row.unit.id, &row.unit.name))
            .collect();
        assert_eq!(
            told,
            [
                "Bồ Đề",
                "Tổ dân phố số 5 (Bồ Đề)",
                "Tổ dân phố số 5",
                "Tổ dân phố số 6"
            ]
        );
    }
}
