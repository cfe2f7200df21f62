//! Papers about models, each with the name of its file.

use super::PressError;
use crate::documents::{Paper, papers};
use crate::domain::date::show;
use crate::read::skilful_model::{ModelFilter, ModelPaper};
use crate::register::{Register, RegisterError};

pub(super) fn paper(
    register: &Register,
    request: &ModelPaper,
) -> Result<(Paper, String), PressError> {
    let paper = match request {
        ModelPaper::Register { filter, as_of } => {
            let from = register.model_issuer(&district(register, filter)?, *as_of)?;
            papers::model_register_paper(&from, &register.models(filter, *as_of)?)?
        }
        ModelPaper::Proposal { filter, as_of } => {
            let from = register.model_issuer(&district(register, filter)?, *as_of)?;
            let filter = ModelFilter {
                proposed: true,
                ..filter.clone()
            };
            papers::model_proposal_paper(&from, &register.models(&filter, *as_of)?)?
        }
        ModelPaper::Comparison {
            year,
            district,
            as_of,
        } => {
            let from = register.model_issuer(district, *as_of)?;
            let page = register.compare_models(*year, district, *as_of)?;
            papers::model_comparison_paper(&from, &page)?
        }
    };
    let year = request
        .year()
        .map_or_else(String::new, |year| format!(" năm {year}"));
    Ok((
        paper,
        format!("{}{year} {}", request.title(), show(request.as_of())),
    ))
}

/// The district whose body issues: that of the filter, or of its unit.
fn district(register: &Register, filter: &ModelFilter) -> Result<String, RegisterError> {
    match filter.unit_id {
        Some(id) if filter.district.is_empty() => Ok(register.unit(id)?.district),
        _ => Ok(filter.district.clone()),
    }
}
