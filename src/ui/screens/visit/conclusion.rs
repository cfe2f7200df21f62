//! Kết luận: the head of the paper, its text, and the step that locks it.

use std::sync::Arc;

use eframe::egui::{Align, Layout, Ui, Vec2};

use super::correcting;
use super::moves::Moves;
use super::offers;
use super::paragraphs::Paragraphs;
use super::questions::left_out_words;
use super::{Tab, View, Wish, scrolled};
use crate::domain::date::show;
use crate::domain::role::Role;
use crate::domain::{Conclusion, ConclusionState, Problem, VisitState};
use crate::read::{ConclusionPage, DraftOffer, PaperFormat, PaperRequest, VisitPage};
use crate::ui::action::Action;
use crate::ui::export::Export;
use crate::ui::preview::PaperPane;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{badge, button, empty_state, form, icon::Icon, notice};
use crate::worker::{Command, ConclusionCommand};

/// Drafts of the tab.
#[derive(Debug, Default)]
pub struct ConclusionTab {
    paragraphs: Paragraphs,
    /// What is wrong in the head, found before anything was sent.
    pub(super) problems: Vec<Problem>,
    pages_hidden: bool,
    /// The caret goes to the number, the first thing that a fresh draft lacks.
    pub(super) just_drafted: bool,
    /// What a fresh draft would change, once known.
    pub(super) offers: Option<Arc<Vec<DraftOffer>>>,
    offers_open: bool,
}

/// How much of the width the text takes beside the pages.
const TEXT_SHARE: f32 = 0.5;

impl ConclusionTab {
    /// The conclusion whose printed pages stand beside its text.
    pub fn with_pages<'a>(&self, page: &'a VisitPage) -> Option<&'a ConclusionPage> {
        page.conclusion.as_ref().filter(|_| !self.pages_hidden)
    }

    /// Whether a fresh draft is to be compared with the text.
    pub fn wants_offers(page: &VisitPage) -> bool {
        page.conclusion
            .as_ref()
            .is_some_and(|page| page.conclusion.state == ConclusionState::Draft)
    }

    pub fn ui(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        moves: &mut Moves,
        pane: &mut PaperPane,
    ) {
        let Some(page) = &view.page.conclusion else {
            self.just_drafted |= nothing_yet(ui, view);
            return;
        };
        let conclusion = view.edits.conclusion.current(&page.conclusion);
        let open = view.editable || view.page.is_correcting();
        view.editable = open && conclusion.state == ConclusionState::Draft;
        self.buttons(ui, view, moves, &conclusion);
        correcting::strip(ui, view);
        warnings(ui, view, page);
        let room = ui.available_size();
        if self.pages_hidden {
            self.text(ui, view, page, &conclusion);
            return;
        }
        let left = ((room.x - theme::GAP) * TEXT_SHARE).floor();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP;
            let down = Layout::top_down(Align::Min);
            ui.allocate_ui_with_layout(Vec2::new(left, room.y), down, |ui| {
                ui.set_width(left);
                self.text(ui, view, page, &conclusion);
            });
            ui.allocate_ui_with_layout(ui.available_size(), down, |ui| {
                let keys = !ui.ctx().text_edit_focused();
                pane.ui(ui, keys);
            });
        });
    }

    /// Head and paragraphs.
    fn text(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        page: &ConclusionPage,
        conclusion: &Conclusion,
    ) {
        scrolled(ui, "conclusion", |ui| {
            if let Some(offers) = self
                .offers
                .clone()
                .filter(|_| self.offers_open && view.editable)
            {
                self.offers_open = !offers::ui(ui, view, page, &offers);
                ui.add_space(theme::GAP);
            }
            theme::sheet(ui).show(ui, |ui| {
                ui.set_width(ui.available_width());
                self.head(ui, view, page, conclusion);
            });
            ui.add_space(theme::GAP);
            self.paragraphs.ui(ui, view, page);
        });
    }

    fn buttons(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        moves: &mut Moves,
        conclusion: &Conclusion,
    ) {
        ui.horizontal(|ui| {
            let number = conclusion
                .number
                .map(|_| format!(" số {}", conclusion.doc_number()));
            let title = format!("Thông báo kết luận{}", number.unwrap_or_default());
            ui.label(theme::section_text(title));
            let tone = if conclusion.state == ConclusionState::Draft {
                Tone::Caution
            } else {
                Tone::Good
            };
            badge::show(ui, tone, conclusion.state.label());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if view.editable {
                    let visited = view.page.visit.state == VisitState::Visited;
                    let ready = visited || view.page.is_correcting();
                    let forbidden = view.ctx.forbids(Role::Approve);
                    let ready = ready && forbidden.is_none();
                    let issue = button::primary_enabled(ui, ready, "Ban hành")
                        .on_disabled_hover_text(forbidden.unwrap_or_else(|| {
                            "Kết thúc buổi giám sát trước khi ban hành kết luận".to_owned()
                        }));
                    if issue.clicked() {
                        self.problems = conclusion.missing_for_issue();
                        self.problems.extend(incomplete(view.page));
                        if self.problems.is_empty() {
                            moves.ask_issue();
                        }
                    }
                }
                let words = if self.pages_hidden {
                    "Hiện trang in"
                } else {
                    "Ẩn trang in"
                };
                if button::plain(ui, words).clicked() {
                    self.pages_hidden = !self.pages_hidden;
                }
                if button::plain(ui, "In")
                    .on_hover_text("Chuyển bản PDF tới máy in của hệ thống")
                    .clicked()
                {
                    view.out
                        .push(Action::Print(PaperRequest::Conclusion(view.page.visit.id)));
                }
                for (label, format) in [("PDF", PaperFormat::Pdf), ("Word", PaperFormat::Word)] {
                    if button::plain(ui, label).clicked() {
                        let what =
                            Export::Paper(PaperRequest::Conclusion(view.page.visit.id), format);
                        let name = file_name(view.page, conclusion, format);
                        view.out.push(Action::Export(what, name));
                    }
                }
                if view.editable {
                    self.offers_button(ui);
                } else {
                    correcting::begin_button(ui, view);
                }
            });
        });
        for problem in self.problems.iter().filter(|problem| !has_field(problem)) {
            form::problem(ui, &problem.message);
        }
    }
}

