//! A throw-away sample (`qcdc demo`): two years of believable work up to today, made through the ordinary
//! operations with the clock set back, so that history, audit trail and search are as they would be.

mod archive;
mod checklist;
mod figures;
mod guiding;
mod models;
mod plan;
mod programmes;
pub(super) mod reports;
pub(super) mod text;
mod units;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeZone};

use super::change::Op;
use super::error::{RegisterError, refused};
use super::random::{Ids, Random};
use super::transact::Outcome;
use super::{NewReport, NewVisit, Register};
use crate::domain::figures::FigurePeriod;
use crate::domain::shortcoming::Step;
use crate::domain::{
    ClockTime, DraftParagraph, EventKind, Participant, ParticipantId, ParticipantRole,
    ShortcomingId, ShortcomingState, Side, Unit, UnitKind, VisitId, VisitState, date,
};
use crate::read::VisitPage;
use crate::read::figures::{FigureFile, QuestionRow};
use crate::register::NewAnswer;
use crate::store::setting;
use plan::{Act, Due, End, SLOTS, Slot};
use text::Finding;

/// Makes subject and text of a conclusion.
pub type Draft<'a> = &'a dyn Fn(&VisitPage) -> (String, Vec<DraftParagraph>);
/// Makes the paper of a conclusion.
pub type Render<'a> = &'a dyn Fn(&VisitPage) -> Result<Vec<u8>, String>;

/// One visit while it is being made.
struct Made {
    slot: &'static Slot,
    day: NaiveDate,
    unit: Unit,
    id: Option<VisitId>,
    findings: Vec<Finding>,
    shortcomings: Vec<ShortcomingId>,
}

struct Sample<'a> {
    register: &'a mut Register,
    today: NaiveDate,
    random: Random,
    made: Vec<Made>,
    draft: Draft<'a>,
    render: Render<'a>,
}

impl Register {
    /// Marks an empty file as a sample and fills it with two years of work up to today, the same for the same day.
    ///
    /// # Errors
    /// The file already has visits, has no wards on the days needed, or a paper cannot be made.
    pub fn fill_sample(
        &mut self,
        draft: Draft<'_>,
        render: Render<'_>,
    ) -> Result<Outcome<()>, RegisterError> {
        self.must_be_empty()?;
        let now = self.now();
        let seed = u64::from(now.date_naive().num_days_from_ce().unsigned_abs());
        self.mark_sample()?;
        let moment = Arc::new(AtomicI64::new(now.timestamp()));
        let (ticking, zone) = (Arc::clone(&moment), *now.offset());
        let clock = std::mem::replace(
            &mut self.clock,
            Box::new(move || at(zone, ticking.load(Ordering::Relaxed))),
        );
        let ids = std::mem::replace(&mut self.ids, Ids::counted(seed));
        // What a crash would take away here is made again in a second.
        let filled = self
            .store
            .set_lasting(false)
            .map_err(RegisterError::from)
            .and_then(|()| self.run_sample(now, seed, &moment, draft, render));
        self.clock = clock;
        self.ids = ids;
        self.history.clear();
        self.store.set_lasting(true)?;
        filled?;
        // The first lasting change again: it makes all that came before it lasting too.
        self.transact(Op::CreateFile, "Đã tạo dữ liệu mẫu", |_| Ok(()))
    }

    /// Made-up work never mixes with real work.
    pub(super) fn must_be_empty(&self) -> Result<(), RegisterError> {
        if self.overview(self.today())?.counts.visits > 0 {
            return refused(
                "Tệp đã có cuộc giám sát; dữ liệu mẫu chỉ tạo trong tệp mới để không lẫn với dữ liệu thật.",
            );
        }
        Ok(())
    }

    /// All wards that may send monthly reports, in Vietnamese order.
    pub(super) fn all_wards(&self) -> Result<Vec<Unit>, RegisterError> {
        let units = self.units(self.today())?.into_iter().map(|row| row.unit);
        Ok(units.filter(|unit| unit.kind == UnitKind::Ward).collect())
    }

    /// The wards of the file's district, in Vietnamese order.
    pub(super) fn wards(&self) -> Result<Vec<Unit>, RegisterError> {
        let district = setting::get(self.store.conn(), "district")?.unwrap_or_default();
        Ok(self
            .units(self.today())?
            .into_iter()
            .map(|row| row.unit)
            .filter(|unit| unit.kind == UnitKind::Ward && unit.district == district)
            .collect())
    }

