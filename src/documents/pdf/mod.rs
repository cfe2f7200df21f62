//! Pages to PDF (1.7, PDF/A-2b): printpdf writes the pages, lopdf finishes the file.

mod file;
mod finish;
mod font;
mod icc;
mod tags;
mod xmp;

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, Greyscale, Line, LinePoint, Mm, Op, PaintMode, PdfDocument,
    PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, Rect, Rgb, TextItem, TextMatrix,
};

use super::content::Meta;
use super::error::DocumentError;
use super::fonts::Face;
use super::layout::{Fill, Ink, Page, Rule, Run};
use font::Subset;
use tags::Sequence;

const ARTIFACT: &str = "Artifact";

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
    let mut known = Known::new();
    pdf.pages = pages
        .iter()
        .map(|page| {
            let (width, height) = (Mm::from(Pt(page.width)), Mm::from(Pt(page.height)));
            Ok(PdfPage::new(
                width,
                height,
                operations(page, &subsets, &mut known)?,
            ))
        })
        .collect::<Result<_, DocumentError>>()?;
    let mut warnings = Vec::new();
    let options = PdfSaveOptions {
        subset_fonts: false,
        // else it leaves out what it does not write itself: the strings of whole words
        secure: false,
        ..PdfSaveOptions::default()
    };
    let document = pdf.to_lopdf_document(&options, &mut warnings);
    let bytes = finish::finish(document, pages, meta)?;
    Ok(RenderedPdf {
        bytes,
        pages: pages.len(),
    })
}

fn operations(
    page: &Page,
    subsets: &BTreeMap<Face, Subset>,
    known: &mut Known,
) -> Result<Vec<Op>, DocumentError> {
    let mut ops = Vec::new();
    // what is drawn says nothing that the text does not say
    ops.push(Op::BeginMarkedContent {
        tag: ARTIFACT.to_owned(),
    });
    for fill in &page.fills {
        draw_fill(&mut ops, page.height, fill);
    }
    let mut drawn_with = None;
    for rule in &page.rules {
        if drawn_with != Some((rule.ink, rule.thickness)) {
            drawn_with = Some((rule.ink, rule.thickness));
            ops.push(Op::SetOutlineColor {
                col: colour(rule.ink),
            });
            ops.push(Op::SetOutlineThickness {
                pt: Pt(rule.thickness),
            });
        }
        draw_rule(&mut ops, page.height, rule);
    }
    ops.push(Op::EndMarkedContent);
    ops.push(Op::StartTextSection);
    let mut pen = Pen {
        subsets,
        known,
        current: None,
    };
    for sequence in tags::sequences(page) {
        ops.push(begin(&sequence));
        for run in sequence.runs {
            pen.show(&mut ops, page, run)?;
        }
        ops.push(Op::EndMarkedContent);
    }
    ops.push(Op::EndTextSection);
    Ok(ops)
}

/// Begins what a reader takes for one piece, or passes over.
fn begin(sequence: &Sequence<'_>) -> Op {
    match (sequence.tag, sequence.mark) {
        (Some(tag), Some(mark)) => Op::BeginMarkedContentWithProperties {
            tag: tags::name(tag.role).to_owned(),
            properties: DictItem::Dict {
                map: BTreeMap::from([("MCID".to_owned(), DictItem::Int(mark))]),
            },
        },
        _ => Op::BeginMarkedContent {
            tag: ARTIFACT.to_owned(),
        },
    }
}

/// By face and code, whether the library has seen the glyph: it embeds the fonts with those, and what they stand for.
type Known = BTreeMap<Face, Vec<bool>>;

struct Pen<'a> {
    subsets: &'a BTreeMap<Face, Subset>,
    known: &'a mut Known,
    current: Option<(Face, f32, Ink)>,
}

impl Pen<'_> {
    fn show(&mut self, ops: &mut Vec<Op>, page: &Page, run: &Run) -> Result<(), DocumentError> {
        let subset = self.subsets.get(&run.face).ok_or(DocumentError::Fonts)?;
        if self.current != Some((run.face, run.size, run.ink)) {
            self.current = Some((run.face, run.size, run.ink));
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
        let codes = codes(run, subset)?;
        let known = self.known.entry(run.face).or_default();
        let mut is_new = false;
        for (code, _) in &codes {
            let place = usize::from(*code);
            if known.len() <= place {
                known.resize(place + 1, false);
            }
            if let Some(seen) = known.get_mut(place) {
                is_new |= !*seen;
                *seen = true;
            }
        }
        ops.push(if is_new {
            glyph_by_glyph(run, &codes)
        } else {
            word_by_word(&codes)
        });
        Ok(())
    }
}

/// Codes with the corrections that put each word where the layout has it. A reader moves on by
/// widths cut to whole thousandths; left alone, a full line would end 0.3 pt short.
fn codes(run: &Run, subset: &Subset) -> Result<Vec<(u16, f32)>, DocumentError> {
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
        out.push((code.code, offset));
    }
    Ok(out)
}

/// With what each glyph stands for.
fn glyph_by_glyph(run: &Run, codes: &[(u16, f32)]) -> Op {
    let glyphs = run.glyphs.iter().zip(codes);
    let points = glyphs.map(|(glyph, (code, offset))| {
        Codepoint::with_cid(*code, *offset, glyph.letter.to_string())
    });
    Op::ShowText {
        items: vec![TextItem::GlyphIds(points.collect())],
    }
}

/// The same in one string up to each correction: a long table has a hundred thousand glyphs.
fn word_by_word(codes: &[(u16, f32)]) -> Op {
    let mut items = Vec::new();
    let mut word = Vec::new();
    let string = |data| DictItem::String {
        data,
        literal: true,
    };
    for (code, offset) in codes {
        word.extend(code.to_be_bytes());
        if *offset != 0.0 {
            items.push(string(std::mem::take(&mut word)));
            items.push(DictItem::Real(*offset));
        }
    }
    if !word.is_empty() {
        items.push(string(word));
    }
    Op::Unknown {
        key: "TJ".to_owned(),
        value: vec![DictItem::Array(items)],
    }
}

fn draw_rule(ops: &mut Vec<Op>, page_height: f32, rule: &Rule) {
    let point = |x: f32, y: f32| LinePoint {
        p: Point {
            x: Pt(rounded(x)),
            y: Pt(rounded(page_height - y)),
        },
        bezier: false,
    };
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
