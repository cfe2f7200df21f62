//! One unit over the years: what it was before, its scores, its visits, what is still open.

mod figures;
mod head;
mod kin;
mod lists;
mod scores;
#[cfg(test)]
mod tests;

use eframe::egui::{Align, Layout, ScrollArea, Ui, Vec2};

use super::{paper_buttons, rows};
use crate::domain::text::thousands;
use crate::domain::{ShortcomingState, UnitId, VisitId, date};
use crate::read::reform::UnitKin;
use crate::read::repeat::RepeatPage;
use crate::read::skilful_model::ModelList;
use crate::read::{IssuedPage, PaperRequest, ShortcomingRow, UnitProfile, UnitRow, VisitRow};
use crate::ui::action::{Action, Route, ScreenContext};
use crate::ui::dialogs::recheck::RecheckDialog;
use crate::ui::dialogs::reform::ReformDialog;
use crate::ui::dialogs::unit::UnitDialog;
use crate::ui::theme::{self, Tone};
use crate::ui::tones;
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::tabs::{self, Tab};
use crate::ui::widgets::{button, form, page, tick};

/// What the right side lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Side {
    #[default]
    Open,
    Repeats,
    Papers,
    Models,
    Figures,
}

/// What is asked for only when its side is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    pub issued: Option<&'a IssuedPage>,
    pub repeats: Option<&'a RepeatPage>,
    pub models: Option<&'a ModelList>,
    pub figures: Option<&'a crate::read::figures::FigureSheet>,
    pub kin: Option<&'a UnitKin>,
    /// All units, to choose from.
    pub units: &'a [UnitRow],
    /// Changes with any of the data.
    pub version: u64,
}

/// The screen's own state.
#[derive(Debug, Default)]
pub struct UnitScreen {
    side: Side,
    papers: TableState,
    chosen_paper: Option<usize>,
    repeats: TableState,
    chosen_repeat: Option<usize>,
    models: TableState,
    chosen_model: Option<usize>,
    /// The units tied to this one stand in the place of its visits.
    shows_kin: bool,
    kin: TableState,
    chosen_kin: Option<usize>,
    reform: Option<ReformDialog>,
    of: Option<UnitId>,
    /// Only this unit, without those that it took over from.
    alone: bool,
    regulation: Option<usize>,
    visits: TableState,
    chosen_visit: Option<usize>,
    orders: TableState,
    chosen_order: Option<usize>,
    dialog: Option<UnitDialog>,
    recheck: Option<RecheckDialog>,
}

const VISITS: [Column; 4] = [
    Column::fixed("Ngày", 96.0),
    Column::growing("Loại", 110.0, 1.0),
    Column::fixed("Trạng thái", 122.0),
    Column::fixed("Còn mở", 70.0).right(),
];

const VISITS_OF_SEVERAL: [Column; 5] = [
    Column::fixed("Ngày", 96.0),
    Column::growing("Đơn vị", 90.0, 1.0),
    Column::growing("Loại", 90.0, 1.0),
    Column::fixed("Trạng thái", 122.0),
    Column::fixed("Còn mở", 70.0).right(),
];

const ORDERS: [Column; 4] = [
    Column::fixed("QC", 74.0),
    Column::growing("Tồn tại, hạn chế", 120.0, 1.0),
    Column::fixed("Thời hạn", 98.0),
    Column::fixed("Tình trạng", 146.0),
];

const REPEATS: [Column; 5] = [
    Column::fixed("QC", 74.0),
    Column::growing("Tồn tại, hạn chế", 110.0, 1.0),
    Column::fixed("Lặp lại", 76.0),
    Column::fixed("Lần đầu", 104.0),
    Column::fixed("Gần nhất", 104.0),
];

const PLOT: f32 = 224.0;
const LIST_HEIGHT: f32 = 260.0;
/// Less room than this, and the parts stand one below the other.
const NARROW: f32 = 860.0;
const LOW: f32 = 360.0;

