//! Chasing: what became late since the last look, letters to the units that are late, and the log of them.

use chrono::{Days, NaiveDate};

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::Outcome;
use crate::domain::date::show;
use crate::domain::ids::ReminderId;
use crate::domain::reminder::check_days;
use crate::domain::text::paper_count;
use crate::domain::{
    Reminder, ReminderOrder, Shortcoming, ShortcomingClass, ShortcomingId, UnitId,
};
use crate::read::TrackingPage;
use crate::read::reminder::{BecameLate, LateUnits};
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
    /// Number of the first letter; the others count up. `None` leaves the numbers to be written by hand.
    pub first_number: Option<i64>,
}

/// One letter of a round, ready to be written.
#[derive(Debug, Clone)]
pub struct Letter {
    pub page: TrackingPage,
    pub number: Option<i64>,
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
        let mut fresh = Vec::new();
        for id in store::reminder::late_anew(conn, since, as_of)? {
            if self.was_not_late(id, since)? {
                fresh.extend(store::shortcoming::row(conn, id, as_of)?);
            }
        }
        self.number_repeats(&mut fresh)?;
        Ok(BecameLate {
            since,
            as_of,
            rows: fresh,
        })
    }

    fn was_not_late(&self, id: ShortcomingId, day: NaiveDate) -> Result<bool, RegisterError> {
        let events = store::shortcoming::events(self.store.conn(), id)?;
        let shortcoming: Shortcoming = self.need(id, "Tồn tại này")?;
        let then = shortcoming.dates_on(&events, day).class_on(day);
        Ok(then != Some(ShortcomingClass::Late))
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

    /// The units that a round of letters may go to.
    pub fn late_unit_list(&self, as_of: NaiveDate) -> Result<LateUnits, RegisterError> {
        Ok(LateUnits {
            as_of,
            units: store::reminder::late_units(self.store.conn(), as_of)?,
        })
    }

    /// The letters of a round in the order of the units, without writing anything down yet.
    ///
    /// # Errors
    /// Nothing is late there, or the days do not fit.
    pub fn letters(&self, round: &Round) -> Result<Vec<Letter>, RegisterError> {
        check_days(round.on, round.reply_by)?;
        let mut pages = self.late_units(round.as_of)?;
        let named = |page: &TrackingPage| {
            let id = page.unit.as_ref().map(|unit| unit.id);
            id.is_some_and(|id| round.units.contains(&id))
        };
        pages.retain(|page| named(page));
        if pages.is_empty() {
            return refused(
                "Chưa chọn đơn vị nào có yêu cầu khắc phục quá hạn; hãy chọn ít nhất một đơn vị.",
            );
        }
        Ok(pages
            .into_iter()
            .zip(0..)
            .map(|(page, ahead)| Letter {
                page,
                number: round.first_number.map(|first| first + ahead),
            })
            .collect())
    }

    /// Writes down that the letters of a round went out: which unit, when, about which orders.
    pub fn note_reminders(
        &mut self,
        round: &Round,
        letters: &[Letter],
    ) -> Result<Outcome<Vec<ReminderId>>, RegisterError> {
        let message = format!(
            "Đã ghi đôn đốc {} đơn vị ngày {}",
            paper_count(letters.len()),
            show(round.on)
        );
        self.transact(Op::Remind, message, |tx| {
            let mut ids = Vec::new();
            for letter in letters {
                let Some(unit) = &letter.page.unit else {
                    continue;
                };
                let doc_number = letter.number.map_or_else(String::new, |number| {
                    format!("{number:02}-CV/{}", letter.page.body.symbol)
                });
                let reminder = tx.rows.add(Reminder {
                    id: ReminderId(tx.new_id()),
                    ver: 0,
                    unit_id: unit.id,
                    on: round.on,
                    as_of: round.as_of,
                    reply_by: round.reply_by,
                    doc_number,
                })?;
                for row in letter.page.late() {
                    tx.rows.add(ReminderOrder {
                        reminder_id: reminder.id,
                        shortcoming_id: row.shortcoming.id,
                        ver: 0,
                        deadline: row.dates.deadline,
                        days_late: row.days_late(round.as_of),
                    })?;
                }
                ids.push(reminder.id);
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
