//! Pages to PDF (1.7, PDF/A-2b): printpdf makes the document with its fonts; what stands on its
//! pages is written here, lopdf finishes the file.

mod content;
mod file;
mod finish;
mod font;
mod icc;
mod images;
mod tags;
mod xmp;

use printpdf::{
    Codepoint, Mm, Op, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem,
};

use super::content::Meta;
use super::error::DocumentError;
use super::layout::Page;
use font::{Subset, Subsets};

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderedPdf {
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// Writes laid-out pages. The same pages always give the same bytes.
pub fn write(pages: &[Page], meta: &Meta) -> Result<RenderedPdf, DocumentError> {
    let subsets = font::subsets(pages)?;
    let contents = content::of_pages(pages, &subsets)?;
    let document = frame(pages, &subsets);
    let bytes = finish::finish(document, pages, contents, meta)?;
    Ok(RenderedPdf {
        bytes,
        pages: pages.len(),
    })
}

/// The document with its fonts and pages, still without what stands on them.
fn frame(pages: &[Page], subsets: &Subsets) -> lopdf::Document {
    let mut pdf = PdfDocument::new("");
    for subset in subsets.values() {
        let font = PdfFont::new(subset.parsed.clone());
        pdf.resources.fonts.map.insert(subset.id.clone(), font);
    }
    pdf.pages = pages
        .iter()
        .map(|page| {
            let (width, height) = (Mm::from(Pt(page.width)), Mm::from(Pt(page.height)));
            PdfPage::new(width, height, Vec::new())
        })
        .collect();
    if let Some(first) = pdf.pages.first_mut() {
        // a font is embedded with the glyphs that the library sees, and with what they stand for
        first.ops = subsets.values().flat_map(all_glyphs).collect();
    }
    let options = PdfSaveOptions {
        subset_fonts: false,
        ..PdfSaveOptions::default()
    };
    pdf.to_lopdf_document(&options, &mut Vec::new())
}

fn all_glyphs(subset: &Subset) -> [Op; 2] {
    let points = subset
        .letters()
        .map(|(code, letter)| Codepoint::with_cid(code, 0.0, letter.to_string()));
    [
        Op::SetFont {
            font: PdfFontHandle::External(subset.id.clone()),
            size: Pt(1.0),
        },
        Op::ShowText {
            items: vec![TextItem::GlyphIds(points.collect())],
        },
    ]
}
