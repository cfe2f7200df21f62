//! Files kept with a visit: taken by content, stored once, taken back, looked over.

use crate::support;

use qcdc::documents::thumbnail;
use qcdc::domain::{AttachTo, AttachmentKind, VisitState};
use qcdc::read::AttachmentFilter;
use qcdc::register::NewFile;
use support::{
    create, end, findings, issue, open, place, rating, shortcoming, visit, write_conclusion,
};

fn pdf(words: &str) -> NewFile {
    NewFile::of(
        "Biên bản.pdf",
        format!("%PDF-1.7 {words}").into_bytes(),
        thumbnail,
    )
    .unwrap()
}

fn photo() -> Vec<u8> {
    // a PNG of one grey point
    const PNG: &[u8] = &[
        0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0,
        0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, b'I', b'D', b'A',
        b'T', 0x78, 0x9C, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0, 0, 0, 0,
        b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
    ];
    PNG.to_vec()
}

#[test]
fn a_file_is_kept_as_it_was_and_its_content_once() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-12-12");
    let id = visit(&mut register, "2022-12-12");
    let page = register.visit_page(id).unwrap();
    let item = rating(&page, "QC1-03").item_id;
    let made = register
        .attach(AttachTo::visit(id), &[pdf("a"), pdf("b")])
        .unwrap();
    assert_eq!(made.message, "Đã đính kèm 02 tệp");
    register
        .attach(AttachTo::item(id, item), &[pdf("a")])
        .unwrap();
    let page = register.visit_page(id).unwrap();
    assert_eq!(page.attachments.len(), 3);
    assert_eq!(page.files_of_item(item).count(), 1);
    assert_eq!(page.attachments[0].sha256, page.attachments[2].sha256);
    let (file, bytes) = register.attachment(made.value[0]).unwrap();
    assert_eq!(file.name, "Biên bản.pdf");
    assert_eq!(bytes, b"%PDF-1.7 a");
    let blobs: i64 = rusqlite::Connection::open(&path)
        .unwrap()
        .query_row("SELECT count(*) FROM blob", [], |row| row.get(0))
        .unwrap();
    assert_eq!(blobs, 2);
    // the same content in the same place is not wanted twice, and nothing of the batch is kept
    let error = register
        .attach(AttachTo::visit(id), &[pdf("c"), pdf("a")])
        .unwrap_err();
    assert!(error.to_string().contains("đã được đính kèm ở đây rồi"));
    assert_eq!(register.visit_page(id).unwrap().attachments.len(), 3);
}

#[test]
fn what_is_not_of_the_kinds_taken_is_refused_in_words() {
    let program = NewFile::of("Báo cáo.pdf", b"MZ\x90\0 a program".to_vec(), thumbnail);
    let words = program.unwrap_err().to_string();
    assert!(words.contains("“Báo cáo.pdf”"), "{words}");
    assert!(words.contains("nội dung không phải ảnh"), "{words}");
    assert!(words.contains("20 MB"), "{words}");
    let mut large = b"%PDF-1.7".to_vec();
    large.resize(20 * 1024 * 1024 + 1, b' ');
    let words = NewFile::of("Lớn.pdf", large, thumbnail)
        .unwrap_err()
        .to_string();
    assert!(words.contains("“Lớn.pdf” (20,0 MB)"), "{words}");
    let folder = tempfile::tempdir().unwrap();
    let words = NewFile::read(folder.path(), thumbnail)
        .unwrap_err()
        .to_string();
    assert!(words.contains("thư mục"), "{words}");
    let words = NewFile::read(&folder.path().join("mất.pdf"), thumbnail)
        .unwrap_err()
        .to_string();
    assert!(words.contains("không có tệp"), "{words}");
    // a false ending is put right instead of opened as something else
    let photo = NewFile::of("ảnh.pdf", photo(), thumbnail).unwrap();
    assert_eq!(
        (photo.kind, photo.name.as_str()),
        (AttachmentKind::Png, "ảnh.pdf.png")
    );
}

