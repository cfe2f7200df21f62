//! Danh bạ: people with the titles they hold or held, in the supervising body and in the units.

use chrono::NaiveDate;
use eframe::egui::Ui;

use super::rows;
use crate::domain::text::{fold, paper_count};
use crate::read::grid::GridKind;
use crate::read::{PersonEntry, TitleEntry, UnitRow};
use crate::ui::action::{Action, ScreenContext};
use crate::ui::dialogs::person::PersonDialog;
use crate::ui::screens::tables::way;
use crate::ui::theme;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, empty_state, form, section};

/// The screen's own state.
#[derive(Debug, Default)]
pub struct PeopleScreen {
    table: TableState,
    chosen: Option<usize>,
    words: String,
    past: bool,
    dialog: Option<PersonDialog>,
    /// Changes with the filter, so that the table sorts again.
    filter_version: u64,
}

const COLUMNS: [Column; 5] = [
    Column::growing("Họ và tên", 180.0, 0.6),
    Column::growing("Chức vụ", 220.0, 1.0),
    Column::growing("Nơi công tác", 160.0, 0.6),
    Column::fixed("Từ ngày", 110.0),
    Column::fixed("Đến ngày", 110.0),
];

/// A line of the table: someone with one title, or with none.
type Line<'a> = (&'a PersonEntry, Option<&'a TitleEntry>);

impl PeopleScreen {
    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        (people, version): (&[PersonEntry], u64),
        units: &[UnitRow],
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        section::title(ui, "Danh bạ người và chức vụ", |ui| {
            if button::primary(ui, "Thêm người").clicked() {
                self.dialog = Some(PersonDialog::add());
            }
            way::button(ui, GridKind::People, out);
        });
        self.filters(ui, people.len());
        ui.add_space(theme::GAP_SMALL);
        let lines = self.lines(people, context.today);
        if lines.is_empty() {
            self.nothing(ui, people.is_empty());
        } else {
            let sheet = theme::sheet(ui).inner_margin(2);
            sheet.show(ui, |ui| self.list(ui, &lines, version));
        }
        if let Some(dialog) = &mut self.dialog
            && dialog.ui(ui, units, context, out)
        {
            self.dialog = None;
        }
    }

    fn filters(&mut self, ui: &mut Ui, count: usize) {
        ui.horizontal(|ui| {
            let words = TextField::line("Lọc theo tên, chức vụ, đơn vị", "")
                .width(280.0)
                .hint("Lọc theo tên, chức vụ, đơn vị");
            let typed = words.bind(ui, &mut self.words);
            let ticked = ui
                .checkbox(&mut self.past, "Cả chức vụ đã thôi giữ")
                .changed();
            if typed || ticked {
                self.filter_version += 1;
                self.chosen = None;
            }
            form::hint(ui, &format!("{} người", paper_count(count)));
        });
    }

    fn lines<'a>(&self, people: &'a [PersonEntry], today: NaiveDate) -> Vec<Line<'a>> {
        let wanted = fold(&self.words);
        let fits = |entry: &PersonEntry, title: Option<&TitleEntry>| {
            let title = title.map_or(String::new(), |held| {
                format!("{} {}", held.title.title, place(held))
            });
            fold(&format!("{} {title}", entry.person.name)).contains(&wanted)
        };
        let mut lines = Vec::new();
        for entry in people {
            let now = entry
                .titles
                .iter()
                .filter(|held| self.past || held.title.holds_on(today));
            let before = lines.len();
            lines.extend(
                now.map(|held| (entry, Some(held)))
                    .filter(|(entry, held)| fits(entry, *held)),
            );
            let bare = entry.titles.is_empty() && lines.len() == before;
            if bare && fits(entry, None) {
                lines.push((entry, None));
            }
        }
        lines
    }

    fn list(&mut self, ui: &mut Ui, lines: &[Line<'_>], version: u64) {
        let version = version.wrapping_mul(1000).wrapping_add(self.filter_version);
        let event = Table::new("Danh bạ", &COLUMNS, lines.len(), version)
            .selected(self.chosen)
            .show(ui, &mut self.table, |row, column| {
                lines
                    .get(row)
                    .map_or_else(Cell::default, |line| cell(*line, column))
            });
        match event {
            Some(TableEvent::Select(row)) => self.chosen = Some(row),
            Some(TableEvent::Click(row) | TableEvent::Open(row)) => {
                self.chosen = Some(row);
                if let Some((entry, held)) = lines.get(row) {
                    let title = held.map(|held| held.title.clone());
                    self.dialog = Some(PersonDialog::edit(entry.person.clone(), title));
                }
            }
            Some(TableEvent::Toggle(_)) | None => {}
        }
    }

    fn nothing(&mut self, ui: &mut Ui, none_at_all: bool) {
        if !none_at_all {
            let hint = "Thử bỏ bớt chữ, hoặc xem cả chức vụ đã thôi giữ.";
            empty_state::show(ui, Icon::Search, "Không có ai khớp", hint, None);
            return;
        }
        let clicked = empty_state::show(
            ui,
            Icon::Ward,
            "Danh bạ chưa có ai",
            "Người trong danh bạ chọn được khi ghi đoàn giám sát và người dự; cũng có thể giữ lại từ một cuộc giám sát.",
            Some("Thêm người đầu tiên"),
        );
        if clicked {
            self.dialog = Some(PersonDialog::add());
        }
    }
}

