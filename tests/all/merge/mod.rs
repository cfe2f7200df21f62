//! A copy goes to a ward and comes back: nothing is lost silently, twice changes nothing, either order is the same.

mod fuzz;
mod many;

use std::path::{Path, PathBuf};

use qcdc::domain::{
    ConflictKind, Decision, RatingValue, Strength, StrengthId, VisitId, VisitState,
};
use qcdc::register::{NewFile, NewReport, Register};

use crate::support::{
    create, day, end, findings, issue, open, place, rate, shortcoming, visit, write_conclusion,
};

const TODAY: &str = "2023-05-20";

/// An office's file with one visit, in progress.
fn office() -> (tempfile::TempDir, PathBuf, Register, VisitId) {
    let (folder, path) = place();
    let mut register = create(&path, TODAY);
    let id = visit(&mut register, "2023-05-10");
    rate(&mut register, id, "QC1-01", RatingValue::Met, "đủ");
    (folder, path, register, id)
}

fn take(register: &mut Register, folder: &Path, name: &str) -> PathBuf {
    let pack = folder.join(format!("{name}.qcdcpack"));
    register.take_out(&pack, name, &[]).unwrap();
    pack
}

fn comment(register: &Register, id: VisitId, code: &str) -> String {
    crate::support::rating(&register.visit_page(id).unwrap(), code).comment
}

#[test]
fn what_only_one_side_changed_comes_together_and_the_second_time_changes_nothing() {
    let (folder, _, mut office, id) = office();
    let pack = take(&mut office, folder.path(), "may-1");
    let mut laptop = open(&pack, TODAY);
    rate(
        &mut laptop,
        id,
        "QC1-02",
        RatingValue::NotMet,
        "chưa niêm yết ở nhà văn hóa",
    );
    let found = laptop
        .add_shortcoming(&shortcoming(id, "2023-06-30"))
        .unwrap()
        .value;
    let file = NewFile {
        name: "bien-ban.pdf".into(),
        kind: qcdc::domain::AttachmentKind::Pdf,
        bytes: b"%PDF-1.7 bien ban tai phuong".to_vec(),
        thumb: Vec::new(),
    };
    laptop
        .attach(qcdc::domain::AttachTo::visit(id), &[file])
        .unwrap();
    let new = laptop
        .create_visit(&qcdc::register::NewVisit {
            unit_id: laptop.unit_by_code("lb-phuc-dong").unwrap().unwrap().id,
            kind: qcdc::domain::VisitKind::Periodic,
            date: day("2023-05-18"),
            topic: "đột xuất ở tổ 5".into(),
            rechecks: None,
        })
        .unwrap()
        .value;
    drop(laptop);
    rate(
        &mut office,
        id,
        "QC1-03",
        RatingValue::PartlyMet,
        "thiếu biên bản",
    );

    let preview = office.preview_merge(&pack).unwrap();
    assert!(office.visit_page(new).is_err(), "a preview writes nothing");
    assert_eq!(preview.conflicts.len(), 0, "{preview:?}");
    let merged = office.merge(&pack).unwrap();
    assert!(
        !office.backups().unwrap().copies.is_empty(),
        "the file as it was is kept"
    );
    assert_eq!(merged.value.words(), preview.words());
    assert!(merged.message.contains("may-1"), "{}", merged.message);
    assert_eq!(
        comment(&office, id, "QC1-02"),
        "chưa niêm yết ở nhà văn hóa"
    );
    assert_eq!(comment(&office, id, "QC1-03"), "thiếu biên bản");
    let page = office.visit_page(id).unwrap();
    assert!(page.shortcomings.iter().any(|s| s.id == found));
    assert_eq!(page.attachments.len(), 1);
    let hits = office.search("to 5").unwrap();
    assert!(!hits.is_empty(), "what came is found");
    assert_eq!(findings(&office), Vec::<String>::new());

    let again = office.merge(&pack).unwrap();
    assert!(!again.value.news && again.message.is_empty(), "{again:?}");

    // The copy goes on; only what is new comes.
    let mut laptop = open(&pack, TODAY);
    rate(&mut laptop, id, "QC1-02", RatingValue::Met, "đã niêm yết");
    drop(laptop);
    rate(&mut office, id, "QC1-04", RatingValue::Met, "đủ");
    let third = office.merge(&pack).unwrap().value;
    assert_eq!(
        (third.changed(), third.conflicts.len()),
        (1, 0),
        "{third:?}"
    );
    assert_eq!(comment(&office, id, "QC1-02"), "đã niêm yết");
}

