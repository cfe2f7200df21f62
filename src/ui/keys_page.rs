//! Every key, by what it does.

use eframe::egui::{ScrollArea, Ui};

use super::commands::{self, Entry, Group};
use super::theme;
use super::widgets::modal::{Dialog, Outcome};

const WIDTH: f32 = 940.0;
const KEYS: f32 = 150.0;

/// Shows the page; true when it is to be closed.
pub fn ui(ui: &Ui) -> bool {
    let outcome = Dialog::new("Phím tắt", "Đã rõ")
        .width(WIDTH)
        .show(ui, |ui| {
            let height = (ui.ctx().content_rect().height() - 190.0).max(200.0);
            ScrollArea::vertical()
                .max_height(height)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    let all = commands::all();
                    ui.columns(2, |columns| {
                        let [left, right] = columns else { return };
                        for group in Group::ALL {
                            // what works everywhere stands on the left, what works in one place on the right
                            let side = match group {
                                Group::Work
                                | Group::Find
                                | Group::Go
                                | Group::File
                                | Group::Look => &mut *left,
                                Group::Checklist
                                | Group::Calendar
                                | Group::Archive
                                | Group::Preview
                                | Group::Guide
                                | Group::Table
                                | Group::Field
                                | Group::Dialog => &mut *right,
                            };
                            section(side, group, all);
                        }
                    });
                });
        });
    outcome != Outcome::Open
}

fn section(ui: &mut Ui, group: Group, all: &[Entry]) {
    let lines: Vec<&Entry> = all
        .iter()
        .filter(|entry| entry.group == group && !entry.keys.is_empty())
        .collect();
    if lines.is_empty() {
        return;
    }
    ui.label(theme::section_text(group.label()));
    ui.spacing_mut().interact_size.y = 20.0;
    for entry in lines {
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 20.0;
            let keys: Vec<String> = entry.keys.iter().map(commands::words).collect();
            let colours = theme::palette(ui);
            let size = eframe::egui::vec2(KEYS, 20.0);
            ui.allocate_ui_with_layout(
                size,
                eframe::egui::Layout::left_to_right(eframe::egui::Align::Min),
                |ui| {
                    ui.set_min_width(KEYS);
                    let words = theme::strong(keys.join("  ")).size(theme::SMALL_SIZE);
                    ui.add(eframe::egui::Label::new(words.color(colours.text)).wrap());
                },
            );
            ui.add(eframe::egui::Label::new(entry.label).wrap());
        });
    }
    ui.add_space(theme::GAP);
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn every_registered_key_is_on_the_page() {
        let mut harness = window(|ui| {
            super::ui(ui);
        });
        harness.run();
        for entry in commands::all() {
            if entry.keys.is_empty() {
                continue;
            }
            assert!(
                harness.query_all_by_label(entry.label).next().is_some(),
                "{} is missing",
                entry.label
            );
            let keys: Vec<String> = entry.keys.iter().map(commands::words).collect();
            assert!(
                harness
                    .query_all_by_label(&keys.join("  "))
                    .next()
                    .is_some(),
                "the keys of {} are missing",
                entry.label
            );
        }
    }

    /// A key that some file of the window obeys but nobody can read about.
    #[test]
    fn no_key_works_that_is_not_on_the_page() -> Result<(), Box<dyn std::error::Error>> {
        let known: Vec<String> = commands::all()
            .iter()
            .flat_map(|entry| {
                entry
                    .keys
                    .iter()
                    .map(|key| format!("{:?}", key.logical_key))
            })
            .collect();
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui");
        let mut folders = vec![root];
        let mut seen = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path)?;
                let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                let mut parts = code.split("Key::").peekable();
                while let (Some(before), Some(rest)) = (parts.next(), parts.peek()) {
                    let key: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
                    let inside_a_name = before
                        .chars()
                        .next_back()
                        .is_some_and(char::is_alphanumeric);
                    if key.is_empty() || inside_a_name {
                        continue;
                    }
                    seen += 1;
                    // what the typing and the words for keys name is not obeyed there
                    let name = path.file_name().unwrap_or_default().to_string_lossy();
                    let obeys = !path.ends_with("widgets/typing.rs")
                        && !path.ends_with("ui/commands.rs")
                        && !name.contains("tests")
                        && name != "stage.rs";
                    assert!(
                        !obeys || known.contains(&key),
                        "{} obeys {key}, which the page of keys does not name",
                        path.display()
                    );
                }
            }
        }
        assert!(seen > 40, "the source was not read");
        Ok(())
    }
}
