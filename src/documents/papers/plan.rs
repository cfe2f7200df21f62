//! Kế hoạch giám sát năm, with its schedule as an annex.

use super::frame::{Issuer, Stamp, column, entitle, numbered, recipients_of_all};
use crate::documents::content::{Align, Block, Paper, Sheet, Table};
use crate::documents::error::DocumentError;
use crate::documents::phrase::{bare, ended, inner, joined, some};
use crate::documents::profile::Profile;
use crate::domain::VisitKind;
use crate::domain::date::show;
use crate::domain::text::{lower_first, paper_count, upper_first};
use crate::read::{PeriodVisit, PlanPage};

/// Type of paper in its number.
const SYMBOL: &str = "KH";

/// The plan of a year as the visits in the file make it.
pub fn plan_paper(page: &PlanPage, stamp: Stamp) -> Result<Paper, DocumentError> {
    let issuer = Issuer {
        body: &page.body,
        signers: &page.signers,
        sample: page.sample,
        rules: &page.rules,
    };
    let first = chrono::NaiveDate::from_ymd_opt(page.year, 1, 1).unwrap_or_default();
    let mut paper = issuer.paper(Some(SYMBOL), stamp, first)?;
    let subject = format!(
        "Giám sát việc thực hiện quy chế dân chủ ở cơ sở năm {}",
        page.year
    );
    entitle(&mut paper, "Kế hoạch", &subject);
    let mut blocks = opening(page);
    blocks.extend(scope(page));
    blocks.extend(schedule(page));
    blocks.extend(tasks(&paper.profile, page));
    blocks.push(Block::Sheet(Sheet {
        landscape: true,
        annex: true,
    }));
    blocks.push(Block::heading(
        1,
        format!("Phụ lục: Lịch giám sát năm {}", page.year),
    ));
    blocks.push(Block::Table(calendar(&page.visits)));
    paper.blocks = blocks;
    paper.signature = Some(issuer.signature(&paper.profile));
    paper.recipients = recipients_of_all(&page.body.recipients, "các đơn vị được giám sát");
    Ok(paper)
}

fn opening(page: &PlanPage) -> Vec<Block> {
    let body = page.body.full_name();
    vec![
        Block::text(format!(
            "Thực hiện chương trình công tác năm {}, {body} xây dựng Kế hoạch giám sát việc thực hiện \
             quy chế dân chủ ở cơ sở như sau:",
            page.year
        )),
        Block::heading(1, "I- Mục đích, yêu cầu"),
        Block::heading(2, "1. Mục đích"),
        Block::text(
            "Đánh giá đúng tình hình, kết quả lãnh đạo, chỉ đạo và tổ chức thực hiện quy chế dân chủ ở \
             cơ sở; kịp thời biểu dương cách làm tốt, chỉ ra tồn tại, hạn chế, nguyên nhân và yêu cầu \
             khắc phục; qua đó phát huy quyền làm chủ của Nhân dân, góp phần thực hiện nhiệm vụ chính \
             trị của địa phương.",
        ),
        Block::heading(2, "2. Yêu cầu"),
        Block::text(
            "Việc giám sát bảo đảm đúng nguyên tắc, quy trình, khách quan, thiết thực, không làm ảnh \
             hưởng đến hoạt động bình thường của đơn vị được giám sát; kết luận rõ việc, rõ người chịu \
             trách nhiệm, rõ thời hạn và được theo dõi đến khi khắc phục xong.",
        ),
    ]
}

fn scope(page: &PlanPage) -> Vec<Block> {
    let mut out = vec![
        Block::heading(1, "II- Nội dung, đối tượng, hình thức giám sát"),
        Block::heading(2, "1. Nội dung"),
        Block::text(format!(
            "Việc lãnh đạo, chỉ đạo và tổ chức thực hiện {} quy chế dân chủ ở cơ sở, gồm:",
            paper_count(page.regulations.len())
        )),
    ];
    let last = page.regulations.len();
    out.extend(page.regulations.iter().zip(1..).map(|(title, place)| {
        let mark = if place == last { "." } else { ";" };
        Block::item(format!("{}{mark}", bare(&joined(title))))
    }));
    let mut units: Vec<&str> = Vec::new();
    for visit in &page.visits {
        if !units.contains(&visit.unit_name.as_str()) {
            units.push(&visit.unit_name);
        }
    }
    units.sort_by_cached_key(|name| crate::domain::text::sort_key(name));
    out.push(Block::heading(2, "2. Đối tượng"));
    let names: Vec<String> = units.iter().map(|name| lower_first(name)).collect();
    out.push(Block::text(if names.is_empty() {
        format!("Chưa xếp cuộc giám sát nào cho năm {}.", page.year)
    } else {
        format!("{} đơn vị: {}.", paper_count(names.len()), names.join("; "))
    }));
    out.push(Block::heading(2, "3. Hình thức"));
    out.push(Block::text(kinds(&page.visits)));
    out
}

