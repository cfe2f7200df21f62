//! The format profiles that papers follow: those of the program, and those that the office takes over from files.

use std::path::Path;

use chrono::NaiveDate;

use super::PressError;
use crate::documents::DocumentError;
use crate::documents::profile::Profile;
use crate::read::{PaperRulesPage, ProfileEntry};
use crate::register::{Outcome, Register, RegisterError, explain};

/// No profile is longer; a bigger file was chosen by mistake.
const LONGEST_FILE: u64 = 1024 * 1024;

/// A profile read from a file of the office, found to be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnProfile {
    pub entry: ProfileEntry,
    json: String,
}

/// Every profile, and the one that papers of a day follow.
pub fn page(register: &Register, day: NaiveDate) -> Result<PaperRulesPage, PressError> {
    let rules = register.paper_rules()?;
    let mut profiles: Vec<ProfileEntry> = Profile::embedded()?
        .iter()
        .map(|profile| entry(profile, false))
        .collect();
    let mut own: Vec<ProfileEntry> = rules.profiles.iter().map(|json| taken(json)).collect();
    own.sort_by_key(|entry| entry.valid_from);
    let readable = own.iter().all(|entry| entry.wrong.is_empty());
    let in_use = if readable {
        let used = Profile::of_office(&rules, day)?;
        let is_own = |entry: &ProfileEntry| entry.code == used.code && entry.holds_on(day);
        Some((used.code.clone(), own.iter().any(is_own)))
    } else {
        None
    };
    profiles.extend(own);
    Ok(PaperRulesPage {
        profiles,
        in_use,
        two_sided: rules.two_sided,
    })
}

/// Reads a file of the office and checks it; nothing is changed.
///
/// # Errors
/// It cannot be read, or something in it is wrong: each place is named with its line.
pub fn read(from: &Path) -> Result<OwnProfile, PressError> {
    let name = || from.display();
    let unread = |error: std::io::Error| {
        refused(format!("Không đọc được “{}”: {}.", name(), explain(&error)))
    };
    let size = std::fs::metadata(from).map_err(unread)?.len();
    if size > LONGEST_FILE {
        return Err(refused(format!(
            "Tệp “{}” lớn hơn 1 MB, không phải tệp quy định thể thức.",
            name()
        )));
    }
    let Ok(json) = String::from_utf8(std::fs::read(from).map_err(unread)?) else {
        return Err(refused(format!(
            "Tệp “{}” không ghi bằng UTF-8; hãy lưu lại với mã UTF-8.",
            name()
        )));
    };
    let profile = Profile::from_json(&json)?;
    Ok(OwnProfile {
        entry: entry(&profile, true),
        json,
    })
}

/// Takes over a profile for the papers of its days, in place of the office's own with the same code.
pub fn take_over(register: &mut Register, own: &OwnProfile) -> Result<Outcome<()>, PressError> {
    Ok(register.use_profile(&own.entry.code, &own.json)?)
}

/// The text of a profile by its code, the office's own first: to start another one from.
///
/// # Errors
/// There is none.
pub fn file(register: &Register, code: &str) -> Result<String, PressError> {
    let own = register.paper_rules()?.profiles.into_iter();
    let has_code = |json: &String| taken(json).code.eq_ignore_ascii_case(code);
    own.rev()
        .find(has_code)
        .or_else(|| Profile::embedded_file(code).map(str::to_owned))
        .ok_or_else(|| refused(format!("Không có quy định thể thức mang mã “{code}”.")))
}

fn entry(profile: &Profile, own: bool) -> ProfileEntry {
    ProfileEntry {
        code: profile.code.clone(),
        title: profile.title.clone(),
        valid_from: profile.valid_from,
        valid_to: profile.valid_to,
        checked: profile.checked,
        own,
        wrong: Vec::new(),
    }
}

/// One that was taken over, by an earlier version of the program perhaps.
fn taken(json: &str) -> ProfileEntry {
    let wrong = match Profile::from_json(json) {
        Ok(profile) => return entry(&profile, true),
        Err(DocumentError::Profile { wrong }) => wrong,
        Err(other) => vec![other.to_string()],
    };
    let loose: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    let text = |key: &str| {
        let text = loose.get(key).and_then(|value| value.as_str());
        text.unwrap_or_default().to_owned()
    };
    ProfileEntry {
        code: text("code"),
        title: text("title"),
        valid_from: None,
        valid_to: None,
        checked: false,
        own: true,
        wrong,
    }
}

fn refused(message: String) -> PressError {
    RegisterError::Refused(message).into()
}
