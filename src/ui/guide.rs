//! The first start in three steps: which district, who works here, where copies are to go. It comes by itself once
//! for a new file; the menu and Cài đặt bring it back.

use eframe::egui::{Label, Ui};

use super::action::{Action, ScreenContext, Subject};
use super::commands::Deed;
use super::theme;
use super::widgets::modal::{Dialog, Outcome};
use super::widgets::text_field::TextField;
use super::widgets::{button, form, tick};
use crate::read::District;
use crate::worker::{Command, SettingsCommand, Status};

/// The open guide.
#[derive(Debug, Default)]
pub struct Guide {
    step: Step,
    district: Option<String>,
    name: Option<String>,
    title: Option<String>,
    /// What the step sent and still waits for.
    waits: Vec<Subject>,
    /// The last step was done.
    ended: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Step {
    #[default]
    District,
    Person,
    Copies,
}

impl Step {
    const fn heading(self) -> &'static str {
        match self {
            Self::District => "Bước 1/3 · Theo dõi các phường của quận nào?",
            Self::Person => "Bước 2/3 · Ai dùng máy này?",
            Self::Copies => "Bước 3/3 · Sao lưu vào đâu?",
        }
    }
}

impl Guide {
    /// Shows the guide; true when it is to be closed.
    pub fn ui(
        &mut self,
        ui: &Ui,
        districts: &[District],
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) -> bool {
        let Some(status) = context.status else {
            return false;
        };
        self.go_on(context);
        if self.ended {
            return true;
        }
        let last = self.step == Step::Copies;
        let step = self.step;
        let outcome = Dialog::new("Bắt đầu", if last { "Xong" } else { "Tiếp" })
            .cancel("Để sau")
            .width(640.0)
            .ready(self.waits.is_empty())
            .show(ui, |ui| {
                ui.label(theme::section_text(step.heading()));
                ui.add_space(theme::GAP);
                match step {
                    Step::District => self.districts(ui, districts, status, context, out),
                    Step::Person => self.person(ui, status, context),
                    Step::Copies => copies(ui, status, context, out),
                }
                if step != Step::District {
                    ui.add_space(theme::GAP);
                    if button::quiet(ui, "Quay lại bước trước").clicked() {
                        self.step = match step {
                            Step::District | Step::Person => Step::District,
                            Step::Copies => Step::Person,
                        };
                    }
                }
            });
        match outcome {
            Outcome::Open => false,
            Outcome::Cancelled => {
                out.push(Action::Run(Command::Settings(SettingsCommand::EndGuide)));
                out.push(Action::Toast(
                    "Có thể mở lại hướng dẫn này ở Cài đặt hoặc trong danh sách của nút tên tệp."
                        .to_owned(),
                ));
                true
            }
            Outcome::Confirmed => {
                self.confirm(status, out);
                false
            }
        }
    }

    /// Follows what became of the commands: the next step comes when all of them are done.
    fn go_on(&mut self, context: &ScreenContext<'_>) {
        if self.waits.is_empty() {
            return;
        }
        if self
            .waits
            .iter()
            .any(|subject| context.failure(*subject).is_some())
        {
            self.waits.clear();
            return;
        }
        self.waits.retain(|subject| !context.has_done(*subject));
        if self.waits.is_empty() {
            self.next();
        }
    }

    fn next(&mut self) {
        match self.step {
            Step::District => self.step = Step::Person,
            Step::Person => self.step = Step::Copies,
            Step::Copies => self.ended = true,
        }
    }

    fn confirm(&mut self, status: &Status, out: &mut Vec<Action>) {
        match self.step {
            Step::District => {
                if let Some(code) = self.district.take()
                    && code != status.district
                {
                    self.waits.push(Subject::District);
                    out.push(Action::Run(Command::Settings(
                        SettingsCommand::ChooseDistrict(code),
                    )));
                }
            }
            Step::Person => {
                if let Some(name) = self.name.clone()
                    && name.trim() != status.user_name
                {
                    self.waits.push(Subject::UserName);
                    out.push(Action::Run(Command::Settings(
                        SettingsCommand::SetUserName(name),
                    )));
                }
                if let Some(title) = self.title.clone()
                    && title.trim() != status.user_title
                {
                    self.waits.push(Subject::UserTitle);
                    out.push(Action::Run(Command::Settings(
                        SettingsCommand::SetUserTitle(title),
                    )));
                }
            }
            Step::Copies => {
                self.waits.push(Subject::Guide);
                out.push(Action::Run(Command::Settings(SettingsCommand::EndGuide)));
            }
        }
        if self.waits.is_empty() {
            self.next();
        }
    }

