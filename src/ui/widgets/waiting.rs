//! Says that something is being read, once that takes longer than a glance: a quick answer must not flicker.

use std::time::Duration;

use eframe::egui::Ui;

use super::form;

/// Seconds until it is said.
const GLANCE: f64 = 0.4;

#[derive(Clone, Copy)]
struct Since {
    time: f64,
    frame: u64,
}

/// Shows the words where one has waited for a while.
pub fn show(ui: &mut Ui, words: &str) {
    let id = ui.scope_id().with("waiting").with(words);
    let (time, frame) = (ui.input(|i| i.time), ui.ctx().cumulative_frame_nr());
    let before = ui.data(|data| data.get_temp::<Since>(id));
    let since = match before {
        // shown in the frame before, too: the same wait goes on
        Some(since) if since.frame + 1 >= frame => since.time,
        _ => time,
    };
    ui.data_mut(|data| data.insert_temp(id, Since { time: since, frame }));
    let left = GLANCE - (time - since);
    if left > 0.0 {
        ui.ctx()
            .request_repaint_after(Duration::from_secs_f64(left));
    } else {
        form::hint(ui, words);
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn a_quick_answer_says_nothing_and_a_slow_one_is_announced() {
        let mut harness = window(|ui| show(ui, "Đang đọc danh sách…"));
        harness.step();
        assert!(harness.query_by_label("Đang đọc danh sách…").is_none());
        for _ in 0..60 {
            harness.step();
        }
        harness.get_by_label("Đang đọc danh sách…");
    }
}
