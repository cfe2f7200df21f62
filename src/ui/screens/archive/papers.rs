//! The papers of a ward: one key says what was found and goes on to the next one.

use eframe::egui::{Key, Label, Modifiers, Popup, Ui};

use super::{ArchiveData, ArchivePart, ArchivePlace, fill_button, print_button, year_choice};
use crate::domain::date::show as show_day;
use crate::domain::text::upper_first;
use crate::domain::{ArchivePaper, ArchivePaperId, ArchiveState, UnitId};
use crate::read::{ArchiveCell, ArchiveRow, ArchiveYear};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::screens::rows;
use crate::ui::theme::{self, Tone};
use crate::ui::tones;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::{button, empty_state, page};
use crate::worker::{ArchiveCommand, ArchiveMark, Command};

/// What the keys set.
const STATE_KEYS: [(Key, ArchiveState, &str); 4] = [
    (Key::Num1, ArchiveState::Present, "1 Có"),
    (Key::Num2, ArchiveState::Missing, "2 Thiếu"),
    (Key::Num0, ArchiveState::NotApplicable, "0 Không áp dụng"),
    (Key::Delete, ArchiveState::NotSeen, "Del Chưa xem"),
];

const COLUMNS: [Column; 7] = [
    Column::fixed("Mã", 122.0),
    Column::growing("Giấy tờ phải lưu", 220.0, 2.0),
    Column::fixed("Tình trạng", 124.0),
    Column::growing("Nơi lưu", 100.0, 0.7),
    Column::fixed("Lưu đến", 98.0),
    Column::fixed("Ngày xem", 98.0),
    Column::growing("Nguồn", 150.0, 0.8),
];

/// The page's own state.
#[derive(Debug, Default)]
pub struct PapersPage {
    table: TableState,
    chosen: Option<ArchivePaperId>,
}

type Papers<'a> = Vec<(&'a ArchivePaper, &'a ArchiveCell)>;

impl PapersPage {
    /// Shows the papers; one whose details are wanted.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        place: &ArchivePlace,
        (unit_id, regulation): (UnitId, Option<&str>),
        data: ArchiveData<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> Option<ArchivePaperId> {
        let year = data.year;
        let Some(row) = year.row(unit_id) else {
            page::head(ui, "Hồ sơ lưu trữ", |_| {});
            empty_state::show(
                ui,
                Icon::Archive,
                "Năm này không theo dõi đơn vị này",
                "Hồ sơ lưu trữ theo dõi các phường còn tồn tại trong năm; hãy chọn năm khác.",
                None,
            );
            return None;
        };
        page::head(
            ui,
            &format!("Hồ sơ lưu trữ: {}", row.unit.name),
            |ui| {
                Self::actions(ui, place, row, data, context, out);
            },
        );
        let papers: Papers<'_> = year.of(row, regulation).collect();
        let tally = match regulation {
            Some(code) => year.tally_of(row, code),
            None => row.tally(),
        };
        page::filters(ui, &upper_first(&tally.words()), |ui| {
            filters(ui, place, (unit_id, regulation), data, context, out);
        });
        self.key_row(ui, data.year, (unit_id, regulation), out);
        if papers.is_empty() {
            empty_state::show(
                ui,
                Icon::Archive,
                "Quy chế này không có giấy tờ nào phải lưu",
                "Thêm giấy tờ ở “Danh mục giấy tờ”, hoặc chọn quy chế khác.",
                None,
            );
            return None;
        }
        let here = self
            .chosen
            .and_then(|id| papers.iter().position(|(paper, _)| paper.id == id));
        if here.is_none() {
            self.chosen = papers.first().map(|(paper, _)| paper.id);
        }
        let mut opened = None;
        self.keys(
            ui,
            place,
            (unit_id, regulation),
            &papers,
            data,
            &mut opened,
            out,
        );
        let chosen = self
            .chosen
            .and_then(|id| papers.iter().position(|(paper, _)| paper.id == id));
        let event = page::list(ui, |ui| {
            Table::new("Giấy tờ phải lưu", &COLUMNS, papers.len(), data.version)
                .selected(chosen)
                .keys(&|row| papers.get(row).map_or(0, |(paper, _)| paper.id.0.as_u128()))
                .show(ui, &mut self.table, |row, column| {
                    papers
                        .get(row)
                        .map_or_else(Cell::default, |found| cell(year, *found, column))
                })
        });
        match event {
            Some(TableEvent::Select(row) | TableEvent::Click(row)) => {
                self.chosen = papers.get(row).map(|(paper, _)| paper.id);
            }
            Some(TableEvent::Open(row)) => opened = papers.get(row).map(|(paper, _)| paper.id),
            Some(TableEvent::Toggle(_)) | None => {}
        }
        opened
    }

