//! Biên bản làm việc: what was said and found at the ward, signed on the day by both sides.

use super::frame::{Issuer, Stamp, dotted, entitle, three_sides};
use crate::documents::content::{Block, Paper, Signature, Span};
use crate::documents::draft::{
    committee, member, order, person, rated_sentence, standing, topic, verb,
};
use crate::documents::error::DocumentError;
use crate::documents::phrase::{bare, basis, ended, inner, joined, some, starts_with_any};
use crate::domain::date::show;
use crate::domain::text::{fold, lower_first, paper_count, upper_first};
use crate::domain::{
    ClockTime, Participant, ParticipantRole, RatingValue, RegulationId, Shortcoming, Side,
};
use crate::read::{RegulationSheet, VisitPage};

/// Type of paper in its number.
const SYMBOL: &str = "BB";
/// Lines to write on where nothing is recorded.
const LINES: usize = 3;
/// Letters of headings in the order of the Vietnamese alphabet.
const LETTERS: &str = "abcdđeghiklmnopqrstuvx";
/// Lines for the opinions of those present.
const OPINION_LINES: usize = 6;

/// The minutes of a visit, dated on its day. What the record lacks has room to be written by hand.
pub fn minutes_paper(page: &VisitPage) -> Result<Paper, DocumentError> {
    let issuer = Issuer {
        body: &page.body,
        signers: &page.signers,
        sample: page.sample,
        rules: &page.rules,
    };
    let stamp = Stamp {
        number: None,
        date: Some(page.visit.date),
    };
    let mut paper = issuer.paper(Some(SYMBOL), stamp, page.visit.date)?;
    let subject = format!(
        "{} {} đối với {}",
        page.visit.kind.label(),
        topic(page),
        page.unit.name_in_sentence()
    );
    entitle(&mut paper, "Biên bản làm việc", &subject);
    let lines = |count| dotted(&paper.profile, false, count);
    let mut blocks = vec![Block::text(opening(page))];
    blocks.push(Block::heading(1, "I- Thành phần"));
    blocks.push(Block::heading(
        2,
        format!("1. Đoàn giám sát của {}", page.body.full_name()),
    ));
    blocks.extend(people(page, Side::Team, &lines(LINES)));
    blocks.push(Block::heading(2, format!("2. {}", page.unit.name)));
    blocks.extend(people(page, Side::Unit, &lines(LINES)));
    blocks.push(Block::heading(1, "II- Nội dung làm việc"));
    blocks.push(Block::heading(2, "1. Báo cáo của đơn vị được giám sát"));
    blocks.extend(report(page));
    blocks.push(Block::heading(
        2,
        "2. Kết quả xem xét hồ sơ, minh chứng theo từng quy chế",
    ));
    blocks.extend(contents(page));
    blocks.push(Block::heading(2, "3. Ưu điểm"));
    blocks.extend(strengths(page, &lines(LINES)));
    blocks.push(Block::heading(
        2,
        "4. Tồn tại, hạn chế và yêu cầu khắc phục",
    ));
    blocks.extend(shortcomings(page));
    blocks.push(Block::heading(
        2,
        "5. Ý kiến của thành viên Đoàn giám sát và của đơn vị được giám sát",
    ));
    blocks.extend(lines(OPINION_LINES));
    blocks.push(Block::heading(2, "6. Kết luận của Trưởng đoàn giám sát"));
    match some(&page.visit.assessment) {
        Some(assessment) => blocks.push(Block::text(ended(&upper_first(&assessment)))),
        None => blocks.extend(lines(LINES)),
    }
    blocks.push(Block::text(closing(page)));
    blocks.push(Block::Signatures(signatures(page)));
    paper.blocks = blocks;
    Ok(paper)
}

/// "08 giờ 30 phút", or with room for both.
fn hour(time: Option<ClockTime>) -> String {
    time.map_or_else(
        || "........ giờ ........ phút".to_owned(),
        |time| format!("{:02} giờ {:02} phút", time.hour(), time.minute()),
    )
}

