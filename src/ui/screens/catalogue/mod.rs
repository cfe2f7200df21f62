//! Danh mục: the regulations with their decisions, items and legal references, each "đã đối chiếu" or "chưa đối chiếu".

mod draft;
mod reference;
mod review;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use eframe::egui::{
    Align2, CornerRadius, FontId, Label, Layout, RichText, ScrollArea, Sense, TextFormat, Ui, Vec2,
    WidgetInfo, accesskit::Role, text::LayoutJob, vec2,
};

use self::draft::Draft;
use self::reference::ReferenceDialog;
use crate::domain::catalogue::checked_label;
use crate::domain::text::lower_first;
use crate::domain::{GuidingDocument, LegalRef, Regulation, RegulationKind, date};
use crate::read::catalogue_file::{CatalogueFile, diff};
use crate::read::{CataloguePage, ItemEntry, RegulationEntry};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::export::Export;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::modal::Outcome;
use crate::ui::widgets::text_field::{self, TextField};
use crate::ui::widgets::{badge, button, form, section};
use crate::worker::{CatalogueCommand, Command, Made};

/// Room for the button beside a legal reference.
const COMPARE: f32 = 120.0;

/// A new version and whether its differences are being looked at.
#[derive(Debug)]
struct Writing {
    draft: Draft,
    review: bool,
}

/// The screen's own state.
#[derive(Debug, Default)]
pub struct CatalogueScreen {
    /// Code of the regulation that is looked at, the same in every version.
    chosen: Option<String>,
    number: text_field::Draft,
    date: DateDraft,
    /// A new version that is being written.
    writing: Option<Writing>,
    comparing: Option<ReferenceDialog>,
    /// The reference that was asked for in this frame.
    asked: Option<LegalRef>,
}

const LIST_WIDTH: f32 = 330.0;

impl CatalogueScreen {
    /// Whether a new version is being written.
    pub fn is_writing(&self) -> bool {
        self.writing.is_some()
    }

    /// Guiding documents that the new version can cite.
    pub fn take_documents(&mut self, documents: &Arc<Vec<GuidingDocument>>) {
        if let Some(writing) = &mut self.writing {
            writing.draft.documents = Arc::clone(documents);
        }
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &CataloguePage,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        self.take_over(page, context);
        section::title(ui, "Danh mục", |ui| {
            self.head(ui, page, context, out);
            let colours = theme::palette(ui);
            let version = format!("{} · bản {}", page.catalogue.title, page.catalogue.version);
            ui.label(theme::small(version).color(colours.weak));
        });
        if self.writing(ui, page, context, out) {
            return;
        }
        let chosen = page
            .regulations
            .iter()
            .find(|entry| Some(&entry.regulation.code) == self.chosen.as_ref())
            .or(page.regulations.first());
        let room = ui.available_size();
        ui.with_layout(Layout::left_to_right(eframe::egui::Align::Min), |ui| {
            let size = Vec2::new(LIST_WIDTH, room.y);
            ui.allocate_ui_with_layout(size, Layout::top_down(eframe::egui::Align::Min), |ui| {
                self.list(ui, page, chosen);
            });
            let size = ui.available_size();
            ui.allocate_ui_with_layout(size, Layout::top_down(eframe::egui::Align::Min), |ui| {
                if let Some(entry) = chosen {
                    let sheet = theme::sheet(ui);
                    sheet.show(ui, |ui| {
                        let room = ui.available_size();
                        ui.set_min_size(room);
                        ui.set_max_width(room.x);
                        self.detail(ui, entry, context, out);
                    });
                }
            });
        });
        if let Some(legal) = self.asked.take() {
            self.comparing = Some(ReferenceDialog::new(&legal));
        }
        if let Some(dialog) = &mut self.comparing
            && dialog.ui(ui, context, out)
        {
            self.comparing = None;
        }
    }

    /// A catalogue that was just read is looked at first; one that was just kept ends the writing.
    fn take_over(&mut self, page: &CataloguePage, context: &ScreenContext<'_>) {
        if let Some(Made::Catalogue(file)) = context.made(Subject::File) {
            self.writing = Some(Writing {
                draft: Draft::new((**file).clone(), page.catalogue.version, None),
                review: true,
            });
        }
        if context.has_done(Subject::Catalogue)
            && let Some(written) = self.writing.take()
        {
            self.chosen = written.draft.code().map(str::to_owned);
        }
    }

