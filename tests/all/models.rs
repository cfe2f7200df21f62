//! Mô hình Dân vận khéo: registered, taken through their stages, compared, counted the same everywhere, and what is
//! refused.

use crate::samples::run_file;
use crate::support;
use crate::support::typed::typed;

use std::fmt::Write as _;
use std::path::Path;

use qcdc::documents::content::{Block, Paper};
use qcdc::documents::lay_out;
use qcdc::documents::papers::{model_comparison_paper, model_proposal_paper, model_register_paper};
use qcdc::domain::due::DueState;
use qcdc::domain::ids::shipped;
use qcdc::domain::{
    Commitment, CommitmentId, ModelFieldId, ModelId, ModelKind, ModelOutcome, ModelPraise,
    ModelState, RecognitionLevel, SkilfulModel, UnitId,
};
use qcdc::read::skilful_model::ModelTally;
use qcdc::read::{HitKind, ModelFilter};
use qcdc::register::{Fate, ModelEntry, Register, RegisterError, blank_model};
use serde_json::Value;

const TODAY: &str = "2021-12-20";

fn unit(register: &Register, code: &str) -> UnitId {
    register.unit_by_code(code).unwrap().unwrap().id
}

fn new(register: &Register, who: &str, on: &str) -> SkilfulModel {
    SkilfulModel {
        title: "Vận động bàn giao mặt bằng".into(),
        who: who.into(),
        ..blank_model(unit(register, "lb-phuc-dong"), 2021, support::day(on))
    }
}

fn register_one(register: &mut Register, who: &str, on: &str) -> ModelId {
    let model = new(register, who, on);
    register.register_model(&model).unwrap().value
}

fn stored(register: &Register, id: ModelId) -> SkilfulModel {
    register.model(id, support::day(TODAY)).unwrap().row.model
}

fn change(register: &mut Register, id: ModelId, change: impl FnOnce(&mut SkilfulModel)) {
    let base = stored(register, id);
    let mut new = base.clone();
    change(&mut new);
    register.edit_model(&base, &new).unwrap();
}

fn review(model: &mut SkilfulModel, on: &str, praise: Option<ModelPraise>) {
    model.reviewed_on = Some(support::day(on));
    model.review = "Hoàn thành".into();
    model.praise = praise;
}

fn recognise(model: &mut SkilfulModel, on: &str) {
    model.decided_on = Some(support::day(on));
    model.outcome = Some(ModelOutcome::Recognised);
    model.level = Some(RecognitionLevel::District);
    model.decided_by = "Ban Thường vụ Quận ủy".into();
    model.decision_number = "12-QĐ/QU".into();
}

fn promise(register: &mut Register, id: ModelId, text: &str, due: &str) -> CommitmentId {
    let one = Commitment {
        id: CommitmentId(uuid::Uuid::nil()),
        ver: 0,
        model_id: id,
        position: 0,
        text: text.into(),
        due: Some(support::day(due)),
        done_on: None,
        result: String::new(),
    };
    register.save_commitment(None, &one).unwrap().value
}

fn state(register: &Register, id: ModelId, on: &str) -> Option<ModelState> {
    stored(register, id).state_on(support::day(on))
}

/// The places that a refusal names.
fn places<T: std::fmt::Debug>(result: Result<T, RegisterError>) -> Vec<String> {
    match result.unwrap_err() {
        RegisterError::Problems(problems) => problems.0.into_iter().map(|p| p.place).collect(),
        other => panic!("{other}"),
    }
}

