//! What the file itself says about the look of its papers.

use chrono::NaiveDate;

use crate::domain::date::show;

/// The office's own rules and habits; the ones that ship with the program hold for the rest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaperRules {
    /// Format profiles of the office, as their files were taken over.
    pub profiles: Vec<String>,
    /// Papers are printed on both sides: margins of back sides are mirrored.
    pub two_sided: bool,
}

/// The format profiles there are, and which one papers of a day follow.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaperRulesPage {
    /// Those of the program, then those of the office, each oldest first.
    pub profiles: Vec<ProfileEntry>,
    /// Code of the one in use, and whether it is the office's own.
    pub in_use: Option<(String, bool)>,
    pub two_sided: bool,
}

impl PaperRulesPage {
    /// The profile that papers of the day follow.
    pub fn used(&self) -> Option<&ProfileEntry> {
        let (code, own) = self.in_use.as_ref()?;
        let is_it = |entry: &&ProfileEntry| entry.code == *code && entry.own == *own;
        self.profiles.iter().find(is_it)
    }
}

/// One format profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileEntry {
    /// "HD05"
    pub code: String,
    /// "Hướng dẫn 05-HD/VPTW"
    pub title: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    /// Compared with the official text.
    pub checked: bool,
    /// Taken over from a file of the office.
    pub own: bool,
    /// What is wrong with a profile of the office that this version of the program cannot use.
    pub wrong: Vec<String>,
}

impl ProfileEntry {
    /// Whether papers issued on a day follow it.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// "từ ngày 03/04/2018 đến ngày 26/05/2026".
    pub fn span(&self) -> String {
        match (self.valid_from, self.valid_to) {
            (Some(from), Some(to)) => format!("từ ngày {} đến ngày {}", show(from), show(to)),
            (Some(from), None) => format!("từ ngày {}", show(from)),
            (None, Some(to)) => format!("đến ngày {}", show(to)),
            (None, None) => "mọi ngày".to_owned(),
        }
    }
}
