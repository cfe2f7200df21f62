//! Edits on their way to the file, and what is being typed.
//!
//! Choices show at once what was sent; text fields keep what was typed as a draft until the file shows it,
//! so that a refused change loses nothing.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::domain::{
    Attachment, Conclusion, Paragraph, ParagraphId, Participant, Rating, Strength, Visit,
};
use crate::read::VisitPage;
use crate::ui::action::{Action, ScreenContext, Subject};
use crate::ui::in_flight::InFlight;
use crate::ui::widgets::date_field::DateDraft;
use crate::ui::widgets::text_field::Draft;
use crate::worker::{AttachmentCommand, Command, ConclusionCommand, VisitCommand};

/// Something that is stored in versions and edited field by field.
pub trait Edited: Clone + PartialEq + std::fmt::Debug {
    /// What tells it from its likes.
    fn key(&self) -> Uuid;
    fn ver(&self) -> i64;
    fn set_ver(&mut self, ver: i64);
    /// By what the answer to its command is found.
    fn subject(&self) -> Subject;
    /// The command that turns `base` into `new`.
    fn command(base: Self, new: Self) -> Command;
}

macro_rules! edited {
    ($($name:ident by $key:ident as $subject:ident($of:ident): $base:ident, $new:ident => $command:expr;)+) => {$(
        impl Edited for $name {
            fn key(&self) -> Uuid {
                self.$key.0
            }
            fn ver(&self) -> i64 {
                self.ver
            }
            fn set_ver(&mut self, ver: i64) {
                self.ver = ver;
            }
            fn subject(&self) -> Subject {
                Subject::$subject(self.$of)
            }
            fn command($base: Self, $new: Self) -> Command {
                $command
            }
        }
    )+};
}

edited! {
    Visit by id as Visit(id): base, new => Command::Visit(VisitCommand::Edit { base: Box::new(base), new: Box::new(new) });
    Rating by item_id as Item(item_id): base, new => Command::Visit(VisitCommand::Rate { base, new });
    Participant by id as Participant(id): base, new => Command::Visit(VisitCommand::EditParticipant { base, new });
    Attachment by id as Attachment(id): base, new => Command::Attachment(AttachmentCommand::Edit { base: Box::new(base), new: Box::new(new) });
    Strength by id as Strength(id): base, new => Command::Visit(VisitCommand::EditStrength { base, new });
    Conclusion by id as Conclusion(visit_id): base, new => Command::Conclusion(ConclusionCommand::Edit { base: Box::new(base), new: Box::new(new) });
    Paragraph by id as Paragraph(id): base, new => Command::Conclusion(ConclusionCommand::EditParagraph { base, new });
}

/// What was sent of one kind and has not come back yet.
#[derive(Debug)]
pub struct Sent<T> {
    in_flight: InFlight<Uuid, T>,
}

impl<T> Default for Sent<T> {
    fn default() -> Self {
        Self {
            in_flight: InFlight::default(),
        }
    }
}

impl<T: Edited> Sent<T> {
    /// The value as it will stand when everything sent has arrived.
    pub fn current(&self, loaded: &T) -> T {
        let mut value = self.in_flight.peek(&loaded.key(), loaded, loaded.ver());
        value.set_ver(loaded.ver());
        value
    }

    /// Sends the change that `edit` makes, if it makes one.
    pub fn edit(&mut self, loaded: &T, out: &mut Vec<Action>, edit: impl FnOnce(&mut T)) {
        let base = self.current(loaded);
        let mut new = base.clone();
        edit(&mut new);
        if new != base {
            self.in_flight.sent(loaded.key(), new.clone(), loaded.ver());
            out.push(Action::Run(T::command(base, new)));
        }
    }

    /// Forgets what was refused: called with every loaded value, every frame.
    fn settle(&mut self, loaded: &T, ctx: ScreenContext<'_>) {
        if ctx.failure(loaded.subject()).is_some() {
            self.in_flight.refused(&loaded.key());
        }
    }
}

