//! An indicator over time and between wards; every bar leads to the figures behind it.

use eframe::egui::{
    Align, Align2, CornerRadius, CursorIcon, FontId, Layout, Rect, ScrollArea, Sense, Ui,
    WidgetInfo, accesskit::Role, pos2, vec2,
};

use super::feed::plotted;
use crate::domain::UnitId;
use crate::domain::figures::{Exact, FigurePeriod, Indicator};
use crate::read::figures::{FigureBoard, FigureRow, FigureSeries, SeriesPoint};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::bars::{self, Bar};
use crate::ui::widgets::choice::{Choice, elided};
use crate::ui::widgets::{form, section, waiting};

const NAME: f32 = 150.0;
const VALUE: f32 = 190.0;

/// What was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    Period(FigurePeriod),
    Indicator(String),
    Ward(UnitId, String),
}

/// Shows both plots.
pub fn show(
    ui: &mut Ui,
    board: &FigureBoard,
    series: Option<&FigureSeries>,
    code: &str,
) -> Option<Opened> {
    let code = plotted(board, code)?;
    let indicator = board.book.indicator(&code)?;
    let mut opened = None;
    let names: Vec<String> = board
        .book
        .indicators
        .iter()
        .map(|one| format!("{} ({})", one.name, one.unit))
        .collect();
    let here = board
        .book
        .indicators
        .iter()
        .position(|one| one.code == code);
    let picked = Choice::new("Chỉ tiêu", &names, here).width(520.0).show(ui);
    if let Some(one) = picked.and_then(|place| board.book.indicators.get(place)) {
        opened = Some(Opened::Indicator(one.code.clone()));
    }
    ui.add_space(theme::GAP_SMALL);
    let room = ui.available_size();
    let left = (room.x * 0.46).floor();
    let layout = Layout::top_down(Align::Min);
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.allocate_ui_with_layout(vec2(left, room.y), layout, |ui| {
            theme::sheet(ui).show(ui, |ui| {
                section::heading(ui, "Qua các kỳ, cộng các phường", |_| {});
                match series {
                    Some(series) => {
                        if let Some(period) = over_time(ui, indicator, series) {
                            opened = Some(Opened::Period(period));
                        }
                    }
                    None => waiting::show(ui, "Đang tính…"),
                }
            });
        });
        let size = vec2(room.x - left - theme::GAP, room.y);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            theme::sheet(ui).show(ui, |ui| {
                let title = format!("Giữa các phường, {}", board.filter.period.name());
                section::heading(ui, &title, |_| {});
                if let Some(id) = between(ui, board, indicator) {
                    opened = Some(Opened::Ward(id, code.clone()));
                }
            });
        });
    });
    opened
}

/// A whole percent of the largest, at least 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share from 0 to 100"
)]
fn share(value: f64, largest: f64) -> u32 {
    if largest <= 0.0 {
        return 0;
    }
    (value / largest * 100.0).clamp(0.0, 100.0).round() as u32
}

fn over_time(ui: &mut Ui, indicator: &Indicator, series: &FigureSeries) -> Option<FigurePeriod> {
    let value = |point: &SeriesPoint| {
        let found = point.total.result.as_ref().ok();
        found.map(|found| found.value)
    };
    let known = series.points.iter().filter_map(value);
    let largest = known.map(Exact::to_f64).fold(0.0, f64::max);
    let bars: Vec<Bar> = series
        .points
        .iter()
        .map(|point| {
            let sign = indicator.sign();
            let words = match &point.total.result {
                Ok(found) => found.words(sign),
                Err(reason) => reason.words().to_owned(),
            };
            Bar {
                label: point.period.short(),
                short: String::new(),
                percent: value(point).map(|value| share(value.to_f64(), largest)),
                top: value(point)
                    .map_or_else(String::new, |value| format!("{}{sign}", value.show())),
                detail: format!("{}/{}", point.total.units, point.wards),
                said: format!(
                    "{}: {words}, {}/{} phường có số",
                    point.period.name(),
                    point.total.units,
                    point.wards
                ),
                opens: true,
            }
        })
        .collect();
    let size = vec2(
        ui.available_width(),
        (ui.available_height() - 30.0).min(330.0),
    );
    let clicked = bars::show(ui, size, &indicator.name, &bars);
    form::hint(
        ui,
        "Dưới mỗi cột: số phường có số liệu trên tổng số phường.",
    );
    clicked
        .and_then(|place| series.points.get(place))
        .map(|point| point.period)
}

fn between(ui: &mut Ui, board: &FigureBoard, indicator: &Indicator) -> Option<UnitId> {
    let value = |row: &FigureRow| row.result(indicator).ok().map(|found| found.value);
    let largest = board
        .rows
        .iter()
        .filter_map(value)
        .map(Exact::to_f64)
        .fold(0.0, f64::max);
    let mut rows: Vec<&FigureRow> = board.rows.iter().collect();
    rows.sort_by(|a, b| {
        let size = |row| value(row).map_or(-1.0, Exact::to_f64);
        size(b).total_cmp(&size(a))
    });
    let mut opened = None;
    ScrollArea::vertical()
        .id_salt("between")
        .auto_shrink([false, false])
        .show_rows(ui, theme::row(ui), rows.len(), |ui, places| {
            for row in places.filter_map(|place| rows.get(place)) {
                if one(ui, row, indicator, largest) {
                    opened = Some(row.unit.id);
                }
            }
        });
    opened
}

fn one(ui: &mut Ui, row: &FigureRow, indicator: &Indicator, largest: f64) -> bool {
    let colours = theme::palette(ui);
    let size = vec2(ui.available_width(), theme::row(ui));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let sign = indicator.sign();
    let words = match row.result(indicator) {
        Ok(found) => found.words(sign),
        Err(reason) => match row.values.get(&indicator.code) {
            Some(stated) => format!("báo cáo ghi {}{sign}", stated.show()),
            None => reason.words().to_owned(),
        },
    };
    response.widget_info(|| {
        let said = format!("{}, {}: {words}", row.unit.name, indicator.name);
        WidgetInfo::labeled(Role::Button, true, said)
    });
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, CornerRadius::same(3), colours.hover);
    }
    let name = Rect::from_min_size(rect.min, vec2(NAME, rect.height()));
    elided(
        ui,
        name.shrink2(vec2(4.0, 0.0)),
        &row.unit.short_name,
        colours.text,
    );
    let room = (rect.width() - NAME - VALUE).max(20.0);
    if let Ok(found) = row.result(indicator) {
        #[expect(clippy::cast_precision_loss, reason = "0 to 100")]
        let length = room * share(found.value.to_f64(), largest) as f32 / 100.0;
        let bar = Rect::from_min_size(
            pos2(name.right(), rect.top() + 6.0),
            vec2(length.max(2.0), rect.height() - 12.0),
        );
        ui.painter()
            .rect_filled(bar, CornerRadius::same(2), colours.tone(Tone::Info).fg);
    }
    let at = pos2(rect.right() - 6.0, rect.center().y);
    let font = FontId::proportional(theme::TEXT_SIZE);
    ui.painter()
        .text(at, Align2::RIGHT_CENTER, words, font, colours.text);
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}