#[test]
fn a_model_goes_through_its_stages_and_every_step_is_undone() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = register_one(&mut register, "  Chi bộ 5 ", "2021-02-10");
    assert_eq!(stored(&register, id).who, "Chi bộ 5");
    change(&mut register, id, |m| {
        m.started_on = Some(support::day("2021-03-01"));
    });
    change(&mut register, id, |m| {
        review(m, "2021-11-15", Some(ModelPraise::Reward));
    });
    change(&mut register, id, |m| recognise(m, "2021-12-10"));
    for (on, wanted) in [
        ("2021-02-09", None),
        ("2021-02-10", Some(ModelState::Registered)),
        ("2021-03-01", Some(ModelState::UnderWay)),
        ("2021-11-15", Some(ModelState::Reviewed)),
        ("2021-12-09", Some(ModelState::Reviewed)),
        ("2021-12-10", Some(ModelState::Recognised)),
    ] {
        assert_eq!(state(&register, id, on), wanted, "{on}");
    }
    assert_eq!(
        stored(&register, id).recognition(),
        "Cấp quận, Quyết định số 12-QĐ/QU ngày 10/12/2021 của Ban Thường vụ Quận ủy"
    );
    let base = stored(&register, id);
    let back = base.without(base.last_stage().unwrap());
    register.edit_model(&base, &back).unwrap();
    assert_eq!(state(&register, id, TODAY), Some(ModelState::Reviewed));
    register.undo().unwrap();
    assert_eq!(state(&register, id, TODAY), Some(ModelState::Recognised));
    let first = promise(&mut register, id, "100% hộ nhận thông báo", "2021-06-30");
    let gone = register.remove_model(id).unwrap();
    assert!(gone.undoable && gone.changes.models && !gone.changes.visits);
    assert!(register.model(id, support::day(TODAY)).is_err());
    register.undo().unwrap();
    let detail = register.model(id, support::day(TODAY)).unwrap();
    assert_eq!(detail.commitments[0].0.id, first);
    assert_eq!(detail.commitments[0].1.state, DueState::Late);
    for _ in 0..5 {
        register.undo().unwrap();
    }
    assert_eq!(register.undo_label(), None);
    assert!(register.model(id, support::day(TODAY)).is_err());
    for _ in 0..5 {
        register.redo().unwrap();
    }
    assert_eq!(state(&register, id, TODAY), Some(ModelState::Recognised));
    assert_eq!(support::findings(&register), Vec::<String>::new());
}

#[test]
fn what_cannot_be_is_refused_by_its_field_and_nothing_is_written() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    register_one(&mut register, "Chi bộ 5", "2021-02-10");
    let good = new(&register, "Chi bộ 6", "2021-02-10");
    let mut refused = |change: &dyn Fn(&mut SkilfulModel)| {
        let mut model = good.clone();
        change(&mut model);
        places(register.register_model(&model))
    };
    assert_eq!(refused(&|m| m.title = " ".into()), ["title"]);
    assert_eq!(refused(&|m| m.who = String::new()), ["who"]);
    assert_eq!(
        refused(&|m| m.registered_on = support::day("2021-12-21")),
        ["registered_on"]
    );
    assert_eq!(refused(&|m| m.year = 2024), ["registered_on"]);
    assert_eq!(
        refused(&|m| "CHI BO 5".clone_into(&mut m.who)),
        ["title"],
        "twice, case and marks aside"
    );
    assert_eq!(
        refused(&|m| m.started_on = Some(support::day("2021-02-09"))),
        ["started_on"]
    );
    assert_eq!(refused(&|m| recognise(m, "2021-12-10")), ["reviewed_on"]);
    assert_eq!(
        refused(&|m| {
            review(m, "2021-11-15", None);
            m.decided_on = Some(support::day("2021-11-14"));
            m.outcome = Some(ModelOutcome::NotRecognised);
        }),
        ["decided_on", "outcome_reason"]
    );
    assert_eq!(
        refused(&|m| {
            review(m, "2021-11-15", None);
            recognise(m, "2021-12-10");
            m.level = None;
            m.withdrawn_on = Some(support::day("2021-12-11"));
        }),
        ["level", "withdrawn_reason", "withdrawn_on"]
    );
    assert_eq!(
        refused(&|m| m.praise = Some(ModelPraise::Commend)),
        ["reviewed_on"]
    );
    let list = register
        .models(&ModelFilter::default(), support::day(TODAY))
        .unwrap();
    assert_eq!(list.rows.len(), 1);
}

#[test]
fn two_who_edit_are_merged_or_asked() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = register_one(&mut register, "Chi bộ 5", "2021-02-10");
    let base = stored(&register, id);
    change(&mut register, id, |m| m.note = "ghi chú".into());
    let mut mine = base.clone();
    mine.started_on = Some(support::day("2021-03-01"));
    register.edit_model(&base, &mine).unwrap();
    assert_eq!(stored(&register, id).note, "ghi chú");
    mine.note = "khác".into();
    let clash = register.edit_model(&base, &mine).unwrap_err();
    assert!(matches!(clash, RegisterError::Conflict(_)), "{clash}");
}

