//! What stands around every screen: the rail on the left and the bar on top.

use chrono::{NaiveDate, NaiveTime};
use eframe::egui::{
    Align, Align2, CornerRadius, CursorIcon, FontId, Frame, Id, Key, KeyboardShortcut, Layout,
    Margin, Modifiers, Panel, PointerButton, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo,
    accesskit::Role, vec2,
};

use super::action::Route;
use super::theme::{self, Tone};
use super::widgets::icon::{self, Icon};
use super::widgets::text_field::TextField;
use super::widgets::{badge, button};
use crate::domain::date;
use crate::read::{ChecklistOf, PaperRequest};
use crate::worker::Status;

const RAIL_WIDTH: f32 = 190.0;
const BAR_HEIGHT: f32 = 50.0;

/// Places the rail leads to.
fn places(today: NaiveDate) -> [(Icon, &'static str, Route); 8] {
    [
        (Icon::Overview, "Tổng quan", Route::Overview),
        (
            Icon::Checklist,
            "Cuộc giám sát",
            Route::Visits(crate::read::VisitFilter::default()),
        ),
        (
            Icon::Flag,
            "Tồn tại",
            Route::Shortcomings(crate::read::ShortcomingFilter::default()),
        ),
        (Icon::Ward, "Phường", Route::Units),
        (
            Icon::Paper,
            "Văn bản đi",
            Route::Papers(crate::read::IssuedFilter::default()),
        ),
        (
            Icon::Report,
            "Báo cáo",
            Route::Paper(PaperRequest::summary_on(today)),
        ),
        (Icon::Book, "Danh mục", Route::Catalogue),
        (Icon::Settings, "Cài đặt", Route::Settings),
    ]
}

/// Whether a route lies behind a place of the rail.
fn belongs(route: &Route, place: &Route) -> bool {
    match route {
        Route::Visits(_) | Route::Visit(_) => matches!(place, Route::Visits(_)),
        Route::Shortcomings(_) => matches!(place, Route::Shortcomings(_)),
        Route::Papers(_) | Route::IssuedPaper(_) => matches!(place, Route::Papers(_)),
        Route::Units | Route::Unit(_) => *place == Route::Units,
        Route::Paper(request) => match request {
            PaperRequest::Summary { .. } => matches!(place, Route::Paper(_)),
            PaperRequest::Reminder { .. } => matches!(place, Route::Shortcomings(_)),
            PaperRequest::Tracking { unit_id, .. } => match unit_id {
                Some(_) => *place == Route::Units,
                None => matches!(place, Route::Shortcomings(_)),
            },
            PaperRequest::Checklist(ChecklistOf::Unit { .. }) => *place == Route::Units,
            PaperRequest::Conclusion(_)
            | PaperRequest::Minutes(_)
            | PaperRequest::Checklist(_)
            | PaperRequest::Announcement { .. }
            | PaperRequest::Recheck(_)
            | PaperRequest::Plan { .. } => matches!(place, Route::Visits(_)),
        },
        Route::Overview | Route::Catalogue | Route::Settings | Route::Search(_) => route == place,
    }
}

/// The rail; the place that was chosen.
pub fn rail(ui: &mut Ui, route: &Route, today: NaiveDate) -> Option<Route> {
    let colours = theme::palette(ui);
    let mut chosen = None;
    let frame = Frame::new()
        .fill(colours.rail)
        .inner_margin(Margin::symmetric(8, 10));
    Panel::left("rail")
        .exact_size(RAIL_WIDTH)
        .resizable(false)
        .show_separator_line(false)
        .frame(frame)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            brand(ui);
            ui.add_space(theme::GAP);
            for (picture, word, place) in places(today) {
                if entry(ui, picture, word, belongs(route, &place)) {
                    chosen = Some(place);
                }
            }
        });
    chosen
}

fn brand(ui: &mut Ui) {
    let colours = theme::palette(ui);
    ui.horizontal(|ui| {
        ui.add_space(6.0);
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(26.0), Sense::hover());
        ui.painter()
            .rect_filled(rect, CornerRadius::same(6), colours.accent);
        icon::paint(
            ui.painter(),
            rect.shrink(6.0),
            Icon::Check,
            colours.on_accent,
        );
        ui.label(theme::strong("Giám sát 6 QCDC"));
    });
}

