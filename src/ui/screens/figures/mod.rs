//! Số liệu: indicator × ward of a period, one ward's form, the questions, what is missing, plots.

mod answer;
mod feed;
mod field;
mod filters;
mod lists;
mod matrix;
mod plot;
mod sheet;
#[cfg(test)]
mod tests;
mod wanted;

use eframe::egui::Ui;

use self::answer::AnswerDialog;
use self::filters::SpanDialog;
use self::lists::Lists;
use self::matrix::MatrixState;
use self::sheet::SheetState;
use self::wanted::WantedDialog;
use crate::domain::UnitId;
use crate::domain::figures::FigurePeriod;
use crate::read::figures::{FigureBoard, FigureSeries, FigureSheet};
use crate::read::grid::GridKind;
use crate::read::paper::FiguresPaper;
use crate::read::{FigureFilter, PaperRequest};
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::dialogs::remind::{Addressees, RemindDialog};
use crate::ui::screens::figures::matrix::Opened;
use crate::ui::screens::tables::way;
use crate::ui::theme;
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::tabs::{self, Tab};
use crate::ui::widgets::{button, empty_state, page, waiting};
use crate::worker::figures::FiguresCommand;

/// Where in the figures the window is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FiguresPlace {
    pub filter: FigureFilter,
    pub view: FiguresView,
}

/// What of them is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FiguresView {
    Matrix,
    /// The form of a unit; none for the first one.
    Sheet(Option<UnitId>),
    Questions,
    Missing,
    /// An indicator over time and between wards; empty for the first one with figures.
    Plot(String),
}

impl Route {
    /// The board of a period.
    pub fn figures(filter: FigureFilter) -> Self {
        Self::Figures(FiguresPlace {
            filter,
            view: FiguresView::Matrix,
        })
    }

    /// The form of a unit.
    pub fn figures_of(unit_id: UnitId, period: FigurePeriod) -> Self {
        Self::Figures(FiguresPlace {
            filter: FigureFilter {
                period,
                district: String::new(),
            },
            view: FiguresView::Sheet(Some(unit_id)),
        })
    }
}

/// What a command is about.
pub fn subject(command: &FiguresCommand) -> Subject {
    match command {
        FiguresCommand::Set(_) | FiguresCommand::Head { .. } => Subject::Figure,
        FiguresCommand::Answer(_)
        | FiguresCommand::Remove { .. }
        | FiguresCommand::Wanted(_)
        | FiguresCommand::AddIndicator(_)
        | FiguresCommand::RemoveIndicator(_) => Subject::Figures,
    }
}

/// What is typed into the form shows itself.
pub fn is_loud(command: &FiguresCommand) -> bool {
    subject(command) == Subject::Figures
}

/// The screen's own state.
#[derive(Debug, Default)]
pub struct FiguresScreen {
    matrix: MatrixState,
    sheet: SheetState,
    lists: Lists,
    answer: Option<AnswerDialog>,
    wanted: Option<WantedDialog>,
    span: Option<SpanDialog>,
    letters: Option<RemindDialog>,
}

/// The models of what is shown.
#[derive(Clone, Copy, Debug)]
pub struct FiguresData<'a> {
    pub board: &'a FigureBoard,
    /// Changes with the board.
    pub version: u64,
    pub sheet: Option<&'a FigureSheet>,
    pub series: Option<&'a FigureSeries>,
    /// That of the first letter, where letters are prepared.
    pub next_number: Option<i64>,
}

impl FiguresScreen {
    /// The unit whose letter would be the first of a round, while one is prepared.
    fn addressee(&self, board: &FigureBoard) -> Option<UnitId> {
        self.letters.as_ref()?;
        board.to_ask().next().map(|row| row.unit.id)
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        data: &FiguresData<'_>,
        place: &FiguresPlace,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let board = data.board;
        page::head(ui, "Số liệu", |ui| {
            let some = board.to_ask().next().is_some();
            if button::primary_enabled(ui, some, "Công văn đề nghị…")
                .on_hover_text("Công văn đề nghị bổ sung, làm rõ số liệu, mỗi phường một văn bản")
                .clicked()
            {
                let period = board.filter.period;
                self.letters = Some(RemindDialog::for_figures(context.today, period));
            }
            if button::plain(ui, "Bản in, Excel")
                .on_hover_text("Bảng số liệu của kỳ đang xem thành PDF, Word, Excel hoặc ra máy in")
                .clicked()
            {
                let what = FiguresPaper::Table {
                    filter: board.filter.clone(),
                    as_of: context.today,
                };
                out.push(Action::Go(Route::Paper(PaperRequest::Figures(what))));
            }
            if button::plain(ui, "Chỉ tiêu…")
                .on_hover_text("Chọn chỉ tiêu yêu cầu báo cáo, thêm chỉ tiêu của riêng tệp này")
                .clicked()
            {
                self.wanted = Some(WantedDialog::new(board));
            }
            way::button(ui, GridKind::Figures, out);
        });
        let said = format!(
            "{} · {} câu hỏi",
            board.reported_words(),
            board.open_questions()
        );
        page::filters(ui, &said, |ui| {
            if filters::show(ui, board, place, context, out) {
                self.span = Some(SpanDialog::new(board.filter.period));
            }
        });
        choose_view(ui, board, place, out);
        ui.add_space(theme::GAP_SMALL);
        if board.rows.is_empty() {
            empty_state::show(
                ui,
                Icon::Figures,
                "Không có phường nào trong kỳ này",
                "Ngày cuối kỳ không có phường nào tồn tại; hãy chọn kỳ khác hoặc quận khác.",
                None,
            );
        } else {
            self.view(ui, data, place, context, out);
        }
        self.dialogs(ui, data, context, out);
    }

