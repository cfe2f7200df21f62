//! One arm per command and per job.

use super::message::{Command, Done, Failure, Job, Made, PaperFormat};
use crate::documents::{self, DocumentError};
use crate::domain::{Problem, Problems, VisitId};
use crate::register::{Changes, Outcome, Register, RegisterError, VISIT_FILE_LIMIT};
use crate::store::files::{explain, write_atomic};

impl From<RegisterError> for Failure {
    fn from(error: RegisterError) -> Self {
        let message = error.to_string();
        match error {
            RegisterError::Problems(Problems(problems)) => Self {
                message: words(&problems),
                problems,
                conflict: None,
            },
            RegisterError::Conflict(conflict) => Self {
                message,
                problems: Vec::new(),
                conflict: Some(conflict),
            },
            RegisterError::Store(_) | RegisterError::Refused(_) => Self::plain(message),
        }
    }
}

/// Problems without their places: the window shows them beside the fields.
fn words(problems: &[Problem]) -> String {
    let list: Vec<&str> = problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    list.join("\n")
}

impl From<DocumentError> for Failure {
    fn from(error: DocumentError) -> Self {
        Self::plain(error.to_string())
    }
}

impl Failure {
    fn plain(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            problems: Vec::new(),
            conflict: None,
        }
    }
}

fn done<T>(outcome: Outcome<T>, made: impl FnOnce(T) -> Option<Made>) -> Done {
    Done {
        message: outcome.message,
        changes: outcome.changes,
        made: made(outcome.value),
        undoable: outcome.undoable,
    }
}

pub(super) fn run(register: &mut Register, command: Command) -> Result<Done, Failure> {
    let nothing = |()| None;
    Ok(match command {
        Command::CreateVisit(new) => done(register.create_visit(&new)?, |id| Some(Made::Visit(id))),
        Command::CreateRecheck { earlier, on } => {
            done(register.create_recheck(earlier, on, None)?, |id| {
                Some(Made::Visit(id))
            })
        }
        Command::EditVisit { base, new } => done(register.edit_visit(&base, &new)?, nothing),
        Command::MoveVisit {
            id,
            to,
            reason,
            accept_not_rated,
        } => done(
            register.move_visit(id, to, &reason, accept_not_rated)?,
            nothing,
        ),
        Command::DeleteVisit(id) => done(register.delete_visit(id)?, nothing),
        Command::AddParticipant(new) => done(register.add_participant(&new)?, |_| None),
        Command::EditParticipant { base, new } => {
            done(register.edit_participant(&base, &new)?, nothing)
        }
        Command::RemoveParticipant(id) => done(register.remove_participant(id)?, nothing),
        Command::Rate { base, new } => done(register.rate(&base, &new)?, |()| {
            Some(Made::Rated(new.item_id, new.value))
        }),
        Command::RateRestMet {
            visit_id,
            regulation_id,
        } => done(register.rate_rest_met(visit_id, regulation_id)?, |_| None),
        Command::AddStrength(new) => done(register.add_strength(&new)?, |_| None),
        Command::EditStrength { base, new } => done(register.edit_strength(&base, &new)?, nothing),
        Command::RemoveStrength(id) => done(register.remove_strength(id)?, nothing),
        Command::AddShortcoming(new) => done(register.add_shortcoming(&new)?, |id| {
            Some(Made::Shortcoming(id))
        }),
        Command::EditShortcoming { base, new } => {
            done(register.edit_shortcoming(&base, &new)?, nothing)
        }
        Command::RemoveShortcoming(id) => done(register.remove_shortcoming(id)?, nothing),
        Command::StepShortcoming { id, step } => {
            done(register.step_shortcoming(id, &step)?, nothing)
        }
        Command::CarryShortcoming { id, to, step } => {
            done(register.carry_shortcoming(id, to, &step)?, nothing)
        }
        Command::DraftConclusion {
            visit_id,
            replace_edited,
        } => {
            let page = register.visit_page(visit_id)?;
            let drafts = documents::draft_conclusion(&page);
            let subject = documents::draft_subject(&page);
            done(
                register.draft_conclusion(visit_id, &subject, &drafts, replace_edited)?,
                |_| None,
            )
        }
        Command::EditConclusion { base, new } => {
            done(register.edit_conclusion(&base, &new)?, nothing)
        }
        Command::AddParagraph {
            conclusion_id,
            section,
            text,
        } => done(
            register.add_paragraph(conclusion_id, section, &text)?,
            |id| Some(Made::Paragraph(id)),
        ),
        Command::EditParagraph { base, new } => {
            done(register.edit_paragraph(&base, &new)?, nothing)
        }
        Command::RemoveParagraph(id) => done(register.remove_paragraph(id)?, nothing),
        Command::IssueConclusion {
            visit_id,
            accept_left_out,
        } => {
            let page = register.prepare_issue(visit_id, accept_left_out)?;
            let pdf = documents::conclusion_pdf(&page)?;
            done(register.issue_conclusion(&page, &pdf.bytes)?, nothing)
        }
        Command::SaveUnit { base, new } => {
            done(register.save_unit(base.as_deref(), &new)?, |_| None)
        }
        Command::EditBody { base, new } => done(register.edit_body(&base, &new)?, nothing),
        Command::SaveSigner { base, new } => {
            done(register.save_signer(base.as_ref(), &new)?, nothing)
        }
        Command::RemoveSigner(id) => done(register.remove_signer(id)?, nothing),
        Command::SaveHoliday { base, new } => {
            done(register.save_holiday(base.as_ref(), &new)?, nothing)
        }
        Command::RemoveHoliday(day) => done(register.remove_holiday(day)?, nothing),
        Command::SetDueSoonDays(days) => done(register.set_due_soon_days(days)?, nothing),
        Command::CheckRegulation {
            id,
            number,
            date,
            checked,
        } => done(
            register.check_regulation(id, &number, date, checked)?,
            nothing,
        ),
        Command::SetUserName(name) => done(register.set_user_name(&name)?, nothing),
        Command::Undo => done(register.undo()?, nothing),
        Command::Redo => done(register.redo()?, nothing),
    })
}

