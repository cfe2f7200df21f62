//! One issued paper: what it says of itself, what it replaces, and its file.

use eframe::egui::{Label, RichText, ScrollArea, Ui};

use crate::domain::{IssuedId, date};
use crate::read::{IssuedRow, OtherPaper};
use crate::ui::action::{Action, Route};
use crate::ui::export::Export;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{badge, button, notice};

/// Shows the detail; another paper that was asked for.
pub fn ui(ui: &mut Ui, row: &IssuedRow, out: &mut Vec<Action>) -> Option<IssuedId> {
    let mut go = None;
    theme::sheet(ui).show(ui, |ui| {
        ui.set_min_size(ui.available_size());
        ScrollArea::vertical()
            .id_salt(row.id)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                badge::show(ui, Tone::Neutral, row.kind.label());
                ui.add_space(theme::GAP_SMALL);
                ui.add(Label::new(theme::section_text(row.reference())).wrap());
                ui.add(Label::new(row.subject.as_str()).wrap());
                ui.add_space(theme::GAP);
                if let Some(later) = &row.replaced_by {
                    let words = format!("Đã được thay thế bằng {}.", named(later));
                    notice::show(ui, Tone::Caution, &words);
                    if button::quiet(ui, "Xem văn bản thay thế").clicked() {
                        go = Some(later.id);
                    }
                }
                if let Some(earlier) = &row.replaces {
                    let words = format!("Thay thế {}.", named(earlier));
                    notice::show(ui, Tone::Info, &words);
                    if button::quiet(ui, "Xem văn bản được thay thế").clicked() {
                        go = Some(earlier.id);
                    }
                }
                buttons(ui, row, out);
                ui.add_space(theme::GAP);
                facts(ui, row);
            });
    });
    go
}

/// "thông báo số 12-TB/BDVQU ngày 15/12/2022".
fn named(other: &OtherPaper) -> String {
    crate::domain::text::lower_first(&other.reference())
}

fn buttons(ui: &mut Ui, row: &IssuedRow, out: &mut Vec<Action>) {
    ui.add_space(theme::GAP_SMALL);
    ui.horizontal_wrapped(|ui| {
        if button::primary(ui, "Mở PDF").clicked() {
            out.push(Action::OpenIssued(row.id));
        }
        if button::plain(ui, "Lưu bản PDF…")
            .on_hover_text("Lưu đúng từng byte bản đã ban hành")
            .clicked()
        {
            out.push(Action::Export(Export::Issued(row.id), row.file_name()));
        }
        if let Some(visit) = row.visit_id
            && button::plain(ui, "Xem cuộc giám sát").clicked()
        {
            out.push(Action::Go(Route::Visit(visit)));
        } else if let Some(unit) = row.unit_id
            && row.visit_id.is_none()
            && button::plain(ui, "Xem đơn vị").clicked()
        {
            out.push(Action::Go(Route::Unit(unit)));
        }
    });
}

fn facts(ui: &mut Ui, row: &IssuedRow) {
    let weak = theme::palette(ui).weak;
    let mut fact = |label: &str, words: &str| {
        if !words.is_empty() {
            ui.label(theme::small(label).color(weak));
            ui.add(Label::new(words).wrap());
            ui.add_space(theme::GAP_SMALL);
        }
    };
    fact("Ngày văn bản", &date::show(row.date));
    fact("Đơn vị", &row.unit_name);
    fact("Người ký", &row.signer);
    fact(
        "Ban hành trong chương trình lúc",
        &row.issued_at.format("%d/%m/%Y %H:%M").to_string(),
    );
    let size = u64::try_from(row.size).unwrap_or(0).div_ceil(1024);
    fact("Bản lưu", &format!("PDF, {size} KB, không sửa được"));
    ui.add(
        Label::new(
            RichText::new(format!("SHA-256 {}", row.sha256))
                .small()
                .color(weak),
        )
        .wrap(),
    );
}
