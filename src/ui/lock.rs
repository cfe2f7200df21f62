//! The window locked by a passphrase: after a while without a key or a click, at the start, or when asked.
//!
//! It keeps passers-by from reading and writing. The file itself is not encrypted by it.

use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::Duration;

use eframe::egui::{Align, CentralPanel, Context, Frame, Id, Layout, Ui, Vec2};
use serde::{Deserialize, Serialize};

use super::dialogs::passphrase::AskPassphrase;
use super::theme;
use super::widgets::{button, form, text_field};
use crate::worker::screen_lock::{LockAnswer, try_open};

/// Minutes without a key or a click after which the window locks.
pub const AFTER: [u32; 5] = [2, 5, 10, 15, 30];

/// What is remembered on this computer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScreenLock {
    /// What the passphrase opens, as the worker made it.
    pub padlock: String,
    pub minutes: u32,
}

fn place() -> Id {
    Id::unique("lock of the window")
}

/// The lock in force.
pub fn kept(ctx: &Context) -> Option<ScreenLock> {
    ctx.data(|data| data.get_temp::<Option<ScreenLock>>(place()))
        .flatten()
}

/// Puts a lock into force, or takes it off.
pub fn keep(ctx: &Context, lock: Option<ScreenLock>) {
    ctx.data_mut(|data| data.insert_temp(place(), lock));
}

/// How the window stands.
#[derive(Debug, Default)]
enum State {
    #[default]
    Open,
    /// Fields hand out what is being typed in these frames.
    Closing(u8),
    Locked,
}

/// Frames in which a field hands out what is being typed.
const HANDING_OUT: u8 = 3;

/// The lock of one window.
#[derive(Debug, Default)]
pub struct WindowLock {
    state: State,
    /// Seconds of the window's clock at the last key or click.
    active: Option<f64>,
    passphrase: AskPassphrase,
    answer: Option<Receiver<LockAnswer>>,
    failure: Option<String>,
}

impl WindowLock {
    /// A window that begins locked where a lock is in force.
    pub fn at_start(lock: Option<&ScreenLock>) -> Self {
        Self {
            state: lock.map_or(State::Open, |_| State::Locked),
            ..Self::default()
        }
    }

    /// Locks now; false where no passphrase was set.
    pub fn lock_now(&mut self, ctx: &Context) -> bool {
        if kept(ctx).is_none() {
            return false;
        }
        self.close(ctx);
        true
    }

    fn close(&mut self, ctx: &Context) {
        if matches!(self.state, State::Open) {
            self.state = State::Closing(HANDING_OUT);
            ctx.request_repaint();
        }
    }

    /// Looks at the clock; true when only the lock is to be shown.
    pub fn holds(&mut self, ctx: &Context) -> bool {
        let Some(lock) = kept(ctx) else {
            self.state = State::Open;
            return false;
        };
        match &mut self.state {
            State::Locked => true,
            State::Closing(0) => {
                self.state = State::Locked;
                self.passphrase = AskPassphrase::default();
                self.failure = None;
                true
            }
            State::Closing(left) => {
                *left -= 1;
                text_field::leave(ctx);
                ctx.request_repaint();
                false
            }
            State::Open => {
                self.watch(ctx, lock.minutes);
                false
            }
        }
    }

    fn watch(&mut self, ctx: &Context, minutes: u32) {
        let (now, moved) = ctx.input(|i| {
            let moved = i.pointer.is_moving() || i.pointer.any_down();
            (i.time, moved || !i.events.is_empty())
        });
        if moved || self.active.is_none() {
            self.active = Some(now);
        }
        let idle = now - self.active.unwrap_or(now);
        let left = f64::from(minutes) * 60.0 - idle;
        if left <= 0.0 {
            self.close(ctx);
        } else {
            ctx.request_repaint_after(Duration::from_secs_f64(left + 0.05));
        }
    }

    /// Shows the lock in place of everything.
    pub fn ui(&mut self, ui: &mut Ui) {
        let Some(lock) = kept(ui.ctx()) else { return };
        self.hear(ui.ctx());
        let frame = Frame::new().fill(theme::palette(ui).canvas);
        CentralPanel::default().frame(frame).show(ui, |ui| {
            let room = ui.available_height();
            ui.add_space((room / 2.0 - 130.0).max(theme::GAP));
            ui.vertical_centered(|ui| {
                let size = Vec2::new(460.0, 0.0);
                ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                    theme::sheet(ui).show(ui, |ui| {
                        ui.set_width(420.0);
                        self.fields(ui, &lock);
                    });
                });
            });
        });
    }

    fn fields(&mut self, ui: &mut Ui, lock: &ScreenLock) {
        ui.label(theme::title_text("Chương trình đang khóa"));
        ui.add_space(theme::GAP);
        let trying = self.answer.is_some();
        self.passphrase.ui(ui);
        if let Some(failure) = &self.failure {
            form::problem(ui, failure);
        }
        let ready = self.passphrase.is_ready() && !trying;
        let pressed = button::primary_enabled(ui, ready, "Mở khóa").clicked();
        if ready && (pressed || text_field::entered(ui)) {
            let ctx = ui.ctx().clone();
            let wake = move || ctx.request_repaint();
            self.failure = None;
            self.answer = Some(try_open(
                lock.padlock.clone(),
                self.passphrase.given(),
                wake,
            ));
        }
        form::hint(
            ui,
            "Nội dung đã ghi và đang gõ vẫn nguyên. Quên mật khẩu thì chạy “qcdc lock window --off” bằng tài khoản máy này.",
        );
    }

    fn hear(&mut self, ctx: &Context) {
        let Some(answer) = &self.answer else { return };
        let failure = match answer.try_recv() {
            Err(TryRecvError::Empty) => return,
            Ok(Ok(_)) => None,
            Ok(Err(words)) => Some(words),
            Err(TryRecvError::Disconnected) => {
                Some("Máy không thử được mật khẩu; hãy thử lại.".to_owned())
            }
        };
        self.answer = None;
        if failure.is_none() {
            self.state = State::Open;
            self.active = Some(ctx.input(|i| i.time));
            self.passphrase = AskPassphrase::default();
        } else {
            self.passphrase.again();
        }
        self.failure = failure;
        ctx.request_repaint();
    }
}

#[cfg(test)]
mod tests;