    fn view(
        &mut self,
        ui: &mut Ui,
        data: &FiguresData<'_>,
        place: &FiguresPlace,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let board = data.board;
        let go = |view| {
            Action::Go(Route::Figures(FiguresPlace {
                filter: board.filter.clone(),
                view,
            }))
        };
        match &place.view {
            FiguresView::Matrix => {
                match page::list(ui, |ui| matrix::show(ui, &mut self.matrix, board)) {
                    Some(Opened::Ward(id)) => out.push(go(FiguresView::Sheet(Some(id)))),
                    Some(Opened::Cell(id, code)) => {
                        self.sheet.focus(code);
                        out.push(go(FiguresView::Sheet(Some(id))));
                    }
                    Some(Opened::Indicator(code)) => out.push(go(FiguresView::Plot(code))),
                    Some(Opened::Missing) => out.push(go(FiguresView::Missing)),
                    None => {}
                }
            }
            FiguresView::Sheet(_) => match data.sheet {
                Some(sheet) => {
                    let asked = self.sheet.ui(ui, sheet, board, context, out);
                    if let Some(asked) = asked {
                        self.answer =
                            Some(AnswerDialog::new(&sheet.row.unit, sheet.period, &asked));
                    }
                }
                None => waiting::show(ui, "Đang mở phiếu số liệu…"),
            },
            FiguresView::Questions => {
                if let Some((id, asked)) = self.lists.questions(ui, board, data.version)
                    && let Some(row) = board.row(id)
                {
                    self.answer = Some(AnswerDialog::new(&row.unit, board.filter.period, &asked));
                }
            }
            FiguresView::Missing => {
                if let Some(id) = self.lists.missing(ui, board, data.version) {
                    out.push(go(FiguresView::Sheet(Some(id))));
                }
            }
            FiguresView::Plot(code) => {
                if let Some(view) = plot::show(ui, board, data.series, code) {
                    out.push(match view {
                        plot::Opened::Period(period) => Action::Go(Route::Figures(FiguresPlace {
                            filter: FigureFilter {
                                period,
                                ..board.filter.clone()
                            },
                            view: FiguresView::Plot(code.clone()),
                        })),
                        plot::Opened::Indicator(code) => go(FiguresView::Plot(code)),
                        plot::Opened::Ward(id, code) => {
                            self.sheet.focus(code);
                            go(FiguresView::Sheet(Some(id)))
                        }
                    });
                }
            }
        }
    }

    fn dialogs(
        &mut self,
        ui: &mut Ui,
        data: &FiguresData<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        if let Some(dialog) = &mut self.answer
            && dialog.ui(ui, context, out)
        {
            self.answer = None;
        }
        if let Some(dialog) = &mut self.wanted
            && dialog.ui(ui, data.board, context, out)
        {
            self.wanted = None;
        }
        if let Some(dialog) = &mut self.span
            && dialog.ui(ui, data.board, context, out)
        {
            self.span = None;
        }
        if let Some(dialog) = &mut self.letters {
            let to = Addressees::to_ask(data.board, data.next_number);
            if dialog.ui(ui, Some(&to), context, out) {
                self.letters = None;
            }
        }
    }
}

/// The tabs; each says how much there is behind it.
fn choose_view(ui: &mut Ui, board: &FigureBoard, place: &FiguresPlace, out: &mut Vec<Action>) {
    let lacking = lists::lacking(board);
    let views = [
        (FiguresView::Matrix, "Bảng số liệu".to_owned()),
        (FiguresView::Sheet(None), "Nhập theo phường".to_owned()),
        (
            FiguresView::Questions,
            format!("Câu hỏi {}", board.open_questions()),
        ),
        (FiguresView::Missing, format!("Còn thiếu {lacking} phường")),
        (FiguresView::Plot(String::new()), "Biểu đồ".to_owned()),
    ];
    let same = |view: &FiguresView| std::mem::discriminant(view);
    let here = views
        .iter()
        .position(|(view, _)| same(view) == same(&place.view));
    let words: Vec<Tab> = views
        .iter()
        .map(|(_, words)| Tab {
            words: words.clone(),
            shortcut: "",
        })
        .collect();
    let chosen = tabs::show(ui, &words, here.unwrap_or(0));
    if let Some((view, _)) = chosen.and_then(|at| views.into_iter().nth(at)) {
        out.push(Action::Go(Route::Figures(FiguresPlace {
            filter: board.filter.clone(),
            view,
        })));
    }
}
