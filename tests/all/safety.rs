//! Copies of the file, going back to one, looking it over and putting it in order, the chained trail.

use std::path::{Path, PathBuf};

use qcdc::domain::RatingValue;
use qcdc::read::backup::BackupReason;
use qcdc::register::Register;
use qcdc::store::StoreError;
use qcdc::store::backup::read_note;
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::support;

const TODAY: &str = "2024-05-15";

fn always(_: qcdc::store::snapshot::Stage, _: u64, _: u64) -> bool {
    true
}

/// A file with an issued conclusion, a shortcoming and ratings.
pub fn lived_in() -> (tempfile::TempDir, PathBuf) {
    let (folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = support::visit(&mut register, "2024-05-06");
    support::rate(
        &mut register,
        id,
        "QC1-01",
        RatingValue::PartlyMet,
        "Thiếu biên bản",
    );
    register
        .add_shortcoming(&support::shortcoming(id, "2024-06-28"))
        .unwrap();
    support::end(&mut register, id);
    support::write_conclusion(&mut register, id, "2024-05-14", None);
    support::issue(&mut register, id);
    (folder, path)
}

/// A connection that may do what the program never does.
pub fn raw(path: &Path) -> Connection {
    let conn = Connection::open(path).unwrap();
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)
        .unwrap();
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)
        .unwrap();
    conn.pragma_update(None, "foreign_keys", false).unwrap();
    conn
}

fn folder_of(path: &Path) -> PathBuf {
    path.with_file_name("thu - sao lưu")
}

#[test]
fn a_copy_says_what_it_holds_and_a_lived_in_file_is_sound() {
    let (_folder, path) = lived_in();
    let register = support::open(&path, TODAY);
    assert_eq!(support::findings(&register), Vec::<String>::new());
    assert!(register.backups().unwrap().changed_since);
    let made = register.back_up(BackupReason::Asked, &mut always).unwrap();
    let note = &made.copies[0].note;
    assert_eq!((note.visits, note.shortcomings, note.papers), (1, 1, 1));
    let last = note.last_change.as_ref().unwrap();
    assert!(last.summary.contains("ban hành"), "{last:?}");
    let page = register.backups().unwrap();
    assert_eq!(page.copies, made.copies);
    assert!(!page.changed_since);
    assert!(!register.wants_backup(true).unwrap());
    let copy = support::open(&made.copies[0].path, TODAY);
    assert_eq!(support::findings(&copy), Vec::<String>::new());
}

#[test]
fn a_copy_without_its_note_or_of_another_size_is_none() {
    let (_folder, path) = lived_in();
    let register = support::open(&path, TODAY);
    let made = register.back_up(BackupReason::Asked, &mut always).unwrap();
    let copy = &made.copies[0].path;
    let note = PathBuf::from(format!("{}.json", copy.display()));
    let text = std::fs::read(&note).unwrap();
    std::fs::remove_file(&note).unwrap();
    let page = register.backups().unwrap();
    assert_eq!((page.copies.len(), page.unsound), (0, 1));
    assert!(register.wants_backup(true).unwrap());
    qcdc::store::files::write_atomic(&note, &text).unwrap();
    assert_eq!(register.backups().unwrap().copies.len(), 1);
    let bytes = std::fs::read(copy).unwrap();
    qcdc::store::files::write_atomic(copy, &bytes[..bytes.len() - 1]).unwrap();
    assert_eq!(register.backups().unwrap().copies.len(), 0);
}

#[test]
fn a_second_place_gets_the_same_and_one_that_is_gone_is_told() {
    let (folder, path) = lived_in();
    let usb = folder.path().join("USB");
    std::fs::create_dir(&usb).unwrap();
    let mut register = support::open(&path, TODAY);
    register.set_backup_folder(&usb.to_string_lossy()).unwrap();
    let made = register.back_up(BackupReason::Asked, &mut always).unwrap();
    assert_eq!(made.copies.len(), 2);
    assert!(made.copies[1].path.starts_with(&usb));
    assert_eq!(
        std::fs::read(&made.copies[0].path).unwrap(),
        std::fs::read(&made.copies[1].path).unwrap()
    );
    std::fs::rename(&usb, folder.path().join("rút ra")).unwrap();
    let made = register.back_up(BackupReason::Asked, &mut always).unwrap();
    assert_eq!(made.copies.len(), 1);
    assert!(made.second_trouble.unwrap().contains("USB"));
    assert!(register.backups().unwrap().unreachable.is_some());
    assert!(!usb.exists(), "a drive that is gone became a folder");
}

