//! Sao lưu, kiểm tra tệp, nhật ký: what keeps the data safe, in one place.

mod copies;
mod feed;
mod state;
#[cfg(test)]
mod tests;
mod trail;

use eframe::egui::{ScrollArea, Ui};

pub use state::backups_of;

use crate::read::audit::AuditFilter;
use crate::read::backup::BackupPage;
use crate::ui::action::{Action, Route, ScreenContext, Subject};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::tabs::{self, Tab};
use crate::ui::widgets::{button, form, notice, section, waiting};
use crate::worker::{Job, Made, SafetyJob, SafetyMade};

/// Which part is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum SafetyPlace {
    #[default]
    Copies,
    Check,
    Trail(AuditFilter),
}

/// Lines of the trail that are read at once.
const LINES: u32 = 5_000;

impl SafetyPlace {
    /// The whole trail.
    pub fn trail() -> Self {
        Self::trail_of(String::new())
    }

    /// What happened to one record and what belongs to it.
    pub fn trail_of(id: String) -> Self {
        Self::Trail(AuditFilter {
            of: id,
            limit: Some(LINES),
            ..AuditFilter::default()
        })
    }

    /// Whether both are the same part.
    pub fn is_beside(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// The screen's own state.
#[derive(Debug, Default)]
pub struct SafetyScreen {
    copies: copies::CopiesPart,
    trail: trail::TrailPart,
    checked: Option<Vec<(bool, String)>>,
    repaired: Option<(Vec<String>, Vec<String>, std::path::PathBuf)>,
}

/// What the screen shows.
#[derive(Clone, Copy, Debug)]
pub struct SafetyData<'a> {
    pub copies: Option<(&'a BackupPage, u64)>,
    pub trail: trail::TrailData<'a>,
}

impl SafetyScreen {
    /// A file was chosen to go back to.
    pub fn take_copy(&mut self, path: std::path::PathBuf) {
        self.copies.confirm(path);
    }

    fn chosen_line(&self) -> Option<i64> {
        self.trail.chosen()
    }

    /// Shows the screen.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        place: &SafetyPlace,
        data: SafetyData<'_>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        section::title(ui, "Sao lưu, kiểm tra tệp, nhật ký", |_| {});
        let names = ["Sao lưu và khôi phục", "Kiểm tra tệp", "Nhật ký"].map(|words| Tab {
            words: words.to_owned(),
            shortcut: "",
        });
        let at = match place {
            SafetyPlace::Copies => 0,
            SafetyPlace::Check => 1,
            SafetyPlace::Trail(_) => 2,
        };
        match tabs::show(ui, &names, at) {
            Some(0) => out.push(Action::Go(Route::Safety(SafetyPlace::Copies))),
            Some(1) => out.push(Action::Go(Route::Safety(SafetyPlace::Check))),
            Some(_) => out.push(Action::Go(Route::Safety(SafetyPlace::trail()))),
            None => {}
        }
        ui.add_space(theme::GAP_SMALL);
        if let Some(failure) = context.failure(Subject::Safety) {
            notice::show(ui, Tone::Bad, &failure.message);
            ui.add_space(theme::GAP_SMALL);
        }
        match place {
            SafetyPlace::Copies => self.copies.ui(ui, data.copies, context, out),
            SafetyPlace::Check => self.check(ui, context, out),
            SafetyPlace::Trail(filter) => self.trail.ui(ui, filter, data.trail, context, out),
        }
    }

    fn check(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) {
        match context.made(Subject::Safety) {
            Some(Made::Safety(SafetyMade::Checked(found))) => {
                self.checked = Some(found.clone());
                self.repaired = None;
            }
            Some(Made::Safety(SafetyMade::Repaired {
                did,
                could_not,
                saved,
            })) => {
                self.repaired = Some((did.clone(), could_not.clone(), saved.clone()));
                self.checked = None;
            }
            _ => {}
        }
        let busy = context.is_busy(Subject::Safety);
        ui.horizontal(|ui| {
            if button::primary_enabled(ui, !busy, "Kiểm tra toàn bộ tệp").clicked() {
                out.push(Action::Start(Job::Safety(SafetyJob::Check)));
            }
            let wrong = self.checked.iter().flatten().any(|(is_error, _)| *is_error);
            if wrong && button::plain(ui, "Sửa tệp").clicked() && !busy {
                out.push(Action::Start(Job::Safety(SafetyJob::Repair)));
            }
            if busy {
                ui.label("Đang làm…");
            }
        });
        form::hint(
            ui,
            "Kiểm tra cấu trúc, liên kết, nội dung từng bảng, bản lưu văn bản, tài liệu đính kèm, nhật ký, số văn bản. Chương trình tự kiểm tra mỗi tuần. “Sửa tệp” lưu một bản trước rồi mới dựng lại.",
        );
        ui.add_space(theme::GAP);
        ScrollArea::vertical()
            .auto_shrink([false, false])
            .show(ui, |ui| {
                if let Some(found) = &self.checked {
                    if !found.iter().any(|(is_error, _)| *is_error) {
                        notice::show(ui, Tone::Good, "Tệp nguyên vẹn.");
                    }
                    for (is_error, words) in found {
                        let tone = if *is_error { Tone::Bad } else { Tone::Info };
                        notice::show(ui, tone, words);
                    }
                }
                if let Some((did, could_not, saved)) = &self.repaired {
                    notice::show(
                        ui,
                        Tone::Info,
                        &format!("Tệp trước khi sửa được lưu ở “{}”.", saved.display()),
                    );
                    if did.is_empty() {
                        notice::show(ui, Tone::Good, "Không có gì cần dựng lại.");
                    }
                    for words in did {
                        notice::show(ui, Tone::Good, words);
                    }
                    for words in could_not {
                        notice::show(ui, Tone::Bad, &format!("Không sửa được: {words}"));
                    }
                    if !could_not.is_empty() && button::plain(ui, "Xem các bản sao lưu").clicked()
                    {
                        out.push(Action::Go(Route::Safety(SafetyPlace::Copies)));
                    }
                }
            });
    }
}

fn still_reading(ui: &mut Ui) {
    waiting::show(ui, "Đang đọc…");
}
