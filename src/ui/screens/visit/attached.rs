//! Attached files side by side: small pictures of photos, names of the others.

use eframe::egui::{Image, Sense, Ui, Vec2, WidgetInfo, accesskit::Role};

use super::View;
use crate::domain::attachment::TAKEN;
use crate::domain::{AttachTo, Attachment};
use crate::ui::action::Action;
use crate::ui::theme;
use crate::ui::widgets::button;
use crate::worker::Job;

/// Height of a small picture beside the text.
const HEIGHT: f32 = 48.0;

/// The files of one place, and the way to add one; `name` says in full what the button attaches to.
pub fn strip(ui: &mut Ui, view: &mut View<'_>, to: AttachTo, name: &str, may_add: bool) {
    let files: Vec<&Attachment> = view
        .page
        .attachments
        .iter()
        .filter(|file| file.place() == to)
        .collect();
    if files.is_empty() && !may_add {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for file in files {
            if one(ui, view, file, HEIGHT) {
                view.out.push(Action::Start(Job::OpenAttachment(file.id)));
            }
        }
        if may_add {
            let add = button::quiet(ui, "+ Tệp").accessible_name(name);
            if add
                .on_hover_text(format!("{name}; hoặc thả tệp vào cửa sổ. {TAKEN}"))
                .clicked()
            {
                view.out.push(Action::Attach(to));
            }
        }
    });
}

/// A file to click on; true when it is to be opened.
pub fn one(ui: &mut Ui, view: &View<'_>, file: &Attachment, height: f32) -> bool {
    let hint = format!(
        "Mở {} ({}, {})",
        file.name,
        file.kind.label(),
        file.size_label()
    );
    let response = if let Some(picture) = view.pictures.of(&file.sha256) {
        let size = picture.size_vec2();
        let scale = height / size.y.max(1.0);
        let size = Vec2::new((size.x * scale).min(height * 2.0), height);
        let image = Image::new((picture.id(), size)).sense(Sense::click());
        let response = ui.add(image);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &hint));
        if response.has_focus() {
            let stroke =
                eframe::egui::Stroke::new(2.0, theme::palette(ui).tone(theme::Tone::Accent).fg);
            let kind = eframe::egui::StrokeKind::Outside;
            ui.painter().rect_stroke(response.rect, 2.0, stroke, kind);
        }
        response
    } else {
        let words = format!("{}: {}", file.kind.label(), short(&file.name));
        button::plain(ui, &words).accessible_name(hint.as_str())
    };
    response.on_hover_text(hint).clicked()
}

/// The beginning of a long name; the whole stands in the tooltip.
fn short(name: &str) -> String {
    const MOST: usize = 28;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    let begin: String = name.chars().take(MOST - 1).collect();
    format!("{begin}…")
}
