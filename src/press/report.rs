//! Papers about monthly reports, and a round of letters that ask for missing ones: every letter made, numbered and kept
//! in one step.

use super::remind::LetterFile;
use super::{Issue, PressError, issue_all, name, proof};
use crate::documents::{Paper, papers};
use crate::domain::UnitId;
use crate::domain::date::show;
use crate::domain::reminder::check_days;
use crate::domain::text::paper_count;
use crate::read::{PaperFormat, PaperRequest, ReportFilter, Stamp};
use crate::register::{Changes, Numbers, Outcome, Register, RegisterError, Round};

/// A paper about monthly reports, with the name of its file.
///
/// # Errors
/// Nothing is missing of the ward that a letter is for, or it is another kind of paper.
pub(super) fn paper(
    register: &Register,
    request: &PaperRequest,
) -> Result<(Paper, String), PressError> {
    if let PaperRequest::ReportRequest {
        unit_id,
        year,
        as_of,
        by,
        stamp,
    } = request
    {
        check_days(stamp.date.unwrap_or(*as_of), *by).map_err(RegisterError::from)?;
        let unit = register.unit(*unit_id)?;
        let filter = ReportFilter {
            year: *year,
            district: unit.district.clone(),
        };
        let page = register.report_page(&filter, *as_of)?;
        let paper = papers::report_request_paper(&page, *unit_id, *stamp, *by)?;
        return Ok((paper, name::of_day(request, Some(&unit), *as_of)));
    }
    let PaperRequest::Reports { filter, as_of } = request else {
        return Err(
            RegisterError::Refused("Không phải văn bản về báo cáo tháng.".to_owned()).into(),
        );
    };
    let page = register.report_page(filter, *as_of)?;
    let name = format!("{} năm {} {}", request.title(), filter.year, show(*as_of));
    Ok((papers::reports_paper(&page)?, name))
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
    let request = |unit_id| PaperRequest::ReportRequest {
        unit_id,
        year,
        as_of: round.as_of,
        by: round.reply_by,
        stamp: Stamp::on(round.on),
    };
    let none = "Chưa chọn phường nào thiếu báo cáo; hãy chọn ít nhất một phường.";
    send(register, round, request, none, format)
}

/// Issues the letters of any round; `none` tells that no unit was chosen.
pub(super) fn send(
    register: &mut Register,
    round: &Round,
    request: impl Fn(UnitId) -> PaperRequest,
    none: &str,
    format: PaperFormat,
) -> Result<(Outcome<()>, Vec<LetterFile>), PressError> {
    check_days(round.on, round.reply_by).map_err(RegisterError::from)?;
    if round.units.is_empty() {
        return Err(RegisterError::Refused(none.to_owned()).into());
    }
    let stamp = Stamp::on(round.on);
    let requests = round.units.iter().map(|unit_id| request(*unit_id));
    let first = match round.numbers {
        Numbers::ByHand => {
            let files = requests.map(|request| file(register, &request, format));
            let files = files.collect::<Result<_, _>>()?;
            return Ok((by_hand(round.units.len()), files));
        }
        Numbers::Next => None,
        Numbers::From(first) => Some(first),
    };
    let issues: Vec<Issue> = requests
        .zip(0..)
        .map(|(request, ahead)| Issue {
            number: first.map(|first| first + ahead),
            ..Issue::new(request, round.on)
        })
        .collect();
    let outcome = issue_all(register, &issues)?;
    let mut files = Vec::with_capacity(issues.len());
    for (issue, id) in issues.into_iter().zip(&outcome.value) {
        let number = register.issued_paper(*id)?.number;
        let request = issue.request.stamped(Stamp { number, ..stamp });
        let mut letter = file(register, &request, format)?;
        if format == PaperFormat::Pdf {
            letter.bytes = register.issued_bytes(crate::domain::IssuedId::Paper(*id))?;
        }
        files.push(letter);
    }
    Ok((outcome.map(|_| ()), files))
}

fn file(
    register: &Register,
    request: &PaperRequest,
    format: PaperFormat,
) -> Result<LetterFile, PressError> {
    let proof = proof(register, request)?;
    // the number leads, so that a folder shows the letters in order
    let name = match request.stamp().and_then(|stamp| stamp.number) {
        Some(number) => format!("{number:02} {}", proof.file_name(format)),
        None => proof.file_name(format),
    };
    Ok(LetterFile {
        name,
        bytes: proof.render(format)?,
    })
}

fn by_hand(letters: usize) -> Outcome<()> {
    Outcome {
        value: (),
        message: format!(
            "Đã làm {} công văn chưa có số, chưa ghi vào sổ văn bản",
            paper_count(letters)
        ),
        changes: Changes::default(),
        undoable: false,
    }
}
