//! One made-up visit to Phường Phúc Đồng, as the read model shows it.

use chrono::NaiveDate;
use qcdc::documents::draft::{draft_conclusion, draft_subject};
use qcdc::domain::ids::shipped;
use qcdc::domain::{
    Body, BodyId, Catalogue, CatalogueId, ChecklistItem, Conclusion, ConclusionId, ConclusionState,
    ItemId, ItemOrigin, Paragraph, ParagraphId, Participant, ParticipantId, ParticipantRole,
    Rating, RatingValue, Regulation, RegulationId, RegulationKind, Score, Shortcoming,
    ShortcomingId, ShortcomingLevel, ShortcomingState, Side, SigningRight, Strength, StrengthId,
    Unit, UnitId, UnitKind, Visit, VisitId, VisitKind, VisitState,
};
use qcdc::read::{ConclusionPage, ItemSheet, RegulationSheet, VisitPage};

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn visit_id() -> VisitId {
    VisitId(shipped("visit", "1"))
}

fn item(regulation: &str, number: i64, value: RatingValue, comment: &str) -> ItemSheet {
    let code = format!("{regulation}-{number:02}");
    let id = ItemId(shipped("item", &code));
    ItemSheet {
        item: ChecklistItem {
            id,
            ver: 1,
            regulation_id: RegulationId(shipped("regulation", regulation)),
            position: number,
            code,
            text: "Niêm yết công khai phương án.".into(),
            evidence: String::new(),
            valid_from: None,
            valid_to: None,
            unit_kinds: vec![UnitKind::Ward],
            district: String::new(),
            origin: ItemOrigin::Practice,
        },
        legal_refs: Vec::new(),
        rating: Rating {
            value,
            comment: comment.into(),
            ..Rating::blank(visit_id(), id)
        },
        shortcomings: Vec::new(),
    }
}

