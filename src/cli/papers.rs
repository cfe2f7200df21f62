//! `qcdc export` of the papers of a supervision besides its conclusion.

use std::path::Path;

use anyhow::{Result, bail};
use chrono::NaiveDate;

use super::World;
use super::args::PaperFormat;
use super::export::{on_both_sides, write};
use super::figure_args::FigureRequestArgs;
use super::paper_args::{Output, PaperCommand, StampArgs};
use super::{archive, figure, model, programme, report, visit_id};
use crate::documents::deadlines_ics;
use crate::domain::{Period, Unit};
use crate::press;
use crate::read::guiding::DocumentFilter;
use crate::read::paper::FiguresPaper;
use crate::read::{self, ArchiveOf, ChecklistOf, PaperRequest, Stamp};
use crate::register::Register;
use crate::store::files::explain;

impl From<StampArgs> for Stamp {
    fn from(args: StampArgs) -> Self {
        Self {
            number: args.number,
            date: args.date,
        }
    }
}

/// What a command makes.
enum Wanted<'a> {
    Paper(PaperRequest, &'a Output),
    /// A letter to each unit that something is missing from, in files of this name with the unit's code.
    Letters(Vec<(Unit, PaperRequest)>, &'static str, &'a Output),
    /// A reminder to each unit that is late on a day, to be answered by another.
    Reminders((NaiveDate, NaiveDate, Stamp), &'a Output),
    /// A file that is no paper.
    File(Vec<u8>, &'a Path),
}

pub(super) fn run(file: Option<&Path>, what: &PaperCommand, world: &mut World<'_>) -> Result<()> {
    let register = world.open_to_read(file)?;
    match wanted(&register, what)? {
        Wanted::Paper(request, output) => paper(&register, &request, output, world),
        Wanted::Letters(requests, name, output) => {
            letters(&register, &requests, name, output, world)
        }
        Wanted::Reminders(days, output) => reminders(&register, days, output, world),
        Wanted::File(bytes, out) => write(&register, out, &bytes, world),
    }
}

#[expect(clippy::too_many_lines, reason = "one arm per paper")]
fn wanted<'a>(register: &Register, what: &'a PaperCommand) -> Result<Wanted<'a>> {
    use PaperCommand as Of;
    let visit = |id: &str| visit_id::find(register, id);
    let (request, output) = match what {
        Of::Minutes { id, output } => (PaperRequest::Minutes(visit(id)?), output),
        Of::Recheck { id, output } => (PaperRequest::Recheck(visit(id)?), output),
        Of::Announcement { id, stamp, output } => {
            let (visit_id, stamp) = (visit(id)?, (*stamp).into());
            (PaperRequest::Announcement { visit_id, stamp }, output)
        }
        Of::Checklist {
            id,
            unit: code,
            date,
            blank,
            output,
        } => {
            let of = match (id, code) {
                (Some(id), _) if *blank => ChecklistOf::Blank(visit(id)?),
                (Some(id), _) => ChecklistOf::Rated(visit(id)?),
                (None, code) => ChecklistOf::Unit {
                    unit_id: unit(register, code.as_deref().unwrap_or_default())?.id,
                    day: date.unwrap_or_else(|| register.today()),
                },
            };
            (PaperRequest::Checklist(of), output)
        }
        Of::Tracking { unit, day, output } => {
            let request = PaperRequest::Tracking {
                unit_id: unit_of(register, unit.as_deref())?.map(|unit| unit.id),
                as_of: day.on(register),
                only: None,
            };
            (request, output)
        }
        Of::Profile { unit: code, output } => {
            let (unit_id, as_of) = (unit(register, code)?.id, register.today());
            (PaperRequest::Profile { unit_id, as_of }, output)
        }
        Of::Plan {
            year,
            stamp,
            output,
        } => {
            let (year, stamp) = (*year, (*stamp).into());
            (PaperRequest::Plan { year, stamp }, output)
        }
        Of::Summary {
            year,
            period,
            day,
            stamp,
            output,
        } => {
            let request = PaperRequest::Summary {
                period: period.unwrap_or(Period::Year),
                year: *year,
                as_of: day.as_of,
                stamp: (*stamp).into(),
            };
            (request, output)
        }
        Of::Reports {
            year,
            district,
            day,
            output,
        } => {
            let filter = report::filter(register, *year, district.as_deref())?;
            let as_of = day.on(register);
            (PaperRequest::Reports { filter, as_of }, output)
        }
        Of::Documents { year, day, output } => {
            let filter = DocumentFilter {
                year: *year,
                ..DocumentFilter::default()
            };
            let as_of = day.on(register);
            (PaperRequest::Guiding { filter, as_of }, output)
        }
        Of::Archive {
            year,
            district,
            unit,
            day,
            output,
        } => {
            let of = ArchiveOf::Sheet {
                filter: archive::filter(register, *year, district.as_deref())?,
                unit_id: unit_of(register, unit.as_deref())?.map(|unit| unit.id),
                as_of: day.on(register),
            };
            (PaperRequest::Archive(of), output)
        }
        Of::Figures(args) => {
            let table = FiguresPaper::Table {
                filter: figure::filter(register, Some(args.period), args.district.as_deref())?,
                as_of: args.day.on(register),
            };
            (PaperRequest::Figures(table), &args.output)
        }
        Of::Models(args) => (model::request(register, args)?, &args.output),
        Of::Programme(args) => (programme::report(register, args)?, &args.output),
        Of::Dialogues(args) => (programme::opinions_paper(register, args), &args.output),
        Of::Inspections(args) => (programme::inspections_paper(register, args), &args.output),
        Of::Reminder {
            unit,
            by,
            day,
            stamp,
            output,
        } => {
            let as_of = day.on(register);
            let by = by.unwrap_or_else(|| PaperRequest::reminder_by(as_of));
            let stamp = (*stamp).into();
            return Ok(match unit_of(register, unit.as_deref())? {
                Some(unit) => Wanted::Paper(reminder(&unit, (as_of, by, stamp)), output),
                None => Wanted::Reminders((as_of, by, stamp), output),
            });
        }
        Of::Deadlines { unit, day, out, .. } => {
            let unit = unit_of(register, unit.as_deref())?;
            let page = register.tracking(unit.as_ref(), day.on(register))?;
            return Ok(Wanted::File(deadlines_ics(&page, register.moment()), out));
        }
        Of::ReportRequest { of, stamp, output } => {
            let stamp = (*stamp).into();
            if of.unit.is_none() {
                let requests = report::requests(register, of, stamp)?;
                return Ok(Wanted::Letters(requests, "de-nghi-bao-cao", output));
            }
            (report::one_request(register, of, stamp)?, output)
        }
        Of::ArchiveRequest { of, stamp, output } => {
            let stamp = (*stamp).into();
            if of.unit.is_none() {
                let requests = archive::requests(register, of, stamp)?;
                return Ok(Wanted::Letters(requests, "de-nghi-ho-so", output));
            }
            (archive::one_request(register, of, stamp)?, output)
        }
        Of::FigureRequest(FigureRequestArgs { of, stamp, output }) => {
            let stamp = (*stamp).into();
            if of.unit.is_none() {
                let requests = figure::requests(register, of, stamp)?;
                return Ok(Wanted::Letters(requests, "de-nghi-so-lieu", output));
            }
            (figure::one_request(register, of, stamp)?, output)
        }
    };
    Ok(Wanted::Paper(request, output))
}

