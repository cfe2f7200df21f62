//! What a Party paper holds, before anything is placed on a page.

use chrono::NaiveDate;

use super::error::DocumentError;
use super::profile::Profile;

/// One paper. Texts are in NFC or not, as the user typed them; layout brings them to NFC.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The format rules of the day of issue.
    pub profile: Profile,
    /// Printed on both sides: back sides have the profile's margins of back sides.
    pub two_sided: bool,
    pub letterhead: Letterhead,
    /// The kind of paper ("THÔNG BÁO"), centred; none for a letter (công văn).
    pub kind: Option<String>,
    /// Trích yếu, centred below the kind, with `-----` below it.
    pub subject: Option<String>,
    /// Trích yếu of a letter, in italics below the number.
    pub letter_subject: Option<String>,
    pub blocks: Vec<Block>,
    /// With a signature the text also gets the closing mark of the profile ("./.").
    pub signature: Option<Signature>,
    /// Lines of "Nơi nhận", without dash and closing mark; both come from the layout.
    pub recipients: Vec<String>,
    pub meta: Meta,
    /// A boxed word at the top of every page: "DỰ THẢO", "MẪU".
    pub mark: Option<String>,
}

impl Paper {
    /// Whether it holds anything for Excel.
    pub fn has_tables(&self) -> bool {
        self.blocks
            .iter()
            .any(|block| matches!(block, Block::Table(_) | Block::HeatMap(_)))
    }
}

/// The two columns at the head of page 1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letterhead {
    /// "Quận ủy Long Biên"; empty for a body with no superior to name.
    pub superior: String,
    /// "Ban Dân vận"
    pub issuer: String,
    /// "Số 12-TB/BDVQU"; runs of spaces stay, for a number still to be written by hand.
    pub number_line: String,
    /// "Long Biên, ngày 05 tháng 02 năm 2022"
    pub place_date: String,
}

/// A piece of the text between letterhead and signature.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Level 1 (`I-`), 2 (`1.`) or 3 (`a)`); the text carries its own number.
    Heading {
        level: u8,
        text: String,
    },
    Paragraph {
        spans: Vec<Span>,
    },
    /// A paragraph that begins with a dash.
    ListItem {
        spans: Vec<Span>,
    },
    Table(Table),
    /// A table whose cells are shaded.
    HeatMap(HeatMap),
    /// Bars from one edge, one below the other.
    Bars(Vec<Bar>),
    /// Columns or lines over a row of labels.
    Plot(Plot),
    /// Begins a new page. As the first block it only says how the first page lies.
    Sheet(Sheet),
    /// Several sign side by side, the one who leads on the right.
    Signatures(Vec<Signature>),
    /// Empty height in points; dropped at the top of a page.
    Space {
        height_pt: f32,
    },
}

/// How the pages from here on lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Long edge at the bottom.
    pub landscape: bool,
    /// An annex: signature and recipients of the paper stand before it.
    pub annex: bool,
}

impl Block {
    /// A paragraph in the regular face.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Paragraph {
            spans: vec![Span::plain(text)],
        }
    }

    /// A list item in the regular face.
    pub fn item(text: impl Into<String>) -> Self {
        Self::ListItem {
            spans: vec![Span::plain(text)],
        }
    }

    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading {
            level,
            text: text.into(),
        }
    }
}

/// Text in one face.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
}

impl Span {
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    pub fn bold(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            bold: true,
            italic: false,
        }
    }

    pub fn italic(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            bold: false,
            italic: true,
        }
    }
}

/// A ruled table over the full width of the text; its header repeats on every page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Long lists: smaller letters, rows close to each other.
    pub dense: bool,
    pub columns: Vec<Column>,
    /// One cell per column.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Every row has one cell for each column, or the first row that has not is named.
    pub(super) fn check(&self) -> Result<(), DocumentError> {
        let columns = self.columns.len();
        match (1..).zip(&self.rows).find(|(_, row)| row.len() != columns) {
            None => Ok(()),
            Some((row, cells)) => Err(DocumentError::TableShape {
                row,
                cells: cells.len(),
                columns,
            }),
        }
    }
}

/// A table with a shade behind each cell; the figure in the cell says the same in words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HeatMap {
    pub table: Table,
    /// One for each cell of each row, from 0 (white) to 1 (darkest); none stays white.
    pub shades: Vec<Vec<Option<f32>>>,
}

/// One bar of a plot.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bar {
    pub label: String,
    /// From 0 to 1, the whole width.
    pub length: f32,
    /// What stands behind the bar: "12", "5/8".
    pub value: String,
}

/// Values over a row of labels, such as the quarters of a year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plot {
    pub kind: PlotKind,
    pub labels: Vec<String>,
    pub series: Vec<Series>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlotKind {
    #[default]
    Columns,
    Line,
}

/// What is counted, with a point over each label.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    pub name: String,
    /// What the drawing needs to be read: "mép trên: 100%".
    pub scale: String,
    pub points: Vec<PlotPoint>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct PlotPoint {
    /// From 0 to 1, the whole height; none where there is nothing to show.
    pub height: Option<f32>,
    /// What stands above: "12", "84/95".
    pub value: String,
}

impl Plot {
    /// Its figures, for files that hold no drawing.
    pub(super) fn table(&self) -> Table {
        let column = |header: &str, share, align| Column {
            header: header.to_owned(),
            share,
            align,
        };
        let labels = self.labels.iter();
        let labels = labels.map(|label| column(label, 1.5, Align::Center));
        let row = |series: &Series| {
            let values = series.points.iter().map(|point| point.value.clone());
            let mut cells: Vec<String> =
                std::iter::once(series.name.clone()).chain(values).collect();
            cells.resize(self.labels.len() + 1, String::new());
            cells
        };
        Table {
            dense: false,
            columns: std::iter::once(column("Chỉ số", 4.0, Align::Left))
                .chain(labels)
                .collect(),
            rows: self.series.iter().map(row).collect(),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub header: String,
    /// Share of the width, relative to the other columns; above 0.
    pub share: f32,
    pub align: Align,
}

/// How text stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    #[default]
    Left,
    Center,
    Right,
    /// Both edges straight, but for the last line.
    Justify,
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signature {
    /// Right to sign, bold: "T/M ĐẢNG ỦY", "K/T TRƯỞNG BAN"; empty for a head who signs directly.
    pub right_lines: Vec<String>,
    /// Title, regular: "TRƯỞNG BAN", "PHÓ BÍ THƯ".
    pub title_lines: Vec<String>,
    pub name: String,
}

/// What the file says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    pub title: String,
    pub subject: String,
    /// The day the paper bears; the file's own dates are this day, never the clock.
    pub date: NaiveDate,
}
