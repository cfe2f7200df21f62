//! Pages to PDF (1.7, PDF/A-2b): printpdf writes the pages, lopdf finishes the file.

mod finish;
mod font;
mod icc;
mod xmp;

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, Greyscale, Line, LinePoint, Mm, Op, PaintMode, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect, Rgb, TextItem, TextMatrix,
};

use super::content::Meta;
use super::error::DocumentError;
use super::fonts::Face;
use super::layout::{Fill, Ink, Page, Rule, Run};
use font::Subset;

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
    let mut pdf = PdfDocument::new("");
    for subset in subsets.values() {
        pdf.resources
            .fonts
            .map
            .insert(subset.id.clone(), PdfFont::new(subset.parsed.clone()));
    }
    pdf.pages = pages
        .iter()
        .map(|page| {
            let (width, height) = (Mm::from(Pt(page.width)), Mm::from(Pt(page.height)));
            Ok(PdfPage::new(width, height, operations(page, &subsets)?))
        })
        .collect::<Result<_, DocumentError>>()?;
    let mut warnings = Vec::new();
    let options = PdfSaveOptions {
        subset_fonts: false,
        ..PdfSaveOptions::default()
    };
    let document = pdf.to_lopdf_document(&options, &mut warnings);
    let bytes = finish::finish(document, pages, meta)?;
    Ok(RenderedPdf {
        bytes,
        pages: pages.len(),
    })
}

fn operations(page: &Page, subsets: &BTreeMap<Face, Subset>) -> Result<Vec<Op>, DocumentError> {
    let mut ops = Vec::new();
    for fill in &page.fills {
        draw_fill(&mut ops, page.height, fill);
    }
    for rule in &page.rules {
        draw_rule(&mut ops, page.height, rule);
    }
    ops.push(Op::StartTextSection);
    let mut current: Option<(Face, f32, Ink)> = None;
    for run in &page.runs {
        let subset = subsets.get(&run.face).ok_or(DocumentError::Fonts)?;
        if current != Some((run.face, run.size, run.ink)) {
            current = Some((run.face, run.size, run.ink));
            ops.push(Op::SetFillColor {
                col: colour(run.ink),
            });
            ops.push(Op::SetFont {
                font: PdfFontHandle::External(subset.id.clone()),
                size: Pt(run.size),
            });
        }
        ops.push(Op::SetTextMatrix {
            matrix: TextMatrix::Translate(Pt(rounded(run.x)), Pt(rounded(page.height - run.y))),
        });
        ops.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(glyphs(run, subset)?)],
        });
    }
    ops.push(Op::EndTextSection);
    Ok(ops)
}

/// Glyphs with the corrections that put each word where the layout has it. A reader moves on by
/// widths cut to whole thousandths; left alone, a full line would end 0.3 pt short.
fn glyphs(run: &Run, subset: &Subset) -> Result<Vec<Codepoint>, DocumentError> {
    let mut out = Vec::with_capacity(run.glyphs.len());
    let mut pen = 0.0_f32;
    for (index, glyph) in run.glyphs.iter().enumerate() {
        let code = subset.code(glyph.id).ok_or(DocumentError::Fonts)?;
        pen += code.width;
        let mut offset = 0.0;
        if let Some(next) = run.glyphs.get(index + 1) {
            let target = next.x * 1000.0 / run.size;
            // within a word the error stays below what a printer can show
            if glyph.letter == ' ' || (pen - target).abs() > 4.0 {
                offset = (pen - target).round();
                pen -= offset;
            }
        }
        let text = glyph.letter.to_string();
        out.push(Codepoint::with_cid(code.code, offset, text));
    }
    Ok(out)
}

fn draw_rule(ops: &mut Vec<Op>, page_height: f32, rule: &Rule) {
    let point = |x: f32, y: f32| LinePoint {
        p: Point {
            x: Pt(rounded(x)),
            y: Pt(rounded(page_height - y)),
        },
        bezier: false,
    };
    ops.push(Op::SetOutlineColor {
        col: colour(rule.ink),
    });
    ops.push(Op::SetOutlineThickness {
        pt: Pt(rule.thickness),
    });
    ops.push(Op::DrawLine {
        line: Line {
            points: vec![point(rule.x1, rule.y1), point(rule.x2, rule.y2)],
            is_closed: false,
        },
    });
}

fn draw_fill(ops: &mut Vec<Op>, page_height: f32, fill: &Fill) {
    let [red, green, blue] = Fill::tones(fill.shade).map(rounded);
    ops.push(Op::SetFillColor {
        col: Color::Rgb(Rgb::new(red, green, blue, None)),
    });
    ops.push(Op::DrawRectangle {
        rectangle: Rect {
            x: Pt(rounded(fill.x)),
            y: Pt(rounded(page_height - fill.y - fill.height)),
            width: Pt(rounded(fill.width)),
            height: Pt(rounded(fill.height)),
            mode: Some(PaintMode::Fill),
            winding_order: None,
        },
    });
}

fn colour(ink: Ink) -> Color {
    let percent = match ink {
        Ink::Black => 0.0,
        Ink::Grey => 0.35,
    };
    Color::Greyscale(Greyscale::new(percent, None))
}

/// To a hundredth of a point: finer than any printer, and shorter in the file.
fn rounded(points: f32) -> f32 {
    (points * 100.0).round() / 100.0
}
