//! A made-up visit on the shipped catalogue.

use chrono::NaiveDate;
use serde_json::Value;
use uuid::Uuid;

use crate::domain::conclusion::{ParagraphSource, ParagraphStyle, Section};
use crate::domain::ids::{
    BodyId, CatalogueId, ConclusionId, ItemId, LegalRefId, ParagraphId, ParticipantId,
    RegulationId, ShortcomingId, SignerId, StrengthId, UnitId, VisitId,
};
use crate::domain::{
    Body, Catalogue, ChecklistItem, ClockTime, Conclusion, ConclusionState, ItemOrigin, LegalRef,
    Paragraph, Participant, ParticipantRole, Rating, RatingValue, Regulation, RegulationKind,
    Score, Shortcoming, ShortcomingLevel, ShortcomingState, Side, Signer, SigningRight, Strength,
    Unit, UnitKind, Visit, VisitKind, VisitState,
};
use crate::read::{ConclusionPage, ItemSheet, RegulationSheet, VisitPage};

pub(super) fn day(text: &str) -> NaiveDate {
    crate::domain::date::parse(text).unwrap()
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn legal_refs(
    value: &Value,
    regulation: RegulationId,
    first: u128,
    on: NaiveDate,
) -> Vec<LegalRef> {
    let refs = value["legal_refs"].as_array().cloned().unwrap_or_default();
    let refs = refs.iter().enumerate().map(|(index, value)| LegalRef {
        id: LegalRefId(id(first + index as u128)),
        ver: 1,
        regulation_id: regulation,
        item_id: None,
        position: 0,
        text: text(value, "text"),
        valid_from: crate::domain::date::parse(&text(value, "valid_from")),
        valid_to: crate::domain::date::parse(&text(value, "valid_to")),
        checked: false,
        number: String::new(),
        date: None,
        district: String::new(),
    });
    refs.filter(|reference| {
        crate::domain::unit::span_covers(reference.valid_from, reference.valid_to, on)
    })
    .collect()
}

fn sheet(value: &Value, number: u128, visit: VisitId, on: NaiveDate) -> RegulationSheet {
    let regulation = RegulationId(id(number * 1000));
    let items = value["items"].as_array().cloned().unwrap_or_default();
    let items = items.iter().enumerate().map(|(index, value)| {
        let item = ItemId(id(number * 1000 + 1 + index as u128));
        ItemSheet {
            item: ChecklistItem {
                id: item,
                ver: 1,
                regulation_id: regulation,
                position: 0,
                code: text(value, "code"),
                text: text(value, "text"),
                evidence: text(value, "evidence"),
                valid_from: None,
                valid_to: None,
                unit_kinds: vec![UnitKind::Ward],
                district: String::new(),
                origin: ItemOrigin::Law,
            },
            legal_refs: legal_refs(
                value,
                regulation,
                number * 100_000 + 100 * index as u128,
                on,
            ),
            rating: Rating::blank(visit, item),
            shortcomings: Vec::new(),
        }
    });
    let items: Vec<ItemSheet> = items.collect();
    RegulationSheet {
        regulation: Regulation {
            id: regulation,
            ver: 1,
            catalogue_id: CatalogueId(id(3)),
            position: 0,
            code: text(value, "code"),
            title: text(value, "title"),
            kind: RegulationKind::Qcdc,
            title_checked: number == 1,
            decision_number: String::new(),
            decision_date: None,
            note: String::new(),
        },
        legal_refs: Vec::new(),
        covered: true,
        score: Score::of(items.iter().map(|item| item.rating.value)),
        items,
    }
}

/// A visit to Phường Phúc Đồng on 12/12/2022 that has just begun: nothing is rated.
pub(super) fn page() -> VisitPage {
    let visit = VisitId(id(1));
    let on = day("12/12/2022");
    let data: Value =
        serde_json::from_str(include_str!("../../../../data/catalogue.json")).unwrap();
    let regulations = data["regulations"].as_array().unwrap();
    VisitPage {
        documents: Vec::new(),
        visit: Visit {
            id: visit,
            ver: 1,
            unit_id: UnitId(id(2)),
            body_id: BodyId(id(4)),
            catalogue_id: CatalogueId(id(3)),
            kind: VisitKind::Periodic,
            state: VisitState::InProgress,
            state_reason: String::new(),
            date: on,
            time: ClockTime::new(14, 0),
            place: "Trụ sở Đảng ủy phường Phúc Đồng".into(),
            topic:
                "việc thực hiện công tác dân vận của cơ quan nhà nước và 06 quy chế dân chủ ở cơ sở"
                    .into(),
            basis: String::new(),
            period_from: None,
            period_to: None,
            covered: Vec::new(),
            report_received_on: None,
            report_note: String::new(),
            assessment: String::new(),
            report_back_by: None,
            rechecks: None,
            note: String::new(),
        },
        unit: Unit {
            id: UnitId(id(2)),
            ver: 1,
            code: "lb-phuc-dong".into(),
            kind: UnitKind::Ward,
            name: "Phường Phúc Đồng".into(),
            short_name: "Phúc Đồng".into(),
            district: "long-bien".into(),
            parent_id: None,
            valid_from: None,
            valid_to: None,
            checked: true,
        },
        body: Body {
            id: BodyId(id(4)),
            ver: 1,
            district: "long-bien".into(),
            superior: "QUẬN ỦY LONG BIÊN".into(),
            name: "BAN DÂN VẬN".into(),
            symbol: "BDVQU".into(),
            place: "Long Biên".into(),
            term_from: day("01/08/2020"),
            valid_from: None,
            valid_to: None,
            recipients: Vec::new(),
        },
        signers: vec![
            signer(5, "TRƯỞNG BAN", SigningRight::Direct, "Nguyễn Văn A"),
            signer(6, "PHÓ TRƯỞNG BAN", SigningRight::Deputy, ""),
        ],
        catalogue: Catalogue {
            id: CatalogueId(id(3)),
            ver: 1,
            code: "mac-dinh".into(),
            version: 1,
            title: "Danh mục mặc định".into(),
            note: String::new(),
        },
        participants: Vec::new(),
        regulations: (1..)
            .zip(regulations)
            .map(|(n, value)| sheet(value, n, visit, on))
            .collect(),
        strengths: Vec::new(),
        shortcomings: Vec::new(),
        events: Vec::new(),
        conclusion: None,
        replaced: Vec::new(),
        next_number: 12,
        rechecks: None,
        chase: crate::read::VisitChase::default(),
        owners: Vec::new(),
        past: Vec::new(),
        attachments: Vec::new(),
        people: Vec::new(),
        sample: true,
        rules: crate::read::PaperRules::default(),
    }
}

fn signer(number: u128, title: &str, right: SigningRight, name: &str) -> Signer {
    Signer {
        id: SignerId(id(number)),
        ver: 1,
        body_id: BodyId(id(4)),
        position: 0,
        title: title.into(),
        right,
        name: name.into(),
    }
}

/// Rates every item but the last `left` ones; every seventh is partly met with its comment.
pub(super) fn rate_all_but(page: &mut VisitPage, left: usize) {
    let count = page
        .regulations
        .iter()
        .map(|sheet| sheet.items.len())
        .sum::<usize>();
    let items = page
        .regulations
        .iter_mut()
        .flat_map(|sheet| &mut sheet.items);
    for (index, item) in items.enumerate().take(count - left) {
        item.rating.ver = 1;
        item.rating.value = RatingValue::Met;
        if index % 7 == 3 {
            item.rating.value = RatingValue::PartlyMet;
            item.rating.comment =
                "Hồ sơ lưu chưa đủ, thiếu biên bản kết thúc niêm yết của 02 dự án.".into();
        }
    }
    for sheet in &mut page.regulations {
        sheet.score = Score::of(sheet.items.iter().map(|item| item.rating.value));
    }
}

/// The same visit well under way: rated, with findings, people and a drafted conclusion.
pub(super) fn full_page() -> VisitPage {
    let mut page = page();
    rate_all_but(&mut page, 25);
    let visit = page.visit.id;
    let (qc1, first) = (
        page.regulations[1].regulation.id,
        page.regulations[1].items[0].item.id,
    );
    page.participants = vec![
        person(
            1,
            Side::Team,
            "Nguyễn Văn A",
            "Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Quận ủy",
            ParticipantRole::Head,
        ),
        person(
            2,
            Side::Team,
            "Trần Thị Hạnh",
            "Chuyên viên Ban Dân vận Quận ủy",
            ParticipantRole::Secretary,
        ),
        person(
            3,
            Side::Unit,
            "Trần Thị B",
            "Bí thư Đảng ủy phường",
            ParticipantRole::Reporter,
        ),
    ];
    page.strengths = vec![
        strength(
            1,
            None,
            "Đảng ủy phường chủ động lãnh đạo, chỉ đạo, triển khai đầy đủ các văn bản chỉ đạo về công tác dân vận chính quyền.",
        ),
        strength(
            2,
            Some(qc1),
            "Công khai phương án bồi thường tại trụ sở và nhà văn hóa các tổ dân phố.",
        ),
    ];
    page.shortcomings = vec![
        shortcoming(
            1,
            Some(qc1),
            Some(first),
            "Chưa niêm yết đủ thời hạn dự thảo phương án bồi thường, hỗ trợ, tái định cư của dự án mở rộng đường; thiếu biên bản kết thúc niêm yết.",
        ),
        shortcoming(
            2,
            None,
            None,
            "Việc lưu trữ hồ sơ 06 quy chế dân chủ chưa đầy đủ, chưa khoa học.",
        ),
    ];
    page.shortcomings[1].deadline = None;
    page.regulations[1].items[0].shortcomings = vec![page.shortcomings[0].id];
    let source = ParagraphSource::Shortcoming(page.shortcomings[0].id);
    page.conclusion = Some(ConclusionPage {
        conclusion: Conclusion {
            id: ConclusionId(id(40)),
            ver: 1,
            visit_id: visit,
            state: ConclusionState::Draft,
            doc_type: "TB".into(),
            number: None,
            symbol: "BDVQU".into(),
            term_from: day("01/08/2020"),
            date: None,
            subject: "Kết luận giám sát việc thực hiện 06 quy chế dân chủ ở cơ sở đối với phường Phúc Đồng".into(),
            signer_title: String::new(),
            signer_right: SigningRight::Direct,
            signer_name: String::new(),
            recipients: vec!["Thường trực Quận ủy (để báo cáo)".into(), "Đảng ủy phường Phúc Đồng".into(), "Lưu Ban Dân vận Quận ủy".into()],
            replaces: None,
            issued_at: None,
            sha256: String::new(),
        },
        paragraphs: vec![
            paragraph(1, Section::Opening, ParagraphSource::Visit, "Ngày 12/12/2022, tại trụ sở Đảng ủy phường Phúc Đồng, Đoàn giám sát của Ban Dân vận Quận ủy Long Biên tiến hành giám sát định kỳ việc thực hiện công tác dân vận của cơ quan nhà nước và 06 quy chế dân chủ ở cơ sở đối với phường Phúc Đồng."),
            paragraph(2, Section::Strengths, ParagraphSource::Strength(page.strengths[0].id), "Đảng ủy phường chủ động lãnh đạo, chỉ đạo, triển khai đầy đủ các văn bản chỉ đạo về công tác dân vận chính quyền."),
            paragraph(3, Section::Shortcomings, source, "Chưa niêm yết đủ thời hạn dự thảo phương án bồi thường, hỗ trợ, tái định cư của dự án mở rộng đường; thiếu biên bản kết thúc niêm yết."),
            paragraph(4, Section::Orders, source, "Ủy ban nhân dân phường niêm yết lại dự thảo phương án, hoàn thành chậm nhất ngày 11/01/2023."),
        ],
        left_out: vec![page.shortcomings[1].id],
    });
    page
}

fn person(number: u128, side: Side, name: &str, title: &str, role: ParticipantRole) -> Participant {
    Participant {
        id: ParticipantId(id(10 + number)),
        ver: 1,
        visit_id: VisitId(id(1)),
        side,
        position: 0,
        name: name.into(),
        title: title.into(),
        role,
    }
}

fn strength(number: u128, regulation: Option<RegulationId>, words: &str) -> Strength {
    Strength {
        id: StrengthId(id(20 + number)),
        ver: 1,
        visit_id: VisitId(id(1)),
        regulation_id: regulation,
        item_id: None,
        position: 0,
        text: words.into(),
    }
}

pub(super) fn shortcoming(
    number: u128,
    regulation: Option<RegulationId>,
    item: Option<ItemId>,
    words: &str,
) -> Shortcoming {
    Shortcoming {
        id: ShortcomingId(id(30 + number)),
        ver: 1,
        visit_id: VisitId(id(1)),
        regulation_id: regulation,
        item_id: item,
        position: 0,
        description: words.into(),
        level: ShortcomingLevel::MustFix,
        cause_external: String::new(),
        cause_own: "Cán bộ phụ trách chưa nắm chắc quy định.".into(),
        order_text: "Niêm yết lại dự thảo phương án, lập đủ hai biên bản.".into(),
        owner: "Ban Chỉ đạo giải phóng mặt bằng phường".into(),
        evidence: "Biên bản niêm yết, ảnh chụp".into(),
        deadline: Some(day("11/01/2023")),
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

fn paragraph(number: u128, section: Section, source: ParagraphSource, words: &str) -> Paragraph {
    Paragraph {
        id: ParagraphId(id(50 + number)),
        ver: 1,
        conclusion_id: ConclusionId(id(40)),
        section,
        position: 0,
        style: ParagraphStyle::Body,
        text: words.into(),
        source,
        edited: number == 4,
        drafted: String::new(),
    }
}
