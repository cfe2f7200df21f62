//! Tổng quan: one minute, once a week. What is late, how each ward stands under each regulation, what falls due next.

mod coming;
mod feed;
mod filters;
mod heat;
mod other_late;
#[cfg(test)]
mod tests;
pub mod words;

use chrono::Datelike as _;
use eframe::egui::{Align, Layout, ScrollArea, Ui, Vec2};

use super::rows;
use crate::domain::text::lower_first;
use crate::domain::{ShortcomingClass, date};
use crate::read::{ArchiveFilter, Board, ReportFilter, ShortcomingFilter, VisitFilter};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::commands::Deed;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::{bars, button, card, empty_state, form, page};

/// The screen's own state.
#[derive(Debug, Default)]
pub struct OverviewScreen {
    drafts: filters::Drafts,
    heat: heat::HeatState,
    deadlines: TableState,
    chosen: Option<usize>,
}

const DEADLINES: [Column; 4] = [
    Column::fixed("Hạn", 58.0),
    Column::fixed("Đơn vị", 88.0),
    Column::growing("Tồn tại, hạn chế", 90.0, 1.0),
    Column::fixed("Còn lại", 106.0),
];

/// Share of the width that the heat map takes.
const MAP: f32 = 0.55;
const TREND: f32 = 196.0;
const DEADLINES_HEIGHT: f32 = 260.0;
/// Less room than this, and the parts stand one below the other.
const NARROW: f32 = 860.0;
const LOW: f32 = 360.0;

impl OverviewScreen {
    /// Shows the screen. `None` while the first one loads.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        board: Option<(&Board, u64)>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        page::head(ui, "Tổng quan", |ui| {
            if button::primary(ui, "Ghi cuộc giám sát")
                .on_hover_text("Ctrl+N")
                .clicked()
            {
                out.push(Action::NewVisit(None));
            }
        });
        let known = board.map(|(board, _)| board);
        if known.is_some_and(|board| board.counts.visits == 0 && board.filter.district.is_empty()) {
            first_steps(ui, out);
            return;
        }
        let said = format!("Hôm nay {}", date::show(context.today));
        page::filters(ui, &said, |ui| {
            filters::show(ui, &mut self.drafts, known, context.today);
        });
        let Some((board, version)) = board else {
            return;
        };
        cards(ui, board, out);
        coming::show(ui, board, out);
        other_late::show(ui, board, out);
        ui.add_space(theme::GAP_SMALL);
        self.body(ui, board, version, out);
    }

    fn body(&mut self, ui: &mut Ui, board: &Board, version: u64, out: &mut Vec<Action>) {
        let room = ui.available_size();
        let gap = ui.spacing().item_spacing;
        if room.x < NARROW || room.y < LOW {
            // enlarged, or a small window: one below the other, and the page scrolls
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    let width = ui.available_width() - gap.x;
                    let map = Vec2::new(width, heat::height(ui, board));
                    self.map(ui, map, board, out);
                    let size = Vec2::new(width, DEADLINES_HEIGHT);
                    self.next_deadlines(ui, size, board, version, out);
                    share_on_time(ui, Vec2::new(width, TREND), board);
                });
            return;
        }
        let wide = ((room.x - gap.x) * MAP).floor();
        let narrow = room.x - gap.x - wide;
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            self.map(ui, Vec2::new(wide, room.y), board, out);
            ui.vertical(|ui| {
                let upper = Vec2::new(narrow, room.y - TREND - gap.y);
                self.next_deadlines(ui, upper, board, version, out);
                share_on_time(ui, Vec2::new(narrow, TREND), board);
            });
        });
    }

    fn map(&mut self, ui: &mut Ui, size: Vec2, board: &Board, out: &mut Vec<Action>) {
        let title = format!("Kết quả giám sát {}", board.filter.period.name());
        let opened = page::block(
            ui,
            size,
            &title,
            |_| {},
            |ui| heat::show(ui, &mut self.heat, board),
        );
        if let Some(opened) = opened {
            out.push(Action::Go(match opened {
                heat::Opened::Unit(id) => Route::Unit(id),
                heat::Opened::Visit(id) => Route::Visit(id),
            }));
        }
    }

    fn next_deadlines(
        &mut self,
        ui: &mut Ui,
        size: Vec2,
        board: &Board,
        version: u64,
        out: &mut Vec<Action>,
    ) {
        page::block(
            ui,
            size,
            "Thời hạn sắp tới",
            |_| {},
            |ui| self.deadlines(ui, board, version, out),
        );
    }

    fn deadlines(&mut self, ui: &mut Ui, board: &Board, version: u64, out: &mut Vec<Action>) {
        if board.deadlines.is_empty() {
            form::hint(ui, "Không có thời hạn nào sắp tới.");
            return;
        }
        let list = &board.deadlines;
        let event = Table::new("Thời hạn sắp tới", &DEADLINES, list.len(), version)
            .selected(self.chosen)
            .show(ui, &mut self.deadlines, |row, column| {
                let Some(order) = list.get(row) else {
                    return Cell::default();
                };
                match column {
                    0 => order.deadline.map_or_else(Cell::default, |day| {
                        Cell::text(day.format("%d/%m").to_string()).sorted_by(rows::days(day))
                    }),
                    1 => Cell::text(rows::short_unit(&order.unit_name)),
                    2 => Cell::text(order.description.as_str()),
                    _ => left(order, board.as_of),
                }
            });
        match event {
            Some(TableEvent::Select(row)) => self.chosen = Some(row),
            Some(TableEvent::Click(row) | TableEvent::Open(row)) => {
                if let Some(order) = list.get(row) {
                    out.push(Action::Go(Route::Visit(order.visit_id)));
                }
            }
            _ => {}
        }
    }
}

