//! Party papers: content → layout → pages → bytes.
//!
//! [`content`] says what a paper holds, [`layout`] turns it into [`layout::Page`]s (plain data,
//! points from the top left corner), and an exporter such as [`pdf`] sees nothing but pages.
//! Word and Excel break lines themselves: [`render_docx`] writes a paper's content, [`xlsx`] its tables.
//! [`deadlines_ics`] writes deadlines for a calendar.
//! [`draft`] proposes the text of a conclusion from a visit, [`conclusion`] makes its paper,
//! [`papers`] make all others.
//! Sizes, margins and styles come from a [`profile::Profile`], that is, from data.

mod calendar;
pub mod conclusion;
pub mod content;
mod docx;
pub mod draft;
mod error;
pub mod fonts;
mod grid;
pub mod guide;
pub mod layout;
mod lists;
mod offers;
pub mod papers;
pub mod pdf;
mod phrase;
pub mod profile;
mod review;
mod sheet;
mod thumb;
pub mod xlsx;

pub use calendar::deadlines_ics;
pub use conclusion::{conclusion_or_draft, conclusion_paper, conclusion_pdf};
pub use content::Paper;
pub use docx::render_docx;
pub use draft::{draft_conclusion, draft_subject};
pub use error::DocumentError;
pub use grid::{GRID_FILE_LIMIT, GridError, GridFormat, MOST_ROWS, read_grid, write_grid};
pub use layout::Page;
pub use lists::{audit_xlsx, issued_xlsx, paper_xlsx, shortcomings_xlsx, units_xlsx, visits_xlsx};
pub use offers::draft_offers;
pub use pdf::RenderedPdf;
pub use review::review_xlsx;
pub use sheet::{catalogue_from_xlsx, catalogue_xlsx, district_from_xlsx, district_xlsx};
pub use thumb::{Thumbnail, picture, scaled, thumbnail};
pub use xlsx::render_xlsx;

/// Lays a paper out on pages. Fails, naming the letter, when the fonts cannot print one.
pub fn lay_out(paper: &Paper) -> Result<Vec<Page>, DocumentError> {
    layout::lay_out(paper)
}

/// Lays a paper out and writes it as a PDF. The same paper always gives the same bytes.
pub fn render_pdf(paper: &Paper) -> Result<RenderedPdf, DocumentError> {
    Ok(print(paper)?.1)
}

/// The laid-out pages with the PDF made of them.
pub fn print(paper: &Paper) -> Result<(Vec<Page>, RenderedPdf), DocumentError> {
    let pages = layout::lay_out(paper)?;
    let file = pdf::write(&pages, &paper.meta)?;
    Ok((pages, file))
}
