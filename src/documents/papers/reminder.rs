//! Công văn đôn đốc: a letter to one unit about the orders past their deadline.

use chrono::NaiveDate;

use super::frame::{Issuer, Stamp, column, numbered};
use super::tracking::{deadlines, lateness};
use crate::documents::content::{Align, Block, Paper, Span, Table};
use crate::documents::error::DocumentError;
use crate::documents::phrase::{bare, joined, some};
use crate::documents::profile::Profile;
use crate::domain::date::show;
use crate::domain::reminder::SUBJECT;
use crate::domain::text::{paper_count, upper_first};
use crate::domain::{Body, Unit, UnitKind};
use crate::read::{Tracked, TrackingPage};

/// Type of paper in its number.
const SYMBOL: &str = "CV";

/// The letter to the page's unit, asking for everything by a new day.
///
/// # Errors
/// The page is of no single unit, or nothing of it is late.
pub fn reminder_paper(
    page: &TrackingPage,
    stamp: Stamp,
    by: NaiveDate,
) -> Result<Paper, DocumentError> {
    let late: Vec<&Tracked> = page.late().collect();
    let Some(unit) = page.unit.as_ref().filter(|_| !late.is_empty()) else {
        return Err(DocumentError::NothingLate { day: page.as_of });
    };
    let issuer = Issuer {
        body: &page.body,
        signers: &page.signers,
        sample: page.sample,
        rules: &page.rules,
    };
    let mut paper = issuer.paper(Some(SYMBOL), stamp, page.as_of)?;
    paper.letter_subject = Some(format!("{} {SUBJECT}", paper.profile.letter_subject_label));
    paper.meta.title = format!("Công văn {SUBJECT}");
    let to = addressees(&paper.profile, page, unit);
    paper.meta.subject = format!("Gửi {to}");
    paper.blocks = blocks(&paper.profile, (page, unit), &to, &late, by);
    paper.signature = Some(issuer.signature(&paper.profile));
    paper.recipients = recipients(&page.body);
    Ok(paper)
}

/// "Đảng ủy phường Phúc Đồng", or the unit itself.
pub(super) fn addressee(profile: &Profile, unit: &Unit) -> String {
    match unit.kind {
        UnitKind::Ward => format!(
            "{} {}",
            profile.generated("Đảng ủy"),
            unit.name_in_sentence()
        ),
        UnitKind::PartyCell | UnitKind::ResidentialGroup | UnitKind::School | UnitKind::Agency => {
            unit.name.clone()
        }
    }
}

fn blocks(
    profile: &Profile,
    (page, unit): (&TrackingPage, &Unit),
    to: &str,
    late: &[&Tracked],
    by: NaiveDate,
) -> Vec<Block> {
    let body = page.body.full_name();
    let count = paper_count(late.len());
    let opening = format!(
        "{}, {} có {count} yêu cầu khắc phục tồn tại, hạn chế đã quá thời hạn mà chưa có báo \
         cáo kết quả khắc phục đạt yêu cầu (tính đến ngày {}), cụ thể như sau:",
        basis(late),
        if page.answering.is_empty() {
            to.to_owned()
        } else {
            unit.name_in_sentence()
        },
        show(page.as_of)
    );
    let since = since_end(page, unit, to).map(Block::text);
    let by = show(by);
    let mut blocks = vec![
        Block::Paragraph {
            spans: vec![Span::plain("Kính gửi: "), Span::bold(to)],
        },
        Block::Space { height_pt: 8.0 },
        Block::text(opening),
        Block::Table(table(late, page.as_of, to)),
    ];
    blocks.extend(since);
    blocks.extend([
        Block::text(format!(
            "Để bảo đảm kết luận giám sát được thực hiện nghiêm túc, {body} đề nghị {to}:"
        )),
        numbered(
            profile,
            1,
            &format!(
                "Chỉ đạo các đơn vị, cá nhân phụ trách khẩn trương hoàn thành {count} yêu cầu nêu \
             trên, chậm nhất ngày {by}."
            ),
        ),
        numbered(
            profile,
            2,
            &format!(
                "Báo cáo bằng văn bản kết quả khắc phục kèm minh chứng, nêu rõ nguyên nhân chậm và \
             trách nhiệm của đơn vị, cá nhân liên quan, gửi về {body} chậm nhất ngày {by}."
            ),
        ),
        numbered(
            profile,
            3,
            "Yêu cầu nào chưa thể hoàn thành vì nguyên nhân khách quan thì có văn bản đề nghị gia \
             hạn, nêu rõ lý do, biện pháp và thời hạn hoàn thành.",
        ),
        Block::text(format!("{body} đề nghị {to} quan tâm chỉ đạo thực hiện.")),
    ]);
    blocks
}

