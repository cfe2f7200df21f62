//! Monthly reports: the letter that asks a ward for what is missing, and the matrix of a year.

use chrono::NaiveDate;

use super::frame::{Issuer, Stamp, column, entitle, numbered};
use super::reminder::{addressee, recipients};
use crate::documents::content::{Align, Block, Paper, Sheet, Span, Table};
use crate::documents::error::DocumentError;
use crate::domain::UnitId;
use crate::domain::date::show;
use crate::domain::monthly_report::SUBJECT;
use crate::domain::text::{lower_first, paper_count};
use crate::read::monthly_report::{LEGEND, ReportCell, ReportPage, ReportRow, ReportTally};

/// Type of paper in its number.
const SYMBOL: &str = "CV";

fn issuer(page: &ReportPage) -> Issuer<'_> {
    Issuer {
        body: &page.issuer.body,
        signers: &page.issuer.signers,
        sample: page.sample,
        rules: &page.rules,
    }
}

/// The letter to one ward, asking for everything missing by a new day.
///
/// # Errors
/// Nothing is missing there.
pub fn report_request_paper(
    page: &ReportPage,
    unit: UnitId,
    stamp: Stamp,
    by: NaiveDate,
) -> Result<Paper, DocumentError> {
    let year = &page.year;
    let row = year.row(unit).filter(|row| row.missing().next().is_some());
    let Some(row) = row else {
        return Err(DocumentError::NoReportMissing {
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
    let count = paper_count(row.missing().count());
    let (as_of, by) = (show(year.as_of), show(by));
    paper.blocks = vec![
        Block::Paragraph {
            spans: vec![Span::plain("Kính gửi: "), Span::bold(&to)],
        },
        Block::Space { height_pt: 8.0 },
        Block::text(format!(
            "Qua theo dõi việc gửi báo cáo kết quả giám sát thực hiện quy chế dân chủ hàng tháng, tính đến ngày \
             {as_of}, {body} chưa nhận được {count} báo cáo năm {} của {to}, cụ thể như sau:",
            year.filter.year
        )),
        Block::Table(missing(row)),
        Block::text(format!("{body} đề nghị {to}:")),
        numbered(
            &paper.profile,
            1,
            &format!("Gửi {count} báo cáo nêu trên về {body} chậm nhất ngày {by}."),
        ),
        numbered(
            &paper.profile,
            2,
            &format!(
                "Chỉ đạo gửi báo cáo của các tháng tiếp theo đúng hạn ({}; hạn rơi vào ngày nghỉ thì gửi vào ngày \
                 làm việc tiếp theo).",
                year.rule.words()
            ),
        ),
        numbered(
            &paper.profile,
            3,
            &format!("Báo cáo nào đã gửi thì báo lại ngày gửi để {body} đối chiếu."),
        ),
        Block::text(format!("{body} đề nghị {to} quan tâm chỉ đạo thực hiện.")),
    ];
    paper.signature = Some(issuer.signature(&paper.profile));
    paper.recipients = recipients(&page.issuer.body);
    Ok(paper)
}

fn missing(row: &ReportRow) -> Table {
    Table {
        dense: false,
        columns: vec![
            column("TT", 0.9, Align::Center),
            column("Báo cáo của tháng", 4.0, Align::Left),
            column("Hạn gửi", 3.0, Align::Center),
            column("Số ngày quá hạn", 2.4, Align::Center),
        ],
        rows: row
            .missing()
            .zip(1..)
            .map(|(cell, number)| {
                vec![
                    number.to_string(),
                    crate::domain::text::upper_first(&cell.month.name()),
                    show(cell.due),
                    cell.standing.days.to_string(),
                ]
            })
            .collect(),
    }
}

/// The matrix of a year with its counts.
pub fn reports_paper(page: &ReportPage) -> Result<Paper, DocumentError> {
    let year = &page.year;
    let issuer = issuer(page);
    let stamp = Stamp {
        number: None,
        date: Some(year.as_of),
    };
    let mut paper = issuer.paper(None, stamp, year.as_of)?;
    let whose = year.district_name().map_or_else(
        || "của các phường".to_owned(),
        |name| format!("của các phường thuộc {}", lower_first(name)),
    );
    let subject = format!(
        "Báo cáo kết quả giám sát thực hiện quy chế dân chủ hàng tháng {whose} năm {} (tính đến ngày {})",
        year.filter.year,
        show(year.as_of)
    );
    entitle(&mut paper, "Bảng theo dõi", &subject);
    paper.blocks = vec![Block::Sheet(Sheet {
        landscape: true,
        annex: false,
    })];
    if year.rows.is_empty() {
        paper.blocks.push(Block::text(format!(
            "Năm {} không có phường nào phải gửi báo cáo tháng.",
            year.filter.year
        )));
    } else {
        paper.blocks.extend([
            Block::text(in_words(page)),
            Block::Table(matrix(page)),
            Block::text(LEGEND),
        ]);
    }
    paper.signature = Some(issuer.signature(&paper.profile));
    Ok(paper)
}

fn in_words(page: &ReportPage) -> String {
    let tally = page.year.tally();
    let share = match tally.percent() {
        Some(percent) => format!(
            "đúng hạn {} báo cáo trên {} báo cáo đã gửi hoặc đã đến hạn ({percent}%)",
            tally.in_time,
            tally.due()
        ),
        None => "chưa có báo cáo nào đến hạn".to_owned(),
    };
    format!(
        "Hạn gửi: {}. Tính đến ngày {}: {share}; chậm {}; thiếu {}; chưa đến hạn {}.",
        page.year.rule.words(),
        show(page.year.as_of),
        tally.late,
        tally.missing,
        tally.not_due
    )
}

fn matrix(page: &ReportPage) -> Table {
    let year = &page.year;
    let mut columns = vec![
        column("TT", 0.8, Align::Center),
        column("Phường", 2.7, Align::Left),
    ];
    columns.extend((1..=12).map(|month| column(&format!("T{month}"), 1.22, Align::Center)));
    columns.extend([
        column("Đúng hạn", 1.75, Align::Center),
        column("Chậm", 1.1, Align::Center),
        column("Thiếu", 1.1, Align::Center),
    ]);
    let sums = |tally: ReportTally| {
        [
            tally.share(),
            tally.late.to_string(),
            tally.missing.to_string(),
        ]
    };
    let mut rows: Vec<Vec<String>> = year
        .rows
        .iter()
        .zip(1..)
        .map(|(row, number)| {
            let mut cells = vec![number.to_string(), row.unit.short_name.clone()];
            let words = |cell: &Option<ReportCell>| {
                cell.as_ref().map_or_else(String::new, ReportCell::short)
            };
            cells.extend(row.cells.iter().map(words));
            cells.extend(sums(row.tally()));
            cells
        })
        .collect();
    let months = year.month_tallies();
    let total = year.tally();
    let line = |name: &str, of: &dyn Fn(ReportTally) -> String, end: [String; 3]| {
        let mut cells = vec![String::new(), name.to_owned()];
        cells.extend(months.iter().map(|tally| of(*tally)));
        cells.extend(end);
        cells
    };
    rows.push(line("Đúng hạn", &ReportTally::share, sums(total)));
    rows.push(line(
        "Thiếu",
        &|tally| counted(tally, tally.missing),
        [String::new(), String::new(), total.missing.to_string()],
    ));
    Table {
        dense: true,
        columns,
        rows,
    }
}

/// A month of which nothing has fallen due counts nothing yet.
fn counted(tally: ReportTally, count: u64) -> String {
    match tally.due() {
        0 => "–".to_owned(),
        _ => count.to_string(),
    }
}
