//! A book with a cover, a list of contents and chapters: the user's guide.

use super::flow::{Row, keep_ends, paginate};
use super::page::{Image, Ink, Page, Role, Rule, Run, baseline};
use super::setter::{Setter, mark, text_row};
use super::{MARK_SIZE, head};
use crate::documents::content::Align;
use crate::documents::error::DocumentError;
use crate::documents::fonts::Face;
use crate::documents::profile::Profile;
use crate::read::guide::{Chapter, Part, Word, chapter, guide, picture};

const TITLE: f32 = 26.0;
const CHAPTER: f32 = 17.0;
const HEADING: f32 = 14.0;
const CAPTION: f32 = 10.5;
/// Room of the number of a step.
const NUMBER: f32 = 20.0;
/// Points on paper for a dot of a picture, and the height it may take.
const DOT: f32 = 0.42;
const TALLEST: f32 = 300.0;
/// Between a chapter and the one before.
const BETWEEN: f32 = 26.0;

/// The whole book.
pub(in crate::documents) fn lay_out(
    profile: &Profile,
    chapters: &[Chapter],
) -> Result<Vec<Page>, DocumentError> {
    // laid out twice: the contents stand before the chapters and name their pages
    let mut draft = Setter::new(profile);
    let blank: Vec<(String, usize)> = (1..).zip(chapters).map(|(n, c)| (title(n, c), 0)).collect();
    let before = 1 + contents(&mut draft, &blank)?.len();
    let text = paginate(&text(&mut draft, chapters)?, draft.frame);
    let starts = (before + 1..).zip(&text).flat_map(|(number, page)| {
        let chapters = page.bookmarks.iter().filter(|mark| mark.level == 1);
        chapters.map(move |mark| (mark.title.clone(), number))
    });
    let starts: Vec<(String, usize)> = starts.collect();

    let mut setter = Setter::new(profile);
    let mut pages = vec![cover(&mut setter)?];
    pages.extend(contents(&mut setter, &starts)?);
    let rows = self::text(&mut setter, chapters)?;
    pages.extend(paginate(&rows, setter.frame));
    for (number, page) in (1..).zip(&mut pages) {
        head(&mut setter, page, number, None)?;
    }
    Ok(pages)
}

fn text(setter: &mut Setter<'_>, chapters: &[Chapter]) -> Result<Vec<Row>, DocumentError> {
    let mut rows = Vec::new();
    for (number, chapter) in (1..).zip(chapters) {
        let mut own = chapter_rows(setter, chapter, Some(number))?;
        if let Some(first) = own.first_mut().filter(|_| number > 1) {
            first.gap = BETWEEN;
        }
        rows.append(&mut own);
    }
    Ok(rows)
}

/// One chapter without cover and contents.
pub(in crate::documents) fn leaf(
    profile: &Profile,
    chapter: &Chapter,
) -> Result<Vec<Page>, DocumentError> {
    let mut setter = Setter::new(profile);
    let mut rows = vec![centred(
        &mut setter,
        "GIÁM SÁT 6 QCDC",
        MARK_SIZE,
        Face::Bold,
    )?];
    rows.extend(chapter_rows(&mut setter, chapter, None)?);
    Ok(paginate(&rows, setter.frame))
}

fn title(number: usize, chapter: &Chapter) -> String {
    format!("{number}. {}", chapter.title)
}

fn cover(setter: &mut Setter<'_>) -> Result<Page, DocumentError> {
    let version = format!("Phiên bản {}", env!("CARGO_PKG_VERSION"));
    let mut rows = vec![Row {
        height: setter.frame.height * 0.28,
        ..Row::default()
    }];
    for (text, size, face, gap) in [
        ("GIÁM SÁT 6 QCDC", TITLE, Face::Bold, 0.0),
        (
            "Theo dõi việc thực hiện 06 quy chế dân chủ ở cơ sở",
            HEADING,
            Face::Italic,
            10.0,
        ),
        ("HƯỚNG DẪN SỬ DỤNG", TITLE, Face::Bold, 60.0),
        (version.as_str(), HEADING, Face::Regular, 14.0),
    ] {
        let mut row = centred(setter, text, size, face)?;
        row.gap = gap;
        rows.push(row);
    }
    let pages = paginate(&rows, setter.frame);
    Ok(pages.into_iter().next().unwrap_or_default())
}

