//! Chasing: what became late since the last look, letters to the units that are late, and the log of them.

use chrono::{Days, NaiveDate};

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::issue::{NewPaper, Ready};
use super::transact::{Outcome, Tx};
use crate::domain::date::show;
use crate::domain::ids::ReminderId;
use crate::domain::reminder::{SUBJECT, check_days};
use crate::domain::text::paper_count;
use crate::domain::{
    Concern, IssuedPaper, PaperId, PaperKind, Reminder, ReminderOrder, ShortcomingClass, Unit,
    UnitId,
};
use crate::read::reminder::{BecameLate, LateUnits};
use crate::read::{PaperRequest, ShortcomingFilter, Stamp, TrackingPage};
use crate::store::{self, setting};

/// A round of letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    pub units: Vec<UnitId>,
    /// Day of the letters.
    pub on: NaiveDate,
    /// What was late on this day.
    pub as_of: NaiveDate,
    pub reply_by: NaiveDate,
    pub numbers: Numbers,
}

/// How the letters of a round get their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// Issued under the next free numbers.
    Next,
    /// Issued under this number and those after it.
    From(i64),
    /// Not issued: number and signature are put in by hand.
    ByHand,
}

/// One letter of a round, ready to be written.
#[derive(Debug, Clone)]
pub struct Letter {
    pub page: TrackingPage,
    pub unit: Unit,
    /// The record under which it is issued.
    pub paper: Option<IssuedPaper>,
}

impl Letter {
    /// What the press is asked for.
    pub fn request(&self, round: &Round) -> PaperRequest {
        PaperRequest::Reminder {
            unit_id: self.unit.id,
            as_of: round.as_of,
            by: round.reply_by,
            stamp: Stamp {
                number: self.paper.as_ref().and_then(|paper| paper.number),
                date: Some(round.on),
            },
        }
    }
}

impl Register {
    /// What is late today and was not on the day of the last look before today.
    pub fn became_late(&self, as_of: NaiveDate) -> Result<BecameLate, RegisterError> {
        let conn = self.store.conn();
        let yesterday = as_of.checked_sub_days(Days::new(1)).unwrap_or(as_of);
        let looks = setting::get(conn, &self.look_key())?;
        let since = looks
            .as_deref()
            .and_then(Looks::parse)
            .and_then(|looks| looks.before(as_of))
            .unwrap_or(yesterday);
        let filter = ShortcomingFilter {
            class: Some(ShortcomingClass::Late),
            late_since: Some(since),
            descending: true,
            ..ShortcomingFilter::default()
        };
        Ok(BecameLate {
            since,
            as_of,
            rows: self.shortcomings(&filter, as_of)?,
        })
    }

    fn look_key(&self) -> String {
        format!("{}{}", setting::LOOKED, self.os_user)
    }

    /// Remembers that somebody looks today, so that the next day knows what is new.
    pub fn note_look(&mut self) -> Result<Outcome<()>, RegisterError> {
        let today = self.today();
        let key = self.look_key();
        let known = setting::get(self.store.conn(), &key)?;
        let known = known.as_deref().and_then(Looks::parse);
        let looks = Looks::on(known, today);
        if known == Some(looks) {
            return Ok(Outcome {
                value: (),
                message: String::new(),
                changes: super::Changes::default(),
                undoable: false,
            });
        }
        let message = format!("Đã xem việc mới quá hạn ngày {}", show(today));
        self.transact(Op::NoteLook, message, |tx| {
            Ok(tx.rows.put_setting(&key, &looks.text())?)
        })
    }

    /// The units that a round of letters may go to, with the number that its first letter would get.
    pub fn late_unit_list(&self, as_of: NaiveDate) -> Result<LateUnits, RegisterError> {
        let units = store::reminder::late_units(self.store.conn(), as_of)?;
        let next_number = match units.first() {
            None => None,
            Some(late) => {
                let unit: Unit = self.need(late.unit_id, "Đơn vị này")?;
                let issuer = self.issuer_on(&unit.district, as_of)?;
                self.next_paper_number(PaperKind::Reminder, &issuer.body, as_of)?
            }
        };
        Ok(LateUnits {
            as_of,
            next_number,
            units,
        })
    }

