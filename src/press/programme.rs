//! Papers about programmes, each with the name of its file.

use super::PressError;
use crate::documents::{Paper, papers};
use crate::domain::date::show;
use crate::read::programme::ProgrammePaper;
use crate::register::Register;

pub(super) fn paper(
    register: &Register,
    request: &ProgrammePaper,
) -> Result<(Paper, String), PressError> {
    let as_of = request.as_of();
    let paper = match request {
        ProgrammePaper::Report { id, year, .. } => {
            let page = register.programme(*id, as_of)?;
            let from = register.programme_issuer(&page.row.programme.district, as_of)?;
            papers::programme_report_paper(&from, &page, *year)?
        }
        ProgrammePaper::Opinions { filter, .. } => {
            let district = match filter.unit_id {
                Some(id) => register.unit(id)?.district,
                None => String::new(),
            };
            let from = register.programme_issuer(&district, as_of)?;
            papers::opinions_paper(&from, &register.dialogues(filter, as_of)?)?
        }
        ProgrammePaper::Inspections { filter, .. } => {
            let from = register.programme_issuer("", as_of)?;
            papers::inspections_paper(&from, &register.inspections(filter, as_of)?)?
        }
    };
    let year = request
        .year()
        .map_or_else(String::new, |year| format!(" năm {year}"));
    Ok((paper, format!("{}{year} {}", request.title(), show(as_of))))
}
