use super::*;
use crate::store::Store;

fn place() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("thu.qcdc");
    drop(Store::create(&path).unwrap());
    (folder, path)
}

fn put(path: &Path, value: &str) {
    let conn = Connection::open(path).unwrap();
    conn.execute(
        "INSERT INTO setting (key, value) VALUES ('k', ?1)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [value],
    )
    .unwrap();
}

fn value(path: &Path) -> String {
    let conn = Connection::open(path).unwrap();
    conn.query_row("SELECT value FROM setting WHERE key = 'k'", [], |row| {
        row.get(0)
    })
    .unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn always(_: Stage, _: u64, _: u64) -> bool {
    true
}

#[test]
fn a_copy_holds_what_the_file_held_and_proves_to_the_same_hash() {
    let (folder, path) = place();
    put(&path, "Phúc Đồng");
    let to = folder.path().join("bản sao.qcdc");
    let taken = take(Source::File(&path), &to, &mut always).unwrap();
    put(&path, "sau");
    assert_eq!(value(&to), "Phúc Đồng");
    assert_eq!(prove(&to, &mut always).unwrap(), taken);
    let bytes = std::fs::read(&to).unwrap();
    assert_eq!(taken.bytes, bytes.len() as u64);
    assert_eq!(taken.sha256, crate::store::check::sha256_hex(&bytes));
    assert_eq!(names(folder.path()), ["bản sao.qcdc", "thu.qcdc"]);
    Store::open(&to).unwrap();
}

#[test]
fn an_open_file_that_nobody_else_may_read_is_copied_through_its_own_connection() {
    let (folder, path) = place();
    put(&path, "một mình");
    let store = Store::open(&path).unwrap();
    store
        .conn()
        .execute_batch(
            "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE setting SET value = 'khóa'; COMMIT",
        )
        .unwrap();
    let to = folder.path().join("b.qcdc");
    take(Source::Open(&store), &to, &mut always).unwrap();
    assert_eq!(value(&to), "khóa");
}

#[test]
fn stopped_at_any_moment_it_leaves_the_old_copy_and_nothing_else() {
    let (folder, path) = place();
    put(&path, "cũ");
    let to = folder.path().join("b.qcdc");
    let old = take(Source::File(&path), &to, &mut always).unwrap();
    put(&path, "mới");
    let mut stages = Vec::new();
    for enough in 0.. {
        let mut calls = 0;
        let mut going = |stage, _, _| {
            stages.push(stage);
            calls += 1;
            calls <= enough
        };
        match take(Source::File(&path), &to, &mut going) {
            Err(StoreError::Stopped) => {}
            Ok(new) => {
                assert_ne!(new, old);
                assert!(enough >= 3, "it was asked only {enough} times");
                break;
            }
            Err(error) => panic!("{error}"),
        }
        assert_eq!(prove(&to, &mut always).unwrap(), old);
        assert_eq!(names(folder.path()), ["b.qcdc", "thu.qcdc"]);
    }
    for stage in [Stage::Copying, Stage::Proving, Stage::Hashing] {
        assert!(stages.contains(&stage), "{stage:?}");
    }
    assert_eq!(value(&to), "mới");
}

#[test]
fn a_file_with_broken_references_or_a_foreign_one_gives_no_copy() {
    let (folder, path) = place();
    let conn = Connection::open(&path).unwrap();
    conn.execute_batch(
        "PRAGMA foreign_keys = OFF;
         INSERT INTO figure (id, ver, report_id, code, value, note) VALUES (x'01', 1, x'02', 'a', 1, '')",
    )
    .unwrap();
    drop(conn);
    let to = folder.path().join("b.qcdc");
    let broken = take(Source::File(&path), &to, &mut always).unwrap_err();
    assert!(matches!(broken, StoreError::Damaged), "{broken}");
    let other = folder.path().join("khác.db");
    Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE t (a)")
        .unwrap();
    let foreign = take(Source::File(&other), &to, &mut always).unwrap_err();
    assert!(matches!(foreign, StoreError::Foreign(_)), "{foreign}");
    assert_eq!(names(folder.path()), ["khác.db", "thu.qcdc"]);
}

#[test]
fn a_place_that_is_gone_is_named() {
    let (folder, path) = place();
    let to = folder.path().join("USB/b.qcdc");
    let gone = take(Source::File(&path), &to, &mut always).unwrap_err();
    assert!(gone.to_string().contains("USB"), "{gone}");
}

#[test]
fn a_flipped_bit_in_a_page_of_a_tree_is_not_proven() {
    let (folder, path) = place();
    let to = folder.path().join("b.qcdc");
    take(Source::File(&path), &to, &mut always).unwrap();
    let mut bytes = std::fs::read(&to).unwrap();
    // the kind of the first page of the second table
    bytes[4096] ^= 0x40;
    crate::store::files::write_atomic(&to, &bytes).unwrap();
    assert!(prove(&to, &mut always).is_err());
}
