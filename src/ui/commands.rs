//! Everything that can be done from the keyboard, in one list: menus, tooltips, the palette and the page of keys
//! read it, and the window obeys it.

use std::sync::LazyLock;

use chrono::NaiveDate;
use eframe::egui::{Key, KeyboardShortcut, Modifiers, Ui};

use super::action::Route;
use super::shell;
use crate::domain::ShortcomingClass;

mod lines;

use lines::{DEEDS, IN_PLACE};

/// What the window does by itself, wherever it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// The palette.
    Find,
    /// The caret into the filter of the list.
    Filter,
    /// Everything that was written.
    SearchAll,
    NewVisit,
    /// All visits of a year at once.
    PlanYear,
    Save,
    Print,
    Undo,
    Redo,
    Back,
    /// A place of the rail, counted from the top.
    Go(usize),
    /// The shortcomings of a class.
    Chase(ShortcomingClass),
    /// Letters to all units that are late.
    Remind,
    /// Letters to the wards with a monthly report of this year missing.
    AskReports,
    /// Letters to the wards with a paper of this year's archive missing.
    AskArchive,
    OpenFile,
    NewFile,
    ImportVisit,
    /// Sheets that go out to Excel and come in again.
    Tables,
    /// Packages for laptops, and what comes back.
    Copies,
    /// A package comes back.
    TakeBack,
    /// Copies of the file, going back to one, checking it.
    Safety,
    /// Who changed what.
    Trail,
    Guide,
    ZoomIn,
    ZoomOut,
    ZoomReset,
    Dark,
    Compact,
    Typing,
    /// The window asks for its passphrase.
    Lock,
    Keys,
    /// The user's guide, at the chapter about the screen.
    Help,
    About,
    News,
}

/// Under which heading the page of keys shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    Work,
    Find,
    Go,
    File,
    Look,
    Checklist,
    Calendar,
    Archive,
    Preview,
    Guide,
    Table,
    Field,
    Dialog,
}

impl Group {
    /// In the order of the page.
    pub const ALL: [Self; 13] = [
        Self::Work,
        Self::Find,
        Self::Go,
        Self::File,
        Self::Look,
        Self::Checklist,
        Self::Calendar,
        Self::Archive,
        Self::Preview,
        Self::Guide,
        Self::Table,
        Self::Field,
        Self::Dialog,
    ];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Work => "Làm việc",
            Self::Find => "Tìm",
            Self::Go => "Đi tới",
            Self::File => "Tệp dữ liệu",
            Self::Look => "Hiển thị, gõ chữ",
            Self::Checklist => "Trong cuộc giám sát",
            Self::Calendar => "Trong danh sách, kế hoạch, lịch giám sát",
            Self::Archive => "Trong hồ sơ lưu trữ",
            Self::Preview => "Khi xem bản in",
            Self::Guide => "Trong hướng dẫn",
            Self::Table => "Trong bảng",
            Self::Field => "Trong ô nhập",
            Self::Dialog => "Trong hộp thoại, danh sách chọn",
        }
    }
}

/// One line of the list.
#[derive(Clone, Debug)]
pub struct Entry {
    /// None for a key that works only inside one place.
    pub deed: Option<Deed>,
    pub group: Group,
    /// "Ghi cuộc giám sát mới".
    pub label: &'static str,
    /// More words by which the palette finds it.
    pub also: &'static str,
    pub keys: Vec<KeyboardShortcut>,
}

impl Entry {
    /// The first key in words: "Ctrl+K"; empty without one.
    pub fn shortcut(&self) -> String {
        self.keys.first().map(words).unwrap_or_default()
    }

    /// The label with the key, as a tooltip says it.
    pub fn tooltip(&self) -> String {
        match self.shortcut() {
            key if key.is_empty() => self.label.to_owned(),
            key => format!("{} ({key})", self.label),
        }
    }
}

/// The whole list, made once: every frame asks it for tooltips.
pub fn all() -> &'static [Entry] {
    static ALL: LazyLock<Vec<Entry>> = LazyLock::new(lines_in_order);
    &ALL
}

fn lines_in_order() -> Vec<Entry> {
    let shortcuts = |keys: &[(Modifiers, Key)]| {
        let keys = keys.iter();
        keys.map(|(held, key)| KeyboardShortcut::new(*held, *key))
            .collect()
    };
    let deeds = DEEDS.iter().map(|(deed, group, label, also, keys)| Entry {
        deed: Some(*deed),
        group: *group,
        label,
        also,
        keys: shortcuts(keys),
    });
    let places = shell::places(NaiveDate::default())
        .into_iter()
        .enumerate()
        .map(|(at, (_, label, _))| Entry {
            deed: Some(Deed::Go(at)),
            group: Group::Go,
            label,
            also: "đi tới mở màn hình",
            keys: Vec::new(),
        });
    let in_place = IN_PLACE.iter().map(|(group, label, keys)| Entry {
        deed: None,
        group: *group,
        label,
        also: "",
        keys: shortcuts(keys),
    });
    deeds.chain(places).chain(in_place).collect()
}

