//! Random visits in the JSON form, all of them valid: what an import must take and an export must give back.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::{DateTime, Days, NaiveDate};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use qcdc::domain::shortcoming::{Step, take_step};
use qcdc::domain::text::clean;
use qcdc::domain::{
    ClockTime, ConclusionId, ConclusionState, DeadlineRule, EventKind, ParagraphStyle,
    ParticipantRole, RatingValue, Section, Shortcoming, ShortcomingId, ShortcomingLevel,
    ShortcomingState, Side, SigningRight, StrengthId, VisitId, VisitKind, VisitState,
};
use qcdc::read::visit_file::{
    CatalogueKey, ConclusionFile, EventFile, IssuedFile, ParagraphFile, ParticipantFile,
    RatingFile, SCHEMA_VERSION, ShortcomingFile, SourceFile, StrengthFile, VisitFile,
};
use qcdc::store::check::sha256_hex;
use uuid::Uuid;

/// Codes of the shipped catalogue, in its order; items with their regulation.
#[derive(Debug, Clone, Default)]
pub struct Codes {
    pub regulations: Vec<String>,
    pub items: Vec<(String, String)>,
}

const WORDS: &[&str] = &[
    "quy chế dân chủ",
    "phường",
    "Đảng ủy",
    "giải phóng mặt bằng",
    "06 QCDC",
    "hồ sơ",
    "“Dân vận khéo”",
    "niêm yết",
    "15%",
    "số 08-CT/QU",
    "ngày 12/11/2021",
    "đối thoại;",
    "Nhân dân",
    "(chưa đủ)",
    "—",
    "&<>\"'\\",
];

/// A text that is not empty, in the normal form in which the file keeps texts.
pub fn text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        4 => vec(select(WORDS), 1..7).prop_map(|words| words.join(" ")),
        1 => vec(select(WORDS), 2..5).prop_map(|words| words.join("\n")),
        1 => "\\PC{1,24}".prop_map(|any| clean(&any)).prop_filter("empty", |any| !any.is_empty()),
    ]
    .prop_map(|words| clean(&words))
}

fn maybe() -> impl Strategy<Value = String> + Clone {
    prop_oneof![Just(String::new()), text()]
}

fn uuid() -> impl Strategy<Value = Uuid> {
    any::<[u8; 16]>().prop_map(|bytes| uuid::Builder::from_random_bytes(bytes).into_uuid())
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap()
}

/// A whole visit with everything that the form can carry.
pub fn visit(codes: Codes) -> impl Strategy<Value = VisitFile> {
    let day =
        (0..1400_u64).prop_map(|days| after(NaiveDate::from_ymd_opt(2020, 9, 1).unwrap(), days));
    day.prop_flat_map(move |day| {
        let findings = (
            participants(),
            ratings(&codes),
            vec(strength(&codes), 0..5),
            vec(shortcoming(&codes, day), 0..6),
        );
        let head = (
            head(day),
            subsequence(codes.regulations.clone(), 0..=codes.regulations.len()),
        );
        (
            head,
            findings,
            option::weighted(0.7, conclusion(&codes, day)),
        )
    })
    .prop_map(
        |((mut visit, covered), (participants, ratings, strengths, shortcomings), conclusion)| {
            visit.covered = covered;
            visit.participants = participants;
            visit.ratings = ratings;
            visit.strengths = strengths;
            visit.shortcomings = shortcomings;
            visit.conclusion = conclusion.map(|paper| at_home(paper, &visit));
            if visit
                .conclusion
                .as_ref()
                .is_some_and(|paper| paper.issued.is_some())
            {
                visit.state = VisitState::Concluded;
                visit.state_reason = String::new();
            }
            visit
        },
    )
}

