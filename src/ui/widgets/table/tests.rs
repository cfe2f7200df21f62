use std::cell::{Cell as Slot, RefCell};
use std::rc::Rc;

use eframe::egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::ui::testing::window;
use crate::ui::theme::Tone;
use crate::ui::widgets::text_field::TextField;

const COLUMNS: [Column; 3] = [
    Column::growing("Phường", 120.0, 1.0),
    Column::fixed("Số tồn tại", 120.0).right(),
    Column::fixed("Trạng thái", 140.0),
];

type Shown = (
    Harness<'static>,
    Rc<Slot<Option<usize>>>,
    Rc<RefCell<Vec<TableEvent>>>,
);

fn table(rows: usize) -> Shown {
    table_with_picks(rows).0
}

type Picked = Rc<RefCell<Vec<RowKey>>>;

fn table_with_picks(rows: usize) -> (Shown, Picked) {
    let picked: Picked = Rc::default();
    let told = picked.clone();
    let selected = Rc::new(Slot::new(None));
    let events = Rc::new(RefCell::new(Vec::new()));
    let (chosen, seen) = (selected.clone(), events.clone());
    let mut state = TableState::default();
    let mut filter = String::new();
    let harness = window(move |ui| {
        TextField::line("Lọc", "").finder().bind(ui, &mut filter);
        let names = ["Phúc Đồng", "Bồ Đề", "Đức Giang", "Cự Khối"];
        let event = Table::new("Danh sách phường", &COLUMNS, rows, 1)
            .selected(chosen.get())
            .keys(&|row| RowKey::try_from(row).unwrap_or_default() + 100)
            .boxes()
            .show(ui, &mut state, |row, column| match column {
                0 => Cell::text(
                    names
                        .get(row)
                        .map_or_else(|| format!("Phường {row}"), |n| (*n).to_owned()),
                ),
                1 => {
                    let count = (row * 7) % 10;
                    let key = i64::try_from(count).unwrap_or_default();
                    Cell::text(count.to_string()).sorted_by(key)
                }
                _ => Cell::text("Quá hạn").tone(Tone::Bad),
            });
        if let Some(event) = event {
            if let TableEvent::Select(row) | TableEvent::Click(row) = event {
                chosen.set(Some(row));
            }
            seen.borrow_mut().push(event);
        }
        *told.borrow_mut() = state.picked().iter().copied().collect();
    });
    ((harness, selected, events), picked)
}

fn click_with(harness: &mut Harness<'_>, row: &str, modifiers: Modifiers) {
    harness
        .get_by_label_contains(row)
        .click_modifiers(modifiers);
    harness.run();
}

/// What Ctrl+C puts on the clipboard.
fn copied(harness: &mut Harness<'_>) -> Option<String> {
    harness.event(Event::Copy);
    harness.step();
    harness
        .output()
        .platform_output
        .commands
        .iter()
        .find_map(|command| {
            if let OutputCommand::CopyText(text) = command {
                Some(text.clone())
            } else {
                None
            }
        })
}

fn first_row(harness: &Harness<'_>) -> String {
    harness
        .get_all_by_role(Role::Row)
        .next()
        .and_then(|row| row.accesskit_node().label())
        .unwrap_or_default()
}

#[test]
fn a_heading_sorts_up_then_down_then_not_at_all() {
    let (mut harness, _, _) = table(4);
    harness.run();
    assert_eq!(first_row(&harness), "Phúc Đồng, 0, Quá hạn");
    for expected in [
        "Bồ Đề, 7, Quá hạn",
        "Phúc Đồng, 0, Quá hạn",
        "Phúc Đồng, 0, Quá hạn",
    ] {
        harness.get_by_label("Sắp xếp theo Phường").click();
        harness.run();
        assert_eq!(first_row(&harness), expected);
    }
    harness.get_by_label("Sắp xếp theo Số tồn tại").click();
    harness.run();
    harness.get_by_label("Sắp xếp theo Số tồn tại").click();
    harness.run();
    assert_eq!(first_row(&harness), "Bồ Đề, 7, Quá hạn");
}

