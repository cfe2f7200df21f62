//! Tồn tại: the board's working list on the left, one with its history and next steps on the right.

use eframe::egui::{Layout, ScrollArea, Ui, Vec2};

use super::shortcoming_repeat::{self, RepeatEvent};
use super::{rows, shortcoming_filters};
use crate::domain::role::Role;
use crate::domain::{EventKind, ShortcomingId};
use crate::read::grid::GridKind;
use crate::read::reminder::LateUnits;
use crate::read::{OverviewCounts, ShortcomingDetail, ShortcomingFilter, ShortcomingRow, UnitRow};
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::dialogs::bulk_step::BulkStepDialog;
use crate::ui::dialogs::remind::{Addressees, RemindDialog};
use crate::ui::dialogs::step::StepDialog;
use crate::ui::export::{Export, calendar_name, list_name};
use crate::ui::screens::tables::way;
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::date_field::DateDraft;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::table::{Cell, Column, RowKey, Table, TableEvent, TableState};
use crate::ui::widgets::{button, empty_state, notice, section, waiting};

/// The screen's own state.
#[derive(Debug, Default)]
pub struct ShortcomingsScreen {
    table: TableState,
    chosen: Option<ShortcomingId>,
    words: String,
    as_of: DateDraft,
    step: Option<StepDialog>,
    bulk: Option<BulkStepDialog>,
    remind: Option<RemindDialog>,
    /// The earlier shortcoming is being chosen by hand.
    linking: bool,
}

/// What the screen shows.
#[derive(Clone, Copy, Debug)]
pub struct ShortcomingsPage<'a> {
    /// The rows and their version, once loaded.
    pub list: Option<(&'a [ShortcomingRow], u64)>,
    /// What the list was filtered by.
    pub filter: &'a ShortcomingFilter,
    /// How many there are of each class.
    pub counts: Option<OverviewCounts>,
    /// The units to filter by.
    pub units: &'a [UnitRow],
    /// Codes of the regulations to filter by.
    pub regulations: &'a [String],
    /// Whom letters may go to, once they are wanted.
    pub late: Option<&'a LateUnits>,
    /// The chosen one, once loaded.
    pub detail: Option<&'a ShortcomingDetail>,
}

const COLUMNS: [Column; 8] = [
    Column::fixed("Đơn vị", 116.0).least(92.0),
    Column::fixed("QC", 72.0),
    Column::growing("Tồn tại, hạn chế", 180.0, 1.0).least(136.0),
    Column::fixed("Thời hạn", 96.0),
    Column::fixed("Lặp lại", 66.0).least(62.0),
    Column::fixed("Đôn đốc", 92.0),
    Column::fixed("Chịu trách nhiệm", 124.0).least(80.0),
    Column::fixed("Tình trạng", 166.0),
];

/// Beside an open detail there is room for what tells one row from another.
const NARROW: [Column; 4] = [
    Column::fixed("Đơn vị", 122.0),
    Column::growing("Tồn tại, hạn chế", 110.0, 1.0),
    Column::fixed("Thời hạn", 98.0),
    Column::fixed("Tình trạng", 166.0),
];

/// Which of all columns the narrow list shows.
const NARROW_PLACES: [usize; 4] = [0, 2, 3, 7];

/// Steps on several at once, from the right.
const BULK: [(&str, EventKind); 3] = [
    ("Gia hạn", EventKind::Extended),
    ("Trả lại", EventKind::Returned),
    ("Xác nhận", EventKind::Verified),
];

const DETAIL_WIDTH: f32 = 380.0;

impl ShortcomingsScreen {
    /// The one whose history is shown.
    pub fn chosen(&self) -> Option<ShortcomingId> {
        self.chosen
    }

