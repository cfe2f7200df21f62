//! Hồ sơ theo dõi: one unit over the years on two or three pages, for whoever prepares a visit or a talk.

use super::frame::{Issuer, column, entitle};
use super::tracking::in_words;
use crate::documents::content::{Align, Block, Paper, Sheet, Table};
use crate::documents::error::DocumentError;
use crate::documents::phrase::{bare, joined};
use crate::domain::date::show;
use crate::domain::text::{lower_first, paper_count, upper_first};
use crate::domain::{Score, Succession, Unit};
use crate::read::paper::Stamp;
use crate::read::repeat::{RepeatPage, RepeatedLine};
use crate::read::{ShortcomingRow, UnitProfile, VisitRow};

/// The profile of a unit with what came back in it.
pub fn profile_paper(page: &UnitProfile, repeats: &RepeatPage) -> Result<Paper, DocumentError> {
    let issuer = Issuer {
        body: &page.body,
        signers: &page.signers,
        sample: page.sample,
        rules: &page.rules,
    };
    let mut paper = issuer.paper(None, Stamp::on(page.as_of), page.as_of)?;
    let subject = format!(
        "Thực hiện quy chế dân chủ của {} (tính đến ngày {})",
        page.unit.name_in_sentence(),
        show(page.as_of)
    );
    entitle(&mut paper, "Hồ sơ theo dõi", &subject);
    let mut blocks = vec![Block::Sheet(Sheet {
        landscape: true,
        annex: false,
    })];
    blocks.push(Block::heading(1, "I- Thông tin chung"));
    blocks.extend(about(page).into_iter().map(Block::text));
    blocks.push(Block::heading(1, "II- Kết quả qua các lần giám sát"));
    if page.marks.is_empty() {
        blocks.push(Block::text("Chưa có cuộc giám sát nào đã thực hiện."));
    } else {
        blocks.push(Block::text(
            "Số điểm trên số mục đã đánh giá; mục không áp dụng, chưa đánh giá không tính vào mẫu số.",
        ));
        blocks.push(Block::Table(scores(page)));
    }
    blocks.push(Block::heading(1, "III- Khắc phục tồn tại, hạn chế"));
    if page.tally.total() == 0 {
        blocks.push(Block::text("Chưa có tồn tại, hạn chế nào đã thông báo."));
    } else {
        blocks.push(Block::text(in_words(page.tally, page.as_of)));
    }
    if !page.open.is_empty() {
        blocks.push(Block::text("Tồn tại, hạn chế còn mở:"));
        blocks.push(Block::Table(open(page)));
    }
    if !repeats.lines.is_empty() {
        blocks.push(Block::text("Tồn tại, hạn chế lặp lại:"));
        blocks.push(Block::Table(repeated(repeats)));
    }
    blocks.push(Block::heading(1, "IV- Các cuộc giám sát"));
    if page.visits.is_empty() {
        blocks.push(Block::text("Chưa có cuộc giám sát nào."));
    } else {
        blocks.push(Block::Table(visits(page)));
    }
    paper.blocks = blocks;
    paper.signature = Some(issuer.signature(&paper.profile));
    Ok(paper)
}

/// When it existed, what it came from, how often it was visited, when next.
fn about(page: &UnitProfile) -> Vec<String> {
    let unit = &page.unit;
    let mut lines = vec![format!("{}.", existence(unit))];
    for (list, before) in [(&page.predecessors, true), (&page.successors, false)] {
        if !list.is_empty() {
            let links: Vec<String> = list.iter().map(link).collect();
            let start = if before {
                "Tiếp nhận từ"
            } else {
                "Nay thuộc về"
            };
            lines.push(format!("{start}: {}.", links.join("; ")));
        }
    }
    let before = if page.has_other_names() {
        ", kể cả của các đơn vị trước khi sắp xếp"
    } else {
        ""
    };
    lines.push(format!(
        "Đã ghi {} cuộc giám sát{before}, trong đó {} cuộc đã thực hiện.",
        paper_count(usize::try_from(page.visits_total).unwrap_or(usize::MAX)),
        paper_count(usize::try_from(page.visits_held).unwrap_or(usize::MAX)),
    ));
    lines.push(page.next.as_ref().map_or_else(
        || "Lần giám sát tới: chưa có trong kế hoạch.".to_owned(),
        |next| {
            format!(
                "Lần giám sát tới: ngày {} ({}).",
                show(next.date),
                lower_first(next.kind.label())
            )
        },
    ));
    lines
}

fn existence(unit: &Unit) -> String {
    match (unit.valid_from, unit.valid_to) {
        (None, None) => unit.name.clone(),
        (Some(from), None) => format!("{}, thành lập ngày {}", unit.name, show(from)),
        (None, Some(to)) => format!("{}, hoạt động đến hết ngày {}", unit.name, show(to)),
        (Some(from), Some(to)) => format!(
            "{}, hoạt động từ ngày {} đến hết ngày {}",
            unit.name,
            show(from),
            show(to)
        ),
    }
}