#[test]
fn down_leads_from_the_filter_into_the_list() {
    let (mut harness, selected, events) = table(4);
    harness.get_by_label("Lọc").focus();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(selected.get(), Some(0));
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(selected.get(), Some(1));
    assert_eq!(events.borrow().last(), Some(&TableEvent::Open(1)));
}

#[test]
fn the_keyboard_moves_and_opens() {
    let (mut harness, selected, events) = table(4);
    harness.run();
    harness.get_by_label_contains("Bồ Đề, 7").click();
    harness.run();
    assert_eq!(selected.get(), Some(1));
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(selected.get(), Some(2));
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(events.borrow().last(), Some(&TableEvent::Open(2)));
    harness.get_by_label("Chọn dòng Cự Khối").click();
    harness.run();
    assert_eq!(events.borrow().last(), Some(&TableEvent::Toggle(3)));
}

#[test]
fn only_what_is_seen_is_drawn_and_the_end_can_be_reached() {
    let (mut harness, selected, _) = table(50_000);
    harness.run();
    assert!(harness.get_all_by_role(Role::Row).count() < 40);
    harness.get_by_label_contains("Bồ Đề, 7").click();
    harness.run();
    harness.key_press(Key::End);
    harness.run();
    assert_eq!(selected.get(), Some(49_999));
    harness.get_by_label_contains("Phường 49999, 3");
}

#[test]
fn clicks_with_shift_and_ctrl_pick_rows_and_copy_them_for_excel() {
    let ((mut harness, selected, events), picked) = table_with_picks(4);
    harness.run();
    harness.get_by_label("Sắp xếp theo Phường").click();
    harness.run();
    click_with(&mut harness, "Bồ Đề, 7", Modifiers::NONE);
    assert_eq!(
        copied(&mut harness).as_deref(),
        Some("Phường\tSố tồn tại\tTrạng thái\r\nBồ Đề\t7\tQuá hạn")
    );
    click_with(&mut harness, "Đức Giang, 4", Modifiers::SHIFT);
    assert_eq!(*picked.borrow(), [101, 102, 103], "what is seen between");
    click_with(&mut harness, "Cự Khối, 1", Modifiers::COMMAND);
    assert_eq!(*picked.borrow(), [101, 102]);
    assert_eq!(selected.get(), Some(1), "picking opens nothing");
    assert_eq!(events.borrow().last(), Some(&TableEvent::Toggle(3)));
    assert_eq!(
        copied(&mut harness).as_deref(),
        Some("Phường\tSố tồn tại\tTrạng thái\r\nBồ Đề\t7\tQuá hạn\r\nĐức Giang\t4\tQuá hạn")
    );
}

#[test]
fn rows_are_picked_by_keys_and_boxes() {
    let ((mut harness, selected, _), picked) = table_with_picks(4);
    harness.run();
    click_with(&mut harness, "Bồ Đề, 7", Modifiers::NONE);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run();
    assert_eq!((*picked.borrow()).clone(), [101, 102]);
    assert_eq!(selected.get(), Some(2));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowUp);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowUp);
    harness.run();
    assert_eq!(
        (*picked.borrow()).clone(),
        [100, 101],
        "the range turns round"
    );
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    assert_eq!(picked.borrow().len(), 4);
    harness.key_press(Key::Escape);
    harness.run();
    assert!(picked.borrow().is_empty());
    harness.key_press(Key::Space);
    harness.run();
    assert_eq!((*picked.borrow()).clone(), [100]);
    harness.get_by_label("Chọn tất cả các dòng").click();
    harness.run();
    assert_eq!(picked.borrow().len(), 4);
}

#[test]
fn the_right_button_copies_what_is_picked() {
    let ((mut harness, _, events), _) = table_with_picks(4);
    harness.run();
    harness.get_by_label("Chọn dòng Bồ Đề").click();
    harness.get_by_label("Chọn dòng Cự Khối").click();
    harness.run();
    harness
        .get_by_label_contains("Cự Khối, 1")
        .click_secondary();
    harness.run();
    harness.get_by_label_contains("Sao chép 2 dòng đã chọn");
    harness.get_by_label_contains("Mở").click();
    harness.run();
    assert_eq!(events.borrow().last(), Some(&TableEvent::Open(3)));
}
