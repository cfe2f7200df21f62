//! One ward's form: figures typed down the column, beside each what it is compared with, under it what is asked.

use std::collections::HashMap;

use eframe::egui::{Align, Label, Layout, ScrollArea, Sense, Ui, vec2};

use super::field::{self, FigureDraft, NewFigure, Way};
use super::lists::tone;
use super::{FiguresPlace, FiguresView};
use crate::domain::figures::{FigurePeriod, Indicator, Values};
use crate::domain::{UnitId, figures::Amount};
use crate::read::PaperRequest;
use crate::read::figures::{Asked, FigureBoard, FigureSheet, result};
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::theme;
use crate::ui::widgets::choice::Choice;
use crate::ui::widgets::date_field::{DateDraft, DateField, NewDate};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::text_field::{Draft, TextField};
use crate::ui::widgets::{badge, button, form, page};
use crate::worker::Command;
use crate::worker::figures::FiguresCommand;
use crate::worker::{FigureEdit, FigureHead};

const NAME: f32 = 304.0;
const FIELD: f32 = 112.0;
const UNIT: f32 = 62.0;
const SIDE: f32 = 92.0;
const COMPUTED: f32 = 178.0;

/// The form's own state.
#[derive(Debug, Default)]
pub struct SheetState {
    of: Option<(UnitId, FigurePeriod)>,
    /// Also those of other wards: what could not be read is not lost by looking elsewhere.
    drafts: HashMap<(UnitId, FigurePeriod, String), FigureDraft>,
    cut_off: DateDraft,
    reported_on: DateDraft,
    source: Draft,
    note: Draft,
    /// The field that is to get the caret.
    focus: Option<String>,
}

impl SheetState {
    /// Puts the caret into a field when the form is shown next.
    pub fn focus(&mut self, code: String) {
        self.focus = Some(code);
    }

    /// Shows the form; a question that was clicked.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        sheet: &FigureSheet,
        board: &FigureBoard,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> Option<Asked> {
        let key = (sheet.row.unit.id, sheet.period);
        if self.of != Some(key) {
            *self = Self {
                of: Some(key),
                focus: self.focus.take().or_else(|| first(sheet)),
                drafts: std::mem::take(&mut self.drafts),
                ..Self::default()
            };
        }
        ward(ui, sheet, board, context, out);
        ui.add_space(theme::GAP_SMALL);
        self.head(ui, sheet, context, out);
        if let Some(failure) = context.failure(Subject::Figure) {
            form::problem(ui, &failure.message);
        }
        let clicked = loose(ui, sheet);
        ui.add_space(theme::GAP_SMALL);
        let asked = page::list(ui, |ui| self.fields(ui, sheet, out));
        clicked.or(asked)
    }

    fn fields(&mut self, ui: &mut Ui, sheet: &FigureSheet, out: &mut Vec<Action>) -> Option<Asked> {
        let mut clicked = None;
        heads(ui, sheet);
        let order: Vec<&str> = sheet
            .book
            .indicators
            .iter()
            .map(|indicator| indicator.code.as_str())
            .collect();
        let focus = self.focus.take();
        ScrollArea::vertical()
            .id_salt(("sheet", sheet.row.unit.id.0))
            .auto_shrink([false, false])
            .show(ui, |ui| {
                let mut group = "";
                for indicator in &sheet.book.indicators {
                    if indicator.group != group {
                        group = &indicator.group;
                        ui.add_space(theme::GAP_SMALL);
                        ui.label(theme::strong(group));
                    }
                    let focus = focus.as_deref() == Some(indicator.code.as_str());
                    let asked = self.row(ui, sheet, indicator, (&order, focus), out);
                    clicked = clicked.take().or(asked);
                }
                ui.add_space(theme::GAP_LARGE);
            });
        clicked
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        sheet: &FigureSheet,
        indicator: &Indicator,
        (order, focus): (&[&str], bool),
        out: &mut Vec<Action>,
    ) -> Option<Asked> {
        let code = &indicator.code;
        let stated = sheet.row.figures.get(code).map(|figure| figure.value);
        let line = ui.horizontal(|ui| {
            ui.set_min_height(theme::control(ui));
            cell(ui, NAME, Align::Min, |ui| {
                let label = ui.add(Label::new(&indicator.name).truncate());
                label.on_hover_text(&indicator.definition);
            });
            let key = (sheet.row.unit.id, sheet.period, code.clone());
            let draft = self.drafts.entry(key).or_default();
            let name = if indicator.is_derived() {
                format!("{}, báo cáo ghi", indicator.name)
            } else {
                indicator.name.clone()
            };
            let given = field::show(ui, (&name, indicator), stated, draft, (FIELD, focus));
            if let Some(NewFigure(value)) = given.value {
                out.push(set(sheet, code, stated, value));
            }
            if let Some(way) = given.way {
                self.focus = beside(order, code, way);
                ui.ctx().request_repaint();
            }
            cell(ui, UNIT, Align::Min, |ui| {
                form::hint(ui, &indicator.unit);
            });
            compared(ui, sheet, indicator);
        });
        if focus {
            line.response.scroll_to_me(Some(Align::Center));
        }
        questions(ui, sheet, code)
    }

