//! Papers in the window, worked by the names of what stands on the screen.

use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use eframe::egui::{self, Event, Key, Modifiers, accesskit::Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use qcdc::cli::demo;
use qcdc::ui::{app::App, files::Pick, link::Link, theme};
use qcdc::worker::Worker;

/// How often to look for something that the worker has to bring.
const PATIENCE: usize = 400;

struct Desk {
    harness: Harness<'static, App>,
    folder: tempfile::TempDir,
}

fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2023-03-15T09:41:00+07:00").unwrap()
}

impl Desk {
    /// The sample, opened on a day of March 2023.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let register = demo::sample(folder.path(), "lan", Box::new(now)).unwrap();
        let (worker, replies) = Worker::start(register, Box::new(|| {})).unwrap();
        let place = folder.path().to_owned();
        let app = App::new(
            Link::to(worker, replies),
            Box::new(|| now().naive_local()),
            Box::new(move |pick, sender| {
                let answer = match pick {
                    Pick::Save { name, .. } => Some(place.join(name)),
                    Pick::Open { .. } | Pick::Folder { .. } => None,
                };
                sender.send(answer).unwrap();
            }),
        );
        let harness = Harness::builder()
            .with_size(egui::vec2(1366.0, 768.0))
            .with_step_dt(1.0 / 20.0)
            .with_theme(egui::Theme::Light)
            .with_context_setup(|ctx| theme::apply(ctx, theme::Appearance::Light))
            .build_ui_state(|ui, app: &mut App| app.show(ui), app);
        Self { harness, folder }
    }

    fn sees(&self, words: &str) -> bool {
        self.harness
            .query_all_by_label_contains(words)
            .next()
            .is_some()
    }

    fn wait(&mut self, words: &str) {
        for _ in 0..PATIENCE {
            self.harness.step();
            if self.sees(words) {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("“{words}” is not on the screen:\n{}", self.screen());
    }

    fn rest(&mut self) {
        for _ in 0..24 {
            self.harness.step();
            std::thread::sleep(Duration::from_millis(4));
        }
    }

    fn screen(&self) -> String {
        let nodes = self.harness.root().children_recursive();
        let words: Vec<String> = nodes
            .filter_map(|node| {
                let node = node.accesskit_node();
                let label = node.label().unwrap_or_default();
                (!label.is_empty()).then(|| format!("{:?} {label}", node.role()))
            })
            .collect();
        words.join("\n")
    }

    fn click(&mut self, name: &str) {
        self.wait(name);
        let Some(node) = self.harness.query_all_by_label(name).last() else {
            panic!("nothing is called “{name}”:\n{}", self.screen());
        };
        node.click();
        self.rest();
    }

    fn tab(&mut self, name: &str) {
        let named = |fits: &dyn Fn(&str) -> bool| {
            let mut tabs = self.harness.get_all_by_role(Role::Tab);
            tabs.find(|node| node.accesskit_node().label().is_some_and(|l| fits(&l)))
        };
        let node =
            named(&|label| label == name).or_else(|| named(&|label| label.starts_with(name)));
        let Some(node) = node else {
            panic!("no tab “{name}”:\n{}", self.screen());
        };
        node.click();
        self.rest();
    }

    fn row(&mut self, words: &str) {
        self.wait(words);
        let node = self.harness.get_all_by_role(Role::Row).find(|node| {
            node.accesskit_node()
                .label()
                .is_some_and(|label| label.contains(words))
        });
        let Some(node) = node else {
            panic!("no row “{words}”:\n{}", self.screen());
        };
        node.click();
        self.rest();
    }

    /// Types over what a field holds.
    fn fill(&mut self, name: &str, text: &str) {
        self.wait(name);
        self.harness.get_by_label(name).focus();
        self.harness.step();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.step();
        self.harness.event(Event::Text(text.to_owned()));
        self.rest();
    }

    fn choose(&mut self, name: &str, typed: &str) {
        self.harness.get_by_label(name).click();
        self.rest();
        self.harness.event(Event::Text(typed.to_owned()));
        self.harness.step();
        self.harness.key_press(Key::Enter);
        self.rest();
    }

    /// What stands on the page, as it is read aloud.
    fn page(&self, number: &str) -> String {
        let name = format!("Trang {number}. ");
        let page = self
            .harness
            .get_all_by_role(Role::Image)
            .filter_map(|node| node.accesskit_node().label())
            .find(|label| label.starts_with(&name));
        page.unwrap_or_else(|| panic!("no page {number}:\n{}", self.screen()))
    }

    fn files(&self) -> Vec<PathBuf> {
        std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect()
    }
}

#[test]
fn a_report_is_seen_at_once_and_follows_what_is_chosen() {
    let mut desk = Desk::new();
    desk.tab("Báo cáo");
    desk.wait("Trang 1/");
    assert!(desk.sees("quý I năm 2023"), "{}", desk.screen());
    desk.choose("Kỳ báo cáo", "6 thang");
    desk.wait("6 tháng đầu năm 2023");
    desk.choose("Năm", "2022");
    desk.wait("6 tháng đầu năm 2022");
    desk.fill("Số văn bản", "45");
    desk.wait("Số 45-BC/BDVQU");
    desk.fill("Số văn bản", "không");
    desk.wait("Số văn bản là số từ 01 đến 99999.");
    assert!(!desk.sees("Số 45-BC/BDVQU"));
}

#[test]
fn a_file_is_saved_under_a_good_name_and_can_be_opened_or_found() {
    let mut desk = Desk::new();
    desk.tab("Tồn tại");
    desk.click("Bảng theo dõi");
    desk.wait("Trang 1/");
    for (button, ending) in [("PDF", "pdf"), ("Word", "docx"), ("Excel", "xlsx")] {
        desk.click(button);
        let name = format!("Bảng theo dõi khắc phục 15-03-2023.{ending}");
        desk.wait(&format!("Đã lưu {name}"));
        assert!(desk.files().iter().any(|path| path.ends_with(&name)));
    }
    assert!(desk.sees("Mở thư mục"));
    assert!(desk.harness.query_all_by_label("Mở").next().is_some());
}

#[test]
fn every_paper_of_a_visit_is_in_its_menu() {
    let mut desk = Desk::new();
    desk.tab("Cuộc giám sát");
    desk.row("Đã kết luận");
    for (name, kind) in [
        ("Biên bản làm việc", "BIÊN BẢN LÀM VIỆC"),
        ("Phiếu đã chấm", "PHIẾU KIỂM TRA ĐÃ CHẤM"),
        ("Phiếu kiểm tra trắng", "PHIẾU KIỂM TRA"),
        ("Thông báo lịch giám sát", "THÔNG BÁO"),
        ("Thông báo kết luận", "THÔNG BÁO"),
    ] {
        desk.click("Văn bản");
        desk.click(name);
        desk.wait("Trang 1/");
        desk.wait(kind);
        desk.click("Về cuộc giám sát");
        desk.wait("Việc khác");
    }
}

#[test]
fn pages_are_turned_by_buttons_keys_and_the_list() {
    let mut desk = Desk::new();
    desk.tab("Báo cáo");
    desk.wait("Trang 1/");
    desk.choose("Kỳ báo cáo", "nam");
    desk.choose("Năm", "2022");
    desk.rest();
    desk.choose("Cỡ trang", "vua trang");
    desk.click("Trang sau (PageDown)");
    desk.wait("Trang 2/");
    desk.harness.key_press(Key::PageDown);
    desk.wait("Trang 3/");
    desk.harness.key_press(Key::Home);
    desk.wait("Trang 1/");
    desk.click("Đến trang 3");
    desk.wait("Trang 3/");
    desk.click("Ẩn danh sách trang");
    assert!(!desk.sees("Đến trang 3"));
    let size = |desk: &Desk| {
        let field = desk.harness.get_by_label("Cỡ trang");
        field.value().unwrap_or_default()
    };
    assert_eq!(size(&desk), "Vừa trang");
    desk.harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Minus);
    desk.rest();
    assert!(size(&desk).ends_with('%'), "{}", size(&desk));
    desk.harness
        .key_press_modifiers(Modifiers::COMMAND, Key::Num0);
    desk.rest();
    assert_eq!(size(&desk), "Vừa chiều ngang");
}

