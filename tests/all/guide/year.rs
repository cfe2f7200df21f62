//! A clerk's first year with the program, in the window: an own district, the catalogue, the plan, five visits with
//! their conclusions, the chase, the figures, the report of the year. `scripts/clerk-year.sh` keeps the pictures.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use qcdc::register::Register;

use super::district::district;
use super::tour::{At, Tour, WHOLE};
use crate::support::day;

/// What time it is; the year goes on when it is told to.
#[derive(Clone)]
struct Moment(Arc<Mutex<DateTime<FixedOffset>>>);

impl Moment {
    fn at(text: &str) -> Self {
        Self(Arc::new(Mutex::new(morning(day(text)))))
    }

    fn now(&self) -> DateTime<FixedOffset> {
        *self.0.lock().unwrap()
    }

    fn move_to(&self, day: NaiveDate) {
        *self.0.lock().unwrap() = morning(day);
    }
}

fn morning(day: NaiveDate) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(7 * 3600).unwrap();
    let time = day.and_hms_opt(8, 15, 0).unwrap();
    time.and_local_timezone(zone).unwrap()
}

struct Year {
    tour: Tour,
    moment: Moment,
    /// Name, day and caption of each picture.
    album: Vec<(String, NaiveDate, &'static str)>,
}

impl Year {
    /// A file that the program has just made for itself, on the first working day of the year.
    fn begin() -> Self {
        let moment = Moment::at("2024-01-02");
        let to = std::env::var_os("QCDC_ALBUM").map(PathBuf::from);
        let mut folder = tempfile::Builder::new();
        folder.prefix("Giám sát 6 QCDC");
        if to.is_some() {
            // some pictures show the folder: no chance letters in its name
            std::fs::remove_dir_all(std::env::temp_dir().join("Giám sát 6 QCDC")).ok();
            folder.rand_bytes(0);
        }
        let folder = folder.tempdir().unwrap();
        let clock = moment.clone();
        let file = folder.path().join("Giám sát 6 QCDC.qcdc");
        let clock = Box::new(move || clock.now());
        let register = Register::create(&file, "long-bien", "lan".to_owned(), clock).unwrap();
        let clock = moment.clone();
        Self {
            tour: Tour::over(register, folder, move || clock.now(), to),
            moment,
            album: Vec::new(),
        }
    }

    fn today(&mut self, day: NaiveDate) {
        self.moment.move_to(day);
        self.tour.desk.rest();
    }

    fn shoot(&mut self, name: &str, caption: &'static str) {
        let name = format!("{:02}-{name}", self.album.len() + 1);
        self.tour.shoot(&name, WHOLE, &[] as &[At]);
        self.album
            .push((name, self.moment.now().date_naive(), caption));
    }

    /// The page that shows the pictures in their order.
    fn end(self) {
        if let Some(folder) = std::env::var_os("QCDC_ALBUM") {
            let mut page = String::from(
                "# Một năm với chương trình\n\nDo `scripts/clerk-year.sh` chụp; quận, người và số liệu là bịa.\n",
            );
            for (name, day, caption) in &self.album {
                let day = day.format("%d/%m/%Y");
                write!(page, "\n## {day}: {caption}\n\n![{caption}]({name}.png)\n").unwrap();
            }
            std::fs::write(PathBuf::from(folder).join("README.md"), page).unwrap();
        }
        self.tour.end();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.tour.desk.folder.path().join(name)
    }

    fn answer_with(&mut self, path: PathBuf) {
        *self.tour.desk.next_path.borrow_mut() = Some(path);
    }

