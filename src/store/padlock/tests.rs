use super::*;
use crate::store::files::write_atomic;

fn always(_: Stage, _: u64, _: u64) -> bool {
    true
}

fn words() -> Passphrase {
    Passphrase::new("cây đa giếng nước")
}

fn bytes() -> Vec<u8> {
    (0..700_001_u32)
        .map(|n| u8::try_from(n % 251).unwrap())
        .collect()
}

fn locked(folder: &Path) -> std::path::PathBuf {
    let (from, to) = (folder.join("a.qcdc"), folder.join("a.qcdckhoa"));
    write_atomic(&from, &bytes()).unwrap();
    write_atomic(&to, b"").unwrap();
    let padlock = Padlock::new(&words()).unwrap();
    let made = lock(&from, &to, &padlock, &mut always).unwrap();
    assert_eq!(made, weigh(&to, &mut always).unwrap());
    to
}

#[test]
fn what_was_locked_opens_with_the_passphrase_and_with_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let file = locked(folder.path());
    let raw = std::fs::read(&file).unwrap();
    let part = &bytes()[1_000..1_064];
    assert!(!raw.windows(part.len()).any(|window| window == part));
    let out = folder.path().join("out");
    unlock(&file, &words(), &out, &mut always).unwrap();
    assert_eq!(std::fs::read(&out).unwrap(), bytes());
    let wrong = unlock(
        &file,
        &Passphrase::new("cây đa giếng nươc"),
        &out,
        &mut always,
    );
    assert!(
        matches!(wrong, Err(StoreError::WrongPassphrase)),
        "{wrong:?}"
    );
}

#[test]
fn a_changed_byte_anywhere_in_the_data_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let file = locked(folder.path());
    let raw = std::fs::read(&file).unwrap();
    let out = folder.path().join("out");
    for place in [raw.len() / 3, raw.len() / 2, raw.len() - 2_000] {
        let mut changed = raw.clone();
        changed[place] ^= 1;
        write_atomic(&file, &changed).unwrap();
        let said = unlock(&file, &words(), &out, &mut always);
        assert!(
            matches!(said, Err(StoreError::BadLock { .. })),
            "{place}: {said:?}"
        );
    }
    write_atomic(&file, &raw[..raw.len() / 2]).unwrap();
    assert!(unlock(&file, &words(), &out, &mut always).is_err());
}

#[test]
fn a_padlock_opens_only_for_its_passphrase() {
    let padlock = Padlock::new(&words()).unwrap();
    padlock.try_open(&words()).unwrap();
    let text = serde_json::to_string(&padlock).unwrap();
    assert!(!text.contains("AGE-SECRET-KEY"));
    let again: Padlock = serde_json::from_str(&text).unwrap();
    again.try_open(&words()).unwrap();
    let wrong = again.try_open(&Passphrase::new("cây đa"));
    assert!(matches!(wrong, Err(StoreError::WrongPassphrase)));
}

#[test]
fn what_is_no_locked_file_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let (file, out) = (folder.path().join("b.qcdckhoa"), folder.path().join("out"));
    write_atomic(&file, b"PK nothing").unwrap();
    let said = unlock(&file, &words(), &out, &mut always)
        .unwrap_err()
        .to_string();
    assert!(said.contains("không phải tệp khóa"), "{said}");
    assert!(!out.exists());
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(
        NOTE,
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated),
    )
    .unwrap();
    zip.write_all(&vec![b' '; 40_000_000]).unwrap();
    write_atomic(&file, zip.finish().unwrap().get_ref()).unwrap();
    assert!(unlock(&file, &words(), &out, &mut always).is_err());
}

#[test]
fn a_stopped_lock_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("a"), folder.path().join("b"));
    write_atomic(&from, &bytes()).unwrap();
    write_atomic(&to, b"").unwrap();
    let padlock = Padlock::new(&words()).unwrap();
    let mut left = 2;
    let said = lock(&from, &to, &padlock, &mut |_, _, _| {
        left -= 1;
        left > 0
    });
    assert!(matches!(said, Err(StoreError::Stopped)));
}