/// Writes one paper; a letter that was only printed says so.
fn paper(
    register: &Register,
    request: &PaperRequest,
    output: &Output,
    world: &mut World<'_>,
) -> Result<()> {
    let format = output.format.unwrap_or(PaperFormat::Pdf);
    let proof = on_both_sides(press::proof(register, request)?, output.two_sided);
    write(register, &output.out, &proof.render(format.into())?, world)?;
    let asks = matches!(
        request,
        PaperRequest::ReportRequest { .. }
            | PaperRequest::Archive(ArchiveOf::Letter { .. })
            | PaperRequest::Figures(FiguresPaper::Letter { .. })
    );
    if matches!(request, PaperRequest::Reminder { .. }) {
        not_in_the_log(world)
    } else if asks {
        not_issued(request, world)
    } else {
        Ok(())
    }
}

fn reminder(unit: &Unit, (as_of, by, stamp): (NaiveDate, NaiveDate, Stamp)) -> PaperRequest {
    PaperRequest::Reminder {
        unit_id: unit.id,
        as_of,
        by,
        stamp,
    }
}

/// A request for each unit, the number counting up from the first.
pub(super) fn numbered<'a>(
    units: impl Iterator<Item = &'a Unit>,
    stamp: Stamp,
    request: impl Fn(Stamp, &Unit) -> PaperRequest,
) -> Vec<(Unit, PaperRequest)> {
    let letter = |(unit, ahead): (&Unit, i64)| {
        let number = stamp.number.map(|first| first + ahead);
        (unit.clone(), request(Stamp { number, ..stamp }, unit))
    };
    units.zip(0..).map(letter).collect()
}