/// Where a place of the rail leads.
pub fn place(at: usize, today: NaiveDate) -> Option<Route> {
    shell::places(today)
        .into_iter()
        .nth(at)
        .map(|(_, _, route)| route)
}

/// The line of a deed.
pub fn entry(deed: Deed) -> Option<&'static Entry> {
    all().iter().find(|entry| entry.deed == Some(deed))
}

/// What a tooltip says of a deed: its label and its key.
pub fn tooltip(deed: Deed) -> String {
    entry(deed).map(Entry::tooltip).unwrap_or_default()
}

/// The key of a deed in words.
pub fn shortcut(deed: Deed) -> String {
    entry(deed).map(Entry::shortcut).unwrap_or_default()
}

/// Whether a key of the deed was pressed; nobody else sees it then.
pub fn taken(ui: &Ui, deed: Deed) -> bool {
    let Some((.., keys)) = DEEDS.iter().find(|line| line.0 == deed) else {
        return false;
    };
    keys.iter().any(|(held, key)| {
        let shortcut = KeyboardShortcut::new(*held, *key);
        // what is held beside it makes another key of it; a plus needs Shift on most keyboards
        ui.input_mut(|i| {
            let shift = i.modifiers.shift == held.shift || *key == Key::Plus;
            shift && i.modifiers.alt == held.alt && i.consume_shortcut(&shortcut)
        })
    })
}

/// The deed whose key was pressed, of those that are allowed now.
pub fn pressed(ui: &Ui, allowed: impl Fn(Deed) -> bool) -> Option<Deed> {
    DEEDS
        .iter()
        .map(|line| line.0)
        .filter(|deed| allowed(*deed))
        .find(|deed| taken(ui, *deed))
}

/// Keys that have no letter, in our words; the font has no arrows, and the screens say Lên, Xuống too.
const NAMES: &[(Key, &str)] = &[
    (Key::ArrowLeft, "Trái"),
    (Key::ArrowRight, "Phải"),
    (Key::ArrowUp, "Lên"),
    (Key::ArrowDown, "Xuống"),
    (Key::Escape, "Esc"),
    (Key::Space, "Dấu cách"),
    (Key::PageUp, "PgUp"),
    (Key::PageDown, "PgDn"),
    (Key::Minus, "-"),
    (Key::Plus, "+"),
    (Key::Slash, "/"),
    (Key::Delete, "Del"),
];

/// A key in words: "Ctrl+Shift+Z".
pub fn words(shortcut: &KeyboardShortcut) -> String {
    let held = shortcut.modifiers;
    let mut words = String::new();
    for (is_held, name) in [
        (held.command || held.ctrl, "Ctrl+"),
        (held.shift, "Shift+"),
        (held.alt, "Alt+"),
    ] {
        if is_held {
            words.push_str(name);
        }
    }
    let key = shortcut.logical_key;
    let named = NAMES.iter().find(|(other, _)| *other == key);
    words.push_str(named.map_or(key.name(), |(_, name)| name));
    words
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn no_key_does_two_things_in_one_place() {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for entry in all() {
            for key in &entry.keys {
                let place = match entry.deed {
                    Some(_) => "window".to_owned(),
                    None => format!("{:?}", entry.group),
                };
                let name = format!("{place}: {}", words(key));
                if let Some(other) = seen.insert(name.clone(), entry.label) {
                    panic!("{name} is “{other}” and “{}”", entry.label);
                }
            }
        }
    }

    #[test]
    fn every_line_says_something_and_keys_are_in_words() {
        for entry in all() {
            assert!(!entry.label.is_empty());
            assert!(entry.deed.is_some() || !entry.keys.is_empty());
        }
        assert_eq!(
            tooltip(Deed::Find),
            "Tìm phường, cuộc giám sát, tồn tại, việc cần làm (Ctrl+K)"
        );
        assert_eq!(shortcut(Deed::Go(0)), "");
        assert_eq!(
            entry(Deed::Redo)
                .map(|entry| words(&entry.keys[1]))
                .as_deref(),
            Some("Ctrl+Shift+Z")
        );
    }
}
