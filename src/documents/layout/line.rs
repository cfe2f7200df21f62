//! Paragraphs into lines: shaping, first-fit breaking, and the place of every glyph.

use unicode_normalization::char::is_combining_mark;

use super::page::{Glyph, Ink, Run};
use super::text::{self, Break, NO_BREAK_SPACE};
use crate::documents::content::Align;
use crate::documents::error::DocumentError;
use crate::documents::fonts::{Face, Shaper};

/// Sums of rounded widths may pass the edge by this much, in points, and still fit.
const TOLERANCE: f32 = 0.01;

#[derive(Debug, Clone, Copy)]
struct Cell {
    id: u16,
    letter: char,
    face: Face,
    /// Points.
    advance: f32,
    /// Byte offset in the cleaned text.
    at: usize,
}

impl Cell {
    fn is_space(&self) -> bool {
        self.letter == ' '
    }
}

/// A shaped paragraph.
#[derive(Debug)]
pub(super) struct Shaped {
    cells: Vec<Cell>,
    /// Cell that may begin a line.
    breaks: Vec<(usize, Break)>,
    size: f32,
}

/// A line of a shaped paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    start: usize,
    /// Past the last cell; spaces at the end are left out.
    end: usize,
    pub width: f32,
    /// The paragraph, or a line ended by the text itself, ends here: not stretched.
    last: bool,
}

/// Shapes text in one or more faces.
pub(super) fn shape<'a>(
    shaper: &mut Shaper,
    spans: impl IntoIterator<Item = (&'a str, Face)>,
    size: f32,
) -> Result<Shaped, DocumentError> {
    let mut source = String::new();
    let mut cells = Vec::new();
    for (span, face) in spans {
        let start = source.len();
        let clean = text::clean(span);
        let mut at = start;
        for piece in clean.split_inclusive([' ', NO_BREAK_SPACE, '\n']) {
            let word = piece.trim_end_matches([' ', NO_BREAK_SPACE, '\n']);
            add(shaper, &mut cells, word, face, size, at)?;
            if piece.len() > word.len() && !piece.ends_with('\n') {
                add(shaper, &mut cells, " ", face, size, at + word.len())?;
            }
            at += piece.len();
        }
        source.push_str(&clean);
    }
    let breaks = text::breaks(&source)
        .into_iter()
        .map(|(at, kind)| (cells.partition_point(|cell: &Cell| cell.at < at), kind))
        .collect();
    Ok(Shaped {
        cells,
        breaks,
        size,
    })
}

fn add(
    shaper: &mut Shaper,
    cells: &mut Vec<Cell>,
    word: &str,
    face: Face,
    size: f32,
    at: usize,
) -> Result<(), DocumentError> {
    if word.is_empty() {
        return Ok(());
    }
    let glyphs = shaper.shape(face, word)?;
    cells.extend(glyphs.iter().map(|glyph| Cell {
        id: glyph.id,
        letter: glyph.letter,
        face,
        advance: glyph.advance * size,
        at: at + glyph.at,
    }));
    Ok(())
}

impl Shaped {
    /// Breaks first-fit, as Word does; the first line is narrower by `indent`.
    pub(super) fn lines(&self, width: f32, indent: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut start = 0;
        loop {
            let room = if start == 0 { width - indent } else { width };
            let (next, last) = self.line_end(start, room);
            lines.push(self.line(start, next, last));
            if next >= self.cells.len() {
                return lines;
            }
            start = next;
        }
    }

    /// The lines of text that stands centred: about equally long, the fewest possible.
    pub(super) fn balanced_lines(&self, width: f32) -> Vec<Line> {
        let widest = self.lines(width, 0.0);
        // narrower than that, a word or a day that stays whole would be cut
        let least = self.longest_whole().max(width * 0.4);
        if widest.len() < 2 || least >= width {
            return widest;
        }
        let (mut low, mut high) = (least, width);
        while high - low > 2.0 {
            let middle = f32::midpoint(low, high);
            if self.lines(middle, 0.0).len() > widest.len() {
                low = middle;
            } else {
                high = middle;
            }
        }
        self.lines(high, 0.0)
    }

