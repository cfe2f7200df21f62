//! Guiding documents: written down, replaced, put into effect, cited, and what is only asked about.

use crate::desk::Desk;
use crate::support;

use std::fmt::Write as _;
use std::path::Path;

use eframe::egui::Key;
use qcdc::documents::lay_out;
use qcdc::documents::papers::documents_paper;
use qcdc::domain::{DocumentId, DocumentTask, DocumentType, GuidingDocument, TaskState, UnitId};
use qcdc::read::guiding::{DocumentFilter, DocumentPage, TaskTally};
use qcdc::register::{NewFile, NewTask, Register, RegisterError};
use serde_json::Value;

const TODAY: &str = "2023-07-05";

fn document(doc_type: DocumentType, number: &str, date: &str) -> GuidingDocument {
    GuidingDocument {
        id: DocumentId(uuid::Uuid::nil()),
        ver: 0,
        doc_type,
        number: number.into(),
        date: Some(support::day(date)),
        issuer: "Quận ủy Long Biên".into(),
        subject: "Thực hiện quy chế dân chủ".into(),
        valid_from: None,
        valid_to: None,
        replaced_by: None,
        checked: false,
        note: String::new(),
    }
}

fn pdf(text: &str) -> NewFile {
    NewFile::of(
        "kế hoạch.pdf",
        format!("%PDF-1.7 {text}").into_bytes(),
        |_, _| Vec::new(),
    )
    .unwrap()
}

fn page(register: &Register) -> DocumentPage {
    register
        .documents(&DocumentFilter::default(), register.today())
        .unwrap()
}

fn ward(register: &Register, code: &str) -> UnitId {
    register.unit_by_code(code).unwrap().unwrap().id
}

fn places<T: std::fmt::Debug>(result: Result<T, RegisterError>) -> Vec<String> {
    match result.unwrap_err() {
        RegisterError::Problems(problems) => problems.0.into_iter().map(|p| p.place).collect(),
        other => panic!("{other}"),
    }
}

fn task(document_id: DocumentId, unit_id: UnitId, done_on: Option<&str>) -> NewTask {
    NewTask {
        document_id,
        unit_id,
        due: Some(support::day("2023-02-15")),
        done_on: done_on.map(support::day),
        own_paper: done_on.map_or_else(String::new, |_| "Kế hoạch số 28-KH/ĐU".into()),
        note: String::new(),
    }
}

#[test]
fn a_document_is_kept_changed_replaced_removed_and_all_of_it_undone() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let plan = document(DocumentType::Plan, " 18-KH/QU ", "2022-12-30");
    let old = register
        .save_document(None, &plan, &[pdf("a")])
        .unwrap()
        .value;
    let first = page(&register).entries[0].clone();
    assert_eq!(first.document.number, "18-KH/QU");
    assert_eq!(first.files.len(), 1);
    assert_eq!(
        register.document_file(first.files[0].id).unwrap().1,
        b"%PDF-1.7 a"
    );
    assert_eq!(
        places(register.save_document(None, &plan, &[])),
        ["number"],
        "twice"
    );
    let same_file = register.save_document(Some(&first.document), &first.document, &[pdf("a")]);
    assert!(same_file.is_err());
    let newer = document(DocumentType::Plan, "20-KH/QU", "2023-03-01");
    let new = register.save_document(None, &newer, &[]).unwrap().value;
    let replaced = GuidingDocument {
        valid_to: Some(support::day("2023-02-28")),
        replaced_by: Some(new),
        ..first.document.clone()
    };
    register
        .save_document(Some(&first.document), &replaced, &[])
        .unwrap();
    let after = page(&register);
    let entry = after.entry(old).unwrap();
    assert_eq!(
        entry.replaced_by.as_deref(),
        Some("Kế hoạch số 20-KH/QU ngày 01/03/2023")
    );
    assert!(!entry.document.in_force(register.today()));
    let newer = after.entry(new).unwrap().document.clone();
    let circle = GuidingDocument {
        replaced_by: Some(old),
        ..newer.clone()
    };
    assert_eq!(
        places(register.save_document(Some(&newer), &circle, &[])),
        ["replaced_by"]
    );
    let refused = register.remove_document(new).unwrap_err().to_string();
    assert!(refused.contains("18-KH/QU"), "{refused}");
    let stale = GuidingDocument {
        subject: "Khác".into(),
        ..first.document.clone()
    };
    let mine = GuidingDocument {
        valid_to: Some(support::day("2023-05-01")),
        ..stale
    };
    let clash = register.save_document(Some(&first.document), &mine, &[]);
    assert!(
        matches!(clash, Err(RegisterError::Conflict(_))),
        "{clash:?}"
    );
    register
        .save_task(
            None,
            &task(old, ward(&register, "lb-phuc-dong"), Some("2023-02-15")),
        )
        .unwrap();
    register.remove_document(old).unwrap();
    assert_eq!(page(&register).total, 1);
    register.undo().unwrap();
    let back = page(&register);
    let entry = back.entry(old).unwrap();
    assert_eq!((entry.files.len(), entry.tasks.len()), (1, 1));
    assert!(support::findings(&register).is_empty());
    for _ in 0..4 {
        register.undo().unwrap();
    }
    assert_eq!(page(&register).total, 0);
}

