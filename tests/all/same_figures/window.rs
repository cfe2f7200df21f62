//! The real window over the same file: numbers that a screen makes of what it was given.

use super::office::{Office, after, before};
use super::table::{By, Figures};

pub fn the_window(office: Office, all: &mut Figures) {
    let mut desk = office.into_window();
    desk.wait("hồ sơ lưu trữ thiếu");
    let said = desk.screen();
    for (name, words) in [
        ("shortcomings, late", " tồn tại quá hạn"),
        ("shortcomings, due_soon", " đến hạn trong 7 ngày"),
        ("shortcomings, waiting", " chờ xác nhận"),
        ("visits without conclusion", " cuộc chưa kết luận"),
        ("reports missing", " báo cáo tháng còn thiếu"),
        ("archive of Cộng, missing", " hồ sơ lưu trữ thiếu"),
        ("documents, missing", " văn bản chưa triển khai"),
        ("tasks late", " nhiệm vụ phối hợp"),
        ("opinions, late", " ý kiến đối thoại chưa trả lời"),
        ("models, late", " cam kết Dân vận khéo"),
    ] {
        all.say(By::Screen, name, before(&said, words));
    }
    let kept = after(&said, "hồ sơ lưu trữ thiếu, có ");
    all.say(By::Screen, "archive of Cộng, all", kept);

    // a ward with shortcomings that it was not notified of yet
    desk.tab("Phường");
    desk.row("Sài Đồng");
    desk.wait("tồn tại còn mở");
    let said = desk.screen();
    let name = "unit lb-sai-dong";
    let open = before(&said, " tồn tại còn mở");
    all.say(By::Screen, &format!("{name}, open"), open);
    let open = after(&said, "Tồn tại còn mở ");
    all.say(By::Screen, &format!("{name}, open"), open);
    let visits = before(&said, " cuộc (");
    all.say(By::Screen, &format!("{name}, visits"), visits);
    let late = before(&said, " tồn tại quá hạn");
    all.say(By::Screen, &format!("{name}, late"), late);
}