    /// Width of the longest stretch between two good places to break.
    fn longest_whole(&self) -> f32 {
        let good = self.breaks.iter().filter(|(_, kind)| *kind != Break::Poor);
        let ends = good.map(|(at, _)| *at).chain([self.cells.len()]);
        let mut start = 0;
        let mut longest = 0.0_f32;
        for end in ends {
            longest = longest.max(self.line(start, end, false).width);
            start = end;
        }
        longest
    }

    /// The cell that begins the next line, and whether the text itself ends this one.
    fn line_end(&self, start: usize, room: f32) -> (usize, bool) {
        let first = self.breaks.partition_point(|(at, _)| *at <= start);
        let mut upcoming = self
            .breaks
            .get(first..)
            .unwrap_or_default()
            .iter()
            .peekable();
        let (mut good, mut poor) = (None, None);
        let mut used = 0.0;
        for (index, cell) in self.cells.iter().enumerate().skip(start) {
            while let Some((at, kind)) = upcoming.next_if(|(at, _)| *at <= index) {
                match kind {
                    Break::Must => return (*at, true),
                    Break::May => good = Some(*at),
                    Break::Poor => poor = Some(*at),
                }
            }
            used += cell.advance;
            if !cell.is_space() && used > room + TOLERANCE {
                let next = good.or(poor).unwrap_or_else(|| self.split(start, index));
                return (next, false);
            }
        }
        (self.cells.len(), true)
    }

    /// Where a word too long for a line is cut: before the letter that no longer fits.
    fn split(&self, start: usize, index: usize) -> usize {
        let mut cut = index.max(start + 1);
        let is_mark = |at: usize| {
            self.cells
                .get(at)
                .is_some_and(|cell| is_combining_mark(cell.letter))
        };
        while cut > start + 1 && is_mark(cut) {
            cut -= 1;
        }
        cut
    }

    fn line(&self, start: usize, next: usize, last: bool) -> Line {
        let mut end = next;
        while end > start && self.cells.get(end - 1).is_some_and(Cell::is_space) {
            end -= 1;
        }
        let cells = self.cells.get(start..end).unwrap_or_default();
        Line {
            start,
            end,
            width: cells.iter().map(|cell| cell.advance).sum(),
            last,
        }
    }

    /// The runs of one line between `left` and `left + room`, on the baseline `y`.
    pub(super) fn place(&self, line: Line, left: f32, room: f32, align: Align, y: f32) -> Vec<Run> {
        let cells = self.cells.get(line.start..line.end).unwrap_or_default();
        let spare = room - line.width;
        let (mut x, mut stretch) = (left, 0.0);
        match align {
            Align::Left => {}
            Align::Center => x += spare / 2.0,
            Align::Right => x += spare,
            Align::Justify if line.last => {}
            Align::Justify => {
                let spaces: f32 = cells.iter().filter(|c| c.is_space()).map(|_| 1.0).sum();
                stretch = if spaces > 0.0 {
                    spare.max(0.0) / spaces
                } else {
                    0.0
                };
            }
        }
        let mut runs: Vec<Run> = Vec::new();
        for cell in cells {
            let width = cell.advance + if cell.is_space() { stretch } else { 0.0 };
            let glyph = |from: f32| Glyph {
                id: cell.id,
                letter: cell.letter,
                x: x - from,
            };
            match runs.last_mut() {
                Some(run) if run.face == cell.face => {
                    run.glyphs.push(glyph(run.x));
                    run.width = x + width - run.x;
                }
                _ => runs.push(Run {
                    x,
                    y,
                    size: self.size,
                    face: cell.face,
                    ink: Ink::Black,
                    glyphs: vec![glyph(x)],
                    width,
                    tag: None,
                }),
            }
            x += width;
        }
        self.add_space(&mut runs, line, x, y);
        runs
    }