#[test]
fn wards_are_asked_and_what_they_did_is_counted() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let plan = document(DocumentType::Plan, "18-KH/QU", "2022-12-30");
    let id = register.save_document(None, &plan, &[]).unwrap().value;
    assert_eq!(page(&register).tally().words(), "chưa giao đơn vị nào");
    let units: Vec<UnitId> = page(&register).units.iter().map(|unit| unit.id).collect();
    assert_eq!(units.len(), 14);
    let due = Some(support::day("2023-02-15"));
    register.assign_document(id, &units, due).unwrap();
    let (phuc_dong, cu_khoi) = (
        ward(&register, "lb-phuc-dong"),
        ward(&register, "lb-cu-khoi"),
    );
    let there = register.document_task(id, phuc_dong).unwrap();
    register
        .save_task(there.as_ref(), &task(id, phuc_dong, Some("2023-02-15")))
        .unwrap();
    register
        .save_task(None, &task(id, cu_khoi, Some("2023-02-18")))
        .unwrap();
    let now = page(&register);
    assert_eq!(
        now.tally(),
        TaskTally {
            in_time: 1,
            late: 1,
            missing: 12,
            not_due: 0
        }
    );
    assert_eq!(now.entry(id).unwrap().tally(now.as_of).share(), "2/14");
    let before = register
        .documents(&DocumentFilter::default(), support::day("2023-02-16"))
        .unwrap();
    let cell = before.tasks()[&(cu_khoi, id)].standing(before.as_of);
    assert_eq!(
        (cell.state, cell.days),
        (TaskState::Missing, 1),
        "not done yet on that day"
    );
    // asking again moves only the day
    register
        .assign_document(id, &units, Some(support::day("2023-02-20")))
        .unwrap();
    let kept: DocumentTask = register.document_task(id, cu_khoi).unwrap().unwrap();
    assert_eq!(kept.own_paper, "Kế hoạch số 28-KH/ĐU");
    assert_eq!(page(&register).tally().in_time, 2);
    let nameless = NewTask {
        own_paper: " ".into(),
        ..task(id, phuc_dong, Some("2023-07-06"))
    };
    assert_eq!(
        places(register.save_task(Some(&there.unwrap()), &nameless)),
        ["done_on", "own_paper"]
    );
    let early = register.assign_document(id, &units, Some(support::day("2022-12-29")));
    assert_eq!(places(early), ["due"]);
    assert!(register.assign_document(id, &[], None).is_err());
    register.remove_task(id, cu_khoi).unwrap();
    assert_eq!(page(&register).tally().all(), 13);
    register.undo().unwrap();
    assert_eq!(page(&register).tally().all(), 14);
    let refused = register.choose_district("dong-da").unwrap_err().to_string();
    assert!(refused.contains("văn bản chỉ đạo"), "{refused}");
    assert!(support::findings(&register).is_empty());
}

/// Exit code, answer and message.
fn typed(file: &Path, words: &[&str]) -> (u8, String, String) {
    support::typed::typed(file, TODAY, words)
}

fn samples() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples/documents.json");
    path.to_str().unwrap().to_owned()
}

