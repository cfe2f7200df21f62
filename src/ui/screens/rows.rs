//! Cells that several lists share.

use crate::domain::{ShortcomingClass, date};
use crate::read::{ShortcomingRow, VisitRow};
use crate::ui::theme::Tone;
use crate::ui::tones;
use crate::ui::widgets::table::Cell;

/// A day; none comes last and says so.
pub fn day(day: Option<chrono::NaiveDate>) -> Cell<'static> {
    day.map_or_else(
        || Cell::text("chưa định").weak().sorted_by(i64::MAX),
        |day| Cell::text(date::show(day)).sorted_by(days(day)),
    )
}

/// A day as a number, to sort by.
pub fn days(day: chrono::NaiveDate) -> i64 {
    use chrono::Datelike as _;
    i64::from(day.num_days_from_ce())
}

/// A count; zero stays quiet.
pub fn count(count: u64) -> Cell<'static> {
    let cell = Cell::text(count.to_string()).sorted_by(i64::try_from(count).unwrap_or(i64::MAX));
    if count == 0 { cell.weak() } else { cell }
}

/// Where a shortcoming stands today.
pub fn standing(row: &ShortcomingRow, today: chrono::NaiveDate) -> Cell<'static> {
    let order = |place: usize| i64::try_from(place).unwrap_or(i64::MAX);
    match row.class {
        Some(ShortcomingClass::Late) => Cell::text(late_words_both(row))
            .tone(Tone::Bad)
            .sorted_by(-row.days_late),
        Some(ShortcomingClass::DueSoon) => {
            let left = row
                .deadline
                .map_or(0, |deadline| (deadline - today).num_days());
            Cell::text(left_words(left))
                .tone(Tone::Caution)
                .sorted_by(left)
        }
        Some(class) => Cell::text(row.standing())
            .tone(tones::of_class(class))
            .sorted_by(order(class as usize) + 50),
        None => Cell::text(row.state.label())
            .tone(tones::of_shortcoming(row.state))
            .sorted_by(order(row.state as usize) + 100),
    }
}

/// "Lần 2", nothing for a first finding.
pub fn repeat(row: &ShortcomingRow) -> Cell<'static> {
    match row.repeat {
        Some(number) if number > 1 => Cell::text(format!("Lần {number}"))
            .tone(Tone::Bad)
            .sorted_by(-i64::from(number)),
        Some(_) | None => Cell::default(),
    }
}

/// Day of the latest letter.
pub fn reminded(row: &ShortcomingRow) -> Cell<'static> {
    row.reminded_on.map_or_else(Cell::default, |day| {
        Cell::text(date::show(day)).weak().sorted_by(days(day))
    })
}

/// "Còn 3 ngày".
pub fn left_words(days: i64) -> String {
    match days {
        0 => "Đến hạn hôm nay".to_owned(),
        1 => "Còn 1 ngày (mai)".to_owned(),
        days => format!("Còn {days} ngày"),
    }
}

/// "Quá hạn 15 ngày".
pub fn late_words(days: i64) -> String {
    format!("Quá hạn {days} ngày")
}

/// The same, and the days past the first deadline where it was extended: "Quá hạn 15 (đầu 45)".
fn late_words_both(row: &ShortcomingRow) -> String {
    if row.days_late_at_first > row.days_late {
        format!("Quá hạn {} (đầu {})", row.days_late, row.days_late_at_first)
    } else {
        late_words(row.days_late)
    }
}

/// Open of all: "2/5".
pub fn open_of_all(row: &VisitRow) -> Cell<'static> {
    if row.shortcomings == 0 {
        return Cell::text("0").weak().sorted_by(0);
    }
    Cell::text(format!("{}/{}", row.open_shortcomings, row.shortcomings))
        .sorted_by(i64::from(row.open_shortcomings) * 1000 + i64::from(row.shortcomings))
}

/// "Phúc Đồng": a ward's name where every row is a unit anyway.
pub fn short_unit(name: &str) -> &str {
    name.strip_prefix("Phường ").unwrap_or(name)
}
