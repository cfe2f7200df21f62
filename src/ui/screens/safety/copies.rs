//! The copies of the file: what each holds, going back to one.

use std::path::PathBuf;

use eframe::egui::Ui;

use crate::domain::passphrase::is_locked;
use crate::domain::text::thousands;
use crate::read::backup::{BackupCopy, BackupPage};
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::dialogs::passphrase::{AskPassphrase, NewPassphrase};
use crate::ui::theme::{self, Tone};
use crate::ui::widgets::icon::Icon;
use crate::ui::widgets::modal::{Dialog, Outcome};
use crate::ui::widgets::table::{Cell, Column, Table, TableEvent, TableState};
use crate::ui::widgets::{button, empty_state, form, notice, tick};
use crate::worker::{Command, Job, SafetyCommand, SafetyJob};

/// The part's own state.
#[derive(Debug, Default)]
pub struct CopiesPart {
    table: TableState,
    chosen: Option<PathBuf>,
    /// Going back to this is to be confirmed.
    asked: Option<PathBuf>,
    /// Its passphrase, when it is locked.
    passphrase: AskPassphrase,
    /// Going back was begun: what went wrong is said in the dialog.
    tried: bool,
    lock: Option<LockDialog>,
}

/// A passphrase for copies from now on.
#[derive(Debug, Default)]
struct LockDialog {
    passphrase: NewPassphrase,
    beside: bool,
}

const COLUMNS: [Column; 7] = [
    Column::fixed("Lúc", 172.0),
    Column::fixed("Vì", 160.0),
    Column::fixed("Nơi", 80.0),
    Column::fixed("Giám sát", 76.0),
    Column::fixed("Tồn tại", 70.0),
    Column::fixed("Văn bản", 72.0),
    Column::growing("Thay đổi cuối", 220.0, 1.0),
];

impl CopiesPart {
    pub(super) fn confirm(&mut self, path: PathBuf) {
        self.ask(Some(path));
    }