#[test]
fn copies_of_another_file_of_the_same_name_are_left_alone() {
    let (folder, path) = lived_in();
    let (_other_folder, other) = support::place();
    // a file of another moment: its first line of the trail is another
    let other_register = support::create(&other, "2024-05-14");
    let theirs = other_register
        .back_up(BackupReason::Asked, &mut always)
        .unwrap();
    let theirs = &theirs.copies[0].path;
    let here = folder_of(&path);
    std::fs::create_dir(&here).unwrap();
    let foreign = here.join("thu 2001-01-01 00-00-00.qcdc");
    std::fs::copy(theirs, &foreign).unwrap();
    std::fs::copy(
        format!("{}.json", theirs.display()),
        format!("{}.json", foreign.display()),
    )
    .unwrap();
    let register = Register::open(&path, "thu".into(), support::clock(TODAY)).unwrap();
    for _ in 0..3 {
        register.back_up(BackupReason::Asked, &mut always).unwrap();
    }
    let page = register.backups().unwrap();
    // somebody wanted each of them: the same hour takes none away
    assert_eq!(page.copies.len(), 3, "{page:#?}");
    assert!(foreign.is_file());
    drop(folder);
}

#[test]
fn going_back_saves_what_is_there_first_and_keeps_every_copy() {
    let (_folder, path) = lived_in();
    let mut register = support::open(&path, TODAY);
    let first = register.back_up(BackupReason::Asked, &mut always).unwrap();
    let later: qcdc::register::Clock = {
        let at = chrono::DateTime::parse_from_rfc3339("2024-05-16T08:00:00+07:00").unwrap();
        Box::new(move || at)
    };
    drop(register);
    register = Register::open(&path, "thu".into(), later).unwrap();
    let lost = support::visit(&mut register, "2024-05-16");
    let done = register
        .restore(&first.copies[0].path, &mut always)
        .unwrap();
    assert!(register.visit_page(lost).is_err());
    assert!(!done.value.damaged && !done.undoable);
    assert_eq!(support::findings(&register), Vec::<String>::new());
    let page = register.backups().unwrap();
    assert_eq!(page.copies.len(), 2);
    assert_eq!(page.copies[0].note.reason, BackupReason::BeforeRestore);
    // and forth again
    register.restore(&done.value.saved, &mut always).unwrap();
    assert!(register.visit_page(lost).is_ok());
}

