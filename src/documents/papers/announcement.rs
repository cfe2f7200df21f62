//! Thông báo lịch giám sát: who comes when, what is looked at, what has to be ready.

use super::frame::{Issuer, Stamp, entitle, numbered, recipients};
use crate::documents::content::{Block, Paper};
use crate::documents::draft::{committee, person, topic, verb};
use crate::documents::error::DocumentError;
use crate::documents::phrase::{bare, basis, inner, joined, some};
use crate::documents::profile::Profile;
use crate::domain::date::{show, working_days_before};
use crate::domain::text::upper_first;
use crate::domain::{Side, UnitKind};
use crate::read::VisitPage;

/// Type of paper in its number.
const SYMBOL: &str = "TB";
/// Working days before the visit by which the unit's report is due.
const REPORT_DAYS: u32 = 5;

/// The announcement of a visit to its unit.
pub fn announcement_paper(page: &VisitPage, stamp: Stamp) -> Result<Paper, DocumentError> {
    let issuer = Issuer {
        body: &page.body,
        signers: &page.signers,
        sample: page.sample,
        rules: &page.rules,
    };
    let mut paper = issuer.paper(Some(SYMBOL), stamp, page.visit.date)?;
    let unit = page.unit.name_in_sentence();
    let subject = format!(
        "Lịch {} {} đối với {unit}",
        verb(page.visit.kind),
        topic(page)
    );
    entitle(&mut paper, "Thông báo", &subject);
    let mut blocks = vec![
        Block::text(opening(page)),
        Block::heading(1, "I- Nội dung, thời kỳ giám sát"),
    ];
    blocks.extend(contents(page));
    blocks.push(Block::heading(1, "II- Thời gian, địa điểm"));
    blocks.extend(when_and_where(&paper.profile, page));
    blocks.push(Block::heading(1, "III- Thành phần"));
    blocks.extend(who(&paper.profile, page));
    blocks.push(Block::heading(1, "IV- Chuẩn bị"));
    blocks.extend(preparation(&paper.profile, page));
    blocks.push(Block::text(format!(
        "{} thông báo để {} biết, chuẩn bị và phối hợp thực hiện.",
        page.body.full_name(),
        committee(page)
    )));
    paper.blocks = blocks;
    paper.signature = Some(issuer.signature(&paper.profile));
    paper.recipients = recipients(&page.body.recipients, &unit);
    Ok(paper)
}

fn opening(page: &VisitPage) -> String {
    let body = page.body.full_name();
    let basis = basis(&page.visit.basis, &body)
        .unwrap_or_else(|| "Thực hiện chương trình công tác".to_owned());
    format!(
        "{basis}, {body} thông báo lịch {} {} đối với {} như sau:",
        verb(page.visit.kind),
        topic(page),
        page.unit.name_in_sentence()
    )
}

fn contents(page: &VisitPage) -> Vec<Block> {
    let mut out = vec![Block::text(format!("{}, gồm:", upper_first(&topic(page))))];
    let titles: Vec<String> = page
        .covered()
        .filter(|sheet| !sheet.items.is_empty())
        .map(|sheet| bare(&joined(&sheet.regulation.title)))
        .collect();
    let last = titles.len();
    out.extend(titles.iter().zip(1..).map(|(title, place)| {
        let mark = if place == last { "." } else { ";" };
        Block::item(format!("{title}{mark}"))
    }));
    let period = match (page.visit.period_from, page.visit.period_to) {
        (Some(from), Some(to)) => Some(format!("từ ngày {} đến ngày {}", show(from), show(to))),
        (Some(from), None) => Some(format!("từ ngày {} đến thời điểm giám sát", show(from))),
        (None, Some(to)) => Some(format!("đến ngày {}", show(to))),
        (None, None) => None,
    };
    out.extend(period.map(|period| Block::text(format!("Thời kỳ giám sát: {period}."))));
    out
}

fn when_and_where(profile: &Profile, page: &VisitPage) -> Vec<Block> {
    let visit = &page.visit;
    let time = visit.time.map_or_else(
        || "........ giờ ........".to_owned(),
        |time| format!("{:02} giờ {:02} phút", time.hour(), time.minute()),
    );
    let place = some(&visit.place).map_or_else(
        || format!("Địa điểm: {}", ".".repeat(60)),
        |place| format!("Địa điểm: {}.", inner(&bare(&place))),
    );
    vec![
        numbered(
            profile,
            1,
            &format!("Thời gian: {time}, ngày {}.", show(visit.date)),
        ),
        numbered(profile, 2, &place),
    ]
}

fn who(profile: &Profile, page: &VisitPage) -> Vec<Block> {
    let team: Vec<Block> = page
        .participants
        .iter()
        .filter(|participant| participant.side == Side::Team)
        .map(|participant| {
            let who = person(participant);
            let who = if some(&participant.name).is_some() {
                format!("đồng chí {who}")
            } else {
                who
            };
            Block::item(format!(
                "{} - {};",
                upper_first(&who),
                participant.role.label()
            ))
        })
        .collect();
    let head = if team.is_empty() {
        "Đoàn giám sát: theo quyết định thành lập Đoàn giám sát.".to_owned()
    } else {
        format!("Đoàn giám sát của {}:", page.body.full_name())
    };
    let mut out = vec![numbered(profile, 1, &head)];
    out.extend(team);
    let text = match page.unit.kind {
        UnitKind::Ward => {
            "Đơn vị được giám sát, đề nghị mời: Thường trực Đảng ủy; Ban Chỉ đạo thực hiện quy \
             chế dân chủ ở cơ sở; lãnh đạo Hội đồng nhân dân, Ủy ban nhân dân, Ủy ban Mặt trận Tổ \
             quốc Việt Nam và các tổ chức chính trị - xã hội phường; cán bộ phụ trách các nội dung \
             liên quan."
        }
        UnitKind::PartyCell | UnitKind::ResidentialGroup | UnitKind::School | UnitKind::Agency => {
            "Đơn vị được giám sát, đề nghị mời: cấp ủy, người đứng đầu đơn vị, đại diện các đoàn \
             thể và cán bộ phụ trách các nội dung liên quan."
        }
    };
    out.push(numbered(profile, 2, &profile.generated(text)));
    out
}

fn preparation(profile: &Profile, page: &VisitPage) -> Vec<Block> {
    let due = working_days_before(page.visit.date, REPORT_DAYS);
    let body = page.body.full_name();
    let report = page.visit.report_received_on.map_or_else(
        || {
            format!(
                "Báo cáo bằng văn bản theo đề cương, gửi về {body} chậm nhất ngày {}.",
                show(due)
            )
        },
        |day| {
            format!(
                "Báo cáo bằng văn bản đã gửi đến {body} ngày {}; bổ sung số liệu đến ngày giám sát.",
                show(day)
            )
        },
    );
    vec![
        numbered(profile, 1, &report),
        numbered(
            profile,
            2,
            "Hồ sơ, minh chứng của từng nội dung nêu trên, sắp xếp theo từng quy chế và có mục lục; \
             các văn bản lãnh đạo, chỉ đạo, kế hoạch, báo cáo, biên bản niêm yết, sổ theo dõi.",
        ),
        numbered(
            profile,
            3,
            "Bố trí địa điểm, thành phần làm việc theo lịch nêu trên.",
        ),
    ]
}