#[test]
fn what_is_overdue_stands_out_until_it_is_done_or_the_model_ends() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = register_one(&mut register, "Chi bộ 5", "2021-02-10");
    register_one(&mut register, "Chi bộ 6", "2021-02-11");
    promise(&mut register, id, "Đối thoại với 100% hộ dân", "2021-06-30");
    let late = ModelFilter {
        late: true,
        ..ModelFilter::of_year(2021)
    };
    let count = |register: &Register, on: &str| {
        let list = register.models(&late, support::day(on)).unwrap();
        (list.rows.len(), list.late())
    };
    assert_eq!(count(&register, "2021-06-30"), (0, 0));
    assert_eq!(count(&register, "2021-07-01"), (1, 1));
    let (base, _) = register.model(id, support::day(TODAY)).unwrap().commitments[0].clone();
    let mut done = base.clone();
    done.done_on = Some(support::day("2021-07-05"));
    register.save_commitment(Some(&base), &done).unwrap();
    assert_eq!(
        count(&register, "2021-07-04"),
        (1, 1),
        "not done yet on that day"
    );
    assert_eq!(count(&register, "2021-07-05"), (0, 0));
    register.undo().unwrap();
    change(&mut register, id, |m| {
        m.withdrawn_on = Some(support::day("2021-08-01"));
        m.withdrawn_reason = "Nhập vào mô hình khác".into();
    });
    assert_eq!(
        count(&register, "2021-08-01"),
        (0, 0),
        "nobody waits for it any more"
    );
    let mut wrong = base.clone();
    wrong.done_on = Some(support::day("2021-12-21"));
    assert_eq!(
        places(register.save_commitment(Some(&base), &wrong)),
        ["done_on"]
    );
    wrong.done_on = None;
    wrong.due = Some(support::day("2021-01-01"));
    assert_eq!(
        places(register.save_commitment(Some(&base), &wrong)),
        ["due"]
    );
}

#[test]
fn quarters_are_compared_with_the_year_before_and_every_figure_comes_from_the_rows() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let ward = unit(&register, "lb-phuc-dong");
    let other = unit(&register, "lb-bo-de");
    let mut add = |unit_id, year: i64, kind, who: &str, on: &str| {
        let model = SkilfulModel {
            unit_id,
            year,
            kind,
            ..new(&register, who, on)
        };
        register.register_model(&model).unwrap().value
    };
    use ModelKind::{Collective, Individual};
    add(ward, 2020, Collective, "a", "2020-05-01");
    let early = add(ward, 2021, Collective, "b", "2020-12-20");
    add(ward, 2021, Individual, "c", "2021-03-31");
    add(other, 2021, Collective, "d", "2021-04-01");
    add(other, 2021, Collective, "e", "2021-11-01");
    change(&mut register, early, |m| review(m, "2021-06-01", None));
    change(&mut register, early, |m| recognise(m, "2021-09-02"));
    let page = register
        .compare_models(2021, "", support::day(TODAY))
        .unwrap();
    assert_eq!(page.rows.len(), 2);
    let now = page.now();
    let counts = now
        .quarters
        .map(|q| (q.collectives, q.individuals, q.recognised()));
    assert_eq!(counts, [(1, 1, 0), (1, 0, 0), (0, 0, 1), (1, 0, 0)]);
    assert_eq!(
        page.before().quarters.map(ModelTally::registered),
        [0, 1, 0, 0]
    );
    assert_eq!(
        (now.year().share(), page.before().year().share()),
        ("1/4 (25%)".into(), "0/1 (0%)".into())
    );
    let list = register
        .models(&ModelFilter::of_year(2021), support::day(TODAY))
        .unwrap();
    assert_eq!(list.tally().share(), now.year().share());
    let by_row = page
        .rows
        .iter()
        .map(|row| row.now.year().registered())
        .sum::<u64>();
    assert_eq!(by_row, list.rows.len() as u64);
    let earlier = register
        .compare_models(2021, "", support::day("2021-03-31"))
        .unwrap();
    assert_eq!(
        earlier.now().year().registered(),
        2,
        "what came later is not known yet"
    );
    assert_eq!(earlier.now().year().recognised(), 0);
    assert!(earlier.has_begun(0) && !earlier.has_begun(1));
    let nowhere = register
        .compare_models(2021, "dong-da", support::day(TODAY))
        .unwrap();
    assert!(nowhere.rows.is_empty());
}

