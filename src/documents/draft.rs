//! Drafts the text of a conclusion (thông báo kết luận giám sát) from the record of a visit.
//!
//! Administrative Vietnamese, one source for each paragraph. Counts are written out ("02 tồn tại");
//! percentages, codes of items and levels of shortcomings are internal and never appear.

use std::collections::BTreeSet;

use super::phrase::{bare, basis, ended, inner, joined, some, starts_with_any};
use super::profile::Profile;
use crate::domain::date::show;
use crate::domain::deadline::at_the_latest;
use crate::domain::text::{fold, lower_first, paper_count, upper_first};
use crate::domain::{
    DraftParagraph, ParagraphSource, ParagraphStyle, Participant, ParticipantRole, RatingValue,
    RegulationKind, Section, Shortcoming, ShortcomingState, Side, UnitKind, VisitKind,
};
use crate::read::{RegulationSheet, VisitPage};

/// The whole text, section by section, in the order in which it prints. Section titles
/// ("I- Kết quả đạt được, ưu điểm") are not part of it: the paper sets them.
pub fn draft_conclusion(page: &VisitPage) -> Vec<DraftParagraph> {
    let mut draft = Draft::default();
    opening(&mut draft, page);
    strengths(&mut draft, page);
    let shortcomings = standing(page);
    found_wanting(&mut draft, page, &shortcomings);
    orders(&mut draft, page, &shortcomings);
    closing(&mut draft, page, &shortcomings);
    draft.paragraphs
}

/// The subject (trích yếu) that fits the visit.
pub fn draft_subject(page: &VisitPage) -> String {
    format!(
        "Kết luận {} {} đối với {}",
        verb(page.visit.kind),
        topic(page),
        page.unit.name_in_sentence()
    )
}

#[derive(Debug, Default)]
struct Draft {
    paragraphs: Vec<DraftParagraph>,
}

impl Draft {
    fn push(
        &mut self,
        section: Section,
        style: ParagraphStyle,
        text: String,
        source: ParagraphSource,
    ) {
        self.paragraphs.push(DraftParagraph {
            section,
            style,
            text,
            source,
        });
    }

    fn body(&mut self, section: Section, text: String, source: ParagraphSource) {
        self.push(section, ParagraphStyle::Body, text, source);
    }

    fn heading(&mut self, section: Section, text: String) {
        let source = ParagraphSource::Visit;
        self.push(section, ParagraphStyle::Heading, text, source);
    }
}

fn opening(draft: &mut Draft, page: &VisitPage) {
    let visit = &page.visit;
    let body = page.body.full_name();
    let basis =
        basis(&visit.basis, &body).unwrap_or_else(|| "Thực hiện chương trình công tác".to_owned());
    let place = some(&visit.place).map_or_else(String::new, |place| {
        if starts_with_any(&fold(&place), &["tai ", "o "]) {
            format!(", {}", inner(&place))
        } else {
            format!(", tại {}", inner(&place))
        }
    });
    let head = member(page, Side::Team, ParticipantRole::Head)
        .map(|head| {
            // a title between two commas
            let stop = if some(&head.title).is_some() { "," } else { "" };
            format!(" do đồng chí {}{stop} làm Trưởng đoàn", person(head))
        })
        .unwrap_or_default();
    let period = match (visit.period_from, visit.period_to) {
        (Some(from), Some(to)) => {
            format!(" (thời kỳ từ ngày {} đến ngày {})", show(from), show(to))
        }
        (Some(from), None) => format!(" (thời kỳ từ ngày {})", show(from)),
        (None, Some(to)) => format!(" (thời kỳ đến ngày {})", show(to)),
        (None, None) => String::new(),
    };
    let text = format!(
        "{basis}, ngày {}{place}, Đoàn giám sát của {body}{head} đã tiến hành {} {} đối với {}{period}.",
        show(visit.date),
        verb(visit.kind),
        topic(page),
        page.unit.name_in_sentence(),
    );
    draft.body(Section::Opening, text, ParagraphSource::Visit);
    let heard = match member(page, Side::Unit, ParticipantRole::Reporter) {
        Some(reporter) => format!("đồng chí {} báo cáo", person(reporter)),
        None => format!("{} báo cáo", page.unit.name_in_sentence()),
    };
    let text = format!(
        "Sau khi nghe {heard}, xem xét hồ sơ, minh chứng và ý kiến của các thành viên Đoàn giám sát, \
         {body} thông báo kết luận như sau:"
    );
    draft.body(Section::Opening, text, ParagraphSource::Visit);
}

