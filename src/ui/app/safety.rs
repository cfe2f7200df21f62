//! Copies that the program makes by itself, and what stands above the screen when something is wrong with the file.

use std::path::PathBuf;

use chrono::{NaiveDateTime, TimeDelta};
use eframe::egui::{Context, Ui};

use super::{Action, App, Route, Subject, Ticket, Work};
use crate::read::lease::{Reading, Sharing};
use crate::ui::after_crash::AfterCrash;
use crate::ui::drafts::Kept;
use crate::ui::screens::safety::{SafetyPlace, backups_of};
use crate::ui::theme::Tone;
use crate::ui::widgets::{button, notice, tick};
use crate::worker::{Command, Job, LeaseCommand, SafetyJob};

/// When the worker was last asked whether a copy is due.
#[derive(Debug, Default)]
pub struct RoutineClock(Option<(PathBuf, NaiveDateTime)>);

/// How often it is asked.
const EVERY: TimeDelta = TimeDelta::minutes(10);

impl App {
    /// The same window that hands out what is being typed, and shows what the last run left behind.
    #[must_use]
    pub fn guarded(mut self, drafts: Kept, left: Option<AfterCrash>) -> Self {
        self.drafts = drafts;
        self.after_crash = left;
        self
    }

    /// The same window that knows where the program keeps things beside the open file.
    #[must_use]
    pub fn placed(mut self, places: crate::ui::places::Places) -> Self {
        self.screens.know_places(places);
        self
    }

    pub(super) fn crash_dialog(&mut self, ui: &Ui) {
        if self.after_crash.as_ref().is_some_and(|left| left.ui(ui)) {
            self.after_crash = None;
        }
    }

    /// Asks for a copy at the start of a file and, while work goes on, when one is due.
    pub(super) fn keep_copies(&mut self, ctx: &Context) {
        let Some(path) = self.loaded.known_path() else {
            return;
        };
        if let Ok(wait) = EVERY.to_std() {
            ctx.request_repaint_after(wait);
        }
        let now = (self.clock)();
        let starting = match &self.routine.0 {
            Some((known, at)) if *known == path && now - *at < EVERY => return,
            Some((known, _)) => *known != path,
            None => true,
        };
        self.routine.0 = Some((path, now));
        let work = Work::default();
        let job = Job::Safety(SafetyJob::Routine { starting });
        let number = self.link.start_job(job, work.cancel.clone());
        // nothing waits for it: the window may close
        self.tickets.push(Ticket {
            number,
            subject: Subject::Safety,
            loud: false,
            work: Some(work),
            command: None,
            job: None,
        });
    }

    /// Asks at once whether a copy is due.
    pub(super) fn copy_soon(&mut self) {
        self.routine = RoutineClock::default();
    }

    /// What is wrong with the file or its copies, above every screen.
    pub(super) fn safety_notice(&mut self, ui: &mut Ui, out: &mut Vec<Action>) {
        let Some(status) = self.loaded.status() else {
            return;
        };
        self.aside_notice(ui);
        if !self.refused.is_empty() {
            let words = format!(
                "Có {:02} thay đổi chưa lưu được vào tệp; chương trình giữ lại để lưu lại.",
                self.refused.len()
            );
            let again = std::cell::Cell::new(false);
            notice::show_with(ui, Tone::Bad, &words, |ui| {
                again.set(button::plain(ui, "Lưu lại").clicked());
            });
            if again.get() {
                self.send_again();
            }
        }
        if let Sharing::Reader(reading) = &status.sharing {
            lease_notice(ui, reading, out);
            return;
        }
        let here = matches!(self.route, Route::Safety(SafetyPlace::Copies));
        if status.frozen {
            let words = "Tệp dữ liệu bị hỏng: chỉ xem được những gì còn đọc được, không ghi được. Hãy khôi phục từ bản sao lưu.";
            notice::show_with(ui, Tone::Bad, words, |ui| {
                if !here && button::plain(ui, "Khôi phục…").clicked() {
                    out.push(Action::Go(Route::Safety(SafetyPlace::Copies)));
                }
                if button::plain(ui, "Sửa tệp").clicked() {
                    out.push(Action::Go(Route::Safety(SafetyPlace::Check)));
                    out.push(Action::Start(Job::Safety(SafetyJob::Repair)));
                }
            });
            return;
        }
        if status.sample {
            return;
        }
        let now = (self.clock)();
        let Some(page) = self.loaded.backups() else {
            return;
        };
        // right after the start the first copy is still being made
        let busy = self
            .tickets
            .iter()
            .any(|ticket| ticket.subject == Subject::Safety);
        let state = backups_of(&page, now);
        if let Some(warning) = state.warning.filter(|_| !busy) {
            let words = format!("{warning}. {}", state.words);
            notice::show_with(ui, Tone::Caution, &words, |ui| {
                if !here && button::plain(ui, "Xem sao lưu").clicked() {
                    out.push(Action::Go(Route::Safety(SafetyPlace::Copies)));
                }
            });
        }
    }
}

/// Who edits the file, and what can be done to edit it here.
fn lease_notice(ui: &mut Ui, reading: &Reading, out: &mut Vec<Action>) {
    let tone = if reading.free {
        Tone::Good
    } else {
        Tone::Caution
    };
    let mut ask = |command| out.push(Action::Run(Command::Lease(command)));
    notice::show_with(ui, tone, &reading.words(), |ui| {
        if reading.free {
            if button::plain(ui, "Nhận quyền sửa").clicked() {
                ask(LeaseCommand::Take);
            }
        } else {
            let mut waiting = reading.waiting;
            if tick::show(ui, &mut waiting, "Tự nhận khi trống").changed() {
                ask(LeaseCommand::Wait(waiting));
            }
        }
    });
}
