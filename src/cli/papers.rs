//! `qcdc export` of the papers of a supervision besides its conclusion.

use std::path::Path;

use anyhow::{Result, bail};
use chrono::NaiveDate;

use super::World;
use super::args::PaperFormat;
use super::export::{on_both_sides, write};
use super::figure_args::FigureRequestArgs;
use super::paper_args::{Output, PaperCommand, StampArgs};
use super::{archive, figure, report, visit_id};
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

#[expect(clippy::too_many_lines, reason = "one arm per paper")]
pub(super) fn run(file: Option<&Path>, what: &PaperCommand, world: &mut World<'_>) -> Result<()> {
    let register = world.open_to_read(file)?;
    let visit = |id: &str| visit_id::find(&register, id);
    let (request, output) = match what {
        PaperCommand::Minutes { id, output } => (PaperRequest::Minutes(visit(id)?), output),
        PaperCommand::Checklist {
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
                    unit_id: unit(&register, code.as_deref().unwrap_or_default())?.id,
                    day: date.unwrap_or_else(|| register.today()),
                },
            };
            (PaperRequest::Checklist(of), output)
        }
        PaperCommand::Tracking {
            unit: code,
            day,
            output,
        } => {
            let unit = code.as_ref().map(|code| unit(&register, code));
            let request = PaperRequest::Tracking {
                unit_id: unit.transpose()?.map(|unit| unit.id),
                as_of: day.on(&register),
                only: None,
            };
            (request, output)
        }
        PaperCommand::Profile { unit: code, output } => {
            let request = PaperRequest::Profile {
                unit_id: unit(&register, code)?.id,
                as_of: register.today(),
            };
            (request, output)
        }
        PaperCommand::Reminder {
            unit: code,
            by,
            day,
            stamp,
            output,
        } => {
            let as_of = day.on(&register);
            let by = by.unwrap_or_else(|| PaperRequest::reminder_by(as_of));
            let stamp = (*stamp).into();
            let Some(code) = code else {
                return reminders(&register, (as_of, by, stamp), output, world);
            };
            let request = PaperRequest::Reminder {
                unit_id: unit(&register, code)?.id,
                as_of,
                by,
                stamp,
            };
            (request, output)
        }
        PaperCommand::Deadlines {
            unit: code,
            day,
            format: _,
            out,
        } => {
            let unit = code
                .as_ref()
                .map(|code| unit(&register, code))
                .transpose()?;
            let as_of = day.on(&register);
            let page = register.tracking(unit.as_ref(), as_of)?;
            let bytes = deadlines_ics(&page, register.moment());
            return write(&register, out, &bytes, world);
        }
        PaperCommand::Reports {
            year,
            district,
            day,
            output,
        } => {
            let request = PaperRequest::Reports {
                filter: report::filter(&register, *year, district.as_deref())?,
                as_of: day.on(&register),
            };
            (request, output)
        }
        PaperCommand::Programme(args) => (super::programme::report(&register, args)?, &args.output),
        PaperCommand::Dialogues(args) => (
            super::programme::opinions_paper(&register, args),
            &args.output,
        ),
        PaperCommand::Inspections(args) => (
            super::programme::inspections_paper(&register, args),
            &args.output,
        ),
        PaperCommand::Models(args) => (super::model::request(&register, args)?, &args.output),
        PaperCommand::ReportRequest { of, stamp, output } => {
            let stamp = (*stamp).into();
            if of.unit.is_none() {
                let requests = report::requests(&register, of, stamp)?;
                return letters(&register, &requests, "de-nghi-bao-cao", output, world);
            }
            (report::one_request(&register, of, stamp)?, output)
        }
        PaperCommand::Documents { year, day, output } => {
            let request = PaperRequest::Guiding {
                filter: DocumentFilter {
                    year: *year,
                    ..DocumentFilter::default()
                },
                as_of: day.on(&register),
            };
            (request, output)
        }
        PaperCommand::Archive {
            year,
            district,
            unit: code,
            day,
            output,
        } => {
            let unit_id = match code {
                Some(code) => Some(unit(&register, code)?.id),
                None => None,
            };
            let of = ArchiveOf::Sheet {
                filter: archive::filter(&register, *year, district.as_deref())?,
                unit_id,
                as_of: day.on(&register),
            };
            (PaperRequest::Archive(of), output)
        }
        PaperCommand::ArchiveRequest { of, stamp, output } => {
            let stamp = (*stamp).into();
            if of.unit.is_none() {
                let requests = archive::requests(&register, of, stamp)?;
                return letters(&register, &requests, "de-nghi-ho-so", output, world);
            }
            (archive::one_request(&register, of, stamp)?, output)
        }
        PaperCommand::Figures(args) => {
            let what = FiguresPaper::Table {
                filter: figure::filter(&register, Some(args.period), args.district.as_deref())?,
                as_of: args.day.on(&register),
            };
            (PaperRequest::Figures(what), &args.output)
        }
        PaperCommand::FigureRequest(FigureRequestArgs { of, stamp, output }) => {
            let stamp = (*stamp).into();
            if of.unit.is_none() {
                let requests = figure::requests(&register, of, stamp)?;
                return letters(&register, &requests, "de-nghi-so-lieu", output, world);
            }
            (figure::one_request(&register, of, stamp)?, output)
        }
        PaperCommand::Recheck { id, output } => (PaperRequest::Recheck(visit(id)?), output),
        PaperCommand::Plan {
            year,
            stamp,
            output,
        } => {
            let (year, stamp) = (*year, (*stamp).into());
            (PaperRequest::Plan { year, stamp }, output)
        }
        PaperCommand::Announcement { id, stamp, output } => {
            let (visit_id, stamp) = (visit(id)?, (*stamp).into());
            (PaperRequest::Announcement { visit_id, stamp }, output)
        }
        PaperCommand::Summary {
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
    };
    let format = output.format.unwrap_or(PaperFormat::Pdf);
    let proof = on_both_sides(press::proof(&register, &request)?, output.two_sided);
    let bytes = proof.render(format.into())?;
    write(&register, &output.out, &bytes, world)?;
    if matches!(request, PaperRequest::Reminder { .. }) {
        not_in_the_log(world)?;
    } else if matches!(
        request,
        PaperRequest::ReportRequest { .. }
            | PaperRequest::Archive(ArchiveOf::Letter { .. })
            | PaperRequest::Figures(FiguresPaper::Letter { .. })
    ) {
        not_issued(&request, world)?;
    }
    Ok(())
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
    let requests = numbered(late, stamp, |stamp, unit| PaperRequest::Reminder {
        unit_id: unit.id,
        as_of,
        by,
        stamp,
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

pub(super) fn unit(register: &Register, code: &str) -> Result<Unit> {
    match register.unit_by_code(code.trim())? {
        Some(unit) => Ok(unit),
        None => bail!("Không có đơn vị mang mã “{code}”. Xem mã bằng lệnh “qcdc list units”."),
    }
}