#[test]
fn whole_models_come_in_by_their_keys_all_or_none() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let entry = |register: &Register, who: &str| ModelEntry {
        unit_code: "lb-phuc-dong".into(),
        field: "Chuyển đổi số".into(),
        model: new(register, who, "2021-02-10"),
        commitments: vec![Commitment {
            id: CommitmentId(uuid::Uuid::nil()),
            ver: 0,
            model_id: ModelId(uuid::Uuid::nil()),
            position: 0,
            text: "Một việc".into(),
            due: None,
            done_on: None,
            result: String::new(),
        }],
    };
    let mut entries = vec![entry(&register, "a"), entry(&register, "b")];
    let fates = |register: &mut Register, entries: &[ModelEntry]| {
        let put = register.put_models(entries).unwrap();
        put.value
            .into_iter()
            .map(|(_, fate)| fate)
            .collect::<Vec<_>>()
    };
    assert_eq!(fates(&mut register, &entries), [Fate::New, Fate::New]);
    assert!(
        register
            .model_fields()
            .unwrap()
            .iter()
            .any(|f| f.name == "Chuyển đổi số")
    );
    assert_eq!(fates(&mut register, &entries), [Fate::Same, Fate::Same]);
    entries[1].commitments[0].text = "Việc khác".into();
    assert_eq!(fates(&mut register, &entries), [Fate::Same, Fate::Changed]);
    entries[0].model.note = "mới".into();
    entries[1].unit_code = "khong-co".into();
    assert_eq!(places(register.put_models(&entries)), ["[1].unit_id"]);
    let list = register
        .models(&ModelFilter::default(), support::day(TODAY))
        .unwrap();
    assert!(
        list.rows.iter().all(|row| row.model.note.is_empty()),
        "all or none"
    );
}

#[test]
fn fields_belong_to_the_office() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let fields = register.model_fields().unwrap();
    let economy = fields.iter().find(|field| field.name == "Kinh tế").unwrap();
    assert_eq!(economy.id, ModelFieldId(shipped("model_field", "kinh-te")));
    let mut model = new(&register, "Chi bộ 5", "2021-02-10");
    model.field_id = Some(economy.id);
    let id = register.register_model(&model).unwrap().value;
    let refused = register
        .remove_model_field(economy.id)
        .unwrap_err()
        .to_string();
    assert!(refused.contains("01 mô hình"), "{refused}");
    assert_eq!(places(register.save_model_field(None, "KINH TẾ")), ["name"]);
    assert_eq!(places(register.save_model_field(None, " ")), ["name"]);
    register
        .save_model_field(Some(economy), "Kinh tế, thuế")
        .unwrap();
    let detail = register.model(id, support::day(TODAY)).unwrap();
    assert_eq!(detail.row.field, "Kinh tế, thuế");
    register.remove_model(id).unwrap();
    register.remove_model_field(economy.id).unwrap();
    register.undo().unwrap();
    assert_eq!(register.model_fields().unwrap().len(), fields.len());
}

#[test]
fn models_and_promises_are_found_without_marks() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = register_one(&mut register, "Hội Cựu chiến binh", "2021-02-10");
    promise(
        &mut register,
        id,
        "Lắp camera an ninh ở ngõ sâu",
        "2021-06-30",
    );
    for words in ["cuu chien binh", "ban giao mat bang", "camera an ninh"] {
        let hits = register.search(words).unwrap();
        assert!(
            hits.iter().any(|hit| hit.kind == HitKind::Model(id)),
            "{words}: {hits:?}"
        );
        let found = register.find(words).unwrap();
        assert!(
            found
                .iter()
                .any(|one| one.kind == qcdc::read::FoundKind::Model(id)),
            "{words}: {found:?}"
        );
    }
    register.remove_model(id).unwrap();
    assert!(register.search("camera an ninh").unwrap().is_empty());
}

#[test]
fn a_file_with_a_model_keeps_its_district() {
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    register_one(&mut register, "Chi bộ 5", "2021-02-10");
    let refused = register.choose_district("dong-da").unwrap_err().to_string();
    assert!(refused.contains("mô hình"), "{refused}");
}

