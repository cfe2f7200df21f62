//! Units tied to the one on the page: before it, after it, under it. A click opens each.

use chrono::NaiveDate;
use eframe::egui::{Ui, Vec2};

use super::{Beside, UnitScreen, open, rows, shown_of};
use crate::domain::text::lower_first;
use crate::domain::{SuccessionExtent, UnitKind};
use crate::read::UnitProfile;
use crate::read::reform::KinRow;
use crate::ui::action::{Action, Route};
use crate::ui::dialogs::unit::UnitDialog;
use crate::ui::widgets::table::{Cell, Column, Table};
use crate::ui::widgets::{button, form, page};

const KIN: [Column; 6] = [
    Column::growing("Đơn vị", 150.0, 1.0),
    Column::fixed("Quan hệ", 96.0),
    Column::fixed("Từ ngày", 98.0),
    Column::fixed("Cuộc", 50.0).right(),
    Column::fixed("Còn mở", 66.0).right(),
    Column::fixed("Báo cáo", 68.0).right(),
];

struct Line<'a> {
    row: &'a crate::read::UnitRow,
    name: String,
    tie: &'static str,
    since: Option<NaiveDate>,
    reports: Option<u64>,
}

impl UnitScreen {
    /// The visits, or in their place the units tied to this one.
    pub(super) fn all_visits(
        &mut self,
        ui: &mut Ui,
        size: Vec2,
        profile: &UnitProfile,
        beside: Beside<'_>,
        out: &mut Vec<Action>,
    ) {
        let count = beside.kin.map_or(0, |kin| {
            let tied = kin.before.len() + kin.after.len() + kin.under.len();
            tied + usize::from(kin.above.is_some())
        });
        let kin = format!("Đơn vị liên quan ({count})");
        let visits = shown_of(
            "Các cuộc giám sát",
            profile.visits.len(),
            profile.visits_total,
        );
        let mut turned = false;
        let mut added = false;
        let (title, other) = if self.shows_kin {
            (&kin, &visits)
        } else {
            (&visits, &kin)
        };
        let may_add = self.shows_kin && profile.unit.kind == UnitKind::Ward;
        let side = |ui: &mut Ui| {
            turned = button::quiet(ui, other).clicked();
            added = may_add
                && button::quiet(ui, "Thêm đơn vị trực thuộc")
                    .on_hover_text("Trường học, chi bộ, tổ dân phố, cơ quan của phường")
                    .clicked();
        };
        page::block(ui, size, title, side, |ui| {
            if self.shows_kin {
                self.kin(ui, beside, out);
            } else {
                self.visits(ui, profile, beside.version, out);
            }
        });
        if turned {
            self.shows_kin = !self.shows_kin;
        }
        if added {
            self.dialog = Some(UnitDialog::add_under(&profile.unit));
        }
    }

    fn kin(&mut self, ui: &mut Ui, beside: Beside<'_>, out: &mut Vec<Action>) {
        let Some(kin) = beside.kin else { return };
        let under = kin.under.iter().map(|child| Line {
            row: &child.row,
            name: match &child.through {
                Some(ward) => format!("{} (trước: {ward})", child.row.unit.name),
                None => child.row.unit.name.clone(),
            },
            tie: child.row.unit.kind.label(),
            since: child.row.unit.valid_from,
            reports: None,
        });
        let before = kin.before.iter().map(|row| tied(row, "Trước"));
        let after = kin.after.iter().map(|row| tied(row, "Sau"));
        let above = kin.above.iter().map(|ward| Line {
            row: ward,
            name: ward.unit.name.clone(),
            tie: "Thuộc",
            since: None,
            reports: None,
        });
        let lines: Vec<Line<'_>> = above.chain(under).chain(before).chain(after).collect();
        if lines.is_empty() {
            form::hint(
                ui,
                "Chưa ghi đơn vị nào trước, sau sắp xếp hoặc trực thuộc.",
            );
            return;
        }
        let event = Table::new("Đơn vị liên quan", &KIN, lines.len(), beside.version)
            .selected(self.chosen_kin)
            .show(ui, &mut self.kin, |row, column| {
                let Some(line) = lines.get(row) else {
                    return Cell::default();
                };
                match (column, line.reports) {
                    (0, _) => Cell::text(line.name.as_str()).strong(),
                    (1, _) => Cell::text(line.tie),
                    (2, _) => line
                        .since
                        .map_or_else(Cell::default, |day| rows::day(Some(day))),
                    (3, _) => rows::count(line.row.visits),
                    (4, _) => rows::count(line.row.open_shortcomings),
                    (_, Some(reports)) => rows::count(reports),
                    (_, None) => Cell::default(),
                }
            });
        open(
            event,
            &mut self.chosen_kin,
            |row| lines.get(row).map(|line| Route::Unit(line.row.unit.id)),
            out,
        );
    }
}

/// A unit before or after, with how much of it went over.
fn tied<'a>(row: &'a KinRow, tie: &'static str) -> Line<'a> {
    let name = &row.row.unit.short_name;
    let name = match row.link.extent {
        SuccessionExtent::Whole => name.clone(),
        extent @ (SuccessionExtent::Part | SuccessionExtent::Unknown) => {
            format!("{name} ({})", lower_first(extent.label()))
        }
    };
    Line {
        row: &row.row,
        name,
        tie,
        since: Some(row.link.on),
        reports: Some(row.reports),
    }
}
