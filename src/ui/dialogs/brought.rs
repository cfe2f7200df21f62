//! What to do with a file that was double-clicked while another one is open.

use std::path::{Path, PathBuf};

use eframe::egui::Ui;

use crate::ui::theme;
use crate::ui::widgets::button;
use crate::ui::widgets::modal::{Dialog, Outcome};

/// The question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    path: PathBuf,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    /// Another data file, while something is being written in a dialog of this one.
    File { open: PathBuf },
    /// A copy for a laptop.
    Package { busy: bool },
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Leave,
    Open,
    TakeBack,
}

impl Brought {
    pub fn file(path: PathBuf, open: &Path) -> Self {
        let open = open.to_owned();
        Self {
            path,
            kind: Kind::File { open },
        }
    }

    pub fn package(path: PathBuf, busy: bool) -> Self {
        Self {
            path,
            kind: Kind::Package { busy },
        }
    }

    pub fn into_path(self) -> PathBuf {
        self.path
    }

    /// Asks; `None` while there is no answer.
    pub fn ui(&self, ui: &Ui) -> Option<Wish> {
        match &self.kind {
            Kind::File { open } => self.ask_file(ui, open),
            Kind::Package { busy } => self.ask_package(ui, *busy),
        }
    }

    fn ask_file(&self, ui: &Ui, open: &Path) -> Option<Wish> {
        let outcome = Dialog::new("Mở tệp khác?", "Mở tệp này")
            .cancel("Ở lại tệp đang mở")
            .show(ui, |ui| {
                ui.label(format!("Tệp vừa chọn: “{}”.", self.path.display()));
                ui.label(format!("Tệp đang mở: “{}”.", open.display()));
                ui.add_space(theme::GAP_SMALL);
                ui.label(BUSY);
            });
        match outcome {
            Outcome::Open => None,
            Outcome::Cancelled => Some(Wish::Leave),
            Outcome::Confirmed => Some(Wish::Open),
        }
    }

    fn ask_package(&self, ui: &Ui, busy: bool) -> Option<Wish> {
        let mut open = false;
        let outcome = Dialog::new("Gói mang đi", "Nhận về tệp đang mở")
            .show(ui, |ui| {
                ui.label(format!("“{}”", self.path.display()));
                ui.add_space(theme::GAP_SMALL);
                ui.label("Ở cơ quan, sau khi đoàn đi về: nhận những gì đã ghi trong gói về tệp đang mở; xem trước rồi mới ghi.");
                ui.add_space(theme::GAP_SMALL);
                ui.label("Trên máy xách tay mang đi: mở gói để ghi trực tiếp vào đó.");
                if busy {
                    ui.add_space(theme::GAP_SMALL);
                    ui.label(BUSY);
                }
                ui.add_space(theme::GAP);
                open = button::plain(ui, "Mở gói để làm việc").clicked();
            });
        match outcome {
            _ if open => Some(Wish::Open),
            Outcome::Open => None,
            Outcome::Cancelled => Some(Wish::Leave),
            Outcome::Confirmed => Some(Wish::TakeBack),
        }
    }
}

const BUSY: &str = "Nội dung đang gõ trong hộp thoại chưa được ghi và sẽ mất khi sang tệp khác.";

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::testing::window;

    fn answer(question: Brought, press: &str) -> Option<Wish> {
        let said = Rc::new(Cell::new(None));
        let told = said.clone();
        let mut harness = window(move |ui| {
            if told.get().is_none() {
                told.set(question.ui(ui));
            }
        });
        harness.run();
        harness.get_by_label(press).click();
        harness.run();
        said.get()
    }

    #[test]
    fn a_package_is_taken_back_or_worked_in() {
        let question = || Brought::package("Gói.qcdcpack".into(), false);
        assert_eq!(
            answer(question(), "Nhận về tệp đang mở"),
            Some(Wish::TakeBack)
        );
        assert_eq!(answer(question(), "Mở gói để làm việc"), Some(Wish::Open));
        assert_eq!(answer(question(), "Đóng"), Some(Wish::Leave));
    }

    #[test]
    fn another_file_is_opened_only_when_the_person_says_so() {
        let question = || Brought::file("b.qcdc".into(), Path::new("a.qcdc"));
        assert_eq!(answer(question(), "Mở tệp này"), Some(Wish::Open));
        assert_eq!(answer(question(), "Ở lại tệp đang mở"), Some(Wish::Leave));
    }
}