    /// Days and source of the report.
    fn head(
        &mut self,
        ui: &mut Ui,
        sheet: &FigureSheet,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let report = sheet.row.report.as_ref();
        let old = report.map_or_else(FigureHead::default, |report| FigureHead {
            cut_off: report.cut_off,
            reported_on: report.reported_on,
            source: report.source.clone(),
            note: report.note.clone(),
        });
        let mut new = old.clone();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = theme::GAP;
            form::hint(ui, "Ngày lập báo cáo");
            let field = DateField::new("Ngày lập báo cáo", old.reported_on, context.today);
            if let Some(NewDate(day)) = field.show(ui, &mut self.reported_on) {
                new.reported_on = day;
            }
            form::hint(ui, "Chốt số liệu");
            let field = DateField::new("Ngày chốt số liệu", old.cut_off, context.today);
            if let Some(NewDate(day)) = field.show(ui, &mut self.cut_off) {
                new.cut_off = day;
            }
            form::hint(ui, "Nguồn");
            let field = TextField::line("Nguồn", &old.source).width(325.0);
            let field = field.hint("Báo cáo số 45-BC/ĐU…");
            if let Some(text) = field.show(ui, &mut self.source) {
                new.source = text;
            }
            let field = TextField::line("Ghi chú của báo cáo", &old.note).width(145.0);
            if let Some(text) = field.hint("Ghi chú").show(ui, &mut self.note) {
                new.note = text;
            }
        });
        if new != old {
            out.push(Action::Run(Command::Figures(FiguresCommand::Head {
                unit_id: sheet.row.unit.id,
                period: sheet.period,
                head: new,
            })));
        }
    }
}

fn set(sheet: &FigureSheet, code: &str, base: Option<Amount>, value: Option<Amount>) -> Action {
    Action::Run(Command::Figures(FiguresCommand::Set(FigureEdit {
        unit_id: sheet.row.unit.id,
        period: sheet.period,
        code: code.to_owned(),
        base,
        value,
    })))
}

/// The first field, where the caret waits.
fn first(sheet: &FigureSheet) -> Option<String> {
    let first = sheet.book.indicators.first();
    first.map(|indicator| indicator.code.clone())
}

/// The field after or before one; the ends stay.
fn beside(order: &[&str], code: &str, way: Way) -> Option<String> {
    let here = order.iter().position(|other| *other == code)?;
    let there = match way {
        Way::Next => here + 1,
        Way::Back => here.checked_sub(1)?,
    };
    order.get(there).map(|code| (*code).to_owned())
}

fn cell(ui: &mut Ui, width: f32, align: Align, content: impl FnOnce(&mut Ui)) {
    let layout = if align == Align::Max {
        Layout::right_to_left(Align::Center)
    } else {
        Layout::left_to_right(Align::Center)
    };
    let size = vec2(width, theme::control(ui));
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_min_size(size);
        content(ui);
    });
}

/// Which ward, and what can be done with its report.
fn ward(
    ui: &mut Ui,
    sheet: &FigureSheet,
    board: &FigureBoard,
    context: &ScreenContext<'_>,
    out: &mut Vec<Action>,
) {
    let row = &sheet.row;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = theme::GAP;
        let names: Vec<&str> = board
            .rows
            .iter()
            .map(|row| row.unit.name.as_str())
            .collect();
        let here = board
            .rows
            .iter()
            .position(|other| other.unit.id == row.unit.id);
        let mut to = Choice::new("Đơn vị", &names, here).width(230.0).show(ui);
        let last = names.len().saturating_sub(1);
        if button::icon(ui, Icon::Left, "Phường trước").clicked() {
            to = here.and_then(|place| place.checked_sub(1));
        }
        if button::icon(ui, Icon::Right, "Phường sau").clicked() {
            to = here.filter(|place| *place < last).map(|place| place + 1);
        }
        if let Some(other) = to.and_then(|place| board.rows.get(place)) {
            out.push(Action::Go(Route::Figures(FiguresPlace {
                filter: board.filter.clone(),
                view: FiguresView::Sheet(Some(other.unit.id)),
            })));
        }
        let missing = row.missing(&sheet.wanted, &sheet.book).len();
        let state = if !row.has_reported() {
            "Chưa có số liệu của kỳ này".to_owned()
        } else if row.report.is_none() {
            let parts: Vec<String> = row.parts.iter().map(|part| part.name()).collect();
            format!(
                "Gộp từ {}; nhập vào đây để ghi số của cả kỳ",
                parts.join(", ")
            )
        } else {
            format!("Đã ghi {} số liệu, còn thiếu {missing}", row.figures.len())
        };
        form::hint(ui, &state);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if row.report.is_some()
                && button::quiet(ui, "Bỏ số liệu kỳ này")
                    .on_hover_text("Bỏ báo cáo này với mọi số liệu; hoàn tác được")
                    .clicked()
            {
                let remove = FiguresCommand::Remove {
                    unit_id: row.unit.id,
                    period: sheet.period,
                };
                out.push(Action::Run(Command::Figures(remove)));
            }
            let ask = missing > 0 || row.open().next().is_some();
            if ask && button::quiet(ui, "Công văn cho phường này").clicked() {
                let request =
                    PaperRequest::figure_request(row.unit.id, sheet.period, context.today);
                out.push(Action::Go(Route::Paper(request)));
            }
            if button::quiet(ui, "Hồ sơ phường").clicked() {
                out.push(Action::Go(Route::Unit(row.unit.id)));
            }
        });
    });
}