#[test]
fn what_both_changed_waits_for_a_person_and_either_choice_holds() {
    for take_theirs in [false, true] {
        let (folder, _, mut office, id) = office();
        let pack = take(&mut office, folder.path(), "may-1");
        let mut laptop = open(&pack, TODAY);
        laptop.set_user_name("Cán bộ ở phường").unwrap();
        rate(
            &mut laptop,
            id,
            "QC1-01",
            RatingValue::NotMet,
            "xem tận nơi: chưa đủ",
        );
        drop(laptop);
        rate(
            &mut office,
            id,
            "QC1-01",
            RatingValue::PartlyMet,
            "xem hồ sơ: thiếu",
        );
        let merged = office.merge(&pack).unwrap().value;
        assert_eq!(merged.conflicts.len(), 1, "{merged:?}");
        let conflict = &merged.conflicts[0];
        assert_eq!(conflict.kind(), ConflictKind::Fields);
        assert!(
            conflict.theirs_by().contains("Cán bộ ở phường"),
            "{}",
            conflict.theirs_by()
        );
        let value = conflict
            .fields
            .iter()
            .find(|field| field.field == "value")
            .unwrap();
        assert_eq!(
            (value.name, value.mine.as_str(), value.theirs.as_str()),
            ("Đánh giá", "Đạt một phần", "Chưa đạt")
        );
        assert_eq!(
            comment(&office, id, "QC1-01"),
            "xem hồ sơ: thiếu",
            "nobody is overwritten"
        );
        assert_eq!(office.merge_page(false).unwrap().open, 1);
        let picks: Vec<String> = if take_theirs {
            conflict.conflict.fields.clone()
        } else {
            Vec::new()
        };
        office.resolve_conflict(conflict.id(), &picks).unwrap();
        let expected = if take_theirs {
            "xem tận nơi: chưa đủ"
        } else {
            "xem hồ sơ: thiếu"
        };
        assert_eq!(comment(&office, id, "QC1-01"), expected);
        let page = office.merge_page(true).unwrap();
        assert_eq!(page.open, 0);
        let decision = if take_theirs {
            Decision::Theirs
        } else {
            Decision::Mine
        };
        assert_eq!(page.conflicts[0].conflict.decision, decision);
        assert!(
            !office.merge(&pack).unwrap().value.news,
            "a decided conflict does not come again"
        );
        office.undo().unwrap();
        assert_eq!(
            office.merge_page(false).unwrap().open,
            1,
            "a decision can be taken back"
        );
    }
}