    /// The space at which a line was broken: without it, whoever reads the text aloud joins the words. It takes no room.
    fn add_space(&self, runs: &mut Vec<Run>, line: Line, x: f32, y: f32) {
        let Some(cell) = self.cells.get(line.end).filter(|cell| cell.is_space()) else {
            return;
        };
        let glyph = |from: f32| Glyph {
            id: cell.id,
            letter: cell.letter,
            x: x - from,
        };
        match runs.last_mut() {
            Some(run) if run.face == cell.face => {
                // rounding must not put it past the edge
                let mut space = glyph(run.x);
                space.x = space.x.min(run.width);
                run.glyphs.push(space);
            }
            _ => runs.push(Run {
                x,
                y,
                size: self.size,
                face: cell.face,
                ink: Ink::Black,
                glyphs: vec![glyph(x)],
                width: 0.0,
                tag: None,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(shaped: &Shaped, lines: Vec<Line>) -> Vec<String> {
        let text = |line| {
            let runs = shaped.place(line, 0.0, 1000.0, Align::Left, 0.0);
            let text: String = runs.iter().map(Run::text).collect();
            text.trim_end().to_owned()
        };
        lines.into_iter().map(text).collect()
    }

    fn shaped(text: &str) -> Shaped {
        shape(&mut Shaper::new(), [(text, Face::Regular)], 14.0).unwrap()
    }

    #[test]
    fn centred_lines_are_alike_and_keep_days_whole() {
        let text = "Kết luận giám sát việc thực hiện kế hoạch, ngày 05 tháng 02 năm 2022";
        let shaped = shaped(text);
        assert_eq!(
            texts(&shaped, shaped.balanced_lines(380.0)),
            [
                "Kết luận giám sát việc thực hiện kế",
                "hoạch, ngày 05 tháng 02 năm 2022"
            ]
        );
        assert_eq!(
            texts(&shaped, shaped.balanced_lines(190.0)).last().unwrap(),
            "ngày 05 tháng 02 năm 2022"
        );
    }

    #[test]
    fn a_day_longer_than_the_line_breaks_at_its_spaces() {
        let shaped = shaped("ngày 05 tháng 02 năm 2022");
        assert_eq!(
            texts(&shaped, shaped.lines(100.0, 0.0)),
            ["ngày 05 tháng 02", "năm 2022"]
        );
    }

    #[test]
    fn no_line_of_any_width_parts_what_must_stay_whole() {
        let whole = [
            "ngày 05 tháng 02 năm 2022",
            "Số 12-TB/BDVQU",
            "điểm a khoản 2 Điều 5",
            "đồng chí Nguyễn",
            "1.250,5 m²",
            "3.450.000 ₫",
            "03 mục",
            "6,39 %",
            "quý III/2022",
        ];
        let filler = [
            "công tác",
            "kiểm tra, đôn đốc",
            "của các đơn vị",
            "chưa",
            "(theo kế hoạch)",
        ];
        let pieces =
            (0..60).flat_map(|at| [filler[at * 7 % filler.len()], whole[at * 5 % whole.len()]]);
        let text = pieces.collect::<Vec<_>>().join(" ");
        let shaped = shaped(&text);
        let count = |text: &str, item: &str| text.matches(item).count();
        let mut broken = std::collections::BTreeSet::new();
        for width in 170..470_u16 {
            let lines = texts(&shaped, shaped.lines(f32::from(width), 28.0));
            for line in &lines {
                assert!(
                    !line.ends_with("tháng") && !line.ends_with("đồng"),
                    "{line}"
                );
            }
            let set = lines.join("\n");
            for item in whole {
                assert_eq!(
                    count(&set, item),
                    count(&text, item),
                    "{item} at {width}:\n{set}"
                );
            }
            broken.insert(lines.len());
        }
        assert!(broken.len() > 10, "different widths, different lines");
    }

    #[test]
    fn spaces_at_the_end_of_a_line_take_no_room() {
        let shaped = shaped("một   hai");
        let lines = shaped.lines(30.0, 0.0);
        assert_eq!(texts(&shaped, lines), ["một", "hai"]);
    }

    #[test]
    fn a_stretched_line_ends_at_the_edge_and_the_last_does_not() {
        let shaped = shaped("công tác kiểm tra đôn đốc chưa thường xuyên");
        let lines = shaped.lines(150.0, 0.0);
        let right = |line| {
            let runs = shaped.place(line, 10.0, 150.0, Align::Justify, 0.0);
            runs.last().map(|run| run.x + run.width).unwrap()
        };
        assert!((right(lines[0]) - 160.0).abs() < 0.01);
        assert!(right(*lines.last().unwrap()) < 159.0);
    }
}
