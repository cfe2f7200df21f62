//! Beside one shortcoming: which finding of its kind it is, the earlier one, and the letters that reminded of it.

use eframe::egui::Ui;

use crate::domain::repeat::repeat_words;
use crate::domain::{ShortcomingId, date};
use crate::read::ShortcomingDetail;
use crate::read::repeat::Earlier;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::{badge, button, section};
use crate::worker::{Command, ShortcomingCommand};

const LETTERS: usize = 70;

/// What was clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepeatEvent {
    /// Show this earlier one.
    Show(ShortcomingId),
}

/// The repeats of one shortcoming.
pub fn repeat(
    ui: &mut Ui,
    detail: &ShortcomingDetail,
    linking: &mut bool,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) -> Option<RepeatEvent> {
    let info = &detail.repeat;
    let id = detail.shortcoming.id;
    let number = info.number?;
    if info.of.is_none() && info.choices.is_empty() && !info.by_hand {
        return None;
    }
    let mut event = None;
    ui.add_space(theme::GAP);
    section::heading(ui, "Lặp lại", |_| {});
    match &info.of {
        Some((earlier, cause)) => {
            if let Some(words) = repeat_words(number) {
                badge::show(ui, Tone::Bad, &words);
            }
            if ui
                .link(words(earlier))
                .on_hover_text("Xem tồn tại lần trước")
                .clicked()
            {
                event = Some(RepeatEvent::Show(earlier.id));
            }
            let colours = theme::palette(ui);
            ui.label(theme::small(cause.label()).color(colours.weak));
        }
        None if info.by_hand => {
            ui.label("Đã ghi: không phải lặp lại.");
        }
        None => {
            ui.label("Lần 1: chưa thấy ở các cuộc trước.");
        }
    }
    buttons(ui, detail, linking, context, out);
    if *linking {
        let names: Vec<String> = info.choices.iter().map(words).collect();
        let choice = Choice::new("Tồn tại lần trước", &names, None)
            .hint("Chọn tồn tại của cuộc trước")
            .width(340.0)
            .show(ui);
        if let Some(earlier) = choice.and_then(|place| info.choices.get(place)) {
            let mark = Some(Some(earlier.id));
            out.push(Action::Run(Command::Shortcoming(
                ShortcomingCommand::MarkRepeat { id, mark },
            )));
            *linking = false;
        }
    }
    event
}

fn buttons(
    ui: &mut Ui,
    detail: &ShortcomingDetail,
    linking: &mut bool,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) {
    let info = &detail.repeat;
    let id = detail.shortcoming.id;
    if context.is_busy(Subject::Repeat(id)) {
        return;
    }
    let mut mark = None;
    ui.horizontal_wrapped(|ui| {
        if info.of.is_some() && button::quiet(ui, "Không phải lặp lại").clicked() {
            mark = Some(Some(None));
        }
        if !info.choices.is_empty() && !*linking && button::quiet(ui, "Nối với lần trước").clicked()
        {
            *linking = true;
        }
        if info.by_hand && button::quiet(ui, "Để chương trình tự tìm").clicked() {
            mark = Some(None);
        }
    });
    if let Some(mark) = mark {
        out.push(Action::Run(Command::Shortcoming(
            ShortcomingCommand::MarkRepeat { id, mark },
        )));
    }
}

/// "12/12/2022 Phường Phúc Đồng: Chưa lưu đủ hồ sơ…"
fn words(earlier: &Earlier) -> String {
    let mut text: String = earlier.description.chars().take(LETTERS).collect();
    if text.len() < earlier.description.len() {
        text.push('…');
    }
    format!(
        "{} {}: {text}",
        date::show(earlier.visit_date),
        super::rows::short_unit(&earlier.unit_name)
    )
}

/// The letters that named it.
pub fn reminders(ui: &mut Ui, detail: &ShortcomingDetail) {
    if detail.reminders.is_empty() {
        return;
    }
    ui.add_space(theme::GAP);
    section::heading(ui, "Đã đôn đốc", |_| {});
    for reminder in &detail.reminders {
        let number = if reminder.doc_number.is_empty() {
            "công văn ghi số bằng tay".to_owned()
        } else {
            format!("công văn số {}", reminder.doc_number)
        };
        ui.label(format!(
            "{} · {number}, trả lời trước {}",
            date::show(reminder.on),
            date::show(reminder.reply_by)
        ));
    }
}
