//! What was issued for a unit, and the models that it registered.

use eframe::egui::Ui;

use super::{Beside, UnitScreen, open, rows};
use crate::domain::date;
use crate::read::skilful_model::ModelPaper;
use crate::read::{IssuedPage, PaperRequest, UnitProfile};
use crate::ui::action::{Action, Route};
use crate::ui::tones;
use crate::ui::widgets::table::{Cell, Column, Table};
use crate::ui::widgets::{button, form};

const PAPERS: [Column; 4] = [
    Column::fixed("Ngày", 96.0),
    Column::growing("Loại", 110.0, 1.0),
    Column::fixed("Số, ký hiệu", 126.0),
    Column::growing("Trích yếu", 110.0, 1.4),
];

const MODELS: [Column; 4] = [
    Column::fixed("Năm", 56.0),
    Column::growing("Tập thể, cá nhân", 100.0, 0.7),
    Column::growing("Tên mô hình", 110.0, 1.0),
    Column::fixed("Trạng thái", 150.0).least(110.0),
];

impl UnitScreen {
    pub(super) fn issued(
        &mut self,
        ui: &mut Ui,
        page: Option<&IssuedPage>,
        version: u64,
        out: &mut Vec<Action>,
    ) {
        let Some(page) = page else { return };
        let list = &page.rows;
        if list.is_empty() {
            form::hint(ui, "Chưa ban hành văn bản nào cho đơn vị này.");
            return;
        }
        let event = Table::new("Văn bản đã ban hành", &PAPERS, list.len(), version)
            .selected(self.chosen_paper)
            .show(ui, &mut self.papers, |row, column| {
                let Some(paper) = list.get(row) else {
                    return Cell::default();
                };
                match column {
                    0 => rows::day(Some(paper.date)),
                    1 => Cell::text(paper.kind.label()),
                    2 => Cell::text(paper.number.as_str()),
                    _ => Cell::text(paper.subject.as_str()),
                }
            });
        open(
            event,
            &mut self.chosen_paper,
            |row| list.get(row).map(|paper| Route::IssuedPaper(paper.id)),
            out,
        );
    }

    pub(super) fn models(
        &mut self,
        ui: &mut Ui,
        page: &UnitProfile,
        beside: Beside<'_>,
        out: &mut Vec<Action>,
    ) {
        let Some(list) = beside.models else { return };
        if list.rows.is_empty() {
            form::hint(ui, "Chưa đăng ký mô hình Dân vận khéo nào.");
            return;
        }
        let (tally, late) = (list.tally(), list.late());
        ui.horizontal(|ui| {
            let mut said = format!("{} · được công nhận {}", tally.words(), tally.share());
            if late > 0 {
                said = format!("{said} · cam kết quá hạn {late:02}");
            }
            form::hint(ui, &said);
            let tip = format!("Sổ đăng ký mô hình đến ngày {}", date::show(page.as_of));
            if button::quiet(ui, "In sổ").on_hover_text(tip).clicked() {
                let request = PaperRequest::Models(ModelPaper::Register {
                    filter: list.filter.clone(),
                    as_of: page.as_of,
                });
                out.push(Action::Go(Route::Paper(request)));
            }
        });
        let event = Table::new(
            "Mô hình Dân vận khéo",
            &MODELS,
            list.rows.len(),
            beside.version,
        )
        .selected(self.chosen_model)
        .show(ui, &mut self.models, |row, column| {
            let Some(row) = list.rows.get(row) else {
                return Cell::default();
            };
            match column {
                0 => Cell::text(row.model.year.to_string()).sorted_by(row.model.year),
                1 => Cell::text(row.model.who.as_str()),
                2 => Cell::text(row.model.title.as_str()),
                _ => Cell::text(row.state.label()).tone(tones::of_model(row.state)),
            }
        });
        open(
            event,
            &mut self.chosen_model,
            |row| list.rows.get(row).map(|row| Route::Model(row.model.id)),
            out,
        );
    }
}
