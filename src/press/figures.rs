//! Papers about figures, and a round of letters that ask for what is missing and put the questions.

use super::remind::LetterFile;
use super::{PressError, name, report};
use crate::documents::{Paper, papers};
use crate::domain::Unit;
use crate::domain::date::show;
use crate::domain::figures::FigurePeriod;
use crate::domain::reminder::check_days;
use crate::read::figures::FigureFilter;
use crate::read::paper::FiguresPaper;
use crate::read::{PaperFormat, PaperRequest, Stamp};
use crate::register::{Outcome, Register, RegisterError, Round};

/// A paper about figures, with the name of its file.
///
/// # Errors
/// Nothing is to be asked of the unit that a letter is for.
pub(super) fn paper(
    register: &Register,
    what: &FiguresPaper,
) -> Result<(Paper, String), PressError> {
    match what {
        FiguresPaper::Letter {
            unit_id,
            period,
            as_of,
            by,
            stamp,
        } => {
            check_days(stamp.date.unwrap_or(*as_of), *by).map_err(RegisterError::from)?;
            let unit = register.unit(*unit_id)?;
            let page = register.figure_page(&filter_of(&unit, *period), *as_of)?;
            let paper = papers::figure_request_paper(&page, *unit_id, (*stamp, *as_of), *by)?;
            let request = PaperRequest::Figures(what.clone());
            Ok((paper, name::of_day(&request, Some(&unit), *as_of)))
        }
        FiguresPaper::Table { filter, as_of } => {
            let page = register.figure_page(filter, *as_of)?;
            let name = format!("{} {} {}", what.title(), filter.period.name(), show(*as_of));
            Ok((papers::figures_paper(&page, *as_of)?, name))
        }
    }
}

/// The district of a ward decides who writes to it.
fn filter_of(unit: &Unit, period: FigurePeriod) -> FigureFilter {
    FigureFilter {
        period,
        district: unit.district.clone(),
    }
}

/// Issues a round about a period and answers the letters as files of a format; without numbers they are only made.
///
/// # Errors
/// Nothing is to be asked there, the days do not fit, a number is used, or a letter cannot be printed.
pub fn send_round(
    register: &mut Register,
    round: &Round,
    period: FigurePeriod,
    format: PaperFormat,
) -> Result<(Outcome<()>, Vec<LetterFile>), PressError> {
    let request = |unit_id| {
        PaperRequest::Figures(FiguresPaper::Letter {
            unit_id,
            period,
            as_of: round.as_of,
            by: round.reply_by,
            stamp: Stamp::on(round.on),
        })
    };
    let none = "Chưa chọn phường nào; hãy chọn ít nhất một phường.";
    report::send(register, round, request, none, format)
}
