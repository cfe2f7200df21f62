//! Phiếu kiểm tra: blank, to tick by hand at the ward, or as it was rated.

use super::frame::{Issuer, Stamp, column, dotted, entitle, roman, three_sides};
use crate::documents::content::{Align, Block, Paper, Sheet, Signature, Span, Table};
use crate::documents::draft::{member, person, verb};
use crate::documents::error::DocumentError;
use crate::documents::phrase::{bare, ended, joined, some};
use crate::domain::date::show;
use crate::domain::text::paper_count;
use crate::domain::{ParticipantRole, RatingValue, Score, Side};
use crate::read::{RegulationSheet, VisitPage};

/// A box to tick.
const BOX: &str = "□";
/// Room left in a row for a note by hand.
const NOTE_ROOM: &str = "\u{A0}\n\u{A0}\n\u{A0}";

/// What the sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Boxes to tick, room for notes; nothing that was rated so far shows.
    Blank,
    /// Ratings, remarks and evidence of the record.
    Rated,
}

/// The checklist of a visit's covered regulations, on landscape pages.
pub fn checklist_paper(page: &VisitPage, purpose: Use) -> Result<Paper, DocumentError> {
    let issuer = Issuer {
        body: &page.body,
        signers: &page.signers,
        sample: page.sample,
        rules: &page.rules,
    };
    let stamp = Stamp {
        number: None,
        date: Some(page.visit.date).filter(|_| purpose == Use::Rated),
    };
    let mut paper = issuer.paper(None, stamp, page.visit.date)?;
    let kind = match purpose {
        Use::Blank => "Phiếu kiểm tra",
        Use::Rated => "Phiếu kiểm tra đã chấm",
    };
    let subject = format!(
        "Việc thực hiện quy chế dân chủ ở cơ sở tại {}",
        page.unit.name_in_sentence()
    );
    entitle(&mut paper, kind, &subject);
    let mut blocks = vec![Block::Sheet(Sheet {
        landscape: true,
        annex: false,
    })];
    blocks.extend(facts(page));
    if purpose == Use::Blank {
        blocks.push(how_to_fill());
    }
    for (sheet, number) in page.covered().zip(1..) {
        let title = bare(&joined(&sheet.regulation.title));
        blocks.push(Block::heading(1, format!("{}- {title}", roman(number))));
        if sheet.items.is_empty() {
            blocks.push(Block::text("Không có nội dung áp dụng cho đơn vị này."));
            continue;
        }
        match purpose {
            Use::Blank => {
                blocks.push(Block::Table(blank_table(sheet)));
                blocks.push(Block::text("Ghi chú:"));
                blocks.extend(dotted(&paper.profile, true, 2));
            }
            Use::Rated => {
                blocks.push(Block::Table(rated_table(sheet)));
                blocks.push(score_line("Điểm của quy chế", sheet.score));
            }
        }
    }
    blocks.push(total(page, purpose));
    blocks.push(Block::Signatures(signatures(page)));
    paper.blocks = blocks;
    Ok(paper)
}

/// When, where, who.
fn facts(page: &VisitPage) -> Vec<Block> {
    let visit = &page.visit;
    let time = visit.time.map_or_else(String::new, |time| {
        format!("{:02} giờ {:02}, ", time.hour(), time.minute())
    });
    let place = some(&visit.place).map_or_else(|| ".".repeat(60), |place| bare(&place));
    let named = |role| member(page, Side::Team, role).map_or_else(|| ".".repeat(60), person);
    let line = |label: &str, value: String| Block::Paragraph {
        spans: vec![Span::bold(format!("{label}: ")), Span::plain(value)],
    };
    vec![
        line(
            "Cuộc giám sát",
            format!(
                "{}; {time}ngày {}; địa điểm: {place}",
                verb(visit.kind),
                show(visit.date)
            ),
        ),
        line("Trưởng đoàn", named(ParticipantRole::Head)),
        line("Thư ký", named(ParticipantRole::Secretary)),
    ]
}

