//! Liberation Serif (metric of Times New Roman), embedded and parsed once; shaping of words.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::OnceLock;

use rustybuzz::ttf_parser::Tag;
use rustybuzz::{BufferClusterLevel, Direction, Feature, ShapePlan, UnicodeBuffer, script};

use super::error::DocumentError;

const FILES: [&[u8]; 4] = [
    include_bytes!("../../assets/fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("../../assets/fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("../../assets/fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("../../assets/fonts/LiberationSerif-BoldItalic.ttf"),
];

/// Height above and depth below the baseline, as a share of the size; alike in all four faces.
pub const ASCENT: f32 = 0.891;
pub const DESCENT: f32 = 0.216;

/// One of the four faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    Regular,
    Bold,
    Italic,
    BoldItalic,
}

impl Face {
    pub const ALL: [Self; 4] = [Self::Regular, Self::Bold, Self::Italic, Self::BoldItalic];

    pub fn of(bold: bool, italic: bool) -> Self {
        match (bold, italic) {
            (false, false) => Self::Regular,
            (true, false) => Self::Bold,
            (false, true) => Self::Italic,
            (true, true) => Self::BoldItalic,
        }
    }

    /// The name that PDF readers show.
    pub fn name(self) -> &'static str {
        match self {
            Self::Regular => "LiberationSerif",
            Self::Bold => "LiberationSerif-Bold",
            Self::Italic => "LiberationSerif-Italic",
            Self::BoldItalic => "LiberationSerif-BoldItalic",
        }
    }

    /// The font file.
    pub fn bytes(self) -> &'static [u8] {
        let [regular, bold, italic, bold_italic] = FILES;
        self.pick(regular, bold, italic, bold_italic)
    }

    fn pick<T>(self, regular: T, bold: T, italic: T, bold_italic: T) -> T {
        match self {
            Self::Regular => regular,
            Self::Bold => bold,
            Self::Italic => italic,
            Self::BoldItalic => bold_italic,
        }
    }
}

struct Loaded {
    face: rustybuzz::Face<'static>,
    plan: ShapePlan,
    units_per_em: f32,
}

struct Fonts {
    faces: [Loaded; 4],
}

fn fonts() -> Result<&'static Fonts, DocumentError> {
    static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
    FONTS.get_or_init(load).as_ref().ok_or(DocumentError::Fonts)
}

fn load() -> Option<Fonts> {
    // Word neither kerns nor ligates by default: lines then break where they do in Word
    let features = [b"kern", b"liga", b"clig"].map(|tag| Feature::new(Tag::from_bytes(tag), 0, ..));
    let one = |face: Face| {
        let parsed = rustybuzz::Face::from_slice(face.bytes(), 0)?;
        let plan = ShapePlan::new(
            &parsed,
            Direction::LeftToRight,
            Some(script::LATIN),
            None,
            &features,
        );
        let units_per_em = f32::from(u16::try_from(parsed.units_per_em()).ok()?);
        Some(Loaded {
            face: parsed,
            plan,
            units_per_em,
        })
    };
    Some(Fonts {
        faces: [
            one(Face::Regular)?,
            one(Face::Bold)?,
            one(Face::Italic)?,
            one(Face::BoldItalic)?,
        ],
    })
}

/// One glyph of a shaped word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shaped {
    /// Glyph in the whole font.
    pub id: u16,
    pub letter: char,
    /// Byte offset of the letter in the word.
    pub at: usize,
    /// Advance as a share of the font size.
    pub advance: f32,
}

/// Shapes words and remembers them; one for each paper.
#[derive(Default)]
pub struct Shaper {
    known: HashMap<Face, HashMap<String, Rc<[Shaped]>>>,
    buffer: Option<UnicodeBuffer>,
}

impl std::fmt::Debug for Shaper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shaper").finish_non_exhaustive()
    }
}

impl Shaper {
    pub fn new() -> Self {
        Self::default()
    }

    /// The glyphs of one word or one space, already in NFC.
    /// Fails on the first letter that the face cannot print.
    pub fn shape(&mut self, face: Face, word: &str) -> Result<Rc<[Shaped]>, DocumentError> {
        if let Some(glyphs) = self.known.get(&face).and_then(|words| words.get(word)) {
            return Ok(Rc::clone(glyphs));
        }
        let glyphs: Rc<[Shaped]> = self.shape_anew(face, word)?.into();
        self.known
            .entry(face)
            .or_default()
            .insert(word.to_owned(), Rc::clone(&glyphs));
        Ok(glyphs)
    }

    fn shape_anew(&mut self, face: Face, word: &str) -> Result<Vec<Shaped>, DocumentError> {
        let fonts = fonts()?;
        let [regular, bold, italic, bold_italic] = &fonts.faces;
        let font = face.pick(regular, bold, italic, bold_italic);
        let mut buffer = self.buffer.take().unwrap_or_default();
        // one cluster per letter, so that every glyph knows the letter it prints
        buffer.set_cluster_level(BufferClusterLevel::Characters);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        buffer.push_str(word);
        let shaped = rustybuzz::shape_with_plan(&font.face, &font.plan, buffer);
        let mut out = Vec::with_capacity(shaped.len());
        for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let at = usize::try_from(info.cluster).unwrap_or(0);
            let letter = word
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .unwrap_or(' ');
            let id = u16::try_from(info.glyph_id).unwrap_or(0);
            if id == 0 {
                return Err(missing(letter, word));
            }
            let units = u16::try_from(position.x_advance).unwrap_or(0);
            out.push(Shaped {
                id,
                letter,
                at,
                advance: f32::from(units) / font.units_per_em,
            });
        }
        self.buffer = Some(shaped.clear());
        Ok(out)
    }
}

fn missing(letter: char, word: &str) -> DocumentError {
    DocumentError::MissingGlyph {
        letter,
        code: u32::from(letter),
        near: word.chars().take(40).collect(),
    }
}
