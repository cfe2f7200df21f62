//! The latest figures of the unit, and every period that it reported of.

use eframe::egui::Ui;

use crate::domain::UnitId;
use crate::domain::text::upper_first;
use crate::read::figures::{FigureSheet, result};
use crate::ui::action::{Action, Route};
use crate::ui::theme;
use crate::ui::widgets::figures::{self, Figure, Head, Line};
use crate::ui::widgets::{button, form, waiting};

/// Periods that the head offers.
const PERIODS: usize = 6;

/// Shows them; each leads to the form behind it.
pub(super) fn show(
    ui: &mut Ui,
    unit_id: UnitId,
    sheet: Option<&FigureSheet>,
    out: &mut Vec<Action>,
) {
    let Some(sheet) = sheet.filter(|sheet| sheet.row.unit.id == unit_id) else {
        waiting::show(ui, "Đang tìm…");
        return;
    };
    let open = |period| Action::Go(Route::figures_of(unit_id, period));
    if sheet.periods.is_empty() {
        form::hint(ui, "Chưa có số liệu nào của đơn vị này.");
        if button::plain(ui, "Nhập số liệu").clicked() {
            out.push(open(sheet.period));
        }
        return;
    }
    ui.horizontal_wrapped(|ui| {
        form::hint(ui, "Đã báo cáo:");
        for period in sheet.periods.iter().take(PERIODS) {
            if ui.link(period.name()).clicked() {
                out.push(open(*period));
            }
        }
    });
    let asked = sheet.row.open().count();
    let missing = sheet.row.missing(&sheet.wanted, &sheet.book).len();
    form::hint(
        ui,
        &format!(
            "{}: {asked} câu hỏi chưa giải trình, còn thiếu {missing} số liệu",
            upper_first(&sheet.period.name())
        ),
    );
    ui.add_space(theme::GAP_SMALL);
    let shown: Vec<_> = sheet
        .book
        .indicators
        .iter()
        .filter(|one| sheet.row.values.contains_key(&one.code) || sheet.row.result(one).is_ok())
        .collect();
    let heads = [
        Head::new(sheet.period.short(), 84.0),
        Head::new("Cùng kỳ", 84.0),
    ];
    let clicked = figures::show(
        ui,
        "số liệu",
        "Chỉ tiêu",
        &heads,
        shown.len(),
        |place| {
            let Some(indicator) = shown.get(place) else {
                return Line {
                    label: Figure::plain(""),
                    figures: Vec::new(),
                    strong: false,
                };
            };
            let sign = indicator.sign();
            let now = match (
                sheet.row.result(indicator),
                sheet.row.values.get(&indicator.code),
            ) {
                (Ok(found), _) => format!("{}{sign}", found.value.show()),
                (Err(_), Some(stated)) => format!("{}{sign}*", stated.show()),
                (Err(reason), None) => reason.words().to_owned(),
            };
            let then = sheet
                .year_ago
                .as_ref()
                .and_then(|(_, values)| result(indicator, values).ok())
                .map_or_else(
                    || Figure::plain("–"),
                    |found| Figure::plain(format!("{}{sign}", found.value.show())),
                );
            Line {
                label: Figure::plain(&indicator.name),
                figures: vec![Figure::link(now, sheet.period), then],
                strong: false,
            }
        },
    );
    out.extend(clicked.map(open));
}