    /// The letters of a round in the order of the units, everything checked, the numbers given; nothing is written
    /// down yet.
    ///
    /// # Errors
    /// Nothing is late there, the days do not fit, or a number is used.
    pub fn letters(&self, round: &Round) -> Result<Vec<Letter>, RegisterError> {
        check_days(round.on, round.reply_by)?;
        let mut letters: Vec<Letter> = Vec::new();
        for page in self.late_units(round.as_of)? {
            let named = |unit: &Unit| round.units.contains(&unit.id);
            let Some(unit) = page.unit.clone().filter(named) else {
                continue;
            };
            let paper = self.numbered(round, &page, &unit, &letters)?;
            letters.push(Letter { page, unit, paper });
        }
        if letters.is_empty() {
            return refused(
                "Chưa chọn đơn vị nào có yêu cầu khắc phục quá hạn; hãy chọn ít nhất một đơn vị.",
            );
        }
        Ok(letters)
    }

    /// The record of the next letter after those before it.
    fn numbered(
        &self,
        round: &Round,
        page: &TrackingPage,
        unit: &Unit,
        before: &[Letter],
    ) -> Result<Option<IssuedPaper>, RegisterError> {
        let same_series = before
            .iter()
            .filter(|letter| letter.page.body.symbol == page.body.symbol);
        let ahead = i64::try_from(same_series.count()).unwrap_or(0);
        let first = match round.numbers {
            Numbers::ByHand => return Ok(None),
            Numbers::From(first) => Some(first),
            Numbers::Next => self.next_paper_number(PaperKind::Reminder, &page.body, round.on)?,
        };
        let new = NewPaper {
            kind: PaperKind::Reminder,
            body_id: page.body.id,
            number: first.map(|first| first + ahead),
            date: round.on,
            subject: SUBJECT.to_owned(),
            concern: Concern {
                unit_id: Some(unit.id),
                ..Concern::default()
            },
            replaces: None,
        };
        Ok(Some(self.prepare_paper(&new)?))
    }

    /// Issues the letters of a round with their bytes and writes down which unit was reminded when, of which orders:
    /// all or nothing. A round without numbers is only written down.
    ///
    /// # Errors
    /// One of the numbers was given away meanwhile.
    pub fn send_reminders(
        &mut self,
        round: &Round,
        letters: &[(Letter, Vec<u8>)],
    ) -> Result<Outcome<Vec<ReminderId>>, RegisterError> {
        let units = paper_count(letters.len());
        let numbered = letters.iter().any(|(letter, _)| letter.paper.is_some());
        let (op, what) = if numbered {
            (Op::IssuePaper, "ban hành")
        } else {
            (Op::Remind, "ghi sổ")
        };
        let message = format!("Đã {what} {units} công văn đôn đốc ngày {}", show(round.on));
        self.transact(op, message, |tx| {
            let mut ids = Vec::new();
            for (letter, bytes) in letters {
                let paper = match &letter.paper {
                    Some(paper) => Some((paper, super::issue::issue(tx, paper, bytes)?)),
                    None => None,
                };
                let reminded = Reminded {
                    unit_id: letter.unit.id,
                    on: round.on,
                    asked: Reminding {
                        as_of: round.as_of,
                        reply_by: round.reply_by,
                    },
                    page: letter.page.clone(),
                };
                ids.push(reminded.write_down(tx, paper)?);
            }
            Ok(ids)
        })
    }

    /// Letters of a span of days, oldest first.
    pub fn reminders(
        &self,
        from: NaiveDate,
        to: NaiveDate,
    ) -> Result<Vec<Reminder>, RegisterError> {
        Ok(store::reminder::between(self.store.conn(), from, to)?)
    }
}