#[test]
fn where_nothing_is_late_the_place_of_the_letter_says_so() {
    let mut desk = Desk::new();
    desk.tab("Phường");
    desk.row("Phúc Đồng");
    desk.click("Văn bản");
    desk.click("Bảng theo dõi khắc phục");
    desk.wait("BẢNG THEO DÕI");
    desk.tab("Phường");
    desk.row("Thạch Bàn");
    desk.click("Văn bản");
    desk.click("Công văn đôn đốc");
    desk.wait("Kính gửi");
    desk.fill("Quá hạn tính đến", "01012015");
    desk.harness.key_press(Key::Tab);
    desk.wait("không cần công văn đôn đốc");
    assert!(!desk.sees("Kính gửi"));
    assert!(desk.sees("Chưa tạo được bản in"));
}

#[test]
fn the_page_follows_the_text_of_a_conclusion() {
    let mut desk = Desk::new();
    desk.tab("Cuộc giám sát");
    desk.row("Đã giám sát");
    desk.tab("Kết luận");
    desk.click("Soạn từ biên bản");
    desk.wait("Trang 1/");
    assert!(desk.page("1/3").contains("THÔNG BÁO") || desk.sees("THÔNG BÁO"));
    desk.fill(
        "Mở đầu, đoạn 1",
        "Đoàn đã làm việc với phường trong một buổi.",
    );
    desk.wait("Đoàn đã làm việc với phường trong một buổi.");
    let shown = |desk: &Desk| {
        desk.harness
            .get_all_by_role(Role::Image)
            .filter_map(|node| node.accesskit_node().label())
            .any(|label| label.contains("một buổi."))
    };
    for _ in 0..PATIENCE {
        if shown(&desk) {
            break;
        }
        desk.rest();
    }
    assert!(shown(&desk), "{}", desk.screen());
    desk.click("Ẩn trang in");
    assert!(!desk.sees("Trang 1/"));
    desk.click("Hiện trang in");
    desk.wait("Trang 1/");
}

#[test]
fn a_letter_is_issued_with_the_next_number_and_found_among_the_issued() {
    let mut desk = Desk::new();
    desk.tab("Phường");
    desk.row("Thạch Bàn");
    desk.click("Văn bản");
    desk.click("Công văn đôn đốc");
    desk.wait("Kính gửi");
    desk.click("Ban hành…");
    desk.wait("Để trống thì lấy số tiếp theo");
    assert!(desk.sees("không hoàn tác"));
    desk.click("Ban hành");
    desk.wait("Bản lưu");
    assert!(desk.sees("-CV/BDVQU"), "{}", desk.screen());
    assert!(desk.sees("SHA-256"));
}