/// All edits of one visit.
#[derive(Debug, Default)]
pub struct Edits {
    pub visit: Sent<Visit>,
    pub ratings: Sent<Rating>,
    pub participants: Sent<Participant>,
    pub attachments: Sent<Attachment>,
    pub strengths: Sent<Strength>,
    pub conclusion: Sent<Conclusion>,
    pub paragraphs: Sent<Paragraph>,
    texts: BTreeMap<(Uuid, &'static str), Draft>,
    dates: BTreeMap<(Uuid, &'static str), DateDraft>,
}

impl Edits {
    /// What is being typed into a field.
    pub fn text(&mut self, of: Uuid, field: &'static str) -> &mut Draft {
        self.texts.entry((of, field)).or_default()
    }

    /// Paragraphs that say something else than the file does yet.
    pub fn typed(&self, paragraphs: &[Paragraph]) -> Vec<(ParagraphId, String)> {
        let typed = |paragraph: &Paragraph| {
            let text = self.texts.get(&(paragraph.id.0, "text"))?.text()?;
            (text != paragraph.text).then(|| (paragraph.id, text.to_owned()))
        };
        paragraphs.iter().filter_map(typed).collect()
    }

    /// The day that is being typed into a field.
    pub fn date(&mut self, of: Uuid, field: &'static str) -> &mut DateDraft {
        self.dates.entry((of, field)).or_default()
    }

    /// Where a change was refused, what is shown comes from the file again; what was typed stays in its field.
    pub fn settle(&mut self, page: &VisitPage, ctx: ScreenContext<'_>) {
        self.visit.settle(&page.visit, ctx);
        for item in page.regulations.iter().flat_map(|sheet| &sheet.items) {
            self.ratings.settle(&item.rating, ctx);
        }
        for participant in &page.participants {
            self.participants.settle(participant, ctx);
        }
        for attachment in &page.attachments {
            self.attachments.settle(attachment, ctx);
        }
        for strength in &page.strengths {
            self.strengths.settle(strength, ctx);
        }
        if let Some(page) = &page.conclusion {
            self.conclusion.settle(&page.conclusion, ctx);
            for paragraph in &page.paragraphs {
                self.paragraphs.settle(paragraph, ctx);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RatingValue;
    use crate::domain::ids::{ItemId, VisitId};

    fn blank() -> Rating {
        Rating::blank(VisitId(Uuid::from_u128(1)), ItemId(Uuid::from_u128(2)))
    }

    fn sent(out: &[Action]) -> Vec<(Rating, Rating)> {
        out.iter()
            .filter_map(|action| {
                if let Action::Run(Command::Visit(VisitCommand::Rate { base, new })) = action {
                    Some((base.clone(), new.clone()))
                } else {
                    None
                }
            })
            .collect()
    }

    #[test]
    fn an_edit_on_its_way_is_the_base_of_the_next() {
        let (mut ratings, mut out, loaded) = (Sent::default(), Vec::new(), blank());
        ratings.edit(&loaded, &mut out, |r: &mut Rating| {
            r.value = RatingValue::Met;
        });
        ratings.edit(&loaded, &mut out, |r| r.comment = "đủ".to_owned());
        ratings.edit(&loaded, &mut out, |r| r.comment = "đủ hồ sơ".to_owned());
        let commands = sent(&out);
        assert_eq!(commands.len(), 3);
        assert_eq!(commands[1].0, commands[0].1);
        assert_eq!(commands[2].0, commands[1].1);

        // the first one arrives: the newest is still what counts
        let mut arrived = commands[0].1.clone();
        arrived.ver = 1;
        assert_eq!(ratings.current(&arrived).comment, "đủ hồ sơ");
    }

    #[test]
    fn what_changes_nothing_is_not_sent() {
        let (mut ratings, mut out, loaded) = (Sent::default(), Vec::new(), blank());
        ratings.edit(&loaded, &mut out, |r: &mut Rating| {
            r.value = RatingValue::NotRated;
        });
        assert!(out.is_empty());
    }
}
