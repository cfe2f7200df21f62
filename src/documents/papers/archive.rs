//! Archives: the letter that asks a ward for what is missing, and the sheet of a year.

use chrono::NaiveDate;

use super::frame::{Issuer, Stamp, column, entitle, numbered};
use super::reminder::{addressee, recipients};
use crate::documents::content::{Align, Block, HeatMap, Paper, Sheet, Span, Table};
use crate::documents::error::DocumentError;
use crate::domain::archive::SUBJECT;
use crate::domain::date::show;
use crate::domain::text::{lower_first, paper_count};
use crate::domain::{ArchiveTally, UnitId};
use crate::read::archive::{ArchiveCell, ArchivePage, ArchiveRow, ArchiveYear, LEGEND};

/// Type of paper in its number.
const SYMBOL: &str = "CV";

fn issuer(page: &ArchivePage) -> Issuer<'_> {
    Issuer {
        body: &page.issuer.body,
        signers: &page.issuer.signers,
        sample: page.sample,
        rules: &page.rules,
    }
}

/// The letter to one ward, asking for everything missing by a day.
///
/// # Errors
/// Nothing is missing there.
pub fn archive_request_paper(
    page: &ArchivePage,
    unit: UnitId,
    stamp: Stamp,
    by: NaiveDate,
) -> Result<Paper, DocumentError> {
    let year = &page.year;
    let row = year.row(unit).filter(|row| row.tally().missing > 0);
    let Some(row) = row else {
        return Err(DocumentError::NoArchiveMissing {
            day: year.as_of,
            year: year.filter.year,
        });
    };
    let issuer = issuer(page);
    let mut paper = issuer.paper(Some(SYMBOL), stamp, year.as_of)?;
    paper.letter_subject = Some(format!("{} {SUBJECT}", paper.profile.letter_subject_label));
    paper.meta.title = format!("Công văn {SUBJECT}");
    let to = addressee(&paper.profile, &row.unit);
    paper.meta.subject = format!("Gửi {to}");
    let body = page.issuer.body.full_name();
    let tally = row.tally();
    let count = |count: u64| paper_count(usize::try_from(count).unwrap_or(usize::MAX));
    let missing = count(tally.missing);
    let (as_of, by) = (show(year.as_of), show(by));
    paper.blocks = vec![
        Block::Paragraph {
            spans: vec![Span::plain("Kính gửi: "), Span::bold(&to)],
        },
        Block::Space { height_pt: 8.0 },
        Block::text(format!(
            "Qua theo dõi việc lưu trữ hồ sơ thực hiện quy chế dân chủ ở cơ sở năm {}, tính đến ngày {as_of}, trong {} \
             giấy tờ đã xem tại {to} còn thiếu {missing} giấy tờ, cụ thể như sau:",
            year.filter.year,
            count(tally.seen())
        )),
        Block::Table(missing_table(year, std::slice::from_ref(row), false)),
        Block::text(format!("{body} đề nghị {to}:")),
        numbered(
            &paper.profile,
            1,
            &format!(
                "Bổ sung {missing} giấy tờ nêu trên vào hồ sơ lưu trữ, báo cáo kết quả về {body} chậm nhất ngày {by}."
            ),
        ),
        numbered(
            &paper.profile,
            2,
            "Sắp xếp hồ sơ của từng quy chế, có mục lục văn bản; ghi rõ nơi lưu và thời hạn lưu.",
        ),
        numbered(
            &paper.profile,
            3,
            &format!("Giấy tờ nào đã có thì báo lại nơi lưu để {body} đối chiếu."),
        ),
        Block::text(format!("{body} đề nghị {to} quan tâm chỉ đạo thực hiện.")),
    ];
    paper.signature = Some(issuer.signature(&paper.profile));
    paper.recipients = recipients(&page.issuer.body);
    Ok(paper)
}