fn head(day: NaiveDate) -> impl Strategy<Value = VisitFile> {
    const STATES: &[VisitState] = &[
        VisitState::Planned,
        VisitState::Announced,
        VisitState::InProgress,
        VisitState::Visited,
        VisitState::Postponed,
        VisitState::Cancelled,
    ];
    let words = (maybe(), maybe(), maybe(), maybe(), maybe(), maybe(), text());
    let days = (
        option::of(0..400_u64),
        option::of(0..400_u64),
        option::of(0..60_u64),
        option::of(0..99_u64),
    );
    let kinds = (
        select(VisitKind::ALL),
        select(STATES),
        select(&["lb-phuc-dong", "lb-cu-khoi", "lb-bo-de"][..]),
        option::of((0..24_u16, 0..60_u16)),
    );
    (uuid(), words, days, kinds).prop_map(move |(id, words, days, (kind, state, unit, time))| {
        VisitFile {
            schema_version: SCHEMA_VERSION,
            id: Some(VisitId(id)),
            unit: unit.to_owned(),
            catalogue: Some(CatalogueKey {
                code: "mac-dinh".to_owned(),
                version: 1,
            }),
            kind,
            state,
            state_reason: if state.needs_reason() {
                words.6
            } else {
                String::new()
            },
            date: day,
            time: time.and_then(|(hour, minute)| ClockTime::new(hour, minute)),
            place: words.0,
            topic: words.1,
            basis: words.2,
            period_from: days.0.map(|before| day - Days::new(before)),
            period_to: days.1.map(|past| after(day, past)),
            covered: Vec::new(),
            report_received_on: days.2.map(|past| after(day, past)),
            report_note: words.3,
            assessment: words.4,
            report_back_by: days.3.map(|past| after(day, past)),
            rechecks: None,
            note: words.5,
            participants: Vec::new(),
            ratings: Vec::new(),
            strengths: Vec::new(),
            shortcomings: Vec::new(),
            conclusion: None,
            replaced_conclusions: Vec::new(),
        }
    })
}

/// The team first, as every list shows them.
fn participants() -> impl Strategy<Value = Vec<ParticipantFile>> {
    let person = (select(Side::ALL), any::<Index>(), maybe(), text()).prop_map(
        |(side, role, name, title)| ParticipantFile {
            side,
            role: *role.get(ParticipantRole::of_side(side)),
            name,
            title,
        },
    );
    vec(person, 0..6).prop_map(|mut list| {
        list.sort_by_key(|person| person.side);
        list
    })
}

/// In the order of the catalogue; an item that nobody touched is left out.
fn ratings(codes: &Codes) -> impl Strategy<Value = Vec<RatingFile>> + use<> {
    let one = (
        select(RatingValue::ALL),
        select(RatingValue::ALL),
        maybe(),
        text(),
        maybe(),
    );
    let items: Vec<String> = codes.items.iter().map(|(_, item)| item.clone()).collect();
    let count = items.len();
    (vec(one, count), subsequence(items, 0..=count)).prop_map(|(values, items)| {
        items
            .into_iter()
            .zip(values)
            .map(
                |(item, (rating, self_rating, comment, reason, evidence_seen))| RatingFile {
                    item,
                    rating,
                    self_rating,
                    comment: if rating.needs_reason() {
                        reason
                    } else {
                        comment
                    },
                    evidence_seen,
                },
            )
            .filter(|file| {
                let untouched = file.rating == RatingValue::NotRated
                    && file.self_rating == RatingValue::NotRated;
                !(untouched && file.comment.is_empty() && file.evidence_seen.is_empty())
            })
            .collect()
    })
}

/// Nothing, a regulation, or an item with its regulation.
fn belongs(codes: &Codes) -> impl Strategy<Value = (Option<String>, Option<String>)> + use<> {
    prop_oneof![
        Just((None, None)),
        select(codes.regulations.clone()).prop_map(|regulation| (Some(regulation), None)),
        select(codes.items.clone()).prop_map(|(regulation, item)| (Some(regulation), Some(item))),
    ]
}

fn strength(codes: &Codes) -> impl Strategy<Value = StrengthFile> + use<> {
    (uuid(), belongs(codes), text()).prop_map(|(id, (regulation, item), text)| StrengthFile {
        id: Some(StrengthId(id)),
        regulation,
        item,
        text,
    })
}

/// A deadline counted from the conclusion, or none.
fn rule() -> impl Strategy<Value = Option<DeadlineRule>> {
    option::weighted(
        0.3,
        prop_oneof![
            (1..=730_u16).prop_map(DeadlineRule::Days),
            (1..=730_u16).prop_map(DeadlineRule::WorkingDays),
        ],
    )
}

/// With a history of steps that the rules allow, one after the other.
fn shortcoming(codes: &Codes, day: NaiveDate) -> impl Strategy<Value = ShortcomingFile> + use<> {
    let step = (select(EventKind::ALL), 0..30_u64, text(), text(), 1..60_u64);
    let words = (text(), maybe(), maybe(), maybe(), maybe(), maybe());
    (
        uuid(),
        belongs(codes),
        words,
        select(ShortcomingLevel::ALL),
        (option::weighted(0.8, 0..120_u64), rule()),
        vec(step, 0..9),
    )
        .prop_map(
            move |(id, (regulation, item), words, level, (deadline, rule), steps)| {
                let mut now = blank(ShortcomingId(id), deadline.map(|days| after(day, days)));
                let mut on = day;
                let mut history = Vec::new();
                for (kind, days, by, text, longer) in steps {
                    let extends = kind == EventKind::Extended;
                    let step = Step {
                        kind,
                        on: after(on, days),
                        by,
                        text,
                        deadline: extends.then(|| after(now.deadline.unwrap_or(day), longer)),
                    };
                    if let Ok(next) = take_step(&now, &step) {
                        history.push(EventFile {
                            kind,
                            on: step.on,
                            by: step.by,
                            text: step.text,
                            deadline_from: now.deadline.filter(|_| extends),
                            deadline_to: next.deadline.filter(|_| extends),
                        });
                        on = step.on;
                        now = next;
                    }
                }
                ShortcomingFile {
                    id: Some(now.id),
                    regulation,
                    item,
                    description: words.0,
                    level,
                    cause_external: words.1,
                    cause_own: words.2,
                    order: words.3,
                    owner: words.4,
                    evidence: words.5,
                    deadline: now.deadline,
                    deadline_rule: rule,
                    state: now.state,
                    carried_to: None,
                    history,
                }
            },
        )
}

