//! Tài liệu: every file kept with the visit, its items, its shortcomings and their steps.

use eframe::egui::{Label, Ui, Vec2};

use super::{View, attached};
use crate::domain::attachment::{TAKEN, size_label};
use crate::domain::date::show;
use crate::domain::text::paper_count;
use crate::domain::{AttachTo, Attachment};
use crate::ui::action::{Action, Route};
use crate::ui::export::Export;
use crate::ui::screens::safety::SafetyPlace;
use crate::ui::theme;
use crate::ui::widgets::{button, empty_state, form, icon::Icon, section, text_field::TextField};
use crate::worker::{AttachmentCommand, Command, Job};

const PICTURE: f32 = 96.0;

pub fn ui(ui: &mut Ui, view: &mut View<'_>) {
    let page = view.page;
    let to = AttachTo::visit(page.visit.id);
    theme::sheet(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        section::heading(ui, "Tài liệu", |ui| {
            if button::quiet(ui, "Lịch sử thay đổi")
                .on_hover_text("Ai đã sửa gì trong cuộc giám sát này")
                .clicked()
            {
                let of = SafetyPlace::trail_of(page.visit.id.to_string());
                view.out.push(Action::Go(Route::Safety(of)));
            }
            if button::plain(ui, "Đính kèm tệp…").clicked() {
                view.out.push(Action::Attach(to));
            }
            let total: u64 = page
                .attachments
                .iter()
                .map(|file| file.size.unsigned_abs())
                .sum();
            if total > 0 {
                let words = format!(
                    "{} tài liệu, {}",
                    paper_count(page.attachments.len()),
                    size_label(total)
                );
                form::hint(ui, &words);
            }
        });
        form::hint(ui, &format!("{TAKEN} Có thể thả tệp vào cửa sổ."));
        if page.attachments.is_empty() {
            let clicked = empty_state::show(
                ui,
                Icon::Paper,
                "Chưa có tài liệu",
                "Ảnh chụp tại buổi giám sát, báo cáo của phường, biên bản đã ký được giữ cùng cuộc giám sát.",
                Some("Chọn tệp để đính kèm"),
            );
            if clicked {
                view.out.push(Action::Attach(to));
            }
        }
        for file in &page.attachments {
            ui.separator();
            ui.push_id(file.id.0, |ui| row(ui, view, file));
        }
    });
}

fn row(ui: &mut Ui, view: &mut View<'_>, file: &Attachment) {
    let weak = theme::palette(ui).weak;
    ui.horizontal_top(|ui| {
        ui.allocate_ui(Vec2::new(PICTURE * 2.0, PICTURE * 0.6), |ui| {
            ui.set_min_width(PICTURE * 2.0);
            if attached::one(ui, view, file, PICTURE * 0.6) {
                view.out.push(Action::Start(Job::OpenAttachment(file.id)));
            }
        });
        let room = (ui.available_width() - 280.0).max(240.0);
        ui.vertical(|ui| {
            ui.set_width(room);
            ui.spacing_mut().item_spacing.y = theme::GAP_SMALL;
            ui.add(Label::new(theme::strong(&file.name)).truncate());
            let facts = format!(
                "{} · {} · {} · thêm ngày {}",
                place(view, file),
                file.kind.label(),
                file.size_label(),
                show(file.added_on)
            );
            ui.add(Label::new(theme::small(facts).color(weak)).wrap());
            let name = format!("Ghi chú của {}", file.name);
            let field =
                TextField::line(name.as_str(), &file.note).hint("Ghi chú: chụp ở đâu, số văn bản…");
            // papers keep coming in after the visit is locked, and so do notes on them
            if let Some(note) = field.show(ui, view.edits.text(file.id.0, "note")) {
                view.edits
                    .attachments
                    .edit(file, view.out, |file| file.note = note);
            }
        });
        if button::quiet(ui, "Mở")
            .accessible_name(format!("Mở {}", file.name))
            .on_hover_text("Mở bản sao chỉ đọc")
            .clicked()
        {
            view.out.push(Action::Start(Job::OpenAttachment(file.id)));
        }
        if button::quiet(ui, "Lưu ra tệp")
            .accessible_name(format!("Lưu {} ra tệp", file.name))
            .clicked()
        {
            view.out.push(Action::Export(
                Export::Attachment(file.id),
                file.name.clone(),
            ));
        }
        let removable = view.editable || file.item_id.is_none();
        if removable && button::icon(ui, Icon::Cross, &format!("Bỏ {}", file.name)).clicked() {
            view.out
                .push(Action::Run(Command::Attachment(AttachmentCommand::Remove(
                    file.id,
                ))));
        }
    });
}

/// "Mục QC1-03", "Tồn tại: Chưa niêm yết…", "Cuộc giám sát".
fn place(view: &View<'_>, file: &Attachment) -> String {
    if let Some(id) = file.shortcoming_id {
        let found = view.page.shortcomings.iter().find(|s| s.id == id);
        let description = found.map_or("", |s| s.description.as_str());
        let short: String = description.chars().take(40).collect();
        let what = if file.event_id.is_some() {
            "Quá trình khắc phục"
        } else {
            "Tồn tại"
        };
        return format!("{what}: {short}");
    }
    match file.item_id.and_then(|id| view.page.item(id)) {
        Some((_, sheet)) => format!("Mục {}", sheet.item.code),
        None => "Cuộc giám sát".to_owned(),
    }
}
