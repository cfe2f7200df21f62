//! The part of each face that a document uses, in the form that the writer takes.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use printpdf::{FontId, ParsedFont};
use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;

use crate::documents::error::DocumentError;
use crate::documents::fonts::Face;
use crate::documents::layout::Page;

/// What a document uses of each face.
pub(super) type Subsets = BTreeMap<Face, Subset>;

/// Glyphs of one face that a document uses.
#[derive(Debug)]
pub(super) struct Subset {
    pub id: FontId,
    pub parsed: ParsedFont,
    /// By the glyph in the whole font.
    glyphs: Vec<Option<Code>>,
    letters: Vec<(u16, char)>,
}

/// A glyph as the file knows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Code {
    pub code: u16,
    /// Advance that a reader will use, in 1/1000 of the size: the file rounds down.
    pub width: f32,
}

impl Subset {
    pub(super) fn code(&self, glyph: u16) -> Option<Code> {
        self.glyphs.get(usize::from(glyph)).copied().flatten()
    }

    /// Every code with the letter that it stands for.
    pub(super) fn letters(&self) -> impl Iterator<Item = (u16, char)> {
        self.letters.iter().copied()
    }
}

/// Subsets every face that the pages use.
pub(super) fn subsets(pages: &[Page]) -> Result<Subsets, DocumentError> {
    let mut used: BTreeMap<Face, Vec<Option<char>>> = BTreeMap::new();
    for run in pages.iter().flat_map(|page| &page.runs) {
        let letters = used.entry(run.face).or_default();
        for glyph in &run.glyphs {
            let place = usize::from(glyph.id);
            if letters.len() <= place {
                letters.resize(place + 1, None);
            }
            if let Some(letter) = letters.get_mut(place) {
                // a space and one that holds two words together share a glyph: the plain one is first
                *letter = Some(letter.map_or(glyph.letter, |other| other.min(glyph.letter)));
            }
        }
    }
    used.into_iter()
        .map(|(face, letters)| {
            let glyphs = (0..).zip(letters);
            let used: Vec<(u16, char)> = glyphs.filter_map(|(id, l)| Some((id, l?))).collect();
            Ok((face, subset(face, &used)?))
        })
        .collect()
}

fn subset(face: Face, used: &[(u16, char)]) -> Result<Subset, DocumentError> {
    let whole = whole(face)?;
    let ids: Vec<u16> = used.iter().map(|(glyph, _)| *glyph).collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&ids);
    let bytes = subsetter::subset(face.bytes(), 0, &remapper).map_err(|e| DocumentError::Pdf {
        detail: format!("không tách được phông chữ {} ({e})", face.name()),
    })?;
    let most = ids.last().map_or(0, |last| usize::from(*last) + 1);
    let mut glyphs = vec![None; most];
    let mut widths = BTreeMap::new();
    let mut letters = Vec::with_capacity(used.len());
    for (glyph, letter) in used {
        let code = remapper.get(*glyph).ok_or(DocumentError::Fonts)?;
        let units = whole.get_glyph_width(*glyph).ok_or(DocumentError::Fonts)?;
        let width = (f32::from(units) * 1000.0 / f32::from(whole.units_per_em)).trunc();
        widths.insert(code, units);
        letters.push((code, *letter));
        if let Some(place) = glyphs.get_mut(usize::from(*glyph)) {
            *place = Some(Code { code, width });
        }
    }
    let parsed = ParsedFont {
        font_name: Some(format!("{}+{}", tag(&bytes), face.name())),
        original_bytes: bytes,
        glyph_widths: widths,
        ..whole.clone()
    };
    Ok(Subset {
        // not F1…F14: those are the writer's own names of the standard fonts
        id: FontId(face.name().to_owned()),
        parsed,
        glyphs,
        letters,
    })
}

/// A face's metrics, read once, without what is replaced for every document.
fn whole(face: Face) -> Result<&'static ParsedFont, DocumentError> {
    static WHOLE: OnceLock<Option<BTreeMap<Face, ParsedFont>>> = OnceLock::new();
    let parse = |face: Face| {
        let mut parsed = ParsedFont::from_bytes(face.bytes(), 0, &mut Vec::new())?;
        parsed.original_bytes = Vec::new();
        parsed.codepoint_to_glyph = BTreeMap::new();
        Some((face, parsed))
    };
    WHOLE
        .get_or_init(|| Face::ALL.into_iter().map(parse).collect())
        .as_ref()
        .and_then(|faces| faces.get(&face))
        .ok_or(DocumentError::Fonts)
}

/// The six capital letters that mark a subset, alike for alike subsets.
fn tag(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}