    fn ask(&mut self, path: Option<PathBuf>) {
        self.asked = path;
        self.passphrase = AskPassphrase::default();
        self.tried = false;
    }

    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        page: Option<(&BackupPage, u64)>,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let Some((page, version)) = page else {
            super::still_reading(ui);
            return;
        };
        let busy = context.is_busy(Subject::Safety);
        places(ui, page, out);
        self.locking(ui, page, out);
        ui.horizontal(|ui| {
            if button::primary_enabled(ui, !busy, "Sao lưu ngay").clicked() {
                out.push(Action::Start(Job::Safety(SafetyJob::BackUp)));
            }
            let chosen = self.chosen.clone();
            let there = chosen.filter(|path| page.copies.iter().any(|copy| copy.path == *path));
            ui.add_enabled_ui(there.is_some() && !busy, |ui| {
                if button::plain(ui, "Khôi phục bản đang chọn…").clicked() {
                    self.ask(there.clone());
                }
            });
            if button::quiet(ui, "Khôi phục từ tệp khác…").clicked() {
                out.push(Action::PickCopy);
            }
        });
        ui.add_space(theme::GAP_SMALL);
        if page.unsound > 0 {
            let words = format!(
                "Có {:02} tệp trong thư mục sao lưu không dùng được; chúng không được tính là bản sao lưu.",
                page.unsound
            );
            notice::show(ui, Tone::Caution, &words);
        }
        if page.copies.is_empty() {
            empty_state::show(
                ui,
                Icon::Archive,
                "Chưa có bản sao lưu nào",
                "Chương trình tự sao lưu khi mở tệp, mỗi giờ nếu có thay đổi, và trước khi nhập dữ liệu.",
                None,
            );
        } else {
            self.list(ui, page, version);
        }
        self.dialog(ui, page, context, out);
    }

    fn list(&mut self, ui: &mut Ui, page: &BackupPage, version: u64) {
        let chosen = page
            .copies
            .iter()
            .position(|copy| Some(&copy.path) == self.chosen.as_ref());
        let sheet = theme::sheet(ui).inner_margin(2);
        let event = sheet
            .show(ui, |ui| {
                Table::new("Các bản sao lưu", &COLUMNS, page.copies.len(), version)
                    .selected(chosen)
                    .show(ui, &mut self.table, |row, column| {
                        page.copies
                            .get(row)
                            .map_or_else(Cell::default, |copy| cell(copy, column))
                    })
            })
            .inner;
        match event {
            Some(TableEvent::Select(row) | TableEvent::Click(row) | TableEvent::Toggle(row)) => {
                self.chosen = page.copies.get(row).map(|copy| copy.path.clone());
            }
            Some(TableEvent::Open(row)) => {
                self.chosen = page.copies.get(row).map(|copy| copy.path.clone());
                self.ask(self.chosen.clone());
            }
            None => {}
        }
    }

    fn dialog(
        &mut self,
        ui: &Ui,
        page: &BackupPage,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        let Some(path) = self.asked.clone() else {
            return;
        };
        let copy = page.copies.iter().find(|copy| copy.path == path);
        let locked = is_locked(&path);
        let ready = !locked || self.passphrase.is_ready();
        let outcome = Dialog::new("Khôi phục từ bản sao lưu", "Khôi phục")
            .cancel("Thôi")
            .ready(ready && !context.is_busy(Subject::Safety))
            .width(620.0)
            .show(ui, |ui| {
                ui.label(path.display().to_string());
                ui.add_space(theme::GAP_SMALL);
                match copy {
                    Some(copy) => {
                        ui.label(theme::strong(holds(copy)));
                        if let Some(last) = &copy.note.last_change {
                            ui.label(format!(
                                "Thay đổi cuối: {} · {} · {}",
                                last.at.format("%H:%M %d/%m/%Y"),
                                last.user_name,
                                last.summary
                            ));
                        }
                    }
                    None => {
                        ui.label("Chương trình sẽ kiểm tra tệp này trước khi khôi phục.");
                    }
                }
                if locked {
                    ui.add_space(theme::GAP_SMALL);
                    ui.label("Bản sao này được khóa: hãy gõ mật khẩu đã đặt khi sao lưu.");
                    self.passphrase.ui(ui);
                }
                if let Some(failure) = context.failure(Subject::Safety).filter(|_| self.tried) {
                    form::problem(ui, &failure.message);
                }
                ui.add_space(theme::GAP_SMALL);
                ui.label(
                    "Tệp hiện có được lưu thành một bản sao trước; các bản sao cũ giữ nguyên. Những gì ghi sau bản sao này sẽ không còn trong tệp.",
                );
            });
        match outcome {
            Outcome::Open => {}
            Outcome::Cancelled => self.asked = None,
            Outcome::Confirmed => {
                // a wrong passphrase is typed again here; what succeeds opens the file anew, with fresh screens
                self.asked = locked.then(|| path.clone());
                self.tried = true;
                let passphrase = locked.then(|| self.passphrase.given());
                out.push(Action::Start(Job::Safety(SafetyJob::Restore {
                    copy: path,
                    passphrase,
                })));
            }
        }
    }

    /// Whether copies are locked, and changing it.
    fn locking(&mut self, ui: &mut Ui, page: &BackupPage, out: &mut Vec<Action>) {
        form::row(ui, "Mật khẩu bản sao", |ui, _| {
            let (words, button) = match page.lock {
                None => ("chưa đặt: ai có bản sao thì đọc được", "Đặt mật khẩu…"),
                Some(false) => ("khóa bản sao ở nơi thứ hai", "Đổi mật khẩu…"),
                Some(true) => ("khóa mọi bản sao", "Đổi mật khẩu…"),
            };
            form::value(ui, words);
            if button::quiet(ui, button).clicked() {
                self.lock = Some(LockDialog {
                    beside: page.lock == Some(true),
                    ..LockDialog::default()
                });
            }
            if page.lock.is_some() && button::quiet(ui, "Bỏ mật khẩu").clicked() {
                out.push(Action::Run(Command::Safety(SafetyCommand::UnlockCopies)));
            }
        });
        ui.add_space(theme::GAP_SMALL);
        let Some(dialog) = &mut self.lock else {
            return;
        };
        let chosen = dialog.passphrase.chosen();
        let outcome = Dialog::new("Mật khẩu bản sao lưu", "Đặt mật khẩu")
            .ready(chosen.is_some())
            .width(560.0)
            .show(ui, |ui| {
                dialog.passphrase.ui(ui);
                tick::show(ui, &mut dialog.beside, "Khóa cả bản sao cạnh tệp dữ liệu");
                form::hint(
                    ui,
                    "Từ nay bản sao ở nơi thứ hai chỉ mở được bằng mật khẩu này; các bản đã có giữ nguyên, mở bằng mật khẩu lúc đó. Quên mật khẩu thì không ai mở được: hãy ghi ra giấy, cất cùng con dấu.",
                );
            });
        match (outcome, chosen) {
            (Outcome::Open, _) | (Outcome::Confirmed, None) => {}
            (Outcome::Cancelled, _) => self.lock = None,
            (Outcome::Confirmed, Some(passphrase)) => {
                out.push(Action::Run(Command::Safety(SafetyCommand::LockCopies {
                    passphrase,
                    beside: dialog.beside,
                })));
                self.lock = None;
            }
        }
    }
}

