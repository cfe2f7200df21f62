//! The register of people: who they are and which titles they hold or held.

use chrono::NaiveDate;

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::transact::{Outcome, Tx};
use crate::domain::{HeldTitle, HeldTitleId, Person, PersonId, Unit, UnitId, text};
use crate::read::PersonEntry;
use crate::store;

impl Register {
    /// Everyone, in the order of given names.
    pub fn people(&self) -> Result<Vec<PersonEntry>, RegisterError> {
        Ok(store::person::all(self.store.conn())?)
    }

    /// Adds someone, or lays an edit over the record.
    pub fn save_person(
        &mut self,
        base: Option<&Person>,
        new: &Person,
    ) -> Result<Outcome<PersonId>, RegisterError> {
        let message = format!("Đã ghi {} vào danh bạ", text::clean(&new.name));
        self.transact(Op::EditPeople, message, |tx| {
            let mut new = new.clone();
            new.name = text::clean(&new.name);
            new.note = text::clean(&new.note);
            if let Some(base) = base {
                return Ok(tx.edit(base, &new, "Người này", Person::check)?.id);
            }
            new.check()?;
            new.id = PersonId(tx.new_id());
            Ok(tx.rows.add(new)?.id)
        })
    }

    /// Takes someone out with all titles; visits keep the name and title of their day.
    pub fn remove_person(&mut self, id: PersonId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditPeople, "", |tx| {
            let person: Person = tx.rows.need(id, "Người này")?;
            for title in store::person::titles(tx.rows.conn(), id)? {
                tx.rows.remove(&title)?;
            }
            tx.message = format!("Đã bỏ {} khỏi danh bạ", person.name);
            Ok(tx.rows.remove(&person)?)
        })
    }

    /// Adds a title, or lays an edit over one.
    pub fn save_title(
        &mut self,
        base: Option<&HeldTitle>,
        new: &HeldTitle,
    ) -> Result<Outcome<HeldTitleId>, RegisterError> {
        self.transact(Op::EditPeople, "Đã ghi chức vụ", |tx| {
            let mut new = new.clone();
            new.title = text::clean(&new.title);
            if let Some(unit) = new.unit_id {
                tx.rows.need::<Unit>(unit, "Đơn vị này")?;
            }
            if let Some(base) = base {
                return Ok(tx.edit(base, &new, "Chức vụ này", HeldTitle::check)?.id);
            }
            add_title(tx, new)
        })
    }

    pub fn remove_title(&mut self, id: HeldTitleId) -> Result<Outcome<()>, RegisterError> {
        self.transact(Op::EditPeople, "Đã bỏ chức vụ", |tx| {
            let title: HeldTitle = tx.rows.need(id, "Chức vụ này")?;
            Ok(tx.rows.remove(&title)?)
        })
    }

    /// Keeps someone who was typed into a visit: a new person, or a new title of the one with that name.
    ///
    /// # Errors
    /// Name or title is missing, or both are there already.
    pub fn keep_person(
        &mut self,
        name: &str,
        title: &str,
        unit_id: Option<UnitId>,
        (valid_from, valid_to): (Option<NaiveDate>, Option<NaiveDate>),
    ) -> Result<Outcome<PersonId>, RegisterError> {
        let (name, title) = (text::clean(name), text::clean(title));
        let message = format!("Đã ghi {name} vào danh bạ");
        self.transact(Op::EditPeople, message, |tx| {
            let known = store::person::by_name(tx.rows.conn(), &name)?;
            let person_id = if let Some(person) = known {
                person.id
            } else {
                let person = Person {
                    id: PersonId(tx.new_id()),
                    ver: 0,
                    name: name.clone(),
                    note: String::new(),
                };
                person.check()?;
                tx.rows.add(person)?.id
            };
            let held = store::person::titles(tx.rows.conn(), person_id)?;
            if held.iter().any(|other| {
                other.title == title && other.unit_id == unit_id && other.valid_from == valid_from
            }) {
                return refused(format!("{name}, {title} đã có trong danh bạ."));
            }
            add_title(
                tx,
                HeldTitle {
                    id: HeldTitleId(uuid::Uuid::nil()),
                    ver: 0,
                    person_id,
                    unit_id,
                    title,
                    valid_from,
                    valid_to,
                },
            )?;
            Ok(person_id)
        })
    }
}

pub(super) fn add_title(tx: &mut Tx<'_>, mut new: HeldTitle) -> Result<HeldTitleId, RegisterError> {
    new.check()?;
    tx.rows.need::<Person>(new.person_id, "Người này")?;
    new.id = HeldTitleId(tx.new_id());
    Ok(tx.rows.add(new)?.id)
}