impl UnitScreen {
    /// Whether the repeated shortcomings are to be shown.
    pub fn wants_repeats(&self) -> bool {
        self.side == Side::Repeats
    }

    /// Whether the issued papers are to be shown.
    pub fn wants_papers(&self) -> bool {
        self.side == Side::Papers
    }

    /// Whether the models are to be shown.
    pub fn wants_models(&self) -> bool {
        self.side == Side::Models
    }

    /// Whether the figures are to be shown.
    pub fn wants_figures(&self) -> bool {
        self.side == Side::Figures
    }

    /// Whether the page takes in the units that this one took over from.
    pub fn with_before(&self) -> bool {
        !self.alone
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &UnitProfile,
        beside: Beside<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if self.of != Some(page.unit.id) {
            *self = Self {
                of: Some(page.unit.id),
                alone: self.alone,
                ..Self::default()
            };
        }
        page::head(ui, &page.unit.name, |ui| {
            if button::primary(ui, "Ghi cuộc giám sát").clicked() {
                out.push(Action::NewVisit(Some(page.unit.id)));
            }
            if let Some(visit) = to_recheck(&page.open)
                && button::plain(ui, "Tạo cuộc phúc tra")
                    .on_hover_text(
                        "Phúc tra các yêu cầu khắc phục còn mở của lần giám sát gần nhất",
                    )
                    .clicked()
            {
                self.recheck = Some(RecheckDialog::new(visit, context.today));
            }
            let print = button::plain(ui, "In hồ sơ")
                .on_hover_text("Xem trước, in và xuất hồ sơ theo dõi của đơn vị");
            if print.clicked() {
                let request = PaperRequest::Profile {
                    unit_id: page.unit.id,
                    as_of: context.today,
                };
                out.push(Action::Go(Route::Paper(request)));
            }
            paper_buttons::of_unit(ui, page, context.today, out);
            if button::plain(ui, "Sửa đơn vị").clicked() {
                self.dialog = Some(UnitDialog::edit(&page.unit));
            }
            let reform = button::plain(ui, "Sắp xếp")
                .on_hover_text("Hợp nhất, chia tách, đổi tên, kết thúc từ một ngày");
            if reform.clicked() {
                self.reform = Some(ReformDialog::new(Some(page.unit.id)));
            }
        });
        self.about(ui, page, out);
        head::cards(ui, page, out);
        ui.add_space(theme::GAP_SMALL);
        self.body(ui, page, beside, context, out);
        if let Some(dialog) = &mut self.recheck
            && dialog.ui(ui, context, out)
        {
            self.recheck = None;
        }
        if let Some(dialog) = &mut self.dialog
            && dialog.ui(ui, beside.units, context, out)
        {
            self.dialog = None;
        }
        if let Some(dialog) = &mut self.reform
            && dialog.ui(ui, beside.units, context, out)
        {
            self.reform = None;
        }
    }

    fn about(&mut self, ui: &mut Ui, page: &UnitProfile, out: &mut Vec<Action>) {
        head::span(ui, &page.unit);
        head::links(ui, "Tiếp nhận từ", &page.predecessors, out);
        head::links(ui, "Nay thuộc về", &page.successors, out);
        head::answering(ui, page, out);
        ui.horizontal(|ui| {
            match &page.next {
                Some(next) => {
                    let text = format!(
                        "Lần tới: {} {}",
                        date::show(next.date),
                        crate::domain::text::lower_first(next.kind.label())
                    );
                    if ui.link(text).clicked() {
                        out.push(Action::Go(Route::Visit(next.id)));
                    }
                }
                None => {
                    ui.weak("Lần tới: chưa có trong kế hoạch");
                }
            }
            if !page.predecessors.is_empty() {
                let mut with_before = !self.alone;
                ui.add_space(theme::GAP_LARGE);
                if tick::show(ui, &mut with_before, "Cả các đơn vị trước sắp xếp").changed()
                {
                    self.alone = !with_before;
                }
            }
        });
    }