#[test]
fn what_the_program_says_of_the_documents_that_the_sources_name() {
    let (_folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let (code, _, err) = typed(&path, &["document", "import", &samples()]);
    assert_eq!(code, 0, "{err}");
    let (_, _, again) = typed(&path, &["document", "import", &samples()]);
    assert!(
        again.contains("Đã ghi 0 văn bản chỉ đạo; 12 văn bản đã có"),
        "{again}"
    );
    let (_, json, _) = typed(&path, &["list", "documents", "--json"]);
    let lines: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(lines.len(), 12);
    let mut told = String::new();
    for line in &lines {
        writeln!(told, "{}", line["citation"].as_str().unwrap()).unwrap();
        for warning in line["warnings"].as_array().unwrap() {
            writeln!(told, "  {}", warning.as_str().unwrap()).unwrap();
        }
    }
    insta::assert_snapshot!("documents_of_the_sources", told);
    let warnings = |number: &str| {
        let line = lines.iter().find(|line| line["number"] == number).unwrap();
        line["warnings"].as_array().unwrap().len()
    };
    assert_eq!(warnings("08-CT/QU"), 1);
    for number in ["06-TT/QU", "05-TT/QU", "07-CT/TU", "18-KH/QU"] {
        assert_eq!(warnings(number), 0, "{number}");
    }
    let register = support::open(&path, TODAY);
    let plan = register.document_by_number("18-KH/QU").unwrap();
    let phuc_dong = ward(&register, "lb-phuc-dong");
    let task = register.document_task(plan.id, phuc_dong).unwrap().unwrap();
    assert_eq!(task.own_paper, "Kế hoạch số 28-KH/ĐU");
    assert!(support::findings(&register).is_empty());
}

#[test]
fn documents_as_typed() {
    let (folder, path) = support::place();
    drop(support::create(&path, TODAY));
    let paper = folder.path().join("ke-hoach.pdf");
    std::fs::write(&paper, b"%PDF-1.7 x").unwrap();
    let paper = paper.to_str().unwrap().to_owned();
    let mut told = String::new();
    let mut type_it = |line: &str| {
        let words: Vec<String> = line
            .split('|')
            .map(|word| word.replace("{paper}", &paper))
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (code, out, err) = typed(&path, &words);
        writeln!(
            told,
            "$ qcdc {}\n{out}{err}[{code}]\n",
            line.replace('|', " ")
        )
        .unwrap();
        out
    };
    let long_bien = "--issuer|Quận ủy Long Biên";
    type_it(&format!(
        "document|add|--type|Kế hoạch|--number|18-KH/QU|--date|30/12/2020|{long_bien}|--subject|Thực hiện chủ đề năm 2021|--attach|{{paper}}"
    ));
    type_it(&format!(
        "document|add|--type|thông tri|--number|08-CT/QU|--date|12/11/2021|{long_bien}"
    ));
    type_it(&format!(
        "document|add|--type|thông tri|--number|06-TT/QU|--date|2/3/16|{long_bien}"
    ));
    type_it(&format!(
        "document|add|--type|sổ tay|--number|1-ST/QU|{long_bien}"
    ));
    type_it("document|add|--type|Công văn|--number|1-CV/QU");
    type_it("document|edit|06-TT/QU|--valid-to|01/01/2016");
    type_it("document|edit|06-TT/QU|--valid-to|11/11/2021|--replaced-by|08-CT/QU");
    type_it("document|edit|99-TT/QU|--checked");
    type_it("document|assign|18-KH/QU|--unit|lb-phuc-dong,lb-cu-khoi,lb-bo-de|--by|31/01/2021");
    type_it(
        "document|done|18-KH/QU|--unit|lb-phuc-dong|--with|Kế hoạch số 28-KH/ĐU|--on|15/01/2021",
    );
    type_it("document|done|18-KH/QU|--unit|lb-cu-khoi|--with|Kế hoạch số 05-KH/ĐU|--on|03/02/2021");
    type_it("document|done|18-KH/QU|--unit|lb-cu-khoi|--with||--on|06/07/2023");
    type_it("list|documents");
    type_it("list|documents|--matrix");
    type_it("list|documents|--in-force|--text|thong tri");
    type_it("document|remove|08-CT/QU");
    type_it("document|remove|18-KH/QU");
    insta::assert_snapshot!("documents_as_typed", told);
}

#[test]
fn the_register_on_paper_counts_what_the_list_counts() {
    let (folder, path) = support::place();
    drop(support::create(&path, TODAY));
    typed(&path, &["document", "import", &samples()]);
    let by = ["document", "assign", "18-KH/QU", "--by", "31/01/2021"];
    assert_eq!(typed(&path, &by).0, 0);
    let register = support::open(&path, TODAY);
    let sheet = register
        .document_sheet(&DocumentFilter::default(), support::day(TODAY))
        .unwrap();
    let pages = lay_out(&documents_paper(&sheet).unwrap()).unwrap();
    let words: Vec<String> = pages
        .iter()
        .zip(1..)
        .map(|(page, number)| format!("===== trang {number}\n{}", page.to_text()))
        .collect();
    insta::assert_snapshot!("documents_on_paper", words.concat());
    drop(register);
    let made = |format: &str| {
        let to = folder.path().join(format!("vb.{format}"));
        let words = ["export", "documents", "--format", format, "--out"];
        let (code, _, err) = typed(&path, &[&words[..], &[to.to_str().unwrap()]].concat());
        assert_eq!(code, 0, "{err}");
        std::fs::read(to).unwrap()
    };
    assert!(made("pdf").starts_with(b"%PDF"));
    assert!(made("docx").starts_with(b"PK"));
    let mut book: calamine::Xlsx<_> =
        calamine::Reader::new(std::io::Cursor::new(made("xlsx"))).unwrap();
    let names = calamine::Reader::sheet_names(&book).clone();
    let range = calamine::Reader::worksheet_range(&mut book, &names[1]).unwrap();
    let last = range.rows().next_back().unwrap();
    let share = page(&support::open(&path, TODAY)).entries;
    let share = share
        .iter()
        .find(|entry| entry.document.number == "18-KH/QU")
        .unwrap()
        .tally(support::day(TODAY))
        .share();
    assert!(
        last.iter().any(|cell| cell.to_string() == share),
        "{last:?} {share}"
    );
}

#[test]
fn a_search_finds_a_document_by_number_or_words() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let plan = document(DocumentType::Plan, "18-KH/QU", "2022-12-30");
    register.save_document(None, &plan, &[]).unwrap();
    for typed in ["18-KH/QU", "quy che dan chu", "ke hoach 18"] {
        let hits = register.search(typed).unwrap();
        assert!(
            hits.iter()
                .any(|hit| hit.title == "Kế hoạch số 18-KH/QU ngày 30/12/2022"),
            "{typed}: {hits:?}"
        );
        let found = register.find(typed).unwrap();
        assert!(
            found.iter().any(|one| one.title.contains("18-KH/QU")),
            "{typed}"
        );
    }
}

