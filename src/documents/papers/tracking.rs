//! Bảng theo dõi khắc phục: every notified shortcoming as it stood on a day, and the counts.

use chrono::NaiveDate;

use super::frame::{Issuer, Stamp, column, entitle};
use crate::documents::content::{Align, Block, Paper, Sheet, Table};
use crate::documents::error::DocumentError;
use crate::documents::phrase::{bare, inner, joined, some};
use crate::domain::date::show;
use crate::domain::tally::Tally;
use crate::domain::text::{lower_first, paper_count, upper_first};
use crate::domain::{ShortcomingClass, ShortcomingState};
use crate::read::tracking::{Tracked, TrackingPage, soon_days};
use crate::read::{Among, ShortcomingFilter};

/// The classes in the order of the sheet: what asks for action first.
pub(super) const CLASSES: [ShortcomingClass; 6] = [
    ShortcomingClass::Late,
    ShortcomingClass::DueSoon,
    ShortcomingClass::AtWork,
    ShortcomingClass::Waiting,
    ShortcomingClass::DoneInTime,
    ShortcomingClass::DoneLate,
];

/// The sheet of one unit, or of all with a line for each.
pub fn tracking_paper(page: &TrackingPage) -> Result<Paper, DocumentError> {
    let issuer = Issuer {
        body: &page.body,
        signers: &page.signers,
        sample: page.sample,
        rules: &page.rules,
    };
    let stamp = Stamp {
        number: None,
        date: Some(page.as_of),
    };
    let mut paper = issuer.paper(None, stamp, page.as_of)?;
    let whose = page.unit.as_ref().map_or_else(
        || "của các đơn vị được giám sát".to_owned(),
        |unit| format!("của {}", unit.name_in_sentence()),
    );
    let subject = format!(
        "Khắc phục tồn tại, hạn chế sau giám sát {whose} (tính đến ngày {})",
        show(page.as_of)
    );
    entitle(&mut paper, "Bảng theo dõi", &subject);
    let mut blocks = vec![Block::Sheet(Sheet {
        landscape: true,
        annex: false,
    })];
    blocks.extend(
        page.only
            .as_ref()
            .map(|only| Block::text(scope(page, only))),
    );
    if page.rows.is_empty() && page.only.is_some() {
        blocks.push(Block::text(format!(
            "Tính đến ngày {}, không có tồn tại, hạn chế nào đã thông báo thuộc phạm vi trên.",
            show(page.as_of)
        )));
    } else if page.rows.is_empty() {
        blocks.push(Block::text(format!(
            "Tính đến ngày {}, không có tồn tại, hạn chế nào đã thông báo cho đơn vị.",
            show(page.as_of)
        )));
    } else {
        blocks.push(Block::heading(1, "I- Tổng hợp"));
        blocks.push(Block::text(in_words(
            page.tally(),
            soon_days(&page.rows),
            page.as_of,
        )));
        blocks.push(Block::Table(counts(page)));
        blocks.push(Block::heading(1, "II- Danh sách tồn tại, hạn chế"));
        blocks.push(Block::Table(list(
            &page.rows,
            page.as_of,
            page.unit.is_none(),
        )));
    }
    paper.blocks = blocks;
    paper.signature = Some(issuer.signature(&paper.profile));
    Ok(paper)
}

/// "Bảng này chỉ gồm tồn tại, hạn chế: quá hạn; về quy chế …": what a filter left out is told.
fn scope(page: &TrackingPage, only: &ShortcomingFilter) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(
        only.class
            .map(|class| lower_first(&class.label_within(soon_days(&page.rows)))),
    );
    if only.regulation.is_some() || only.regulation_id.is_some() {
        let title = page.rows.first().and_then(|row| some(&row.regulation));
        let code = only.regulation.clone().unwrap_or_default();
        let title = title.map_or(code, |title| inner(&bare(&title)));
        parts.push(format!("về {title}"));
    }
    if let Some(owner) = only.owner.as_ref().and_then(|owner| some(owner)) {
        parts.push(format!("do {owner} chịu trách nhiệm"));
    }
    if let Some(text) = some(&only.text) {
        parts.push(format!(
            "có nội dung, nơi phụ trách hoặc đơn vị chứa “{text}”"
        ));
    }
    if only.repeated {
        parts.push("lặp lại".to_owned());
    }
    match only.among {
        Among::Open => parts.push("chưa xong".to_owned()),
        Among::FellDue => parts.push("đã đến thời hạn".to_owned()),
        Among::All | Among::Counted => {}
    }
    if let Some(day) = only.late_since {
        parts.push(format!("mới quá hạn từ ngày {}", show(day)));
    }
    match (only.visited_from, only.visited_to) {
        (Some(from), Some(to)) => parts.push(format!(
            "của các cuộc giám sát từ ngày {} đến ngày {}",
            show(from),
            show(to)
        )),
        (Some(from), None) => parts.push(format!("của các cuộc giám sát từ ngày {}", show(from))),
        (None, Some(to)) => parts.push(format!("của các cuộc giám sát đến ngày {}", show(to))),
        (None, None) => {}
    }
    if let Some(age) = only.age {
        let age = lower_first(age.label());
        parts.push(format!("thời gian từ khi giám sát: {age}"));
    }
    // levels are for the office alone; districts are told by the units
    if only.level.is_some() || only.visit_id.is_some() || !only.district.is_empty() {
        parts.push("đã chọn lọc theo danh sách của cơ quan giám sát".to_owned());
    }
    format!(
        "Bảng này chỉ gồm tồn tại, hạn chế: {}; các tồn tại, hạn chế khác không thống kê ở đây.",
        parts.join("; ")
    )
}

