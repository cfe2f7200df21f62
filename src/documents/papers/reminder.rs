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
    let to = addressee(&paper.profile, unit);
    paper.meta.subject = format!("Gửi {to}");
    paper.blocks = blocks(&paper.profile, page, &to, &late, by);
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
    page: &TrackingPage,
    to: &str,
    late: &[&Tracked],
    by: NaiveDate,
) -> Vec<Block> {
    let body = page.body.full_name();
    let count = paper_count(late.len());
    let opening = format!(
        "{}, {to} có {count} yêu cầu khắc phục tồn tại, hạn chế đã quá thời hạn mà chưa có báo \
         cáo kết quả khắc phục đạt yêu cầu (tính đến ngày {}), cụ thể như sau:",
        basis(late),
        show(page.as_of)
    );
    let by = show(by);
    vec![
        Block::Paragraph {
            spans: vec![Span::plain("Kính gửi: "), Span::bold(to)],
        },
        Block::Space { height_pt: 8.0 },
        Block::text(opening),
        Block::Table(table(late, page.as_of, to)),
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
    ]
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