/// What is missing, by ward and regulation.
fn missing_table(year: &ArchiveYear, rows: &[ArchiveRow], with_ward: bool) -> Table {
    let mut columns = vec![column("TT", 0.9, Align::Center)];
    if with_ward {
        columns.push(column("Phường", 2.6, Align::Left));
    }
    // upright pages are narrow: the day must not break
    let (regulation, paper, seen, note_share) = if with_ward {
        (1.6, 8.0, 2.0, 3.2)
    } else {
        (2.0, 6.4, 2.7, 2.4)
    };
    columns.extend([
        column("Quy chế", regulation, Align::Center),
        column("Giấy tờ còn thiếu", paper, Align::Left),
        column("Ngày xem", seen, Align::Center),
        column("Ghi chú", note_share, Align::Left),
    ]);
    let all = rows
        .iter()
        .flat_map(|row| year.missing(row).map(move |found| (row, found)));
    let rows = all
        .zip(1..)
        .map(|((row, (paper, cell)), number): (_, i32)| {
            let mut cells = vec![number.to_string()];
            if with_ward {
                cells.push(row.unit.short_name.clone());
            }
            cells.extend([
                paper.regulation.clone(),
                paper.name.clone(),
                day(cell.entry.as_ref().and_then(|entry| entry.seen_on)),
                note(cell),
            ]);
            cells
        });
    Table {
        dense: with_ward,
        rows: rows.collect(),
        columns,
    }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(show).unwrap_or_default()
}

fn note(cell: &ArchiveCell) -> String {
    cell.entry
        .as_ref()
        .map_or_else(String::new, |entry| entry.note.clone())
}

/// The sheet of a year: of one ward with every paper, or of all wards with what is missing.
pub fn archive_sheet_paper(
    page: &ArchivePage,
    unit: Option<UnitId>,
) -> Result<Paper, DocumentError> {
    let year = &page.year;
    let issuer = issuer(page);
    let stamp = Stamp {
        number: None,
        date: Some(year.as_of),
    };
    let mut paper = issuer.paper(None, stamp, year.as_of)?;
    let row = unit.and_then(|id| year.row(id));
    let whose = match (row, year.district_name()) {
        (Some(row), _) => format!("của {}", row.unit.name_in_sentence()),
        (None, Some(name)) => format!("của các phường thuộc {}", lower_first(name)),
        (None, None) => "của các phường".to_owned(),
    };
    let subject = format!(
        "Hồ sơ lưu trữ quy chế dân chủ ở cơ sở {whose} năm {} (tính đến ngày {})",
        year.filter.year,
        show(year.as_of)
    );
    entitle(&mut paper, "Bảng theo dõi", &subject);
    paper.blocks = vec![Block::Sheet(Sheet {
        landscape: true,
        annex: false,
    })];
    match (unit, row) {
        (Some(_), Some(row)) => paper.blocks.extend(of_ward(year, row)),
        (Some(_), None) => paper.blocks.push(Block::text(format!(
            "Năm {} đơn vị này không theo dõi hồ sơ lưu trữ.",
            year.filter.year
        ))),
        (None, _) if year.rows.is_empty() || year.papers.is_empty() => {
            paper.blocks.push(Block::text(format!(
                "Năm {} không có phường hoặc không có giấy tờ nào phải lưu.",
                year.filter.year
            )));
        }
        (None, _) => paper.blocks.extend(of_all(year)),
    }
    paper.signature = Some(issuer.signature(&paper.profile));
    Ok(paper)
}

fn of_all(year: &ArchiveYear) -> Vec<Block> {
    let mut blocks = vec![
        Block::text(format!(
            "Tính đến ngày {}: {} giấy tờ phải lưu của {} phường: {}.",
            show(year.as_of),
            paper_count(year.papers.len() * year.rows.len()),
            paper_count(year.rows.len()),
            year.tally().words()
        )),
        Block::heading(1, "I- Tỷ lệ giấy tờ có theo phường và quy chế"),
        Block::HeatMap(matrix(year)),
        Block::text(LEGEND),
        Block::heading(1, "II- Giấy tờ còn thiếu của từng phường"),
    ];
    if year.tally().missing == 0 {
        blocks.push(Block::text("Không có giấy tờ nào ghi “Thiếu”."));
    } else {
        blocks.push(Block::Table(missing_table(year, &year.rows, true)));
    }
    blocks
}

