//! The forms of programmes, inspections, dialogues and what belongs to them.

use chrono::NaiveDate;
use eframe::egui::Ui;

use crate::domain::number::parse_count;
use crate::domain::{
    Dialogue, Inspection, Opinion, Programme, ProgrammeId, ProgrammeResult, ProgrammeResultKind,
    ProgrammeTask, UnitId,
};
use crate::read::UnitRow;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::dialogs::sheet::{Answer, Sheet};
use crate::ui::screens::names::Names;
use crate::worker::{Command, ProgrammesCommand};

/// What is written down: what there was before, none for a new one, and what the fields begin with.
#[derive(Debug, Clone)]
pub enum Form {
    Programme(Option<Programme>, Programme),
    Task(Option<ProgrammeTask>, ProgrammeTask),
    /// A task is done, today unless another day is typed.
    TaskDone(ProgrammeTask, NaiveDate),
    Result(Option<ProgrammeResult>, ProgrammeResult),
    Inspection(Option<Inspection>, Inspection),
    Dialogue(Option<Dialogue>, Dialogue),
    Opinion(Option<Opinion>, Opinion),
    /// An opinion is answered, today unless another day is typed.
    Answer(Opinion, NaiveDate),
}

/// Where a field is wrong, and what to do.
type Wrong = (&'static str, &'static str);

/// The dialog's own state.
#[derive(Debug)]
pub struct ProgrammeForm {
    form: Form,
    programmes: Vec<ProgrammeId>,
    units: Vec<UnitId>,
    sheet: Sheet,
    problem: Option<Wrong>,
}

fn begin(title: &str) -> Sheet {
    Sheet::new(title, "Lưu", Subject::Programmes)
}

impl ProgrammeForm {
    pub fn new(form: Form, programmes: &[&Programme], units: &[UnitRow]) -> Self {
        Self {
            sheet: sheet(&form, programmes, units),
            form,
            programmes: programmes.iter().map(|one| one.id).collect(),
            units: units.iter().map(|row| row.unit.id).collect(),
            problem: None,
        }
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        let command = match self.sheet.ui(ui, self.problem, context) {
            Answer::Closed => return true,
            Answer::Open => return false,
            Answer::Removed => self.removal(),
            Answer::Confirmed => match self.command() {
                Ok(command) => Some(command),
                Err(problem) => {
                    self.problem = Some(problem);
                    None
                }
            },
        };
        if let Some(command) = command {
            self.problem = None;
            self.sheet.sent();
            out.push(Action::Run(Command::Programmes(command)));
        }
        false
    }

    fn removal(&self) -> Option<ProgrammesCommand> {
        use ProgrammesCommand as C;
        match &self.form {
            Form::Task(base, _) => base.as_ref().map(|one| C::RemoveTask(one.id)),
            Form::Result(base, _) => base.as_ref().map(|one| C::RemoveResult(one.id)),
            Form::Inspection(base, _) => base.as_ref().map(|one| C::RemoveInspection(one.id)),
            Form::Opinion(base, _) => base.as_ref().map(|one| C::RemoveOpinion(one.id)),
            Form::Programme(..) | Form::TaskDone(..) | Form::Dialogue(..) | Form::Answer(..) => {
                None
            }
        }
    }

    fn command(&self) -> Result<ProgrammesCommand, Wrong> {
        use ProgrammesCommand as C;
        let sheet = &self.sheet;
        Ok(match self.form.clone() {
            Form::Programme(base, mut new) => {
                new.title = sheet.text("title");
                new.parties = sheet.text("parties").lines().map(str::to_owned).collect();
                new.year_from = self.year("year_from")?;
                new.year_to = self.year("year_to")?;
                new.signed_on = sheet.date("signed_on");
                new.basis = sheet.text("basis");
                new.note = sheet.text("note");
                C::Save { base, new }
            }
            Form::Task(base, mut new) => {
                new.text = sheet.text("text");
                new.owner = sheet.text("owner");
                new.due = sheet.date("due");
                if base.is_some() {
                    new.done_on = sheet.date("done_on");
                    new.result = sheet.text("result");
                }
                C::SaveTask { base, new }
            }
            Form::TaskDone(base, _) => {
                let new = ProgrammeTask {
                    done_on: Some(self.needed("done_on")?),
                    result: sheet.text("result"),
                    ..base.clone()
                };
                C::SaveTask {
                    base: Some(base),
                    new,
                }
            }
            Form::Result(base, mut new) => {
                let kind = sheet.picked("kind");
                let kind = kind
                    .and_then(|at| ProgrammeResultKind::ALL.get(at))
                    .copied();
                new.kind = kind.unwrap_or(ProgrammeResultKind::Year);
                new.year = self.year("year")?;
                new.held_on = sheet.date("held_on");
                new.paper = sheet.text("paper");
                new.text = sheet.text("text");
                C::SaveResult { base, new }
            }
            Form::Inspection(base, mut new) => {
                new.begun_on = self.needed("begun_on")?;
                new.ended_on = sheet.date("ended_on").unwrap_or(new.begun_on);
                new.body = sheet.text("body");
                new.field = sheet.text("field");
                let units = parse_count(&sheet.text("units"));
                new.units = units
                    .and_then(|units| i64::try_from(units).ok())
                    .unwrap_or(0);
                new.unit_names = sheet.text("unit_names");
                new.result = sheet.text("result");
                new.programme_id = self.programme();
                let base = base.map(Box::new);
                let new = Box::new(new);
                C::SaveInspection { base, new }
            }
            Form::Dialogue(base, new) => {
                let base = base.map(Box::new);
                let new = Box::new(self.dialogue(new)?);
                C::SaveDialogue { base, new }
            }
            Form::Opinion(base, mut new) => {
                new.text = sheet.text("text");
                new.raised_by = sheet.text("raised_by");
                new.answerer = sheet.text("answerer");
                new.due = sheet.date("due");
                if base.is_some() {
                    new.answered_on = sheet.date("answered_on");
                    new.answer = sheet.text("answer");
                }
                C::SaveOpinion { base, new }
            }
            Form::Answer(base, _) => {
                let new = Opinion {
                    answered_on: Some(self.needed("answered_on")?),
                    answer: sheet.text("answer"),
                    ..base.clone()
                };
                C::SaveOpinion {
                    base: Some(base),
                    new,
                }
            }
        })
    }