/// Three models of two wards.
fn with_some(path: &Path) -> Register {
    let mut register = support::create(path, TODAY);
    let done = register_one(&mut register, "Chi bộ 5", "2021-02-10");
    promise(
        &mut register,
        done,
        "Đối thoại với 100% hộ dân trong diện thu hồi đất",
        "2021-06-30",
    );
    change(&mut register, done, |m| {
        review(m, "2021-11-15", Some(ModelPraise::Reward));
    });
    change(&mut register, done, |m| recognise(m, "2021-12-10"));
    let model = SkilfulModel {
        kind: ModelKind::Individual,
        unit_id: unit(&register, "lb-bo-de"),
        ..new(&register, "Tổ trưởng tổ dân phố 2", "2021-05-04")
    };
    let one = register.register_model(&model).unwrap().value;
    change(&mut register, one, |m| {
        review(m, "2021-12-01", Some(ModelPraise::Commend));
    });
    let gone = register_one(&mut register, "Chi bộ 9", "2021-03-01");
    change(&mut register, gone, |m| {
        m.withdrawn_on = Some(support::day("2021-06-01"));
        m.withdrawn_reason = "Nhập vào mô hình của Chi bộ 5".into();
    });
    register
}

fn pages(paper: &Paper) -> String {
    let pages = lay_out(paper).unwrap();
    let words = pages
        .iter()
        .zip(1..)
        .map(|(page, number)| format!("===== trang {number}\n{}", page.to_text()));
    words.collect()
}

#[test]
fn register_proposal_and_comparison_on_paper() {
    let (_folder, path) = support::place();
    let register = with_some(&path);
    let day = support::day(TODAY);
    let from = register.model_issuer("long-bien", day).unwrap();
    let filter = ModelFilter::of_year(2021);
    let list = register.models(&filter, day).unwrap();
    insta::assert_snapshot!(
        "register",
        pages(&model_register_paper(&from, &list).unwrap())
    );
    let proposed = ModelFilter {
        proposed: true,
        ..filter
    };
    let list = register.models(&proposed, day).unwrap();
    assert_eq!(list.rows.len(), 2);
    insta::assert_snapshot!(
        "proposal",
        pages(&model_proposal_paper(&from, &list).unwrap())
    );
    let page = register.compare_models(2021, "", day).unwrap();
    let paper = model_comparison_paper(&from, &page).unwrap();
    insta::assert_snapshot!("comparison", pages(&paper));
    let rows = paper.blocks.iter().find_map(|block| match block {
        Block::Table(table) => Some(table.rows.clone()),
        _ => None,
    });
    let total = rows.unwrap().pop().unwrap();
    assert_eq!(total[10], "2 + 1");
    assert_eq!(total[12], page.now().year().share());
    let empty = register.models(&ModelFilter::of_year(2019), day).unwrap();
    for paper in [
        model_register_paper(&from, &empty).unwrap(),
        model_proposal_paper(&from, &empty).unwrap(),
    ] {
        assert!(!paper.has_tables());
    }
}