/// "Tổng số 12 cuộc, gồm: 08 cuộc giám sát định kỳ; 04 cuộc giám sát chuyên đề."
pub(super) fn kinds(visits: &[PeriodVisit]) -> String {
    let parts: Vec<String> = VisitKind::ALL
        .iter()
        .filter_map(|kind| {
            let count = visits.iter().filter(|visit| visit.kind == *kind).count();
            let label = lower_first(kind.label());
            (count > 0).then(|| format!("{} cuộc {label}", paper_count(count)))
        })
        .collect();
    if parts.is_empty() {
        "Không có cuộc nào.".to_owned()
    } else {
        format!(
            "Tổng số {} cuộc, gồm: {}.",
            paper_count(visits.len()),
            parts.join("; ")
        )
    }
}

fn schedule(page: &PlanPage) -> Vec<Block> {
    let span = match (page.visits.first(), page.visits.last()) {
        (Some(first), Some(last)) => format!(
            "Từ ngày {} đến ngày {}; lịch cụ thể theo Phụ lục kèm theo Kế hoạch này.",
            show(first.date),
            show(last.date)
        ),
        _ => "Lịch cụ thể thông báo sau.".to_owned(),
    };
    vec![
        Block::heading(1, "III- Thời gian, trình tự"),
        Block::text(span),
        Block::text(
            "Chậm nhất 15 ngày trước mỗi cuộc, gửi quyết định lập đoàn và đề cương báo cáo; chậm nhất 10 \
             ngày trước, thông báo lịch; chậm nhất 05 ngày làm việc trước, đơn vị gửi báo cáo. Sau giám \
             sát, chậm nhất 10 ngày làm việc báo cáo kết quả, 15 ngày ban hành thông báo kết luận (trường \
             hợp phức tạp không quá 30 ngày); phúc tra trong 60 đến 90 ngày.",
        ),
    ]
}

fn tasks(profile: &Profile, page: &PlanPage) -> Vec<Block> {
    let body = page.body.full_name();
    vec![
        Block::heading(1, "IV- Tổ chức thực hiện"),
        numbered(
            profile,
            1,
            &format!(
                "{body} thành lập các đoàn giám sát, tổ chức thực hiện Kế hoạch, ban hành kết luận và \
             theo dõi việc khắc phục."
            ),
        ),
        numbered(
            profile,
            2,
            "Đơn vị được giám sát chuẩn bị báo cáo, hồ sơ, minh chứng theo đề cương; bố trí thành \
             phần làm việc; thực hiện nghiêm kết luận giám sát và báo cáo kết quả khắc phục đúng hạn.",
        ),
        numbered(
            profile,
            3,
            &format!(
                "Trong quá trình thực hiện, nếu cần điều chỉnh, {body} xem xét, quyết định và thông báo \
             cho đơn vị được giám sát."
            ),
        ),
    ]
}

fn calendar(visits: &[PeriodVisit]) -> Table {
    Table {
        dense: true,
        columns: vec![
            column("TT", 0.8, Align::Center),
            column("Thời gian", 2.2, Align::Center),
            column("Đơn vị", 2.8, Align::Left),
            column("Hình thức", 2.4, Align::Left),
            column("Nội dung", 5.6, Align::Left),
            column("Địa điểm", 3.2, Align::Left),
            column("Trưởng đoàn", 3.0, Align::Left),
        ],
        rows: visits
            .iter()
            .zip(1..)
            .map(|(visit, number)| {
                let time = visit.time.map_or_else(String::new, |time| {
                    format!("{:02} giờ {:02}\n", time.hour(), time.minute())
                });
                vec![
                    number.to_string(),
                    format!("{time}{}", show(visit.date)),
                    visit.unit_name.clone(),
                    visit.kind.label().to_owned(),
                    content(visit),
                    joined(&visit.place),
                    upper_first(&joined(&visit.head)),
                ]
            })
            .collect(),
    }
}

/// Topic, and the regulations where only some are covered.
fn content(visit: &PeriodVisit) -> String {
    let topic = some(&visit.topic).map_or_else(
        || "Việc thực hiện quy chế dân chủ ở cơ sở".to_owned(),
        |topic| upper_first(&bare(&topic)),
    );
    if visit.chosen.is_empty() {
        return topic;
    }
    let chosen: Vec<String> = visit
        .chosen
        .iter()
        .map(|title| inner(&bare(&joined(title))))
        .collect();
    ended(&format!("{topic}: {}", chosen.join("; ")))
}
