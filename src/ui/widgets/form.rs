//! A form: labels in a column on the left, fields on the right, what is wrong beside the field.

use eframe::egui::{Align, Id, Label, Layout, RichText, TextStyle, Ui, Vec2};

use super::icon::{self, Icon};
use crate::ui::theme::{self, Tone};

/// One row of a form. The closure gets the id of the label, to name its field with.
pub fn row<R>(ui: &mut Ui, label: &str, field: impl FnOnce(&mut Ui, Id) -> R) -> R {
    row_wide(ui, label, theme::LABEL_WIDTH, field)
}

/// The same with a label column of another width.
pub fn row_wide<R>(
    ui: &mut Ui,
    label: &str,
    width: f32,
    field: impl FnOnce(&mut Ui, Id) -> R,
) -> R {
    // the label's text, not its place, names the row: fields keep their caret when rows above come and go
    ui.push_id(label, |ui| labelled(ui, label, width, field))
        .inner
}

fn labelled<R>(ui: &mut Ui, label: &str, width: f32, field: impl FnOnce(&mut Ui, Id) -> R) -> R {
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        let colour = theme::palette(ui).weak;
        let id = ui
            .allocate_ui_with_layout(
                Vec2::new(width, theme::control(ui)),
                Layout::left_to_right(Align::Center),
                |ui| {
                    ui.set_min_size(Vec2::new(width, theme::control(ui)));
                    ui.add(Label::new(RichText::new(label).color(colour)).wrap())
                        .id
                },
            )
            .inner;
        field(ui, id)
    })
    .inner
}

/// What a row says where nothing is to be filled in, on one line with its label and with buttons after it.
pub fn value(ui: &mut Ui, words: &str) {
    let line = ui.text_style_height(&TextStyle::Body);
    ui.vertical(|ui| {
        ui.add_space(((theme::control(ui) - line) / 2.0).max(0.0));
        ui.add(Label::new(words).wrap());
    });
}

/// A label above its field, for narrow columns.
pub fn stacked<R>(ui: &mut Ui, label: &str, field: impl FnOnce(&mut Ui, Id) -> R) -> R {
    ui.push_id(label, |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = theme::GAP_SMALL;
            let colour = theme::palette(ui).weak;
            let id = ui.label(theme::small(label).color(colour)).id;
            field(ui, id)
        })
        .inner
    })
    .inner
}

/// What is wrong with a field, in the user's words.
pub fn problem(ui: &mut Ui, text: &str) {
    ui.horizontal(|ui| {
        let colour = theme::palette(ui).tone(Tone::Bad).fg;
        ui.spacing_mut().item_spacing.x = theme::GAP_SMALL;
        icon::show(ui, Icon::Warning, 14.0, colour);
        ui.add(Label::new(theme::small(text).color(colour)).wrap());
    });
}

/// Something to know about a field.
pub fn hint(ui: &mut Ui, text: &str) {
    let colour = theme::palette(ui).weak;
    ui.label(theme::small(text).color(colour));
}

#[cfg(test)]
mod tests {
    use eframe::egui::TextEdit;
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn the_label_names_its_field() {
        let mut text = "Hội trường UBND phường".to_owned();
        let mut harness = window(move |ui| {
            row(ui, "Địa điểm", |ui, label| {
                ui.add(TextEdit::singleline(&mut text)).labelled_by(label);
            });
            problem(ui, "Chưa ghi địa điểm");
        });
        harness.run();
        let value = harness.get_by_label("Địa điểm").value();
        assert_eq!(value.as_deref(), Some("Hội trường UBND phường"));
        harness.get_by_label("Chưa ghi địa điểm");
    }
}
