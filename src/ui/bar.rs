//! The bar on top: the open file and what is done with files, finding, undo, how saving stands, who works here.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime};
use eframe::egui::{
    Align, Align2, CornerRadius, CursorIcon, FontId, Frame, Layout, Margin, Panel, Popup, Rect,
    Response, Sense, Stroke, Ui, Vec2, WidgetInfo, accesskit::Role, text::LayoutJob, vec2,
};

use super::commands::{self, Deed};
use super::memory::KnownFile;
use super::theme::{self, Tone};
use super::widgets::icon::{self, Icon};
use super::widgets::{badge, button, menu, typing};
use crate::domain::date;
use crate::domain::role;
use crate::domain::typing::Method;
use crate::read::lease::Sharing;
use crate::worker::Status;

const BAR_HEIGHT: f32 = 50.0;
/// Room that undo, typing, saving, the person, the day and the guide take at the right.
const RIGHT_SIDE: f32 = 475.0;

/// How saving stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing was changed since the start.
    Idle,
    /// A change is under way.
    Busy,
    /// The last change was stored at this time.
    Saved(NaiveTime),
    /// The last change was refused.
    Refused,
}

/// What the bar shows.
#[derive(Debug)]
pub struct Bar<'a> {
    /// The open file, once known.
    pub status: Option<&'a Status>,
    /// How saving stands.
    pub saving: Saving,
    /// Today.
    pub today: NaiveDate,
    /// Whether there is a screen to go back to.
    pub back: bool,
    /// Files that were open, the latest first.
    pub files: &'a [KnownFile],
}

/// What was done in the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BarEvent {
    /// A button or a line of the menu.
    Do(Deed),
    /// A file that was open before.
    Open(PathBuf),
}

/// The bar on top.
pub fn show(ui: &mut Ui, bar: &Bar<'_>) -> Option<BarEvent> {
    let colours = theme::palette(ui);
    let mut event = None;
    let frame = Frame::new().fill(colours.surface).inner_margin(Margin {
        left: 8,
        right: 16,
        top: 0,
        bottom: 0,
    });
    let shown = Panel::top("bar")
        .exact_size(BAR_HEIGHT)
        .show_separator_line(false)
        .frame(frame)
        .show(ui, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add_enabled_ui(bar.back, |ui| {
                    if button::icon(ui, Icon::Left, &commands::tooltip(Deed::Back)).clicked() {
                        event = Some(BarEvent::Do(Deed::Back));
                    }
                });
                event = event.take().or_else(|| file_menu(ui, bar));
                ui.add_space(theme::GAP);
                if find_button(ui) {
                    event = Some(BarEvent::Do(Deed::Find));
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let help = commands::tooltip(Deed::Help);
                    let asked = button::quiet(ui, "?").accessible_name(help.clone());
                    if asked.on_hover_text(help).clicked() {
                        event = Some(BarEvent::Do(Deed::Help));
                    }
                    ui.label(theme::small(date::show(bar.today)).color(colours.weak))
                        .on_hover_text("Hôm nay");
                    user(ui, bar.status);
                    saving(ui, bar.saving);
                    if typing_button(ui) {
                        event = Some(BarEvent::Do(Deed::Typing));
                    }
                    if let Some(deed) = undo_buttons(ui, bar.status) {
                        event = Some(BarEvent::Do(deed));
                    }
                });
            });
        });
    let rect = shown.response.rect;
    let line = Stroke::new(1.0, colours.line);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    event
}