/// "Phường Phúc Đồng kết thúc hoạt động hết ngày 30/06/2025 …": why the letter goes to another unit.
fn since_end(page: &TrackingPage, unit: &Unit, to: &str) -> Option<String> {
    let end = unit.valid_to.filter(|_| !page.answering.is_empty())?;
    Some(format!(
        "{} kết thúc hoạt động hết ngày {} do sắp xếp đơn vị; {to} tiếp nhận và tiếp tục thực hiện các yêu cầu nêu trên.",
        unit.name,
        show(end)
    ))
}

/// Those that answer for the unit since it ended, else the unit.
fn addressees(profile: &Profile, page: &TrackingPage, unit: &Unit) -> String {
    let named: Vec<String> = if page.answering.is_empty() {
        vec![addressee(profile, unit)]
    } else {
        let now = page.answering.iter();
        now.map(|unit| addressee(profile, unit)).collect()
    };
    match named.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} và {last}", before.join(", ")),
        _ => named.join(", "),
    }
}

/// "Thực hiện Thông báo số 09-TB/BDVQU ngày 27/12/2022 …": every conclusion that gave an order.
fn basis(late: &[&Tracked]) -> String {
    let mut papers: Vec<String> = Vec::new();
    for (number, day) in late.iter().filter_map(|row| row.conclusion.as_ref()) {
        let paper = format!("số {number} ngày {}", show(*day));
        if !papers.contains(&paper) {
            papers.push(paper);
        }
    }
    match papers.split_last() {
        None => "Qua theo dõi việc thực hiện kết luận giám sát".to_owned(),
        Some((last, [])) => {
            format!("Qua theo dõi việc thực hiện Thông báo kết luận giám sát {last}")
        }
        Some((last, others)) => format!(
            "Qua theo dõi việc thực hiện các Thông báo kết luận giám sát {} và {last}",
            others.join(", ")
        ),
    }
}

/// Where nobody is named, `to` answers for the unit.
fn table(late: &[&Tracked], as_of: NaiveDate, to: &str) -> Table {
    Table {
        dense: false,
        columns: vec![
            column("TT", 0.9, Align::Center),
            column("Tồn tại, hạn chế", 4.0, Align::Left),
            column("Yêu cầu khắc phục", 4.2, Align::Left),
            column("Phụ trách", 2.9, Align::Left),
            column("Thời hạn", 2.4, Align::Center),
            column("Số ngày quá hạn", 1.7, Align::Center),
        ],
        rows: late
            .iter()
            .zip(1..)
            .map(|(row, number)| {
                vec![
                    number.to_string(),
                    upper_first(&bare(&joined(&row.shortcoming.description))),
                    upper_first(&bare(&joined(&row.shortcoming.order_text))),
                    some(&row.shortcoming.owner).unwrap_or_else(|| to.to_owned()),
                    deadlines(row, as_of),
                    lateness(row, as_of),
                ]
            })
            .collect(),
    }
}

/// The addressee first, then those of the body's usual recipients to whom it reports, and the archive.
pub(super) fn recipients(body: &Body) -> Vec<String> {
    let mut out = vec!["Như trên".to_owned()];
    let usual = body.recipients.iter();
    out.extend(
        usual
            .filter(|line| line.contains("để báo cáo") || line.starts_with("Lưu"))
            .filter(|line| !line.contains("{unit}"))
            .cloned(),
    );
    out
}