/// "3 ngày"; soon ones on a tint.
fn left(order: &crate::read::ShortcomingRow, today: chrono::NaiveDate) -> Cell<'static> {
    let days = order
        .deadline
        .map_or(0, |deadline| (deadline - today).num_days());
    let text = match days {
        0 => "hôm nay".to_owned(),
        1 => "ngày mai".to_owned(),
        days => format!("còn {days} ngày"),
    };
    let cell = Cell::text(text).sorted_by(days);
    if order.class == Some(ShortcomingClass::DueSoon) {
        cell.tone(Tone::Caution)
    } else {
        cell
    }
}

fn share_on_time(ui: &mut Ui, size: Vec2, board: &Board) {
    let title = "Tỷ lệ khắc phục đúng hạn theo quý";
    page::block(ui, size, title, |_| {}, |ui| trend(ui, board));
}

fn trend(ui: &mut Ui, board: &Board) {
    if board.trend.iter().all(|share| share.due == 0) {
        form::hint(ui, "Chưa có tồn tại nào đến hạn trong hai năm gần đây.");
        return;
    }
    let shown: Vec<bars::Bar> = board.trend.iter().copied().map(words::quarter).collect();
    let size = ui.available_size();
    bars::show(ui, size, "Tỷ lệ khắc phục đúng hạn theo quý", &shown);
}

fn cards(ui: &mut Ui, board: &Board, out: &mut Vec<Action>) {
    let counts = board.counts;
    let gap = ui.spacing().item_spacing.x;
    let width = ((ui.available_width() - gap * 5.0) / 6.0).floor();
    let district = &board.filter.district;
    let class = |class: ShortcomingClass| {
        Route::Shortcomings(ShortcomingFilter {
            class: Some(class),
            district: district.clone(),
            ..ShortcomingFilter::default()
        })
    };
    let not_concluded = Route::Visits(VisitFilter {
        not_concluded: true,
        district: district.clone(),
        to: Some(board.as_of),
        ..VisitFilter::default()
    });
    let soon = lower_first(&ShortcomingClass::DueSoon.label_within(counts.soon_days));
    let all = [
        (
            Tone::Bad,
            counts.late,
            "tồn tại quá hạn",
            class(ShortcomingClass::Late),
        ),
        (
            Tone::Caution,
            counts.due_soon,
            soon.as_str(),
            class(ShortcomingClass::DueSoon),
        ),
        (
            Tone::Caution,
            counts.waiting,
            "chờ xác nhận",
            class(ShortcomingClass::Waiting),
        ),
        (
            Tone::Neutral,
            counts.not_concluded,
            "cuộc chưa kết luận",
            not_concluded,
        ),
    ];
    ui.horizontal(|ui| {
        for (tone, number, label, route) in all {
            if card::show(ui, width, tone, number, label).clicked() {
                out.push(Action::Go(route));
            }
        }
        let reports = board.reports;
        let label = "báo cáo tháng còn thiếu";
        let card = card::show(ui, width, Tone::Bad, reports.missing, label);
        let said = format!("Năm {}: {}", board.as_of.year(), reports.words());
        if card.on_hover_text(said).clicked() {
            out.push(Action::Go(Route::Reports(ReportFilter {
                year: board.as_of.year(),
                district: district.clone(),
            })));
        }
        let archive = board.archive;
        let label = match archive.seen() {
            0 => "hồ sơ lưu trữ thiếu, chưa xem".to_owned(),
            _ => format!("hồ sơ lưu trữ thiếu, có {}", archive.share()),
        };
        let card = card::show(ui, width, Tone::Bad, archive.missing, &label);
        let said = format!("Năm {}: {}", board.as_of.year(), archive.words());
        if card.on_hover_text(said).clicked() {
            out.push(Action::Go(Route::Archive(
                ArchiveFilter {
                    year: board.as_of.year(),
                    district: district.clone(),
                }
                .into(),
            )));
        }
    });
}

fn first_steps(ui: &mut Ui, out: &mut Vec<Action>) {
    let clicked = empty_state::show(
        ui,
        Icon::Checklist,
        "Chưa có cuộc giám sát nào",
        "Ghi cuộc giám sát đầu tiên: chọn phường và ngày, phần còn lại điền dần trong và sau buổi giám sát.",
        Some("Ghi cuộc giám sát đầu tiên"),
    );
    if clicked {
        out.push(Action::NewVisit(None));
    }
    ui.vertical_centered(|ui| {
        if button::quiet(ui, "Lập kế hoạch năm").clicked() {
            out.push(Action::Do(Deed::PlanYear));
        }
        if button::quiet(ui, "Nhập cuộc giám sát từ tệp").clicked() {
            out.push(Action::ImportVisit);
        }
    });
}
