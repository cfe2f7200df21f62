//! A strip on the overview: what became late since somebody last looked, with the next step beside it.

use eframe::egui::Ui;

use crate::domain::date::show;
use crate::domain::{ShortcomingClass, text};
use crate::read::ShortcomingFilter;
use crate::read::reminder::BecameLate;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{button, notice};

/// What was clicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewsEvent {
    /// Show these.
    Show(ShortcomingFilter),
    /// Write to the late units.
    Remind,
}

/// Shows the strip, where there is news.
pub fn show_news(ui: &mut Ui, news: &BecameLate) -> Option<NewsEvent> {
    if news.rows.is_empty() {
        return None;
    }
    let mut event = None;
    notice::show_with(ui, Tone::Bad, &words(news), |ui| {
        // from the right
        if button::plain(ui, "Công văn đôn đốc").clicked() {
            event = Some(NewsEvent::Remind);
        }
        if button::plain(ui, "Xem").clicked() {
            event = Some(NewsEvent::Show(ShortcomingFilter {
                class: Some(ShortcomingClass::Late),
                late_since: Some(news.since),
                ..ShortcomingFilter::default()
            }));
        }
    });
    ui.add_space(theme::GAP_SMALL);
    event
}

fn words(news: &BecameLate) -> String {
    let mut units: Vec<&str> = news
        .rows
        .iter()
        .map(|row| super::rows::short_unit(&row.unit_name))
        .collect();
    units.sort_by_cached_key(|name| text::sort_key(name));
    units.dedup();
    let more = units.len().saturating_sub(3);
    units.truncate(3);
    let more = if more > 0 {
        format!(" và {more} đơn vị khác")
    } else {
        String::new()
    };
    format!(
        "{} tồn tại mới quá hạn từ {}: {}{more}",
        text::paper_count(news.rows.len()),
        show(news.since),
        units.join(", ")
    )
}
