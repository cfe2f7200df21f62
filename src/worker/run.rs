//! One arm per command and per job.

use super::letters::{letters_written, send_reminders};
use super::message::{Command, Done, Failure, Job, Made};
use super::progress::Reporter;
use super::put::{write, written};
use super::{archive, attach, catalogue, figures, grid, guiding, profile, report};
use crate::documents::{self, DocumentError};
use crate::domain::{Problem, Problems};
use crate::press::{self, PressError};
use crate::register::{Changes, Outcome, Register, RegisterError};
use crate::store::StoreError;

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

pub(super) fn run(register: &mut Register, command: Command) -> Result<Done, Failure> {
    let nothing = |()| None;
    Ok(match command {
        Command::Visit(command) => super::visit::run(register, command)?,
        Command::Shortcoming(command) => super::shortcoming::run(register, command)?,
        Command::Conclusion(command) => super::conclusion::run(register, command)?,
        Command::Paper(command) => super::paper::run(register, command)?,
        Command::People(command) => super::people::run(register, command)?,
        Command::Attachment(command) => super::attach::run(register, command)?,
        Command::Report(command) => super::report::run(register, command)?,
        Command::Catalogue(command) => super::catalogue::run(register, command)?,
        Command::Settings(command) => super::settings::run(register, command)?,
        // a window that only reads notes nothing, and nobody asked for it
        Command::NoteLook if register.is_reader() => plain_done(""),
        Command::NoteLook => done(register.note_look()?, nothing),
        Command::Guiding(command) => guiding::run(register, command)?,
        Command::Settle(settle) => super::settle::command(register, *settle)?,
        Command::Lease(command) => super::lease::run(register, command)?,
        Command::Copies(command) => super::copies::run(register, command)?,
        Command::Reform(command) => super::reform::run(register, command)?,
        Command::Archive(command) => archive::run(register, command)?,
        Command::Models(command) => super::models::run(register, command)?,
        Command::Programmes(command) => super::programmes::run(register, command)?,
        Command::Figures(command) => figures::run(register, command)?,
        Command::Safety(command) => super::safety::run(register, &command)?,
        Command::Undo => done(register.undo()?, nothing),
        Command::Redo => done(register.redo()?, nothing),
    })
}

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
        Job::OpenIssued { id } => super::paper::open_issued(register, id),
        Job::ExportIssuedList { filter, to } => {
            let page = register.issued(&filter)?;
            write(&to, &documents::issued_xlsx(&page.rows, register.today())?)?;
            Ok(written(to))
        }
        Job::ExportVisits { filter, to } => {
            super::visit::export_list(register, &filter, to, progress)
        }
        Job::ExportShortcomings { filter, as_of, to } => {
            super::shortcoming::export_list(register, &filter, as_of, to, progress)
        }
        Job::ExportVisit { visit_id, to } => super::visit::export(register, visit_id, to),
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
        Job::ImportVisit { from } => super::visit::import(register, &from, progress),
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