#[test]
fn deleting_and_using_the_same_is_asked_both_ways() {
    let (folder, _, mut office, id) = office();
    let text = |register: &mut Register, words: &str| {
        let new = Strength {
            id: StrengthId(uuid::Uuid::nil()),
            ver: 0,
            visit_id: id,
            regulation_id: None,
            item_id: None,
            position: 0,
            text: words.into(),
        };
        register.add_strength(&new).unwrap().value
    };
    let (a, b, c) = (
        text(&mut office, "một"),
        text(&mut office, "hai"),
        text(&mut office, "ba"),
    );
    let pack = take(&mut office, folder.path(), "may-1");
    let edit = |register: &mut Register, id: VisitId, which: StrengthId, words: &str| {
        let base = register
            .visit_page(id)
            .unwrap()
            .strengths
            .into_iter()
            .find(|s| s.id == which)
            .unwrap();
        let new = Strength {
            text: words.into(),
            ..base.clone()
        };
        register.edit_strength(&base, &new).unwrap();
    };
    let mut laptop = open(&pack, TODAY);
    laptop.remove_strength(a).unwrap();
    laptop.remove_strength(c).unwrap();
    edit(&mut laptop, id, b, "hai, sửa ở phường");
    drop(laptop);
    edit(&mut office, id, a, "một, sửa ở cơ quan");
    office.remove_strength(b).unwrap();
    let merged = office.merge(&pack).unwrap().value;
    let kinds: Vec<ConflictKind> = merged
        .conflicts
        .iter()
        .map(qcdc::read::merge::ConflictView::kind)
        .collect();
    assert!(
        kinds.contains(&ConflictKind::DeletedThere) && kinds.contains(&ConflictKind::DeletedHere),
        "{kinds:?}"
    );
    let texts = |register: &Register| -> Vec<String> {
        register
            .visit_page(id)
            .unwrap()
            .strengths
            .into_iter()
            .map(|s| s.text)
            .collect()
    };
    assert_eq!(
        texts(&office),
        ["một, sửa ở cơ quan"],
        "what nobody else touched is gone, the rest waits"
    );
    for conflict in &merged.conflicts {
        office
            .resolve_conflict(conflict.id(), &["*".to_owned()])
            .unwrap();
    }
    assert_eq!(texts(&office), ["hai, sửa ở phường"]);
    assert_eq!(findings(&office), Vec::<String>::new());
}

#[test]
fn steps_that_both_sides_took_are_one_question() {
    use qcdc::domain::EventKind;
    use qcdc::domain::step::Step;
    let (folder, _, mut office, id) = office();
    let found = office
        .add_shortcoming(&shortcoming(id, "2023-06-30"))
        .unwrap()
        .value;
    end(&mut office, id);
    write_conclusion(&mut office, id, "2023-05-12", None);
    issue(&mut office, id);
    let pack = take(&mut office, folder.path(), "may-1");
    let step = |kind, text: &str| Step {
        kind,
        on: day("2023-05-19"),
        by: "phường".into(),
        text: text.into(),
        deadline: None,
    };
    let mut laptop = open(&pack, TODAY);
    laptop
        .step_shortcoming(found, &step(EventKind::Reported, "đã niêm yết"))
        .unwrap();
    laptop
        .step_shortcoming(found, &step(EventKind::Verified, "đã xem tận nơi"))
        .unwrap();
    drop(laptop);
    office
        .step_shortcoming(found, &step(EventKind::Withdrawn, "ghi nhầm"))
        .unwrap();
    let merged = office.merge(&pack).unwrap().value;
    assert_eq!(merged.conflicts.len(), 1, "{merged:?}");
    assert_eq!(merged.conflicts[0].kind(), ConflictKind::Steps);
    assert_eq!(findings(&office), Vec::<String>::new());
    office
        .resolve_conflict(merged.conflicts[0].id(), &["*".to_owned()])
        .unwrap();
    let page = office.visit_page(id).unwrap();
    let state = page
        .shortcomings
        .iter()
        .find(|s| s.id == found)
        .unwrap()
        .state;
    assert_eq!(state, qcdc::domain::ShortcomingState::VerifiedClosed);
    assert_eq!(findings(&office), Vec::<String>::new());
}