fn opening(page: &VisitPage) -> String {
    let visit = &page.visit;
    let place = some(&visit.place).map_or_else(
        || ", tại ................................".to_owned(),
        |place| {
            if starts_with_any(&fold(&place), &["tai ", "o "]) {
                format!(", {}", inner(&place))
            } else {
                format!(", tại {}", inner(&place))
            }
        },
    );
    let basis = basis(&visit.basis, &page.body.full_name())
        .map_or_else(String::new, |basis| format!("{basis}, "));
    let start = if basis.is_empty() { "Hồi" } else { "hồi" };
    let period = match (visit.period_from, visit.period_to) {
        (Some(from), Some(to)) => {
            format!(", thời kỳ từ ngày {} đến ngày {}", show(from), show(to))
        }
        (Some(from), None) => format!(", thời kỳ từ ngày {}", show(from)),
        (None, Some(to)) => format!(", thời kỳ đến ngày {}", show(to)),
        (None, None) => String::new(),
    };
    format!(
        "{basis}{start} {} ngày {}{place}, Đoàn giám sát của {} làm việc với {}, {} {}{period}.",
        hour(visit.time),
        show(visit.date),
        page.body.full_name(),
        committee(page),
        verb(visit.kind),
        topic(page),
    )
}

/// Those of one side by role, head first; dotted lines where nobody is recorded.
fn people(page: &VisitPage, side: Side, lines: &[Block]) -> Vec<Block> {
    let mut of_side: Vec<&Participant> = page
        .participants
        .iter()
        .filter(|participant| participant.side == side)
        .collect();
    if of_side.is_empty() {
        return lines.to_vec();
    }
    let rank = |role: ParticipantRole| {
        ParticipantRole::of_side(side)
            .iter()
            .position(|one| *one == role)
    };
    of_side.sort_by_key(|participant| (rank(participant.role), participant.position));
    let last = of_side.len();
    of_side
        .into_iter()
        .zip(1..)
        .map(|(participant, place)| {
            let mark = if place == last { "." } else { ";" };
            Block::item(format!("{}{mark}", one(participant)))
        })
        .collect()
}

/// "Đồng chí Nguyễn Văn A, Trưởng Ban Dân vận Quận ủy - Trưởng đoàn".
fn one(participant: &Participant) -> String {
    let who = person(participant);
    let who = if some(&participant.name).is_some() {
        format!("Đồng chí {who}")
    } else {
        upper_first(&who)
    };
    let role = match participant.role {
        ParticipantRole::Attendee => return who,
        ParticipantRole::Head
        | ParticipantRole::DeputyHead
        | ParticipantRole::Secretary
        | ParticipantRole::Member
        | ParticipantRole::Reporter => participant.role.label(),
    };
    format!("{who} - {role}")
}

fn report(page: &VisitPage) -> Vec<Block> {
    let unit = page.unit.name_in_sentence();
    let who = member(page, Side::Unit, ParticipantRole::Reporter).map_or_else(
        || format!("Đại diện {}", committee(page)),
        |reporter| format!("Đồng chí {}", person(reporter)),
    );
    let mut out = vec![Block::text(format!(
        "{who} báo cáo {} tại {unit}.",
        topic(page)
    ))];
    if let Some(day) = page.visit.report_received_on {
        out.push(Block::text(format!(
            "Báo cáo bằng văn bản của đơn vị gửi đến Đoàn giám sát ngày {}.",
            show(day)
        )));
    }
    if let Some(note) = some(&page.visit.report_note) {
        out.push(Block::text(ended(&upper_first(&note))));
    }
    out
}

/// What was looked at, regulation by regulation.
fn contents(page: &VisitPage) -> Vec<Block> {
    let mut out = Vec::new();
    let mut letters = LETTERS.chars();
    let mut untouched: Vec<String> = Vec::new();
    for sheet in page.covered() {
        let title = bare(&joined(&sheet.regulation.title));
        let remarks = remarks(sheet);
        if remarks.is_empty() {
            untouched.push(title);
            continue;
        }
        let letter = letters.next().unwrap_or('x');
        out.push(Block::heading(3, format!("{letter}) {title}")));
        out.extend(remarks);
    }
    let unrated = usize::try_from(page.score().not_rated).unwrap_or(usize::MAX);
    if out.is_empty() {
        out.push(Block::text(format!(
            "Chưa ghi kết quả xem xét; còn {} mục chưa đánh giá.",
            paper_count(unrated)
        )));
    } else if unrated > 0 {
        out.push(Block::text(format!(
            "Còn {} mục chưa đánh giá.",
            paper_count(unrated)
        )));
    }
    if !untouched.is_empty() && untouched.len() < page.covered().count() {
        out.push(Block::text(format!(
            "Chưa xem xét: {}.",
            untouched
                .iter()
                .map(|title| inner(title))
                .collect::<Vec<_>>()
                .join("; ")
        )));
    }
    out
}