fn strengths(draft: &mut Draft, page: &VisitPage) {
    let section = Section::Strengths;
    if let Some(assessment) = some(&page.visit.assessment) {
        let text = ended(&upper_first(&assessment));
        draft.body(section, text, ParagraphSource::Visit);
    }
    for strength in &page.strengths {
        let known = strength
            .regulation_id
            .is_some_and(|id| page.regulation(id).is_some());
        if !known {
            let text = ended(&upper_first(&joined(&strength.text)));
            draft.body(section, text, ParagraphSource::Strength(strength.id));
        }
    }
    let mut number = 0;
    for sheet in &page.regulations {
        let found = regulation_strengths(page, sheet);
        if !found.is_empty() {
            number += 1;
            let title = joined(&sheet.regulation.title);
            draft.heading(section, format!("{number}. {}", bare(&title)));
            for (text, source) in found {
                draft.body(section, text, source);
            }
        }
    }
    let unrated = usize::try_from(page.score().not_rated).unwrap_or(usize::MAX);
    // A thematic or unannounced visit looks at chosen matters: what it left alone is no finding.
    let whole_checklist = matches!(page.visit.kind, VisitKind::Periodic | VisitKind::Recheck);
    if unrated > 0 && whole_checklist {
        let text = format!(
            "Ngoài các nội dung trên, còn {} mục chưa đánh giá.",
            paper_count(unrated)
        );
        draft.body(section, text, ParagraphSource::Visit);
    }
}

/// Strengths written down, remarks on items that were met, and the count of the rated items.
fn regulation_strengths(
    page: &VisitPage,
    sheet: &RegulationSheet,
) -> Vec<(String, ParagraphSource)> {
    let mut out: Vec<(String, ParagraphSource)> = page
        .strengths
        .iter()
        .filter(|strength| strength.regulation_id == Some(sheet.regulation.id))
        .map(|strength| {
            let text = ended(&upper_first(&joined(&strength.text)));
            (text, ParagraphSource::Strength(strength.id))
        })
        .collect();
    if !sheet.covered {
        return out;
    }
    let praised: BTreeSet<_> = page.strengths.iter().filter_map(|s| s.item_id).collect();
    for item in &sheet.items {
        let met = item.rating.value == RatingValue::Met && !praised.contains(&item.item.id);
        if let Some(comment) = some(&item.rating.comment).filter(|_| met) {
            let text = ended(&upper_first(&comment));
            out.push((text, ParagraphSource::Item(item.item.id)));
        }
    }
    out.extend(rated_sentence(sheet).map(|text| (text, ParagraphSource::Visit)));
    out
}

/// How many of the rated items were met; nothing where none was.
pub(super) fn rated_sentence(sheet: &RegulationSheet) -> Option<String> {
    let count = |value: RatingValue| {
        let items = sheet.items.iter();
        items.filter(|item| item.rating.value == value).count()
    };
    let met = count(RatingValue::Met);
    let partly = count(RatingValue::PartlyMet);
    let not_met = count(RatingValue::NotMet);
    let rated = met + partly + not_met;
    if met == 0 {
        return None;
    }
    if met == rated {
        return Some(if rated == 1 {
            "Nội dung được giám sát đạt yêu cầu.".to_owned()
        } else {
            format!(
                "Cả {} nội dung được giám sát đều đạt yêu cầu.",
                paper_count(rated)
            )
        });
    }
    let parts: Vec<String> = [
        (met, "đạt yêu cầu"),
        (partly, "đạt một phần"),
        (not_met, "chưa đạt"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, label)| format!("{} nội dung {label}", paper_count(count)))
    .collect();
    Some(format!(
        "Trong {} nội dung được giám sát, có {}.",
        paper_count(rated),
        parts.join(", ")
    ))
}

/// Shortcomings that the conclusion must name, in the order of the catalogue.
pub(super) fn standing(page: &VisitPage) -> Vec<&Shortcoming> {
    let place = |shortcoming: &Shortcoming| {
        let regulation =
            |sheet: &RegulationSheet| Some(sheet.regulation.id) == shortcoming.regulation_id;
        page.regulations
            .iter()
            .position(regulation)
            .unwrap_or(usize::MAX)
    };
    let mut out: Vec<&Shortcoming> = page
        .shortcomings
        .iter()
        .filter(|shortcoming| shortcoming.state != ShortcomingState::Withdrawn)
        .collect();
    out.sort_by_key(|shortcoming| (place(shortcoming), shortcoming.position));
    out
}