fn link((succession, unit): &(Succession, Unit)) -> String {
    format!(
        "{} ({} từ ngày {})",
        unit.name_in_sentence(),
        lower_first(succession.extent.label()),
        show(succession.on)
    )
}

/// A line for each regulation, a column for each visit.
fn scores(page: &UnitProfile) -> Table {
    let mut columns = vec![column("Quy chế", 5.0, Align::Left)];
    let several = page.has_other_names();
    columns.extend(page.marks.iter().map(|marks| {
        let header = if several {
            format!("{}\n{}", show(marks.date), marks.unit_name)
        } else {
            show(marks.date)
        };
        column(&header, 1.6, Align::Center)
    }));
    let said =
        |score: Option<Score>| score.map_or_else(|| "không giám sát".to_owned(), Score::fraction);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (place, (_, title)) in page.regulations.iter().enumerate() {
        let mut row = vec![title.clone()];
        row.extend(page.marks.iter().map(|marks| {
            let score = marks.scores.get(place).copied().flatten();
            said(score)
        }));
        rows.push(row);
    }
    let mut total = vec!["Cộng".to_owned()];
    total.extend(page.marks.iter().map(|marks| said(Some(marks.total()))));
    rows.push(total);
    Table {
        dense: false,
        columns,
        rows,
    }
}

fn open(page: &UnitProfile) -> Table {
    let several = page.has_other_names();
    let mut columns = vec![column("TT", 1.0, Align::Center)];
    if several {
        columns.push(column("Đơn vị", 2.4, Align::Left));
    }
    columns.extend([
        column("Tồn tại, hạn chế", 6.0, Align::Left),
        column("Giám sát ngày", 2.0, Align::Center),
        column("Phụ trách", 3.0, Align::Left),
        column("Thời hạn", 2.0, Align::Center),
        column("Trạng thái", 2.6, Align::Left),
    ]);
    let row = |(row, number): (&ShortcomingRow, usize)| {
        let mut cells = vec![number.to_string()];
        if several {
            cells.push(row.unit_name.clone());
        }
        cells.extend([
            upper_first(&bare(&joined(&row.description))),
            show(row.visit_date),
            joined(&row.owner),
            row.deadline.map_or_else(|| "chưa định".to_owned(), show),
            standing(row),
        ]);
        cells
    };
    Table {
        dense: false,
        columns,
        rows: page.open.iter().zip(1..).map(row).collect(),
    }
}

fn repeated(page: &RepeatPage) -> Table {
    let columns = vec![
        column("TT", 1.0, Align::Center),
        column("Tồn tại, hạn chế", 8.0, Align::Left),
        column("Lặp lại", 2.0, Align::Center),
        column("Lần đầu", 2.0, Align::Center),
        column("Gần nhất", 2.0, Align::Center),
    ];
    let row = |(line, number): (&RepeatedLine, usize)| {
        vec![
            number.to_string(),
            upper_first(&bare(&joined(&line.latest.description))),
            format!("lần {}", line.times),
            show(line.first_on),
            show(line.latest.visit_date),
        ]
    };
    Table {
        dense: false,
        columns,
        rows: page.lines.iter().zip(1..).map(row).collect(),
    }
}

fn standing(row: &ShortcomingRow) -> String {
    let class = row.class.map_or(row.state.label(), |class| class.label());
    if row.days_late > 0 {
        format!("{class} ({} ngày)", row.days_late)
    } else {
        class.to_owned()
    }
}

fn visits(page: &UnitProfile) -> Table {
    let several = page.has_other_names();
    let mut columns = vec![
        column("TT", 1.0, Align::Center),
        column("Ngày", 2.0, Align::Center),
    ];
    if several {
        columns.push(column("Đơn vị", 3.0, Align::Left));
    }
    columns.extend([
        column("Loại", 3.4, Align::Left),
        column("Trạng thái", 2.4, Align::Left),
        column("Thông báo kết luận", 3.0, Align::Left),
        column("Tồn tại", 1.6, Align::Center),
        column("Còn mở", 1.6, Align::Center),
    ]);
    let row = |(visit, number): (&VisitRow, usize)| {
        let mut cells = vec![number.to_string(), show(visit.date)];
        if several {
            cells.push(visit.unit_name.clone());
        }
        cells.extend([
            visit.kind.label().to_owned(),
            visit.state.label().to_owned(),
            visit.conclusion_number.clone(),
            visit.shortcomings.to_string(),
            visit.open_shortcomings.to_string(),
        ]);
        cells
    };
    Table {
        dense: false,
        columns,
        rows: page.visits.iter().zip(1..).map(row).collect(),
    }
}
