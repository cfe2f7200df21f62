//! What became of commands, and what a screen is told beside its page.

use chrono::NaiveDate;

use super::Subject;
use crate::domain::role::Role;
use crate::worker::{Done, Failure, Made, Status};

/// What became of the commands that were sent.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// Sent and not answered yet.
    waiting: Vec<Subject>,
    /// Answered since the last frame.
    done: Vec<(Subject, Done)>,
    /// Refused, and not tried again since.
    failed: Vec<(Subject, Failure)>,
}

impl Answers {
    /// Notes that a command was sent: an older refusal of the same subject is out of date.
    pub fn sent(&mut self, subject: Subject) {
        self.failed.retain(|(other, _)| *other != subject);
        self.waiting.push(subject);
    }

    /// Notes success.
    pub fn succeeded(&mut self, subject: Subject, done: Done) {
        self.answered(subject);
        self.failed.retain(|(other, _)| *other != subject);
        self.done.push((subject, done));
    }

    /// Notes a refusal.
    pub fn refused(&mut self, subject: Subject, failure: Failure) {
        self.answered(subject);
        self.failed.retain(|(other, _)| *other != subject);
        self.failed.push((subject, failure));
    }

    /// Forgets what the last frame has seen. Refusals stay until the subject is tried again.
    pub fn next_frame(&mut self) {
        self.done.clear();
    }

    /// Forgets every refusal, when another screen is shown.
    pub fn forget_failures(&mut self) {
        self.failed.clear();
    }

    /// How many commands wait for their answer.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    fn answered(&mut self, subject: Subject) {
        if let Some(index) = self.waiting.iter().position(|other| *other == subject) {
            self.waiting.remove(index);
        }
    }
}

/// What every screen may know beside its page.
#[derive(Clone, Copy, Debug)]
pub struct ScreenContext<'a> {
    /// Today.
    pub today: NaiveDate,
    /// The open file and who works in it, once known.
    pub status: Option<&'a Status>,
    /// What became of the commands.
    pub answers: &'a Answers,
}

impl<'a> ScreenContext<'a> {
    /// Whether a command of this subject waits for its answer.
    pub fn is_busy(&self, subject: Subject) -> bool {
        self.answers.waiting.contains(&subject)
    }

    /// Whether a command of this subject has just succeeded: the moment to clear a draft or close a dialog.
    pub fn has_done(&self, subject: Subject) -> bool {
        self.answers.done.iter().any(|(other, _)| *other == subject)
    }

    /// What the command of this subject, which has just succeeded, has made.
    pub fn made(&self, subject: Subject) -> Option<&'a Made> {
        self.answers
            .done
            .iter()
            .find(|(other, _)| *other == subject)
            .and_then(|(_, done)| done.made.as_ref())
    }

    /// Why the person here may not do what needs this role; `None` when it is allowed.
    pub fn forbids(&self, needed: Role) -> Option<String> {
        let role = self.status.map_or(Role::Approve, |status| status.role);
        (role < needed).then(|| role.refusal(needed))
    }

    /// Why the last command of this subject was refused.
    pub fn failure(&self, subject: Subject) -> Option<&'a Failure> {
        self.answers
            .failed
            .iter()
            .find(|(other, _)| *other == subject)
            .map(|(_, failure)| failure)
    }

    /// What is wrong with one field of the subject, to be shown beside it.
    pub fn problem(&self, subject: Subject, place: &str) -> Option<&'a str> {
        self.failure(subject)?
            .problems
            .iter()
            .find(|problem| problem.place == place)
            .map(|problem| problem.message.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Problem;

    #[test]
    fn a_refusal_stays_until_the_same_thing_is_tried_again() {
        let mut answers = Answers::default();
        answers.sent(Subject::NewVisit);
        answers.refused(
            Subject::NewVisit,
            Failure {
                message: "Chưa ghi được".into(),
                problems: vec![Problem::new("date", "Hãy ghi ngày.")],
                ..Failure::default()
            },
        );
        answers.next_frame();
        let context = ScreenContext {
            today: NaiveDate::default(),
            status: None,
            answers: &answers,
        };
        assert_eq!(
            context.problem(Subject::NewVisit, "date"),
            Some("Hãy ghi ngày.")
        );
        assert!(!context.is_busy(Subject::NewVisit));
        answers.sent(Subject::NewVisit);
        let context = ScreenContext {
            today: NaiveDate::default(),
            status: None,
            answers: &answers,
        };
        assert!(context.failure(Subject::NewVisit).is_none());
        assert!(context.is_busy(Subject::NewVisit));
    }
}
