//! The forms of a model: registered, edited, taken a stage further; its commitments.

use chrono::{Datelike as _, NaiveDate};
use eframe::egui::Ui;
use uuid::Uuid;

use crate::domain::{
    Commitment, CommitmentId, ModelField, ModelFieldId, ModelKind, ModelOutcome, ModelPraise,
    RecognitionLevel, SkilfulModel, UnitId,
};
use crate::read::UnitRow;
use crate::read::skilful_model::ModelDetail;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::dialogs::sheet::{Answer, Sheet};
use crate::ui::screens::names::Names;
use crate::worker::{Command, ModelsCommand, blank_model};

/// What is written down.
#[derive(Debug, Clone)]
pub enum Form {
    Edit,
    Start,
    Review,
    Recognise,
    Refuse,
    Withdraw,
    NewCommitment,
    Commitment(Commitment),
    Fulfil(Commitment),
}

#[derive(Debug)]
enum What {
    Register,
    Model(Form),
}

/// The dialog's own state.
#[derive(Debug)]
pub struct ModelDialog {
    what: What,
    base: SkilfulModel,
    units: Vec<UnitId>,
    fields: Vec<ModelFieldId>,
    sheet: Sheet,
    problem: Option<(&'static str, &'static str)>,
}

fn labels<T: Copy>(values: &[T], label: impl Fn(T) -> &'static str) -> Vec<String> {
    values
        .iter()
        .map(|value| label(*value).to_owned())
        .collect()
}

fn place<T: PartialEq>(values: &[T], value: Option<&T>) -> Option<usize> {
    values.iter().position(|one| Some(one) == value)
}

impl ModelDialog {
    /// A new one, with unit and year already chosen.
    pub fn register(
        units: &[UnitRow],
        fields: &[ModelField],
        (unit_id, year): (Option<UnitId>, i64),
        today: NaiveDate,
    ) -> Self {
        let unit_id = unit_id.unwrap_or(UnitId(Uuid::nil()));
        let mut base = blank_model(unit_id, year, today);
        if year < i64::from(today.year()) {
            base.registered_on = i32::try_from(year)
                .ok()
                .and_then(|year| NaiveDate::from_ymd_opt(year, 1, 1))
                .unwrap_or(today);
        }
        let sheet = Sheet::new("Đăng ký mô hình Dân vận khéo", "Đăng ký", Subject::Models);
        let sheet = general(sheet, &base, units, fields)
            .note("Đăng ký xong thì ghi cam kết và thời hạn ở khung bên phải.");
        Self::with(What::Register, base, (units, fields), sheet)
    }

    fn with(
        what: What,
        base: SkilfulModel,
        (units, fields): (&[UnitRow], &[ModelField]),
        sheet: Sheet,
    ) -> Self {
        Self {
            what,
            base,
            units: units.iter().map(|row| row.unit.id).collect(),
            fields: fields.iter().map(|field| field.id).collect(),
            sheet,
            problem: None,
        }
    }

    /// A form on a model that is there.
    pub fn on(
        form: Form,
        detail: &ModelDetail,
        units: &[UnitRow],
        fields: &[ModelField],
        today: NaiveDate,
    ) -> Self {
        let base = detail.row.model.clone();
        let begin = |title: &str| Sheet::new(title, "Lưu", Subject::Models);
        let sheet = match &form {
            Form::Edit => {
                let sheet = general(begin("Sửa mô hình"), &base, units, fields);
                stages(sheet, &base)
            }
            Form::Start => {
                begin("Bắt đầu thực hiện").day("started_on", "Ngày bắt đầu", Some(today))
            }
            Form::Review => begin("Kết quả đánh giá")
                .day("reviewed_on", "Ngày đánh giá", Some(today))
                .lines("review", "Kết quả", &base.review)
                .pick("praise", "Đề nghị", praises(), Some(0))
                .note("Mô hình được đề nghị vào danh sách biểu dương, khen thưởng."),
            Form::Recognise => begin("Công nhận mô hình")
                .pick("level", "Cấp công nhận", levels(), None)
                .line("decided_by", "Cơ quan công nhận", "")
                .hint("Ban Thường vụ Quận ủy")
                .line("decision_number", "Số quyết định", "")
                .hint("12-QĐ/QU")
                .day("decided_on", "Ngày quyết định", Some(today)),
            Form::Refuse => begin("Không công nhận")
                .day("decided_on", "Ngày quyết định", Some(today))
                .lines("outcome_reason", "Lý do", ""),
            Form::Withdraw => begin("Rút đăng ký")
                .day("withdrawn_on", "Ngày rút", Some(today))
                .lines("withdrawn_reason", "Lý do", ""),
            Form::NewCommitment => begin("Thêm cam kết")
                .lines("text", "Nội dung cam kết", "")
                .day("due", "Thời hạn", None),
            Form::Commitment(one) => begin("Sửa cam kết")
                .lines("text", "Nội dung cam kết", &one.text)
                .day("due", "Thời hạn", one.due)
                .day("done_on", "Ngày hoàn thành", one.done_on)
                .lines("result", "Kết quả", &one.result)
                .removal("Bỏ cam kết này", "Hoàn tác được"),
            Form::Fulfil(one) => begin("Hoàn thành cam kết")
                .day("done_on", "Ngày hoàn thành", Some(today))
                .lines("result", "Kết quả", &one.result),
        };
        Self::with(What::Model(form), base, (units, fields), sheet)
    }