    fn districts(
        &mut self,
        ui: &mut Ui,
        districts: &[District],
        status: &Status,
        context: &ScreenContext<'_>,
        out: &mut Vec<Action>,
    ) {
        ui.add_enabled_ui(status.empty, |ui| {
            for district in districts {
                let chosen = self.district.as_ref().unwrap_or(&status.district);
                if tick::one_of(ui, *chosen == district.code, &district.name) {
                    self.district = Some(district.code.clone());
                }
            }
        });
        if status.empty {
            form::hint(
                ui,
                "Chương trình có sẵn danh sách phường của quận được chọn; thêm, sửa đơn vị ở mục Phường.",
            );
        } else {
            form::hint(
                ui,
                "Tệp này đã có cuộc giám sát nên không đổi quận được nữa. Theo dõi quận khác thì tạo tệp mới.",
            );
        }
        ui.add_space(theme::GAP);
        ui.horizontal(|ui| {
            if button::plain(ui, "Mở tệp có sẵn…").clicked() {
                out.push(Action::Do(Deed::OpenFile));
            }
            if status.empty {
                let other = button::plain(ui, "Quận khác, từ tệp…")
                    .on_hover_text("Tệp Excel ghi các đơn vị, cơ quan giám sát của một quận khác");
                if other.clicked() {
                    self.district = None;
                    out.push(Action::PickDistrict);
                }
                if button::quiet(ui, "Lưu mẫu để điền…").clicked() {
                    out.push(Action::SaveDistrictForm);
                }
            }
            if !status.empty && button::plain(ui, "Tạo tệp mới…").clicked() {
                out.push(Action::Do(Deed::NewFile));
            }
        });
        form::hint(
            ui,
            "Đã có tệp dữ liệu (.qcdc) từ máy khác hoặc của người làm trước thì mở tệp đó.",
        );
        said_of(ui, Subject::District, context);
        said_of(ui, Subject::Reform, context);
    }

    fn person(&mut self, ui: &mut Ui, status: &Status, context: &ScreenContext<'_>) {
        let name = self.name.get_or_insert_with(|| status.user_name.clone());
        form::row(ui, "Họ và tên", |ui, label| {
            TextField::line(label, "")
                .width(380.0)
                .hint("Nguyễn Thị Lan")
                .bind(ui, name);
        });
        said_of(ui, Subject::UserName, context);
        let title = self.title.get_or_insert_with(|| status.user_title.clone());
        form::row(ui, "Chức vụ", |ui, label| {
            TextField::line(label, "")
                .width(380.0)
                .hint("Chuyên viên Ban Dân vận Quận ủy")
                .bind(ui, title);
        });
        said_of(ui, Subject::UserTitle, context);
        form::hint(
            ui,
            "Tên được ghi vào nhật ký mỗi khi có thay đổi, để biết ai đã làm gì. Tên và chức vụ chỉ nằm trong tệp dữ liệu này.",
        );
    }
}

fn copies(ui: &mut Ui, status: &Status, context: &ScreenContext<'_>, out: &mut Vec<Action>) {
    form::row(ui, "Thư mục sao lưu", |ui, _| {
        let folder = if status.backup_folder.is_empty() {
            "chưa chọn"
        } else {
            &status.backup_folder
        };
        ui.add(Label::new(folder).wrap());
    });
    ui.horizontal(|ui| {
        ui.add_space(theme::LABEL_WIDTH + theme::GAP);
        if button::plain(ui, "Chọn thư mục…").clicked() {
            out.push(Action::ChooseBackupFolder);
        }
    });
    said_of(ui, Subject::BackupFolder, context);
    form::hint(
        ui,
        "Nên chọn ổ đĩa khác hoặc ổ mạng của cơ quan. Chương trình tự sao lưu cạnh tệp dữ liệu và vào thư mục này: khi mở tệp, mỗi giờ nếu có thay đổi, trước khi nhập dữ liệu.",
    );
    form::hint(ui, "Mọi thứ nằm trong một tệp:");
    ui.add(Label::new(theme::small(status.path.display().to_string())).wrap());
}

/// Places of a file that are named; the others are counted.
const SAID: usize = 4;

/// Why a step was refused.
fn said_of(ui: &mut Ui, subject: Subject, context: &ScreenContext<'_>) {
    if let Some(failure) = context.failure(subject) {
        let places = failure
            .problems
            .iter()
            .filter(|problem| !problem.place.is_empty());
        let places: Vec<String> = places.take(SAID).map(ToString::to_string).collect();
        if places.is_empty() {
            form::problem(ui, &failure.message);
        }
        for place in &places {
            form::problem(ui, place);
        }
        if failure.problems.len() > SAID {
            let more = failure.problems.len() - SAID;
            form::problem(ui, &format!("Còn {more} chỗ sai nữa."));
        }
    }
}
