//! Everything that was written, searched word by word; a click leads there.

use eframe::egui::{Label, Sense, Ui, WidgetInfo, accesskit::Role};

use crate::domain::IssuedId;
use crate::domain::find::Wanted;
use crate::domain::text::thousands;
use crate::read::programme::InspectionFilter;
use crate::read::{HitKind, ProgrammesPlace, SearchHit};
use crate::ui::action::{Action, Route};
use crate::ui::screens::guiding::GuidingPlace;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{badge, empty_state, mark, section};

/// The screen's own state.
#[derive(Debug, Default)]
pub struct SearchScreen {
    words: String,
    /// The search that `words` was taken from.
    shown: Option<String>,
}

impl SearchScreen {
    /// Shows the screen. `None` while the first search runs.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        text: &str,
        hits: Option<&[SearchHit]>,
        out: &mut Vec<Action>,
    ) {
        let fresh = self.shown.as_deref() != Some(text);
        if fresh && self.words.trim() != text {
            text.clone_into(&mut self.words);
        }
        let first = self.shown.is_none();
        self.shown = Some(text.to_owned());
        section::title(ui, "Tìm trong mọi nội dung đã ghi", |ui| {
            if let Some(hits) = hits.filter(|_| !text.is_empty()) {
                ui.weak(format!("{} kết quả", thousands(hits.len())));
            }
        });
        let field = TextField::line("Tìm trong mọi nội dung", "")
            .width(520.0)
            .hint("Tồn tại, nhận xét, ưu điểm, kết luận, người tham dự… không cần dấu")
            .finder()
            .focus(first);
        if field.bind(ui, &mut self.words) {
            out.push(Action::Go(Route::Search(self.words.trim().to_owned())));
        }
        ui.add_space(theme::GAP_SMALL);
        if text.is_empty() {
            empty_state::show(
                ui,
                Icon::Search,
                "Gõ vài chữ để tìm",
                "Có thể gõ không dấu, ví dụ “phuc dong”, “luu ho so”.",
                None,
            );
            return;
        }
        let Some(hits) = hits else { return };
        if hits.is_empty() {
            empty_state::show(
                ui,
                Icon::Search,
                "Không tìm thấy",
                "Có thể gõ không dấu, ví dụ “phuc dong”. Thử ít chữ hơn.",
                None,
            );
            return;
        }
        let wanted = Wanted::new(text);
        eframe::egui::ScrollArea::vertical()
            .id_salt(text)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                for (place, hit) in hits.iter().enumerate() {
                    if card(ui, place, hit, &wanted) {
                        out.push(Action::Go(match hit.kind {
                            HitKind::Model(id) => Route::Model(id),
                            HitKind::Programme(id) => {
                                Route::Programmes(ProgrammesPlace::Programme(id))
                            }
                            HitKind::Inspection(_) => Route::Programmes(
                                ProgrammesPlace::Inspections(InspectionFilter::default()),
                            ),
                            HitKind::Dialogue(id) => {
                                Route::Programmes(ProgrammesPlace::Dialogue(id))
                            }
                            HitKind::Document(id) => Route::Guiding(GuidingPlace::of(id)),
                            HitKind::Paper(id) => Route::IssuedPaper(IssuedId::Paper(id)),
                            HitKind::Unit(id) => Route::Unit(id),
                            HitKind::Figures(id, period) => Route::figures_of(id, period),
                            HitKind::Visit(id) => Route::Visit(id),
                        }));
                    }
                }
            });
    }

    /// Forgets the last search: the next one starts in the field.
    pub fn leave(&mut self) {
        self.shown = None;
    }
}

fn card(ui: &mut Ui, place: usize, hit: &SearchHit, wanted: &Wanted) -> bool {
    let colours = theme::palette(ui);
    let frame = theme::sheet(ui);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = theme::GAP_SMALL;
        ui.horizontal(|ui| {
            badge::show(ui, Tone::Neutral, &hit.what);
            let marks = wanted.marks(&hit.title);
            let title = mark::job(ui, &hit.title, &marks, theme::TEXT_SIZE, colours.text);
            ui.add(Label::new(title).truncate());
        });
        if !hit.excerpt.is_empty() && hit.excerpt != hit.title {
            let marks = wanted.marks(&hit.excerpt);
            let text = mark::job(ui, &hit.excerpt, &marks, theme::TEXT_SIZE, colours.weak);
            ui.add(Label::new(text).wrap());
        }
    });
    let id = ui.scope_id().with(("hit", place));
    let response = ui.interact(shown.response.rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Mở {}", hit.title)));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_stroke(
            shown.response.rect,
            theme::RADIUS + 2,
            eframe::egui::Stroke::new(1.5, colours.tone(Tone::Accent).fg),
            eframe::egui::StrokeKind::Inside,
        );
    }
    response
        .on_hover_cursor(eframe::egui::CursorIcon::PointingHand)
        .clicked()
}
