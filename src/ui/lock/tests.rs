use std::cell::RefCell;
use std::rc::Rc;

use eframe::egui::Event;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::domain::Passphrase;
use crate::ui::testing::window;
use crate::ui::widgets::text_field::TextField;
use crate::worker::screen_lock::make;

fn padlock() -> String {
    let made = make(Passphrase::new("cây đa giếng nước"), || {});
    made.recv().unwrap().unwrap()
}

/// A window with one field, and its lock.
fn desk(
    minutes: u32,
) -> (
    Harness<'static>,
    Rc<RefCell<WindowLock>>,
    Rc<RefCell<String>>,
) {
    let lock = Rc::new(RefCell::new(WindowLock::default()));
    let text = Rc::new(RefCell::new(String::new()));
    let (seen, typed) = (lock.clone(), text.clone());
    let kept = ScreenLock {
        padlock: padlock(),
        minutes,
    };
    let mut begun = false;
    let harness = window(move |ui| {
        if !std::mem::replace(&mut begun, true) {
            keep(ui.ctx(), Some(kept.clone()));
        }
        let mut lock = seen.borrow_mut();
        if lock.holds(ui.ctx()) {
            lock.ui(ui);
        } else {
            TextField::line("Nhận xét", "").bind(ui, &mut typed.borrow_mut());
        }
    });
    (harness, lock, text)
}

fn give(harness: &mut Harness<'_>, words: &str) {
    harness.get_by_label("Mật khẩu").focus();
    harness.step();
    harness.event(Event::Text(words.to_owned()));
    harness.step();
    harness.get_by_label("Mở khóa").click();
    // what was said of the last try goes first
    for _ in 0..3 {
        harness.step();
    }
    for _ in 0..400 {
        harness.step();
        if harness.query_by_label("Mở khóa").is_none()
            || harness.query_by_label_contains("không đúng").is_some()
        {
            break;
        }
        std::thread::sleep(Duration::from_millis(25));
    }
}

#[test]
fn it_locks_when_nothing_happens_and_opens_only_with_the_passphrase() {
    let (mut harness, lock, text) = desk(2);
    harness.step();
    harness.get_by_label("Nhận xét").focus();
    harness.step();
    harness.event(Event::Text("Thiếu biên bản".to_owned()));
    harness.step();
    // the clock of a test goes on by a step's length: as if two minutes had gone by
    lock.borrow_mut().active = Some(-200.0);
    for _ in 0..8 {
        harness.step();
    }
    assert!(harness.query_by_label("Nhận xét").is_none());
    harness.get_by_label("Chương trình đang khóa");
    give(&mut harness, "cây đa");
    harness.get_by_label_contains("Mật khẩu không đúng");
    give(&mut harness, "cây đa giếng nước");
    harness.get_by_label("Nhận xét");
    assert_eq!(*text.borrow(), "Thiếu biên bản", "what was typed is kept");
}

#[test]
fn without_a_passphrase_nothing_locks_and_a_key_puts_it_off() {
    let (mut harness, lock, _) = desk(2);
    harness.step();
    lock.borrow_mut().active = Some(-119.0);
    harness.event(Event::Text("a".to_owned()));
    for _ in 0..8 {
        harness.step();
    }
    harness.get_by_label("Nhận xét");
    keep(&harness.ctx, None);
    assert!(!lock.borrow_mut().lock_now(&harness.ctx));
    lock.borrow_mut().active = Some(-1_000.0);
    for _ in 0..8 {
        harness.step();
    }
    harness.get_by_label("Nhận xét");
}