impl Register {
    /// What the log will say of a paper: nothing unless it is a letter that reminds a unit.
    pub(super) fn reminded(&self, ready: &Ready) -> Result<Option<Reminded>, RegisterError> {
        let (Some(asked), Some(unit_id)) = (ready.reminding, ready.paper.unit_id) else {
            return Ok(None);
        };
        let unit: Unit = self.need(unit_id, "Đơn vị này")?;
        Ok(Some(Reminded {
            unit_id,
            on: ready.paper.date,
            asked,
            page: self.tracking(Some(&unit), asked.as_of)?,
        }))
    }
}

/// What a letter counts as late, and until when it wants an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminding {
    pub as_of: NaiveDate,
    pub reply_by: NaiveDate,
}

/// A letter as the log tells it.
pub(super) struct Reminded {
    unit_id: UnitId,
    on: NaiveDate,
    asked: Reminding,
    page: TrackingPage,
}

impl Reminded {
    /// Which unit was reminded when, of which orders, by which paper.
    pub fn write_down(
        &self,
        tx: &mut Tx<'_>,
        paper: Option<(&IssuedPaper, PaperId)>,
    ) -> Result<ReminderId, RegisterError> {
        let reminder = tx.rows.add(Reminder {
            id: ReminderId(tx.new_id()),
            ver: 0,
            unit_id: self.unit_id,
            on: self.on,
            as_of: self.asked.as_of,
            reply_by: self.asked.reply_by,
            doc_number: paper
                .map(|(paper, _)| paper.doc_number())
                .unwrap_or_default(),
            paper_id: paper.map(|(_, id)| id),
        })?;
        for row in self.page.late() {
            tx.rows.add(ReminderOrder {
                reminder_id: reminder.id,
                shortcoming_id: row.shortcoming.id,
                ver: 0,
                deadline: row.dates.deadline,
                days_late: row.days_late(self.asked.as_of),
            })?;
        }
        Ok(reminder.id)
    }
}

/// The latest day on which a user looked, and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Looks {
    latest: NaiveDate,
    earlier: Option<NaiveDate>,
}

impl Looks {
    fn parse(text: &str) -> Option<Self> {
        let mut days = text.split(' ');
        Some(Self {
            latest: days.next()?.parse().ok()?,
            earlier: days.next().and_then(|day| day.parse().ok()),
        })
    }

    fn text(self) -> String {
        match self.earlier {
            Some(earlier) => format!("{} {earlier}", self.latest),
            None => self.latest.to_string(),
        }
    }

    /// After a look on a day. A clock that was set back changes nothing.
    fn on(known: Option<Self>, day: NaiveDate) -> Self {
        match known {
            Some(known) if known.latest >= day => known,
            Some(known) => Self {
                latest: day,
                earlier: Some(known.latest),
            },
            None => Self {
                latest: day,
                earlier: None,
            },
        }
    }

    /// The last look before a day.
    fn before(self, day: NaiveDate) -> Option<NaiveDate> {
        if self.latest < day {
            Some(self.latest)
        } else {
            self.earlier.filter(|earlier| *earlier < day)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2023, 3, day).unwrap()
    }

    #[test]
    fn a_whole_day_counts_from_the_look_before_it() {
        // Friday 10/03, then Monday 13/03: the weekend is caught
        let friday = Looks::on(None, day(10));
        assert_eq!(friday.before(day(10)), None);
        assert_eq!(friday.before(day(13)), Some(day(10)), "before it is noted");
        let monday = Looks::on(Some(friday), day(13));
        assert_eq!(monday.before(day(13)), Some(day(10)), "and all day long");
        assert_eq!(Looks::on(Some(monday), day(13)), monday);
        assert_eq!(Looks::on(Some(monday), day(12)), monday);
        for looks in [friday, monday] {
            assert_eq!(Looks::parse(&looks.text()), Some(looks));
        }
        assert_eq!(Looks::parse("hôm qua"), None);
    }
}