    fn actions(
        ui: &mut Ui,
        place: &ArchivePlace,
        row: &ArchiveRow,
        data: ArchiveData<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        print_button(ui, data.year, Some(row.unit.id), context, out);
        fill_button(ui, data.year, Some(row.unit.id), context, out);
        if button::quiet(ui, "Mọi phường").clicked() {
            out.push(Action::Go(Route::Archive(place.with(ArchivePart::Matrix))));
        }
    }

    /// What each key says, and which regulation is looked at.
    fn key_row(
        &self,
        ui: &mut Ui,
        year: &ArchiveYear,
        (unit_id, regulation): (UnitId, Option<&str>),
        out: &mut Vec<Action>,
    ) {
        ui.horizontal(|ui| {
            for (_, state, words) in STATE_KEYS {
                let set = button::plain(ui, words)
                    .on_hover_text("Ghi cho dòng đang chọn, hoặc cho mọi dòng đã đánh dấu");
                if set.clicked() {
                    Self::mark(unit_id, state, &self.meant(), year, out);
                }
            }
            if let Some(code) = regulation {
                let weak = theme::palette(ui).weak;
                let title = format!("{code}. {}", year.title(code));
                ui.add(Label::new(theme::small(title).color(weak)).truncate());
            }
        });
        ui.add_space(theme::GAP_SMALL);
    }

    /// The picked rows, or else the chosen one.
    fn meant(&self) -> Vec<ArchivePaperId> {
        let picked = self.table.picked();
        if picked.is_empty() {
            return self.chosen.into_iter().collect();
        }
        let ids = picked.iter().map(|key| uuid::Uuid::from_u128(*key));
        ids.map(ArchivePaperId).collect()
    }

    fn mark(
        unit_id: UnitId,
        state: ArchiveState,
        papers: &[ArchivePaperId],
        year: &ArchiveYear,
        out: &mut Vec<Action>,
    ) {
        if papers.is_empty() {
            return;
        }
        out.push(Action::Run(Command::Archive(ArchiveCommand::Mark(
            ArchiveMark {
                unit_id,
                papers: papers.to_vec(),
                year: year.filter.year,
                state,
            },
        ))));
    }

    #[expect(clippy::too_many_arguments, reason = "what the keys work on")]
    fn keys(
        &mut self,
        ui: &Ui,
        place: &ArchivePlace,
        (unit_id, regulation): (UnitId, Option<&str>),
        papers: &Papers<'_>,
        data: ArchiveData<'_>,
        opened: &mut Option<ArchivePaperId>,
        out: &mut Vec<Action>,
    ) {
        let dialog = ui.memory(|memory| memory.top_modal_layer().is_some());
        if dialog || ui.ctx().text_edit_focused() || Popup::is_any_open(ui.ctx()) {
            return;
        }
        let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
        let down = pressed(Modifiers::ALT, Key::ArrowDown);
        if down || pressed(Modifiers::ALT, Key::ArrowUp) {
            let next = beside(data.year, regulation, down);
            let part = ArchivePart::Ward(unit_id, next);
            out.push(Action::Go(Route::Archive(place.with(part))));
            return;
        }
        for (key, state, _) in STATE_KEYS {
            if pressed(Modifiers::NONE, key) {
                let meant = self.meant();
                Self::mark(unit_id, state, &meant, data.year, out);
                if self.table.picked().is_empty() {
                    self.step(papers, true);
                } else {
                    self.table.pick_none();
                }
            }
        }
        // the list takes the arrows where it has the focus
        let focused = ui.memory(|memory| memory.focused().is_some());
        if focused {
            return;
        }
        if pressed(Modifiers::NONE, Key::ArrowDown) {
            self.step(papers, true);
        } else if pressed(Modifiers::NONE, Key::ArrowUp) {
            self.step(papers, false);
        } else if pressed(Modifiers::NONE, Key::Enter) {
            *opened = self.chosen;
        }
    }