    /// Shows the dialog; true when it is to be closed.
    pub fn ui(&mut self, ui: &mut Ui, context: &ScreenContext<'_>, out: &mut Vec<Action>) -> bool {
        match self.sheet.ui(ui, self.problem, context) {
            Answer::Closed => return true,
            Answer::Open => {}
            Answer::Removed => {
                if let What::Model(Form::Commitment(one)) = &self.what {
                    let command = ModelsCommand::RemoveCommitment(one.id);
                    self.sheet.sent();
                    out.push(Action::Run(Command::Models(command)));
                }
            }
            Answer::Confirmed => match self.command() {
                Ok(command) => {
                    self.problem = None;
                    self.sheet.sent();
                    out.push(Action::Run(Command::Models(command)));
                }
                Err(problem) => self.problem = Some(problem),
            },
        }
        false
    }

    fn command(&self) -> Result<ModelsCommand, (&'static str, &'static str)> {
        let (sheet, mut new) = (&self.sheet, self.base.clone());
        let needed = |place: &'static str| {
            let day = sheet.date(place);
            day.ok_or((place, "Hãy ghi ngày, ví dụ 15/03/2021."))
        };
        let base = match &self.what {
            What::Register => {
                self.read_general(&mut new)?;
                None
            }
            What::Model(form) => {
                match form {
                    Form::Edit => {
                        self.read_general(&mut new)?;
                        read_stages(sheet, &mut new);
                    }
                    Form::Start => new.started_on = Some(needed("started_on")?),
                    Form::Review => {
                        new.reviewed_on = Some(needed("reviewed_on")?);
                        new.review = sheet.text("review");
                        new.praise = chosen_praise(sheet);
                    }
                    Form::Recognise => {
                        new.decided_on = Some(needed("decided_on")?);
                        new.outcome = Some(ModelOutcome::Recognised);
                        new.level = chosen(RecognitionLevel::ALL, sheet.picked("level"));
                        new.decided_by = sheet.text("decided_by");
                        new.decision_number = sheet.text("decision_number");
                    }
                    Form::Refuse => {
                        new.decided_on = Some(needed("decided_on")?);
                        new.outcome = Some(ModelOutcome::NotRecognised);
                        new.outcome_reason = sheet.text("outcome_reason");
                    }
                    Form::Withdraw => {
                        new.withdrawn_on = Some(needed("withdrawn_on")?);
                        new.withdrawn_reason = sheet.text("withdrawn_reason");
                    }
                    Form::NewCommitment => return Ok(self.new_commitment()),
                    Form::Commitment(one) => {
                        let new = Commitment {
                            text: sheet.text("text"),
                            due: sheet.date("due"),
                            done_on: sheet.date("done_on"),
                            result: sheet.text("result"),
                            ..one.clone()
                        };
                        let base = Some(one.clone());
                        return Ok(ModelsCommand::SaveCommitment { base, new });
                    }
                    Form::Fulfil(one) => {
                        let new = Commitment {
                            done_on: Some(needed("done_on")?),
                            result: sheet.text("result"),
                            ..one.clone()
                        };
                        let base = Some(one.clone());
                        return Ok(ModelsCommand::SaveCommitment { base, new });
                    }
                }
                Some(Box::new(self.base.clone()))
            }
        };
        let new = Box::new(new);
        Ok(ModelsCommand::Save { base, new })
    }

    fn new_commitment(&self) -> ModelsCommand {
        ModelsCommand::SaveCommitment {
            base: None,
            new: Commitment {
                id: CommitmentId(Uuid::nil()),
                ver: 0,
                model_id: self.base.id,
                position: 0,
                text: self.sheet.text("text"),
                due: self.sheet.date("due"),
                done_on: None,
                result: String::new(),
            },
        }
    }

    fn read_general(&self, new: &mut SkilfulModel) -> Result<(), (&'static str, &'static str)> {
        let sheet = &self.sheet;
        let unit = sheet.picked("unit_id").and_then(|at| self.units.get(at));
        new.unit_id = *unit.ok_or(("unit_id", "Hãy chọn đơn vị."))?;
        let year = sheet.text("year");
        let year = crate::domain::number::parse_count(&year).and_then(|y| i64::try_from(y).ok());
        new.year = year.ok_or(("year", "Hãy ghi năm, ví dụ 2021."))?;
        let kind = chosen(ModelKind::ALL, sheet.picked("kind"));
        new.kind = kind.unwrap_or(ModelKind::Collective);
        new.who = sheet.text("who");
        new.title = sheet.text("title");
        let field = sheet.picked("field_id").and_then(|at| at.checked_sub(1));
        new.field_id = field.and_then(|at| self.fields.get(at)).copied();
        let day = sheet.date("registered_on");
        new.registered_on = day.ok_or(("registered_on", "Hãy ghi ngày đăng ký."))?;
        new.note = sheet.text("note");
        Ok(())
    }
}