#[test]
fn in_the_window_a_document_is_written_assigned_put_into_effect_and_cited() {
    let mut desk = Desk::new(20);
    desk.tab("Văn bản chỉ đạo");
    desk.wait("Chưa có văn bản chỉ đạo nào trong sổ");
    desk.click("Ghi văn bản…");
    desk.choose("Thể loại", "thong tri");
    desk.fill("Số và ký hiệu", "08-CT/QU");
    desk.rest();
    desk.wait("Ký hiệu “CT” là của chỉ thị");
    desk.fill("Ngày văn bản", "12/11/2021");
    desk.rest();
    desk.fill("Trích yếu", "Đẩy mạnh công tác dân vận");
    desk.rest();
    desk.click("Lưu");
    desk.wait("Hãy ghi cơ quan ban hành.");
    desk.fill("Cơ quan ban hành", "Ban Thường vụ Quận ủy Long Biên");
    desk.rest();
    desk.fill("Hết hiệu lực sau", "01/12/2022");
    desk.rest();
    desk.click("Lưu");
    desk.wait("Đã ghi Thông tri số 08-CT/QU");
    desk.row("08-CT/QU");
    desk.click("Giao đơn vị…");
    desk.wait("Tất cả 14 đơn vị chưa giao");
    desk.fill("Hạn triển khai", "31/12/2021");
    desk.rest();
    desk.click("Giao 14 đơn vị");
    desk.wait("Phường Bồ Đề: Quá hạn 354 ngày");
    desk.click("Bảng văn bản × đơn vị");
    desk.click("Phường Bồ Đề, 08-CT/QU: Quá hạn 354 ngày. Hạn 31/12/2021");
    desk.fill("Ngày triển khai", "05/01/2022");
    desk.rest();
    desk.click("Lưu");
    desk.wait("Hãy ghi văn bản triển khai của đơn vị");
    desk.fill("Văn bản triển khai", "Kế hoạch số 28-KH/ĐU");
    desk.rest();
    desk.click("Lưu");
    desk.wait("Phường Bồ Đề, 08-CT/QU: Chậm 5 ngày. Kế hoạch số 28-KH/ĐU, 05/01/2022");
    desk.command(Key::Z);
    desk.wait("Phường Bồ Đề, 08-CT/QU: Quá hạn 354 ngày. Hạn 31/12/2021");

    // cited as the basis of a visit after its last day
    desk.tab("Cuộc giám sát");
    desk.command(Key::N);
    desk.wait("Đơn vị được giám sát");
    desk.choose("Đơn vị được giám sát", "phuc dong");
    desk.click("Ghi và mở");
    desk.tab("Thông tin");
    desk.wait("Dẫn văn bản chỉ đạo");
    desk.choose("Dẫn văn bản chỉ đạo", "08-ct");
    desk.wait("hết hiệu lực sau 01/12/2022 vào ngày 20/12/2022");
    assert_eq!(
        desk.value("Căn cứ"),
        "Thông tri số 08-CT/QU ngày 12/11/2021 của Ban Thường vụ Quận ủy Long Biên về đẩy mạnh công tác dân vận"
    );

    // and in a new version of the catalogue
    desk.tab("Danh mục");
    desk.click("Soạn bản mới");
    desk.wait("Dẫn văn bản chỉ đạo cho CHUNG");
    desk.choose("Dẫn văn bản chỉ đạo cho CHUNG", "08-ct");
    assert_eq!(
        desk.value("Căn cứ 9 của CHUNG"),
        "Thông tri số 08-CT/QU ngày 12/11/2021 của Ban Thường vụ Quận ủy Long Biên"
    );
}