    fn run_sample(
        &mut self,
        now: DateTime<FixedOffset>,
        seed: u64,
        moment: &AtomicI64,
        draft: Draft<'_>,
        render: Render<'_>,
    ) -> Result<(), RegisterError> {
        let today = now.date_naive();
        let wards = self.wards()?;
        let made = choose_units(&wards, today)?;
        let (rule, calendar) = (self.report_rule()?, self.calendar()?);
        let due = (rule, &calendar);
        let senders = self.all_wards()?;
        let came = reports::received(&senders, reports::years(today), due, today, seed);
        let mut came = came.into_iter().peekable();
        let mut sample = Sample {
            register: self,
            today,
            random: Random::new(seed),
            made,
            draft,
            render,
        };
        for due in plan::schedule(today) {
            let at = due.at.and_local_timezone(*now.offset()).earliest();
            let at = at.map_or(now, |at| at.min(now));
            while let Some(report) = came.next_if(|report| report.on < at.date_naive()) {
                sample.register.take_in(&report, now, moment)?;
            }
            moment.store(at.timestamp(), Ordering::Relaxed);
            sample.act(&due)?;
        }
        for report in came {
            self.take_in(&report, now, moment)?;
        }
        moment.store(now.timestamp(), Ordering::Relaxed);
        self.put_models(&models::entries(&wards, today, seed))?;
        self.sample_programmes(&wards, today)?;
        for reports in figures::reported(&senders, today, seed) {
            self.take_figure_file(&FigureFile {
                schema_version: 1,
                about: String::new(),
                units: Vec::new(),
                indicators: Vec::new(),
                reports,
            })?;
        }
        self.explain_one(today)?;
        self.sample_archives(now, seed, moment)?;
        self.sample_documents(now, seed, moment)?;
        self.sample_units(&wards, today)
    }

    /// One question was explained by its ward already.
    fn explain_one(&mut self, today: NaiveDate) -> Result<(), RegisterError> {
        let period = FigurePeriod::before(today);
        let stated =
            |row: &QuestionRow| row.asked.question.check == "C05" && row.report.period() != period;
        let Some(row) = self.figure_questions()?.into_iter().find(stated) else {
            return Ok(());
        };
        self.answer_figures(&NewAnswer {
            unit_id: row.unit.id,
            period: row.report.period(),
            check: row.asked.question.check,
            indicator: row.asked.question.indicator,
            text: "Phường lấy mẫu số là hồ sơ không kể chứng thực bản sao; kỳ sau sẽ báo cáo theo tổng đã giải quyết.".to_owned(),
            by: "UBND phường".to_owned(),
        })?;
        Ok(())
    }

    /// A monthly report comes on its day.
    fn take_in(
        &mut self,
        came: &reports::Came,
        now: DateTime<FixedOffset>,
        moment: &AtomicI64,
    ) -> Result<(), RegisterError> {
        let at = came.on.and_time(reports::HOUR);
        let at = at.and_local_timezone(*now.offset()).earliest();
        let at = at.map_or(now, |at| at.min(now));
        moment.store(at.timestamp(), Ordering::Relaxed);
        let new = NewReport {
            unit_id: came.unit.id,
            month: came.month,
            received_on: came.on,
            note: came.note.to_owned(),
            received_by: String::new(),
        };
        self.receive_report(&new, &[])?;
        Ok(())
    }
}

fn at(zone: FixedOffset, seconds: i64) -> DateTime<FixedOffset> {
    zone.timestamp_opt(seconds, 0)
        .earliest()
        .unwrap_or_else(|| DateTime::UNIX_EPOCH.with_timezone(&zone))
}

