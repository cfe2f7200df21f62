//! `qcdc export` of the papers of a supervision besides its conclusion.

use std::path::Path;

use anyhow::{Result, bail};
use chrono::NaiveDate;

use super::World;
use super::args::PaperFormat;
use super::export::write;
use super::paper_args::{Output, PaperCommand, StampArgs};
use super::visit_id;
use crate::documents::papers::checklist::Use;
use crate::documents::papers::{
    Stamp, announcement_paper, checklist_paper, minutes_paper, plan_paper, recheck_paper,
    reminder_paper, summary_paper, tracking_paper,
};
use crate::documents::{DocumentError, Paper, deadlines_ics, paper_xlsx, render_docx, render_pdf};
use crate::domain::reminder::default_reply_by;
use crate::domain::{Period, Unit};
use crate::read::{TrackingPage, VisitPage};
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

pub(super) fn run(file: Option<&Path>, what: &PaperCommand, world: &mut World<'_>) -> Result<()> {
    let register = world.open(file)?;
    let visit = |id: &str| -> Result<VisitPage> {
        Ok(register.visit_page(visit_id::find(&register, id)?)?)
    };
    let (paper, output) = match what {
        PaperCommand::Minutes { id, output } => (minutes_paper(&visit(id)?)?, output),
        PaperCommand::Checklist {
            id,
            unit: code,
            date,
            blank,
            output,
        } => {
            let page = match (id, code) {
                (Some(id), _) => visit(id)?,
                (None, code) => {
                    let unit = unit(&register, code.as_deref().unwrap_or_default())?;
                    let day = date.unwrap_or_else(|| register.today());
                    register.page_without_visit(&unit, day)?
                }
            };
            let purpose = if *blank || code.is_some() {
                Use::Blank
            } else {
                Use::Rated
            };
            (checklist_paper(&page, purpose)?, output)
        }
        PaperCommand::Tracking {
            unit: code,
            day,
            output,
        } => {
            let unit = code
                .as_ref()
                .map(|code| unit(&register, code))
                .transpose()?;
            let as_of = day.as_of.unwrap_or_else(|| register.today());
            let page = register.tracking(unit.as_ref(), as_of)?;
            (tracking_paper(&page)?, output)
        }
        PaperCommand::Reminder {
            unit: code,
            by,
            day,
            stamp,
            output,
        } => {
            let as_of = day.as_of.unwrap_or_else(|| register.today());
            let by = by.unwrap_or_else(|| default_reply_by(as_of));
            let Some(code) = code else {
                let pages = register.late_units(as_of)?;
                return reminders(&register, &pages, ((*stamp).into(), by), output, world);
            };
            let page = register.tracking(Some(&unit(&register, code)?), as_of)?;
            (reminder_paper(&page, (*stamp).into(), by)?, output)
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
            let as_of = day.as_of.unwrap_or_else(|| register.today());
            let page = register.tracking(unit.as_ref(), as_of)?;
            let bytes = deadlines_ics(&page, register.moment());
            return write(&register, out, &bytes, world);
        }
        PaperCommand::Recheck { id, output } => {
            let page = register.recheck(visit_id::find(&register, id)?)?;
            (recheck_paper(&page)?, output)
        }
        PaperCommand::Plan {
            year,
            stamp,
            output,
        } => (plan_paper(&register.plan(*year)?, (*stamp).into())?, output),
        PaperCommand::Announcement { id, stamp, output } => {
            (announcement_paper(&visit(id)?, (*stamp).into())?, output)
        }
        PaperCommand::Summary {
            year,
            period,
            day,
            stamp,
            output,
        } => {
            let period = period.unwrap_or(Period::Year);
            let page = register.period(period, *year, day.as_of)?;
            (summary_paper(&page, (*stamp).into())?, output)
        }
    };
    save(&register, &paper, output, world)
}

/// A letter for every unit that is late, each in a file of its own; the number counts up.
fn reminders(
    register: &Register,
    pages: &[TrackingPage],
    (stamp, by): (Stamp, NaiveDate),
    output: &Output,
    world: &mut World<'_>,
) -> Result<()> {
    if pages.is_empty() {
        bail!("Không có đơn vị nào có yêu cầu khắc phục quá hạn; không cần công văn đôn đốc.");
    }
    if let Err(error) = std::fs::create_dir_all(&output.out) {
        bail!(
            "Không tạo được thư mục “{}”: {}.",
            output.out.display(),
            explain(&error)
        );
    }
    let format = output.format.unwrap_or(PaperFormat::Pdf);
    for (page, ahead) in pages.iter().zip(0..) {
        let stamp = Stamp {
            number: stamp.number.map(|first| first + ahead),
            ..stamp
        };
        let bytes = rendered(&reminder_paper(page, stamp, by)?, format)?;
        let code = page.unit.as_ref().map_or("", |unit| unit.code.as_str());
        let out = output
            .out
            .join(format!("cong-van-don-doc-{code}.{}", format.extension()));
        write(register, &out, &bytes, world)?;
    }
    Ok(())
}

fn save(register: &Register, paper: &Paper, output: &Output, world: &mut World<'_>) -> Result<()> {
    let format = output.format.unwrap_or(PaperFormat::Pdf);
    write(register, &output.out, &rendered(paper, format)?, world)
}

fn rendered(paper: &Paper, format: PaperFormat) -> Result<Vec<u8>, DocumentError> {
    match format {
        PaperFormat::Pdf => Ok(render_pdf(paper)?.bytes),
        PaperFormat::Docx => render_docx(paper),
        PaperFormat::Xlsx => paper_xlsx(paper),
    }
}

fn unit(register: &Register, code: &str) -> Result<Unit> {
    match register.unit_by_code(code.trim())? {
        Some(unit) => Ok(unit),
        None => bail!("Không có đơn vị mang mã “{code}”. Xem mã bằng lệnh “qcdc list units”."),
    }
}
