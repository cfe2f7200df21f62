//! All that is written of one paper: state, where it is kept, until when, when it was seen, a note.

use chrono::NaiveDate;
use eframe::egui::Ui;

use crate::domain::date::show;
use crate::domain::{ArchiveEntry, ArchivePaperId, ArchiveState, UnitId};
use crate::read::ArchiveYear;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::theme;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::form;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::text_field::TextField;
use crate::worker::{ArchiveCommand, Command, NewArchiveEntry};

const WIDTH: f32 = 600.0;

/// The dialog's own state.
#[derive(Debug)]
pub struct EntryDialog {
    base: Option<ArchiveEntry>,
    new: NewArchiveEntry,
    name: String,
    /// Who said so, and what a checklist says.
    told: String,
    seen: DateDraft,
    kept: DateDraft,
    sent: bool,
}

impl EntryDialog {
    /// Opens the dialog; `None` for a paper that the year does not ask for.
    pub fn open(year: &ArchiveYear, unit_id: UnitId, paper_id: ArchivePaperId) -> Option<Self> {
        let row = year.row(unit_id)?;
        let (paper, cell) = year.of(row, None).find(|(paper, _)| paper.id == paper_id)?;
        let there = cell.entry.as_ref();
        let mut told = Vec::new();
        if let Some(entry) = there {
            told.push(format!(
                "{}, ghi ngày {}",
                entry.source_words(),
                show(entry.written_on)
            ));
        }
        if let Some(from) = cell.carried_from(year.filter.year) {
            told.push(format!("lấy theo năm {from}"));
        }
        if let Some(offer) = &cell.offer {
            told.push(format!(
                "phiếu kiểm tra ngày {} cho biết “{}”",
                show(offer.on),
                offer.state.label()
            ));
        }
        Some(Self {
            base: cell.of_year(year.filter.year).cloned(),
            new: NewArchiveEntry {
                unit_id,
                paper_id,
                year: year.filter.year,
                state: cell.state(),
                place: there.map(|entry| entry.place.clone()).unwrap_or_default(),
                kept_until: there.and_then(|entry| entry.kept_until),
                seen_on: cell
                    .of_year(year.filter.year)
                    .and_then(|entry| entry.seen_on),
                note: there.map(|entry| entry.note.clone()).unwrap_or_default(),
            },
            name: format!(
                "{}. {} ({}, {})",
                paper.code, paper.name, row.unit.name, year.filter.year
            ),
            told: told.join(" · "),
            seen: DateDraft::default(),
            kept: DateDraft::default(),
            sent: false,
        })
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        year: &ArchiveYear,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> bool {
        if self.sent && context.has_done(Subject::Archive) {
            return true;
        }
        let ready =
            !context.is_busy(Subject::Archive) && !self.seen.is_open() && !self.kept.is_open();
        let outcome = Dialog::new("Giấy tờ lưu trữ", "Lưu")
            .ready(ready)
            .width(WIDTH)
            .show(ui, |ui| self.fields(ui, year, context));
        match outcome {
            Outcome::Cancelled => return true,
            Outcome::Open => {}
            Outcome::Confirmed => {
                self.sent = true;
                out.push(Action::Run(Command::Archive(ArchiveCommand::Save {
                    base: self.base.clone(),
                    new: self.new.clone(),
                })));
            }
        }
        false
    }

    fn fields(&mut self, ui: &mut Ui, year: &ArchiveYear, context: &ScreenContext<'_>) {
        ui.label(theme::strong(&self.name));
        if !self.told.is_empty() {
            form::hint(ui, &self.told);
        }
        form::row(ui, "Tình trạng", |ui, label| {
            let words: Vec<&str> = ArchiveState::ALL
                .iter()
                .map(|state| state.label())
                .collect();
            let here = ArchiveState::ALL.iter().position(|s| *s == self.new.state);
            let picked = Choice::new(label, &words, here).width(180.0).show(ui);
            if let Some(state) = picked.and_then(|place| ArchiveState::ALL.get(place)) {
                self.new.state = *state;
                let seen = matches!(state, ArchiveState::Present | ArchiveState::Missing);
                if seen && self.new.seen_on.is_none() && in_year(context.today, year) {
                    self.new.seen_on = Some(context.today);
                }
            }
        });
        form::row(ui, "Nơi lưu", |ui, label| {
            TextField::line(label, "")
                .width(WIDTH - theme::LABEL_WIDTH - 20.0)
                .hint("Tủ, cặp, người giữ…")
                .bind(ui, &mut self.new.place);
        });
        form::row(ui, "Lưu đến ngày", |ui, label| {
            let field = DateField::new(label, self.new.kept_until, context.today);
            if let Some(NewDate(day)) = field.show(ui, &mut self.kept) {
                self.new.kept_until = day;
            }
            form::hint(ui, "Để trống nếu lưu lâu dài.");
        });
        self.problem(ui, "kept_until", context);
        form::row(ui, "Ngày xem", |ui, label| {
            let field = DateField::new(label, self.new.seen_on, context.today);
            if let Some(NewDate(day)) = field.show(ui, &mut self.seen) {
                self.new.seen_on = day;
            }
        });
        self.problem(ui, "seen_on", context);
        form::row(ui, "Ghi chú", |ui, label| {
            TextField::line(label, "")
                .width(WIDTH - theme::LABEL_WIDTH - 20.0)
                .bind(ui, &mut self.new.note);
        });
        if self.sent
            && let Some(failure) = context.failure(Subject::Archive)
            && failure
                .problems
                .iter()
                .all(|problem| !matches!(problem.place.as_str(), "kept_until" | "seen_on"))
        {
            form::problem(ui, &failure.message);
        }
    }

    fn problem(&self, ui: &mut Ui, place: &str, context: &ScreenContext<'_>) {
        if self.sent
            && let Some(text) = context.problem(Subject::Archive, place)
        {
            form::problem(ui, text);
        }
    }
}

fn in_year(today: NaiveDate, year: &ArchiveYear) -> bool {
    use chrono::Datelike as _;
    today.year() >= year.filter.year
}