/// Each visit goes to the ward of its day that was visited least so far; a re-check goes back where it was.
fn choose_units(wards: &[Unit], today: NaiveDate) -> Result<Vec<Made>, RegisterError> {
    let mut made: Vec<Made> = Vec::new();
    for slot in SLOTS {
        let day = plan::visit_day(slot, today);
        let before = slot.rechecks.and_then(|place| made.get(place));
        let again = before
            .map(|earlier| &earlier.unit)
            .filter(|unit| unit.exists_on(day));
        let visits = |unit: &Unit| made.iter().filter(|m| m.unit.id == unit.id).count();
        let least = wards
            .iter()
            .filter(|unit| unit.exists_on(day))
            .min_by_key(|unit| visits(unit));
        let Some(unit) = again.or(least).cloned() else {
            return refused(format!(
                "Tệp không có phường nào tồn tại vào ngày {}; không tạo được dữ liệu mẫu.",
                date::show(day)
            ));
        };
        made.push(Made {
            slot,
            day,
            unit,
            id: None,
            findings: Vec::new(),
            shortcomings: Vec::new(),
        });
    }
    Ok(made)
}

impl Sample<'_> {
    fn act(&mut self, due: &Due) -> Result<(), RegisterError> {
        if matches!(due.act, Act::Create) {
            return self.create(due.slot);
        }
        let Some((id, slot)) = self.visit(due.slot) else {
            return Ok(());
        };
        let register = &mut *self.register;
        match due.act {
            Act::Create => {}
            Act::Announce => drop(register.move_visit(id, VisitState::Announced, "", false)?),
            Act::Start => self.start(due.slot, id)?,
            Act::Rate => self.rate(due.slot, id, slot)?,
            Act::Find => self.find(due.slot, id)?,
            Act::Finish => {
                drop(register.move_visit(id, VisitState::Visited, "", slot.end == End::Visited)?);
            }
            Act::Draft => {
                let page = register.visit_page(id)?;
                let (subject, drafts) = (self.draft)(&page);
                register.draft_conclusion(id, &subject, &drafts, false)?;
            }
            Act::Issue(day) => self.issue(id, day)?,
            Act::Step(place, kind, deadline) => self.step(due, place, kind, deadline)?,
            Act::Carry => self.carry(id, slot, due.at.date())?,
            Act::Close => drop(register.move_visit(id, VisitState::Closed, "", false)?),
            Act::Postpone => {
                let reason = "Phường đề nghị lùi lịch do trùng kỳ họp Hội đồng nhân dân quận.";
                register.move_visit(id, VisitState::Postponed, reason, false)?;
            }
            Act::Cancel => {
                let reason =
                    "Nội dung đã được Ủy ban Kiểm tra Quận ủy kiểm tra trong cùng thời gian.";
                register.move_visit(id, VisitState::Cancelled, reason, false)?;
            }
        }
        Ok(())
    }

    fn visit(&self, place: usize) -> Option<(VisitId, &'static Slot)> {
        let made = self.made.get(place)?;
        Some((made.id?, made.slot))
    }

    fn create(&mut self, place: usize) -> Result<(), RegisterError> {
        let Some(made) = self.made.get(place) else {
            return Ok(());
        };
        let (topic, codes) = text::TOPICS
            .get(made.slot.topic)
            .copied()
            .unwrap_or_default();
        let rechecks = made.slot.rechecks.and_then(|earlier| self.visit(earlier));
        let (day, in_sentence) = (made.day, made.unit.name_in_sentence());
        let new = NewVisit {
            unit_id: made.unit.id,
            kind: made.slot.kind,
            date: day,
            topic: topic.to_owned(),
            rechecks: rechecks.map(|(id, _)| id),
        };
        let id = self.register.create_visit(&new)?.value;
        let page = self.register.visit_page(id)?;
        let mut visit = page.visit.clone();
        let afternoon = place % 3 == 2;
        visit.time = ClockTime::parse(if afternoon { "14:00" } else { "08:00" });
        visit.place = format!("Phòng họp số 2, trụ sở Đảng ủy {in_sentence}");
        visit.basis = format!(
            "Kế hoạch giám sát năm {} của {}",
            day.year(),
            page.body.full_name()
        );
        visit.period_from = NaiveDate::from_ymd_opt(day.year() - i32::from(day.month() < 4), 1, 1);
        visit.period_to = Some(day);
        visit.covered = page
            .regulations
            .iter()
            .filter(|sheet| codes.contains(&sheet.regulation.code.as_str()))
            .map(|sheet| sheet.regulation.id)
            .collect();
        self.register.edit_visit(&page.visit, &visit)?;
        if let Some(made) = self.made.get_mut(place) {
            made.id = Some(id);
        }
        Ok(())
    }

    /// The visit begins: the report is there, people sit down.
    fn start(&mut self, place: usize, id: VisitId) -> Result<(), RegisterError> {
        self.register
            .move_visit(id, VisitState::InProgress, "", false)?;
        let base = self.register.visit_page(id)?.visit;
        let mut visit = base.clone();
        visit.report_received_on = base.date.pred_opt();
        visit.report_note = if place.is_multiple_of(4) {
            "Báo cáo gửi trước buổi làm việc; thiếu phụ lục số liệu của 02 quy chế.".to_owned()
        } else {
            "Báo cáo đầy đủ theo đề cương.".to_owned()
        };
        self.register.edit_visit(&base, &visit)?;
        let team = text::TEAM.iter().zip([
            ParticipantRole::Head,
            ParticipantRole::DeputyHead,
            ParticipantRole::Secretary,
            ParticipantRole::Member,
        ]);
        let hosts = text::HOSTS.iter().zip([
            ParticipantRole::Reporter,
            ParticipantRole::Attendee,
            ParticipantRole::Attendee,
            ParticipantRole::Attendee,
        ]);
        for (side, ((name, title), role)) in team
            .map(|person| (Side::Team, person))
            .chain(hosts.map(|person| (Side::Unit, person)))
        {
            self.register.add_participant(&Participant {
                id: ParticipantId(uuid::Uuid::nil()),
                ver: 0,
                visit_id: id,
                side,
                position: 0,
                name: (*name).to_owned(),
                title: (*title).to_owned(),
                role,
            })?;
        }
        Ok(())
    }

    fn issue(&mut self, id: VisitId, day: NaiveDate) -> Result<(), RegisterError> {
        let page = self.register.visit_page(id)?;
        if let Some(written) = &page.conclusion {
            let mut new = written.conclusion.clone();
            new.date = Some(day);
            if new.signer_name.is_empty() {
                "Nguyễn Văn A".clone_into(&mut new.signer_name);
            }
            self.register.edit_conclusion(&written.conclusion, &new)?;
        }
        let page = self.register.prepare_issue(id, true)?;
        match (self.render)(&page) {
            Ok(pdf) => self.register.issue_conclusion(&page, &pdf).map(drop),
            Err(message) => refused(message),
        }
    }

    fn carry(&mut self, to: VisitId, slot: &Slot, on: NaiveDate) -> Result<(), RegisterError> {
        let earlier = slot.rechecks.and_then(|place| self.made.get(place));
        let open: Vec<ShortcomingId> =
            earlier.map_or_else(Vec::new, |made| made.shortcomings.clone());
        for id in open {
            let detail = self.register.shortcoming(id, on)?;
            let can = detail.later_visits.iter().any(|later| later.id == to);
            if can && detail.shortcoming.state == ShortcomingState::Returned {
                let step = Step {
                    kind: EventKind::Carried,
                    on,
                    by: "Ban Dân vận Quận ủy".to_owned(),
                    text: String::new(),
                    deadline: None,
                };
                self.register.carry_shortcoming(id, to, &step)?;
            }
        }
        Ok(())
    }

    fn step(
        &mut self,
        due: &Due,
        place: usize,
        kind: EventKind,
        deadline: Option<NaiveDate>,
    ) -> Result<(), RegisterError> {
        let Some(made) = self.made.get(due.slot) else {
            return Ok(());
        };
        let Some(id) = made.shortcomings.get(place).copied() else {
            return Ok(());
        };
        let ward = format!("UBND {}", made.unit.name_in_sentence());
        let words = self.random.pick(match kind {
            EventKind::Reported => text::REPORTED,
            EventKind::Returned => text::RETURNED,
            EventKind::Extended => text::EXTENDED,
            EventKind::Withdrawn => {
                &["Trùng với nội dung đã được Thanh tra quận kết luận và yêu cầu khắc phục."]
            }
            EventKind::Notified
            | EventKind::Verified
            | EventKind::Carried
            | EventKind::Released => text::VERIFIED,
        });
        let by = if kind == EventKind::Reported {
            ward
        } else {
            "Ban Dân vận Quận ủy".to_owned()
        };
        let step = Step {
            kind,
            on: due.at.date(),
            by,
            text: words.to_owned(),
            deadline,
        };
        self.register.step_shortcoming(id, &step).map(drop)
    }
}
