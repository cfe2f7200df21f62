//! What each channel says of each figure.

use std::collections::{BTreeMap, BTreeSet};

/// Who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// What a screen shows.
    Screen,
    CommandLine,
    /// The letters of a PDF.
    Paper,
    /// The cells of a workbook.
    Workbook,
    /// Counted here from the bare records.
    Records,
}

pub const ALL: [By; 5] = [
    By::Screen,
    By::CommandLine,
    By::Paper,
    By::Workbook,
    By::Records,
];

/// Figures by name, with what was said of each.
#[derive(Debug, Default)]
pub struct Figures(BTreeMap<String, Vec<(By, String)>>);

impl Figures {
    #[expect(
        clippy::needless_pass_by_value,
        reason = "numbers and words are handed in as they come"
    )]
    pub fn say(&mut self, by: By, name: &str, value: impl ToString) {
        let said = (by, plain(&value.to_string()));
        let all = self.0.entry(name.to_owned()).or_default();
        if !all.contains(&said) {
            all.push(said);
        }
    }

    /// A row of cells under these names.
    pub fn row(&mut self, by: By, name: &str, keys: &[&str], cells: &[String]) {
        assert_eq!(keys.len(), cells.len(), "{by:?} {name}: {keys:?} {cells:?}");
        for (key, cell) in keys.iter().zip(cells) {
            self.say(by, &format!("{name}, {key}"), cell);
        }
    }

    /// How many figures this channel says.
    pub fn count(&self, by: By) -> usize {
        let said = self.0.values();
        said.filter(|all| all.iter().any(|(other, _)| *other == by))
            .count()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Figures that are told differently, or by one channel alone.
    pub fn complaints(&self) -> Vec<String> {
        let mut out = Vec::new();
        for (name, said) in &self.0 {
            let values: BTreeSet<&String> = said.iter().map(|(_, value)| value).collect();
            let channels: BTreeSet<By> = said.iter().map(|(by, _)| *by).collect();
            if values.len() > 1 {
                let all: Vec<String> = said
                    .iter()
                    .map(|(by, value)| format!("{by:?} “{value}”"))
                    .collect();
                out.push(format!("{name}: {}", all.join(", ")));
            } else if channels.len() < 2 {
                out.push(format!("{name}: only {:?} says {values:?}", said[0].0));
            }
        }
        out
    }
}

/// The same number in one way: "05" as "5", "1.246" as "1246", each side of "03/05" too.
pub fn plain(text: &str) -> String {
    let number = |part: &str| {
        let groups: Vec<&str> = part.split('.').collect();
        let grouped = groups.len() > 1
            && groups.iter().skip(1).all(|group| group.len() == 3)
            && groups.iter().all(|group| group.parse::<u32>().is_ok());
        let whole = if grouped {
            groups.concat()
        } else {
            part.to_owned()
        };
        whole
            .parse::<u64>()
            .map_or(whole, |number| number.to_string())
    };
    let parts: Vec<String> = text.trim().split('/').map(number).collect();
    parts.join("/")
}

#[test]
fn a_figure_that_is_told_differently_is_named_with_who_says_what() {
    let mut all = Figures::default();
    all.say(By::Screen, "late", 5);
    all.say(By::Paper, "late", "05");
    all.say(By::Screen, "on time", "28/40");
    all.say(By::Workbook, "on time", "27/40");
    all.say(By::Screen, "alone", 1);
    assert_eq!(
        all.complaints(),
        [
            "alone: only Screen says {\"1\"}",
            "on time: Screen “28/40”, Workbook “27/40”",
        ]
    );
    assert_eq!(plain("1.246"), "1246");
    assert_eq!(plain("03/05"), "3/5");
    assert_eq!(plain("163.5"), "163.5");
}
