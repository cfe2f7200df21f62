//! Papers about archives, and a round of letters that ask for what is missing.

use super::remind::LetterFile;
use super::{PressError, name, report};
use crate::documents::{Paper, papers};
use crate::domain::date::show;
use crate::domain::reminder::check_days;
use crate::read::{ArchiveFilter, ArchiveOf, PaperFormat, PaperRequest, Stamp};
use crate::register::{Outcome, Register, RegisterError, Round};

/// A paper about archives, with the name of its file.
///
/// # Errors
/// Nothing is missing of the ward that a letter is for.
pub(super) fn paper(
    register: &Register,
    request: &PaperRequest,
    of: &ArchiveOf,
) -> Result<(Paper, String), PressError> {
    match of {
        ArchiveOf::Letter {
            unit_id,
            year,
            as_of,
            by,
            stamp,
        } => {
            check_days(stamp.date.unwrap_or(*as_of), *by).map_err(RegisterError::from)?;
            let unit = register.unit(*unit_id)?;
            let filter = ArchiveFilter {
                year: *year,
                district: unit.district.clone(),
            };
            let page = register.archive_page(&filter, *as_of)?;
            let paper = papers::archive_request_paper(&page, *unit_id, *stamp, *by)?;
            Ok((paper, name::of_day(request, Some(&unit), *as_of)))
        }
        ArchiveOf::Sheet {
            filter,
            unit_id,
            as_of,
        } => {
            let page = register.archive_page(filter, *as_of)?;
            let unit = unit_id.map(|id| register.unit(id)).transpose()?;
            let whose = unit
                .as_ref()
                .map_or_else(String::new, |unit| format!(" {}", unit.short_name));
            let name = format!(
                "{}{whose} năm {} {}",
                request.title(),
                filter.year,
                show(*as_of)
            );
            Ok((papers::archive_sheet_paper(&page, *unit_id)?, name))
        }
    }
}

/// Issues a round about a year and answers the letters as files of a format; without numbers they are only made.
///
/// # Errors
/// Nothing is missing there, the days do not fit, a number is used, or a letter cannot be printed.
pub fn send_round(
    register: &mut Register,
    round: &Round,
    year: i32,
    format: PaperFormat,
) -> Result<(Outcome<()>, Vec<LetterFile>), PressError> {
    let request = |unit_id| {
        PaperRequest::Archive(ArchiveOf::Letter {
            unit_id,
            year,
            as_of: round.as_of,
            by: round.reply_by,
            stamp: Stamp::on(round.on),
        })
    };
    let none = "Chưa chọn phường nào thiếu hồ sơ; hãy chọn ít nhất một phường.";
    report::send(register, round, request, none, format)
}
