//! What is being typed into a conclusion, once it has come to a short rest: the printed pages follow it.

use std::time::Duration;

use eframe::egui::Ui;

use crate::domain::ParagraphId;

/// Seconds without a key after which the pages follow. Saving waits longer.
const REST: f64 = 0.3;

type Typed = Vec<(ParagraphId, String)>;

/// The text of this moment, and the one that the pages show.
#[derive(Debug, Default)]
pub struct Typing {
    now: Typed,
    since: f64,
    rested: Typed,
}

impl Typing {
    /// Takes in what stands in the fields; answers what the pages are to show.
    pub fn rested(&mut self, ui: &Ui, typed: Typed) -> &[(ParagraphId, String)] {
        let time = ui.input(|input| input.time);
        let wait = self.take(typed, time);
        if wait > 0.0 {
            ui.ctx()
                .request_repaint_after(Duration::from_secs_f64(wait));
        }
        &self.rested
    }

    /// Seconds until the text has rested; 0 once it has.
    fn take(&mut self, typed: Typed, time: f64) -> f64 {
        if typed != self.now {
            self.since = time;
            self.now = typed;
        }
        let wait = (self.since + REST - time).max(0.0);
        // what is saved shows at once: it comes with the page
        if (wait <= 0.0 || self.now.is_empty()) && self.rested != self.now {
            self.rested.clone_from(&self.now);
        }
        if self.now.is_empty() { 0.0 } else { wait }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_after_a_short_rest_and_not_before() {
        let text = |words: &str| vec![(ParagraphId(uuid::Uuid::nil()), words.to_owned())];
        let mut typing = Typing::default();
        assert!(typing.take(text("Đ"), 1.0) > 0.0);
        assert!(typing.take(text("Đo"), 1.2) > 0.0);
        assert!(typing.rested.is_empty(), "still typing");
        assert!(typing.take(text("Đo"), 1.4) > 0.0);
        assert!(typing.rested.is_empty());
        assert!(typing.take(text("Đo"), 1.51) <= 0.0);
        assert_eq!(typing.rested, text("Đo"));
        assert!(typing.take(Vec::new(), 1.9) <= 0.0);
        assert!(typing.rested.is_empty(), "it is in the file now");
    }
}
