//! Big files for measuring: ten years of made-up visits in one change, the same for the same seed and day.

mod finding;
mod paper;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime};

use super::Register;
use super::change::Op;
use super::error::{RegisterError, refused};
use super::random::{Ids, Random, working_day};
use super::sample::reports;
use super::sample::text::{self, Finding, fill};
use super::transact::{Outcome, Tx};
use crate::domain::{
    Body, CatalogueId, ChecklistItem, ClockTime, MonthlyReport, Participant, ParticipantId,
    ParticipantRole, Rating, RatingValue, RegulationId, ReportId, Side, Signer, Strength,
    StrengthId, Unit, Visit, VisitId, VisitKind, VisitState, date,
};
use crate::store::setting;

/// Days over which the visits are spread before today, and after.
const DAYS_BACK: u64 = 3652;
const DAYS_AHEAD: u64 = 60;
/// How often the progress is told.
const TELL_EVERY: usize = 500;

/// A checklist item with the finding that made-up visits have on it.
struct Item {
    item: ChecklistItem,
    finding: Finding,
}

/// A visit while its content is made.
struct Scene {
    id: VisitId,
    /// Opening of the visit: the moment in the identities of all that belongs to it.
    at: DateTime<FixedOffset>,
    day: NaiveDate,
    state: VisitState,
    in_sentence: String,
    /// Day of the conclusion.
    issued: NaiveDate,
}

struct Maker {
    random: Random,
    wards: Vec<Unit>,
    catalogue_id: CatalogueId,
    items: Vec<Item>,
    body: Body,
    signer: Option<Signer>,
    today: NaiveDate,
    zone: FixedOffset,
    visits: usize,
    ratings: usize,
    /// Term and last number of the conclusions issued so far.
    numbered: Option<(NaiveDate, i64)>,
}

impl Register {
    /// Fills an empty file with so many visits of so many ratings over the ten years up to today.
    ///
    /// # Errors
    /// The file already has visits, or lacks wards, catalogue or supervising body.
    pub fn generate(
        &mut self,
        visits: usize,
        ratings_per_visit: usize,
        seed: u64,
        progress: &mut dyn FnMut(usize),
    ) -> Result<Outcome<()>, RegisterError> {
        self.must_be_empty()?;
        let mut maker = self.maker(visits, ratings_per_visit, seed)?;
        let (rule, calendar) = (self.report_rule()?, self.calendar()?);
        let (today, years) = (maker.today, maker.today.year() - 9..=maker.today.year());
        let came = reports::received(&self.all_wards()?, years, (rule, &calendar), today, seed);
        let user = self.user_name()?;
        let ids = std::mem::replace(&mut self.ids, Ids::counted(seed));
        let message = format!("Đã tạo {visits} cuộc giám sát để đo");
        let made = self.transact(Op::Generate, message, |tx| {
            // its records begin before it
            tx.rows.remove_setting(setting::REPORT_RULE)?;
            for index in 0..visits {
                maker.visit(tx, index)?;
                if index % TELL_EVERY == 0 {
                    progress(index);
                }
            }
            for came in &came {
                tx.rows.add(MonthlyReport {
                    id: ReportId(tx.new_id()),
                    ver: 0,
                    unit_id: came.unit.id,
                    month: came.month,
                    received_on: came.on,
                    note: came.note.to_owned(),
                    received_by: user.clone(),
                })?;
            }
            progress(visits);
            Ok(())
        });
        self.ids = ids;
        made
    }

    fn maker(&self, visits: usize, ratings: usize, seed: u64) -> Result<Maker, RegisterError> {
        let catalogue = self.catalogue()?;
        let Some(page) = self.bodies()?.into_iter().next() else {
            return refused("Tệp chưa có cơ quan giám sát; hãy ghi ở mục Cài đặt.");
        };
        let items = catalogue
            .regulations
            .into_iter()
            .flat_map(|entry| entry.items);
        Ok(Maker {
            random: Random::new(seed),
            wards: self.wards()?,
            catalogue_id: catalogue.catalogue.id,
            items: items.map(|entry| with_finding(entry.item)).collect(),
            body: page.body,
            signer: page.signers.into_iter().next(),
            today: self.today(),
            zone: *self.now().offset(),
            visits,
            ratings,
            numbered: None,
        })
    }
}