fn place(held: &TitleEntry) -> &str {
    if held.title.unit_id.is_none() {
        "Cơ quan giám sát"
    } else {
        &held.unit_name
    }
}

fn cell((entry, held): Line<'_>, column: usize) -> Cell<'_> {
    let name = || Cell::text(entry.person.name.as_str()).strong();
    match (column, held) {
        (0, _) => name(),
        (1, Some(held)) => Cell::text(held.title.title.as_str()),
        (1, None) => Cell::text("chưa ghi chức vụ").weak(),
        (2, Some(held)) => Cell::text(place(held)),
        (3, Some(held)) => span_day(held.title.valid_from),
        (4, Some(held)) => span_day(held.title.valid_to),
        _ => Cell::default(),
    }
}

/// An end of a span; open ends stay empty.
fn span_day(day: Option<NaiveDate>) -> Cell<'static> {
    day.map_or_else(Cell::default, |day| rows::day(Some(day)))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use egui_kittest::kittest::Queryable as _;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{HeldTitle, HeldTitleId, Person, PersonId};
    use crate::ui::action::Answers;
    use crate::ui::testing::window;
    use crate::worker::{Command, PeopleCommand};

    fn day(text: &str) -> NaiveDate {
        crate::domain::date::parse(text).unwrap()
    }

    fn someone(number: u128, name: &str, title: &str, to: Option<NaiveDate>) -> PersonEntry {
        let id = PersonId(Uuid::from_u128(number));
        PersonEntry {
            person: Person {
                id,
                ver: 1,
                name: name.into(),
                note: String::new(),
            },
            titles: vec![TitleEntry {
                title: HeldTitle {
                    id: HeldTitleId(Uuid::from_u128(number + 100)),
                    ver: 1,
                    person_id: id,
                    unit_id: None,
                    title: title.into(),
                    valid_from: None,
                    valid_to: to,
                },
                unit_name: String::new(),
            }],
        }
    }

    #[test]
    fn people_are_filtered_without_marks_added_and_given_an_end() {
        let people = vec![
            someone(1, "Nguyễn Văn A", "Trưởng Ban", None),
            someone(2, "Trần Thị B", "Phó Trưởng Ban", Some(day("01/02/2020"))),
        ];
        let wishes = Rc::new(RefCell::new(Vec::new()));
        let out = wishes.clone();
        let mut screen = PeopleScreen::default();
        let mut harness = window(move |ui| {
            let answers = Answers::default();
            let context = ScreenContext {
                today: day("12/12/2022"),
                status: None,
                answers: &answers,
            };
            screen.ui(ui, (&people, 1), &[], &context, &mut out.borrow_mut());
        });
        harness.run();
        assert!(harness.query_by_label_contains("Trần Thị B").is_none());
        harness.get_by_label("Cả chức vụ đã thôi giữ").click();
        harness.run();
        harness.get_by_label_contains("Trần Thị B");
        harness
            .get_by_label("Lọc theo tên, chức vụ, đơn vị")
            .focus();
        harness.run();
        harness.event(eframe::egui::Event::Text("pho truong".into()));
        harness.run();
        assert!(harness.query_by_label_contains("Nguyễn Văn A").is_none());
        harness.get_by_label("Thêm người").click();
        harness.run();
        harness.get_by_label("Họ và tên").focus();
        harness.run();
        harness.event(eframe::egui::Event::Text("Lê Văn C".into()));
        harness.run();
        harness.get_by_label("Chức vụ").focus();
        harness.run();
        harness.event(eframe::egui::Event::Text("Chuyên viên".into()));
        harness.run();
        harness.get_by_label("Ghi").click();
        harness.run();
        assert!(
            matches!(&wishes.borrow()[..], [Action::Run(Command::People(PeopleCommand::Keep { name, title, unit_id: None, .. }))] if name == "Lê Văn C" && title == "Chuyên viên"),
            "{:?}",
            wishes.borrow()
        );
    }
}
