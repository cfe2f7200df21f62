//! The head of the conclusion: number, symbol, day, subject, signer, recipients.

use eframe::egui::{Align, Id, Label, Layout, Ui, Vec2};

use super::View;
use super::conclusion::ConclusionTab;
use super::field::{Field, plain};
use crate::domain::{Conclusion, Problem};
use crate::read::ConclusionPage;
use crate::ui::action::Subject;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::{button, choice::Choice, date_field::NewDate, form};

/// Less width than this puts the fields below each other.
const NARROW: f32 = 760.0;

impl ConclusionTab {
    /// Shows the head.
    pub(super) fn head(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        page: &ConclusionPage,
        now: &Conclusion,
    ) {
        // beside the printed pages there is room for three fields in a row, not for four
        let narrow = ui.available_width() < NARROW;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP_LARGE;
            stacked(ui, 120.0, "Số", |ui, label| {
                let stored = page
                    .conclusion
                    .number
                    .map(|number| format!("{number:02}"))
                    .unwrap_or_default();
                // a draft that has taken the last number is offered that one, not another
                let next = match now.number {
                    Some(own) if own + 1 == view.page.next_number => own,
                    _ => view.page.next_number,
                };
                let hint = format!("{next:02}");
                let field = Field::new(now.id.0, "number", label)
                    .hint(&hint)
                    .focus(std::mem::take(&mut self.just_drafted));
                if let Some(typed) = field.text(ui, view, &stored) {
                    self.number(view, page, now, &typed);
                }
                // it stays when a number is there: Tab stands on it when the number is given out
                if view.editable {
                    let words = format!("Lấy số {hint}");
                    if button::quiet(ui, &words)
                        .on_hover_text(
                            "Số tiếp theo của nhiệm kỳ; ngày ban hành còn trống thì ghi hôm nay",
                        )
                        .clicked()
                    {
                        // a number is given out on the day on which the paper goes out
                        let today = view.ctx.today;
                        let fits = today >= view.page.visit.date;
                        edit(view, page, |conclusion| {
                            conclusion.number = Some(next);
                            conclusion.date = conclusion.date.or(fits.then_some(today));
                        });
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
            if !narrow {
                self.signed_by(ui, view, page, now);
            }
        });
        if narrow {
            self.signed_by(ui, view, page, now);
        }
        self.words(ui, view, page, narrow);
    }

    fn signed_by(&self, ui: &mut Ui, view: &mut View<'_>, page: &ConclusionPage, now: &Conclusion) {
        let room = ui.available_width().max(240.0);
        stacked(ui, room, "Người ký", |ui, label| {
            signer(ui, view, page, now, label);
            self.wrong(ui, view, "signer_title");
        });
    }

    /// Subject and recipients, side by side where there is room.
    fn words(&self, ui: &mut Ui, view: &mut View<'_>, page: &ConclusionPage, narrow: bool) {
        let room = ui.available_width();
        if narrow {
            self.subject(ui, view, page, room);
            recipients(ui, view, page, room);
            return;
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP_LARGE;
            let room = room - theme::GAP_LARGE;
            self.subject(ui, view, page, room * 0.6);
            recipients(ui, view, page, room * 0.4);
        });
    }

    fn subject(&self, ui: &mut Ui, view: &mut View<'_>, page: &ConclusionPage, width: f32) {
        stacked(ui, width, "Trích yếu", |ui, label| {
            let field = Field::new(page.conclusion.id.0, "subject", label).rows(3);
            if let Some(subject) = field.text(ui, view, &page.conclusion.subject) {
                edit(view, page, |conclusion| conclusion.subject = subject);
            }
            self.wrong(ui, view, "subject");
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
            ui.add(Label::new(theme::small(message).color(colour)).wrap());
        }
    }
}

fn edit(view: &mut View<'_>, page: &ConclusionPage, change: impl FnOnce(&mut Conclusion)) {
    view.edits
        .conclusion
        .edit(&page.conclusion, view.out, change);
}

fn recipients(ui: &mut Ui, view: &mut View<'_>, page: &ConclusionPage, width: f32) {
    stacked(
        ui,
        width,
        "Nơi nhận (mỗi dòng một nơi)",
        |ui, label| {
            let stored = page.conclusion.recipients.join("\n");
            let field = Field::new(page.conclusion.id.0, "recipients", label).rows(3);
            if let Some(text) = field.text(ui, view, &stored) {
                let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                let lines: Vec<String> = lines.map(str::to_owned).collect();
                edit(view, page, |conclusion| conclusion.recipients = lines);
            }
        },
    );
}

fn stacked(ui: &mut Ui, width: f32, label: &str, content: impl FnOnce(&mut Ui, Id)) {
    ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        form::stacked(ui, label, content);
    });
}

fn signer(ui: &mut Ui, view: &mut View<'_>, page: &ConclusionPage, now: &Conclusion, label: Id) {
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
