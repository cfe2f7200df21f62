//! Text in which the words that were looked for stand out.

use std::ops::Range;

use eframe::egui::text::LayoutJob;
use eframe::egui::{Color32, FontId, TextFormat, Ui};

use crate::ui::theme::{self, Tone};

/// The text as something to lay out; marked parts are bold on a tint, so that colour alone says nothing.
pub fn job(ui: &Ui, text: &str, marks: &[Range<usize>], size: f32, colour: Color32) -> LayoutJob {
    let colours = theme::palette(ui);
    let plain = TextFormat::simple(FontId::proportional(size), colour);
    let found = TextFormat {
        background: colours.tone(Tone::Caution).bg,
        ..TextFormat::simple(FontId::new(size, theme::bold_family()), colours.text)
    };
    let mut job = LayoutJob::default();
    let mut at = 0;
    for mark in marks {
        if let (Some(before), Some(inside)) = (text.get(at..mark.start), text.get(mark.clone())) {
            job.append(before, 0.0, plain.clone());
            job.append(inside, 0.0, found.clone());
            at = mark.end;
        }
    }
    job.append(text.get(at..).unwrap_or_default(), 0.0, plain);
    job
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::domain::find::Wanted;
    use crate::ui::testing::window;

    #[test]
    fn the_text_stays_whole_and_the_words_are_bold() {
        let seen = RefCell::new(Vec::new());
        let mut harness = window(|ui| {
            let text = "Chưa lưu đủ hồ sơ";
            let marks = Wanted::new("ho so").marks(text);
            let job = job(ui, text, &marks, 15.0, Color32::BLACK);
            assert_eq!(job.text, text);
            *seen.borrow_mut() = job
                .sections
                .iter()
                .filter(|section| section.format.font_id.family == theme::bold_family())
                .map(|section| {
                    let range = section.byte_range.start.0..section.byte_range.end.0;
                    job.text.get(range).unwrap_or_default().to_owned()
                })
                .collect();
        });
        harness.run();
        assert_eq!(*seen.borrow(), ["hồ", "sơ"]);
    }
}
