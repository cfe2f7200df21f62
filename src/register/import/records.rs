//! From the JSON form to records: codes become identities, every rule is checked, every problem is named.

use std::collections::{HashMap, HashSet};

use super::super::error::RegisterError;
use super::super::rating::check_reason;
use super::super::transact::Tx;
use super::super::visit::{body_for, check_unit_day, newest_catalogue};
use super::finding::Finding;
use super::paper::Paper;
use crate::domain::text::{clean, nfc};
use crate::domain::{
    CatalogueId, ConclusionState, ItemId, Participant, ParticipantId, Problem, Problems, Rating,
    RegulationId, Strength, Unit, Visit, VisitId, VisitState,
};
use crate::read::visit_file::{RatingFile, VisitFile};
use crate::store;

/// A checked visit, ready to be written.
pub(super) struct Records {
    pub visit: Visit,
    pub unit_name: String,
    pub participants: Vec<Participant>,
    pub ratings: Vec<Rating>,
    pub strengths: Vec<Strength>,
    pub shortcomings: Vec<Finding>,
    /// Each one but the first replaces the one before.
    pub conclusions: Vec<Paper>,
}

/// Codes of the visit's catalogue, and the problems found so far.
pub(super) struct Builder<'a, 'tx> {
    pub(super) tx: &'a Tx<'tx>,
    regulations: HashMap<String, RegulationId>,
    items: HashMap<String, (ItemId, RegulationId)>,
    pub(super) problems: Vec<Problem>,
}

pub(super) fn build(tx: &Tx<'_>, file: &VisitFile) -> Result<Records, RegisterError> {
    let unit = find_unit(tx, &file.unit)?;
    let catalogue_id = find_catalogue(tx, file)?;
    let mut builder = Builder::new(tx, catalogue_id)?;
    let visit = builder.visit(file, &unit, catalogue_id)?;
    let participants = builder.participants(file, visit.id);
    let ratings = builder.ratings(&file.ratings, &visit);
    let strengths = builder.strengths(&file.strengths, visit.id)?;
    let shortcomings = builder.shortcomings(&file.shortcomings, &visit)?;
    let conclusions = builder.conclusions(file, &visit, &unit, &strengths, &shortcomings)?;
    let issued = conclusions
        .iter()
        .any(|(paper, ..)| paper.state == ConclusionState::Issued);
    let concluded = matches!(visit.state, VisitState::Concluded | VisitState::Closed);
    if issued != concluded {
        builder.problems.push(Problem::new(
            "state",
            "Cuộc giám sát “đã kết luận” hoặc “đã kết thúc” phải kèm kết luận đã ban hành, và ngược lại.",
        ));
    }
    if visit.state == VisitState::Closed
        && shortcomings
            .iter()
            .any(|(s, _)| s.state.is_open() && s.carried_to.is_none())
    {
        builder.problems.push(Problem::new(
            "state",
            "Cuộc giám sát đã kết thúc thì không còn tồn tại chưa xác nhận.",
        ));
    }
    Problems::into_result(builder.problems)?;
    Ok(Records {
        visit,
        unit_name: unit.name_in_sentence(),
        participants,
        ratings,
        strengths,
        shortcomings,
        conclusions,
    })
}

fn find_unit(tx: &Tx<'_>, code: &str) -> Result<Unit, RegisterError> {
    store::unit::by_code(tx.rows.conn(), code)?.ok_or_else(|| {
        Problem::new(
            "unit",
            format!("Không có đơn vị mang mã “{code}” trong tệp; hãy xem mã bằng lệnh “qcdc list units” hoặc thêm đơn vị."),
        )
        .into()
    })
}

fn find_catalogue(tx: &Tx<'_>, file: &VisitFile) -> Result<CatalogueId, RegisterError> {
    let Some(key) = &file.catalogue else {
        return newest_catalogue(tx);
    };
    match store::catalogue::by_key(tx.rows.conn(), &key.code, key.version)? {
        Some(catalogue) => Ok(catalogue.id),
        None => Err(Problem::new(
            "catalogue",
            format!(
                "Tệp không có danh mục “{}” phiên bản {}; hãy nhập danh mục đó trước.",
                key.code, key.version
            ),
        )
        .into()),
    }
}

impl<'a, 'tx> Builder<'a, 'tx> {
    fn new(tx: &'a Tx<'tx>, catalogue: CatalogueId) -> Result<Self, RegisterError> {
        let mut builder = Self {
            tx,
            regulations: HashMap::new(),
            items: HashMap::new(),
            problems: Vec::new(),
        };
        if let Some(page) = store::catalogue::page(tx.rows.conn(), catalogue)? {
            for entry in page.regulations {
                let id = entry.regulation.id;
                builder.regulations.insert(entry.regulation.code, id);
                for item in entry.items {
                    builder.items.insert(item.item.code, (item.item.id, id));
                }
            }
        }
        Ok(builder)
    }