    fn head(
        &mut self,
        ui: &mut Ui,
        page: &CataloguePage,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if let Some(writing) = &mut self.writing {
            if button::primary(ui, "Xem thay đổi").clicked() {
                writing.review = true;
            }
            if button::plain(ui, "Bỏ bản đang soạn").clicked() {
                self.writing = None;
            }
            return;
        }
        if button::primary(ui, "Soạn bản mới").clicked() {
            self.writing = Some(Writing {
                draft: Draft::new(
                    CatalogueFile::of(page),
                    page.catalogue.version,
                    self.chosen.as_deref(),
                ),
                review: false,
            });
        }
        if button::plain(ui, "Nhập từ tệp")
            .on_hover_text("Tệp Excel hoặc JSON; xem thay đổi trước khi lưu")
            .clicked()
        {
            out.push(Action::ImportCatalogue);
        }
        for (words, excel, ending) in [("Xuất Excel", true, "xlsx"), ("Xuất tệp", false, "json")]
        {
            if button::plain(ui, words)
                .accessible_name(format!("Xuất danh mục ra {}", lower_first(words)))
                .on_hover_text(if excel {
                    "Sửa trong Excel rồi nhập lại được"
                } else {
                    "Tệp JSON, để chuyển cho cơ quan khác dùng chương trình này"
                })
                .clicked()
            {
                let day = date::show(context.today).replace('/', "-");
                let name = format!("Danh mục bản {} {day}.{ending}", page.catalogue.version);
                out.push(Action::Export(Export::Catalogue { excel }, name));
            }
        }
    }

    /// The new version while it is written; false when there is none.
    fn writing(
        &mut self,
        ui: &mut Ui,
        page: &CataloguePage,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> bool {
        let Some(writing) = &mut self.writing else {
            return false;
        };
        draft::hint(ui);
        writing.draft.ui(ui, context.today);
        if writing.review {
            let new = writing.draft.file.clone().cleaned();
            let changes = diff(&CatalogueFile::of(page), &new);
            let wrong = new.check().err().map(|problems| problems.to_string());
            let refused = context.failure(Subject::Catalogue);
            let wrong = wrong
                .as_deref()
                .or(refused.map(|failure| failure.message.as_str()));
            let busy = context.is_busy(Subject::Catalogue);
            match review::show(ui, &changes, wrong, busy) {
                Outcome::Open => {}
                Outcome::Cancelled => writing.review = false,
                Outcome::Confirmed => {
                    out.push(Action::Run(Command::Catalogue(CatalogueCommand::Save {
                        base: writing.draft.base,
                        file: Box::new(new),
                    })));
                }
            }
        }
        true
    }

    fn list(&mut self, ui: &mut Ui, page: &CataloguePage, chosen: Option<&RegulationEntry>) {
        let sheet = theme::sheet(ui).inner_margin(4);
        sheet.show(ui, |ui| {
            ui.set_width(LIST_WIDTH - 10.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            for entry in &page.regulations {
                let here = chosen.is_some_and(|chosen| chosen.regulation.id == entry.regulation.id);
                if line(ui, entry, here) {
                    self.chosen = Some(entry.regulation.code.clone());
                    self.number = text_field::Draft::default();
                    self.date = DateDraft::default();
                }
            }
        });
    }

    fn detail(
        &mut self,
        ui: &mut Ui,
        entry: &RegulationEntry,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let regulation = &entry.regulation;
        ScrollArea::vertical()
            .id_salt(regulation.id.0)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.label(theme::section_text(format!(
                        "{}. {}",
                        regulation.code, regulation.title
                    )));
                    if regulation.kind == RegulationKind::Qcdc {
                        checked_badge(ui, regulation.title_checked, regulation.checked_label());
                    }
                });
                if !regulation.note.is_empty() {
                    form::hint(ui, &regulation.note);
                }
                if regulation.kind == RegulationKind::Qcdc {
                    self.decision(ui, regulation, context, out);
                }
                ui.add_space(theme::GAP);
                section::heading(ui, "Căn cứ chung", |_| {});
                let district = context.status.map_or("", |status| status.district.as_str());
                references(ui, (&entry.legal_refs, district), &mut self.asked);
                ui.add_space(theme::GAP);
                let count = format!("Nội dung kiểm tra ({})", entry.items.len());
                section::heading(ui, &count, |_| {});
                for item in &entry.items {
                    self::item(ui, (item, district), &mut self.asked);
                }
            });
    }

    fn decision(
        &mut self,
        ui: &mut Ui,
        regulation: &Regulation,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        ui.add_space(theme::GAP_SMALL);
        let mut number = None;
        form::row(ui, "Quyết định ban hành số", |ui, label| {
            number = TextField::line(label, &regulation.decision_number)
                .width(260.0)
                .hint("số và ký hiệu")
                .show(ui, &mut self.number);
        });
        let mut day = None;
        form::row(ui, "Ngày quyết định", |ui, label| {
            day = DateField::new(label, regulation.decision_date, context.today)
                .show(ui, &mut self.date);
        });
        let mut checked = regulation.title_checked;
        let words = "Tên quy chế, số và ngày quyết định đã đối chiếu với bản chính";
        let ticked = ui.checkbox(&mut checked, words).changed();
        let subject = Subject::Regulation(regulation.id);
        if let Some(failure) = context.failure(subject) {
            form::problem(ui, &failure.message);
        }
        if number.is_some() || day.is_some() || ticked {
            out.push(Action::Run(Command::Catalogue(
                CatalogueCommand::CheckRegulation {
                    id: regulation.id,
                    number: number.unwrap_or_else(|| regulation.decision_number.clone()),
                    date: day.map_or(regulation.decision_date, |NewDate(day)| day),
                    checked,
                },
            )));
        }
    }
}

