//! Figures: what the window asks of the thread, and how it is done.

use std::path::PathBuf;
use std::sync::Arc;

use super::letters::letters_written;
use super::message::{Done, Failure};
use super::run::done;
use crate::domain::UnitId;
use crate::domain::figures::FigurePeriod;
use crate::press;
use crate::read::PaperFormat;
use crate::read::figures::{FigureBoard, FigureFilter, FigureSeries, FigureSheet, IndicatorEntry};
use crate::register::{FigureEdit, FigureHead, NewAnswer, Register, Round};

/// A change of figures.
#[derive(Debug, Clone)]
pub enum FiguresCommand {
    /// One field of the form.
    Set(FigureEdit),
    /// Days and source of a report.
    Head {
        unit_id: UnitId,
        period: FigurePeriod,
        head: FigureHead,
    },
    /// What a unit explained; an empty text opens the question again.
    Answer(NewAnswer),
    /// A report with all its figures.
    Remove {
        unit_id: UnitId,
        period: FigurePeriod,
    },
    /// Which indicators wards are asked for; none for all that are entered.
    Wanted(Option<Vec<String>>),
    AddIndicator(IndicatorEntry),
    RemoveIndicator(String),
}

/// Slow work with figures.
#[derive(Debug, Clone)]
pub enum FiguresJob {
    /// Issues letters about a period and puts them into a folder.
    SendLetters {
        round: Round,
        period: FigurePeriod,
        format: PaperFormat,
        folder: PathBuf,
    },
}

/// A read model about figures.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FiguresQuery {
    Board(FigureFilter),
    /// A unit in a period; without one, in the latest that it reported of.
    Sheet {
        unit_id: UnitId,
        period: Option<FigurePeriod>,
    },
    /// An indicator over time, over the units of the filter and of one of them.
    Series {
        filter: FigureFilter,
        code: String,
        of_unit: Option<UnitId>,
    },
}

#[derive(Debug, Clone)]
pub enum FiguresModel {
    Board(Arc<FigureBoard>),
    Sheet(Arc<FigureSheet>),
    Series(Arc<FigureSeries>),
}

pub(super) fn run(register: &mut Register, command: FiguresCommand) -> Result<Done, Failure> {
    let outcome = match command {
        FiguresCommand::Set(edit) => register.set_figure(&edit)?,
        FiguresCommand::Head {
            unit_id,
            period,
            head,
        } => register.set_figure_head(unit_id, period, &head)?,
        FiguresCommand::Answer(answer) => register.answer_figures(&answer)?,
        FiguresCommand::Remove { unit_id, period } => register.remove_figures(unit_id, period)?,
        FiguresCommand::Wanted(only) => register.set_wanted_figures(only.as_deref())?,
        FiguresCommand::AddIndicator(entry) => register.add_indicator(&entry)?,
        FiguresCommand::RemoveIndicator(code) => register.remove_indicator(&code)?,
    };
    Ok(done(outcome, |()| None))
}

pub(super) fn job(register: &mut Register, job: FiguresJob) -> Result<Done, Failure> {
    match job {
        FiguresJob::SendLetters {
            round,
            period,
            format,
            folder,
        } => {
            let sent = press::figures::send_round(register, &round, period, format)?;
            Ok(letters_written(&sent.0, &sent.1, folder))
        }
    }
}

pub(super) fn answer(register: &Register, query: &FiguresQuery) -> Result<FiguresModel, Failure> {
    Ok(match query {
        FiguresQuery::Board(filter) => {
            FiguresModel::Board(Arc::new(register.figure_board(filter)?))
        }
        FiguresQuery::Sheet { unit_id, period } => {
            let sheet = match period {
                Some(period) => register.figure_sheet(*unit_id, *period)?,
                None => register.latest_figures(*unit_id)?,
            };
            FiguresModel::Sheet(Arc::new(sheet))
        }
        FiguresQuery::Series {
            filter,
            code,
            of_unit,
        } => {
            let series = register.figure_series(filter, code, *of_unit)?;
            FiguresModel::Series(Arc::new(series))
        }
    })
}