fn regulation(
    code: &str,
    kind: RegulationKind,
    title: &str,
    items: Vec<ItemSheet>,
) -> RegulationSheet {
    RegulationSheet {
        regulation: Regulation {
            id: RegulationId(shipped("regulation", code)),
            ver: 1,
            catalogue_id: CatalogueId(shipped("catalogue", "1")),
            position: 1,
            code: code.into(),
            title: title.into(),
            kind,
            title_checked: false,
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

fn regulations() -> Vec<RegulationSheet> {
    use RatingValue::{Met, NotApplicable, NotMet, NotRated, PartlyMet};
    vec![
        regulation(
            "CHUNG",
            RegulationKind::General,
            "Công tác lãnh đạo, chỉ đạo và nội dung chung",
            vec![
                item("CHUNG", 1, Met, "Kế hoạch năm ban hành đúng thời hạn"),
                item("CHUNG", 2, PartlyMet, "Chưa kịp thời"),
                item("CHUNG", 3, NotRated, ""),
            ],
        ),
        regulation(
            "GPMB",
            RegulationKind::Qcdc,
            "Quy chế dân chủ trong công tác giải phóng mặt bằng",
            vec![
                item("GPMB", 1, Met, ""),
                item("GPMB", 2, Met, ""),
                item("GPMB", 3, NotMet, "Chưa niêm yết"),
                item("GPMB", 4, NotApplicable, "Không có dự án"),
            ],
        ),
        regulation(
            "VSMT",
            RegulationKind::Qcdc,
            "Quy chế dân chủ trong quản lý vệ sinh môi trường",
            vec![item("VSMT", 1, NotRated, ""), item("VSMT", 2, NotRated, "")],
        ),
    ]
}

fn participant(side: Side, role: ParticipantRole, name: &str, title: &str) -> Participant {
    Participant {
        id: ParticipantId(shipped("participant", name)),
        ver: 1,
        visit_id: visit_id(),
        side,
        position: 1,
        name: name.into(),
        title: title.into(),
        role,
    }
}

pub fn shortcoming(code: &str, regulation: Option<&str>, description: &str) -> Shortcoming {
    Shortcoming {
        id: ShortcomingId(shipped("shortcoming", code)),
        ver: 1,
        visit_id: visit_id(),
        regulation_id: regulation.map(|code| RegulationId(shipped("regulation", code))),
        item_id: None,
        position: 1,
        description: description.into(),
        level: ShortcomingLevel::ReportUp,
        cause_external: "Nhiều dự án triển khai cùng lúc.".into(),
        cause_own: String::new(),
        order_text: String::new(),
        owner: String::new(),
        evidence: String::new(),
        deadline: Some(day(2023, 2, 28)),
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

fn shortcomings() -> Vec<Shortcoming> {
    vec![
        Shortcoming {
            cause_own: "Việc phân công người phụ trách hồ sơ chưa rõ".into(),
            order_text: "Niêm yết công khai kết quả giải quyết kiến nghị.".into(),
            owner: "UBND phường Phúc Đồng".into(),
            evidence: "Biên bản niêm yết, ảnh chụp tại 03 địa điểm".into(),
            ..shortcoming(
                "niem-yet",
                Some("GPMB"),
                "Chưa niêm yết công khai kết quả giải quyết kiến nghị sau đối thoại",
            )
        },
        Shortcoming {
            cause_external: "nhiều dự án  triển khai cùng lúc".into(),
            cause_own: "Công tác kiểm tra chưa thường xuyên.".into(),
            order_text: "Bổ sung số liệu còn thiếu về thực hiện Thông tri của Quận ủy".into(),
            owner: "Khối Dân vận Đảng ủy phường".into(),
            deadline: Some(day(2023, 1, 31)),
            ..shortcoming("so-lieu", Some("CHUNG"), "báo cáo còn thiếu số liệu.")
        },
    ]
}

pub fn visit_page() -> VisitPage {
    let unit_id = UnitId(shipped("unit", "lb-phuc-dong"));
    let body_id = BodyId(shipped("body", "long-bien"));
    VisitPage {
        documents: Vec::new(),
        past: Vec::new(),
        attachments: Vec::new(),
        people: Vec::new(),
        owners: Vec::new(),
        visit: Visit {
            id: visit_id(),
            ver: 1,
            unit_id,
            body_id,
            catalogue_id: CatalogueId(shipped("catalogue", "1")),
            kind: VisitKind::Periodic,
            state: VisitState::Visited,
            state_reason: String::new(),
            date: day(2022, 12, 12),
            time: None,
            place: "trụ sở Đảng ủy phường Phúc Đồng".into(),
            topic: String::new(),
            basis: "Kế hoạch số 15-KH/BDVQU ngày 10/01/2022 của Ban Dân vận Quận ủy".into(),
            period_from: Some(day(2022, 1, 1)),
            period_to: Some(day(2022, 11, 30)),
            covered: Vec::new(),
            report_received_on: None,
            report_note: String::new(),
            assessment: "Đoàn giám sát ghi nhận, đánh giá cao sự chủ động của phường.".into(),
            report_back_by: Some(day(2023, 3, 5)),
            rechecks: None,
            note: String::new(),
        },
        unit: Unit {
            id: unit_id,
            ver: 1,
            code: "lb-phuc-dong".into(),
            kind: UnitKind::Ward,
            name: "Phường Phúc Đồng".into(),
            short_name: "Phúc Đồng".into(),
            district: "long-bien".into(),
            parent_id: None,
            valid_from: None,
            valid_to: None,
            checked: false,
        },
        body: Body {
            id: body_id,
            ver: 1,
            district: "long-bien".into(),
            superior: "QUẬN ỦY LONG BIÊN".into(),
            name: "BAN DÂN VẬN".into(),
            symbol: "BDVQU".into(),
            place: "Long Biên".into(),
            term_from: day(2020, 8, 1),
            valid_from: None,
            valid_to: None,
            recipients: Vec::new(),
        },
        signers: Vec::new(),
        catalogue: Catalogue {
            id: CatalogueId(shipped("catalogue", "1")),
            ver: 1,
            code: "mac-dinh".into(),
            version: 1,
            title: "Danh mục".into(),
            note: String::new(),
        },
        participants: vec![
            participant(
                Side::Team,
                ParticipantRole::Head,
                "Nguyễn Văn A",
                "Trưởng Ban Dân vận Quận ủy",
            ),
            participant(
                Side::Unit,
                ParticipantRole::Reporter,
                "Trần Thị B",
                "Bí thư Đảng ủy phường",
            ),
        ],
        regulations: regulations(),
        strengths: vec![Strength {
            id: StrengthId(shipped("strength", "1")),
            ver: 1,
            visit_id: visit_id(),
            regulation_id: Some(RegulationId(shipped("regulation", "GPMB"))),
            item_id: None,
            position: 1,
            text: "công khai phương án bồi thường của 04 dự án tại 14 nhà văn hóa".into(),
        }],
        shortcomings: shortcomings(),
        events: Vec::new(),
        conclusion: None,
        replaced: Vec::new(),
        next_number: 12,
        rechecks: None,
        sample: false,
        rules: qcdc::read::PaperRules::default(),
        chase: qcdc::read::VisitChase::default(),
    }
}

/// The visit with its conclusion drafted and stored.
pub fn concluded_page() -> VisitPage {
    let mut page = visit_page();
    let conclusion_id = ConclusionId(shipped("conclusion", "1"));
    let paragraphs = draft_conclusion(&page)
        .into_iter()
        .zip(1..)
        .map(|(draft, position)| Paragraph {
            id: ParagraphId(shipped("paragraph", &position.to_string())),
            ver: 1,
            conclusion_id,
            section: draft.section,
            position,
            style: draft.style,
            text: draft.text,
            source: draft.source,
            edited: false,
            drafted: String::new(),
        })
        .collect();
    page.conclusion = Some(ConclusionPage {
        conclusion: Conclusion {
            id: conclusion_id,
            ver: 1,
            visit_id: visit_id(),
            state: ConclusionState::Draft,
            doc_type: "TB".into(),
            number: Some(9),
            symbol: "BDVQU".into(),
            term_from: day(2020, 8, 1),
            date: Some(day(2022, 12, 27)),
            subject: draft_subject(&page),
            signer_title: "PHÓ TRƯỞNG BAN".into(),
            signer_right: SigningRight::Deputy,
            signer_name: "Nguyễn Văn An".into(),
            recipients: vec![
                "Thường trực Quận ủy (để báo cáo)".into(),
                "Đảng ủy {unit}".into(),
                "Lưu Ban Dân vận Quận ủy".into(),
            ],
            replaces: None,
            issued_at: None,
            sha256: String::new(),
        },
        paragraphs,
        left_out: Vec::new(),
    });
    page
}
