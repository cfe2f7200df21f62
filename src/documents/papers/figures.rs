//! Figures: the letter that asks a ward for what is missing and puts the questions, and the table of a period.

use chrono::NaiveDate;

use super::frame::{Issuer, Stamp, column, entitle, numbered};
use super::reminder::{addressee, recipients};
use crate::documents::content::{Align, Block, Paper, Sheet, Span, Table};
use crate::documents::error::DocumentError;
use crate::domain::date::show;
use crate::domain::figures::{Indicator, SUBJECT, Unknown};
use crate::domain::text::{lower_first, paper_count, upper_first};
use crate::domain::{UnitId, UnitKind};
use crate::read::figures::{FigureBoard, FigurePage, FigureRow};

/// Type of paper in its number.
const SYMBOL: &str = "CV";
/// Wards that stand side by side on a page.
const WARDS: usize = 11;

fn issuer(page: &FigurePage) -> Issuer<'_> {
    Issuer {
        body: &page.issuer.body,
        signers: &page.issuer.signers,
        sample: page.sample,
        rules: &page.rules,
    }
}

/// The letter to one unit, asking by a new day for what is missing and for a word on each open question.
///
/// # Errors
/// Nothing is missing there and no question is open.
pub fn figure_request_paper(
    page: &FigurePage,
    unit: UnitId,
    (stamp, as_of): (Stamp, NaiveDate),
    by: NaiveDate,
) -> Result<Paper, DocumentError> {
    let board = &page.board;
    let period = board.filter.period.name();
    let row = board.to_ask().find(|row| row.unit.id == unit);
    let Some(row) = row else {
        return Err(DocumentError::NoFigureMissing { period });
    };
    let issuer = issuer(page);
    let mut paper = issuer.paper(Some(SYMBOL), stamp, as_of)?;
    paper.letter_subject = Some(format!(
        "{} {SUBJECT} {period}",
        paper.profile.letter_subject_label
    ));
    paper.meta.title = format!("Công văn {SUBJECT}");
    let to = addressee(&paper.profile, &row.unit);
    paper.meta.subject = format!("Gửi {to}");
    let body = page.issuer.body.full_name();
    let missing = board.missing(row);
    let open: Vec<_> = row.open().collect();
    paper.blocks = vec![
        Block::Paragraph {
            spans: vec![Span::plain("Kính gửi: "), Span::bold(&to)],
        },
        Block::Space { height_pt: 8.0 },
        Block::text(format!(
            "Qua tổng hợp số liệu báo cáo {period}, tính đến ngày {}, {body} thấy báo cáo của {to} còn nội dung cần \
             bổ sung, làm rõ, cụ thể như sau:",
            show(as_of)
        )),
    ];
    let mut part = 0;
    if !missing.is_empty() {
        part += 1;
        let lead = if row.has_reported() {
            format!("Còn thiếu {} số liệu:", paper_count(missing.len()))
        } else {
            format!(
                "Chưa nhận được số liệu {period}; số liệu cần báo cáo gồm {} chỉ tiêu:",
                paper_count(missing.len())
            )
        };
        paper.blocks.extend([
            numbered(&paper.profile, part, &lead),
            missing_table(&missing),
        ]);
    }
    if !open.is_empty() {
        part += 1;
        let lead = format!(
            "Có {} nội dung đề nghị kiểm tra lại, giải trình hoặc báo cáo lại số đúng:",
            paper_count(open.len())
        );
        paper.blocks.push(numbered(&paper.profile, part, &lead));
        paper.blocks.push(Block::Table(Table {
            dense: false,
            columns: vec![
                column("TT", 0.8, Align::Center),
                column("Nội dung cần làm rõ", 4.2, Align::Left),
                column("Số liệu đã báo cáo và kết quả tính lại", 5.0, Align::Left),
            ],
            rows: (1..)
                .zip(&open)
                .map(|(number, asked)| {
                    vec![
                        format!("{number}"),
                        asked.question.message.clone(),
                        upper_first(&asked.question.told(&board.book)),
                    ]
                })
                .collect(),
        }));
    }
    paper.blocks.extend([
        Block::text(format!(
            "{body} đề nghị {to} gửi văn bản bổ sung, làm rõ các nội dung trên về {body} chậm nhất ngày {}. Số liệu đúng \
             như đã báo cáo thì nêu rõ lý do; số liệu có thay đổi thì gửi lại số đúng kèm ngày chốt số liệu.",
            show(by)
        )),
        Block::text(format!("{body} đề nghị {to} quan tâm chỉ đạo thực hiện.")),
    ]);
    paper.signature = Some(issuer.signature(&paper.profile));
    paper.recipients = recipients(&page.issuer.body);
    Ok(paper)
}