#[test]
fn numbers_are_given_at_the_office_and_issued_papers_stay() {
    let (folder, _, mut office, id) = office();
    end(&mut office, id);
    write_conclusion(&mut office, id, "2023-05-12", None);
    let pack = take(&mut office, folder.path(), "may-1");
    let mut laptop = open(&pack, TODAY);
    let refused = laptop.prepare_issue(id, false).unwrap_err().to_string();
    assert!(refused.contains("chỉ lấy tại cơ quan"), "{refused}");
    let page = laptop.visit_page(id).unwrap();
    let written = page.conclusion.unwrap();
    let base = written.paragraphs[0].clone();
    let mut new = base.clone();
    new.text = "Sửa ở phường.".into();
    laptop.edit_paragraph(&base, &new).unwrap();
    drop(laptop);
    issue(&mut office, id);
    let merged = office.merge(&pack).unwrap().value;
    assert_eq!(
        merged.conflicts[0].kind(),
        ConflictKind::Locked,
        "{merged:?}"
    );
    assert!(!merged.notices.is_empty() || !merged.conflicts.is_empty());
    assert!(
        office
            .resolve_conflict(merged.conflicts[0].id(), &["*".to_owned()])
            .is_err()
    );
    office
        .resolve_conflict(merged.conflicts[0].id(), &[])
        .unwrap();
    assert_eq!(findings(&office), Vec::<String>::new());
}

#[test]
fn a_conclusion_that_both_sides_began_is_one_question() {
    for take_theirs in [false, true] {
        let (folder, _, mut office, id) = office();
        end(&mut office, id);
        let pack = take(&mut office, folder.path(), "may-1");
        let mut laptop = open(&pack, TODAY);
        let write = |register: &mut Register, text: &str| {
            write_conclusion(register, id, "2023-05-12", None);
            let page = register.visit_page(id).unwrap();
            let base = page.conclusion.unwrap().paragraphs[0].clone();
            let mut new = base.clone();
            new.text = text.into();
            register.edit_paragraph(&base, &new).unwrap();
        };
        write(&mut laptop, "Soạn ở phường.");
        drop(laptop);
        write(&mut office, "Soạn ở cơ quan.");
        let first = |register: &Register| {
            let page = register.visit_page(id).unwrap();
            page.conclusion.unwrap().paragraphs[0].text.clone()
        };
        let merged = office.merge(&pack).unwrap().value;
        assert_eq!(merged.conflicts.len(), 1, "{merged:?}");
        assert_eq!(merged.conflicts[0].kind(), ConflictKind::Draft);
        assert_eq!(first(&office), "Soạn ở cơ quan.");
        let picks: &[String] = if take_theirs { &["*".to_owned()] } else { &[] };
        let conflict = merged.conflicts[0].id();
        office.resolve_conflict(conflict, picks).unwrap();
        let wanted = if take_theirs {
            "Soạn ở phường."
        } else {
            "Soạn ở cơ quan."
        };
        assert_eq!(first(&office), wanted);
        assert!(!office.merge(&pack).unwrap().value.news);
        assert_eq!(findings(&office), Vec::<String>::new());
    }
}

#[test]
fn the_same_report_of_both_sides_is_one_report() {
    let (folder, _, mut office, _) = office();
    let pack = take(&mut office, folder.path(), "may-1");
    let unit_id = office.unit_by_code("lb-phuc-dong").unwrap().unwrap().id;
    let report = |on: &str, note: &str| NewReport {
        unit_id,
        month: qcdc::domain::Month::parse("2023-04").unwrap(),
        received_on: day(on),
        note: note.into(),
        received_by: "thu".into(),
    };
    let mut laptop = open(&pack, TODAY);
    laptop
        .receive_report(&report("2023-05-04", "nhận tại phường"), &[])
        .unwrap();
    drop(laptop);
    office
        .receive_report(&report("2023-05-06", "qua văn thư"), &[])
        .unwrap();
    let merged = office.merge(&pack).unwrap().value;
    assert_eq!(merged.conflicts.len(), 1, "{merged:?}");
    assert_eq!(merged.conflicts[0].kind(), ConflictKind::Fields);
    assert_eq!(findings(&office), Vec::<String>::new());
    assert!(!office.merge(&pack).unwrap().value.news);
}