    fn step(&mut self, papers: &Papers<'_>, down: bool) {
        let at = papers
            .iter()
            .position(|(paper, _)| Some(paper.id) == self.chosen);
        let to = at.and_then(|at| {
            if down {
                at.checked_add(1)
            } else {
                at.checked_sub(1)
            }
        });
        if let Some((paper, _)) = to.and_then(|to| papers.get(to)) {
            self.chosen = Some(paper.id);
        }
    }
}

/// The regulation after or before one; all of them stand before the first.
fn beside(year: &ArchiveYear, here: Option<&str>, down: bool) -> Option<String> {
    let at = here.and_then(|code| year.regulations.iter().position(|(one, _)| one == code));
    let to = match (at, down) {
        (None, true) => Some(0),
        (None, false) => year.regulations.len().checked_sub(1),
        (Some(at), true) => Some(at + 1),
        (Some(at), false) => at.checked_sub(1),
    };
    let found = to.and_then(|to| year.regulations.get(to));
    found.map(|(code, _)| code.clone())
}

fn filters(
    ui: &mut Ui,
    place: &ArchivePlace,
    (unit_id, regulation): (UnitId, Option<&str>),
    data: ArchiveData<'_>,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) {
    let year = data.year;
    let mut new = place.clone();
    year_choice(ui, year, &mut new.filter.year, context);
    let names: Vec<&str> = year
        .rows
        .iter()
        .map(|row| row.unit.short_name.as_str())
        .collect();
    let here = year.rows.iter().position(|row| row.unit.id == unit_id);
    let picked = Choice::new("Phường", &names, here).width(180.0).show(ui);
    let unit_id = picked
        .and_then(|place| year.rows.get(place))
        .map_or(unit_id, |row| row.unit.id);
    let codes: Vec<String> = std::iter::once("Mọi quy chế".to_owned())
        .chain(year.regulations.iter().map(|(code, _)| code.clone()))
        .collect();
    let at = regulation
        .and_then(|code| year.regulations.iter().position(|(one, _)| one == code))
        .map_or(0, |at| at + 1);
    let picked = Choice::new("Quy chế", &codes, Some(at))
        .width(140.0)
        .show(ui);
    let regulation = match picked {
        Some(place) => place
            .checked_sub(1)
            .and_then(|place| year.regulations.get(place))
            .map(|(code, _)| code.clone()),
        None => regulation.map(str::to_owned),
    };
    new.part = ArchivePart::Ward(unit_id, regulation);
    if new != *place {
        out.push(Action::Go(Route::Archive(new)));
    }
}

fn cell<'a>(
    year: &ArchiveYear,
    (paper, found): (&'a ArchivePaper, &'a ArchiveCell),
    column: usize,
) -> Cell<'a> {
    let entry = found.entry.as_ref();
    match column {
        0 => Cell::text(paper.code.as_str()).strong(),
        1 => Cell::text(paper.name.as_str()),
        2 => {
            let state = found.state();
            let words = match found.carried_from(year.filter.year) {
                Some(from) => format!("{} từ {from}", state.label()),
                None => state.label().to_owned(),
            };
            let order = i64::try_from(state as usize).unwrap_or(i64::MAX);
            let cell = Cell::text(words).sorted_by(order);
            if state == ArchiveState::NotSeen {
                cell.weak()
            } else {
                cell.tone(tones::of_archive(state))
            }
        }
        3 => Cell::text(entry.map_or("", |entry| entry.place.as_str())),
        4 => match entry.and_then(|entry| entry.kept_until) {
            Some(day) if entry.is_some_and(|entry| entry.is_expired(year.as_of)) => {
                Cell::text(show_day(day))
                    .tone(Tone::Caution)
                    .sorted_by(rows::days(day))
            }
            Some(day) => rows::day(Some(day)),
            None => Cell::default(),
        },
        5 => match entry.and_then(|entry| entry.seen_on) {
            Some(day) => rows::day(Some(day)),
            None => Cell::default(),
        },
        _ => match (&found.offer, entry) {
            (Some(offer), _) => Cell::text(format!(
                "Phiếu {}: {}",
                show_day(offer.on),
                offer.state.label()
            ))
            .tone(Tone::Accent),
            (None, Some(entry)) => Cell::text(entry.source_words()).weak(),
            (None, None) => Cell::default(),
        },
    }
}
