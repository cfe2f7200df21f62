//! Content to Word: the same letterhead, margins, sizes and blocks as on the pages of the PDF, in real
//! styles, so that a clerk can go on writing.
//!
//! The parts are written here, in the order that the schema of the format asks for.

mod body;
mod head;
mod package;
mod pieces;
mod styles;
mod xml;

use super::content::Paper;
use super::error::DocumentError;
use super::layout::{self, setter::Setter};

/// Writes a paper as a Word file. The same paper always gives the same bytes.
pub fn render_docx(paper: &Paper) -> Result<Vec<u8>, DocumentError> {
    let mut setter = Setter::new(&paper.profile);
    let width = |setter: &mut Setter<'_>, landscape| {
        setter.turn(landscape);
        setter.frame.width
    };
    let (upright, wide) = (width(&mut setter, false), width(&mut setter, true));
    let lies = layout::parts(paper)
        .first()
        .is_some_and(|part| part.sheet.landscape);
    let first = if lies { wide } else { upright };
    let numbered_first = paper.profile.page_number.from_page < 2;
    package::archive(&[
        ("[Content_Types].xml", package::content_types()),
        ("_rels/.rels", package::package_links()),
        ("docProps/core.xml", package::core_properties(&paper.meta)),
        ("word/document.xml", body::document(&mut setter, paper)?),
        ("word/_rels/document.xml.rels", package::document_links()),
        ("word/styles.xml", styles::styles(&paper.profile)),
        ("word/settings.xml", package::settings(paper.two_sided)),
        (
            "word/header1.xml",
            head::header(paper, numbered_first, first),
        ),
        ("word/header2.xml", head::header(paper, true, upright)),
        ("word/header3.xml", head::header(paper, true, wide)),
    ])
}

/// Points to twentieths of a point.
fn twips(points: f32) -> String {
    whole(points * 20.0)
}

/// Points to the halves in which sizes of letters are counted.
fn half_points(points: f32) -> String {
    whole(points * 2.0)
}

fn whole(number: f32) -> String {
    format!("{:.0}", number.round())
}