/// Letters that ask for what is missing, each in a file of its own.
fn letters(
    register: &Register,
    requests: &[(Unit, PaperRequest)],
    name: &str,
    output: &Output,
    world: &mut World<'_>,
) -> Result<()> {
    write_each(register, requests, name, output, world)?;
    match requests.first() {
        Some((_, request)) => not_issued(request, world),
        None => Ok(()),
    }
}

/// Writes each paper into a file of this name with the unit's code.
fn write_each(
    register: &Register,
    requests: &[(Unit, PaperRequest)],
    name: &str,
    output: &Output,
    world: &mut World<'_>,
) -> Result<()> {
    folder(&output.out)?;
    let format: read::PaperFormat = output.format.unwrap_or(PaperFormat::Pdf).into();
    for (unit, request) in requests {
        let proof = on_both_sides(press::proof(register, request)?, output.two_sided);
        let bytes = proof.render(format)?;
        let name = format!("{name}-{}.{}", unit.code, format.extension());
        write(register, &output.out.join(name), &bytes, world)?;
    }
    Ok(())
}

/// The folder that several files go to.
fn folder(path: &Path) -> Result<()> {
    if let Err(error) = std::fs::create_dir_all(path) {
        bail!(
            "Không tạo được thư mục “{}”: {}.",
            path.display(),
            explain(&error)
        );
    }
    Ok(())
}

fn not_issued(request: &PaperRequest, world: &mut World<'_>) -> Result<()> {
    let command = if matches!(request, PaperRequest::Figures(_)) {
        "figure-request"
    } else if matches!(request, PaperRequest::Archive(_)) {
        "archive-request"
    } else {
        "report-request"
    };
    Ok(writeln!(
        world.err,
        "Bản in chưa phải văn bản ban hành; muốn đánh số, lưu vào sổ văn bản thì dùng lệnh “qcdc issue {command}”."
    )?)
}

/// A letter for every unit that is late, each in a file of its own; the number counts up.
fn reminders(
    register: &Register,
    (as_of, by, stamp): (NaiveDate, NaiveDate, Stamp),
    output: &Output,
    world: &mut World<'_>,
) -> Result<()> {
    let pages = register.late_units(as_of)?;
    let late = pages.iter().filter_map(|page| page.unit.as_ref());
    if pages.is_empty() {
        bail!("Không có đơn vị nào có yêu cầu khắc phục quá hạn; không cần công văn đôn đốc.");
    }
    let requests = numbered(late, stamp, |stamp, unit| {
        reminder(unit, (as_of, by, stamp))
    });
    write_each(register, &requests, "cong-van-don-doc", output, world)?;
    not_in_the_log(world)
}

/// A letter that was only printed is no reminder yet.
fn not_in_the_log(world: &mut World<'_>) -> Result<()> {
    Ok(writeln!(
        world.err,
        "Bản in chưa phải văn bản ban hành, chưa ghi vào sổ đôn đốc; muốn đánh số, lưu và ghi sổ thì dùng lệnh “qcdc issue reminder”."
    )?)
}

/// The unit of a code, where one was typed.
fn unit_of(register: &Register, code: Option<&str>) -> Result<Option<Unit>> {
    code.map(|code| unit(register, code)).transpose()
}

pub(super) fn unit(register: &Register, code: &str) -> Result<Unit> {
    match register.unit_by_code(code.trim())? {
        Some(unit) => Ok(unit),
        None => bail!("Không có đơn vị mang mã “{code}”. Xem mã bằng lệnh “qcdc list units”."),
    }
}