    fn dialogue(&self, mut new: Dialogue) -> Result<Dialogue, Wrong> {
        let sheet = &self.sheet;
        new.held_on = self.needed("held_on")?;
        new.title = sheet.text("title");
        let unit = sheet.picked("unit_id").and_then(|at| at.checked_sub(1));
        new.unit_id = unit.and_then(|at| self.units.get(at)).copied();
        new.chair = sheet.text("chair");
        new.place = sheet.text("place");
        let attendees = sheet.text("attendees");
        new.attendees = match parse_count(&attendees) {
            Some(count) => i64::try_from(count).ok(),
            None if attendees.trim().is_empty() => None,
            None => return Err(("attendees", "Hãy ghi số người dự bằng chữ số.")),
        };
        new.programme_id = self.programme();
        new.note = sheet.text("note");
        Ok(new)
    }

    fn programme(&self) -> Option<ProgrammeId> {
        let at = self.sheet.picked("programme_id")?.checked_sub(1)?;
        self.programmes.get(at).copied()
    }

    fn year(&self, place: &'static str) -> Result<i64, Wrong> {
        let typed = parse_count(&self.sheet.text(place));
        let year = typed.and_then(|year| i64::try_from(year).ok());
        year.ok_or((place, "Hãy ghi năm, ví dụ 2021."))
    }

    fn needed(&self, place: &'static str) -> Result<NaiveDate, Wrong> {
        let day = self.sheet.date(place);
        day.ok_or((place, "Hãy ghi ngày, ví dụ 15/03/2021."))
    }
}

const UNDO: &str = "Hoàn tác được";

