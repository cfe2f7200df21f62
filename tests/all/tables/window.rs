//! The same in the window: a file is chosen, looked at, written, taken back.

use eframe::egui::Key;

use crate::desk::Desk;

#[test]
fn a_sheet_is_chosen_looked_at_written_and_taken_back() {
    let mut desk = Desk::new(20);
    desk.command(Key::K);
    desk.keys("nhap xuat bang");
    desk.rest();
    desk.key(Key::Enter);
    desk.wait("Các cột: Mã, Loại đơn vị");
    let file = desk.folder.path().join("đơn vị.csv");
    let lay = |rows: &str| {
        let text = format!("Mã;Loại đơn vị;Tên đầy đủ;Thuộc đơn vị (mã)\n{rows}");
        std::fs::write(&file, text).unwrap();
    };
    lay("lb-th-a;Trường học;Trường Tiểu học A;lb-phuc-dong\nlb-cb-11;Đảng;Chi bộ 11;\n");
    *desk.next_path.borrow_mut() = Some(file.clone());
    desk.click("Chọn tệp để nhập…");
    desk.wait("Có dòng lỗi nên chưa ghi dòng nào");
    desk.wait("Ô B3: “Đảng” không có trong danh sách");
    lay("lb-th-a;Trường học;Trường Tiểu học A;lb-phuc-dong\nlb-cb-11;Chi bộ;Chi bộ 11;\n");
    *desk.next_path.borrow_mut() = Some(file.clone());
    desk.click("Chọn tệp để nhập…");
    desk.wait("Thêm mới 2");
    desk.click("Ghi 2 dòng");
    desk.wait("Đã nhập bảng đơn vị: thêm 2, sửa 0, giữ nguyên 0 dòng");
    desk.wait("Chưa chọn tệp");
    desk.tab("Phường");
    desk.wait("Trường Tiểu học A");
    desk.command(Key::Z);
    desk.rest();
    assert!(!desk.sees("Trường Tiểu học A"), "{}", desk.screen());

    let other = desk.folder.path().join("ảnh.xlsx");
    std::fs::write(&other, b"no workbook at all").unwrap();
    desk.command(Key::K);
    desk.keys("nhap xuat bang");
    desk.rest();
    desk.key(Key::Enter);
    *desk.next_path.borrow_mut() = Some(other);
    desk.click("Chọn tệp để nhập…");
    desk.wait("Tệp không phải sổ Excel (.xlsx) hoặc đã hỏng");
}