fn found_wanting(draft: &mut Draft, page: &VisitPage, shortcomings: &[&Shortcoming]) {
    let section = Section::Shortcomings;
    if shortcomings.is_empty() {
        let text = "Qua giám sát, chưa phát hiện tồn tại, hạn chế phải yêu cầu khắc phục.";
        draft.body(section, text.to_owned(), ParagraphSource::Visit);
        return;
    }
    let external = causes(shortcomings, |shortcoming| &shortcoming.cause_external);
    let own = causes(shortcomings, |shortcoming| &shortcoming.cause_own);
    let has_causes = !external.is_empty() || !own.is_empty();
    if has_causes {
        draft.heading(section, "1. Tồn tại, hạn chế".to_owned());
    }
    let text = format!(
        "Bên cạnh kết quả đạt được, {} còn {} tồn tại, hạn chế:",
        page.unit.name_in_sentence(),
        paper_count(shortcomings.len())
    );
    draft.body(section, text, ParagraphSource::Visit);
    for group in shortcomings.chunk_by(|a, b| a.regulation_id == b.regulation_id) {
        named_wanting(draft, page, group);
    }
    if has_causes {
        draft.heading(section, "2. Nguyên nhân".to_owned());
        // one kind alone needs no letter
        let (first, second) = if external.is_empty() || own.is_empty() {
            ("", "")
        } else {
            ("a) ", "b) ")
        };
        for (letter, label, list) in [(first, "khách quan", external), (second, "chủ quan", own)]
        {
            if !list.is_empty() {
                cause_paragraphs(draft, &format!("{letter}Nguyên nhân {label}"), list);
            }
        }
    }
}

/// The shortcomings of one regulation: its name stands before a single one, and once above several.
fn named_wanting(draft: &mut Draft, page: &VisitPage, group: &[&Shortcoming]) {
    let section = Section::Shortcomings;
    let about = group.first().and_then(|first| about(page, first));
    if let Some(about) = about.as_ref().filter(|_| group.len() > 1) {
        draft.body(section, format!("- {about}:"), ParagraphSource::Visit);
    }
    for shortcoming in group {
        let description = joined(&shortcoming.description);
        let text = match &about {
            Some(about) if group.len() == 1 => format!("- {about}: {}", inner(&description)),
            Some(_) => format!("+ {}", upper_first(&description)),
            None => format!("- {}", upper_first(&description)),
        };
        draft.body(
            section,
            ended(&text),
            ParagraphSource::Shortcoming(shortcoming.id),
        );
    }
}

/// "Về quy chế dân chủ trong …", for a shortcoming under a regulation of its own.
fn about(page: &VisitPage, shortcoming: &Shortcoming) -> Option<String> {
    let regulation = page.regulation(shortcoming.regulation_id?)?;
    if regulation.kind == RegulationKind::General {
        return None;
    }
    Some(format!("Về {}", inner(&bare(&joined(&regulation.title)))))
}

