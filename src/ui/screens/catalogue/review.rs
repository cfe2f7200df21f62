//! What a new version changes, looked at before it is kept.

use eframe::egui::{Label, ScrollArea, Ui};

use crate::domain::text::paper_count;
use crate::read::catalogue_file::{CatalogueChange, ChangeKind};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::badge;
use crate::ui::widgets::modal::{Dialog, Outcome};

/// Shows the differences; `wrong` is what keeps it from being saved.
pub fn show(ui: &Ui, changes: &[CatalogueChange], wrong: Option<&str>, busy: bool) -> Outcome {
    let title = match changes.len() {
        0 => "Không có thay đổi".to_owned(),
        count => format!("{} chỗ thay đổi", paper_count(count)),
    };
    Dialog::new(&title, "Lưu thành bản mới")
        .ready(!changes.is_empty() && wrong.is_none() && !busy)
        .width(860.0)
        .show(ui, |ui| {
            if let Some(wrong) = wrong {
                let colour = theme::palette(ui).tone(Tone::Bad).fg;
                ui.add(Label::new(theme::small(wrong).color(colour)).wrap());
            }
            ui.label("Cuộc giám sát mới dùng bản mới; các cuộc đã có giữ nguyên bản của mình.");
            ui.add_space(theme::GAP);
            ScrollArea::vertical()
                .max_height(420.0)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    for change in changes {
                        ui.separator();
                        one(ui, change);
                    }
                });
        })
}

fn one(ui: &mut Ui, change: &CatalogueChange) {
    let tone = match change.kind {
        ChangeKind::Added => Tone::Good,
        ChangeKind::Removed => Tone::Bad,
        ChangeKind::Changed => Tone::Info,
    };
    ui.horizontal(|ui| {
        badge::show(ui, tone, change.kind.label());
        ui.label(theme::strong(&change.place));
    });
    let colours = theme::palette(ui);
    for (words, text) in [("Trước", &change.before), ("Sau", &change.after)] {
        if !text.is_empty() {
            let line = format!("{words}: {text}");
            let colour = if words == "Trước" {
                colours.weak
            } else {
                colours.text
            };
            ui.add(Label::new(theme::small(line).color(colour)).wrap());
        }
    }
}