#[test]
fn a_copy_that_changed_since_is_not_gone_back_to() {
    let (_folder, path) = lived_in();
    let mut register = support::open(&path, TODAY);
    let made = register.back_up(BackupReason::Asked, &mut always).unwrap();
    let copy = &made.copies[0].path;
    raw(copy)
        .execute("UPDATE visit SET topic = 'khác' WHERE 1", [])
        .unwrap();
    let before = std::fs::read(&path).unwrap();
    let refused = register.restore(copy, &mut always).unwrap_err();
    assert!(refused.to_string().contains("hỏng"), "{refused}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn an_old_file_is_copied_before_it_is_brought_up_to_date() {
    let (folder, path) = old_file(13);
    let old = std::fs::read(&path).unwrap();
    let register = support::open(&path, TODAY);
    let page = register.backups().unwrap();
    assert_eq!(page.copies[0].note.reason, BackupReason::BeforeMigration);
    let copy = Connection::open(&page.copies[0].path).unwrap();
    let version: i64 = copy
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(version, 13);
    assert_ne!(std::fs::read(&path).unwrap(), old);
    drop(folder);
}

/// A file as a program with that many migrations made it, with some rows in it.
pub fn old_file(version: usize) -> (tempfile::TempDir, PathBuf) {
    let (folder, path) = support::place();
    let conn = Connection::open(&path).unwrap();
    conn.pragma_update(None, "application_id", qcdc::store::APPLICATION_ID)
        .unwrap();
    let steps = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/migrations");
    let mut names: Vec<PathBuf> = std::fs::read_dir(steps)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    for name in names.iter().take(version) {
        conn.execute_batch(&std::fs::read_to_string(name).unwrap())
            .unwrap();
    }
    conn.execute_batch(
        "INSERT INTO setting (key, value) VALUES ('district', 'long-bien');
         INSERT INTO audit (at, os_user, user_name, op, summary, changes) VALUES
           ('2023-01-02T08:00:00+07:00', 'thu', 'Văn thư', 'create_file', 'Tạo tệp', '[]'),
           ('2023-01-03T08:00:00+07:00', 'thu', 'Văn thư', 'edit_settings', 'Sửa', '[]')",
    )
    .unwrap();
    conn.pragma_update(None, "user_version", i64::try_from(version).unwrap())
        .unwrap();
    (folder, path)
}

#[test]
fn every_old_schema_comes_up_to_date_and_is_sound() {
    // From 14 on the trail is chained by the program: SQL alone makes no such file, and no version with 14 or 15 went out.
    for version in 1..=13 {
        let (_folder, path) = old_file(version);
        let register = support::open(&path, TODAY);
        assert_eq!(
            support::findings(&register),
            Vec::<String>::new(),
            "schema {version}"
        );
        assert_eq!(register.district().unwrap(), "long-bien");
    }
}

#[test]
fn a_line_of_the_trail_tells_each_field_before_and_after() {
    use qcdc::read::audit::AuditFilter;
    let (_folder, path) = support::place();
    let mut register = support::create(&path, TODAY);
    let id = support::visit(&mut register, "2024-05-06");
    support::rate(&mut register, id, "QC1-01", RatingValue::Met, "đủ");
    let rate = |register: &mut Register, comment: &str| {
        support::rate(register, id, "QC1-01", RatingValue::NotMet, comment);
        let last = register.audit(&AuditFilter {
            limit: Some(1),
            ..AuditFilter::default()
        });
        register.audit_fields(last.unwrap().rows[0].seq).unwrap()
    };
    let told = |fields: &[qcdc::read::audit::AuditField], name: &str| {
        let field = fields.iter().find(|field| field.field == name).unwrap();
        assert_eq!(field.table, "rating");
        (field.before.clone(), field.after.clone())
    };
    let fields = rate(&mut register, "chưa niêm yết");
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        told(&fields, "comment"),
        (text("đủ"), text("chưa niêm yết"))
    );
    assert_eq!(told(&fields, "value"), (text("met"), text("not_met")));
    assert!(fields.iter().all(|field| field.before != field.after));
    assert_eq!(register.audit_fields(99_999).unwrap(), Vec::new());
}

#[test]
fn an_edited_a_missing_and_a_cut_off_line_of_the_trail_are_found() {
    for sql in [
        "UPDATE audit SET summary = summary || '.' WHERE seq = 3",
        "UPDATE audit SET at = '2020-01-01T00:00:00+07:00' WHERE seq = 1",
        "UPDATE audit SET changes = '[]' WHERE seq = (SELECT max(seq) FROM audit)",
        "DELETE FROM audit WHERE seq = 2",
        "DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)",
        "UPDATE audit SET hash = NULL WHERE seq = 2",
        "UPDATE audit SET user_name = 'a', os_user = user_name || os_user WHERE seq = 2",
    ] {
        let (_folder, path) = lived_in();
        assert!(raw(&path).execute(sql, []).unwrap() > 0, "{sql}");
        let found = support::findings(&support::open(&path, TODAY));
        assert!(
            found.iter().any(|line| line.contains("Nhật ký")),
            "{sql}: {found:?}"
        );
    }
}

#[test]
fn what_changed_by_itself_in_any_table_is_found() {
    let (_folder, path) = lived_in();
    for sql in [
        "UPDATE visit SET topic = topic || 'x'",
        "UPDATE unit SET name = 'Phường Khác' WHERE code = 'lb-phuc-dong'",
        "UPDATE setting SET value = 'dong-da' WHERE key = 'district'",
        "DELETE FROM holiday WHERE day = (SELECT min(day) FROM holiday)",
        "UPDATE unit SET sort_key = x'00' WHERE code = 'lb-phuc-dong'",
    ] {
        let copy = path.with_file_name("b.qcdc");
        std::fs::copy(&path, &copy).unwrap();
        raw(&copy).execute(sql, []).unwrap();
        let found = support::findings(&support::open(&copy, TODAY));
        assert!(
            found.iter().any(|line| line.contains("Nội dung bảng")),
            "{sql}: {found:?}"
        );
    }
}

