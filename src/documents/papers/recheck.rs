//! Phiếu phúc tra: the earlier and the new result of every item and every shortcoming side by side.

use chrono::NaiveDate;

use super::frame::{Issuer, Stamp, column, dotted, entitle, three_sides};
use crate::documents::content::{Align, Block, Paper, Sheet, Table};
use crate::documents::draft::member;
use crate::documents::error::DocumentError;
use crate::documents::phrase::{bare, ended, joined, some};
use crate::domain::date::show;
use crate::domain::text::{paper_count, upper_first};
use crate::domain::{
    EventKind, ParticipantRole, Rating, RatingValue, Shortcoming, ShortcomingEvent,
    ShortcomingState, Side,
};
use crate::read::RecheckPage;
use crate::read::recheck::ItemPair;

const BOXES: &str = "□ Đạt\n□ Đạt một phần\n□ Chưa đạt\n□ Không áp dụng";
const REMEDY_BOXES: &str = "□ Đã khắc phục xong\n□ Khắc phục một phần\n□ Chưa khắc phục";

/// The sheet of a re-check: boxes to tick where nothing is recorded yet.
pub fn recheck_paper(page: &RecheckPage) -> Result<Paper, DocumentError> {
    let now = &page.now;
    let issuer = Issuer {
        body: &now.body,
        signers: &now.signers,
        sample: now.sample,
        rules: &now.rules,
    };
    let stamp = Stamp {
        number: None,
        date: Some(now.visit.date),
    };
    let mut paper = issuer.paper(None, stamp, now.visit.date)?;
    let subject = format!(
        "Việc khắc phục tồn tại, hạn chế sau cuộc giám sát ngày {} đối với {}",
        show(page.before.visit.date),
        now.unit.name_in_sentence()
    );
    entitle(&mut paper, "Phiếu phúc tra", &subject);
    let mut blocks = vec![
        Block::Sheet(Sheet {
            landscape: true,
            annex: false,
        }),
        Block::text(opening(page)),
        Block::heading(1, "I- Kết quả thực hiện yêu cầu khắc phục"),
    ];
    blocks.extend(remedies(page));
    blocks.push(Block::heading(
        1,
        "II- Kết quả phúc tra theo nội dung kiểm tra",
    ));
    blocks.extend(items(page));
    blocks.push(Block::heading(1, "III- Tồn tại, hạn chế mới"));
    blocks.extend(new_findings(page));
    blocks.push(Block::heading(
        1,
        "IV- Ý kiến của đơn vị và kết luận của Trưởng đoàn",
    ));
    match some(&now.visit.assessment) {
        Some(assessment) => blocks.push(Block::text(ended(&upper_first(&assessment)))),
        None => blocks.extend(dotted(&paper.profile, true, 3)),
    }
    let name = |role| {
        member(now, Side::Team, role)
            .and_then(|member| some(&member.name))
            .unwrap_or_default()
    };
    blocks.push(Block::Signatures(three_sides(
        now,
        String::new(),
        ("Thư ký", name(ParticipantRole::Secretary)),
        name(ParticipantRole::Head),
    )));
    paper.blocks = blocks;
    Ok(paper)
}

fn opening(page: &RecheckPage) -> String {
    let visit = &page.now.visit;
    let earlier = page
        .before
        .in_force()
        .and_then(|paper| Some((paper.number?, paper.date?, paper.doc_number())))
        .map_or_else(String::new, |(_, day, number)| {
            format!(" theo Thông báo kết luận số {number} ngày {}", show(day))
        });
    let place = some(&visit.place)
        .map_or_else(String::new, |place| format!("; địa điểm: {}", bare(&place)));
    format!(
        "Đoàn giám sát của {} phúc tra ngày {}{place}, đối chiếu với kết quả giám sát ngày {}{earlier}.",
        page.now.body.full_name(),
        show(visit.date),
        show(page.before.visit.date)
    )
}

fn remedies(page: &RecheckPage) -> Vec<Block> {
    let all = page.shortcomings();
    if all.is_empty() {
        return vec![Block::text(
            "Cuộc giám sát trước không có tồn tại, hạn chế nào đã thông báo cho đơn vị.",
        )];
    }
    let done = all
        .iter()
        .filter(|(_, _, dates)| dates.state == ShortcomingState::VerifiedClosed)
        .count();
    let columns = vec![
        column("TT", 0.8, Align::Center),
        column("Tồn tại, hạn chế lần trước", 4.4, Align::Left),
        column("Yêu cầu, phụ trách, thời hạn", 4.6, Align::Left),
        column("Báo cáo của đơn vị", 3.4, Align::Left),
        column("Kết quả xác minh khi phúc tra", 4.0, Align::Left),
    ];
    let rows = all
        .iter()
        .zip(1..)
        .map(|((one, events, dates), number)| {
            vec![
                number.to_string(),
                upper_first(&bare(&joined(&one.description))),
                ordered(one, dates.deadline),
                reported(events),
                checked(events, dates.state),
            ]
        })
        .collect();
    vec![
        Block::text(format!(
            "Trong {} yêu cầu khắc phục của cuộc giám sát trước, đến ngày phúc tra có {} yêu cầu đã \
             được xác nhận khắc phục.",
            paper_count(all.len()),
            paper_count(done)
        )),
        Block::Table(Table {
            dense: false,
            columns,
            rows,
        }),
    ]
}