fn matrix(year: &ArchiveYear) -> HeatMap {
    let mut columns = vec![
        column("TT", 0.8, Align::Center),
        column("Phường", 2.8, Align::Left),
    ];
    let regulations = year.regulations.iter();
    columns.extend(regulations.map(|(code, _)| column(code, 1.7, Align::Center)));
    columns.extend([
        column("Tổng", 1.7, Align::Center),
        column("Tỷ lệ", 1.2, Align::Center),
        column("Thiếu", 1.2, Align::Center),
        column("Chưa xem", 1.5, Align::Center),
    ]);
    let mut rows = Vec::new();
    let mut shades = Vec::new();
    let mut line = |number: String, name: &str, of: &dyn Fn(&str) -> ArchiveTally, all| {
        let tallies: Vec<ArchiveTally> =
            year.regulations.iter().map(|(code, _)| of(code)).collect();
        let mut cells = vec![number, name.to_owned()];
        cells.extend(tallies.iter().map(|tally| tally.share()));
        cells.extend(sums(all));
        let mut shade = vec![None, None];
        shade.extend(tallies.iter().map(|tally| shade_of(*tally)));
        shade.extend([shade_of(all), None, None, None]);
        rows.push(cells);
        shades.push(shade);
    };
    for (row, number) in year.rows.iter().zip(1..) {
        let of = |code: &str| year.tally_of(row, code);
        line(
            i32::to_string(&number),
            &row.unit.short_name,
            &of,
            row.tally(),
        );
    }
    let of = |code: &str| year.regulation_tally(code);
    line(String::new(), "Cộng", &of, year.tally());
    HeatMap {
        table: Table {
            dense: true,
            columns,
            rows,
        },
        shades,
    }
}

fn sums(tally: ArchiveTally) -> [String; 4] {
    let percent = tally.percent();
    [
        tally.share(),
        percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent}%")),
        tally.missing.to_string(),
        tally.not_seen.to_string(),
    ]
}

/// The less is there, the darker; what was not looked at stays white.
fn shade_of(tally: ArchiveTally) -> Option<f32> {
    let percent = u16::try_from(tally.percent()?).ok()?;
    Some(1.0 - f32::from(percent) / 100.0)
}

fn of_ward(year: &ArchiveYear, row: &ArchiveRow) -> Vec<Block> {
    let mut blocks = vec![Block::text(format!(
        "Tính đến ngày {}: {} giấy tờ phải lưu: {}.",
        show(year.as_of),
        paper_count(year.papers.len()),
        row.tally().words()
    ))];
    for (code, title) in &year.regulations {
        let tally = year.tally_of(row, code);
        let name = if code == title {
            code.clone()
        } else {
            format!("{code}. {title}")
        };
        blocks.push(Block::heading(2, name));
        blocks.push(Block::text(format!(
            "{}.",
            crate::domain::text::upper_first(&tally.words())
        )));
        blocks.push(Block::Table(papers(year, row, code)));
    }
    blocks
}

fn papers(year: &ArchiveYear, row: &ArchiveRow, code: &str) -> Table {
    let rows = year.of(row, Some(code)).map(|(paper, cell)| {
        let entry = cell.entry.as_ref();
        let mut state = cell.state().label().to_owned();
        if let Some(from) = cell.carried_from(year.filter.year) {
            state = format!("{state} (từ năm {from})");
        }
        let mut kept = day(entry.and_then(|entry| entry.kept_until));
        if entry.is_some_and(|entry| entry.is_expired(year.as_of)) {
            kept = format!("{kept}, đã hết");
        }
        vec![
            paper.code.clone(),
            paper.name.clone(),
            state,
            entry.map_or_else(String::new, |entry| entry.place.clone()),
            kept,
            day(entry.and_then(|entry| entry.seen_on)),
            note(cell),
        ]
    });
    Table {
        dense: true,
        rows: rows.collect(),
        columns: vec![
            column("Mã", 1.9, Align::Left),
            column("Giấy tờ phải lưu", 6.4, Align::Left),
            column("Tình trạng", 2.0, Align::Center),
            column("Nơi lưu", 2.6, Align::Left),
            column("Lưu đến", 1.9, Align::Center),
            column("Ngày xem", 1.9, Align::Center),
            column("Ghi chú", 2.8, Align::Left),
        ],
    }
}