#[test]
fn removing_is_taken_back_and_the_bytes_are_still_there() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-12-12");
    let id = visit(&mut register, "2022-12-12");
    let file = register
        .attach(AttachTo::visit(id), &[pdf("a")])
        .unwrap()
        .value[0];
    register.remove_attachment(file).unwrap();
    assert!(register.visit_page(id).unwrap().attachments.is_empty());
    assert_eq!(
        findings(&register),
        ["Có 01 tài liệu đã bỏ (1 KB) vẫn được giữ trong tệp để còn hoàn tác."]
    );
    register.undo().unwrap();
    assert_eq!(register.attachment(file).unwrap().1, b"%PDF-1.7 a");
    // a visit that is deleted takes its files with it and brings them back
    let base = register.visit_page(id).unwrap();
    let mut found = shortcoming(id, "2023-01-11");
    found.item_id = Some(rating(&base, "QC1-03").item_id);
    let found = register.add_shortcoming(&found).unwrap().value;
    register
        .attach(AttachTo::shortcoming(id, found), &[pdf("b")])
        .unwrap();
    register.remove_shortcoming(found).unwrap();
    assert_eq!(register.visit_page(id).unwrap().attachments.len(), 1);
    register.undo().unwrap();
    register.delete_visit(id).unwrap();
    assert!(
        register
            .attachments(&AttachmentFilter::default())
            .unwrap()
            .is_empty()
    );
    register.undo().unwrap();
    assert_eq!(register.visit_page(id).unwrap().attachments.len(), 2);
    assert_eq!(findings(&register), Vec::<String>::new());
}

#[test]
fn a_locked_visit_still_collects_papers_but_not_for_its_ratings() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-12-12");
    let id = visit(&mut register, "2022-12-12");
    let page = register.visit_page(id).unwrap();
    let item = rating(&page, "QC1-03").item_id;
    end(&mut register, id);
    write_conclusion(&mut register, id, "2022-12-12", None);
    issue(&mut register, id);
    assert_eq!(
        register.visit_page(id).unwrap().visit.state,
        VisitState::Concluded
    );
    register.attach(AttachTo::visit(id), &[pdf("a")]).unwrap();
    let error = register.attach(AttachTo::item(id, item), &[pdf("a")]);
    assert!(error.unwrap_err().to_string().contains("nội dung đã khóa"));
}

#[test]
fn a_note_is_kept_and_the_name_keeps_its_ending() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-12-12");
    let id = visit(&mut register, "2022-12-12");
    register.attach(AttachTo::visit(id), &[pdf("a")]).unwrap();
    let base = register.visit_page(id).unwrap().attachments[0].clone();
    let mut new = base.clone();
    new.note = "  đã ký ".into();
    new.name = "Biên bản làm việc.exe".into();
    new.size = 5;
    register.edit_attachment(&base, &new).unwrap();
    drop(register);
    let register = open(&path, "2022-12-12");
    let kept = &register.visit_page(id).unwrap().attachments[0];
    assert_eq!(kept.note, "đã ký");
    assert_eq!(kept.name, "Biên bản làm việc.exe.pdf");
    assert_eq!(kept.size, 10, "only name and note can be edited");
}

#[test]
fn a_damaged_file_is_found_and_not_handed_out() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-12-12");
    let id = visit(&mut register, "2022-12-12");
    let file = register
        .attach(AttachTo::visit(id), &[pdf("a")])
        .unwrap()
        .value[0];
    drop(register);
    let raw = rusqlite::Connection::open(&path).unwrap();
    assert!(
        raw.execute("UPDATE blob SET bytes = x'00'", []).is_err(),
        "stored files are never changed"
    );
    raw.execute_batch("DROP TRIGGER blob_stays; UPDATE blob SET bytes = x'255044462D31';")
        .unwrap();
    drop(raw);
    let register = open(&path, "2022-12-12");
    let found = findings(&register);
    assert!(
        found
            .iter()
            .any(|line| line.contains("“Biên bản.pdf” đã bị thay đổi")),
        "{found:?}"
    );
    let error = register.attachment(file).unwrap_err().to_string();
    assert!(error.contains("không còn đúng như khi đính kèm"), "{error}");
}

#[test]
fn a_photo_has_a_small_picture() {
    let (_folder, path) = place();
    let mut register = create(&path, "2022-12-12");
    let id = visit(&mut register, "2022-12-12");
    let photo = NewFile::of("ảnh.png", photo(), thumbnail).unwrap();
    register
        .attach(AttachTo::visit(id), &[photo, pdf("a")])
        .unwrap();
    let thumbs = register.thumbs(id).unwrap();
    assert_eq!(thumbs.len(), 1);
    assert!(qcdc::documents::picture(&thumbs[0].jpeg).is_some());
}