#[test]
fn a_package_of_some_wards_holds_only_them_and_comes_back_whole() {
    let (folder, _, mut office, id) = office();
    let other = office.unit_by_code("lb-ngoc-thuy").unwrap().unwrap().id;
    let far = office
        .create_visit(&qcdc::register::NewVisit {
            unit_id: other,
            kind: qcdc::domain::VisitKind::Periodic,
            date: day("2023-05-11"),
            topic: String::new(),
            rechecks: None,
        })
        .unwrap()
        .value;
    let ward = office.unit_by_code("lb-phuc-dong").unwrap().unwrap().id;
    let pack = folder.path().join("mot-phuong.qcdcpack");
    office.take_out(&pack, "một phường", &[ward]).unwrap();
    let mut laptop = open(&pack, TODAY);
    assert!(
        laptop.visit_page(far).is_err(),
        "another ward stays at the office"
    );
    assert_eq!(findings(&laptop), Vec::<String>::new());
    rate(&mut laptop, id, "QC1-02", RatingValue::Met, "xong");
    drop(laptop);
    let merged = office.merge(&pack).unwrap().value;
    assert_eq!(
        (merged.changed() + merged.added(), merged.removed()),
        (1, 0),
        "{merged:?}"
    );
    assert!(office.visit_page(far).is_ok());
}

#[test]
fn what_is_no_package_of_this_file_is_refused_and_nothing_changes() {
    let (folder, path, mut office, id) = office();
    let pack = take(&mut office, folder.path(), "may-1");
    let before = std::fs::read(&path).unwrap();
    let said = |office: &mut Register, pack: &Path| office.merge(pack).unwrap_err().to_string();
    // Not a package at all; another office's; the open file; damaged; newer; strange; in use.
    let text = folder.path().join("thu.txt");
    std::fs::write(&text, "không phải gói").unwrap();
    assert!(said(&mut office, &text).contains("không phải tệp của chương trình"));
    let (other_folder, _, mut stranger, _) = self::office();
    let foreign = take(&mut stranger, other_folder.path(), "la");
    assert!(said(&mut office, &foreign).contains("tệp dữ liệu khác"));
    let plain = folder.path().join("ban-sao.qcdc");
    std::fs::copy(&path, &plain).unwrap();
    assert!(said(&mut office, &plain).contains("không phải gói mang đi"));
    assert!(said(&mut office, &path).contains("chính là tệp đang mở"));
    let broken = |name: &str, change: &dyn Fn(&rusqlite::Connection)| {
        let copy = folder.path().join(name);
        std::fs::copy(&pack, &copy).unwrap();
        let conn = rusqlite::Connection::open(&copy).unwrap();
        change(&conn);
        copy
    };
    let newer = broken("moi.qcdcpack", &|conn| {
        conn.pragma_update(None, "user_version", 999).unwrap();
    });
    assert!(said(&mut office, &newer).contains("phiên bản mới hơn"));
    let strange = broken("la.qcdcpack", &|conn| {
        conn.execute_batch("CREATE TRIGGER bad AFTER INSERT ON visit BEGIN DELETE FROM visit; END")
            .unwrap();
    });
    assert!(said(&mut office, &strange).contains("cấu trúc lạ"));
    let view = broken("view.qcdcpack", &|conn| {
        conn.execute_batch("DROP TABLE take_out_base; CREATE VIEW take_out_base AS SELECT 1 AS part, x'00' AS bytes").unwrap();
    });
    assert!(said(&mut office, &view).contains("cấu trúc lạ"));
    let no_base = broken("thieu.qcdcpack", &|conn| {
        drop(conn.execute_batch("DELETE FROM take_out_base"));
    });
    assert!(said(&mut office, &no_base).contains("bị hỏng"));
    let cut = folder.path().join("cut.qcdcpack");
    let bytes = std::fs::read(&pack).unwrap();
    std::fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    // of the package, and not of the office's own file; the fuzzer found it
    assert!(said(&mut office, &cut).contains("Gói “"));
    let open_elsewhere = folder.path().join("mo.qcdcpack");
    std::fs::copy(&pack, &open_elsewhere).unwrap();
    std::fs::write(folder.path().join("mo.qcdcpack-journal"), "x").unwrap();
    assert!(said(&mut office, &open_elsewhere).contains("đang mở"));
    assert_eq!(
        std::fs::read(&path).unwrap(),
        before,
        "the office's file is byte for byte as it was"
    );
    assert_eq!(
        office.visit_page(id).unwrap().visit.state,
        VisitState::InProgress
    );
    // A package takes nothing back itself.
    let mut laptop = open(&pack, TODAY);
    assert!(said(&mut laptop, &foreign).contains("bản mang đi"));
}