/// Questions about no single field, such as those about days.
fn loose(ui: &mut Ui, sheet: &FigureSheet) -> Option<Asked> {
    let loose = sheet.row.asked.iter();
    let loose = loose.filter(|asked| asked.question.codes.is_empty());
    let mut clicked = None;
    for asked in loose {
        if question(ui, asked, 0.0) {
            clicked = Some(asked.clone());
        }
    }
    clicked
}

/// Questions whose first figure this is.
fn questions(ui: &mut Ui, sheet: &FigureSheet, code: &str) -> Option<Asked> {
    let mut clicked = None;
    for asked in &sheet.row.asked {
        let first = asked.question.codes.first();
        if first.is_some_and(|first| first == code) && question(ui, asked, NAME + theme::GAP) {
            clicked = Some(asked.clone());
        }
    }
    clicked
}

/// One line: how it stands, and the figures; a click opens it.
fn question(ui: &mut Ui, asked: &Asked, indent: f32) -> bool {
    ui.horizontal(|ui| {
        ui.add_space(indent);
        badge::show(ui, tone(asked), asked.state.label());
        let facts = &asked.question.facts;
        let colour = theme::palette(ui).tone(tone(asked)).fg;
        let label = Label::new(theme::small(facts.as_str()).color(colour))
            .wrap()
            .sense(Sense::click());
        let response = ui
            .add(label)
            .on_hover_cursor(eframe::egui::CursorIcon::PointingHand);
        response.on_hover_text(&asked.question.message).clicked()
    })
    .inner
}

fn heads(ui: &mut Ui, sheet: &FigureSheet) {
    ui.horizontal(|ui| {
        let weak = |ui: &mut Ui, text: &str| {
            form::hint(ui, text);
        };
        cell(ui, NAME, Align::Min, |ui| weak(ui, "Chỉ tiêu"));
        cell(ui, FIELD, Align::Min, |ui| weak(ui, "Báo cáo ghi"));
        cell(ui, UNIT, Align::Min, |ui| weak(ui, ""));
        cell(ui, COMPUTED, Align::Min, |ui| weak(ui, "Tính lại"));
        let columns = [
            ("Kỳ trước", sheet.before.as_ref().map(|(period, _)| *period)),
            (
                "Cùng kỳ",
                sheet.year_ago.as_ref().map(|(period, _)| *period),
            ),
            (
                "Lũy kế năm",
                sheet.to_date.as_ref().map(|(period, _)| *period),
            ),
        ];
        for (words, period) in columns {
            cell(ui, SIDE, Align::Max, |ui| {
                let label = ui.label(theme::small(words).color(theme::palette(ui).weak));
                if let Some(period) = period {
                    label.on_hover_text(period.name());
                }
            });
        }
    });
}

/// What the figure comes to and what it is compared with.
fn compared(ui: &mut Ui, sheet: &FigureSheet, indicator: &Indicator) {
    let sign = indicator.sign();
    let computed = if indicator.is_derived() {
        match sheet.row.result(indicator) {
            Ok(found) => found.words(sign),
            Err(reason) => reason.words().to_owned(),
        }
    } else if sheet.row.report.is_none() {
        sheet
            .row
            .result(indicator)
            .map_or_else(|_| String::new(), |found| found.value.show())
    } else {
        String::new()
    };
    cell(ui, COMPUTED, Align::Min, |ui| {
        ui.add(Label::new(&computed).truncate());
    });
    let of = |values: Option<&Values>| {
        let found = values.and_then(|values| result(indicator, values).ok());
        found.map_or_else(String::new, |found| format!("{}{sign}", found.value.show()))
    };
    let columns = [
        of(sheet.before.as_ref().map(|(_, values)| values)),
        of(sheet.year_ago.as_ref().map(|(_, values)| values)),
        of(sheet.to_date.as_ref().map(|(_, sum)| &sum.values)),
    ];
    for text in columns {
        cell(ui, SIDE, Align::Max, |ui| {
            form::hint(ui, &text);
        });
    }
}