fn missing_table(missing: &[&Indicator]) -> Block {
    Block::Table(Table {
        dense: missing.len() > 12,
        columns: vec![
            column("TT", 0.8, Align::Center),
            column("Nội dung", 2.6, Align::Left),
            column("Chỉ tiêu", 5.0, Align::Left),
            column("Đơn vị tính", 1.6, Align::Center),
        ],
        rows: (1..)
            .zip(missing)
            .map(|(number, indicator)| {
                vec![
                    format!("{number}"),
                    indicator.group.clone(),
                    indicator.name.clone(),
                    indicator.unit.clone(),
                ]
            })
            .collect(),
    })
}

/// The table of a period over all wards, with the questions.
pub fn figures_paper(page: &FigurePage, day: NaiveDate) -> Result<Paper, DocumentError> {
    let board = &page.board;
    let issuer = issuer(page);
    let stamp = Stamp {
        number: None,
        date: Some(day),
    };
    let mut paper = issuer.paper(None, stamp, day)?;
    let whose = board.district_name().map_or_else(
        || "của các phường".to_owned(),
        |name| format!("của các phường thuộc {}", lower_first(name)),
    );
    let subject = format!(
        "Số liệu thực hiện quy chế dân chủ ở cơ sở {whose}, {} (tính đến ngày {})",
        board.filter.period.name(),
        show(day)
    );
    entitle(&mut paper, "Bảng số liệu", &subject);
    paper.blocks = vec![Block::Sheet(Sheet {
        landscape: true,
        annex: false,
    })];
    let (came, _) = board.reported();
    let how = board.incomplete().map_or_else(
        || format!("{}.", board.reported_words()),
        |question| format!("{}.", question.facts),
    );
    paper.blocks.push(Block::text(format!(
        "Tổng hợp từ báo cáo của các phường: {how} Tổng cộng số của các phường đã báo cáo; tỷ lệ tính từ tổng tử số và \
         tổng mẫu số của các phường có đủ số liệu."
    )));
    if came == 0 && board.rows.iter().all(|row| !row.has_reported()) {
        paper.signature = Some(issuer.signature(&paper.profile));
        return Ok(paper);
    }
    let chunks = board.rows.len().div_ceil(WARDS);
    let size = board.rows.len().div_ceil(chunks.max(1)).max(1);
    for (place, rows) in board.rows.chunks(size).enumerate() {
        let with_total = place + 1 == chunks;
        paper
            .blocks
            .push(Block::Table(matrix(board, rows, with_total)));
    }
    let silent = never(board);
    if !silent.is_empty() {
        paper.blocks.push(Block::text(format!(
            "Chưa phường nào báo cáo: {}.",
            silent.join("; ")
        )));
    }
    let rates = rates(board);
    let rated = !rates.rows.is_empty();
    if rated {
        paper
            .blocks
            .push(numbered(&paper.profile, 1, "Tỷ lệ chung"));
        paper.blocks.push(Block::Table(rates));
    }
    let questions = questions(board);
    if !questions.rows.is_empty() {
        paper.blocks.push(numbered(
            &paper.profile,
            if rated { 2 } else { 1 },
            "Nội dung đề nghị phường làm rõ; số liệu trong bảng giữ nguyên như phường báo cáo",
        ));
        paper.blocks.push(Block::Table(questions));
    }
    let gaps = gaps(board);
    if !gaps.rows.is_empty() {
        let number = paper.blocks.iter().filter(|block| is_table(block)).count() - chunks + 1;
        paper
            .blocks
            .push(numbered(&paper.profile, number, "Số liệu còn thiếu"));
        paper.blocks.push(Block::Table(gaps));
    }
    paper.signature = Some(issuer.signature(&paper.profile));
    Ok(paper)
}

fn is_table(block: &Block) -> bool {
    matches!(block, Block::Table(_))
}

