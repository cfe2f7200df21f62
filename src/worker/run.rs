//! One arm per command and per job.

use super::letters::{letters_written, send_reminders};
use super::message::{Command, Done, Failure, Job, Made};
use super::progress::Reporter;
use super::put::{write, writing, written};
use super::{archive, attach, catalogue, figures, grid, guiding, profile, report};
use crate::documents::{self, DocumentError};
use crate::domain::{Problem, Problems};
use crate::press::{self, Issue, PressError};
use crate::register::{Changes, Outcome, Register, RegisterError, VISIT_FILE_LIMIT};
use crate::store::StoreError;
use crate::store::files::explain;

impl From<RegisterError> for Failure {
    fn from(error: RegisterError) -> Self {
        let message = error.to_string();
        match error {
            RegisterError::Problems(Problems(problems)) => Self {
                message: words(&problems),
                problems,
                ..Self::default()
            },
            RegisterError::Conflict(conflict) => Self {
                message,
                conflict: Some(conflict),
                ..Self::default()
            },
            RegisterError::Store(error) => Self {
                message,
                passing: error.is_passing(),
                ..Self::default()
            },
            RegisterError::Refused(_) => Self::plain(message),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        RegisterError::from(error).into()
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

impl From<PressError> for Failure {
    fn from(error: PressError) -> Self {
        match error {
            PressError::Register(error) => error.into(),
            PressError::Document(error) => error.into(),
        }
    }
}

impl Failure {
    pub(super) fn plain(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            ..Self::default()
        }
    }
}

pub(super) fn done<T>(outcome: Outcome<T>, made: impl FnOnce(T) -> Option<Made>) -> Done {
    Done {
        message: outcome.message,
        changes: outcome.changes,
        made: made(outcome.value),
        undoable: outcome.undoable,
    }
}

#[expect(clippy::too_many_lines, reason = "one arm per command")]
pub(super) fn run(register: &mut Register, command: Command) -> Result<Done, Failure> {
    let nothing = |()| None;
    Ok(match command {
        Command::CreateVisit(new) => done(register.create_visit(&new)?, |id| Some(Made::Visit(id))),
        Command::PlanVisits(plan) => done(register.plan_visits(&plan)?, |_| None),
        Command::RescheduleVisit { id, to } => done(register.reschedule_visit(id, to)?, nothing),
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
        Command::SavePerson { base, new } => {
            done(register.save_person(base.as_ref(), &new)?, |_| None)
        }
        Command::RemovePerson(id) => done(register.remove_person(id)?, nothing),
        Command::SaveTitle { base, new } => {
            done(register.save_title(base.as_ref(), &new)?, |_| None)
        }
        Command::RemoveTitle(id) => done(register.remove_title(id)?, nothing),
        Command::KeepPerson {
            name,
            title,
            unit_id,
            valid_from,
            valid_to,
        } => done(
            register.keep_person(&name, &title, unit_id, (valid_from, valid_to))?,
            |_| None,
        ),
        Command::EditAttachment { base, new } => {
            done(register.edit_attachment(&base, &new)?, nothing)
        }
        Command::RemoveAttachment(id) => done(register.remove_attachment(id)?, nothing),
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
        Command::StepShortcomings { ids, step } => {
            done(register.step_shortcomings(&ids, &step)?, nothing)
        }
        Command::MarkRepeat { id, mark } => done(register.mark_repeat(id, mark)?, nothing),
        // a window that only reads notes nothing, and nobody asked for it
        Command::NoteLook if register.is_reader() => plain_done(""),
        Command::SetRole(os_user, role) => done(register.set_role(&os_user, role)?, nothing),
        Command::NoteLook => done(register.note_look()?, nothing),
        Command::CarryShortcoming { id, to, step } => {
            done(register.carry_shortcoming(id, to, &step)?, nothing)
        }
        Command::DraftConclusion {
            visit_id,
            replace_edited,
        } => {
            let drafted = press::conclusion::draft(register, visit_id, replace_edited)?;
            done(drafted, |_| None)
        }
        Command::TakeDraftOffers { conclusion, picks } => {
            done(register.take_draft_offers(conclusion.id, &picks)?, nothing)
        }
        Command::CorrectConclusion(id) => done(register.correct_conclusion(id)?, |_| None),
        Command::DropCorrection(id) => done(register.drop_correction(id)?, nothing),
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
            let issued = press::conclusion::issue(register, visit_id, accept_left_out)?;
            done(issued, |_| None)
        }
        Command::IssuePaper {
            request,
            number,
            date,
            replaces,
        } => {
            let issue = Issue {
                request,
                number,
                date,
                replaces,
            };
            done(press::issue(register, &issue)?, |id| {
                Some(Made::Papers(vec![id]))
            })
        }
        Command::IssuePapers { requests, date } => {
            let issues: Vec<Issue> = requests
                .into_iter()
                .map(|request| Issue::new(request, date))
                .collect();
            done(press::issue_all(register, &issues)?, |ids| {
                Some(Made::Papers(ids))
            })
        }
        Command::SetNumbering(numbering) => done(register.set_numbering(numbering)?, nothing),
        Command::RemoveProfile(code) => done(register.remove_profile(&code)?, nothing),
        Command::SetTwoSided(on) => done(register.set_two_sided(on)?, nothing),
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
        Command::Guiding(command) => guiding::run(register, command)?,
        Command::Settle(settle) => super::settle::command(register, *settle)?,
        Command::Lease(command) => super::lease::run(register, command)?,
        Command::Copies(command) => super::copies::run(register, command)?,
        Command::Reform(command) => super::reform::run(register, command)?,
        Command::Archive(command) => archive::run(register, command)?,
        Command::SetReportRule(rule) => done(register.set_report_rule(rule)?, nothing),
        Command::TakeBackReport(id) => done(register.take_back_report(id)?, nothing),
        Command::RemoveReportFile(id) => done(register.remove_report_file(id)?, nothing),
        Command::Models(command) => super::models::run(register, command)?,
        Command::Programmes(command) => super::programmes::run(register, command)?,
        Command::Figures(command) => figures::run(register, command)?,
        Command::CheckRegulation {
            id,
            number,
            date,
            checked,
        } => done(
            register.check_regulation(id, &number, date, checked)?,
            nothing,
        ),
        Command::CheckLegalRef {
            id,
            number,
            date,
            checked,
        } => done(
            register.check_legal_ref(id, &number, date, checked)?,
            nothing,
        ),
        Command::SaveCatalogue { base, file } => {
            done(register.save_catalogue(base, &file)?, |_| None)
        }
        Command::SetUserName(name) => done(register.set_user_name(&name)?, nothing),
        Command::SetUserTitle(title) => done(register.set_user_title(&title)?, nothing),
        Command::SetBackupFolder(folder) => done(register.set_backup_folder(&folder)?, nothing),
        Command::ChooseDistrict(code) => done(register.choose_district(&code)?, nothing),
        Command::Safety(command) => super::safety::run(register, &command)?,
        Command::EndGuide => done(register.end_guide()?, nothing),
        Command::Undo => done(register.undo()?, nothing),
        Command::Redo => done(register.redo()?, nothing),
    })
}

#[expect(clippy::too_many_lines, reason = "one arm per job")]
pub(super) fn job(
    register: &mut Register,
    job: Job,
    progress: &Reporter<'_>,
) -> Result<Done, Failure> {
    progress.step(0, 2, "Đang đọc dữ liệu")?;
    match job {
        Job::ExportPaper {
            request,
            format,
            to,
        } => {
            write(&to, &press::render(register, &request, format)?)?;
            Ok(written(to))
        }
        Job::ExportIssued { id, to } => {
            write(&to, &register.issued_bytes(id)?)?;
            Ok(written(to))
        }
        Job::OpenIssued { id } => {
            let bytes = register.issued_bytes(id)?;
            let folder = std::env::temp_dir().join("qcdc-van-ban");
            let to = folder.join(register.issued_row(id)?.file_name());
            std::fs::create_dir_all(&folder).map_err(|error| {
                Failure::plain(format!(
                    "Không tạo được thư mục “{}”: {}.",
                    folder.display(),
                    explain(&error)
                ))
            })?;
            write(&to, &bytes)?;
            Ok(Done {
                made: Some(Made::ToShow(to.clone())),
                ..written(to)
            })
        }
        Job::ExportIssuedList { filter, to } => {
            let page = register.issued(&filter)?;
            write(&to, &documents::issued_xlsx(&page.rows, register.today())?)?;
            Ok(written(to))
        }
        Job::ExportVisits { filter, to } => {
            let rows = register.visits(&filter)?;
            progress.step(1, 2, &writing(&to))?;
            let bytes = documents::visits_xlsx(&rows, register.today())?;
            progress.step(2, 2, &writing(&to))?;
            write(&to, &bytes)?;
            Ok(written(to))
        }
        Job::ExportShortcomings { filter, as_of, to } => {
            let rows = register.shortcomings(&filter, as_of)?;
            progress.step(1, 2, &writing(&to))?;
            let bytes = documents::shortcomings_xlsx(&rows, as_of)?;
            progress.step(2, 2, &writing(&to))?;
            write(&to, &bytes)?;
            Ok(written(to))
        }
        Job::ExportVisit { visit_id, to } => {
            let json = register.export_visit_json(visit_id)?;
            write(&to, json.as_bytes())?;
            Ok(attach::with_left_behind(written(to), register, visit_id)?)
        }
        Job::Safety(job) => super::safety::job(register, job, progress),
        Job::Grid(job) => grid::run(register, job, progress),
        Job::ReadCatalogue { from } => catalogue::read(register, &from),
        Job::ExportCatalogue { excel, to } => {
            write(&to, &catalogue::bytes(register, excel)?)?;
            Ok(written(to))
        }
        Job::UseProfile { from } => profile::take_over(register, &from),
        Job::ExportProfile { code, to } => {
            write(&to, press::rules::file(register, &code)?.as_bytes())?;
            Ok(written(to))
        }
        Job::Attach { to, paths } => attach::attach(register, to, &paths),
        Job::ReceiveReport { base, new, paths } => report::receive(register, base, &new, &paths),
        Job::Guiding(job) => guiding::job(register, job),
        Job::Copies(job) => super::copies::job(register, job, progress),
        Job::Settle(settle) => super::settle::job(register, *settle, progress),
        Job::Archive(job) => archive::job(register, job),
        Job::OpenReportFile(id) => {
            let (file, bytes) = register.report_file(id)?;
            attach::show(&file.name, &bytes)
        }
        Job::SendReportRequests {
            round,
            year,
            format,
            folder,
        } => {
            let sent = press::report::send_round(register, &round, year, format)?;
            Ok(letters_written(&sent.0, &sent.1, folder))
        }
        Job::Figures(job) => figures::job(register, job),
        Job::Guide(job) => super::help::job(job),
        Job::OpenAttachment(id) => attach::open(register, id),
        Job::SaveAttachment { id, to } => {
            write(&to, &register.attachment(id)?.1)?;
            Ok(written(to))
        }
        Job::ExportReview { filter, as_of, to } => {
            let review = register.review_book(&filter, as_of)?;
            write(&to, &documents::review_xlsx(&review, as_of)?)?;
            Ok(written(to))
        }
        Job::ExportDeadlines { unit_id, as_of, to } => {
            let unit = unit_id.map(|id| register.unit(id)).transpose()?;
            let page = register.tracking(unit.as_ref(), as_of)?;
            write(&to, &documents::deadlines_ics(&page, register.moment()))?;
            Ok(written(to))
        }
        Job::SendReminders {
            round,
            format,
            folder,
        } => send_reminders(register, &round, format, folder),
        Job::OpenFile(path) => {
            if same_file(register.path(), &path) {
                return Ok(plain_done("Tệp này đang mở."));
            }
            register.switch_to(&path).map_err(RegisterError::from)?;
            Ok(opened(path))
        }
        Job::NewFile { path, district } => {
            register.switch_to_new(&path, &district)?;
            Ok(opened(path))
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

            super::safety::before_import(register, progress)?;
            progress.step(1, 2, "Đang kiểm tra và ghi vào tệp dữ liệu")?;
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

fn same_file(a: &std::path::Path, b: &std::path::Path) -> bool {
    let real = |path: &std::path::Path| path.canonicalize().ok();
    a == b || real(a).is_some_and(|a| Some(a) == real(b))
}

fn opened(path: std::path::PathBuf) -> Done {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    Done {
        message: format!("Đã mở {name}"),
        changes: Changes::ALL,
        made: Some(Made::Opened(path)),
        undoable: false,
    }
}

fn plain_done(message: &str) -> Done {
    Done {
        message: message.to_owned(),
        changes: Changes::default(),
        made: None,
        undoable: false,
    }
}