    /// The day that stands in the row of these words.
    fn day_of(&mut self, words: &str) -> NaiveDate {
        self.tour.desk.wait(words);
        let label = self
            .tour
            .desk
            .harness
            .get_all_by_role(Role::Row)
            .filter_map(|node| node.accesskit_node().label())
            .find(|label| label.contains(words));
        let label = label.unwrap_or_else(|| panic!("no row “{words}”"));
        let day = label
            .split(|letter: char| letter != '/' && !letter.is_ascii_digit())
            .find_map(|word| NaiveDate::parse_from_str(word, "%d/%m/%Y").ok());
        day.unwrap_or_else(|| panic!("no day in “{label}”"))
    }
}

fn first_start(year: &mut Year) {
    year.tour.desk.wait("Bước 1/3");
    year.shoot("bat-dau", "Lần đầu mở chương trình");
    let file = year.path("hoang-mai.json");
    std::fs::write(&file, district().to_string()).unwrap();
    year.answer_with(file);
    year.tour.desk.click("Quận khác, từ tệp…");
    year.tour.desk.wait("Quận Hoàng Mai");
    year.shoot("quan-khac", "Quận chưa có sẵn: lấy từ tệp");
    year.tour.desk.click("Tiếp");
    year.tour.desk.fill("Họ và tên", "Lê Thị Lan");
    year.tour.desk.fill("Chức vụ", "Chuyên viên Ban Dân vận");
    year.shoot("ai-dung-may", "Ai dùng máy này");
    year.tour.desk.click("Tiếp");
    let copies = year.path("Sao lưu");
    std::fs::create_dir(&copies).unwrap();
    year.answer_with(copies);
    year.tour.desk.click("Chọn thư mục…");
    year.shoot("sao-luu", "Nơi sao lưu thứ hai");
    year.tour.desk.click("Xong");
    year.tour.desk.rest();
    let desk = &mut year.tour.desk;
    desk.wait("Lập kế hoạch năm");
    assert!(!desk.sees("Nơi thứ hai đã lâu"), "{}", desk.screen());
    year.shoot("tong-quan-moi", "Tệp mới: việc đầu tiên");
}

fn catalogue(year: &mut Year) {
    let desk = &mut year.tour.desk;
    desk.tab("Danh mục");
    desk.wait("Căn cứ chung");
    // what other districts have issued does not hold here
    for other in ["Quận ủy Long Biên", "Quận ủy Đống Đa"] {
        assert!(!desk.sees(other), "{}", desk.screen());
    }
    year.shoot("danh-muc", "Danh mục 06 QCDC có sẵn");
    let desk = &mut year.tour.desk;
    desk.click("Soạn bản mới");
    desk.choose("Quy chế đang soạn", "QC2");
    desk.fill(
        "Nội dung kiểm tra 1",
        "Việc niêm yết công khai quy hoạch, kế hoạch sử dụng đất tại trụ sở và nhà văn hóa tổ dân phố",
    );
    year.shoot("soan-danh-muc", "Soạn bản mới, bắt đầu từ quy chế đang xem");
    year.tour.desk.click("Xem thay đổi");
    year.tour.desk.wait("chỗ thay đổi");
    year.shoot("thay-doi-danh-muc", "Xem từng chỗ thay đổi trước khi lưu");
    year.tour.desk.click("Lưu thành bản mới");
    year.tour.desk.wait("tại trụ sở và nhà văn hóa tổ dân phố");
    year.shoot("danh-muc-moi", "Bản mới, đúng quy chế vừa sửa");
}

fn plan(year: &mut Year) {
    let desk = &mut year.tour.desk;
    desk.tab("Cuộc giám sát");
    desk.click("Lập kế hoạch năm…");
    desk.wait("Các tháng có giám sát");
    desk.click("Chọn tất cả đơn vị");
    year.shoot("lap-ke-hoach", "Lập kế hoạch cho 14 phường");
    year.tour.desk.click("Lập kế hoạch");
    year.tour.desk.wait("14 cuộc, đơn vị nào cũng có cuộc");
    year.shoot("ke-hoach-nam", "Kế hoạch năm vừa lập");
    year.tour.desk.tab("Danh sách");
    year.shoot("danh-sach", "Danh sách cuộc giám sát");
}

/// What was found in a ward, at so many steps down the checklist.
struct Found {
    down: usize,
    words: &'static str,
    order: &'static str,
    days: u64,
}

/// One visit of the plan from its day to the issued conclusion.
fn visit(year: &mut Year, number: usize, ward: &str, found: &[Found]) {
    let desk = &mut year.tour.desk;
    desk.tab("Cuộc giám sát");
    desk.tab("Danh sách");
    let name = format!("Phường {ward}");
    let on = year.day_of(&name);
    year.today(on);
    if number == 1 {
        year.tour.desk.tab("Tổng quan");
        year.shoot(
            "sang-ngay-giam-sat",
            "Sáng ngày giám sát: Tổng quan nêu cuộc hôm nay",
        );
        year.tour.desk.tab("Cuộc giám sát");
    }
    let desk = &mut year.tour.desk;
    desk.row(&name);
    desk.click("Bắt đầu giám sát");
    desk.tab("Thông tin");
    desk.fill("Địa điểm", &format!("Trụ sở Ủy ban nhân dân phường {ward}"));
    if number == 1 {
        year.shoot("thong-tin", "Thông tin của cuộc giám sát");
    }
    let desk = &mut year.tour.desk;
    desk.tab("Kiểm tra");
    let mut at = 0;
    for (place, one) in (1..).zip(found) {
        let desk = &mut year.tour.desk;
        for _ in at..one.down {
            desk.harness
                .key_press_modifiers(Modifiers::COMMAND, Key::ArrowDown);
            desk.harness.step();
        }
        at = one.down;
        desk.rest();
        desk.harness.key_press(Key::Num3);
        desk.text("3");
        desk.rest();
        desk.text(one.words);
        desk.rest();
        desk.held(Modifiers::COMMAND, Key::T);
        desk.wait("Lưu tồn tại");
        desk.fill("Yêu cầu khắc phục", one.order);
        let due = (on + Days::new(one.days)).format("%d/%m/%Y").to_string();
        desk.fill("Thời hạn", &due);
        desk.key(Key::Tab);
        if number == 1 && place == 1 {
            year.shoot("ghi-ton-tai", "Ghi tồn tại ngay từ mục kiểm tra");
        }
        let desk = &mut year.tour.desk;
        desk.click("Lưu tồn tại");
        desk.wait(&format!("Tồn tại {place}"));
    }
    let desk = &mut year.tour.desk;
    desk.held(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    desk.wait("Kiểm tra 86/86");
    if number == 1 {
        year.shoot("cham-xong", "Chấm xong cả phiếu");
    }
    let desk = &mut year.tour.desk;
    desk.click("Kết thúc buổi giám sát");
    desk.wait("Đã giám sát");
    if number == 1 {
        year.shoot("da-giam-sat", "Kết thúc buổi giám sát");
    }
    year.today(on + Days::new(2));
    let desk = &mut year.tour.desk;
    desk.tab("Kết luận");
    desk.click("Soạn từ biên bản");
    if number == 1 {
        year.shoot("ket-luan-moi-soan", "Kết luận vừa soạn từ biên bản");
    }
    let desk = &mut year.tour.desk;
    desk.click(&format!("Lấy số {number:02}"));
    desk.choose("Người ký", "");
    desk.wait("Trang 1/");
    desk.rest();
    if number == 1 {
        year.shoot("ket-luan", "Lấy số, ghi ngày, chọn người ký");
    }
    let desk = &mut year.tour.desk;
    desk.click("Ban hành");
    desk.wait("không hoàn tác được nữa");
    if number == 1 {
        year.shoot("hoi-ban-hanh", "Hỏi một lần trước khi ban hành");
    }
    let desk = &mut year.tour.desk;
    desk.key(Key::Enter);
    desk.wait("Đã ban hành");
    if number == 1 {
        year.shoot("da-ban-hanh", "Đã ban hành");
    }
}

const ARCHIVE: &str = "Hồ sơ lưu trữ 06 QCDC chưa đầy đủ";
const POSTED: &str = "Chưa niêm yết phương án bồi thường tại nhà văn hóa tổ dân phố";
const FEES: &str = "Chưa công khai thu, chi quỹ đóng góp của dân năm 2023";

fn archive() -> Found {
    Found {
        down: 3,
        words: ARCHIVE,
        order: "Lập đủ hồ sơ lưu trữ theo từng quy chế",
        days: 45,
    }
}

fn posted() -> Found {
    Found {
        down: 20,
        words: POSTED,
        order: "Niêm yết công khai phương án tại nhà văn hóa của tổ dân phố liên quan",
        days: 30,
    }
}

fn fees() -> Found {
    Found {
        down: 55,
        words: FEES,
        order: "Công khai thu, chi các quỹ tại hội nghị tổ dân phố",
        days: 40,
    }
}

/// The reports of January come in: one in time, one with a paper.
fn monthly_reports(year: &mut Year) {
    year.today(day("2024-02-05"));
    year.tour.desk.tab("Báo cáo tháng");
    year.shoot("bao-cao-thang", "Báo cáo tháng, ngày đến hạn");
    for ward in ["Đại Kim", "Định Công"] {
        let desk = &mut year.tour.desk;
        desk.part(Role::Button, &format!("Phường {ward}, tháng 1/2024"));
        desk.wait(&format!("Báo cáo tháng 1/2024 của phường {ward}"));
        if ward == "Đại Kim" {
            year.shoot("ghi-nhan-bao-cao", "Ghi nhận một báo cáo");
        }
        year.tour.desk.click("Ghi nhận");
        year.tour.desk.rest();
    }
    year.today(day("2024-02-07"));
    year.shoot(
        "bao-cao-thang-qua-han",
        "Hai ngày sau: phường nào còn thiếu",
    );
}

fn open_order(year: &mut Year, words: &str) {
    let desk = &mut year.tour.desk;
    desk.tab("Tồn tại");
    if desk.sees("Tất cả") {
        desk.click("Tất cả");
    }
    desk.row(words);
}

/// A claim comes in, is returned, gets more time, becomes late.
fn chase(year: &mut Year) {
    year.today(day("2024-02-14"));
    open_order(year, POSTED);
    year.shoot("ton-tai", "Danh sách tồn tại");
    let desk = &mut year.tour.desk;
    desk.click("Đơn vị báo đã khắc phục");
    desk.fill("Nội dung báo cáo", "Đã niêm yết tại 03 nhà văn hóa");
    year.shoot("bao-da-khac-phuc", "Đơn vị báo đã khắc phục");
    year.tour.desk.click("Ghi");
    year.tour.desk.wait("Chờ xác nhận");
    year.today(day("2024-02-15"));
    open_order(year, POSTED);
    let desk = &mut year.tour.desk;
    desk.click("Trả lại");
    desk.fill("Lý do trả lại", "Còn thiếu nhà văn hóa tổ dân phố số 7");
    desk.click("Ghi");
    desk.rest();
    desk.click("Gia hạn");
    desk.fill("Thời hạn mới", "15/03/2024");
    desk.key(Key::Tab);
    desk.fill("Lý do gia hạn", "Nhà văn hóa tổ dân phố số 7 đang sửa chữa");
    year.shoot("gia-han", "Trả lại rồi gia hạn");
    year.tour.desk.click("Ghi");
    year.tour.desk.wait("15/03/2024");
    year.shoot("da-gia-han", "Thời hạn mới");
}

/// Letters to who is late.
fn reminders(year: &mut Year) {
    year.today(day("2024-04-15"));
    let desk = &mut year.tour.desk;
    desk.tab("Tổng quan");
    desk.wait("tồn tại quá hạn");
    year.shoot("tong-quan-qua-han", "Tổng quan khi có tồn tại quá hạn");
    let desk = &mut year.tour.desk;
    desk.tab("Tồn tại");
    desk.click("Công văn đôn đốc");
    desk.wait("quá hạn");
    year.shoot(
        "cong-van-don-doc",
        "Công văn đôn đốc cho mọi đơn vị quá hạn",
    );
    year.tour.desk.key(Key::Enter);
    year.tour.desk.wait("công văn đôn đốc ngày 15/04/2024");
    year.shoot("da-don-doc", "Đã ban hành công văn");
    year.tour.desk.tab("Văn bản đi");
    for number in ["01-TB", "02-TB", "03-TB", "01-CV", "02-CV"] {
        year.tour.desk.wait(number);
    }
    year.shoot("van-ban-di", "Sổ văn bản đi");
}

/// The board looks at the first ward again.
fn recheck(year: &mut Year) {
    year.today(day("2024-05-21"));
    let desk = &mut year.tour.desk;
    desk.tab("Cuộc giám sát");
    desk.tab("Danh sách");
    desk.row("Phường Đại Kim");
    desk.click("Việc khác");
    desk.click("Tạo cuộc phúc tra…");
    year.shoot("tao-phuc-tra", "Tạo cuộc phúc tra");
    let desk = &mut year.tour.desk;
    desk.click("Tạo và mở");
    desk.part(Role::Tab, "Ưu điểm");
    year.shoot("phuc-tra", "Yêu cầu khắc phục của cuộc trước");
    for number in 1..=2 {
        let desk = &mut year.tour.desk;
        desk.click(&format!("Đã khắc phục: yêu cầu {number}"));
        desk.fill("Đã xem, kiểm tra", "Đã xem hồ sơ và nơi niêm yết");
        desk.click("Ghi");
        desk.rest();
    }
    year.shoot("phuc-tra-xong", "Đã xác nhận khắc phục");
    let desk = &mut year.tour.desk;
    desk.tab("Cuộc giám sát");
    desk.tab("Danh sách");
    desk.row("Đã kết luận");
    year.shoot("cuoc-da-ket-luan", "Một cuộc đã kết luận");
}

/// The figures of the first half of the year.
fn figures(year: &mut Year) {
    year.today(day("2024-07-04"));
    year.tour.desk.tab("Số liệu");
    year.shoot("so-lieu", "Số liệu theo chỉ tiêu và phường");
    year.tour.desk.tab("Nhập theo phường");
    year.shoot("so-lieu-phieu", "Phiếu số liệu của một phường");
}

/// The papers at the end of the year.
fn year_end(year: &mut Year) {
    year.today(day("2024-12-20"));
    let desk = &mut year.tour.desk;
    desk.tab("Tổng quan");
    year.shoot("cuoi-nam", "Tổng quan cuối năm");
    let desk = &mut year.tour.desk;
    desk.tab("Báo cáo");
    desk.wait("Trang 1/");
    desk.choose("Kỳ báo cáo", "nam");
    desk.wait("năm 2024");
    desk.wait("Trang 1/");
    desk.rest();
    year.shoot("bao-cao-nam", "Báo cáo tổng hợp năm");
    let desk = &mut year.tour.desk;
    desk.click("PDF");
    desk.wait("Đã lưu");
    year.shoot("da-luu-bao-cao", "Báo cáo đã lưu thành PDF");
    year.tour.desk.tab("Đánh giá");
    // six were found: two were put right late, four nobody has claimed
    for figure in ["Tổng số: 6", "Quá hạn: 4", "Trễ nhưng đã xong: 2"] {
        year.tour.desk.wait(&format!("Cộng, {figure}"));
    }
    year.shoot("danh-gia", "Đánh giá");
    year.tour.desk.tab("Phường");
    year.shoot("phuong", "Các phường");
    year.tour.desk.row("Phường Đại Kim");
    year.shoot("ho-so-phuong", "Một phường qua cả năm");
}

#[test]
fn a_clerks_year() {
    let mut year = Year::begin();
    first_start(&mut year);
    catalogue(&mut year);
    plan(&mut year);
    visit(&mut year, 1, "Đại Kim", &[archive(), posted()]);
    monthly_reports(&mut year);
    chase(&mut year);
    visit(&mut year, 2, "Định Công", &[fees()]);
    visit(&mut year, 3, "Giáp Bát", &[archive(), fees()]);
    reminders(&mut year);
    visit(&mut year, 4, "Hoàng Liệt", &[]);
    visit(&mut year, 5, "Hoàng Văn Thụ", &[posted()]);
    recheck(&mut year);
    figures(&mut year);
    year_end(&mut year);
    year.end();
}