/// What each ward has not stated.
fn gaps(board: &FigureBoard) -> Table {
    let rows = board
        .rows
        .iter()
        .filter(|row| row.unit.kind == UnitKind::Ward)
        .filter_map(|row| {
            let missing = board.missing(row);
            let names: Vec<String> = missing.iter().map(|one| lower_first(&one.name)).collect();
            let words = if row.has_reported() {
                names.join("; ")
            } else {
                "chưa báo cáo".to_owned()
            };
            let count = missing.len().to_string();
            (!missing.is_empty()).then(|| vec![row.unit.short_name.clone(), count, words])
        });
    Table {
        dense: true,
        columns: vec![
            column("Phường", 1.6, Align::Left),
            column("Số chỉ tiêu", 1.2, Align::Center),
            column("Chỉ tiêu còn thiếu", 9.0, Align::Left),
        ],
        rows: rows.collect(),
    }
}

fn shown(board: &FigureBoard) -> impl Iterator<Item = &Indicator> {
    board.book.indicators.iter().filter(|indicator| {
        board
            .rows
            .iter()
            .any(|row| row.result(indicator).is_ok() || row.values.contains_key(&indicator.code))
    })
}

/// Names of indicators that are asked for and that no ward states.
fn never(board: &FigureBoard) -> Vec<String> {
    board
        .book
        .entered()
        .filter(|indicator| board.wanted.asks(&indicator.code))
        .filter(|indicator| {
            !board
                .rows
                .iter()
                .any(|row| row.values.contains_key(&indicator.code))
        })
        .map(|indicator| lower_first(&indicator.name))
        .collect()
}

fn matrix(board: &FigureBoard, rows: &[FigureRow], with_total: bool) -> Table {
    let mut columns = vec![
        column("Chỉ tiêu", 3.9, Align::Left),
        column("ĐVT", 1.1, Align::Center),
    ];
    columns.extend(
        rows.iter()
            .map(|row| column(&row.unit.short_name, 1.45, Align::Right)),
    );
    if with_total {
        columns.push(column("Tổng", 1.6, Align::Right));
    }
    let line = |indicator: &Indicator| {
        let mut cells = vec![indicator.name.clone(), indicator.unit.clone()];
        cells.extend(rows.iter().map(|row| cell(row, indicator)));
        if with_total {
            cells.push(match board.total(indicator).result {
                Ok(total) => format!("{}{}", total.value.show(), indicator.sign()),
                Err(reason) => short(&reason).to_owned(),
            });
        }
        cells
    };
    Table {
        dense: true,
        columns,
        rows: shown(board).map(line).collect(),
    }
}

/// The figure, or a mark for why there is none.
fn cell(row: &FigureRow, indicator: &Indicator) -> String {
    match row.result(indicator) {
        Ok(result) => format!("{}{}", result.value.show(), indicator.sign()),
        Err(reason) => match row.values.get(&indicator.code) {
            Some(stated) => format!("{}{}*", stated.show(), indicator.sign()),
            None => short(&reason).to_owned(),
        },
    }
}

fn short(reason: &Unknown) -> &'static str {
    match reason {
        Unknown::Missing(_) => "–",
        Unknown::ZeroDenominator => "KAD",
        Unknown::TooLarge => "quá lớn",
    }
}

fn rates(board: &FigureBoard) -> Table {
    Table {
        dense: true,
        columns: vec![
            column("Chỉ tiêu", 5.0, Align::Left),
            column("Tử số/mẫu số", 2.6, Align::Right),
            column("Tỷ lệ", 1.4, Align::Right),
            column("Số phường có đủ số liệu", 2.2, Align::Center),
        ],
        rows: board
            .book
            .indicators
            .iter()
            .filter(|indicator| indicator.is_derived())
            .filter_map(|indicator| {
                let total = board.total(indicator);
                let result = total.result.ok()?;
                Some(vec![
                    indicator.name.clone(),
                    result.fraction.clone(),
                    format!("{}{}", result.value.show(), indicator.sign()),
                    format!("{}/{}", total.units, board.rows.len()),
                ])
            })
            .collect(),
    }
}

fn questions(board: &FigureBoard) -> Table {
    let rows = board.rows.iter().flat_map(|row| {
        row.asked.iter().map(|asked| {
            let state = match &asked.answer {
                Some(answer) if !asked.is_open() => {
                    format!("{}: {}", asked.state.label(), answer.text)
                }
                _ => asked.state.label().to_owned(),
            };
            vec![
                row.unit.short_name.clone(),
                asked.question.message.clone(),
                upper_first(&asked.question.told(&board.book)),
                state,
            ]
        })
    });
    Table {
        dense: true,
        columns: vec![
            column("Phường", 1.5, Align::Left),
            column("Nội dung", 3.6, Align::Left),
            column("Số liệu", 4.6, Align::Left),
            column("Tình trạng", 2.2, Align::Left),
        ],
        rows: rows.collect(),
    }
}
