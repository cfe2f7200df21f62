//! A short message at the bottom right, with "Hoàn tác" where there is something to undo.

use std::path::PathBuf;
use std::time::Duration;

use eframe::egui::{
    Align2, Area, Context, CornerRadius, Frame, Id, Label, Margin, Order, RichText, Stroke, Vec2,
};

use super::button;
use super::icon::{self, Icon};
use crate::ui::theme::{self, Tone};

/// Seconds a message stays.
const STAY: f64 = 7.0;
/// Seconds an error stays.
const STAY_ERROR: f64 = 20.0;
/// A longer text goes on in the next line.
const WIDTH: f32 = 420.0;
/// How many are shown at once.
const MOST: usize = 3;

/// Says a short thing from inside a widget that knows nothing of the window; the next frame shows it.
pub fn tell(ctx: &Context, text: String) {
    ctx.data_mut(|data| data.insert_temp(told_key(), text));
    ctx.request_repaint();
}

fn told_key() -> Id {
    Id::unique("told by a widget")
}

/// The messages on the screen.
#[derive(Debug, Default)]
pub struct Toasts {
    shown: Vec<Toast>,
    next: u64,
}

/// What a message offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToastAction {
    /// Take the last step back.
    Undo,
    /// Open the file that was written.
    Open(PathBuf),
    /// Show the file in its folder.
    ShowInFolder(PathBuf),
}

impl ToastAction {
    const fn words(&self) -> &'static str {
        match self {
            Self::Undo => "Hoàn tác",
            Self::Open(_) => "Mở",
            Self::ShowInFolder(_) => "Mở thư mục",
        }
    }
}

#[derive(Debug)]
struct Toast {
    number: u64,
    text: String,
    tone: Tone,
    actions: Vec<ToastAction>,
    /// When it goes; set at its first frame.
    until: Option<f64>,
}

impl Toasts {
    /// Says that something was done.
    pub fn say(&mut self, text: impl Into<String>) {
        self.push(text.into(), Tone::Good, Vec::new());
    }

    /// Says that something was done and offers to undo it. An older offer goes: only the last step is undone.
    pub fn say_with_undo(&mut self, text: impl Into<String>) {
        self.withdraw_undo();
        self.push(text.into(), Tone::Good, vec![ToastAction::Undo]);
    }

    /// Says that a file was written and offers to open it or its folder.
    pub fn say_with_file(&mut self, text: impl Into<String>, path: PathBuf) {
        let actions = vec![
            ToastAction::Open(path.clone()),
            ToastAction::ShowInFolder(path),
        ];
        self.push(text.into(), Tone::Good, actions);
    }

    /// Says that something went wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.push(text.into(), Tone::Bad, Vec::new());
    }

    /// Takes every offer to undo away, after an undo or when the file changed.
    pub fn withdraw_undo(&mut self) {
        self.shown
            .retain(|toast| !toast.actions.contains(&ToastAction::Undo));
    }

    fn push(&mut self, text: String, tone: Tone, actions: Vec<ToastAction>) {
        self.shown.retain(|toast| toast.text != text);
        self.shown.push(Toast {
            number: self.next,
            text,
            tone,
            actions,
            until: None,
        });
        self.next += 1;
        let surplus = self.shown.len().saturating_sub(MOST);
        self.shown.drain(..surplus);
    }

    /// Shows the messages; what was clicked in one of them.
    pub fn show(&mut self, ctx: &Context) -> Option<ToastAction> {
        if let Some(text) = ctx.data_mut(|data| data.remove_temp::<String>(told_key())) {
            self.say(text);
        }
        let now = ctx.input(|i| i.time);
        for toast in &mut self.shown {
            let stay = if toast.tone == Tone::Bad {
                STAY_ERROR
            } else {
                STAY
            };
            toast.until.get_or_insert(now + stay);
        }
        self.shown
            .retain(|toast| toast.until.is_none_or(|until| until > now));
        if self.shown.is_empty() {
            return None;
        }
        let mut closed = None;
        let mut taken = None;
        let area = Area::new(Id::unique("toasts"))
            .order(Order::Tooltip)
            .anchor(Align2::RIGHT_BOTTOM, Vec2::new(-16.0, -16.0));
        let hovered = area
            .show(ctx, |ui| {
                for toast in &self.shown {
                    match one(ui, toast) {
                        Some(Clicked::Action(action)) => {
                            taken = Some(action);
                            closed = Some(toast.number);
                        }
                        Some(Clicked::Close) => closed = Some(toast.number),
                        None => {}
                    }
                }
            })
            .response
            .contains_pointer();
        if hovered {
            // reading takes time: nothing goes while the pointer rests on it
            for toast in &mut self.shown {
                toast.until = toast.until.map(|until| until.max(now + 2.0));
            }
        }
        self.shown.retain(|toast| Some(toast.number) != closed);
        let next = self
            .shown
            .iter()
            .filter_map(|toast| toast.until)
            .fold(f64::INFINITY, f64::min);
        if next.is_finite() {
            let wait = Duration::from_secs_f64((next - now).max(0.02));
            ctx.request_repaint_after(wait);
        }
        taken
    }
}