#[test]
fn two_copies_of_one_package_do_not_undo_each_other() {
    let (folder, _, mut office, id) = office();
    let pack = take(&mut office, folder.path(), "may-1");
    let twin = folder.path().join("may-2.qcdcpack");
    std::fs::copy(&pack, &twin).unwrap();
    let mut first = open(&pack, TODAY);
    rate(&mut first, id, "QC1-02", RatingValue::Met, "máy một");
    drop(first);
    let mut second = open(&twin, TODAY);
    rate(&mut second, id, "QC1-03", RatingValue::Met, "máy hai");
    drop(second);
    office.merge(&pack).unwrap();
    office.merge(&twin).unwrap();
    assert_eq!(comment(&office, id, "QC1-02"), "máy một");
    assert_eq!(comment(&office, id, "QC1-03"), "máy hai");
    assert!(!office.merge(&pack).unwrap().value.news);
    assert!(!office.merge(&twin).unwrap().value.news);
}

#[test]
fn every_table_is_merged_or_says_why_not() {
    use qcdc::store::merge::{GROUPS, NOT_MERGED, OTHER_TABLES, SAME};
    use qcdc::store::record::TABLES;
    let (_folder, path, office, _) = office();
    drop(office);
    let conn = rusqlite::Connection::open(&path).unwrap();
    let mut statement = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index_%'").unwrap();
    let names: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for name in &names {
        let merged = TABLES.iter().any(|table| table.name == name);
        let other = OTHER_TABLES.iter().any(|(table, _)| table == name);
        assert!(
            merged != other,
            "table {name}: declare it in store/record.rs, or say in store/merge/tables.rs why it is not merged"
        );
    }
    for (name, why) in NOT_MERGED.iter().chain(OTHER_TABLES) {
        assert!(
            !why.is_empty() && names.iter().any(|found| found == name),
            "{name} is no table any more"
        );
    }
    for (name, fields) in GROUPS.iter().chain(SAME) {
        let table = TABLES.iter().find(|table| table.name == *name).unwrap();
        for field in *fields {
            assert!(table.columns.contains(field), "{name}.{field}");
        }
    }
    // Every field has a name for people, and every rule "no two alike" is known to the merge.
    for table in TABLES
        .iter()
        .filter(|table| !NOT_MERGED.iter().any(|(name, _)| *name == table.name))
    {
        for column in table
            .columns
            .iter()
            .skip(table.key_columns)
            .filter(|column| **column != "ver")
        {
            assert!(
                qcdc::read::merge::known_field(table.name, column).is_some(),
                "{}.{column} has no Vietnamese name",
                table.name
            );
        }
        assert_ne!(
            qcdc::read::merge::table_name(table.name),
            "Bản ghi",
            "{}",
            table.name
        );
        let mut unique = conn
            .prepare("SELECT name FROM pragma_index_list(?1) WHERE origin = 'u'")
            .unwrap();
        let count = unique
            .query_map([table.name], |row| row.get::<_, String>(0))
            .unwrap()
            .count();
        let known = SAME.iter().filter(|(name, _)| *name == table.name).count();
        assert_eq!(
            count, known,
            "{}: a UNIQUE rule that the merge does not know",
            table.name
        );
    }
}
