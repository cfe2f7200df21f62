//! What stands on a page, as the file says it. A long table has a hundred thousand glyphs: they are written as bytes
//! at once, on all processors.

use std::io::{Error, Write as _};

use lopdf::Stream;

use super::file;
use super::finish::failed;
use super::font::{Subset, Subsets};
use super::images;
use super::tags::{self, Sequence};
use crate::documents::error::DocumentError;
use crate::documents::fonts::Face;
use crate::documents::layout::{Fill, Image, Ink, Page, Rule, Run};

const ARTIFACT: &[u8] = b"/Artifact BMC\n";

/// The packed content of each page, in their order.
pub(super) fn of_pages(pages: &[Page], subsets: &Subsets) -> Result<Vec<Stream>, DocumentError> {
    file::side_by_side(pages.iter().collect(), |page| {
        let mut stream = Stream::new(lopdf::Dictionary::new(), of_page(page, subsets)?);
        file::pack_one(&mut stream).map_err(|e| failed(&e))?;
        Ok(stream)
    })
}

fn of_page(page: &Page, subsets: &Subsets) -> Result<Vec<u8>, DocumentError> {
    let mut pen = Pen {
        out: Vec::new(),
        page_height: page.height,
        subsets,
        current: None,
    };
    // what is drawn says nothing that the text does not say
    pen.out.extend(ARTIFACT);
    for fill in &page.fills {
        pen.fill(fill);
    }
    let mut drawn_with = None;
    for rule in &page.rules {
        if drawn_with != Some((rule.ink, rule.thickness)) {
            drawn_with = Some((rule.ink, rule.thickness));
            pen.numbers(&[grey(rule.ink)], "G");
            pen.numbers(&[rule.thickness], "w");
        }
        pen.rule(rule);
    }
    pen.out.extend(b"EMC\n");
    for (image, mark) in tags::figures(page) {
        let name = images::name(image.file);
        pen.image(image, &name, mark).map_err(|e| failed(&e))?;
    }
    pen.out.extend(b"BT\n");
    for sequence in tags::sequences(page) {
        pen.begin(&sequence).map_err(|e| failed(&e))?;
        for run in sequence.runs {
            pen.show(run)?;
        }
        pen.out.extend(b"EMC\n");
    }
    pen.out.extend(b"ET\n");
    Ok(pen.out)
}

struct Pen<'a> {
    out: Vec<u8>,
    page_height: f32,
    subsets: &'a Subsets,
    current: Option<(Face, f32, Ink)>,
}

impl Pen<'_> {
    /// Begins what a reader takes for one piece, or passes over.
    fn begin(&mut self, sequence: &Sequence<'_>) -> Result<(), Error> {
        match (sequence.tag, sequence.mark) {
            (Some(tag), Some(mark)) => {
                writeln!(self.out, "/{}<</MCID {mark}>>BDC", tags::name(tag.role))?;
            }
            _ => self.out.extend(ARTIFACT),
        }
        Ok(())
    }

    fn show(&mut self, run: &Run) -> Result<(), DocumentError> {
        let subset = self.subsets.get(&run.face).ok_or(DocumentError::Fonts)?;
        if self.current != Some((run.face, run.size, run.ink)) {
            self.current = Some((run.face, run.size, run.ink));
            self.numbers(&[grey(run.ink)], "g");
            self.out.push(b'/');
            self.out.extend(subset.id.0.bytes());
            self.out.push(b' ');
            self.numbers(&[run.size], "Tf");
        }
        self.out.extend(b"1 0 0 1 ");
        self.numbers(&[run.x, self.page_height - run.y], "Tm");
        self.words(run, subset)
    }

    /// Codes with the corrections that put each word where the layout has it. A reader moves on by
    /// widths cut to whole thousandths; left alone, a full line would end 0.3 pt short.
    fn words(&mut self, run: &Run, subset: &Subset) -> Result<(), DocumentError> {
        self.out.extend(b"[(");
        let mut pen = 0.0_f32;
        for (index, glyph) in run.glyphs.iter().enumerate() {
            let code = subset.code(glyph.id).ok_or(DocumentError::Fonts)?;
            for byte in code.code.to_be_bytes() {
                file::write_byte(&mut self.out, byte);
            }
            pen += code.width;
            if let Some(next) = run.glyphs.get(index + 1) {
                let target = next.x * 1000.0 / run.size;
                // within a word the error stays below what a printer can show
                if glyph.letter == ' ' || (pen - target).abs() > 4.0 {
                    let offset = (pen - target).round();
                    pen -= offset;
                    if offset != 0.0 {
                        self.out.push(b')');
                        number(&mut self.out, offset);
                        self.out.push(b'(');
                    }
                }
            }
        }
        self.out.extend(b")]TJ\n");
        Ok(())
    }

    fn image(&mut self, image: &Image, name: &str, mark: i64) -> Result<(), Error> {
        writeln!(self.out, "/Figure<</MCID {mark}>>BDC\nq")?;
        let bottom = self.page_height - image.y - image.height;
        let (width, height) = (image.width, image.height);
        self.numbers(&[width, 0.0, 0.0, height, image.x, bottom], "cm");
        writeln!(self.out, "/{name} Do\nQ\nEMC")
    }

    fn rule(&mut self, rule: &Rule) {
        self.numbers(&[rule.x1, self.page_height - rule.y1], "m");
        self.numbers(&[rule.x2, self.page_height - rule.y2], "l");
        self.out.extend(b"S\n");
    }

    fn fill(&mut self, fill: &Fill) {
        self.numbers(&Fill::tones(fill.shade), "rg");
        let bottom = self.page_height - fill.y - fill.height;
        self.numbers(&[fill.x, bottom, fill.width, fill.height], "re");
        self.out.extend(b"f\n");
    }

    fn numbers(&mut self, numbers: &[f32], operator: &str) {
        for value in numbers {
            number(&mut self.out, *value);
            self.out.push(b' ');
        }
        self.out.extend(operator.bytes());
        self.out.push(b'\n');
    }
}

/// 0 is black, 1 is white.
fn grey(ink: Ink) -> f32 {
    match ink {
        Ink::Black => 0.0,
        Ink::Grey => 0.35,
    }
}

/// To a hundredth: of a point, finer than any printer.
fn number(out: &mut Vec<u8>, value: f32) {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a place on paper, cut to what a whole number holds"
    )]
    let hundredths = (value * 100.0).round() as i32;
    if hundredths < 0 {
        out.push(b'-');
    }
    let hundredths = hundredths.unsigned_abs();
    let mut digits = [b'0'; 10];
    let mut rest = hundredths;
    for digit in digits.iter_mut().rev() {
        // a remainder of ten is one digit
        *digit += u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
    let (whole, part) = digits.split_at(8);
    let first = whole.iter().position(|digit| *digit != b'0').unwrap_or(7);
    out.extend(whole.iter().skip(first));
    match part {
        [b'0', b'0'] => {}
        [tenth, b'0'] => out.extend([b'.', *tenth]),
        _ => {
            out.push(b'.');
            out.extend(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_to_the_hundredth() {
        let written = |value| {
            let mut out = Vec::new();
            number(&mut out, value);
            String::from_utf8(out).unwrap()
        };
        for (value, expected) in [
            (0.0, "0"),
            (-0.001, "0"),
            (0.35, "0.35"),
            (0.5, "0.5"),
            (-0.05, "-0.05"),
            (595.276, "595.28"),
            (-250.0, "-250"),
            (14_000.996, "14001"),
        ] {
            assert_eq!(written(value), expected);
        }
    }
}