fn general(sheet: Sheet, base: &SkilfulModel, units: &[UnitRow], fields: &[ModelField]) -> Sheet {
    let ids: Vec<UnitId> = units.iter().map(|row| row.unit.id).collect();
    let told = Names::of(units);
    let names = units
        .iter()
        .map(|row| told.tell(row.unit.id, &row.unit.name));
    let names = names.collect();
    let field_ids: Vec<ModelFieldId> = fields.iter().map(|field| field.id).collect();
    let field = place(&field_ids, base.field_id.as_ref()).map_or(0, |at| at + 1);
    let field_names = std::iter::once("Chưa phân lĩnh vực".to_owned())
        .chain(fields.iter().map(|field| field.name.clone()))
        .collect();
    sheet
        .line("title", "Tên mô hình", &base.title)
        .hint("Vận động nhân dân bàn giao mặt bằng dự án…")
        .pick("unit_id", "Đơn vị", names, place(&ids, Some(&base.unit_id)))
        .line("year", "Năm", &base.year.to_string())
        .pick(
            "kind",
            "Loại",
            labels(ModelKind::ALL, ModelKind::label),
            place(ModelKind::ALL, Some(&base.kind)),
        )
        .line("who", "Tập thể, cá nhân", &base.who)
        .hint("Chi bộ 5, Hội Phụ nữ phường…")
        .pick("field_id", "Lĩnh vực", field_names, Some(field))
        .day("registered_on", "Ngày đăng ký", Some(base.registered_on))
        .line("note", "Ghi chú", &base.note)
}

/// What was written down of the stages, to be corrected.
fn stages(mut sheet: Sheet, base: &SkilfulModel) -> Sheet {
    if base.started_on.is_some() {
        sheet = sheet.day("started_on", "Bắt đầu thực hiện", base.started_on);
    }
    if base.reviewed_on.is_some() {
        let praise = place(ModelPraise::ALL, base.praise.as_ref()).map_or(0, |at| at + 1);
        sheet = sheet
            .day("reviewed_on", "Ngày đánh giá", base.reviewed_on)
            .lines("review", "Kết quả đánh giá", &base.review)
            .pick("praise", "Đề nghị", praises(), Some(praise));
    }
    match base.outcome {
        Some(ModelOutcome::Recognised) => {
            let level = place(RecognitionLevel::ALL, base.level.as_ref());
            sheet = sheet
                .pick("level", "Cấp công nhận", levels(), level)
                .line("decided_by", "Cơ quan công nhận", &base.decided_by)
                .line("decision_number", "Số quyết định", &base.decision_number)
                .day("decided_on", "Ngày quyết định", base.decided_on);
        }
        Some(ModelOutcome::NotRecognised) => {
            sheet = sheet
                .day("decided_on", "Ngày quyết định", base.decided_on)
                .lines("outcome_reason", "Lý do", &base.outcome_reason);
        }
        None => {}
    }
    if base.withdrawn_on.is_some() {
        sheet = sheet
            .day("withdrawn_on", "Ngày rút", base.withdrawn_on)
            .lines("withdrawn_reason", "Lý do rút", &base.withdrawn_reason);
    }
    sheet
}

fn read_stages(sheet: &Sheet, new: &mut SkilfulModel) {
    if new.started_on.is_some() {
        new.started_on = sheet.date("started_on");
    }
    if new.reviewed_on.is_some() {
        new.reviewed_on = sheet.date("reviewed_on");
        new.review = sheet.text("review");
        new.praise = chosen_praise(sheet);
    }
    match new.outcome {
        Some(ModelOutcome::Recognised) => {
            new.level = chosen(RecognitionLevel::ALL, sheet.picked("level"));
            new.decided_by = sheet.text("decided_by");
            new.decision_number = sheet.text("decision_number");
            new.decided_on = sheet.date("decided_on");
        }
        Some(ModelOutcome::NotRecognised) => {
            new.decided_on = sheet.date("decided_on");
            new.outcome_reason = sheet.text("outcome_reason");
        }
        None => {}
    }
    if new.withdrawn_on.is_some() {
        new.withdrawn_on = sheet.date("withdrawn_on");
        new.withdrawn_reason = sheet.text("withdrawn_reason");
    }
}

fn praises() -> Vec<String> {
    let mut words = vec!["Không đề nghị".to_owned()];
    words.extend(labels(ModelPraise::ALL, ModelPraise::label));
    words
}

fn levels() -> Vec<String> {
    labels(RecognitionLevel::ALL, RecognitionLevel::label)
}

fn chosen<T: Copy>(values: &[T], at: Option<usize>) -> Option<T> {
    values.get(at?).copied()
}

fn chosen_praise(sheet: &Sheet) -> Option<ModelPraise> {
    let at = sheet.picked("praise").and_then(|at| at.checked_sub(1));
    chosen(ModelPraise::ALL, at)
}