/// The name of the open file; under it everything that is done with files.
fn file_menu(ui: &mut Ui, bar: &Bar<'_>) -> Option<BarEvent> {
    let status = bar.status?;
    let name = stem(&status.path);
    let response = named_button(ui, &name)
        .accessible_name(format!("Tệp {name}"))
        .on_hover_text(status.path.display().to_string());
    let mut event = None;
    Popup::menu(&response).gap(2.0).show(|ui| {
        ui.set_min_width(330.0);
        for deed in [Deed::OpenFile, Deed::NewFile] {
            event = event.take().or_else(|| deed_line(ui, deed));
        }
        let others = bar.files.iter().filter(|file| file.path != status.path);
        for (place, file) in others.enumerate() {
            if place == 0 {
                ui.separator();
                ui.label(theme::small("Tệp đã dùng").color(theme::palette(ui).weak));
            }
            let response = ui
                .button(stem(&file.path))
                .on_hover_text(file.path.display().to_string());
            if response.clicked() {
                event = Some(BarEvent::Open(file.path.clone()));
                ui.close();
            }
        }
        ui.separator();
        for deed in [
            Deed::ImportVisit,
            Deed::Tables,
            Deed::Copies,
            Deed::Safety,
            Deed::Trail,
            Deed::Help,
            Deed::Guide,
            Deed::Keys,
            Deed::About,
        ] {
            event = event.take().or_else(|| deed_line(ui, deed));
        }
    });
    if status.sample {
        badge::show(ui, Tone::Caution, "Dữ liệu mẫu");
    }
    if matches!(status.sharing, Sharing::Reader(_)) || status.role == role::Role::View {
        badge::show(ui, Tone::Caution, "Chỉ xem");
    }
    event
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn deed_line(ui: &mut Ui, deed: Deed) -> Option<BarEvent> {
    let entry = commands::entry(deed)?;
    menu::entry(ui, true, entry.label, &entry.shortcut()).then_some(BarEvent::Do(deed))
}

/// A button of strong text with an arrow that says that a menu opens.
fn named_button(ui: &mut Ui, name: &str) -> Response {
    let colours = theme::palette(ui);
    let font = FontId::new(theme::TEXT_SIZE, theme::bold_family());
    let mut job = LayoutJob::simple_singleline(name.to_owned(), font, colours.text);
    job.wrap.max_width = 230.0;
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = vec2(galley.size().x + 30.0, theme::control(ui));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.hovered() || response.has_focus() {
        let radius = CornerRadius::same(theme::RADIUS);
        ui.painter().rect_filled(rect, radius, colours.hover);
    }
    if response.has_focus() {
        let radius = CornerRadius::same(theme::RADIUS);
        let ring = theme::ring(colours);
        ui.painter()
            .rect_stroke(rect, radius, ring, eframe::egui::StrokeKind::Inside);
    }
    let at = rect.left_center() + vec2(8.0, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, colours.text);
    let arrow = Rect::from_center_size(rect.right_center() - vec2(12.0, 0.0), Vec2::splat(10.0));
    icon::paint(ui.painter(), arrow, Icon::Down, colours.weak);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// Looks like a field and opens the palette.
fn find_button(ui: &mut Ui) -> bool {
    let colours = theme::palette(ui);
    let width = (ui.available_width() - RIGHT_SIDE).clamp(90.0, 370.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, theme::control(ui)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Tìm hoặc làm (Ctrl+K)"));
    let line = if response.has_focus() {
        theme::ring(colours)
    } else if response.hovered() {
        Stroke::new(1.0, colours.weak)
    } else {
        Stroke::new(1.0, colours.outline)
    };
    ui.painter().rect(
        rect,
        CornerRadius::same(theme::RADIUS),
        colours.field,
        line,
        eframe::egui::StrokeKind::Inside,
    );
    let square = Rect::from_center_size(rect.left_center() + vec2(16.0, 0.0), Vec2::splat(14.0));
    icon::paint(ui.painter(), square, Icon::Search, colours.weak);
    let inside = ui.painter().with_clip_rect(rect.shrink(2.0));
    inside.text(
        rect.left_center() + vec2(32.0, 0.0),
        Align2::LEFT_CENTER,
        if width > 250.0 {
            "Tìm hoặc làm một việc…"
        } else {
            "Tìm…"
        },
        FontId::proportional(theme::TEXT_SIZE),
        colours.weak,
    );
    if width > 210.0 {
        inside.text(
            rect.right_center() - vec2(10.0, 0.0),
            Align2::RIGHT_CENTER,
            commands::shortcut(Deed::Find),
            FontId::proportional(theme::SMALL_SIZE),
            colours.weak,
        );
    }
    response.on_hover_cursor(CursorIcon::Text).clicked()
}

fn undo_buttons(ui: &mut Ui, status: Option<&Status>) -> Option<Deed> {
    let redo = status.and_then(|status| status.redo.as_ref());
    let undo = status.and_then(|status| status.undo.as_ref());
    let mut chosen = None;
    for (what, picture, deed) in [
        (redo, Icon::Redo, Deed::Redo),
        (undo, Icon::Undo, Deed::Undo),
    ] {
        let Some(entry) = commands::entry(deed) else {
            continue;
        };
        ui.add_enabled_ui(what.is_some(), |ui| {
            let mut response = button::icon(ui, picture, entry.label);
            if let Some(what) = what {
                response = response.on_hover_text(format!("{what} ({})", entry.shortcut()));
            }
            if response.clicked() {
                chosen = Some(deed);
            }
        });
    }
    chosen
}

/// The built-in typing, named while it is on.
fn typing_button(ui: &mut Ui) -> bool {
    let method = typing::method(ui.ctx());
    if method == Method::Off {
        return false;
    }
    let words = format!("VN {}", method.label());
    button::quiet(ui, &words)
        .on_hover_text(format!(
            "Bộ gõ của chương trình đang bật; tắt nếu đang dùng UniKey ({})",
            commands::shortcut(Deed::Typing)
        ))
        .clicked()
}

fn user(ui: &mut Ui, status: Option<&Status>) {
    let Some(status) = status else { return };
    if !status.user_name.is_empty() {
        let colours = theme::palette(ui);
        ui.label(theme::small(&status.user_name).color(colours.weak))
            .on_hover_text("Người đang làm việc");
    }
}

fn saving(ui: &mut Ui, saving: Saving) {
    let colours = theme::palette(ui);
    let (text, tone) = match saving {
        Saving::Idle => return,
        Saving::Busy => ("Đang lưu…".to_owned(), Tone::Neutral),
        Saving::Saved(time) => (format!("Đã lưu {}", time.format("%H:%M")), Tone::Good),
        Saving::Refused => ("Có nội dung chưa lưu được".to_owned(), Tone::Bad),
    };
    ui.label(theme::small(text).color(colours.tone(tone).fg));
}