fn line(ui: &mut Ui, entry: &RegulationEntry, here: bool) -> bool {
    let colours = theme::palette(ui);
    let regulation = &entry.regulation;
    let size = Vec2::new(ui.available_width(), 70.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = format!("{} {}", regulation.code, regulation.title);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, here, &name));
    let radius = CornerRadius::same(theme::RADIUS);
    if here {
        ui.painter().rect_filled(rect, radius, colours.selected);
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, radius, colours.hover);
    }
    let inner = rect.shrink2(vec2(12.0, 6.0));
    let mut above = format!("{} · {} nội dung", regulation.code, entry.items.len());
    if regulation.kind == RegulationKind::Qcdc {
        above = format!("{above} · {}", regulation.checked_label());
    }
    let colour = if regulation.title_checked {
        colours.weak
    } else {
        colours.tone(Tone::Caution).fg
    };
    let small = FontId::new(theme::SMALL_SIZE, theme::bold_family());
    let painter = ui.painter();
    painter.text(inner.left_top(), Align2::LEFT_TOP, above, small, colour);
    let format = TextFormat::simple(FontId::proportional(theme::TEXT_SIZE), colours.text);
    let mut job = LayoutJob::single_section(regulation.title.clone(), format);
    job.wrap.max_width = inner.width();
    job.wrap.max_rows = 2;
    let title = painter.layout_job(job);
    painter.galley(inner.left_top() + vec2(0.0, 19.0), title, colours.text);
    response.on_hover_text(name).clicked()
}

fn checked_badge(ui: &mut Ui, checked: bool, label: &str) {
    let tone = if checked { Tone::Good } else { Tone::Caution };
    badge::show(ui, tone, label);
}

fn item(ui: &mut Ui, (entry, district): (&ItemEntry, &str), asked: &mut Option<LegalRef>) {
    let colours = theme::palette(ui);
    ui.add_space(theme::GAP_SMALL);
    ui.with_layout(Layout::left_to_right(eframe::egui::Align::Min), |ui| {
        let code = theme::strong(&entry.item.code).color(colours.weak);
        ui.allocate_ui(Vec2::new(92.0, 20.0), |ui| {
            ui.set_min_width(92.0);
            ui.label(code);
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(Label::new(&entry.item.text).wrap());
            if !entry.item.evidence.is_empty() {
                let evidence = format!("Minh chứng: {}", entry.item.evidence);
                ui.add(Label::new(theme::small(evidence).color(colours.weak)).wrap());
            }
            references(ui, (&entry.legal_refs, district), asked);
        });
    });
    ui.separator();
}

/// What is in force here: a paper of another district is not.
fn references(ui: &mut Ui, (list, district): (&[LegalRef], &str), asked: &mut Option<LegalRef>) {
    let here = |legal: &&LegalRef| legal.district.is_empty() || legal.district == district;
    let mut list = list.iter().filter(here).peekable();
    if list.peek().is_none() {
        form::hint(ui, "Chưa có căn cứ.");
        return;
    }
    let colours = theme::palette(ui);
    for reference in list {
        let span = match (reference.valid_from, reference.valid_to) {
            (_, Some(to)) => format!(", đến hết {}", date::show(to)),
            (Some(from), None) => format!(", từ {}", date::show(from)),
            (None, None) => String::new(),
        };
        let paper = match (reference.number.as_str(), reference.date) {
            ("", None) => String::new(),
            (number, day) => format!(" {number} {}", day.map(date::show).unwrap_or_default()),
        };
        let text = format!(
            "• {}{span} ({}{})",
            reference.text,
            checked_label(reference.checked),
            paper.trim_end()
        );
        let colour = if reference.checked {
            colours.text
        } else {
            colours.weak
        };
        ui.horizontal(|ui| {
            let room = (ui.available_width() - COMPARE).max(120.0);
            ui.scope(|ui| {
                ui.set_max_width(room);
                let text = RichText::new(text).size(theme::SMALL_SIZE).color(colour);
                ui.add(Label::new(text).wrap());
            });
            let compare = button::quiet(ui, "Đối chiếu…")
                .accessible_name(format!("Đối chiếu {}", reference.text));
            if compare.clicked() {
                *asked = Some(reference.clone());
            }
        });
    }
}