enum Clicked {
    Action(ToastAction),
    Close,
}

fn one(ui: &mut eframe::egui::Ui, toast: &Toast) -> Option<Clicked> {
    let colours = theme::palette(ui);
    let pair = colours.tone(toast.tone);
    let mut clicked = None;
    let frame = Frame::new()
        .fill(colours.surface)
        .stroke(Stroke::new(1.0, colours.outline))
        .corner_radius(CornerRadius::same(theme::RADIUS + 2))
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            let picture = if toast.tone == Tone::Bad {
                Icon::Warning
            } else {
                Icon::Check
            };
            icon::show(ui, picture, 16.0, pair.fg);
            ui.scope(|ui| {
                ui.set_max_width(WIDTH);
                // a row does not break what it holds by itself
                ui.add(Label::new(RichText::new(&toast.text).color(colours.text)).wrap());
            });
            for action in &toast.actions {
                if button::quiet(ui, action.words()).clicked() {
                    clicked = Some(Clicked::Action(action.clone()));
                }
            }
            if button::icon(ui, Icon::Cross, "Đóng thông báo").clicked() {
                clicked = Some(Clicked::Close);
            }
        });
    });
    clicked
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    #[test]
    fn undo_is_offered_and_goes_away_by_itself() {
        let undone = Rc::new(Cell::new(0));
        let seen = undone.clone();
        let mut toasts = Toasts::default();
        toasts.say_with_undo("Đã xóa tồn tại");
        toasts.say_with_undo("Đã ghi đánh giá");
        let mut harness = window(move |ui| {
            if toasts.show(ui.ctx()) == Some(ToastAction::Undo) {
                seen.set(seen.get() + 1);
            }
        });
        harness.run();
        assert!(harness.query_by_label("Đã xóa tồn tại").is_none());
        harness.get_by_label("Hoàn tác").click();
        harness.run();
        assert_eq!(undone.get(), 1);
        assert!(harness.query_by_label("Đã ghi đánh giá").is_none());
    }

    #[test]
    fn a_widget_can_say_something() {
        let mut toasts = Toasts::default();
        let mut harness = window(move |ui| {
            if button::plain(ui, "Sao chép").clicked() {
                tell(ui.ctx(), "Đã sao chép 3 dòng".to_owned());
            }
            toasts.show(ui.ctx());
        });
        harness.get_by_label("Sao chép").click();
        harness.step();
        harness.step();
        harness.get_by_label("Đã sao chép 3 dòng");
    }

    #[test]
    fn a_long_message_is_broken_and_all_of_it_is_in_the_window() {
        const TEXT: &str = "Đang được sửa bởi Nguyễn Thị Phương Thảo ở máy BAN-DAN-VAN-01 từ 08:05 26/11. Tệp chỉ xem được lúc này, chưa ghi gì; nội dung đang nhập vẫn còn. Khi người đó đóng chương trình, bấm “Nhận quyền sửa” rồi lưu lại.";
        let mut toasts = Toasts::default();
        toasts.complain(TEXT);
        let mut harness = window(move |ui| {
            toasts.show(ui.ctx());
        });
        harness.step();
        harness.step();
        let place = harness.get_by_label(TEXT).rect();
        assert!(place.width() <= WIDTH && place.left() > 0.0, "{place:?}");
        assert!(place.height() > 30.0, "{place:?}");
    }

    #[test]
    fn a_message_leaves_after_a_while() {
        let mut toasts = Toasts::default();
        toasts.say("Đã lưu");
        let mut harness = window(move |ui| {
            toasts.show(ui.ctx());
        });
        harness.step();
        harness.get_by_label("Đã lưu");
        for _ in 0..160 {
            harness.step();
        }
        assert!(harness.query_by_label("Đã lưu").is_none());
    }
}