fn centred(
    setter: &mut Setter<'_>,
    text: &str,
    size: f32,
    face: Face,
) -> Result<Row, DocumentError> {
    let column = (setter.frame.left, setter.frame.width);
    let shaped = setter.shape([(text, face)], size)?;
    let tag = setter.tag(Role::Paragraph);
    let line = shaped.lines(column.1, 0.0).into_iter().next();
    let Some(line) = line else {
        return Ok(Row::default());
    };
    let mut row = text_row(&shaped, line, column, Align::Center, (size * 1.4, size));
    mark(&mut row.runs, tag);
    Ok(row)
}

/// Chapters and the pages on which they begin.
fn contents(
    setter: &mut Setter<'_>,
    chapters: &[(String, usize)],
) -> Result<Vec<Page>, DocumentError> {
    let mut rows = vec![centred(setter, "MỤC LỤC", CHAPTER, Face::Bold)?];
    let size = setter.profile.body.size_pt;
    let (left, width) = (setter.frame.left, setter.frame.width);
    for (title, page) in chapters {
        let height = size * 1.75;
        let y = baseline(height, size);
        let tag = setter.tag(Role::Paragraph);
        let mut runs = Vec::new();
        let number = page.to_string();
        for (text, align) in [
            (title.as_str(), Align::Left),
            (number.as_str(), Align::Right),
        ] {
            let shaped = setter.shape([(text, Face::Regular)], size)?;
            let line = shaped.lines(width, 0.0).into_iter().next();
            let placed = line.map(|line| shaped.place(line, left, width, align, y));
            runs.extend(placed.unwrap_or_default());
        }
        mark(&mut runs, tag);
        let dots = leader(setter, &runs, y, size)?;
        let before = runs.len().saturating_sub(1);
        runs.splice(before..before, dots);
        rows.push(Row {
            height,
            runs,
            ..Row::default()
        });
    }
    Ok(paginate(&rows, setter.frame))
}

/// Dots between a title and its page; they are no part of the text.
fn leader(
    setter: &mut Setter<'_>,
    runs: &[Run],
    y: f32,
    size: f32,
) -> Result<Vec<Run>, DocumentError> {
    let right = setter.frame.left + setter.frame.width;
    let end = runs.iter().filter(|run| run.x + run.width < right - 1.0);
    let end = end.map(|run| run.x + run.width).fold(0.0, f32::max);
    let start = runs.last().map_or(right, |run| run.x);
    let dot = setter.shape([(".", Face::Regular)], size)?;
    let step = size * 0.5;
    let mut out = Vec::new();
    let mut at = right - step * ((right - start) / step + 1.5).floor();
    while at > end + step {
        if let Some(line) = dot.lines(step, 0.0).into_iter().next() {
            let mut placed = dot.place(line, at, step, Align::Left, y);
            for run in &mut placed {
                run.ink = Ink::Grey;
            }
            out.extend(placed);
        }
        at -= step;
    }
    out.reverse();
    Ok(out)
}

fn chapter_rows(
    setter: &mut Setter<'_>,
    chapter: &Chapter,
    number: Option<usize>,
) -> Result<Vec<Row>, DocumentError> {
    let title = number.map_or_else(|| chapter.title.clone(), |number| title(number, chapter));
    let mut out = heading(setter, &title, (1, CHAPTER))?;
    if let Some(last) = out.last_mut() {
        let (left, width) = (setter.frame.left, setter.frame.width);
        last.rules.push(Rule {
            x1: left,
            x2: left + width,
            y1: last.height + 1.0,
            y2: last.height + 1.0,
            thickness: 0.75,
            ink: Ink::Grey,
        });
    }
    for (index, part) in chapter.parts.iter().enumerate() {
        let gap = setter.profile.body.paragraph_gap_pt;
        let (mut rows, gap) = match part {
            Part::Heading(text) => (heading(setter, text, (2, HEADING))?, gap * 2.5),
            Part::Text(words) => (said(setter, words, None)?, gap),
            Part::Step(number, words) => (said(setter, words, Some(&format!("{number}.")))?, gap),
            Part::Point(words) => (said(setter, words, Some("-"))?, gap),
            Part::Picture { caption, name } => (figure(setter, caption, name)?, gap * 2.0),
        };
        if let Some(first) = rows.first_mut() {
            first.gap = gap;
        }
        if index == 0 {
            // a chapter does not begin with its first words alone
            for row in &mut rows {
                row.keep = true;
            }
        }
        out.append(&mut rows);
    }
    Ok(out)
}