fn holds(copy: &BackupCopy) -> String {
    let count = |n: u64| thousands(usize::try_from(n).unwrap_or(usize::MAX));
    let note = &copy.note;
    format!(
        "{} · {} cuộc giám sát, {} tồn tại, {} văn bản đã ban hành",
        note.at.format("%H:%M:%S ngày %d/%m/%Y"),
        count(note.visits),
        count(note.shortcomings),
        count(note.papers)
    )
}

fn cell(copy: &BackupCopy, column: usize) -> Cell<'_> {
    let note = &copy.note;
    match column {
        0 => Cell::text(note.at.format("%d/%m/%Y %H:%M:%S").to_string()).strong(),
        1 => Cell::text(note.reason.label()),
        2 => Cell::text(if copy.second {
            "Nơi thứ hai"
        } else {
            "Cạnh tệp"
        }),
        3 => Cell::text(note.visits.to_string()),
        4 => Cell::text(note.shortcomings.to_string()),
        5 => Cell::text(note.papers.to_string()),
        _ if note.locked => Cell::text("Có khóa"),
        _ => Cell::text(note.last_change.as_ref().map_or_else(String::new, |last| {
            format!("{} · {}", last.summary, last.user_name)
        })),
    }
}

fn places(ui: &mut Ui, page: &BackupPage, out: &mut Vec<Action>) {
    form::row(ui, "Nơi thứ nhất", |ui, _| {
        form::value(ui, &page.folder.display().to_string());
    });
    form::row(ui, "Nơi thứ hai", |ui, _| {
        let place = page
            .second
            .as_ref()
            .map(|place| place.display().to_string());
        let words = place.unwrap_or_else(|| "chưa chọn (nên là USB hoặc ổ mạng)".to_owned());
        form::value(ui, &words);
        if button::quiet(ui, "Chọn thư mục…").clicked() {
            out.push(Action::ChooseBackupFolder);
        }
        if page.second.is_some() && button::quiet(ui, "Bỏ nơi thứ hai").clicked() {
            out.push(Action::Run(Command::Safety(SafetyCommand::ForgetFolder)));
        }
    });
    if let Some(why) = &page.unreachable {
        let words = format!(
            "Không tới được nơi sao lưu thứ hai: {why}. Hãy cắm lại ổ hoặc chọn thư mục khác."
        );
        notice::show(ui, Tone::Caution, &words);
    }
    ui.add_space(theme::GAP_SMALL);
}
