use std::cell::RefCell;
use std::rc::Rc;

use eframe::egui::Key;
use egui_kittest::kittest::Queryable as _;

use super::*;
use crate::read::guide::{Part, Word};
use crate::ui::action::Answers;
use crate::ui::testing::window;

/// The screen at a place; what it wished for.
fn screen(place: HelpPlace) -> (egui_kittest::Harness<'static>, Rc<RefCell<Vec<Action>>>) {
    let wishes = Rc::new(RefCell::new(Vec::new()));
    let told = wishes.clone();
    let mut screen = HelpScreen::default();
    let (answers, pictures) = (Answers::default(), Pictures::default());
    let harness = window(move |ui| {
        let context = ScreenContext {
            today: chrono::NaiveDate::from_ymd_opt(2024, 10, 15).unwrap(),
            status: None,
            answers: &answers,
        };
        let mut out = Vec::new();
        pictures.begin();
        screen.ui(ui, &place, &pictures, &context, &mut out);
        told.borrow_mut().extend(out);
    });
    (harness, wishes)
}

#[test]
fn every_chapter_is_shown_with_letters_that_the_fonts_have() {
    for chapter in guide::guide() {
        let (mut harness, _) = screen(HelpPlace::Chapter(chapter.name, None));
        harness.run();
        assert!(harness.query_all_by_label(&chapter.title).count() > 0);
        for part in &chapter.parts {
            if let Part::Heading(heading) = part {
                assert!(harness.query_all_by_label(heading).count() > 0, "{heading}");
            }
        }
    }
    for place in [HelpPlace::News, HelpPlace::About, HelpPlace::Licences] {
        screen(place).0.run();
    }
}

#[test]
fn control_page_down_goes_to_the_next_chapter() {
    let (mut harness, wishes) = screen(HelpPlace::Chapter("ket-luan", None));
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::PageDown);
    harness.run();
    let went = wishes.borrow().iter().any(|action| {
        matches!(
            action,
            Action::Go(Route::Help(HelpPlace::Chapter("khac-phuc", None)))
        )
    });
    assert!(went, "{:?}", wishes.borrow());
}

#[test]
fn a_picture_is_looked_at_closely_and_closed() {
    let chapters = guide::guide().iter();
    let with_picture = chapters.flat_map(|chapter| {
        chapter.parts.iter().filter_map(move |part| match part {
            Part::Picture { caption, .. } => Some((chapter.name, caption)),
            Part::Heading(_) | Part::Text(_) | Part::Step(..) | Part::Point(_) => None,
        })
    });
    for (name, caption) in with_picture.take(2) {
        let (mut harness, _) = screen(HelpPlace::Chapter(name, None));
        harness.run();
        harness.get_by_label(&format!("Xem lớn: {caption}")).click();
        harness.run();
        harness.get_by_label("Đóng hình").click();
        harness.run();
        assert_eq!(harness.query_all_by_label("Đóng hình").count(), 0);
    }
}

#[test]
fn every_key_that_the_guide_names_does_something() {
    let known: std::collections::BTreeSet<String> = commands::all()
        .iter()
        .flat_map(|entry| entry.keys.iter().map(commands::words))
        .collect();
    let mut count = 0;
    for chapter in guide::guide() {
        for part in &chapter.parts {
            let (Part::Text(words) | Part::Step(_, words) | Part::Point(words)) = part else {
                continue;
            };
            for word in words {
                let Word::Key(key) = word else { continue };
                let held = ["Ctrl+", "Alt+", "Shift+"]
                    .iter()
                    .any(|held| key.starts_with(held));
                let numbered = key.starts_with('F') && key.len() < 4;
                if held || numbered {
                    count += 1;
                    assert!(known.contains(key), "{}: {key} does nothing", chapter.name);
                }
            }
        }
    }
    assert!(count > 30, "{count}");
}
