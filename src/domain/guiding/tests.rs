use chrono::NaiveDate;
use uuid::Uuid;

use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn document(doc_type: DocumentType, number: &str) -> GuidingDocument {
    GuidingDocument {
        id: DocumentId(Uuid::from_u128(number.len() as u128)),
        ver: 1,
        doc_type,
        number: number.into(),
        date: Some(day(2021, 11, 12)),
        issuer: "Ban Thường vụ Quận ủy Long Biên".into(),
        subject: "Đẩy mạnh công tác dân vận".into(),
        valid_from: None,
        valid_to: None,
        replaced_by: None,
        checked: false,
        note: String::new(),
    }
}

#[test]
fn the_abbreviation_is_read_from_party_and_state_numbers() {
    for (number, wanted) in [
        ("08-CT/QU", Some("CT")),
        ("18-KH/QU", Some("KH")),
        ("28-KH/ĐU", Some("KH")),
        ("84/2015/NĐ-CP", Some("NĐ")),
        ("34/2007/PL-UBTVQH11", Some("PL")),
        ("343/2016/TT-BTC", Some("TT")),
        ("10/2022/QH15", None),
        ("217", None),
        ("", None),
    ] {
        assert_eq!(abbreviation(number), wanted, "{number}");
    }
}

#[test]
fn a_type_that_does_not_fit_its_symbol_is_asked_about_and_never_refused() {
    let wrong = document(DocumentType::Circular, "08-CT/QU");
    assert_eq!(
        wrong.warnings(),
        ["Ký hiệu “CT” là của chỉ thị; thông tri mang ký hiệu TT. Hãy đối chiếu với văn bản gốc."]
    );
    wrong.check().unwrap();
    for (kind, number) in [
        (DocumentType::Circular, "06-TT/QU"),
        (DocumentType::Circular, "05-TT/QU"),
        (DocumentType::Directive, "07-CT/TU"),
        (DocumentType::Plan, "18-KH/QU"),
        (DocumentType::Rule, "37-QĐ/TW"),
        (DocumentType::StateCircular, "343/2016/TT-BTC"),
        (DocumentType::Law, "10/2022/QH15"),
        (DocumentType::Other, "12-CT/QU"),
    ] {
        assert!(document(kind, number).warnings().is_empty(), "{number}");
    }
    let unknown = document(DocumentType::Plan, "08-XY/QU").warnings();
    assert!(
        unknown[0].contains("không phải của thể loại nào đã biết"),
        "{unknown:?}"
    );
    let bare = GuidingDocument {
        date: None,
        ..document(DocumentType::Plan, "")
    };
    assert_eq!(bare.warnings().len(), 2);
}

#[test]
fn a_citation_is_made_in_one_way() {
    let one = document(DocumentType::Circular, "06-TT/QU");
    assert_eq!(
        one.citation(),
        "Thông tri số 06-TT/QU ngày 12/11/2021 của Ban Thường vụ Quận ủy Long Biên về đẩy mạnh công tác dân vận"
    );
    let about = GuidingDocument {
        subject: "Về dân vận.".into(),
        date: None,
        issuer: String::new(),
        ..one.clone()
    };
    assert_eq!(about.citation(), "Thông tri số 06-TT/QU về dân vận");
    assert!(one.is_cited_in("Căn cứ Thông tri số 06-tt/qu của Quận ủy"));
    assert!(!one.is_cited_in("Căn cứ Thông tri số 106-TT/QU"));
    assert!(!one.is_cited_in("Căn cứ Thông tri số 06-TT/QUX"));
    assert!(one.is_cited_in("số 106-TT/QU và 06-TT/QU."));
    assert!(!document(DocumentType::Other, "").is_cited_in("bất kỳ"));
    let bare = document(DocumentType::Ordinance, "34");
    assert!(bare.is_cited_in("theo pháp lệnh số 34 của UBTV Quốc hội"));
    assert!(bare.is_cited_in("Pháp lệnh 34"));
    assert!(!bare.is_cited_in("Điều 34, 34 hộ, pháp lệnh 345"));
}

#[test]
fn what_is_cited_after_its_last_day_is_told_with_what_replaced_it() {
    let mut old = document(DocumentType::Ordinance, "34/2007/PL-UBTVQH11");
    old.date = Some(day(2007, 4, 20));
    old.valid_from = Some(day(2007, 7, 1));
    old.valid_to = Some(day(2023, 6, 30));
    let new = document(DocumentType::Law, "10/2022/QH15");
    old.replaced_by = Some(new.id);
    let all = [old.clone(), new.clone()];
    let text = "Căn cứ Pháp lệnh 34/2007/PL-UBTVQH11";
    assert!(
        citation_warnings(&all, text, day(2023, 6, 30)).is_empty(),
        "the last day counts"
    );
    let told = citation_warnings(&all, text, day(2023, 7, 1));
    assert_eq!(
        told,
        [
            "Pháp lệnh số 34/2007/PL-UBTVQH11 ngày 20/04/2007 hết hiệu lực sau 30/06/2023 vào ngày 01/07/2023; đã thay bằng Luật số 10/2022/QH15 ngày 12/11/2021."
        ]
    );
    let early = citation_warnings(&all, text, day(2007, 6, 30));
    assert!(
        early[0].contains("chưa có hiệu lực, từ 01/07/2007"),
        "{early:?}"
    );
    assert!(citation_warnings(&all, "Căn cứ khác", day(2030, 1, 1)).is_empty());
    old.valid_to = Some(day(2007, 6, 1));
    old.replaced_by = Some(old.id);
    old.issuer.clear();
    let places: Vec<String> = old
        .check()
        .unwrap_err()
        .0
        .into_iter()
        .map(|p| p.place)
        .collect();
    assert_eq!(places, ["issuer", "valid_to", "replaced_by"]);
}

#[test]
fn a_task_is_in_time_late_overdue_or_still_to_come() {
    let due = Some(day(2021, 1, 31));
    let on = |looking, done| TaskStanding::on(looking, due, done).words();
    assert_eq!(on(day(2021, 3, 1), Some(day(2021, 1, 31))), "Đúng hạn");
    assert_eq!(on(day(2021, 3, 1), Some(day(2021, 2, 3))), "Chậm 3 ngày");
    assert_eq!(
        on(day(2021, 2, 2), Some(day(2021, 2, 3))),
        "Quá hạn 2 ngày",
        "not done yet"
    );
    assert_eq!(on(day(2021, 1, 31), None), "Chưa triển khai");
    let never = TaskStanding::on(day(2030, 1, 1), None, None);
    assert_eq!(
        never.state,
        TaskState::NotDue,
        "without a due day nothing is late"
    );
    let plan = document(DocumentType::Plan, "18-KH/QU");
    let task = DocumentTask {
        document_id: plan.id,
        unit_id: UnitId(Uuid::nil()),
        ver: 1,
        due: Some(day(2021, 11, 11)),
        done_on: Some(day(2022, 1, 5)),
        own_paper: String::new(),
        note: String::new(),
    };
    let problems = task.check(&plan, day(2022, 1, 4)).unwrap_err().0;
    let places: Vec<&str> = problems.iter().map(|p| p.place.as_str()).collect();
    assert_eq!(places, ["due", "done_on", "own_paper"]);
}

#[test]
fn a_type_is_known_by_its_name() {
    assert_eq!(
        DocumentType::named(" thông tri "),
        Some(DocumentType::Circular)
    );
    assert_eq!(DocumentType::named("plan"), Some(DocumentType::Plan));
    assert_eq!(DocumentType::named("sổ tay"), None);
}