    fn body(
        &mut self,
        ui: &mut Ui,
        page: &UnitProfile,
        beside: Beside<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let room = ui.available_size();
        if room.x >= NARROW && room.y >= LOW {
            self.columns(ui, room, page, beside, context, out);
            return;
        }
        // enlarged, or a small window: one below the other, and the page scrolls
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                let size = Vec2::new(ui.available_width() - ui.spacing().item_spacing.x, PLOT);
                self.plot(ui, size, page, out);
                page::bare(ui, Vec2::new(size.x, LIST_HEIGHT), |ui| {
                    self.right(ui, page, beside, context, out);
                });
                self.all_visits(ui, Vec2::new(size.x, LIST_HEIGHT), page, beside, out);
            });
    }

    fn plot(&mut self, ui: &mut Ui, size: Vec2, page: &UnitProfile, out: &mut Vec<Action>) {
        page::block(
            ui,
            size,
            "Kết quả qua các lần giám sát",
            |_| {},
            |ui| {
                let room = ui.available_size();
                scores::show(ui, room, page, &mut self.regulation, out);
            },
        );
    }

    fn columns(
        &mut self,
        ui: &mut Ui,
        room: Vec2,
        page: &UnitProfile,
        beside: Beside<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let gap = ui.spacing().item_spacing;
        let left = ((room.x - gap.x) * 0.5).floor();
        ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
            ui.vertical(|ui| {
                let size = Vec2::new(left, PLOT.min(room.y * 0.6));
                self.plot(ui, size, page, out);
                let size = Vec2::new(left, room.y - size.y - gap.y);
                self.all_visits(ui, size, page, beside, out);
            });
            let size = Vec2::new(room.x - gap.x - left, room.y);
            page::bare(ui, size, |ui| {
                self.right(ui, page, beside, context, out);
            });
        });
    }

    fn right(
        &mut self,
        ui: &mut Ui,
        page: &UnitProfile,
        beside: Beside<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        // a long list shows its first lines, the number is of all
        let open = match page.open_count() {
            0 => "Tồn tại còn mở".to_owned(),
            count => format!("Tồn tại còn mở {}", thousands(count)),
        };
        let others = ["Lặp lại", "Văn bản đi", "Dân vận khéo", "Số liệu"].map(str::to_owned);
        let names = std::iter::once(open).chain(others);
        let shortcut = "";
        let shown: Vec<Tab> = names.map(|words| Tab { words, shortcut }).collect();
        let sides = [
            Side::Open,
            Side::Repeats,
            Side::Papers,
            Side::Models,
            Side::Figures,
        ];
        let here = sides.iter().position(|side| *side == self.side);
        if let Some(side) =
            tabs::show(ui, &shown, here.unwrap_or(0)).and_then(|place| sides.get(place))
        {
            self.side = *side;
        }
        match self.side {
            Side::Open => self.orders(ui, &page.open, beside.version, context, out),
            Side::Repeats => self.repeated(ui, beside, out),
            Side::Figures => figures::show(ui, page.unit.id, beside.figures, out),
            Side::Papers => self.issued(ui, beside.issued, beside.version, out),
            Side::Models => self.models(ui, page, beside, out),
        }
    }

    fn repeated(&mut self, ui: &mut Ui, beside: Beside<'_>, out: &mut Vec<Action>) {
        let Some(page) = beside.repeats else { return };
        let list = &page.lines;
        if list.is_empty() {
            form::hint(ui, "Không có tồn tại nào lặp lại.");
            return;
        }
        let event = Table::new("Tồn tại lặp lại", &REPEATS, list.len(), beside.version)
            .selected(self.chosen_repeat)
            .show(ui, &mut self.repeats, |row, column| {
                let Some(line) = list.get(row) else {
                    return Cell::default();
                };
                match column {
                    0 => Cell::text(line.regulation_code.as_str()).weak(),
                    1 => Cell::text(line.latest.description.as_str()),
                    2 => Cell::text(format!("lần {}", line.times))
                        .tone(Tone::Caution)
                        .sorted_by(i64::from(line.times)),
                    3 => rows::day(Some(line.first_on)),
                    _ => rows::day(Some(line.latest.visit_date)),
                }
            });
        open(
            event,
            &mut self.chosen_repeat,
            |row| list.get(row).map(|line| Route::Visit(line.latest.visit_id)),
            out,
        );
    }

    fn visits(&mut self, ui: &mut Ui, page: &UnitProfile, version: u64, out: &mut Vec<Action>) {
        let list: &[VisitRow] = &page.visits;
        if list.is_empty() {
            form::hint(ui, "Chưa có cuộc giám sát nào.");
            return;
        }
        let several = page.has_other_names();
        let columns: &[Column] = if several { &VISITS_OF_SEVERAL } else { &VISITS };
        let event = Table::new("Các cuộc giám sát", columns, list.len(), version)
            .selected(self.chosen_visit)
            .show(ui, &mut self.visits, |row, column| {
                let Some(visit) = list.get(row) else {
                    return Cell::default();
                };
                // without the unit's name every column stands one to the left
                match if several || column == 0 {
                    column
                } else {
                    column + 1
                } {
                    0 => rows::day(Some(visit.date)),
                    1 => Cell::text(rows::short_unit(&visit.unit_name)),
                    2 => Cell::text(visit.kind.label()),
                    3 => Cell::text(visit.state.label()).tone(tones::of_visit(visit.state)),
                    _ => rows::open_of_all(visit),
                }
            });
        open(
            event,
            &mut self.chosen_visit,
            |row| list.get(row).map(|visit| Route::Visit(visit.id)),
            out,
        );
    }

    fn orders(
        &mut self,
        ui: &mut Ui,
        list: &[ShortcomingRow],
        version: u64,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if list.is_empty() {
            form::hint(ui, "Không còn tồn tại nào.");
            return;
        }
        let event = Table::new("Tồn tại còn mở", &ORDERS, list.len(), version)
            .selected(self.chosen_order)
            .show(ui, &mut self.orders, |row, column| {
                let Some(order) = list.get(row) else {
                    return Cell::default();
                };
                match column {
                    0 => Cell::text(order.regulation_code.as_str()).weak(),
                    1 => Cell::text(order.description.as_str()),
                    2 => rows::day(order.deadline),
                    _ => rows::standing(order, context.today),
                }
            });
        open(
            event,
            &mut self.chosen_order,
            |row| list.get(row).map(|order| Route::Visit(order.visit_id)),
            out,
        );
    }
}

/// The latest visit with an order that the unit was told of.
fn to_recheck(open: &[ShortcomingRow]) -> Option<VisitId> {
    open.iter()
        .filter(|row| row.state != ShortcomingState::Draft)
        .max_by_key(|row| (row.visit_date, row.visit_id))
        .map(|row| row.visit_id)
}

/// "Các cuộc giám sát (12)", or how many of all a long list shows.
fn shown_of(name: &str, shown: usize, total: u64) -> String {
    let total = usize::try_from(total).unwrap_or(usize::MAX);
    if shown < total {
        format!("{name} ({shown} gần nhất trong {})", thousands(total))
    } else {
        format!("{name} ({total})")
    }
}

fn open(
    event: Option<TableEvent>,
    chosen: &mut Option<usize>,
    route: impl Fn(usize) -> Option<Route>,
    out: &mut Vec<Action>,
) {
    match event {
        Some(TableEvent::Select(row)) => *chosen = Some(row),
        Some(TableEvent::Click(row) | TableEvent::Open(row)) => {
            out.extend(route(row).map(Action::Go));
        }
        _ => {}
    }
}
