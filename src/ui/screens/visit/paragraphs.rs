//! The text of the conclusion, section by section. A thin mark shows where each paragraph came from.

use eframe::egui::{Rect, Sense, Ui, Vec2, WidgetInfo, accesskit::Role};

use super::View;
use super::field::Field;
use crate::domain::{Paragraph, ParagraphId, ParagraphSource, ParagraphStyle, Section};
use crate::read::{ConclusionPage, VisitPage};
use crate::ui::action::{Action, Subject};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{badge, button, form, icon::Icon, section};
use crate::worker::{Command, ConclusionCommand, Made};

/// The new paragraph that the caret goes to once it is on the page.
#[derive(Debug, Default)]
pub struct Paragraphs {
    fresh: Option<ParagraphId>,
}

const MARK: f32 = 10.0;

impl Paragraphs {
    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>, page: &ConclusionPage) {
        if let Some(Made::Paragraph(id)) = view.ctx.made(Subject::NewParagraph) {
            self.fresh = Some(*id);
        }
        for part in Section::ALL {
            let paragraphs: Vec<&Paragraph> = page
                .paragraphs
                .iter()
                .filter(|p| p.section == *part)
                .collect();
            if paragraphs.is_empty() && !view.editable {
                continue;
            }
            theme::sheet(ui).show(ui, |ui| {
                ui.set_width(ui.available_width());
                section::heading(ui, part.label(), |ui| {
                    if view.editable {
                        let add = button::quiet(ui, "Thêm đoạn");
                        let add = add.accessible_name(format!("Thêm đoạn vào {}", part.label()));
                        if add.clicked() {
                            view.out.push(Action::Run(Command::Conclusion(
                                ConclusionCommand::AddParagraph {
                                    conclusion_id: page.conclusion.id,
                                    section: *part,
                                    text: String::new(),
                                },
                            )));
                        }
                    }
                });
                if paragraphs.is_empty() {
                    form::hint(ui, "Chưa có đoạn nào.");
                }
                for (index, paragraph) in paragraphs.iter().enumerate() {
                    let focus = self.fresh.take_if(|id| *id == paragraph.id).is_some();
                    ui.push_id(paragraph.id.0, |ui| {
                        one(ui, view, paragraph, index + 1, focus);
                    });
                }
            });
            ui.add_space(theme::GAP_SMALL);
        }
    }
}

fn one(ui: &mut Ui, view: &mut View<'_>, loaded: &Paragraph, number: usize, focus: bool) {
    let paragraph = view.edits.paragraphs.current(loaded);
    let top = ui.cursor().top();
    let row = ui.horizontal_top(|ui| {
        ui.add_space(MARK);
        let width = (ui.available_width() - 116.0).max(240.0);
        let name = format!("{}, đoạn {number}", loaded.section.label());
        let dropped = loaded.text.is_empty() && !loaded.drafted.is_empty();
        let hint = if dropped {
            format!("Đã bỏ khỏi kết luận: {}", loaded.drafted)
        } else {
            "Nội dung đoạn".to_owned()
        };
        let field = Field::new(loaded.id.0, "text", name.as_str())
            .rows(2)
            .width(width)
            .hint(&hint)
            .focus(focus);
        ui.vertical(|ui| {
            ui.set_width(width);
            if let Some(text) = field.text(ui, view, &loaded.text) {
                view.edits.paragraphs.edit(loaded, view.out, |paragraph| {
                    paragraph.text = text;
                    paragraph.edited = true;
                });
            }
            if dropped && view.editable {
                let back = button::quiet(ui, "Đưa lại đoạn này");
                let back = back.accessible_name(format!("Đưa lại {name}"));
                if back.clicked() {
                    view.edits.paragraphs.edit(loaded, view.out, |paragraph| {
                        paragraph.text.clone_from(&loaded.drafted);
                    });
                }
            }
        });
        if paragraph.edited && paragraph.source != ParagraphSource::Hand {
            badge::show(ui, Tone::Info, "đã sửa")
                .on_hover_text("Đoạn sửa tay: soạn lại không ghi đè");
        } else if paragraph.style == ParagraphStyle::Heading {
            badge::show(ui, Tone::Neutral, "đề mục");
        }
        if view.editable {
            let words = format!("Xóa {}, đoạn {number}", loaded.section.label());
            if button::icon(ui, Icon::Cross, &words).clicked() {
                view.out.push(Action::Run(Command::Conclusion(
                    ConclusionCommand::RemoveParagraph(loaded.id),
                )));
            }
        }
    });
    let rect = row.response.rect.with_min_y(top);
    mark(ui, view.page, rect, paragraph.source);
}

/// A thin line at the left; pointing at it says where the paragraph came from.
fn mark(ui: &Ui, page: &VisitPage, row: Rect, source: ParagraphSource) {
    let rect = row.with_max_x(row.left() + 8.0);
    let (tone, words) = match source {
        ParagraphSource::Visit => (Tone::Neutral, "Từ thông tin cuộc giám sát".to_owned()),
        ParagraphSource::Item(id) => {
            let item = page.item(id).map_or("", |(_, sheet)| &sheet.item.text);
            (Tone::Info, format!("Từ mục kiểm tra: {item}"))
        }
        ParagraphSource::Strength(id) => {
            let strength = page.strengths.iter().find(|strength| strength.id == id);
            (
                Tone::Good,
                format!("Từ ưu điểm: {}", strength.map_or("", |s| &s.text)),
            )
        }
        ParagraphSource::Shortcoming(id) => {
            let found = page
                .shortcomings
                .iter()
                .find(|shortcoming| shortcoming.id == id);
            (
                Tone::Caution,
                format!("Từ tồn tại: {}", found.map_or("", |s| &s.description)),
            )
        }
        ParagraphSource::Hand => return,
    };
    let response = ui.interact(rect, ui.scope_id().with("source"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    let line = Rect::from_min_size(rect.left_top(), Vec2::new(3.0, rect.height()));
    ui.painter()
        .rect_filled(line, 1.5, theme::palette(ui).tone(tone).fg);
    response.on_hover_text(words);
}
