//! Which letters are meant.

use anyhow::{Result, bail};

use crate::cli::figure_args::FigureRequestOf;
use crate::cli::papers::{numbered, unit};
use crate::domain::Unit;
use crate::domain::figures::FigurePeriod;
use crate::read::figures::FigureFilter;
use crate::read::paper::FiguresPaper;
use crate::read::{PaperRequest, Stamp};
use crate::register::Register;

/// A filter of the command line; a district that the file does not have is a mistake.
pub(in crate::cli) fn filter(
    register: &Register,
    period: Option<FigurePeriod>,
    district: Option<&str>,
) -> Result<FigureFilter> {
    let filter = FigureFilter {
        period: period.unwrap_or_else(|| FigurePeriod::before(register.today())),
        district: district.unwrap_or_default().to_owned(),
    };
    if let Some(district) = district {
        let board = register.figure_board(&filter)?;
        if board.district_name().is_none() {
            let known: Vec<&str> = board
                .districts
                .iter()
                .map(|(code, _)| code.as_str())
                .collect();
            bail!(
                "Tệp không có quận “{district}”; hãy ghi một trong: {}.",
                known.join(", ")
            );
        }
    }
    Ok(filter)
}

/// The letter to the unit that was named.
pub(in crate::cli) fn one_request(
    register: &Register,
    of: &FigureRequestOf,
    stamp: Stamp,
) -> Result<PaperRequest> {
    let unit = unit(register, of.unit.as_deref().unwrap_or_default())?;
    Ok(request(register, of, stamp, &unit))
}

fn request(register: &Register, of: &FigureRequestOf, stamp: Stamp, unit: &Unit) -> PaperRequest {
    let as_of = of.day.on(register);
    PaperRequest::Figures(FiguresPaper::Letter {
        unit_id: unit.id,
        period: of.period,
        as_of,
        by: of.by.unwrap_or_else(|| PaperRequest::reminder_by(as_of)),
        stamp,
    })
}

/// A letter to every unit with something to ask; a number counts up.
pub(in crate::cli) fn requests(
    register: &Register,
    of: &FigureRequestOf,
    stamp: Stamp,
) -> Result<Vec<(Unit, PaperRequest)>> {
    let board = register.figure_board(&filter(register, Some(of.period), None)?)?;
    let units = board.to_ask().map(|row| &row.unit);
    let letters = numbered(units, stamp, |stamp, unit| {
        request(register, of, stamp, unit)
    });
    if letters.is_empty() {
        bail!(
            "Số liệu {} đã đủ và không còn câu hỏi; không cần công văn.",
            of.period.name()
        );
    }
    Ok(letters)
}
