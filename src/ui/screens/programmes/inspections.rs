//! Kiểm tra đột xuất: each round with how many units were inspected.

use eframe::egui::Ui;

use super::forms::Form;
use super::{ProgrammesPage, ProgrammesScreen};
use crate::domain::Inspection;
use crate::read::PaperRequest;
use crate::read::programme::{InspectionFilter, InspectionList, ProgrammePaper, ProgrammesPlace};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::screens::filters::{chosen_from, place_of};
use crate::ui::screens::rows;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent};
use crate::ui::widgets::text_field::TextField;
use crate::ui::widgets::{button, empty_state, page, waiting};
use crate::worker::blank;

const COLUMNS: [Column; 6] = [
    Column::fixed("Thời gian", 210.0).least(110.0),
    Column::growing("Cơ quan kiểm tra", 130.0, 0.6),
    Column::growing("Lĩnh vực", 140.0, 0.8),
    Column::fixed("Lượt đơn vị", 104.0).right(),
    Column::growing("Kết quả", 160.0, 1.0),
    Column::growing("Chương trình", 120.0, 0.6),
];

pub(super) fn head(
    ui: &mut Ui,
    screen: &mut ProgrammesScreen,
    page: &ProgrammesPage<'_>,
    filter: &InspectionFilter,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) {
    if button::primary(ui, "Ghi đợt kiểm tra…").clicked() {
        let new = blank::inspection(filter.programme_id, context.today);
        screen.open(Form::Inspection(None, new), page);
    }
    if button::plain(ui, "Bản in, Excel")
        .on_hover_text("Danh sách đang hiện thành PDF, Word, Excel hoặc ra máy in")
        .clicked()
    {
        let paper = ProgrammePaper::Inspections {
            filter: filter.clone(),
            as_of: context.today,
        };
        out.push(Action::Go(Route::Paper(PaperRequest::Programmes(paper))));
    }
}

impl ProgrammesScreen {
    pub(super) fn inspected(
        &mut self,
        ui: &mut Ui,
        page: &ProgrammesPage<'_>,
        filter: &InspectionFilter,
        out: &mut Vec<Action>,
    ) {
        let Some((list, version)) = page.inspections else {
            waiting::show(ui, "Đang đọc danh sách…");
            return;
        };
        let mut wanted = filter.clone();
        page::filters(ui, &list.words(), |ui| {
            self.inspection_filters(ui, page, list, &mut wanted);
        });
        if wanted != *filter {
            let place = ProgrammesPlace::Inspections(wanted);
            out.push(Action::Go(Route::Programmes(place)));
        }
        if list.rows.is_empty() {
            let (title, hint) = if list.used {
                ("Không có đợt nào khớp", "Thử bỏ bớt điều kiện lọc.")
            } else {
                (
                    "Chưa ghi đợt kiểm tra đột xuất nào",
                    "Mỗi đợt ghi ngày, cơ quan kiểm tra, lĩnh vực, số lượt đơn vị và kết quả; chương trình cộng số lượt theo năm và lĩnh vực.",
                )
            };
            empty_state::show(ui, Icon::Search, title, hint, None);
            return;
        }
        let event = page::list(ui, |ui| {
            Table::new(
                "Các đợt kiểm tra đột xuất",
                &COLUMNS,
                list.rows.len(),
                version,
            )
            .show(ui, &mut self.inspections, |row, column| {
                let line = list.rows.get(row);
                line.map_or_else(Cell::default, |(one, title)| cell(one, title, column))
            })
        });
        if let Some(TableEvent::Click(row) | TableEvent::Open(row)) = event
            && let Some((one, _)) = list.rows.get(row)
        {
            self.open(Form::Inspection(Some(one.clone()), one.clone()), page);
        }
    }

    fn inspection_filters(
        &mut self,
        ui: &mut Ui,
        page: &ProgrammesPage<'_>,
        list: &InspectionList,
        wanted: &mut InspectionFilter,
    ) {
        let words = TextField::line("Lọc theo nội dung kiểm tra", "")
            .finder()
            .width(180.0)
            .hint("Lọc theo nội dung");
        if words.bind(ui, &mut self.words) {
            self.words.trim().clone_into(&mut wanted.text);
        }
        let years: Vec<String> = std::iter::once("Mọi năm".to_owned())
            .chain(list.years.iter().map(|year| format!("Năm {year}")))
            .collect();
        let here = Some(place_of(&list.years, wanted.year));
        if let Some(place) = Choice::new("Năm", &years, here).width(112.0).show(ui) {
            wanted.year = chosen_from(&list.years, place);
        }
        let fields: Vec<&str> = std::iter::once("Mọi lĩnh vực")
            .chain(list.fields.iter().map(String::as_str))
            .collect();
        let here = list.fields.iter().position(|field| *field == wanted.field);
        let here = Some(here.map_or(0, |place| place + 1));
        if let Some(place) = Choice::new("Lĩnh vực", &fields, here).width(170.0).show(ui) {
            let field = place
                .checked_sub(1)
                .and_then(|place| list.fields.get(place));
            wanted.field = field.cloned().unwrap_or_default();
        }
        let all = page.all();
        let names: Vec<&str> = std::iter::once("Mọi chương trình")
            .chain(all.iter().map(|one| one.title.as_str()))
            .collect();
        let ids: Vec<_> = all.iter().map(|one| one.id).collect();
        let here = Some(place_of(&ids, wanted.programme_id));
        let choice = Choice::new("Chương trình", &names, here).width(210.0);
        if let Some(place) = choice.show(ui) {
            wanted.programme_id = chosen_from(&ids, place);
        }
        if *wanted != InspectionFilter::default() && button::quiet(ui, "Bỏ lọc").clicked() {
            *wanted = InspectionFilter::default();
            self.words.clear();
        }
    }
}

fn cell<'a>(one: &'a Inspection, title: &'a str, column: usize) -> Cell<'a> {
    match column {
        0 => Cell::text(one.days()).sorted_by(rows::days(one.ended_on)),
        1 => Cell::text(one.body.as_str()),
        2 => Cell::text(one.field.as_str()),
        3 => Cell::text(one.units.to_string())
            .strong()
            .sorted_by(one.units),
        4 => Cell::text(one.result.as_str()),
        _ => Cell::text(title).weak(),
    }
}
