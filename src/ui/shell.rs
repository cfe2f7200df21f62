//! What stands around every screen: the rail on the left, and the keys that work everywhere.

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{
    Align2, CornerRadius, CursorIcon, FontId, Frame, Margin, Panel, PointerButton, Rect, Sense,
    Stroke, Ui, Vec2, WidgetInfo, accesskit::Role, vec2,
};

use super::action::Route;
use super::commands::{self, Deed};
use super::screens::archive::ArchivePlace;
use super::screens::guiding::GuidingPlace;
use super::theme::{self, Tone};
use super::widgets::icon::{self, Icon};
use crate::domain::figures::FigurePeriod;
use crate::read::{ChecklistOf, ModelFilter, PaperRequest, ProgrammesPlace, ReportFilter};

const RAIL_WIDTH: f32 = 190.0;

/// Places the rail leads to.
pub fn places(today: NaiveDate) -> [(Icon, &'static str, Route); 15] {
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
            Route::Shortcomings(crate::read::ShortcomingFilter::open()),
        ),
        (Icon::Figures, "Đánh giá", Route::Review),
        (Icon::Ward, "Phường", Route::Units),
        (
            Icon::Calendar,
            "Báo cáo tháng",
            Route::Reports(ReportFilter {
                year: today.year(),
                district: String::new(),
            }),
        ),
        (
            Icon::Star,
            "Dân vận khéo",
            Route::Models(ModelFilter::on(today)),
        ),
        (
            Icon::Pages,
            "Phối hợp",
            Route::Programmes(ProgrammesPlace::Programmes),
        ),
        (
            Icon::Archive,
            "Hồ sơ lưu trữ",
            Route::Archive(ArchivePlace::of_year(today.year())),
        ),
        (
            Icon::Figures,
            "Số liệu",
            Route::figures(crate::read::FigureFilter {
                period: FigurePeriod::before(today),
                district: String::new(),
            }),
        ),
        (
            Icon::Paper,
            "Văn bản đi",
            Route::Papers(crate::read::IssuedFilter::default()),
        ),
        (
            Icon::Document,
            "Văn bản chỉ đạo",
            Route::Guiding(GuidingPlace::default()),
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
        Route::Reports(_) => matches!(place, Route::Reports(_)),
        Route::Programmes(_) => matches!(place, Route::Programmes(_)),
        Route::Models(_) | Route::Model(_) => matches!(place, Route::Models(_)),
        Route::Guiding(_) => matches!(place, Route::Guiding(_)),
        Route::Archive(_) => matches!(place, Route::Archive(_)),
        Route::Figures(_) => matches!(place, Route::Figures(_)),
        Route::Papers(_) | Route::IssuedPaper(_) => matches!(place, Route::Papers(_)),
        Route::Units | Route::Unit(_) | Route::People => *place == Route::Units,
        Route::Tables(_) | Route::Copies | Route::Safety(_) | Route::Help(_) => false,
        Route::Paper(request) => match request {
            PaperRequest::Summary { .. } => matches!(place, Route::Paper(_)),
            PaperRequest::Guiding { .. } => matches!(place, Route::Guiding(_)),
            PaperRequest::Archive(_) => matches!(place, Route::Archive(_)),
            PaperRequest::ReportRequest { .. } | PaperRequest::Reports { .. } => {
                matches!(place, Route::Reports(_))
            }
            PaperRequest::Programmes(_) => matches!(place, Route::Programmes(_)),
            PaperRequest::Models(_) => matches!(place, Route::Models(_)),
            PaperRequest::Figures(_) => matches!(place, Route::Figures(_)),
            PaperRequest::Reminder { .. } => matches!(place, Route::Shortcomings(_)),
            PaperRequest::Tracking { unit_id, .. } => match unit_id {
                Some(_) => *place == Route::Units,
                None => matches!(place, Route::Shortcomings(_)),
            },
            PaperRequest::Profile { .. } | PaperRequest::Checklist(ChecklistOf::Unit { .. }) => {
                *place == Route::Units
            }
            PaperRequest::Conclusion(_)
            | PaperRequest::Minutes(_)
            | PaperRequest::Checklist(_)
            | PaperRequest::Announcement { .. }
            | PaperRequest::Recheck(_)
            | PaperRequest::Plan { .. } => matches!(place, Route::Visits(_)),
        },
        Route::Overview | Route::Review | Route::Catalogue | Route::Settings | Route::Search(_) => {
            route == place
        }
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
            for (at, (picture, word, place)) in places(today).into_iter().enumerate() {
                let key = commands::shortcut(Deed::Go(at));
                if entry(ui, picture, word, &key, belongs(route, &place)) {
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

fn entry(ui: &mut Ui, picture: Icon, word: &str, key: &str, here: bool) -> bool {
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
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if key.is_empty() {
        response.clicked()
    } else {
        response.on_hover_text(format!("{word} ({key})")).clicked()
    }
}

/// The key that was pressed, of those that work on every screen. Ctrl+Z and Ctrl+Y only where no text field wants them
/// for its own letters; while a dialog is open, only what does not leave it.
pub fn key(ui: &Ui) -> Option<Deed> {
    let dialog = ui.memory(|memory| memory.top_modal_layer().is_some());
    let typing = ui.ctx().text_edit_focused();
    let back = !dialog && ui.input(|i| i.pointer.button_clicked(PointerButton::Extra1));
    if back {
        return Some(Deed::Back);
    }
    commands::pressed(ui, |deed| match deed {
        Deed::Typing | Deed::Dark => true,
        // the screen may have its own use for these; the window takes what is left
        Deed::Filter | Deed::Print | Deed::ZoomIn | Deed::ZoomOut | Deed::ZoomReset => false,
        Deed::Undo | Deed::Redo => !dialog && !typing,
        Deed::Find
        | Deed::SearchAll
        | Deed::NewVisit
        | Deed::PlanYear
        | Deed::Back
        | Deed::Save
        | Deed::Go(_)
        | Deed::Chase(_)
        | Deed::Remind
        | Deed::AskReports
        | Deed::AskArchive
        | Deed::OpenFile
        | Deed::NewFile
        | Deed::ImportVisit
        | Deed::Tables
        | Deed::Copies
        | Deed::TakeBack
        | Deed::Safety
        | Deed::Trail
        | Deed::Guide
        | Deed::Compact
        | Deed::Lock
        | Deed::Help
        | Deed::About
        | Deed::News
        | Deed::Keys => !dialog,
    })
}

/// The keys that no screen wanted.
pub fn key_left_over(ui: &Ui) -> Option<Deed> {
    let dialog = ui.memory(|memory| memory.top_modal_layer().is_some());
    commands::pressed(ui, |deed| {
        matches!(deed, Deed::ZoomIn | Deed::ZoomOut | Deed::ZoomReset)
            || (!dialog && matches!(deed, Deed::Filter | Deed::Print))
    })
}