#[test]
fn a_repair_keeps_the_file_first_and_makes_again_what_can_be_made() {
    let (_folder, path) = lived_in();
    raw(&path)
        .execute_batch(
            "DELETE FROM standing_span;
             UPDATE standing_tally SET change = change + 1;
             DELETE FROM search_doc WHERE noun = 'visit';
             DROP TRIGGER audit_kept;
             DROP INDEX figure_report_span;
             INSERT INTO figure (id, ver, report_id, code, value, note) VALUES (x'01', 1, x'02', 'a', 1, '');",
        )
        .unwrap();
    let mut register = support::open(&path, TODAY);
    let wrong = support::findings(&register);
    assert!(wrong.len() >= 5, "{wrong:#?}");
    let mended = register.repair(&mut |_, _, _| true).unwrap();
    assert!(mended.work.could_not.is_empty(), "{mended:#?}");
    assert!(mended.work.did.len() >= 4, "{mended:#?}");
    assert_eq!(support::findings(&register), Vec::<String>::new());
    assert!(mended.saved.is_file());
    let found = register.search("phuc dong").unwrap();
    assert!(!found.is_empty());
    // a sound file is left as it is, and no line is written
    let again = register.repair(&mut |_, _, _| true).unwrap();
    assert_eq!((again.work.did.len(), again.work.could_not.len()), (0, 0));
}

#[test]
fn what_cannot_be_made_again_is_said_and_left() {
    let (_folder, path) = lived_in();
    raw(&path)
        .execute("UPDATE issued_paper SET pdf = x'00'", [])
        .unwrap();
    let mut register = support::open(&path, TODAY);
    let mended = register.repair(&mut |_, _, _| true).unwrap();
    assert_eq!(mended.work.could_not.len(), 1, "{mended:#?}");
    assert!(mended.work.could_not[0].contains("đã bị thay đổi sau khi ban hành"));
}

/// Breaks the tree of one table, so that opening finds it.
fn break_table(path: &Path, table: &str) {
    let conn = Connection::open(path).unwrap();
    let root: i64 = conn
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?1",
            [table],
            |row| row.get(0),
        )
        .unwrap();
    drop(conn);
    let mut bytes = std::fs::read(path).unwrap();
    let at = usize::try_from((root - 1) * 4096).unwrap();
    bytes[at] = 0xff;
    qcdc::store::files::write_atomic(path, &bytes).unwrap();
}

#[test]
fn a_damaged_file_is_read_as_far_as_it_can_be_and_comes_back_from_a_copy() {
    let (_folder, path) = lived_in();
    let register = support::open(&path, TODAY);
    let made = register.back_up(BackupReason::Asked, &mut always).unwrap();
    drop(register);
    break_table(&path, "strength");
    let refused = Register::open(&path, "thu".into(), support::clock(TODAY)).unwrap_err();
    assert!(matches!(refused, StoreError::Damaged), "{refused}");
    let mut register = Register::open_or_read(&path, "thu".into(), support::clock(TODAY)).unwrap();
    assert!(register.is_frozen());
    assert_eq!(
        register
            .visits(&qcdc::read::VisitFilter::default())
            .unwrap()
            .len(),
        1
    );
    let refused = register.set_user_name("Người khác").unwrap_err();
    assert!(refused.to_string().contains("chỉ mở để xem"), "{refused}");
    let page = register.backups().unwrap();
    assert_eq!(page.copies, made.copies);
    let done = register.restore(&page.copies[0].path, &mut always).unwrap();
    assert!(done.value.damaged && done.value.saved.is_file());
    assert!(!register.is_frozen());
    assert_eq!(support::findings(&register), Vec::<String>::new());
    register.set_user_name("Người khác").unwrap();
}

#[test]
fn a_note_is_read_by_any_name() {
    let (folder, path) = lived_in();
    let register = support::open(&path, TODAY);
    let to = folder.path().join("tay.qcdc");
    let note = register.back_up_to(&to, &mut always).unwrap();
    assert_eq!(read_note(&to), Some(note));
}