/// The count of a regulation and the remarks on its items.
fn remarks(sheet: &RegulationSheet) -> Vec<Block> {
    let rated: Vec<_> = sheet
        .items
        .iter()
        .filter(|item| item.rating.value != RatingValue::NotRated)
        .collect();
    let counted = rated_sentence(sheet);
    let mut out: Vec<Block> = counted.into_iter().map(Block::text).collect();
    for item in rated {
        let value = item.rating.value;
        let comment = some(&item.rating.comment);
        let seen = some(&item.rating.evidence_seen);
        if value == RatingValue::Met && comment.is_none() && seen.is_none() {
            continue;
        }
        let mut parts = vec![format!(
            "{}: {}",
            upper_first(&bare(&joined(&item.item.text))),
            lower_first(value.label())
        )];
        if let Some(comment) = comment {
            let word = if value == RatingValue::NotApplicable {
                "lý do"
            } else {
                "nhận xét"
            };
            parts.push(format!("{word}: {}", inner(&bare(&comment))));
        }
        if let Some(seen) = seen {
            parts.push(format!("đã xem: {}", inner(&bare(&seen))));
        }
        out.push(Block::item(format!("{}.", parts.join("; "))));
    }
    out
}

fn strengths(page: &VisitPage, lines: &[Block]) -> Vec<Block> {
    if page.strengths.is_empty() {
        return lines.to_vec();
    }
    let place = |id: Option<RegulationId>| {
        let sheets = page.regulations.iter();
        id.and_then(|id| sheets.clone().position(|sheet| sheet.regulation.id == id))
    };
    let mut all: Vec<_> = page.strengths.iter().collect();
    all.sort_by_key(|strength| (place(strength.regulation_id), strength.position));
    all.into_iter()
        .map(|strength| Block::item(ended(&upper_first(&joined(&strength.text)))))
        .collect()
}

fn shortcomings(page: &VisitPage) -> Vec<Block> {
    let all = standing(page);
    if all.is_empty() {
        return vec![Block::text(
            "Qua làm việc, Đoàn giám sát chưa phát hiện tồn tại, hạn chế phải yêu cầu khắc phục.",
        )];
    }
    let mut out = vec![Block::text(format!(
        "Đoàn giám sát chỉ ra {} tồn tại, hạn chế:",
        paper_count(all.len())
    ))];
    for (shortcoming, number) in all.into_iter().zip(1..) {
        out.push(Block::Paragraph {
            spans: finding(page, shortcoming, number),
        });
    }
    out
}

/// What was found wanting, what has to be done, and the causes that both sides saw.
fn finding(page: &VisitPage, shortcoming: &Shortcoming, number: usize) -> Vec<Span> {
    let description = upper_first(&joined(&shortcoming.description));
    let mut spans = vec![Span::plain(format!("({number}) {} ", ended(&description)))];
    let causes = [
        ("khách quan", some(&shortcoming.cause_external)),
        ("chủ quan", some(&shortcoming.cause_own)),
    ];
    for (label, cause) in causes {
        if let Some(cause) = cause {
            spans.push(Span::plain(format!(
                "Nguyên nhân {label}: {} ",
                ended(&inner(&bare(&cause)))
            )));
        }
    }
    spans.push(Span::italic("Yêu cầu:"));
    spans.push(Span::plain(format!(
        " {}",
        ended(&order(page, shortcoming))
    )));
    spans
}

fn closing(page: &VisitPage) -> String {
    format!(
        "Buổi làm việc kết thúc hồi ........ giờ ........ phút ngày {}. Biên bản được đọc lại cho \
         những người tham dự cùng nghe, thống nhất nội dung và ký tên; lập thành 03 bản có giá trị \
         như nhau: Đoàn giám sát giữ 01 bản, {} giữ 01 bản, lưu hồ sơ cuộc giám sát 01 bản.",
        show(page.visit.date),
        page.unit.name_in_sentence()
    )
}

/// Ward, secretary, head of the team: who leads signs on the right.
fn signatures(page: &VisitPage) -> Vec<Signature> {
    let named = |role| {
        member(page, Side::Team, role)
            .and_then(|participant| some(&participant.name))
            .unwrap_or_default()
    };
    let ward = member(page, Side::Unit, ParticipantRole::Reporter)
        .filter(|reporter| fold(&reporter.title).contains("bi thu"))
        .and_then(|reporter| some(&reporter.name))
        .unwrap_or_default();
    three_sides(
        page,
        ward,
        ("Thư ký", named(ParticipantRole::Secretary)),
        named(ParticipantRole::Head),
    )
}