fn how_to_fill() -> Block {
    Block::Paragraph {
        spans: vec![Span::italic(
            "Cách ghi: mỗi nội dung đánh dấu X vào một ô. “Đạt một phần” và “Chưa đạt” phải ghi \
             nhận xét; “Không áp dụng” phải ghi lý do. Nội dung chưa xem thì để trống, được tính là \
             chưa đánh giá.",
        )],
    }
}

fn blank_table(sheet: &RegulationSheet) -> Table {
    let box_column = |label: &str| column(label, 1.35, Align::Center);
    Table {
        dense: false,
        columns: vec![
            column("TT", 0.8, Align::Center),
            column("Nội dung kiểm tra", 6.6, Align::Left),
            column("Minh chứng cần xem", 4.6, Align::Left),
            box_column("Đạt"),
            box_column("Đạt một phần"),
            box_column("Chưa đạt"),
            box_column("Không áp dụng"),
            column("Nhận xét, minh chứng đã xem", 4.6, Align::Left),
        ],
        rows: sheet
            .items
            .iter()
            .zip(1..)
            .map(|(item, number)| {
                let mut row = vec![
                    number.to_string(),
                    joined(&item.item.text),
                    joined(&item.item.evidence),
                ];
                row.extend(std::iter::repeat_n(BOX.to_owned(), 4));
                row.push(NOTE_ROOM.to_owned());
                row
            })
            .collect(),
    }
}

fn rated_table(sheet: &RegulationSheet) -> Table {
    let claimed = |value: RatingValue| match value {
        RatingValue::NotRated => "–".to_owned(),
        RatingValue::Met
        | RatingValue::PartlyMet
        | RatingValue::NotMet
        | RatingValue::NotApplicable => value.label().to_owned(),
    };
    Table {
        dense: false,
        columns: vec![
            column("TT", 0.8, Align::Center),
            column("Nội dung kiểm tra", 6.6, Align::Left),
            column("Đơn vị tự đánh giá", 2.0, Align::Center),
            column("Kết quả của Đoàn", 2.0, Align::Center),
            column("Nhận xét, lý do", 4.6, Align::Left),
            column("Minh chứng đã xem", 4.0, Align::Left),
        ],
        rows: sheet
            .items
            .iter()
            .zip(1..)
            .map(|(item, number)| {
                vec![
                    number.to_string(),
                    joined(&item.item.text),
                    claimed(item.rating.self_rating),
                    item.rating.value.label().to_owned(),
                    joined(&item.rating.comment),
                    joined(&item.rating.evidence_seen),
                ]
            })
            .collect(),
    }
}

/// "Điểm của quy chế: 8,5/11; 01 nội dung không áp dụng; 03 mục chưa đánh giá."
fn score_line(label: &str, score: Score) -> Block {
    let mut parts = vec![score.fraction()];
    let count = |count: u32| paper_count(usize::try_from(count).unwrap_or(usize::MAX));
    if score.not_applicable > 0 {
        parts.push(format!("{} mục không áp dụng", count(score.not_applicable)));
    }
    if score.not_rated > 0 {
        parts.push(format!("{} mục chưa đánh giá", count(score.not_rated)));
    }
    Block::Paragraph {
        spans: vec![
            Span::bold(format!("{label}: ")),
            Span::plain(format!("{}.", parts.join("; "))),
        ],
    }
}

fn total(page: &VisitPage, purpose: Use) -> Block {
    let items: usize = page.covered().map(|sheet| sheet.items.len()).sum();
    match purpose {
        Use::Blank => Block::text(ended(&format!(
            "Tổng số: {} nội dung; đạt ...........; đạt một phần ...........; chưa đạt ...........; \
             không áp dụng ...........; chưa đánh giá ...........",
            paper_count(items)
        ))),
        Use::Rated => score_line(
            &format!("Tổng điểm {} nội dung", paper_count(items)),
            page.score(),
        ),
    }
}

fn signatures(page: &VisitPage) -> Vec<Signature> {
    let head = member(page, Side::Team, ParticipantRole::Head)
        .and_then(|head| some(&head.name))
        .unwrap_or_default();
    three_sides(
        page,
        String::new(),
        ("Người ghi phiếu", String::new()),
        head,
    )
}