/// The six classes and the share in time, in a sentence.
pub(super) fn in_words(tally: Tally, within: u64, as_of: NaiveDate) -> String {
    let parts: Vec<String> = CLASSES
        .iter()
        .filter(|class| tally.count(**class) > 0)
        .map(|class| {
            format!(
                "{} {}",
                paper_count(tally.count(*class)),
                lower_first(&class.label_within(within))
            )
        })
        .collect();
    let share = if tally.due == 0 {
        "Chưa có tồn tại nào đến hạn.".to_owned()
    } else {
        format!(
            "Trong {} tồn tại đã đến hạn, có {} tồn tại được xác nhận khắc phục đúng hạn ({}).",
            paper_count(tally.due),
            paper_count(tally.in_time),
            tally.share()
        )
    };
    format!(
        "Tính đến ngày {}, có {} tồn tại, hạn chế đã thông báo, gồm: {}. {share}",
        show(as_of),
        paper_count(tally.total()),
        parts.join("; ")
    )
}

/// A line for each unit and the sum.
pub(super) fn counts(page: &TrackingPage) -> Table {
    let mut columns = vec![
        column("Đơn vị", 3.6, Align::Left),
        column("Tổng số", 1.2, Align::Center),
    ];
    columns.extend(CLASSES.iter().map(|class| {
        column(
            &class.label_within(soon_days(&page.rows)),
            1.5,
            Align::Center,
        )
    }));
    columns.push(column("Đúng hạn/đã đến hạn", 1.9, Align::Center));
    let row = |name: &str, tally: Tally| {
        let mut row = vec![name.to_owned(), tally.total().to_string()];
        row.extend(CLASSES.iter().map(|class| tally.count(*class).to_string()));
        row.push(tally.share());
        row
    };
    let units = page.by_unit();
    let mut rows: Vec<Vec<String>> = units
        .iter()
        .map(|(name, tally)| row(name, *tally))
        .collect();
    if units.len() > 1 {
        rows.push(row("Cộng", page.tally()));
    }
    Table {
        dense: false,
        columns,
        rows,
    }
}

/// One line for each shortcoming; the unit only where there are several.
pub(super) fn list(rows: &[Tracked], as_of: NaiveDate, with_unit: bool) -> Table {
    let mut columns = vec![column("TT", 1.0, Align::Center)];
    if with_unit {
        columns.push(column("Đơn vị", 2.2, Align::Left));
    }
    columns.extend([
        column("Tồn tại, hạn chế", 4.6, Align::Left),
        column("Yêu cầu khắc phục", 4.6, Align::Left),
        column("Phụ trách", 2.6, Align::Left),
        column("Thời hạn (gia hạn)", 2.1, Align::Center),
        column("Trạng thái", 2.2, Align::Left),
        column("Số ngày trễ", 1.6, Align::Center),
    ]);
    let rows = rows
        .iter()
        .zip(1..)
        .map(|(row, number)| {
            let shortcoming = &row.shortcoming;
            let mut cells = vec![number.to_string()];
            if with_unit {
                cells.push(row.unit_name.clone());
            }
            cells.extend([
                upper_first(&bare(&joined(&shortcoming.description))),
                upper_first(&bare(&joined(&shortcoming.order_text))),
                joined(&shortcoming.owner),
                deadlines(row, as_of),
                standing(row, as_of),
                lateness(row, as_of),
            ]);
            cells
        })
        .collect();
    Table {
        dense: false,
        columns,
        rows,
    }
}

/// "28/02/2023", and every extension on a line of its own.
pub(super) fn deadlines(row: &Tracked, as_of: NaiveDate) -> String {
    let all = row.deadlines(as_of);
    let mut lines: Vec<String> = Vec::new();
    for (index, deadline) in all.into_iter().enumerate() {
        let deadline = show(deadline);
        lines.push(if index == 0 {
            deadline
        } else {
            format!("(gia hạn: {deadline})")
        });
    }
    if lines.is_empty() {
        "chưa định".to_owned()
    } else {
        lines.join("\n")
    }
}

/// The class, and what is known of report and verification.
fn standing(row: &Tracked, as_of: NaiveDate) -> String {
    let class = row
        .dates
        .class_on(as_of)
        .map_or(row.dates.state.label().into(), |class| {
            class.label_within(row.dates.soon_days)
        });
    let mut parts = vec![class.into_owned()];
    if row.dates.state == ShortcomingState::Returned {
        parts.push("báo cáo bị trả lại".to_owned());
    }
    if let Some(day) = row.dates.reported_on {
        parts.push(format!("báo cáo {}", show(day)));
    }
    if let Some(day) = row.dates.verified_on {
        parts.push(format!("xác nhận {}", show(day)));
    }
    if row.shortcoming.carried_to.is_some() {
        parts.push("theo dõi tiếp ở cuộc giám sát sau".to_owned());
    }
    parts.join("; ")
}

/// "12", and against the first deadline where it was extended: "12 (so với hạn đầu: 43)".
pub(super) fn lateness(row: &Tracked, as_of: NaiveDate) -> String {
    let late = row.days_late(as_of);
    let first = row.days_late_at_first(as_of);
    match (late, first) {
        (0, 0) => "0".to_owned(),
        (late, first) if late == first => late.to_string(),
        (late, first) => format!("{late} (so với hạn đầu: {first})"),
    }
}
