//! The whole job without the mouse: 86 ratings, the shortcomings of what is not met, the conclusion issued. What it costs
//! is counted here, so that nobody makes it dearer unseen.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::desk::Desk;

/// A desk whose keys are counted; letters of comments are counted apart.
struct Hands {
    desk: Desk,
    keys: usize,
    letters: usize,
}

impl Hands {
    fn command(&mut self, key: Key) {
        self.desk.command(key);
        self.keys += 1;
    }

    fn key(&mut self, key: Key) {
        self.desk.key(key);
        self.keys += 1;
    }

    /// The main button of the screen.
    fn main_button(&mut self) {
        self.desk
            .harness
            .key_press_modifiers(Modifiers::ALT, Key::Enter);
        self.desk.rest();
        self.keys += 1;
    }

    /// A key that is a letter too: a keyboard sends both.
    fn digit(&mut self, key: Key, letter: &str) {
        self.desk.harness.key_press(key);
        self.desk.text(letter);
        self.desk.rest();
        self.keys += 1;
    }

    fn write(&mut self, text: &str) {
        self.desk.text(text);
        self.desk.rest();
        self.letters += text.chars().count();
    }

    fn is_at(&self, name: &str) -> bool {
        let mut all = self.desk.harness.query_all_by_label(name);
        all.any(|node| node.accesskit_node().is_focused())
    }

    /// Tab, until the focus is on what is called so.
    fn tab_to(&mut self, name: &str) {
        for _ in 0..40 {
            self.desk.harness.key_press(Key::Tab);
            self.desk.harness.step();
            self.desk.harness.step();
            self.keys += 1;
            if self.is_at(name) {
                return;
            }
        }
        panic!("Tab does not reach “{name}”:\n{}", self.desk.screen());
    }
}

fn new_visit(hands: &mut Hands) {
    hands.command(Key::N);
    hands.desk.keys("phuc d");
    hands.keys += 6;
    hands.key(Key::Enter);
    hands.main_button();
    hands.desk.wait("CHUNG-01");
    // a visit of today has begun; one of another day is begun by the main button
    hands.desk.wait("Đang giám sát");
}

/// Not met, with its comment; the shortcoming is filled in and only has to be agreed to.
fn not_met(hands: &mut Hands, number: usize) {
    hands.digit(Key::Num3, "3");
    hands.write("Chưa lưu đủ hồ sơ");
    hands.command(Key::T);
    hands.desk.wait("Lưu tồn tại");
    hands.command(Key::Enter);
    hands.desk.wait(&format!("Tồn tại {number}"));
    hands.command(Key::ArrowDown);
}

fn conclude(hands: &mut Hands) {
    hands.main_button();
    hands.desk.wait("Đã giám sát");
    hands.command(Key::Num4);
    hands.main_button();
    hands.desk.wait("Lấy số 01");
    // the caret stands in the number
    hands.desk.text("1");
    hands.keys += 1;
    hands.tab_to("Ngày ban hành");
    hands.write("20122022");
    hands.tab_to("Người ký");
    if hands.desk.value("Người ký").is_empty() {
        hands.key(Key::ArrowDown);
        hands.key(Key::Enter);
    }
    hands.main_button();
    hands.desk.wait("không hoàn tác được nữa");
    hands.key(Key::Enter);
    hands.desk.wait("Đã ban hành");
}

#[test]
fn a_visit_is_rated_and_its_conclusion_issued_without_the_mouse() {
    let mut hands = Hands {
        desk: Desk::new(20),
        keys: 0,
        letters: 0,
    };
    hands.desk.rest();
    new_visit(&mut hands);
    for number in 1..=5 {
        not_met(&mut hands, number);
    }
    for _ in 0..80 {
        hands.desk.harness.key_press(Key::Num1);
        hands.desk.text("1");
        hands.desk.harness.step();
        hands.keys += 1;
    }
    hands.digit(Key::Num1, "1");
    hands.desk.wait("Kiểm tra 86/86");
    let rated = hands.keys;
    conclude(&mut hands);
    println!(
        "keys to the rated visit: {rated}, to the issued conclusion: {}, letters of comments: {}",
        hands.keys, hands.letters
    );
    assert!(rated <= 112, "it takes {rated} keys to rate a visit");
    assert!(hands.keys <= 148, "it takes {} keys in all", hands.keys);
    hands.desk.tab("Văn bản đi");
    hands.desk.wait("01-TB/BDVQU");
}

#[test]
fn the_rest_met_in_one_stroke_makes_it_far_shorter() {
    let mut hands = Hands {
        desk: Desk::new(20),
        keys: 0,
        letters: 0,
    };
    hands.desk.rest();
    new_visit(&mut hands);
    for number in 1..=5 {
        not_met(&mut hands, number);
    }
    hands
        .desk
        .harness
        .key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    hands.keys += 1;
    hands.desk.wait("Kiểm tra 86/86");
    println!("keys with the rest in one stroke: {}", hands.keys);
    assert!(hands.keys <= 32, "it takes {} keys", hands.keys);
}

/// A made-up year with orders of every class, the overview in front.
fn sample() -> Hands {
    let mut desk = Desk::sample();
    desk.rest();
    desk.wait("tồn tại quá hạn");
    Hands {
        desk,
        keys: 0,
        letters: 0,
    }
}

/// The palette, a few letters without marks, Enter.
fn palette(hands: &mut Hands, letters: &str) {
    hands.command(Key::K);
    hands.desk.keys(letters);
    hands.keys += letters.len();
    hands.key(Key::Enter);
}

#[test]
fn a_reported_remedy_is_verified_without_the_mouse() {
    let mut hands = sample();
    palette(&mut hands, "cho xac");
    hands.desk.wait("Chờ xác nhận 3");
    // the filter, and from there into the list
    hands.command(Key::F);
    hands.key(Key::ArrowDown);
    hands.tab_to("Xác nhận đã khắc phục");
    hands.key(Key::Space);
    hands.desk.wait("Đã xem, kiểm tra");
    if !hands.is_at("Đã xem, kiểm tra") {
        hands.tab_to("Đã xem, kiểm tra");
    }
    hands.write("Đã xem hồ sơ");
    hands.command(Key::Enter);
    hands.desk.wait("Chờ xác nhận 2");
    println!("keys to verify a reported remedy: {}", hands.keys);
    assert!(hands.keys <= 30, "it takes {} keys", hands.keys);
}

#[test]
fn letters_to_all_late_units_take_one_step_without_the_mouse() {
    let mut hands = sample();
    let folder = hands.desk.folder.path().to_owned();
    *hands.desk.next_path.borrow_mut() = Some(folder.clone());
    palette(&mut hands, "don doc");
    hands.desk.wait("Tất cả 5 đơn vị quá hạn");
    hands.command(Key::Enter);
    hands.desk.wait("công văn đôn đốc ngày");
    let written = std::fs::read_dir(folder).unwrap().flatten();
    let letters = written.filter(|file| file.path().extension().is_some_and(|kind| kind == "pdf"));
    assert_eq!(letters.count(), 5);
    println!("keys to the letters of all late units: {}", hands.keys);
    assert!(hands.keys <= 12, "it takes {} keys", hands.keys);
}