fn sheet(form: &Form, programmes: &[&Programme], units: &[UnitRow]) -> Sheet {
    match form {
        Form::Programme(base, new) => {
            let title = match base {
                Some(_) => "Sửa chương trình phối hợp",
                None => "Thêm chương trình phối hợp",
            };
            begin(title)
                .line("title", "Tên chương trình", &new.title)
                .hint("Chương trình phối hợp thực hiện công tác dân vận")
                .lines("parties", "Các cơ quan ký kết", &new.parties.join("\n"))
                .hint("Mỗi cơ quan một dòng")
                .line("year_from", "Từ năm", &new.year_from.to_string())
                .line("year_to", "Đến năm", &new.year_to.to_string())
                .day("signed_on", "Ngày ký", new.signed_on)
                .line("basis", "Văn bản làm căn cứ", &new.basis)
                .hint("Thông tri số 05-TT/QU ngày 04/11/2021")
                .line("note", "Ghi chú", &new.note)
        }
        Form::Task(base, new) => {
            let sheet = begin(if base.is_some() {
                "Sửa nhiệm vụ"
            } else {
                "Thêm nhiệm vụ"
            })
            .lines("text", "Nội dung nhiệm vụ", &new.text)
            .line("owner", "Cơ quan chủ trì", &new.owner)
            .day("due", "Thời hạn", new.due);
            if base.is_none() {
                return sheet.note("Để trống thời hạn cho nhiệm vụ làm suốt giai đoạn.");
            }
            sheet
                .day("done_on", "Ngày hoàn thành", new.done_on)
                .lines("result", "Kết quả", &new.result)
                .removal("Bỏ nhiệm vụ này", UNDO)
        }
        Form::TaskDone(task, today) => begin("Hoàn thành nhiệm vụ")
            .day("done_on", "Ngày hoàn thành", Some(*today))
            .lines("result", "Kết quả", &task.result),
        Form::Result(base, new) => {
            let kinds = ProgrammeResultKind::ALL;
            let labels = kinds.iter().map(|kind| kind.label().to_owned()).collect();
            let here = kinds.iter().position(|kind| *kind == new.kind);
            let sheet = begin("Kết quả, sơ kết, tổng kết")
                .pick("kind", "Loại", labels, here)
                .line("year", "Năm", &new.year.to_string())
                .day("held_on", "Ngày", new.held_on)
                .line("paper", "Văn bản", &new.paper)
                .hint("Báo cáo số 45-BC/BDVQU")
                .lines("text", "Nội dung kết quả", &new.text);
            match base {
                Some(_) => sheet.removal("Bỏ kết quả này", UNDO),
                None => sheet,
            }
        }
        Form::Inspection(base, new) => inspection(base.is_some(), new, programmes),
        Form::Dialogue(base, new) => dialogue(base.is_some(), new, programmes, units),
        Form::Opinion(base, new) => {
            let sheet = begin(if base.is_some() {
                "Sửa ý kiến"
            } else {
                "Thêm ý kiến"
            })
            .lines("text", "Ý kiến, kiến nghị", &new.text)
            .line("raised_by", "Người nêu", &new.raised_by)
            .hint("Đại diện tổ dân phố 5")
            .line("answerer", "Cơ quan trả lời", &new.answerer)
            .day("due", "Trả lời trước ngày", new.due);
            if base.is_none() {
                return sheet;
            }
            sheet
                .day("answered_on", "Ngày trả lời", new.answered_on)
                .lines("answer", "Nội dung trả lời", &new.answer)
                .removal("Bỏ ý kiến này", UNDO)
        }
        Form::Answer(opinion, today) => begin("Ghi trả lời")
            .day("answered_on", "Ngày trả lời", Some(*today))
            .lines("answer", "Nội dung trả lời", &opinion.answer),
    }
}

fn programme_choice(sheet: Sheet, programmes: &[&Programme], chosen: Option<ProgrammeId>) -> Sheet {
    let names = std::iter::once("Không thuộc chương trình nào".to_owned())
        .chain(
            programmes
                .iter()
                .map(|one| format!("{} ({})", one.title, one.span())),
        )
        .collect();
    let here = chosen.and_then(|id| programmes.iter().position(|one| one.id == id));
    let here = here.map_or(0, |at| at + 1);
    sheet.pick("programme_id", "Chương trình", names, Some(here))
}

fn inspection(there: bool, new: &Inspection, programmes: &[&Programme]) -> Sheet {
    let units = match new.units {
        0 => String::new(),
        units => units.to_string(),
    };
    let sheet = begin(if there {
        "Sửa đợt kiểm tra đột xuất"
    } else {
        "Ghi đợt kiểm tra đột xuất"
    })
    .day("begun_on", "Ngày kiểm tra", Some(new.begun_on))
    .day("ended_on", "Đến ngày", Some(new.ended_on))
    .line("body", "Cơ quan kiểm tra", &new.body)
    .hint("Đoàn kiểm tra của UBND quận")
    .line("field", "Lĩnh vực", &new.field)
    .hint("Cải cách hành chính")
    .line("units", "Số lượt đơn vị", &units)
    .lines("unit_names", "Các đơn vị", &new.unit_names)
    .lines("result", "Kết quả", &new.result);
    let sheet = programme_choice(sheet, programmes, new.programme_id);
    if there {
        sheet.removal("Xóa đợt kiểm tra này", UNDO)
    } else {
        sheet.note("Một đơn vị được kiểm tra hai lần là hai lượt.")
    }
}

fn dialogue(there: bool, new: &Dialogue, programmes: &[&Programme], units: &[UnitRow]) -> Sheet {
    let told = Names::of(units);
    let names = std::iter::once("Toàn quận".to_owned())
        .chain(
            units
                .iter()
                .map(|row| told.tell(row.unit.id, &row.unit.name)),
        )
        .collect();
    let here = new
        .unit_id
        .and_then(|id| units.iter().position(|row| row.unit.id == id));
    let here = here.map_or(0, |at| at + 1);
    let attendees = new
        .attendees
        .map_or_else(String::new, |count| count.to_string());
    let sheet = begin(if there {
        "Sửa hội nghị đối thoại"
    } else {
        "Ghi hội nghị đối thoại"
    })
    .line("title", "Nội dung", &new.title)
    .hint("Đối thoại giữa người đứng đầu cấp ủy, chính quyền với nhân dân")
    .day("held_on", "Ngày đối thoại", Some(new.held_on))
    .pick("unit_id", "Đơn vị", names, Some(here))
    .line("chair", "Chủ trì", &new.chair)
    .line("place", "Địa điểm", &new.place)
    .line("attendees", "Số người dự", &attendees);
    let sheet = programme_choice(sheet, programmes, new.programme_id);
    sheet.line("note", "Ghi chú", &new.note)
}
