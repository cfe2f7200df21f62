//! Kết luận: the head of the paper, its text, and the step that locks it.

use eframe::egui::{Ui, Vec2};

use super::field::{Field, plain};
use super::moves::{Moves, left_out_words};
use super::paragraphs::Paragraphs;
use super::{Tab, View, Wish};
use crate::domain::date::show;
use crate::domain::{Conclusion, ConclusionState, Problem, VisitState};
use crate::read::{ConclusionPage, VisitPage};
use crate::ui::action::{Action, Subject};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{
    badge, button, choice::Choice, date_field::NewDate, empty_state, form, icon::Icon, notice,
};
use crate::worker::Command;

/// Drafts of the tab.
#[derive(Debug, Default)]
pub struct ConclusionTab {
    paragraphs: Paragraphs,
    problems: Vec<Problem>,
}

impl ConclusionTab {
    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>, moves: &mut Moves) {
        let Some(page) = &view.page.conclusion else {
            nothing_yet(ui, view);
            return;
        };
        let conclusion = view.edits.conclusion.current(&page.conclusion);
        view.editable = view.editable && conclusion.state == ConclusionState::Draft;
        self.buttons(ui, view, moves, &conclusion);
        warnings(ui, view, page);
        theme::sheet(ui).show(ui, |ui| {
            ui.set_width(ui.available_width());
            self.head(ui, view, page, &conclusion);
        });
        ui.add_space(theme::GAP);
        self.paragraphs.ui(ui, view, page);
    }

    fn buttons(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        moves: &mut Moves,
        conclusion: &Conclusion,
    ) {
        ui.horizontal(|ui| {
            let number = conclusion.number.map(|_| format!(" số {}", conclusion.doc_number()));
            let title = format!("Thông báo kết luận{}", number.unwrap_or_default());
            ui.label(theme::section_text(title));
            let tone = if conclusion.state == ConclusionState::Draft { Tone::Caution } else { Tone::Good };
            badge::show(ui, tone, conclusion.state.label());
            ui.with_layout(eframe::egui::Layout::right_to_left(eframe::egui::Align::Center), |ui| {
                if view.editable {
                    let visited = view.page.visit.state == VisitState::Visited;
                    let issue = button::primary_enabled(ui, visited, "Ban hành")
                        .on_disabled_hover_text("Kết thúc buổi giám sát trước khi ban hành kết luận");
                    if issue.clicked() {
                        let missing = conclusion.missing_for_issue().or_else(|| incomplete(view.page));
                        self.problems = missing.into_iter().collect();
                        if self.problems.is_empty() {
                            moves.ask_issue();
                        }
                    }
                }
                if button::plain(ui, "Xuất PDF").clicked() {
                    let name = file_name(view.page, conclusion);
                    view.out.push(Action::ExportConclusion(view.page.visit.id, name));
                }
                if view.editable {
                    let again = button::plain(ui, "Soạn từ biên bản");
                    let hint = "Soạn lại từ phiếu kiểm tra, ưu điểm và tồn tại; đoạn đã sửa tay được giữ nguyên";
                    if again.on_hover_text(hint).clicked() {
                        draft(view);
                    }
                }
            });
        });
        for problem in self.problems.iter().filter(|problem| !has_field(problem)) {
            form::problem(ui, &problem.message);
        }
    }

    fn head(&mut self, ui: &mut Ui, view: &mut View<'_>, page: &ConclusionPage, now: &Conclusion) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP_LARGE;
            stacked(ui, 120.0, "Số", |ui, label| {
                let stored = page
                    .conclusion
                    .number
                    .map(|number| format!("{number:02}"))
                    .unwrap_or_default();
                let hint = format!("{:02}", view.page.next_number);
                let field = Field::new(now.id.0, "number", label).hint(&hint);
                if let Some(typed) = field.text(ui, view, &stored) {
                    self.number(view, page, now, &typed);
                }
                if view.editable && now.number.is_none() {
                    let words = format!("Lấy số {hint}");
                    if button::quiet(ui, &words)
                        .on_hover_text("Số tiếp theo của nhiệm kỳ")
                        .clicked()
                    {
                        let next = view.page.next_number;
                        edit(view, page, |conclusion| conclusion.number = Some(next));
                    }
                }
                self.wrong(ui, view, "number");
            });
            stacked(ui, 110.0, "Ký hiệu", |ui, label| {
                let field = Field::new(now.id.0, "symbol", label);
                if let Some(symbol) = field.text(ui, view, &page.conclusion.symbol) {
                    edit(view, page, |conclusion| conclusion.symbol = symbol);
                }
                self.wrong(ui, view, "symbol");
            });
            stacked(ui, 190.0, "Ngày ban hành", |ui, label| {
                let field = Field::new(now.id.0, "date", label);
                if let Some(NewDate(day)) = field.date(ui, view, page.conclusion.date, false) {
                    let mut new = now.clone();
                    new.date = day;
                    self.problems.retain(|problem| problem.place != "date");
                    match new.check(view.page.visit.date) {
                        Ok(()) => edit(view, page, |conclusion| conclusion.date = day),
                        Err(problem) => self.problems.push(problem),
                    }
                }
                self.wrong(ui, view, "date");
            });
            let room = ui.available_width().max(240.0);
            stacked(ui, room, "Người ký", |ui, label| {
                signer(ui, view, page, now, label);
                self.wrong(ui, view, "signer_title");
            });
        });
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP_LARGE;
            let room = ui.available_width() - theme::GAP_LARGE;
            stacked(ui, room * 0.6, "Trích yếu", |ui, label| {
                let field = Field::new(now.id.0, "subject", label).rows(3);
                if let Some(subject) = field.text(ui, view, &page.conclusion.subject) {
                    edit(view, page, |conclusion| conclusion.subject = subject);
                }
                self.wrong(ui, view, "subject");
            });
            stacked(
                ui,
                room * 0.4,
                "Nơi nhận (mỗi dòng một nơi)",
                |ui, label| {
                    let stored = page.conclusion.recipients.join("\n");
                    let field = Field::new(now.id.0, "recipients", label).rows(3);
                    if let Some(text) = field.text(ui, view, &stored) {
                        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                        let lines: Vec<String> = lines.map(str::to_owned).collect();
                        edit(view, page, |conclusion| conclusion.recipients = lines);
                    }
                },
            );
        });
    }

    fn number(
        &mut self,
        view: &mut View<'_>,
        page: &ConclusionPage,
        now: &Conclusion,
        typed: &str,
    ) {
        self.problems.retain(|problem| problem.place != "number");
        let mut new = now.clone();
        new.number = typed.parse().ok();
        let readable = typed.is_empty() || new.number.is_some();
        if readable && new.check(view.page.visit.date).is_ok() {
            edit(view, page, |conclusion| conclusion.number = new.number);
            view.edits.text(now.id.0, "number").discard();
        } else {
            self.problems
                .push(Problem::new("number", "Số văn bản là số từ 01 đến 99999."));
        }
    }

    /// What is wrong with a field, here or as it was refused.
    fn wrong(&self, ui: &mut Ui, view: &View<'_>, place: &str) {
        let here = self.problems.iter().find(|problem| problem.place == place);
        let refused = view
            .ctx
            .problem(Subject::Conclusion(view.page.visit.id), place);
        if let Some(message) = here.map(|problem| problem.message.as_str()).or(refused) {
            let colour = theme::palette(ui).tone(Tone::Bad).fg;
            ui.add(eframe::egui::Label::new(theme::small(message).color(colour)).wrap());
        }
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

fn nothing_yet(ui: &mut Ui, view: &mut View<'_>) {
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
    if empty_state::show(ui, Icon::Paper, "Chưa có thông báo kết luận", hint, next) {
        draft(view);
    }
}

fn draft(view: &mut View<'_>) {
    view.out.push(Action::Run(Command::DraftConclusion {
        visit_id: view.page.visit.id,
        replace_edited: false,
    }));
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

fn edit(view: &mut View<'_>, page: &ConclusionPage, change: impl FnOnce(&mut Conclusion)) {
    view.edits
        .conclusion
        .edit(&page.conclusion, view.out, change);
}

fn stacked(ui: &mut Ui, width: f32, label: &str, content: impl FnOnce(&mut Ui, eframe::egui::Id)) {
    ui.allocate_ui_with_layout(
        Vec2::new(width, 0.0),
        eframe::egui::Layout::top_down(eframe::egui::Align::Min),
        |ui| {
            ui.set_width(width);
            form::stacked(ui, label, content);
        },
    );
}

fn signer(
    ui: &mut Ui,
    view: &mut View<'_>,
    page: &ConclusionPage,
    now: &Conclusion,
    label: eframe::egui::Id,
) {
    let words: Vec<String> = view
        .page
        .signers
        .iter()
        .map(|signer| signer_words(signer.right.label(), &signer.title, &signer.name))
        .collect();
    let shown = signer_words(
        now.signer_right.label(),
        &now.signer_title,
        &now.signer_name,
    );
    if !view.editable {
        return plain(ui, &shown);
    }
    let chosen = view.page.signers.iter().position(|signer| {
        signer.title == now.signer_title
            && signer.name == now.signer_name
            && signer.right == now.signer_right
    });
    let hint = if now.signer_title.is_empty() {
        "Chọn người ký…"
    } else {
        shown.as_str()
    };
    let picked = Choice::new(label, &words, chosen)
        .width(f32::INFINITY)
        .hint(hint)
        .show(ui);
    if let Some(signer) = picked.and_then(|index| view.page.signers.get(index)) {
        edit(view, page, |conclusion| {
            conclusion.signer_title.clone_from(&signer.title);
            conclusion.signer_name.clone_from(&signer.name);
            conclusion.signer_right = signer.right;
        });
    }
}

fn signer_words(right: &str, title: &str, name: &str) -> String {
    if title.is_empty() {
        return String::new();
    }
    let name = if name.is_empty() {
        "chưa ghi họ tên"
    } else {
        name
    };
    format!(
        "{title} – {name} ({})",
        crate::domain::text::lower_first(right)
    )
}

/// "Kết luận 12-TB-BDVQU Phường Phúc Đồng 12-12-2022.pdf": no character that a file system refuses.
fn file_name(page: &VisitPage, conclusion: &Conclusion) -> String {
    let number = conclusion.number.map_or_else(
        || "dự thảo".to_owned(),
        |_| conclusion.doc_number().replace('/', "-"),
    );
    let day = show(page.visit.date).replace('/', "-");
    format!("Kết luận {number} {} {day}.pdf", page.unit.name)
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