impl ConclusionTab {
    /// Opens and closes what a fresh draft would change.
    fn offers_button(&mut self, ui: &mut Ui) {
        let count = self.offers.as_ref().map_or(0, |offers| offers.len());
        let words = match count {
            0 => "Cập nhật từ biên bản".to_owned(),
            count => format!("Cập nhật từ biên bản ({count})"),
        };
        ui.add_enabled_ui(count > 0 || self.offers_open, |ui| {
            let clicked = button::plain(ui, &words)
                .on_hover_text(
                    "Xem từng đoạn khác với phiếu kiểm tra, ưu điểm và tồn tại; lấy hoặc giữ từng đoạn",
                )
                .on_disabled_hover_text("Nội dung đã khớp với biên bản")
                .clicked();
            if clicked {
                self.offers_open = !self.offers_open;
            }
        });
    }
}

fn has_field(problem: &Problem) -> bool {
    ["number", "symbol", "date", "signer_title", "subject"].contains(&problem.place.as_str())
}

/// A shortcoming that lacks what a notice must say.
fn incomplete(page: &VisitPage) -> Option<Problem> {
    page.shortcomings
        .iter()
        .enumerate()
        .find_map(|(index, shortcoming)| {
            let missing = shortcoming.missing_for_notice()?;
            let message = format!(
                "Tồn tại {} chưa ghi {missing}; hãy ghi đủ trước khi ban hành.",
                index + 1
            );
            Some(Problem::new("shortcomings", message))
        })
}

/// True when the draft was asked for.
fn nothing_yet(ui: &mut Ui, view: &mut View<'_>) -> bool {
    let ready = view.editable
        && matches!(
            view.page.visit.state,
            VisitState::InProgress | VisitState::Visited
        );
    let hint = if ready {
        "Chương trình soạn từ phiếu kiểm tra, ưu điểm và tồn tại; anh chị sửa lại từng đoạn trước khi ban hành."
    } else {
        "Kết luận được soạn khi cuộc giám sát đã bắt đầu."
    };
    let next = ready.then_some("Soạn từ biên bản");
    let asked = empty_state::show(ui, Icon::Paper, "Chưa có thông báo kết luận", hint, next);
    if asked {
        draft(view);
    }
    asked
}

fn draft(view: &mut View<'_>) {
    view.out
        .push(Action::Run(Command::Conclusion(ConclusionCommand::Draft {
            visit_id: view.page.visit.id,
            replace_edited: false,
        })));
}

fn warnings(ui: &mut Ui, view: &mut View<'_>, page: &ConclusionPage) {
    if !page.left_out.is_empty() && page.conclusion.state == ConclusionState::Draft {
        notice::show_with(
            ui,
            Tone::Caution,
            &left_out_words(page.left_out.len()),
            |ui| {
                if button::plain(ui, "Xem tồn tại").clicked() {
                    view.wishes.push(Wish::Open(Tab::Findings));
                }
            },
        );
        ui.add_space(theme::GAP_SMALL);
    }
}

/// "Kết luận 12-TB-BDVQU Phường Phúc Đồng 12-12-2022.pdf": no character that a file system refuses.
fn file_name(page: &VisitPage, conclusion: &Conclusion, format: PaperFormat) -> String {
    let kind = format.extension();
    let number = conclusion.number.map_or_else(
        || "dự thảo".to_owned(),
        |_| conclusion.doc_number().replace('/', "-"),
    );
    let day = show(page.visit.date).replace('/', "-");
    format!("Kết luận {number} {} {day}.{kind}", page.unit.name)
        .chars()
        .map(|c| {
            if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') {
                '-'
            } else {
                c
            }
        })
        .collect()
}
