//! `qcdc export` of the papers of a supervision besides its conclusion.

use std::path::Path;

use anyhow::{Result, bail};

use super::World;
use super::args::PaperFormat;
use super::export::write;
use super::paper_args::{Output, PaperCommand};
use super::visit_id;
use crate::documents::papers::checklist::Use;
use crate::documents::papers::{checklist_paper, minutes_paper};
use crate::documents::{Paper, render_docx, render_pdf};
use crate::domain::Unit;
use crate::register::Register;

pub(super) fn run(file: Option<&Path>, what: &PaperCommand, world: &mut World<'_>) -> Result<()> {
    let register = world.open(file)?;
    match what {
        PaperCommand::Minutes { id, output } => {
            let page = register.visit_page(visit_id::find(&register, id)?)?;
            save(&register, &minutes_paper(&page)?, output, world)
        }
        PaperCommand::Checklist {
            id,
            unit: code,
            date,
            blank,
            output,
        } => {
            let page = match (id, code) {
                (Some(id), _) => register.visit_page(visit_id::find(&register, id)?)?,
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
            save(&register, &checklist_paper(&page, purpose)?, output, world)
        }
    }
}

fn save(register: &Register, paper: &Paper, output: &Output, world: &mut World<'_>) -> Result<()> {
    let bytes = match output.format.unwrap_or(PaperFormat::Pdf) {
        PaperFormat::Pdf => render_pdf(paper)?.bytes,
        PaperFormat::Docx => render_docx(paper)?,
    };
    write(register, &output.out, &bytes, world)
}

fn unit(register: &Register, code: &str) -> Result<Unit> {
    match register.unit_by_code(code.trim())? {
        Some(unit) => Ok(unit),
        None => bail!("Không có đơn vị mang mã “{code}”. Xem mã bằng lệnh “qcdc list units”."),
    }
}