#[test]
fn models_as_typed_and_the_same_figures_everywhere() {
    let (folder, path) = support::place();
    drop(with_some(&path));
    let mut told = String::new();
    let mut ids: Vec<String> = Vec::new();
    let mut type_it = |words: &[&str]| {
        let (code, out, err) = typed(&path, TODAY, words);
        writeln!(told, "$ qcdc {}\n{out}{err}[{code}]\n", words.join(" ")).unwrap();
        out
    };
    let id = type_it(&[
        "model",
        "register",
        "--unit",
        "lb-phuc-dong",
        "--year",
        "2021",
        "--kind",
        "individual",
        "--who",
        "Chi hội trưởng",
        "--title",
        "Thu gom rác tái chế",
        "--field",
        "Vệ sinh môi trường, trật tự đô thị",
        "--on",
        "1/4/21",
        "--commitment",
        "30/06/2021: Mỗi tháng một buổi",
        "--commitment",
        "Không đốt rác",
    ]);
    let id = id.trim().to_owned();
    ids.push(id.clone());
    type_it(&["model", "start", &id, "--on", "01/04/2021"]);
    type_it(&[
        "model",
        "fulfil",
        &id,
        "2",
        "--on",
        "01/05/2021",
        "--result",
        "Đã ký cam kết",
    ]);
    type_it(&["model", "fulfil", &id, "3"]);
    type_it(&["model", "show", &id]);
    type_it(&[
        "model",
        "recognise",
        &id,
        "--level",
        "ward",
        "--by",
        "Đảng ủy phường",
    ]);
    type_it(&[
        "model",
        "review",
        &id,
        "--on",
        "01/12/2021",
        "--result",
        "Tốt",
        "--propose",
        "commend",
    ]);
    type_it(&[
        "model",
        "refuse",
        &id,
        "--on",
        "10/12/2021",
        "--reason",
        "Trùng nội dung",
    ]);
    type_it(&["model", "withdraw", &id, "--reason", "x"]);
    type_it(&["model", "withdraw", "0", "--reason", "x"]);
    type_it(&["model", "start", "khong-co"]);
    type_it(&[
        "model", "register", "--unit", "x", "--year", "2021", "--who", "a", "--title", "b",
    ]);
    type_it(&["model", "fields", "--rename", "Kinh tế", "Kinh tế, thuế"]);
    type_it(&["model", "compare", "--year", "2021"]);
    type_it(&[
        "list",
        "models",
        "--year",
        "2021",
        "--state",
        "withdrawn",
        "--as-of",
        "31/05/2021",
    ]);
    type_it(&["list", "models", "--state", "sai"]);
    let json = type_it(&["list", "models", "--year", "2021", "--json"]);
    let lines: Vec<Value> = serde_json::from_str(&json).unwrap();
    assert_eq!(lines.len(), 4);
    let recognised = lines
        .iter()
        .filter(|line| line["state"] == "recognised")
        .count();
    ids.extend(
        lines
            .iter()
            .map(|line| line["id"].as_str().unwrap().to_owned()),
    );
    let mut told = told.replace(&json, "[…]\n");
    for id in &ids {
        told = told.replace(id.as_str(), "MÃ");
    }
    insta::assert_snapshot!(told);

    let register = support::open(&path, TODAY);
    let tally = register
        .models(&ModelFilter::of_year(2021), support::day(TODAY))
        .unwrap()
        .tally();
    assert_eq!(
        (tally.registered(), tally.recognised()),
        (4, recognised as u64)
    );
    drop(register);
    let made = |format: &str, paper: &str| {
        let to = folder.path().join(format!("{paper}.{format}"));
        let out = to.to_str().unwrap();
        let words = [
            "export", "models", "--year", "2021", "--paper", paper, "--format", format, "--out",
            out,
        ];
        let (code, _, err) = typed(&path, TODAY, &words);
        assert_eq!(code, 0, "{err}");
        std::fs::read(to).unwrap()
    };
    for paper in ["register", "proposal", "comparison"] {
        assert!(made("pdf", paper).starts_with(b"%PDF"));
        assert!(made("docx", paper).starts_with(b"PK"));
        let bytes = made("xlsx", paper);
        let mut book: calamine::Xlsx<_> =
            calamine::Reader::new(std::io::Cursor::new(bytes)).unwrap();
        let name = calamine::Reader::sheet_names(&book)[0].clone();
        let range = calamine::Reader::worksheet_range(&mut book, &name).unwrap();
        let text: String = range.rows().flatten().map(ToString::to_string).collect();
        let wanted = if paper == "comparison" {
            tally.share()
        } else {
            "Chi bộ 5".to_owned()
        };
        assert!(text.contains(&wanted), "{paper}: {text}");
    }
}

/// Source 001: "đã có 18 tập thể, 03 cá nhân đăng ký mô hình thi đua" in the first quarter of 2021.
#[test]
fn source_001_says_18_collectives_and_3_individuals_in_the_first_quarter() {
    let (_folder, path) = support::place();
    drop(support::create(&path, "2021-04-13"));
    let commands = run_file(&path, "2021-04-13", "001-dan-van-kheo.txt");
    assert_eq!(commands, 21);
    let register = support::open(&path, "2021-04-13");
    let page = register
        .compare_models(2021, "", support::day("2021-04-13"))
        .unwrap();
    let first = page.now().quarters[0];
    assert_eq!((first.collectives, first.individuals), (18, 3));
    assert_eq!(first.words(), "18 tập thể, 03 cá nhân");
    assert_eq!(page.now().year().share(), "0/21 (0%)");
    assert_eq!(page.rows.len(), 1);
    drop(register);
    let (code, out, err) = typed(&path, "2021-04-13", &["list", "models", "--year", "2021"]);
    assert_eq!((code, out.lines().count()), (0, 23), "{err}");
    assert!(
        err.contains("đăng ký 18 tập thể, 03 cá nhân; được công nhận 0/21 (0%)"),
        "{err}"
    );
    // the same commands once more change nothing
    run_file(&path, "2021-04-13", "001-dan-van-kheo.txt");
    let register = support::open(&path, "2021-04-13");
    let list = register
        .models(&ModelFilter::of_year(2021), support::day("2021-04-13"))
        .unwrap();
    assert_eq!(list.rows.len(), 21);
}