fn blank(id: ShortcomingId, deadline: Option<NaiveDate>) -> Shortcoming {
    Shortcoming {
        id,
        ver: 0,
        visit_id: VisitId(Uuid::nil()),
        regulation_id: None,
        item_id: None,
        position: 1,
        description: String::new(),
        level: ShortcomingLevel::Remind,
        cause_external: String::new(),
        cause_own: String::new(),
        order_text: String::new(),
        owner: String::new(),
        evidence: String::new(),
        deadline,
        state: ShortcomingState::Draft,
        reported_on: None,
        verified_on: None,
        carried_to: None,
        deadline_rule: None,
        first_deadline: None,
        notified_on: None,
        stepped_on: None,
    }
}

/// Draft or issued, in the order of its sections. Sources are made to fit by [`at_home`].
fn conclusion(codes: &Codes, day: NaiveDate) -> impl Strategy<Value = ConclusionFile> + use<> {
    let items: Vec<String> = codes.items.iter().map(|(_, item)| item.clone()).collect();
    let source = prop_oneof![
        Just(SourceFile::Hand),
        Just(SourceFile::Visit),
        select(items).prop_map(SourceFile::Item),
        (0..9_usize).prop_map(SourceFile::Strength),
        (0..9_usize).prop_map(SourceFile::Shortcoming),
    ];
    let paragraph = (
        select(Section::ALL),
        select(ParagraphStyle::ALL),
        maybe(),
        source,
        any::<bool>(),
    )
        .prop_map(|(section, style, text, source, edited)| ParagraphFile {
            section,
            style,
            text,
            source,
            edited,
        });
    let paragraphs = vec(paragraph, 0..12).prop_map(|mut list| {
        list.sort_by_key(|paragraph| paragraph.section);
        list
    });
    let signer = (text(), select(SigningRight::ALL), maybe());
    let head = (
        uuid(),
        any::<bool>(),
        option::of(0..60_u64),
        text(),
        vec(text(), 1..6),
    );
    (
        head,
        signer,
        paragraphs,
        option::weighted(0.25, vec(any::<u8>(), 0..200)),
    )
        .prop_map(
            move |((id, numbered, dated, subject, recipients), signer, paragraphs, pdf)| {
                let issued = pdf.map(|pdf| IssuedFile {
                    at: DateTime::parse_from_rfc3339("2026-01-05T09:15:30.250+07:00").unwrap(),
                    sha256: sha256_hex(&pdf),
                    pdf: BASE64.encode(pdf),
                });
                let dated = if issued.is_some() {
                    dated.or(Some(3))
                } else {
                    dated
                };
                ConclusionFile {
                    id: Some(ConclusionId(id)),
                    state: if issued.is_some() {
                        ConclusionState::Issued
                    } else {
                        ConclusionState::Draft
                    },
                    doc_type: "TB".to_owned(),
                    number: (numbered || issued.is_some()).then_some(1),
                    symbol: "BDVQU".to_owned(),
                    date: dated.map(|days| after(day, days)),
                    subject,
                    signer_title: signer.0,
                    signer_right: signer.1,
                    signer_name: signer.2,
                    recipients,
                    paragraphs,
                    issued,
                }
            },
        )
}

/// Paragraphs come only from what the visit has.
fn at_home(mut paper: ConclusionFile, visit: &VisitFile) -> ConclusionFile {
    for paragraph in &mut paper.paragraphs {
        let missing = match paragraph.source {
            SourceFile::Strength(at) => at >= visit.strengths.len(),
            SourceFile::Shortcoming(at) => at >= visit.shortcomings.len(),
            SourceFile::Hand | SourceFile::Visit | SourceFile::Item(_) => false,
        };
        if missing {
            paragraph.source = SourceFile::Hand;
        }
    }
    paper
}