    pub(super) fn note(&mut self, place: &str, result: Result<(), Problem>) {
        if let Err(problem) = result {
            self.problems.push(if place.is_empty() {
                problem
            } else {
                problem.within(place)
            });
        }
    }

    fn visit(
        &mut self,
        file: &VisitFile,
        unit: &Unit,
        catalogue_id: CatalogueId,
    ) -> Result<Visit, RegisterError> {
        let id = file.id.unwrap_or_else(|| VisitId(self.tx.new_id()));
        if self.tx.rows.get::<Visit>(id)?.is_some() {
            return Err(Problem::new(
                "id",
                "Cuộc giám sát này đã có trong tệp; không nhập lần nữa. Muốn nhập thành cuộc mới, hãy bỏ trường “id”.",
            )
            .into());
        }
        if let Some(earlier) = file.rechecks
            && self.tx.rows.get::<Visit>(earlier)?.is_none()
        {
            self.problems.push(Problem::new(
                "rechecks",
                "Cuộc giám sát được phúc tra không có trong tệp; hãy nhập cuộc đó trước.",
            ));
        }
        let mut covered = Vec::new();
        for (index, code) in file.covered.iter().enumerate() {
            match self.regulation(&format!("covered[{index}]"), code) {
                Some(id) if !covered.contains(&id) => covered.push(id),
                _ => {}
            }
        }
        let visit = Visit {
            id,
            ver: 0,
            unit_id: unit.id,
            body_id: body_for(self.tx, unit, file.date)?,
            catalogue_id,
            kind: file.kind,
            state: file.state,
            state_reason: clean(&file.state_reason),
            date: file.date,
            time: file.time,
            place: clean(&file.place),
            topic: clean(&file.topic),
            basis: clean(&file.basis),
            period_from: file.period_from,
            period_to: file.period_to,
            covered,
            report_received_on: file.report_received_on,
            report_note: clean(&file.report_note),
            assessment: clean(&file.assessment),
            report_back_by: file.report_back_by,
            rechecks: file.rechecks,
            note: clean(&file.note),
        };
        self.note("", visit.check());
        self.note("", check_unit_day(unit, visit.date));
        Ok(visit)
    }

    pub(super) fn regulation(&mut self, place: &str, code: &str) -> Option<RegulationId> {
        let found = self.regulations.get(&nfc(code)).copied();
        if found.is_none() {
            self.problems.push(Problem::new(
                place,
                format!("Danh mục không có quy chế mang mã “{code}”; hãy sửa mã."),
            ));
        }
        found
    }

    pub(super) fn item(&mut self, place: &str, code: &str) -> Option<(ItemId, RegulationId)> {
        let found = self.items.get(&nfc(code)).copied();
        if found.is_none() {
            self.problems.push(Problem::new(
                place,
                format!("Danh mục không có mục kiểm tra mang mã “{code}”; hãy sửa mã."),
            ));
        }
        found
    }

    fn participants(&mut self, file: &VisitFile, visit_id: VisitId) -> Vec<Participant> {
        let mut list = Vec::new();
        for (index, (position, person)) in (1..).zip(&file.participants).enumerate() {
            let person = Participant {
                id: ParticipantId(self.tx.new_id()),
                ver: 0,
                visit_id,
                side: person.side,
                position,
                name: clean(&person.name),
                title: clean(&person.title),
                role: person.role,
            };
            self.note(&format!("participants[{index}]"), person.check());
            list.push(person);
        }
        // Team first, as every list shows them, so that a round trip keeps the order.
        list.sort_by_key(|person| person.side);
        for (position, person) in (1..).zip(&mut list) {
            person.position = position;
        }
        list
    }

    fn ratings(&mut self, files: &[RatingFile], visit: &Visit) -> Vec<Rating> {
        let mut seen = HashSet::new();
        let mut list = Vec::new();
        for (index, file) in files.iter().enumerate() {
            let place = format!("ratings[{index}]");
            let Some((item_id, _)) = self.item(&format!("{place}.item"), &file.item) else {
                continue;
            };
            if !seen.insert(item_id) {
                self.problems.push(Problem::new(
                    format!("{place}.item"),
                    format!("Mục “{}” được chấm hai lần; hãy bỏ một.", file.item),
                ));
                continue;
            }
            let rating = Rating {
                visit_id: visit.id,
                item_id,
                ver: 0,
                value: file.rating,
                self_rating: file.self_rating,
                comment: clean(&file.comment),
                evidence_seen: clean(&file.evidence_seen),
            };
            self.note(&place, check_reason(visit, &rating));
            list.push(rating);
        }
        list
    }
}