/// The item with its own finding, or another item's of the same regulation.
fn with_finding(item: ChecklistItem) -> Item {
    let regulation = item.code.split('-').next().unwrap_or_default();
    let finding = text::FINDINGS
        .iter()
        .find(|finding| finding.item == item.code)
        .or_else(|| {
            text::FINDINGS
                .iter()
                .find(|f| f.item.starts_with(regulation))
        })
        .copied()
        .unwrap_or_default();
    Item { item, finding }
}

impl Maker {
    fn visit(&mut self, tx: &mut Tx<'_>, index: usize) -> Result<(), RegisterError> {
        let span = (DAYS_BACK + DAYS_AHEAD) * index as u64 / self.visits.max(1) as u64;
        let day = self.today.checked_sub_days(Days::new(DAYS_BACK));
        let day = day.and_then(|day| day.checked_add_days(Days::new(span)));
        let day = working_day(day.unwrap_or(self.today), false);
        let there: Vec<Unit> = self
            .wards
            .iter()
            .filter(|u| u.exists_on(day))
            .cloned()
            .collect();
        let place = usize::try_from(self.random.below(there.len() as u64)).unwrap_or(0);
        let Some(unit) = there.get(place) else {
            return refused(format!(
                "Tệp không có phường nào tồn tại vào ngày {}.",
                date::show(day)
            ));
        };
        let at = day.and_time(NaiveTime::MIN).and_local_timezone(self.zone);
        let at = at.earliest().unwrap_or(tx.now);
        let state = self.state((self.today - day).num_days());
        let issued = day.checked_add_days(Days::new(8)).unwrap_or(day);
        let scene = Scene {
            id: VisitId(tx.new_id_at(at)),
            at,
            day,
            state,
            in_sentence: unit.name_in_sentence(),
            issued: working_day(issued, true).min(self.today),
        };
        let visit = self.head(&scene, unit);
        tx.rows.add(visit)?;
        self.people(tx, &scene)?;
        let found = self.ratings(tx, &scene, unit)?;
        if !scene.has_content() {
            return Ok(());
        }
        let strengths = self.strengths(tx, &scene)?;
        let shortcomings = self.shortcomings(tx, &scene, &found)?;
        self.conclusion(tx, &scene, &strengths, &shortcomings)
    }

    /// Where a visit of that age stands.
    fn state(&mut self, age: i64) -> VisitState {
        use VisitState as S;
        let dice = self.random.below(100);
        match age {
            ..0 if dice < 40 => S::Announced,
            ..0 => S::Planned,
            0..3 => S::InProgress,
            3..120 if dice < 5 => S::Postponed,
            3..12 => S::Visited,
            12..120 if dice < 25 => S::Visited,
            12..120 => S::Concluded,
            _ if dice < 80 => S::Closed,
            _ if dice < 97 => S::Concluded,
            _ => S::Cancelled,
        }
    }

    fn head(&mut self, scene: &Scene, unit: &Unit) -> Visit {
        let (topic, _) = self.random.pick(text::TOPICS);
        let year = scene.day.year();
        Visit {
            id: scene.id,
            ver: 0,
            unit_id: unit.id,
            body_id: self.body.id,
            catalogue_id: self.catalogue_id,
            kind: match self.random.below(10) {
                0..6 => VisitKind::Periodic,
                6..9 => VisitKind::Thematic,
                _ => VisitKind::Unannounced,
            },
            state: scene.state,
            state_reason: if scene.state.needs_reason() {
                "Trùng lịch công tác của phường.".to_owned()
            } else {
                String::new()
            },
            date: scene.day,
            time: ClockTime::parse("08:00"),
            place: format!("Trụ sở Đảng ủy {}", scene.in_sentence),
            topic: format!("{topic} năm {year}"),
            basis: format!(
                "Kế hoạch số {:02}-KH/{} ngày {:02}/01/{year}",
                self.random.between(1, 40),
                self.body.symbol,
                self.random.between(3, 28)
            ),
            period_from: NaiveDate::from_ymd_opt(year, 1, 1),
            period_to: Some(scene.day),
            covered: Vec::new(),
            report_received_on: scene.day.pred_opt().filter(|_| scene.has_content()),
            report_note: String::new(),
            assessment: if scene.has_content() {
                fill(self.random.pick(text::ASSESSMENTS), &scene.in_sentence)
            } else {
                String::new()
            },
            report_back_by: None,
            rechecks: None,
            note: String::new(),
        }
    }

