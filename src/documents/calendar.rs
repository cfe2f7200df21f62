//! Deadlines as a calendar file (RFC 5545) that Outlook and telephones take in: one all-day event per open order.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, Utc};

use crate::domain::date::show;
use crate::domain::{ShortcomingClass, ShortcomingState};
use crate::read::{Tracked, TrackingPage};

/// Octets of a line, without its end.
const LINE: usize = 75;
/// Letters of the order in the name of an event.
const NAME: usize = 80;

/// The open orders of a page that have a deadline. A file that is read in again replaces what the same order made
/// before: its identity stays, its sequence grows.
pub fn deadlines_ics(page: &TrackingPage, made_at: DateTime<FixedOffset>) -> Vec<u8> {
    let mut out = Lines::default();
    out.line("BEGIN:VCALENDAR");
    out.line("VERSION:2.0");
    out.line("PRODID:-//Giám sát 6 QCDC//qcdc//VI");
    out.line("CALSCALE:GREGORIAN");
    out.line("METHOD:PUBLISH");
    out.text("X-WR-CALNAME", "Hạn khắc phục sau giám sát");
    let stamp = made_at.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ");
    for row in &page.rows {
        if let Some(deadline) = row.dates.deadline.filter(|_| row.dates.state.is_at_work()) {
            event(&mut out, row, deadline, page.as_of, &stamp.to_string());
        }
    }
    out.line("END:VCALENDAR");
    out.0.into_bytes()
}

fn event(out: &mut Lines, row: &Tracked, deadline: NaiveDate, as_of: NaiveDate, stamp: &str) {
    let shortcoming = &row.shortcoming;
    let name = format!(
        "{}: {}",
        crate::domain::text::upper_first(row.unit_name.trim_start_matches("Phường ")),
        shortened(&shortcoming.description)
    );
    out.line("BEGIN:VEVENT");
    out.line(&format!("UID:{}@qcdc", shortcoming.id));
    out.line(&format!("DTSTAMP:{stamp}"));
    out.line(&format!("SEQUENCE:{}", shortcoming.ver));
    out.line(&format!("DTSTART;VALUE=DATE:{}", plain(deadline)));
    let next = deadline.checked_add_days(Days::new(1)).unwrap_or(deadline);
    out.line(&format!("DTEND;VALUE=DATE:{}", plain(next)));
    out.text("SUMMARY", &name);
    out.text("DESCRIPTION", &description(row, as_of));
    out.text("CATEGORIES", "Hạn khắc phục");
    out.line("TRANSP:TRANSPARENT");
    // what has passed needs no bell
    if deadline >= as_of {
        alarm(out, &name, "-PT64H");
        alarm(out, &name, "PT8H");
    }
    out.line("END:VEVENT");
}

/// Eight in the morning: three days before, and on the day itself.
fn alarm(out: &mut Lines, name: &str, trigger: &str) {
    out.line("BEGIN:VALARM");
    out.line("ACTION:DISPLAY");
    out.text("DESCRIPTION", name);
    out.line(&format!("TRIGGER:{trigger}"));
    out.line("END:VALARM");
}

fn description(row: &Tracked, as_of: NaiveDate) -> String {
    let shortcoming = &row.shortcoming;
    let mut lines = vec![format!("Tồn tại: {}", shortcoming.description)];
    for (name, text) in [
        ("Yêu cầu khắc phục", &shortcoming.order_text),
        ("Chịu trách nhiệm", &shortcoming.owner),
        ("Minh chứng cần có", &shortcoming.evidence),
    ] {
        if !text.trim().is_empty() {
            lines.push(format!("{name}: {text}"));
        }
    }
    lines.push(format!("Giám sát ngày {}", show(row.visit_date)));
    if let Some((number, day)) = &row.conclusion {
        lines.push(format!(
            "Thông báo kết luận số {number} ngày {}",
            show(*day)
        ));
    }
    let deadlines = row.deadlines(as_of);
    if let [first, .., last] = deadlines.as_slice() {
        lines.push(format!(
            "Thời hạn ban đầu {}, gia hạn đến {}",
            show(*first),
            show(*last)
        ));
    }
    if row.dates.state == ShortcomingState::Returned {
        lines.push("Báo cáo khắc phục đã bị trả lại".to_owned());
    }
    if row.dates.class_on(as_of) == Some(ShortcomingClass::Late) {
        lines.push(format!(
            "Quá hạn {} ngày, tính đến {}",
            row.days_late(as_of),
            show(as_of)
        ));
    }
    lines.join("\n")
}

fn shortened(text: &str) -> String {
    let flat = text.replace('\n', " ");
    if flat.chars().count() <= NAME {
        return flat;
    }
    let mut cut: String = flat.chars().take(NAME).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    cut
}

fn plain(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Content lines, folded after 75 octets, never inside a letter.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value is free text.
    fn text(&mut self, name: &str, value: &str) {
        let value = value
            .replace('\\', "\\\\")
            .replace(';', "\\;")
            .replace(',', "\\,")
            .replace("\r\n", "\n")
            .replace('\n', "\\n");
        self.line(&format!("{name}:{value}"));
    }

    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
