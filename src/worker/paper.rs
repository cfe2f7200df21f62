//! Papers that are numbered and issued, and the rules they follow.

use chrono::NaiveDate;

use super::message::{Done, Failure, Made};
use super::put::{write, written};
use super::run::done;
use crate::domain::{IssuedId, Numbering, PaperId};
use crate::press;
use crate::press::Issue;
use crate::read::PaperRequest;
use crate::register::Register;
use crate::store::files::explain;

#[derive(Debug, Clone)]
pub enum PaperCommand {
    /// Numbers a paper and locks it for good: stores its bytes. `number` `None` gives the next one.
    Issue {
        request: PaperRequest,
        number: Option<i64>,
        date: NaiveDate,
        replaces: Option<PaperId>,
    },
    /// Several papers in one step, numbered one after the other from the next number on.
    IssueAll {
        requests: Vec<PaperRequest>,
        date: NaiveDate,
    },
    /// Lets numbers of papers run by term or by year.
    SetNumbering(Numbering),
    RemoveProfile(String),
    SetTwoSided(bool),
}

pub(super) fn run(register: &mut Register, command: PaperCommand) -> Result<Done, Failure> {
    let nothing = |()| None;
    Ok(match command {
        PaperCommand::Issue {
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
        PaperCommand::IssueAll { requests, date } => {
            let issues: Vec<Issue> = requests
                .into_iter()
                .map(|request| Issue::new(request, date))
                .collect();
            done(press::issue_all(register, &issues)?, |ids| {
                Some(Made::Papers(ids))
            })
        }
        PaperCommand::SetNumbering(numbering) => done(register.set_numbering(numbering)?, nothing),
        PaperCommand::RemoveProfile(code) => done(register.remove_profile(&code)?, nothing),
        PaperCommand::SetTwoSided(on) => done(register.set_two_sided(on)?, nothing),
    })
}

/// An issued paper byte for byte into a folder of its own, to be looked at.
pub(super) fn open_issued(register: &Register, id: IssuedId) -> Result<Done, Failure> {
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
