//! The tour of the program that makes the pictures of the guide (`scripts/guide-pictures.sh`): the sample of
//! `qcdc demo` on a fixed day, worked by the names of what stands on the screen, with numbers where the captions
//! point.

use std::path::PathBuf;

use eframe::egui::{Key, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use qcdc::register::Register;

use super::tour::{At, INSIDE, Tour, WHOLE};
use crate::support::{self, clock};

const DAY: &str = "2024-10-15";

fn sample(tour: &str, to: Option<PathBuf>) -> Tour {
    // a name without chance letters: some pictures show it
    let name = format!("Giám sát 6 QCDC {tour}");
    std::fs::remove_dir_all(std::env::temp_dir().join(&name)).ok();
    let mut folder = tempfile::Builder::new();
    let folder = folder.prefix(&name).rand_bytes(0).tempdir().unwrap();
    let register = support::sample::sample_in(folder.path(), "lan", clock(DAY)());
    Tour::over(register, folder, clock(DAY), to)
}

fn first_start(to: Option<PathBuf>) -> Tour {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Quận Long Biên.qcdc");
    let register = Register::create(&file, "long-bien", "lan".to_owned(), clock(DAY)).unwrap();
    Tour::over(register, folder, clock(DAY), to)
}

fn start(tour: &str) -> Tour {
    let mut tour = sample(tour, folder());
    tour.desk.wait("Kết quả giám sát");
    tour
}

#[test]
#[ignore = "makes pictures; scripts/guide-pictures.sh runs it"]
fn first() {
    let mut tour = first_start(folder());
    tour.desk.wait("Bước 1/3");
    tour.shoot(
        "lan-dau",
        [330, 200, 1036, 570],
        &[
            At::Begins("Quận Long Biên"),
            At::Named("Mở tệp có sẵn…"),
            At::Named("Tiếp"),
        ],
    );
    tour.end();
}

#[test]
#[ignore = "makes pictures; scripts/guide-pictures.sh runs it"]
fn visits() {
    let mut tour = start("visits");
    tour.shoot(
        "tong-quan",
        WHOLE,
        &[
            At::Area(16.0, 58.0, 190.0, 656.0),
            At::Named("Tìm hoặc làm (Ctrl+K)"),
            At::Area(214.0, 212.0, 1340.0, 286.0),
            At::Begins("Kết quả theo phường và quy chế"),
            At::Begins("Thời hạn sắp tới"),
        ],
    );
    tour.desk.tab("Cuộc giám sát");
    tour.desk.tab("Kế hoạch năm");
    tour.shoot(
        "ke-hoach-nam",
        INSIDE,
        &[
            At::Area(214.0, 118.0, 556.0, 152.0),
            At::Named("Lập kế hoạch năm…"),
            At::Named("In kế hoạch năm"),
            At::Area(528.0, 317.0, 602.0, 340.0),
        ],
    );
    tour.desk.command(Key::N);
    tour.desk.wait("Đơn vị được giám sát");
    tour.shoot(
        "ghi-cuoc",
        [350, 210, 1016, 560],
        &[
            At::Named("Đơn vị được giám sát"),
            At::Named("Ngày giám sát"),
            At::Named("Loại giám sát"),
            At::Named("Ghi và mở"),
        ],
    );
    tour.desk.key(Key::Escape);
    tour.desk.tab("Danh sách");
    tour.desk.row("Đang giám sát");
    tour.desk.tab("Thông tin");
    tour.shoot(
        "thong-tin",
        INSIDE,
        &[
            At::Area(214.0, 118.0, 800.0, 152.0),
            At::Named("Kết thúc buổi giám sát"),
            At::Named("Địa điểm"),
            At::Named("Nội dung báo cáo"),
        ],
    );
    tour.desk.tab("Kiểm tra");
    tour.desk.key(Key::ArrowDown);
    tour.desk.key(Key::Num3);
    tour.shoot(
        "kiem-tra",
        INSIDE,
        &[
            At::Area(216.0, 156.0, 458.0, 680.0),
            At::Area(482.0, 378.0, 1015.0, 416.0),
            At::Begins("Đơn vị tự chấm"),
            At::Begins("Tìm mục"),
            At::Begins("Ghi tồn tại"),
        ],
    );
    tour.desk.command(Key::T);
    tour.shoot(
        "ghi-ton-tai",
        [200, 98, 1166, 672],
        &[
            At::Named("Nội dung tồn tại, hạn chế"),
            At::Named("Yêu cầu khắc phục"),
            At::Named("Đơn vị, người chịu trách nhiệm"),
            At::Named("Thời hạn"),
            At::Named("Lưu tồn tại"),
        ],
    );
    tour.end();
}

#[test]
#[ignore = "makes pictures; scripts/guide-pictures.sh runs it"]
fn chase() {
    let mut tour = start("chase");
    tour.desk.tab("Tồn tại");
    tour.desk.rest();
    tour.desk.row("Quá hạn");
    tour.shoot(
        "ton-tai",
        WHOLE,
        &[
            At::Area(214.0, 116.0, 1330.0, 148.0),
            At::Area(214.0, 152.0, 1226.0, 186.0),
            At::Area(214.0, 198.0, 952.0, 744.0),
            At::Area(966.0, 200.0, 1318.0, 362.0),
            At::Named("Đơn vị báo đã khắc phục"),
        ],
    );
    tour.desk.click("Công văn đôn đốc");
    tour.shoot(
        "don-doc",
        [316, 82, 1052, 688],
        &[
            At::Begins("Tất cả 5"),
            At::Named("Ngày công văn"),
            At::Named("Số của công văn đầu"),
            At::Begins("Lưu "),
        ],
    );
    tour.end();
}

#[test]
#[ignore = "makes pictures; scripts/guide-pictures.sh runs it"]
fn registers() {
    let mut tour = start("registers");
    for (place, name, marks) in [
        (
            "Báo cáo tháng",
            "bao-cao-thang",
            &[
                At::Named("Hạn gửi…"),
                At::Area(490.0, 371.0, 558.0, 397.0),
                At::Area(218.0, 611.0, 1333.0, 668.0),
                At::Named("Công văn đề nghị gửi…"),
            ][..],
        ),
        (
            "Dân vận khéo",
            "dan-van-kheo",
            &[
                At::Named("So sánh theo quý"),
                At::Named("Đăng ký mô hình…"),
                At::Begins("Lọc theo tên"),
                At::Area(935.0, 236.0, 1336.0, 744.0),
            ],
        ),
        (
            "Hồ sơ lưu trữ",
            "ho-so-luu",
            &[
                At::Named("Năm"),
                At::Begins("Hồ sơ lưu trữ theo phường"),
                At::Area(1141.0, 160.0, 1324.0, 637.0),
                At::Begins("Điền từ phiếu"),
                At::Named("Công văn đề nghị bổ sung…"),
            ],
        ),
        (
            "Số liệu",
            "so-lieu",
            &[
                At::Named("Kỳ khác…"),
                At::Named("Nhập theo phường"),
                At::Begins("Số liệu theo chỉ tiêu"),
                At::Named("Công văn đề nghị…"),
            ],
        ),
        (
            "Văn bản chỉ đạo",
            "van-ban-chi-dao",
            &[
                At::Named("Bảng văn bản × đơn vị"),
                At::Named("Ghi văn bản…"),
                At::Begins("Danh mục văn bản chỉ đạo"),
                At::Named("Giao đơn vị…"),
            ],
        ),
    ] {
        tour.desk.tab(place);
        if matches!(name, "dan-van-kheo" | "van-ban-chi-dao") {
            tour.desk.key(Key::Tab);
            let row = tour.desk.harness.get_all_by_role(Role::Row).nth(1);
            if let Some(row) = row {
                row.click();
            }
            tour.desk.rest();
        }
        tour.shoot(name, INSIDE, marks);
        if name == "so-lieu" {
            tour.desk.tab("Nhập theo phường");
            tour.shoot(
                "so-lieu-phieu",
                INSIDE,
                &[
                    At::Named("Đơn vị"),
                    At::Area(531.0, 356.0, 643.0, 744.0),
                    At::Named("Tính lại"),
                    At::Begins("Câu hỏi"),
                ],
            );
        }
    }
    tour.desk.tab("Phối hợp");
    tour.desk.tab("Đối thoại");
    let row = tour.desk.harness.get_all_by_role(Role::Row).nth(1);
    if let Some(row) = row {
        row.click();
    }
    tour.shoot(
        "phoi-hop",
        INSIDE,
        &[
            At::Named("Đối thoại"),
            At::Named("Ghi hội nghị đối thoại…"),
            At::Begins("Các hội nghị đối thoại"),
            At::Named("Thêm ý kiến"),
        ],
    );
    tour.end();
}

#[test]
#[ignore = "makes pictures; scripts/guide-pictures.sh runs it"]
fn units() {
    let mut tour = start("units");
    tour.desk.tab("Đánh giá");
    tour.shoot(
        "danh-gia",
        INSIDE,
        &[
            At::Area(214.0, 118.0, 845.0, 150.0),
            At::Area(214.0, 164.0, 520.0, 194.0),
            At::Area(580.0, 216.0, 648.0, 702.0),
            At::Named("Xuất Excel"),
        ],
    );
    tour.desk.tab("Phường");
    tour.desk.click("Sắp xếp đơn vị");
    tour.shoot(
        "sap-xep",
        [290, 150, 1080, 620],
        &[
            At::Named("Từ ngày"),
            At::Begins("Đơn vị cũ"),
            At::Begins("Tên đơn vị mới"),
            At::Named("Căn cứ"),
        ],
    );
    tour.desk.key(Key::Escape);
    tour.desk.row("Phúc Đồng");
    tour.shoot(
        "phuong",
        INSIDE,
        &[
            At::Named("In hồ sơ"),
            At::Begins("Kết quả qua các lần"),
            At::Area(801.0, 356.0, 1320.0, 390.0),
            At::Begins("Đơn vị liên quan"),
        ],
    );
    tour.end();
}

#[test]
#[ignore = "makes pictures; scripts/guide-pictures.sh runs it"]
fn papers() {
    let mut tour = start("papers");
    tour.desk.tab("Văn bản đi");
    tour.desk.row("22-TB");
    tour.shoot(
        "van-ban-di",
        INSIDE,
        &[
            At::Area(214.0, 116.0, 980.0, 146.0),
            At::Begins("22-TB"),
            At::Named("Mở PDF"),
            At::Named("Cách đánh số"),
        ],
    );
    tour.desk.tab("Báo cáo");
    tour.desk.wait("Trang 1/");
    tour.desk.rest();
    tour.shoot(
        "van-ban",
        INSIDE,
        &[
            At::Named("Ban hành…"),
            At::Named("In"),
            At::Begins("Trang 1/"),
            At::Begins("Phóng to (Ctrl"),
        ],
    );
    tour.desk.tab("Danh mục");
    tour.shoot(
        "danh-muc",
        INSIDE,
        &[
            At::Area(216.0, 120.0, 542.0, 626.0),
            At::Begins("Đối chiếu"),
            At::Named("Soạn bản mới"),
        ],
    );
    tour.desk.tab("Cài đặt");
    tour.shoot(
        "cai-dat",
        INSIDE,
        &[
            At::Named("Họ và tên"),
            At::Named("Chọn thư mục sao lưu…"),
            At::Named("Cơ quan cấp trên"),
        ],
    );
    tour.desk.tab("Cuộc giám sát");
    tour.desk.row("Đã giám sát");
    tour.desk.tab("Kết luận");
    if tour.desk.sees("Soạn từ biên bản") {
        tour.desk.click("Soạn từ biên bản");
    }
    tour.desk.wait("Trang 1/");
    tour.desk.rest();
    if tour.desk.sees("Đóng thông báo") {
        tour.desk.click("Đóng thông báo");
    }
    tour.shoot(
        "ket-luan",
        INSIDE,
        &[
            At::Named("Ký hiệu"),
            At::Has(", đoạn 1"),
            At::Begins("Trang 1/"),
            At::Begins("Cập nhật từ biên bản"),
            At::Named("Ban hành"),
        ],
    );
    tour.end();
}

#[test]
#[ignore = "makes pictures; scripts/guide-pictures.sh runs it"]
fn file() {
    let mut tour = start("file");
    tour.desk.command(Key::K);
    tour.desk.text("phuc");
    tour.desk.rest();
    tour.shoot(
        "tim",
        [300, 48, 1066, 608],
        &[
            At::Area(322.0, 66.0, 1044.0, 98.0),
            At::Area(322.0, 108.0, 1030.0, 545.0),
        ],
    );
    tour.desk.key(Key::Escape);
    for (line, name, marks) in [
        (
            "Nhập, xuất bảng Excel…",
            "nhap-excel",
            &[
                At::Named("Bảng"),
                At::Named("Tệp mẫu…"),
                At::Named("Chọn tệp để nhập…"),
                At::Named("Chưa chọn tệp"),
            ][..],
        ),
        (
            "Sao lưu, khôi phục, kiểm tra tệp…",
            "sao-luu",
            &[
                At::Named("Sao lưu ngay"),
                At::Begins("Nơi thứ hai"),
                At::Begins("Các bản sao lưu"),
                At::Named("Khôi phục từ tệp khác…"),
            ],
        ),
        (
            "Mang đi, nhận về…",
            "mang-di",
            &[
                At::Named("Mang đi…"),
                At::Named("Nhận về…"),
                At::Begins("Chưa mang đi"),
            ],
        ),
    ] {
        tour.desk.click("Tệp Quận Long Biên");
        tour.desk.click(line);
        if name == "sao-luu" {
            tour.desk.click("Sao lưu ngay");
            tour.desk.wait("Các bản sao lưu");
        }
        tour.shoot(name, INSIDE, marks);
    }
    tour.end();
}

/// The folder for the pictures.
fn folder() -> Option<PathBuf> {
    std::env::var_os("QCDC_GUIDE_PICTURES").map(PathBuf::from)
}