    fn people(&mut self, tx: &mut Tx<'_>, scene: &Scene) -> Result<(), RegisterError> {
        let places = [
            (Side::Team, ParticipantRole::Head, text::TEAM),
            (Side::Team, ParticipantRole::Secretary, text::TEAM),
            (Side::Unit, ParticipantRole::Reporter, text::HOSTS),
            (Side::Unit, ParticipantRole::Attendee, text::HOSTS),
        ];
        for (position, (side, role, list)) in (1..).zip(places) {
            let (name, title) = self.random.pick(list);
            tx.rows.add(Participant {
                id: ParticipantId(tx.new_id_at(scene.at)),
                ver: 0,
                visit_id: scene.id,
                side,
                position,
                name: name.to_owned(),
                title: title.to_owned(),
                role,
            })?;
        }
        Ok(())
    }

    /// Rates a run of items; answers the places of those that were found wanting.
    fn ratings(
        &mut self,
        tx: &mut Tx<'_>,
        scene: &Scene,
        unit: &Unit,
    ) -> Result<Vec<usize>, RegisterError> {
        let mut found = Vec::new();
        let start = usize::try_from(self.random.below(self.items.len() as u64)).unwrap_or(0);
        let places = (0..self.items.len())
            .cycle()
            .skip(start)
            .take(self.items.len());
        let mut left = self.ratings;
        for place in places {
            let Some(Item { item, finding }) = self.items.get(place) else {
                break;
            };
            if left == 0 {
                break;
            }
            if !item.applies(unit, scene.day) {
                continue;
            }
            left -= 1;
            let value = if scene.has_content() {
                a_value(&mut self.random)
            } else {
                RatingValue::NotRated
            };
            if value.is_finding() {
                found.push(place);
            }
            let random = &mut self.random;
            tx.rows.add(Rating {
                visit_id: scene.id,
                item_id: item.id,
                ver: 0,
                value,
                self_rating: RatingValue::Met,
                comment: match value {
                    RatingValue::PartlyMet | RatingValue::NotMet => format!(
                        "{} Kiểm tra {} hồ sơ, {} hồ sơ chưa đạt.",
                        finding.comment,
                        random.between(5, 400),
                        random.between(1, 9)
                    ),
                    RatingValue::NotApplicable => random.pick(text::NOT_APPLICABLE).1.to_owned(),
                    RatingValue::Met | RatingValue::NotRated => String::new(),
                },
                evidence_seen: if value == RatingValue::Met && random.percent(5) {
                    item.evidence.clone()
                } else {
                    String::new()
                },
            })?;
        }
        Ok(found)
    }

    fn strengths(
        &mut self,
        tx: &mut Tx<'_>,
        scene: &Scene,
    ) -> Result<Vec<Strength>, RegisterError> {
        let mut list = Vec::new();
        for position in 1..=1 + i64::from(self.random.percent(50)) {
            let (code, words) = self.random.pick(text::STRENGTHS);
            let item = self.items.iter().find(|item| item.item.code == code);
            let regulation_id: Option<RegulationId> = item.map(|item| item.item.regulation_id);
            list.push(tx.rows.add(Strength {
                id: StrengthId(tx.new_id_at(scene.at)),
                ver: 0,
                visit_id: scene.id,
                regulation_id,
                item_id: item.map(|item| item.item.id),
                position,
                text: words.to_owned(),
            })?);
        }
        Ok(list)
    }
}

impl Scene {
    /// Whether the visit took place.
    fn has_content(&self) -> bool {
        self.state == VisitState::InProgress || self.state.is_past_visit()
    }
}

fn a_value(random: &mut Random) -> RatingValue {
    match random.below(100) {
        0..78 => RatingValue::Met,
        78..90 => RatingValue::PartlyMet,
        90..95 => RatingValue::NotMet,
        95..99 => RatingValue::NotApplicable,
        _ => RatingValue::NotRated,
    }
}
