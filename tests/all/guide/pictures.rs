//! The tour of the program that makes the pictures of the guide (`scripts/guide-pictures.sh`): the sample of
//! `qcdc demo` on a fixed day, worked by the names of what stands on the screen, with numbers where the captions
//! point.

use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;

use eframe::egui::{
    self, Align2, Color32, CornerRadius, FontId, Id, Key, LayerId, Order, Rect, Stroke, StrokeKind,
    pos2, vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use qcdc::cli::demo;
use qcdc::register::Register;
use qcdc::ui::memory::Memory;
use qcdc::ui::{app::App, link::Link, theme};
use qcdc::worker::Worker;

use super::paint::Easel;
use crate::desk::Desk;
use crate::support::clock;

const DAY: &str = "2024-10-15";
const SIZE: (usize, usize) = (1366, 768);
const WHOLE: [usize; 4] = [0, 0, 1366, 768];

/// What a number points at.
enum At {
    /// What is called exactly so.
    Named(&'static str),
    /// The first whose name begins so.
    Begins(&'static str),
    /// Left, top, right, bottom on the screen.
    Area(f32, f32, f32, f32),
}

type Marks = Rc<RefCell<Vec<(Rect, usize)>>>;

struct Tour {
    desk: Desk,
    easel: Easel,
    marks: Marks,
    to: Option<PathBuf>,
    made: Vec<String>,
}

/// The numbers over everything else.
fn show_marks(ctx: &egui::Context, marks: &Marks) {
    let painter = ctx.layer_painter(LayerId::new(Order::Debug, Id::unique("marks")));
    let colour = Color32::from_rgb(0xC8, 0x3C, 0x14);
    for (rect, number) in marks.borrow().iter() {
        let frame = rect.expand(3.0).intersect(ctx.content_rect().shrink(2.0));
        let line = Stroke::new(2.0, colour);
        painter.rect_stroke(frame, CornerRadius::same(4), line, StrokeKind::Middle);
        let inside = ctx.content_rect().shrink(14.0);
        let centre = inside.clamp(frame.left_top());
        painter.circle_filled(centre, 12.0, colour);
        painter.circle_stroke(centre, 12.0, Stroke::new(1.5, Color32::WHITE));
        let font = FontId::new(14.0, theme::bold_family());
        let text = number.to_string();
        painter.text(centre, Align2::CENTER_CENTER, text, font, Color32::WHITE);
    }
}

impl Tour {
    fn over(register: Register, folder: tempfile::TempDir, to: Option<PathBuf>) -> Self {
        let (worker, replies) = Worker::start(register, Box::new(|| {})).unwrap();
        let now = clock(DAY);
        let app = App::new(
            Link::to(worker, replies),
            Box::new(move || now().naive_local()),
            Box::new(|_, sender| sender.send(None).unwrap()),
        )
        .remembering(Memory::default());
        let (easel, marks) = (Easel::default(), Marks::default());
        let over = marks.clone();
        let harness = Harness::builder()
            .with_size(egui::vec2(1366.0, 768.0))
            .with_step_dt(1.0 / 20.0)
            .with_theme(egui::Theme::Light)
            .renderer(easel.clone())
            .with_context_setup(|ctx| theme::apply(ctx, theme::Appearance::Light))
            .build_ui_state(
                move |ui, app: &mut App| {
                    app.show(ui);
                    show_marks(ui.ctx(), &over);
                },
                app,
            );
        let desk = Desk {
            harness,
            folder,
            next_path: Rc::default(),
        };
        Self {
            desk,
            easel,
            marks,
            to,
            made: Vec::new(),
        }
    }

    fn sample(to: Option<PathBuf>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let register = demo::sample(folder.path(), "lan", clock(DAY)).unwrap();
        Self::over(register, folder, to)
    }

    fn first_start(to: Option<PathBuf>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("Quận Long Biên.qcdc");
        let register = Register::create(&file, "long-bien", "lan".to_owned(), clock(DAY)).unwrap();
        Self::over(register, folder, to)
    }

    fn settle(&mut self) {
        // without a pointer nothing is hovered
        self.desk.harness.event(egui::Event::PointerGone);
        for _ in 0..4 {
            self.desk.rest();
        }
    }

    fn place(&self, at: &At) -> Rect {
        let harness = &self.desk.harness;
        match at {
            At::Named(name) => {
                let nodes: Vec<Rect> = harness.query_all_by_label(name).map(|n| n.rect()).collect();
                let wide = |rect: &&Rect| rect.width() > 4.0 && rect.height() > 4.0;
                let found = nodes.iter().rfind(wide);
                *found.unwrap_or_else(|| panic!("no “{name}”:\n{}", self.desk.screen()))
            }
            At::Begins(name) => {
                let found = harness.root().children_recursive().find(|node| {
                    let label = node.accesskit_node().label();
                    label.is_some_and(|label| label.starts_with(name)) && node.rect().width() > 4.0
                });
                let found = found.map(|node| node.rect());
                found.unwrap_or_else(|| panic!("no “{name}…”:\n{}", self.desk.screen()))
            }
            At::Area(left, top, right, bottom) => {
                Rect::from_min_max(pos2(*left, *top), pos2(*right, *bottom))
            }
        }
    }

    /// Takes a picture with numbers at these places.
    fn shoot(&mut self, name: &str, area: [usize; 4], places: &[At]) {
        self.settle();
        let screen = Rect::from_min_size(pos2(0.0, 0.0), vec2(1366.0, 768.0));
        let marks: Vec<(Rect, usize)> = (1..)
            .zip(places)
            .map(|(number, at)| (self.place(at), number))
            .collect();
        for (rect, number) in &marks {
            assert!(
                screen.intersects(*rect),
                "{name}: {number} is off the screen"
            );
        }
        *self.marks.borrow_mut() = marks;
        self.desk.harness.step();
        if let Some(folder) = &self.to {
            let harness = &self.desk.harness;
            let canvas = self.easel.paint(&harness.ctx, harness.output(), SIZE);
            let file = folder.join(format!("{name}.png"));
            std::fs::write(&file, canvas.png(area)).unwrap();
        }
        self.marks.borrow_mut().clear();
        self.desk.harness.step();
        self.made.push(name.to_owned());
    }
}

fn walk(to: Option<&PathBuf>) -> Vec<String> {
    let mut made = first(to.cloned());
    for part in [visits, chase, registers, papers, file] {
        let mut tour = Tour::sample(to.cloned());
        tour.desk.wait("Kết quả giám sát");
        part(&mut tour);
        made.append(&mut tour.made);
    }
    made
}

fn first(to: Option<PathBuf>) -> Vec<String> {
    let mut tour = Tour::first_start(to);
    tour.desk.wait("Bước 1/3");
    tour.shoot(
        "lan-dau",
        [300, 130, 1066, 640],
        &[
            At::Begins("Quận Long Biên"),
            At::Named("Mở tệp có sẵn…"),
            At::Named("Tiếp"),
        ],
    );
    tour.made
}

fn visits(tour: &mut Tour) {
    tour.shoot(
        "tong-quan",
        WHOLE,
        &[
            At::Area(6.0, 50.0, 184.0, 650.0),
            At::Named("Tìm hoặc làm (Ctrl+K)"),
            At::Area(210.0, 110.0, 1350.0, 185.0),
            At::Begins("Kết quả theo phường và quy chế"),
            At::Begins("Sắp đến hạn"),
        ],
    );
    tour.desk.tab("Cuộc giám sát");
    tour.desk.tab("Kế hoạch năm");
    tour.shoot(
        "ke-hoach-nam",
        WHOLE,
        &[
            At::Named("Kế hoạch năm"),
            At::Named("Lập kế hoạch năm…"),
            At::Named("In kế hoạch năm"),
            At::Area(400.0, 300.0, 560.0, 340.0),
        ],
    );
    tour.desk.command(Key::N);
    tour.desk.wait("Đơn vị được giám sát");
    tour.shoot(
        "ghi-cuoc",
        [340, 150, 1026, 620],
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
        WHOLE,
        &[
            At::Named("Thông tin"),
            At::Named("Kết thúc buổi giám sát"),
            At::Named("Địa điểm"),
            At::Begins("Họ và tên"),
        ],
    );
    tour.desk.tab("Kiểm tra");
    tour.desk.key(Key::ArrowDown);
    tour.shoot(
        "kiem-tra",
        WHOLE,
        &[
            At::Begins("CHUNG"),
            At::Begins("Đạt một phần"),
            At::Begins("Đơn vị tự chấm"),
            At::Begins("Tìm mục"),
            At::Begins("Ghi"),
        ],
    );
}

fn chase(tour: &mut Tour) {
    tour.desk.tab("Tồn tại");
    tour.desk.rest();
    tour.desk.row("quá hạn");
    tour.shoot("ton-tai", WHOLE, &[]);
    tour.desk.click("Công văn đôn đốc");
    tour.shoot("don-doc", WHOLE, &[]);
}

fn registers(tour: &mut Tour) {
    tour.desk.tab("Báo cáo tháng");
    tour.shoot("bao-cao-thang", WHOLE, &[]);
    tour.desk.tab("Dân vận khéo");
    tour.shoot("dan-van-kheo", WHOLE, &[]);
    tour.desk.tab("Phối hợp");
    tour.desk.tab("Đối thoại");
    tour.shoot("phoi-hop", WHOLE, &[]);
    tour.desk.tab("Hồ sơ lưu trữ");
    tour.shoot("ho-so-luu", WHOLE, &[]);
    tour.desk.tab("Số liệu");
    tour.shoot("so-lieu", WHOLE, &[]);
    tour.desk.tab("Nhập theo phường");
    tour.shoot("so-lieu-phieu", WHOLE, &[]);
    tour.desk.tab("Văn bản chỉ đạo");
    tour.shoot("van-ban-chi-dao", WHOLE, &[]);
    tour.desk.tab("Đánh giá");
    tour.shoot("danh-gia", WHOLE, &[]);
    tour.desk.tab("Phường");
    tour.desk.click("Sắp xếp đơn vị");
    tour.shoot("sap-xep", WHOLE, &[]);
    tour.desk.key(Key::Escape);
    tour.desk.row("Phúc Đồng");
    tour.shoot("phuong", WHOLE, &[]);
}

fn papers(tour: &mut Tour) {
    tour.desk.tab("Văn bản đi");
    tour.shoot("van-ban-di", WHOLE, &[]);
    tour.desk.tab("Báo cáo");
    tour.shoot("van-ban", WHOLE, &[]);
    tour.desk.tab("Danh mục");
    tour.shoot("danh-muc", WHOLE, &[]);
    tour.desk.tab("Cài đặt");
    tour.shoot("cai-dat", WHOLE, &[]);
    tour.desk.tab("Cuộc giám sát");
    tour.desk.row("Đã giám sát");
    tour.desk.tab("Kết luận");
    tour.shoot("ket-luan", WHOLE, &[]);
}

fn file(tour: &mut Tour) {
    tour.desk.command(Key::K);
    tour.desk.text("phuc");
    tour.desk.rest();
    tour.shoot("tim", WHOLE, &[]);
    tour.desk.key(Key::Escape);
    for (line, name) in [
        ("Nhập, xuất bảng Excel…", "nhap-excel"),
        ("Sao lưu, khôi phục, kiểm tra tệp…", "sao-luu"),
        ("Mang đi, nhận về…", "mang-di"),
    ] {
        tour.desk.click("Tệp Quận Long Biên");
        tour.desk.click(line);
        tour.shoot(name, WHOLE, &[]);
    }
}

/// Where the pictures go; without it the tour is only walked.
const FOLDER: &str = "QCDC_GUIDE_PICTURES";

#[test]
fn the_tour_of_the_guide_finds_everything_it_points_at() {
    let to = std::env::var_os(FOLDER).map(PathBuf::from);
    let made = walk(to.as_ref());
    assert!(made.len() > 25, "{made:?}");
}