/// Causes as (text, source); one that stands at several shortcomings comes once.
fn causes<'a>(
    shortcomings: &[&'a Shortcoming],
    cause: impl Fn(&'a Shortcoming) -> &'a String,
) -> Vec<(String, ParagraphSource)> {
    let mut seen = BTreeSet::new();
    shortcomings
        .iter()
        .filter_map(|shortcoming| {
            let text = bare(&some(cause(shortcoming))?);
            seen.insert(fold(&text))
                .then_some((text, ParagraphSource::Shortcoming(shortcoming.id)))
        })
        .collect()
}

fn cause_paragraphs(draft: &mut Draft, title: &str, causes: Vec<(String, ParagraphSource)>) {
    let section = Section::Shortcomings;
    if let [(text, source)] = causes.as_slice() {
        let text = ended(&format!("{title}: {}", inner(text)));
        draft.body(section, text, *source);
        return;
    }
    draft.body(section, format!("{title}:"), ParagraphSource::Visit);
    for (text, source) in causes {
        draft.body(section, ended(&format!("- {}", upper_first(&text))), source);
    }
}

fn orders(draft: &mut Draft, page: &VisitPage, shortcomings: &[&Shortcoming]) {
    let section = Section::Orders;
    if shortcomings.is_empty() {
        let text = format!(
            "Đề nghị {} tiếp tục phát huy kết quả đạt được, duy trì nền nếp việc thực hiện các \
             quy chế dân chủ ở cơ sở.",
            committee(page)
        );
        draft.body(section, text, ParagraphSource::Visit);
        return;
    }
    let body = page.body.full_name();
    let text = match shortcomings {
        [_] => format!("Từ kết quả giám sát, {body} yêu cầu thực hiện nội dung sau:"),
        several => format!(
            "Từ kết quả giám sát, {body} yêu cầu thực hiện {} nội dung sau:",
            paper_count(several.len())
        ),
    };
    draft.body(section, text, ParagraphSource::Visit);
    for (shortcoming, number) in shortcomings.iter().zip(1..) {
        // one alone needs no number
        let text = match shortcomings {
            [_] => order(page, shortcoming),
            _ => format!("{number}. {}", order(page, shortcoming)),
        };
        draft.body(
            section,
            ended(&text),
            ParagraphSource::Shortcoming(shortcoming.id),
        );
    }
}

/// Who does what, by when, and which evidence shows it.
pub(super) fn order(page: &VisitPage, shortcoming: &Shortcoming) -> String {
    let owner = some(&shortcoming.owner).map_or_else(|| committee(page), |owner| bare(&owner));
    let what = match some(&shortcoming.order_text) {
        Some(order) => inner(&bare(&order)),
        None => format!(
            "khắc phục tồn tại “{}”",
            bare(&joined(&shortcoming.description))
        ),
    };
    let mut text = format!("{} {what}", upper_first(&owner));
    let rule = shortcoming
        .deadline_rule
        .map(super::super::domain::deadline::DeadlineRule::phrase);
    if let Some(deadline) = shortcoming.deadline.map(at_the_latest).or(rule) {
        text.push_str(", ");
        text.push_str(&deadline);
    }
    if let Some(evidence) = some(&shortcoming.evidence) {
        text.push_str("; minh chứng: ");
        text.push_str(&inner(&bare(&evidence)));
    }
    text
}

fn closing(draft: &mut Draft, page: &VisitPage, shortcomings: &[&Shortcoming]) {
    let committee = committee(page);
    let body = page.body.full_name();
    let which = match shortcomings {
        [_] => "tồn tại, hạn chế nêu trên",
        _ => "các tồn tại, hạn chế nêu trên",
    };
    let text = match (shortcomings.is_empty(), page.visit.report_back_by) {
        (false, Some(by)) => format!(
            "Đề nghị {committee} chỉ đạo khắc phục {which} và gửi báo cáo kết quả khắc phục về {body} \
             chậm nhất ngày {}.",
            show(by)
        ),
        (false, None) => format!(
            "Đề nghị {committee} chỉ đạo khắc phục {which} và gửi báo cáo kết quả khắc phục về {body} \
             theo đúng thời hạn đã yêu cầu."
        ),
        (true, Some(by)) => format!(
            "Đề nghị {committee} tổ chức thực hiện và gửi báo cáo về {body} chậm nhất ngày {}.",
            show(by)
        ),
        (true, None) => format!(
            "Trên đây là kết luận giám sát đối với {}.",
            page.unit.name_in_sentence()
        ),
    };
    draft.body(Section::Closing, text, ParagraphSource::Visit);
}

/// "giám sát định kỳ", "phúc tra".
pub(super) fn verb(kind: VisitKind) -> String {
    lower_first(kind.label())
}

/// What was supervised, as it stands after the verb.
pub(super) fn topic(page: &VisitPage) -> String {
    if let Some(topic) = some(&page.visit.topic) {
        return inner(&bare(&topic));
    }
    if page.visit.kind == VisitKind::Recheck {
        return match &page.rechecks {
            Some(earlier) => format!(
                "việc khắc phục tồn tại, hạn chế sau cuộc giám sát ngày {}",
                show(earlier.date)
            ),
            None => "việc khắc phục tồn tại, hạn chế sau giám sát".to_owned(),
        };
    }
    let count = page
        .covered()
        .filter(|sheet| sheet.regulation.kind == RegulationKind::Qcdc)
        .count();
    if count == 0 {
        "việc thực hiện quy chế dân chủ ở cơ sở".to_owned()
    } else {
        format!(
            "việc thực hiện {} quy chế dân chủ ở cơ sở",
            paper_count(count)
        )
    }
}

/// Who answers for the unit: a ward's Party committee, or the unit itself.
pub(super) fn committee(page: &VisitPage) -> String {
    let name = page.unit.name_in_sentence();
    match page.unit.kind {
        UnitKind::Ward => {
            // a damaged profile is told of when the paper is laid out
            let profile = Profile::of_office(&page.rules, page.visit.date).ok();
            let body = profile.map_or_else(|| "Đảng ủy".to_owned(), |p| p.generated("Đảng ủy"));
            format!("{body} {name}")
        }
        UnitKind::PartyCell | UnitKind::ResidentialGroup | UnitKind::School | UnitKind::Agency => {
            name
        }
    }
}

pub(super) fn member(page: &VisitPage, side: Side, role: ParticipantRole) -> Option<&Participant> {
    let mut all = page.participants.iter();
    all.find(|participant| participant.side == side && participant.role == role)
}

/// "Nguyễn Văn A, Trưởng Ban Dân vận Quận ủy"; either part may be missing.
pub(super) fn person(participant: &Participant) -> String {
    let parts = [some(&participant.name), some(&participant.title)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