fn heading(
    setter: &mut Setter<'_>,
    text: &str,
    (level, size): (u8, f32),
) -> Result<Vec<Row>, DocumentError> {
    let column = (setter.frame.left, setter.frame.width);
    let shaped = setter.shape([(text, Face::Bold)], size)?;
    let tag = setter.tag(Role::Heading(level));
    let lines = shaped.lines(column.1, 0.0).into_iter();
    let mut rows: Vec<Row> = lines
        .map(|line| {
            let mut row = text_row(&shaped, line, column, Align::Left, (size * 1.3, size));
            mark(&mut row.runs, tag);
            row.keep = true;
            row
        })
        .collect();
    if let Some(first) = rows.first_mut() {
        first.bookmark = Some((level, text.to_owned()));
    }
    Ok(rows)
}

/// A paragraph; with a number or a dash in front it hangs from that.
fn said(
    setter: &mut Setter<'_>,
    words: &[Word],
    number: Option<&str>,
) -> Result<Vec<Row>, DocumentError> {
    let body = setter.profile.body;
    let spans: Vec<(String, Face)> = words.iter().map(printed).collect();
    let spans = spans.iter().map(|(text, face)| (text.as_str(), *face));
    let shaped = setter.shape(spans, body.size_pt)?;
    let tag = setter.tag(Role::Paragraph);
    let hang = number.map_or(0.0, |_| NUMBER);
    let column = (setter.frame.left + hang, setter.frame.width - hang);
    let mut rows = Vec::new();
    for (index, line) in shaped.lines(column.1, 0.0).into_iter().enumerate() {
        let size = (body.line_pitch_pt, body.size_pt);
        let mut row = text_row(&shaped, line, column, Align::Left, size);
        if let Some(number) = number.filter(|_| index == 0) {
            let shaped = setter.shape([(number, Face::Bold)], body.size_pt)?;
            let y = baseline(body.line_pitch_pt, body.size_pt);
            if let Some(line) = shaped.lines(NUMBER, 0.0).into_iter().next() {
                let left = setter.frame.left;
                let placed = shaped.place(line, left, NUMBER, Align::Left, y);
                row.runs.splice(0..0, placed);
            }
        }
        mark(&mut row.runs, tag);
        rows.push(row);
    }
    keep_ends(&mut rows);
    Ok(rows)
}

fn printed(word: &Word) -> (String, Face) {
    match word {
        Word::Plain(text) => (text.clone(), Face::Regular),
        Word::Bold(text) | Word::Label(text) | Word::Key(text) => (text.clone(), Face::Bold),
        Word::Link {
            text,
            chapter: name,
        } => {
            let place = guide().iter().position(|other| other.name == name);
            let known = place.filter(|_| chapter(name).is_some());
            let where_to = known.map_or_else(String::new, |at| format!(" (chương {})", at + 1));
            (format!("{text}{where_to}"), Face::Italic)
        }
    }
}

/// A picture with what is seen on it below.
fn figure(setter: &mut Setter<'_>, caption: &str, name: &str) -> Result<Vec<Row>, DocumentError> {
    let Some(picture) = picture(name) else {
        return Ok(Vec::new());
    };
    let (left, width) = (setter.frame.left, setter.frame.width);
    let (across, down) = picture.size();
    #[expect(clippy::cast_precision_loss, reason = "some hundred dots")]
    let (across, down) = (across as f32 * DOT, down as f32 * DOT);
    let scale = (width / across).min(TALLEST / down).min(1.0);
    let (across, down) = (across * scale, down * scale);
    let x = left + (width - across) / 2.0;
    let tag = setter.tag(Role::Figure);
    let side = |x1, y1, x2, y2| Rule {
        x1,
        y1,
        x2,
        y2,
        thickness: 0.5,
        ink: Ink::Grey,
    };
    let mut rows = vec![Row {
        height: down,
        keep: true,
        images: vec![Image {
            x,
            y: 0.0,
            width: across,
            height: down,
            file: picture.bytes,
            words: caption.to_owned(),
            tag,
        }],
        rules: vec![
            side(x, 0.0, x + across, 0.0),
            side(x, down, x + across, down),
            side(x, 0.0, x, down),
            side(x + across, 0.0, x + across, down),
        ],
        ..Row::default()
    }];
    let shaped = setter.shape([(caption, Face::Italic)], CAPTION)?;
    let tag = setter.tag(Role::Paragraph);
    for line in shaped.balanced_lines(width - 40.0) {
        let column = (left + 20.0, width - 40.0);
        let mut row = text_row(
            &shaped,
            line,
            column,
            Align::Center,
            (CAPTION * 1.3, CAPTION),
        );
        mark(&mut row.runs, tag);
        row.keep = true;
        rows.push(row);
    }
    if let Some(last) = rows.last_mut() {
        last.keep = false;
        last.height += 3.0;
    }
    if let Some(second) = rows.get_mut(1) {
        second.gap = 3.0;
    }
    Ok(rows)
}