fn entry(ui: &mut Ui, picture: Icon, word: &str, here: bool) -> bool {
    let colours = theme::palette(ui);
    let size = Vec2::new(ui.available_width(), 38.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, here, word));
    let radius = CornerRadius::same(theme::RADIUS);
    if here {
        ui.painter().rect_filled(rect, radius, colours.surface);
        let mut bar = rect.shrink2(vec2(0.0, 8.0));
        bar.set_width(3.0);
        ui.painter()
            .rect_filled(bar, CornerRadius::same(1), colours.accent);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, radius, colours.hover);
    }
    if response.has_focus() {
        let line = Stroke::new(1.5, colours.tone(Tone::Accent).fg);
        ui.painter()
            .rect_stroke(rect, radius, line, eframe::egui::StrokeKind::Inside);
    }
    let colour = if here {
        colours.tone(Tone::Accent).fg
    } else {
        colours.weak
    };
    let square = Rect::from_center_size(rect.left_center() + vec2(22.0, 0.0), Vec2::splat(18.0));
    icon::paint(ui.painter(), square, picture, colour);
    let family = if here {
        theme::bold_family()
    } else {
        eframe::egui::FontFamily::Proportional
    };
    ui.painter().text(
        rect.left_center() + vec2(42.0, 0.0),
        Align2::LEFT_CENTER,
        word,
        FontId::new(theme::TEXT_SIZE, family),
        colours.text,
    );
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

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
}

/// What was done in the bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BarEvent {
    /// Go back to the screen before.
    Back,
    /// Write a new visit down.
    NewVisit,
    /// The text to search for was changed.
    Searched,
    /// Ctrl+Z.
    Undo,
    /// Ctrl+Y.
    Redo,
}

/// The bar on top.
pub fn bar(ui: &mut Ui, bar: &Bar<'_>, search: &mut String) -> Option<BarEvent> {
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
                    if button::icon(ui, Icon::Left, "Quay lại (Alt+Mũi tên trái)").clicked() {
                        event = Some(BarEvent::Back);
                    }
                });
                file_name(ui, bar.status);
                ui.add_space(theme::GAP);
                if search_field(ui, search) {
                    event = Some(BarEvent::Searched);
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(theme::small(date::show(bar.today)).color(colours.weak))
                        .on_hover_text("Hôm nay");
                    user(ui, bar.status);
                    saving(ui, bar.saving);
                    event = event.or(undo_buttons(ui, bar.status));
                });
            });
        });
    let rect = shown.response.rect;
    let line = Stroke::new(1.0, colours.line);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    event.or_else(|| keys(ui))
}

fn file_name(ui: &mut Ui, status: Option<&Status>) {
    let Some(status) = status else { return };
    let name = status
        .path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    ui.label(theme::strong(name))
        .on_hover_text(status.path.display().to_string());
    if status.sample {
        badge::show(ui, Tone::Caution, "Dữ liệu mẫu");
    }
}

fn search_field(ui: &mut Ui, search: &mut String) -> bool {
    let id = Id::unique("search wanted");
    let shortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::K);
    let wanted = ui.input_mut(|i| i.consume_shortcut(&shortcut));
    let colours = theme::palette(ui);
    icon::show(ui, Icon::Search, 16.0, colours.weak);
    let hint = "Tìm phường, tồn tại, nhận xét…   Ctrl+K";
    ui.push_id(id, |ui| {
        TextField::line("Tìm kiếm", "")
            .width(330.0)
            .hint(hint)
            .focus(wanted)
            .bind(ui, search)
    })
    .inner
}

fn undo_buttons(ui: &mut Ui, status: Option<&Status>) -> Option<BarEvent> {
    let redo = status.and_then(|status| status.redo.as_ref());
    let undo = status.and_then(|status| status.undo.as_ref());
    let mut event = None;
    for (what, picture, name, key, done) in [
        (redo, Icon::Redo, "Làm lại", "Ctrl+Y", BarEvent::Redo),
        (undo, Icon::Undo, "Hoàn tác", "Ctrl+Z", BarEvent::Undo),
    ] {
        ui.add_enabled_ui(what.is_some(), |ui| {
            let mut response = button::icon(ui, picture, name);
            if let Some(what) = what {
                response = response.on_hover_text(format!("{what} ({key})"));
            }
            if response.clicked() {
                event = Some(done);
            }
        });
    }
    event
}

/// The keys that work on every screen. Ctrl+Z and Ctrl+Y only where no text field wants them for its own letters,
/// none while a dialog is open.
fn keys(ui: &Ui) -> Option<BarEvent> {
    if ui.memory(|memory| memory.top_modal_layer().is_some()) {
        return None;
    }
    let pressed = |modifiers: Modifiers, key: Key| {
        ui.input_mut(|i| i.consume_shortcut(&KeyboardShortcut::new(modifiers, key)))
    };
    let back = ui.input(|i| i.pointer.button_clicked(PointerButton::Extra1));
    if back || pressed(Modifiers::ALT, Key::ArrowLeft) {
        return Some(BarEvent::Back);
    }
    if pressed(Modifiers::COMMAND, Key::N) {
        return Some(BarEvent::NewVisit);
    }
    if ui.ctx().text_edit_focused() {
        return None;
    }
    if pressed(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z) || pressed(Modifiers::COMMAND, Key::Y)
    {
        Some(BarEvent::Redo)
    } else if pressed(Modifiers::COMMAND, Key::Z) {
        Some(BarEvent::Undo)
    } else {
        None
    }
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