    /// Chooses one, to be seen when the list is shown next.
    pub fn choose(&mut self, id: ShortcomingId) {
        self.chosen = Some(id);
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        page: &ShortcomingsPage<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        section::title(ui, "Tồn tại, hạn chế", |ui| {
            if page.list.is_some_and(|(list, _)| !list.is_empty())
                && button::plain(ui, "Xuất Excel")
                    .on_hover_text("Lưu danh sách đang hiện thành tệp Excel")
                    .clicked()
            {
                let what = Export::Shortcomings(page.filter.clone());
                out.push(Action::Export(
                    what,
                    list_name("Tồn tại", page.filter.as_of.unwrap_or(context.today)),
                ));
            }
            super::paper_buttons::of_shortcomings(ui, page, context.today, out);
            if button::plain(ui, "Lịch")
                .on_hover_text("Lưu thời hạn khắc phục thành tệp lịch cho Outlook, điện thoại")
                .clicked()
            {
                let what = Export::Deadlines(page.filter.unit_id);
                out.push(Action::Export(what, calendar_name(context.today)));
            }
            if button::plain(ui, "Công văn đôn đốc")
                .on_hover_text("Một bước cho mọi đơn vị có yêu cầu quá hạn")
                .clicked()
            {
                self.remind = Some(RemindDialog::new(context.today, None));
            }
            way::button(ui, GridKind::Shortcomings, out);
        });
        let wanted =
            shortcoming_filters::show(ui, page, (&mut self.words, &mut self.as_of), context);
        if wanted != *page.filter {
            self.table.pick_none();
            out.push(Action::Go(Route::Shortcomings(wanted)));
        }
        ui.add_space(theme::GAP_SMALL);
        let Some((list, version)) = page.list else {
            waiting::show(ui, "Đang đọc danh sách…");
            return;
        };
        self.chosen_rows(ui, list, context);
        if list.is_empty() {
            nothing(ui, page.filter);
            self.dialogs(ui, page, context, out);
            return;
        }
        if self
            .chosen
            .is_some_and(|chosen| list.iter().all(|row| row.id != chosen))
        {
            self.chosen = None;
        }
        let room = ui.available_size();
        let detail = self.chosen.and(page.detail);
        let side = if self.chosen.is_some() {
            DETAIL_WIDTH + theme::GAP
        } else {
            0.0
        };
        ui.with_layout(Layout::left_to_right(eframe::egui::Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP;
            let size = Vec2::new(room.x - side, room.y);
            ui.allocate_ui_with_layout(size, Layout::top_down(eframe::egui::Align::Min), |ui| {
                let sheet = theme::sheet(ui).inner_margin(2);
                sheet.show(ui, |ui| {
                    let day = page.filter.as_of.unwrap_or(context.today);
                    self.list(ui, list, version, day, out);
                });
            });
            if let Some(detail) = detail {
                let size = Vec2::new(DETAIL_WIDTH, room.y);
                ui.allocate_ui_with_layout(
                    size,
                    Layout::top_down(eframe::egui::Align::Min),
                    |ui| {
                        self.side(ui, detail, context, out);
                    },
                );
            }
        });
        self.dialog(ui, detail, context, out);
        self.dialogs(ui, page, context, out);
    }

    /// What can be done to all ticked rows at once.
    fn chosen_rows(&mut self, ui: &mut Ui, list: &[ShortcomingRow], context: &ScreenContext<'_>) {
        let picked: Vec<&ShortcomingRow> = list
            .iter()
            .filter(|row| self.table.picked().contains(&key(row)))
            .collect();
        if picked.is_empty() {
            return;
        }
        let ids = || picked.iter().map(|row| row.id).collect();
        let mut bulk = None;
        let mut remind = None;
        let mut clear = false;
        let words = format!("Đã chọn {} tồn tại", picked.len());
        notice::show_with(ui, Tone::Info, &words, |ui| {
            // from the right
            clear = button::quiet(ui, "Bỏ chọn").clicked();
            if button::plain(ui, "Đôn đốc").clicked() {
                remind = Some(picked.iter().map(|row| row.unit_id).collect());
            }
            for (name, kind) in BULK {
                let forbidden = context.forbids(Role::of_step(kind));
                let clicked = ui
                    .add_enabled_ui(forbidden.is_none(), |ui| {
                        button::plain(ui, name)
                            .on_disabled_hover_text(forbidden.unwrap_or_default())
                            .clicked()
                    })
                    .inner;
                if clicked {
                    bulk = Some(BulkStepDialog::new(kind, ids(), context));
                }
            }
        });
        ui.add_space(theme::GAP_SMALL);
        if clear {
            self.table.pick_none();
        }
        if bulk.is_some() {
            self.bulk = bulk;
        }
        if let Some(units) = remind {
            self.remind = Some(RemindDialog::new(context.today, Some(units)));
        }
    }

    fn dialogs(
        &mut self,
        ui: &mut Ui,
        page: &ShortcomingsPage<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if let Some(bulk) = &mut self.bulk
            && bulk.ui(ui, context, out)
        {
            if context.has_done(Subject::Steps) {
                self.table.pick_none();
            }
            self.bulk = None;
        }
        if let Some(remind) = &mut self.remind
            && remind.ui(ui, page.late.map(Addressees::late).as_ref(), context, out)
        {
            self.remind = None;
        }
    }

    /// Whether the letters are wanted: then the screen needs the late units.
    pub fn reminds(&self) -> bool {
        self.remind.is_some()
    }

    /// Opens the dialog of the letters.
    pub fn open_reminders(&mut self, today: chrono::NaiveDate) {
        self.remind = Some(RemindDialog::new(today, None));
    }