/// "Bổ sung hồ sơ; UBND phường; chậm nhất ngày 28/02/2023".
fn ordered(one: &Shortcoming, deadline: Option<NaiveDate>) -> String {
    let mut parts: Vec<String> = [&one.order_text, &one.owner]
        .into_iter()
        .filter_map(|text| some(text))
        .map(|text| bare(&text))
        .collect();
    parts.extend(deadline.map(|day| format!("chậm nhất ngày {}", show(day))));
    upper_first(&parts.join("; "))
}

fn said(event: &ShortcomingEvent) -> String {
    let text = some(&event.text).map_or_else(String::new, |text| format!(": {}", bare(&text)));
    format!("Ngày {}{text}", show(event.on))
}

fn reported(events: &[ShortcomingEvent]) -> String {
    let last = events.iter().rev();
    let mut lines: Vec<String> = last
        .filter(|event| event.kind == EventKind::Reported)
        .take(1)
        .map(said)
        .collect();
    // Being extended or carried on takes nothing back.
    let returned = events
        .iter()
        .rev()
        .find(|event| matches!(event.kind, EventKind::Reported | EventKind::Returned))
        .filter(|event| event.kind == EventKind::Returned);
    lines.extend(returned.map(|event| format!("Trả lại: {}", said(event))));
    if lines.is_empty() {
        "Chưa báo cáo".to_owned()
    } else {
        lines.join("\n")
    }
}

fn checked(events: &[ShortcomingEvent], state: ShortcomingState) -> String {
    let verified = events
        .iter()
        .rev()
        .find(|event| event.kind == EventKind::Verified)
        .filter(|_| state == ShortcomingState::VerifiedClosed);
    verified.map_or_else(
        || REMEDY_BOXES.to_owned(),
        |event| format!("Đã xác nhận. {}", said(event)),
    )
}

fn items(page: &RecheckPage) -> Vec<Block> {
    let groups = page.items();
    if groups.is_empty() {
        return vec![Block::text(
            "Không có nội dung kiểm tra nào được đánh giá đạt một phần hoặc chưa đạt.",
        )];
    }
    let mut blocks = vec![Block::text(change(&groups))];
    let (before, now) = (show(page.before.visit.date), show(page.now.visit.date));
    for ((sheet, pairs), number) in groups.iter().zip(1..) {
        let title = bare(&joined(&sheet.regulation.title));
        blocks.push(Block::heading(2, format!("{number}. {title}")));
        blocks.push(Block::Table(Table {
            dense: false,
            columns: vec![
                column("TT", 0.8, Align::Center),
                column("Nội dung kiểm tra", 5.2, Align::Left),
                column(&format!("Kết quả lần trước ({before})"), 4.2, Align::Left),
                column(&format!("Kết quả phúc tra ({now})"), 4.2, Align::Left),
                column("Chuyển biến", 2.0, Align::Center),
            ],
            rows: pairs
                .iter()
                .zip(1..)
                .map(|(pair, place)| {
                    vec![
                        place.to_string(),
                        joined(&pair.before.item.text),
                        result(&pair.before.rating),
                        new_result(pair),
                        direction(pair).to_owned(),
                    ]
                })
                .collect(),
        }));
    }
    blocks
}

/// "Chưa đạt: chưa niêm yết".
fn result(rating: &Rating) -> String {
    let comment = some(&rating.comment).map_or_else(String::new, |text| {
        format!(". {}", upper_first(&bare(&text)))
    });
    format!("{}{comment}", rating.value.label())
}

fn new_result(pair: &ItemPair<'_>) -> String {
    match pair.now {
        Some(now) if now.rating.value != RatingValue::NotRated => result(&now.rating),
        Some(_) | None => BOXES.to_owned(),
    }
}

/// Better, worse or the same; a dash where either was not rated.
fn direction(pair: &ItemPair<'_>) -> &'static str {
    let before = pair.before.rating.value.half_points();
    let now = pair.now.and_then(|now| now.rating.value.half_points());
    match (before, now) {
        (Some(before), Some(now)) if now > before => "Tốt hơn",
        (Some(before), Some(now)) if now < before => "Kém hơn",
        (Some(_), Some(_)) => "Không đổi",
        _ => "–",
    }
}

fn change(groups: &[(&crate::read::RegulationSheet, Vec<ItemPair<'_>>)]) -> String {
    let pairs = || groups.iter().flat_map(|(_, pairs)| pairs);
    let parts: Vec<String> = [
        ("Tốt hơn", "tốt hơn"),
        ("Không đổi", "không đổi"),
        ("Kém hơn", "kém hơn"),
        ("–", "chưa đánh giá hoặc không áp dụng"),
    ]
    .into_iter()
    .filter_map(|(word, said)| {
        let count = pairs().filter(|pair| direction(pair) == word).count();
        (count > 0).then(|| format!("{} nội dung {said}", paper_count(count)))
    })
    .collect();
    format!(
        "Phúc tra {} nội dung: {}.",
        paper_count(pairs().count()),
        parts.join(", ")
    )
}

fn new_findings(page: &RecheckPage) -> Vec<Block> {
    let found: Vec<Block> = page
        .now
        .shortcomings
        .iter()
        .filter(|one| one.state != ShortcomingState::Withdrawn)
        .map(|one| {
            let order = ordered(one, one.deadline);
            let order = if order.is_empty() {
                String::new()
            } else {
                format!(" Yêu cầu: {}", ended(&order))
            };
            Block::item(format!(
                "{}{order}",
                ended(&upper_first(&joined(&one.description)))
            ))
        })
        .collect();
    if found.is_empty() {
        vec![Block::text("Chưa ghi nhận tồn tại, hạn chế mới.")]
    } else {
        found
    }
}