pub(super) fn job(register: &mut Register, job: Job) -> Result<Done, Failure> {
    match job {
        Job::ExportConclusion {
            visit_id,
            format,
            to,
        } => {
            write(&to, &conclusion(register, visit_id, format)?)?;
            Ok(written(to))
        }
        Job::ExportVisits { filter, to } => {
            let rows = register.visits(&filter)?;
            write(&to, &documents::visits_xlsx(&rows, register.today())?)?;
            Ok(written(to))
        }
        Job::ExportShortcomings { filter, as_of, to } => {
            let rows = register.shortcomings(&filter, as_of)?;
            write(&to, &documents::shortcomings_xlsx(&rows, as_of)?)?;
            Ok(written(to))
        }
        Job::ExportVisit { visit_id, to } => {
            let json = register.export_visit_json(visit_id)?;
            write(&to, json.as_bytes())?;
            Ok(written(to))
        }
        Job::ImportVisit { from } => {
            let cannot = |error: std::io::Error| {
                Failure::plain(format!(
                    "Không đọc được tệp “{}”: {}. Hãy kiểm tra tệp rồi chọn lại.",
                    from.display(),
                    explain(&error)
                ))
            };
            let size = std::fs::metadata(&from).map_err(cannot)?.len();
            if size > VISIT_FILE_LIMIT {
                return Err(Failure::plain(format!(
                    "Tệp “{}” lớn hơn 32 MB, không phải tệp một cuộc giám sát.",
                    from.display()
                )));
            }
            let bytes = std::fs::read(&from).map_err(cannot)?;
            let outcome = register.import_visit_json(&bytes).map_err(|error| {
                // The window has no field for these places: they go into the message.
                let message = error.to_string();
                Failure {
                    message,
                    ..Failure::from(error)
                }
            })?;
            Ok(done(outcome, |id| Some(Made::Visit(id))))
        }
    }
}

/// The PDF of an issued conclusion is the one that was issued.
fn conclusion(
    register: &Register,
    visit_id: VisitId,
    format: PaperFormat,
) -> Result<Vec<u8>, Failure> {
    let page = register.visit_page(visit_id)?;
    match format {
        PaperFormat::Word => Ok(documents::conclusion_docx(&page)?),
        PaperFormat::Pdf => match register.issued_pdf(&page)? {
            Some(bytes) => Ok(bytes),
            None => Ok(documents::conclusion_pdf(&page)?.bytes),
        },
    }
}

fn write(to: &std::path::Path, bytes: &[u8]) -> Result<(), Failure> {
    write_atomic(to, bytes).map_err(|error| {
        Failure::plain(format!(
            "Không ghi được tệp “{}”: {}. Hãy đóng tệp nếu đang mở ở chương trình khác, hoặc chọn nơi lưu khác.",
            to.display(),
            explain(&error)
        ))
    })
}

fn written(to: std::path::PathBuf) -> Done {
    let name = to
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Done {
        message: format!("Đã lưu {name}"),
        changes: Changes::default(),
        made: Some(Made::File(to)),
        undoable: false,
    }
}