    fn list(
        &mut self,
        ui: &mut Ui,
        list: &[ShortcomingRow],
        version: u64,
        today: chrono::NaiveDate,
        out: &mut Vec<Action>,
    ) {
        let chosen = self
            .chosen
            .and_then(|chosen| list.iter().position(|row| row.id == chosen));
        let (columns, narrow) = if chosen.is_some() {
            (&NARROW[..], true)
        } else {
            (&COLUMNS[..], false)
        };
        let keys = |row: usize| list.get(row).map_or(0, key);
        let event = Table::new("Danh sách tồn tại", columns, list.len(), version)
            .selected(chosen)
            .keys(&keys)
            .boxes()
            .show(ui, &mut self.table, |row, column| {
                let Some(shortcoming) = list.get(row) else {
                    return Cell::default();
                };
                let column = if narrow {
                    NARROW_PLACES.get(column).copied().unwrap_or(column)
                } else {
                    column
                };
                match column {
                    0 => Cell::text(rows::short_unit(&shortcoming.unit_name)),
                    1 => Cell::text(shortcoming.regulation_code.as_str()).weak(),
                    2 => Cell::text(shortcoming.description.as_str()),
                    3 => rows::day(shortcoming.deadline),
                    4 => rows::repeat(shortcoming),
                    5 => rows::reminded(shortcoming),
                    6 => Cell::text(shortcoming.owner.as_str()),
                    _ => rows::standing(shortcoming, today),
                }
            });
        match event {
            Some(TableEvent::Select(row) | TableEvent::Click(row)) => {
                self.chosen = list.get(row).map(|row| row.id);
                self.linking = false;
            }
            Some(TableEvent::Open(row)) => {
                if let Some(row) = list.get(row) {
                    out.push(Action::Go(Route::Visit(row.visit_id)));
                }
            }
            Some(TableEvent::Toggle(_)) | None => {}
        }
    }

    fn side(
        &mut self,
        ui: &mut Ui,
        detail: &ShortcomingDetail,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let sheet = theme::sheet(ui);
        sheet.show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            ScrollArea::vertical()
                .id_salt(detail.shortcoming.id.0)
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    super::shortcoming_detail::head(ui, detail, out);
                    if let Some(kind) = super::shortcoming_detail::steps(ui, detail, context) {
                        self.step = Some(StepDialog::new(kind, detail, context));
                    }
                    super::shortcoming_detail::facts(ui, detail);
                    let linking = &mut self.linking;
                    match shortcoming_repeat::repeat(ui, detail, linking, context, out) {
                        Some(RepeatEvent::Show(id)) => {
                            self.chosen = Some(id);
                            out.push(Action::Go(Route::Shortcomings(ShortcomingFilter {
                                unit_id: None,
                                ..ShortcomingFilter::default()
                            })));
                        }
                        None => {}
                    }
                    shortcoming_repeat::reminders(ui, detail);
                    super::shortcoming_detail::history(ui, detail, out);
                });
        });
    }

    fn dialog(
        &mut self,
        ui: &mut Ui,
        detail: Option<&ShortcomingDetail>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if let Some(step) = &mut self.step
            && step.ui(ui, detail, context, out)
        {
            self.step = None;
        }
    }
}

/// What the row is called as long as it lives.
fn key(row: &ShortcomingRow) -> RowKey {
    row.id.0.as_u128()
}

fn nothing(ui: &mut Ui, filter: &ShortcomingFilter) {
    if *filter == ShortcomingFilter::default() {
        empty_state::show(
            ui,
            Icon::Flag,
            "Chưa có tồn tại nào",
            "Tồn tại, hạn chế được ghi trong từng cuộc giám sát, từ mục đánh giá “Chưa đạt” hoặc “Đạt một phần”.",
            None,
        );
    } else if *filter == ShortcomingFilter::open() {
        empty_state::show(
            ui,
            Icon::Check,
            "Không có tồn tại nào chưa xong",
            "Tồn tại hiện ở đây từ khi ban hành kết luận đến khi được xác nhận đã khắc phục. Chọn “Tất cả” để xem cả tồn tại chưa ban hành hoặc đã xong.",
            None,
        );
    } else {
        let what = filter
            .class
            .map_or("Không có tồn tại nào khớp", |class| class.label());
        let title = if filter.class.is_some() {
            format!(
                "Không có tồn tại nào: {}",
                crate::domain::text::lower_first(what)
            )
        } else {
            what.to_owned()
        };
        empty_state::show(ui, Icon::Check, &title, "Bỏ lọc để xem tất cả.", None);
    }
}
