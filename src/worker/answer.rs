//! One arm per query.

use std::sync::Arc;

use super::message::{Failure, Model, Query, Status};
use super::{figures, raster};
use crate::documents::{self, DocumentError};
use crate::press::{self, Proof};
use crate::read::{PrintedPage, PrintedPaper};
use crate::register::{Register, RegisterError};

pub(super) fn answer(register: &Register, query: &Query) -> Result<Model, Failure> {
    Ok(match query {
        Query::Overview { as_of } => Model::Overview(Arc::new(register.overview(*as_of)?)),
        Query::Board { filter, as_of } => Model::Board(Arc::new(register.board(filter, *as_of)?)),
        Query::Visits(filter) => Model::Visits(Arc::new(register.visits(filter)?)),
        Query::Visit(id) => Model::Visit(Arc::new(register.visit_page(*id)?)),
        Query::Shortcomings { filter, as_of } => {
            Model::Shortcomings(Arc::new(register.shortcomings(filter, *as_of)?))
        }
        Query::Shortcoming { id, as_of } => {
            Model::Shortcoming(Arc::new(register.shortcoming(*id, *as_of)?))
        }
        Query::BecameLate { as_of } => Model::BecameLate(Arc::new(register.became_late(*as_of)?)),
        Query::LateUnits { as_of } => Model::LateUnits(Arc::new(register.late_unit_list(*as_of)?)),
        Query::Review { filter, as_of } => {
            Model::Review(Arc::new(register.review(filter, *as_of)?))
        }
        Query::Trend { filter, as_of } => Model::Trend(Arc::new(register.trend(filter, *as_of)?)),
        Query::SelfRatings { filter, as_of } => {
            Model::SelfRatings(Arc::new(register.self_ratings(filter, *as_of)?))
        }
        Query::MostRepeated { filter, as_of } => {
            Model::MostRepeated(Arc::new(register.most_repeated(filter, *as_of)?))
        }
        Query::EarlierFindings(id) => {
            Model::EarlierFindings(Arc::new(register.earlier_findings(*id)?))
        }
        Query::Units { as_of } => Model::Units(Arc::new(register.units(*as_of)?)),
        Query::Unit { id, as_of } => Model::Unit(Arc::new(register.unit_page(*id, *as_of)?)),
        Query::People => Model::People(Arc::new(register.people()?)),
        Query::Thumbs(id) => {
            let thumbs = register.thumbs(*id)?.into_iter();
            let pictures =
                thumbs.filter_map(|thumb| Some((thumb.sha256, documents::picture(&thumb.jpeg)?)));
            Model::Thumbs(Arc::new(pictures.collect()))
        }
        Query::Profile {
            id,
            as_of,
            with_before,
        } => Model::Profile(Arc::new(register.profile(*id, *as_of, *with_before)?)),
        Query::DraftOffers(id) => {
            let page = register.visit_page(*id)?;
            Model::DraftOffers(Arc::new(documents::draft_offers(&page)))
        }
        Query::Issued(filter) => Model::Issued(Arc::new(register.issued(filter)?)),
        Query::Standing(request) => Model::Standing(press::standing(register, request)?),
        Query::NextNumber { request, date } => {
            Model::NextNumber(press::next_number(register, request, *date)?)
        }
        Query::Catalogue => Model::Catalogue(Arc::new(register.catalogue()?)),
        Query::Bodies => Model::Bodies(Arc::new(register.bodies()?)),
        Query::Paper(request) => Model::Paper(Arc::new(printed(press::proof(register, request)?)?)),
        Query::TypedConclusion { visit_id, typed } => {
            let proof = press::typed_conclusion(register, *visit_id, typed)?;
            Model::Paper(Arc::new(printed(proof)?))
        }
        Query::Calendar => Model::Calendar(Arc::new(register.calendar_page()?)),
        Query::PaperRules { day } => {
            Model::PaperRules(Arc::new(press::rules::page(register, *day)?))
        }
        Query::Search(words) => Model::Search(Arc::new(register.search(words)?)),
        Query::Find(typed) => Model::Found(Arc::new(register.find(typed)?)),
        Query::Reports { filter, as_of } => {
            Model::Reports(Arc::new(register.reports(filter, *as_of)?))
        }
        Query::Programmes(query) => Model::Programmes(super::programmes::answer(register, query)?),
        Query::Models(query) => Model::Models(super::models::answer(register, query)?),
        Query::Copies(query) => super::copies::answer(register, query)?,
        Query::Guiding(query) => super::guiding::answer(register, query)?,
        Query::Reform(query) => super::reform::answer(register, query)?,
        Query::Archive(query) => super::archive::answer(register, query)?,
        Query::Figures(query) => Model::Figures(figures::answer(register, query)?),
        Query::Safety(query) => super::safety::answer(register, query)?,
        Query::Districts => Model::Districts(Arc::new(register.districts()?)),
        Query::Status => Model::Status(Arc::new(Status {
            path: register.path().to_owned(),
            sample: register.is_sample()?,
            frozen: register.is_frozen(),
            sharing: register.sharing(),
            user_name: register.user_name().map_err(RegisterError::from)?,
            role: register.role().map_err(RegisterError::from)?,
            roles: register.user_roles().map_err(RegisterError::from)?,
            user_title: register.user_title()?,
            backup_folder: register.backup_folder()?,
            district: register.district()?,
            empty: register.is_empty()?,
            guide: register.wants_guide()?,
            undo: register.undo_label().map(str::to_owned),
            redo: register.redo_label().map(str::to_owned),
        })),
    })
}

/// The pages come from the laid-out paper that its file is made of; those of an issued one from its stored file.
fn printed(proof: Proof) -> Result<PrintedPaper, Failure> {
    let tables = proof.paper.has_tables();
    let (pages, pdf, issued) = if let Some(bytes) = proof.issued {
        let pages = raster::pages(&bytes).ok_or_else(|| DocumentError::Pdf {
            detail: "không đọc được tệp đã ban hành".to_owned(),
        })?;
        (pages, bytes, true)
    } else {
        let (pages, file) = documents::print(&proof.paper)?;
        let pages = pages
            .iter()
            .map(|page| PrintedPage {
                width: page.width,
                height: page.height,
                words: page.words(),
            })
            .collect();
        (pages, file.bytes, false)
    };
    Ok(PrintedPaper {
        name: proof.name,
        pdf: Arc::new(pdf),
        pages,
        tables,
        issued,
    })
}
